"""Approving rounds without a finding together: exactly what is approved, and taking it back before it is sent."""

from functools import partial

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractItemView, QDialog, QWidget

from app.errors import AppError
from app.usecases.review_queue import Batch, Judged, approve_all, judge, undo_approvals, waiting_rows
from app.workplace import RecordKey, Workplace
from ui import moments
from ui.review.words import finding_words
from ui.style.metrics import dp
from ui.tasks import Tasks
from ui.townships import township_name
from ui.widgets.buttons import button
from ui.widgets.empty import EmptyState
from ui.widgets.frames import column, row
from ui.widgets.labels import label
from ui.widgets.row_table import RowTable
from ui.widgets.tables import Table
from ui.words import explain

WIDTH_PX, HEIGHT_PX = 900, 620
WIDTHS = (240, 110, 170, 220)


class BatchModel(QObject):
    """What may be approved together.

    Signals:
        changed: the records are others.
        failed: something was not done; the argument is the sentence to show.
        approved: the ``Batch`` that was approved.
        undone: how many approvals were taken back.
    """

    changed = Signal()
    failed = Signal(str)
    approved = Signal(object)
    undone = Signal(int)

    def __init__(self, workplace: Workplace, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workplace, self._tasks = workplace, tasks
        self._batch: tuple[RecordKey, ...] = ()
        self.plain: tuple[Judged, ...] = ()
        self.others: tuple[Judged, ...] = ()
        self.is_read = False

    @property
    def may_undo(self) -> bool:
        """Whether a batch was approved here that may not have been sent yet."""
        return bool(self._batch)

    def read(self, township: str) -> None:
        """Judge what waits in a township, or everywhere."""
        self._tasks.on_database(partial(_judged, self._workplace, township), self._show, self._fail)

    @Slot()
    def approve(self) -> None:
        """Approve exactly what is listed."""
        chosen = [(one.key, one.heads) for one in self.plain]
        place = self._workplace

        def work() -> Batch:
            with place.store() as unit:
                return approve_all(unit, clock=place.clock, ids=place.ids, person=place.person, chosen=chosen)

        self._tasks.on_database(work, self._finish, self._fail)

    @Slot()
    def undo(self) -> None:
        """Take the last batch back."""
        place, keys = self._workplace, self._batch

        def work() -> int:
            with place.store() as unit:
                return undo_approvals(unit, clock=place.clock, ids=place.ids, person=place.person, keys=keys)

        self._tasks.on_database(work, self._forget, self._fail)

    def _show(self, judged: tuple[Judged, ...]) -> None:
        self.plain = tuple(one for one in judged if not one.findings)
        self.others = tuple(one for one in judged if one.findings)
        self.is_read = True
        self.changed.emit()

    def _finish(self, batch: Batch) -> None:
        self._batch = batch.approved
        self.approved.emit(batch)

    def _forget(self, count: int) -> None:
        self._batch = ()
        self.undone.emit(count)

    def _fail(self, error: AppError) -> None:
        if error.code in ("review.sent_already", "review.stale"):
            self._batch = ()
        self.failed.emit(explain(error))


class BatchDialog(QDialog):
    """The list of exactly what would be approved, and below it what is left and why."""

    def __init__(self, model: BatchModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = model
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("批量通过没有发现问题的记录"))
        self.resize(dp(WIDTH_PX), dp(HEIGHT_PX))
        stack = column(self, margins=(20, 16, 20, 16), spacing=10)
        self.title = label("", "h2")
        stack.addWidget(self.title)
        headings = (self.tr("设施"), self.tr("乡镇"), self.tr("巡查时间"), self.tr("编号"))
        self.rows = RowTable(headings, parent=self)
        self.table = self._make_table(self.tr("将要通过的记录"), self.rows)
        stack.addWidget(self.table, 3)
        self.nothing = EmptyState(
            "success", self.tr("没有可以批量通过的记录"), self.tr("有发现、有备注或曾退回的记录须逐条审核。")
        )
        stack.addWidget(self.nothing, 3)
        self.left_title = label("", "strong")
        stack.addWidget(self.left_title)
        self.left_rows = RowTable((self.tr("设施"), self.tr("乡镇"), self.tr("巡查时间"), self.tr("须逐条审核的原因")))
        self.left = self._make_table(self.tr("须逐条审核的记录"), self.left_rows)
        stack.addWidget(self.left, 2)
        foot = row(spacing=10)
        foot.addWidget(label(self.tr("通过后可在发送之前整批撤销。"), "caption"), 1)
        cancel = button(self.tr("取消"))
        cancel.clicked.connect(self.reject)
        self.approve = button("", "primary")
        self.approve.clicked.connect(self._approve)
        foot.addWidget(cancel)
        foot.addWidget(self.approve)
        stack.addLayout(foot)
        model.changed.connect(self._render)
        self._render()

    def _make_table(self, name: str, rows: RowTable) -> Table:
        table = Table(name, rows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.set_widths(WIDTHS, len(WIDTHS) - 1)
        return table

    @Slot()
    def _render(self) -> None:
        model = self.model
        self.rows.show_rows([(*_cells(one), one.row.number) for one in model.plain])
        self.left_rows.show_rows([(*_cells(one), finding_words(one.findings)) for one in model.others])
        count = len(model.plain)
        self.title.setText(self.tr("下面 {count} 条没有发现问题").format(count=count) if count else "")
        self.left_title.setText(self.tr("另有 {count} 条须逐条审核").format(count=len(model.others)))
        self.table.setVisible(bool(count))
        self.nothing.setVisible(model.is_read and not count)
        for widget in (self.left_title, self.left):
            widget.setVisible(bool(model.others))
        self.approve.setText(self.tr("通过这 {count} 条").format(count=count))
        self.approve.setEnabled(bool(count))

    @Slot()
    def _approve(self) -> None:
        self.model.approve()
        self.accept()


def _cells(one: Judged) -> tuple[str, str, str]:
    return one.row.title, township_name(one.row.township), moments.minute(one.row.made_at)


def _judged(workplace: Workplace, township: str) -> tuple[Judged, ...]:
    with workplace.store.reading() as reading:
        rows = waiting_rows(reading, workplace.person, township)
    return judge(workplace, rows)
