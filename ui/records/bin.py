"""The recycle bin: drafts that were thrown away and voided records of the last 30 days, restored in one act."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QWidget

from app.errors import AppError
from app.usecases.recycle_bin import KEPT_FOR, Thrown, empty_old, in_bin, restore
from app.workplace import Workplace
from ui import moments
from ui.style.colours import Tone
from ui.style.metrics import dp
from ui.tasks import Tasks
from ui.townships import township_name
from ui.widgets.banner import Banner
from ui.widgets.buttons import button
from ui.widgets.chip_delegate import ChipDelegate
from ui.widgets.empty import EmptyState
from ui.widgets.frames import column, row
from ui.widgets.labels import label
from ui.widgets.row_table import TONE_ROLE, Cell, RowTable
from ui.widgets.tables import Table
from ui.words import explain

WIDTH_PX, HEIGHT_PX = 860, 520
WIDTHS = (120, 230, 110, 150, 100, 140)
KIND, DAYS = 0, 4
SOON_DAYS = 3


@dataclass(frozen=True, slots=True)
class Shown:
    """What lies in the bin, and titles of forms and names of people by id."""

    thrown: tuple[Thrown, ...]
    forms: dict[str, str]
    names: dict[str, str]


class BinDialog(QDialog):
    """A table; Enter or the button restores what is selected.

    Signals:
        restored: something was restored; other pages may show it.
        drawn: the list is as it is now.
    """

    restored = Signal()
    drawn = Signal()

    def __init__(self, workplace: Workplace, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace, self._tasks = workplace, tasks
        self.shown = Shown((), {}, {})
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("回收站"))
        self.resize(dp(WIDTH_PX), dp(HEIGHT_PX))
        stack = column(self, margins=(20, 16, 20, 16), spacing=10)
        days = self.tr("丢弃的草稿和作废的记录保留 {days} 天。恢复的记录重新等待审核。").format(days=KEPT_FOR.days)
        stack.addWidget(label(days, "caption"))
        self.banner = Banner()
        stack.addWidget(self.banner)
        headings = (
            self.tr("类别"),
            self.tr("设施 / 编号"),
            self.tr("乡镇"),
            self.tr("丢弃时间"),
            self.tr("还剩"),
            self.tr("原因"),
        )
        self.rows = RowTable(headings, parent=self)
        self.table = Table(self.tr("回收站"), self.rows)
        self._chips = ChipDelegate(TONE_ROLE)
        self.table.setItemDelegate(self._chips)
        self.table.set_widths(WIDTHS, len(WIDTHS) - 1, (2,))
        self.table.activated_row.connect(self.restore_row)
        stack.addWidget(self.table, 1)
        self.empty = EmptyState("success", self.tr("回收站是空的"), self.tr("丢弃的草稿和作废的记录会出现在这里。"))
        stack.addWidget(self.empty, 1)
        foot = row(spacing=10)
        foot.addStretch(1)
        close = button(self.tr("关闭"))
        close.clicked.connect(self.reject)
        self.restore = button(self.tr("恢复"), "primary")
        self.restore.clicked.connect(self._restore)
        foot.addWidget(close)
        foot.addWidget(self.restore)
        stack.addLayout(foot)
        self._tasks.on_database(partial(_read, workplace), self._show, self._fail)

    @Slot(int)
    def restore_row(self, at: int) -> None:
        """Have a row's draft or record again."""
        if 0 <= at < len(self.shown.thrown):
            work = partial(_restore, self._workplace, self.shown.thrown[at])
            self._tasks.on_database(work, self._finish, self._fail)

    @Slot()
    def _restore(self) -> None:
        self.restore_row(self.table.currentIndex().row())

    def _show(self, shown: Shown) -> None:
        self.shown = shown
        self.rows.show_rows([self._cells(thrown) for thrown in shown.thrown])
        has_rows = bool(shown.thrown)
        self.table.setVisible(has_rows)
        self.empty.setVisible(not has_rows)
        self.restore.setEnabled(has_rows)
        if has_rows:
            self.table.selectRow(0)
        self.drawn.emit()

    def _cells(self, thrown: Thrown) -> tuple[Cell, ...]:
        is_draft = thrown.draft is not None
        kind: Cell = (self.tr("草稿"), Tone.INFO) if is_draft else (self.tr("作废记录"), Tone.NEUTRAL)
        words = self.tr("{days} 天").format(days=thrown.days_left)
        left: Cell = (words, Tone.WARNING if thrown.days_left <= SOON_DAYS else Tone.NEUTRAL)
        form = self.shown.forms.get(thrown.form, thrown.form)
        title = " · ".join(part for part in (thrown.title, thrown.number or form) if part)
        by = self.shown.names.get(thrown.by, "")
        why = "：".join(part for part in (by, thrown.reason) if part)
        return kind, title, township_name(thrown.key.stream.township), moments.minute(thrown.at), left, why

    def _finish(self, shown: Shown) -> None:
        self.banner.say(self.tr("已恢复。"), Tone.SUCCESS)
        self._show(shown)
        self.restored.emit()

    def _fail(self, error: AppError) -> None:
        self.banner.say(explain(error), Tone.DANGER)


def _read(workplace: Workplace) -> Shown:
    """Read the bin, forgetting drafts that are too old; runs on the database worker."""
    now = workplace.clock.now()
    forms = {info.id: info.title for info in workplace.forms.infos()}
    with workplace.store() as unit:
        empty_old(unit, now)
        names = {person.id: person.name for person in unit.directory().persons.values()}
        return Shown(in_bin(unit, now), forms, names)


def _restore(workplace: Workplace, thrown: Thrown) -> Shown:
    with workplace.store() as unit:
        restore(unit, clock=workplace.clock, ids=workplace.ids, person=workplace.person, thrown=thrown)
    return _read(workplace)
