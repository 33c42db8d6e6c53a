"""The import of a table, drawn: file, columns, trial or run, report."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QStackedWidget,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from ui.assets.import_model import ImportModel, Step
from ui.photos.strip import files_of
from ui.style.colours import Tone
from ui.style.metrics import dp
from ui.widgets.banner import Banner
from ui.widgets.busy import BusyBar
from ui.widgets.buttons import button
from ui.widgets.empty import EmptyState
from ui.widgets.frames import column, row
from ui.widgets.header import PageHeader
from ui.widgets.labels import label
from ui.widgets.row_table import RowTable
from ui.widgets.tables import Table

FILES = "*.xlsx *.xlsm *.csv"
REFUSED_WIDTHS = (90, 220, 400)


class ImportPage(QWidget):
    """Choose a file, assign its columns, try, import, and read what was left out and why.

    Signals:
        closed: the user is done here.
    """

    closed = Signal()

    def __init__(self, model: ImportModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = model
        self.setAcceptDrops(True)
        page = column(self, margins=(24, 16, 24, 16), spacing=10)
        self.header = PageHeader(self.tr("导入设施表格"), " ", back=True)
        self.header.back_wanted.connect(self.closed)
        page.addWidget(self.header)
        self.banner = Banner()
        page.addWidget(self.banner)
        self.busy = BusyBar(self.tr("正在导入"))
        page.addWidget(self.busy)
        self.stack = QStackedWidget()
        page.addWidget(self.stack, 1)
        self.empty = EmptyState("file", self.tr("选择一个表格"), "", self.tr("选择文件…"))
        self.empty.chosen.connect(self.ask_file)
        for part in (self.empty, self._make_columns(), self._make_report()):
            self.stack.addWidget(part)
        page.addLayout(self._make_foot())
        model.changed.connect(self._render)
        model.failed.connect(self._complain)
        model.saved.connect(self._tell_saved)
        self._render()

    @Slot()
    def ask_file(self) -> None:
        """Let the user choose a file."""
        name, _ = QFileDialog.getOpenFileName(
            self, self.tr("选择文件"), "", self.tr("表格（{types}）").format(types=FILES)
        )
        if name:
            self.model.choose_file(Path(name))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802  # Qt's name
        """Take a file, unless one is being read or imported."""
        if files_of(event.mimeData()) and not self.model.is_busy:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802  # Qt's name
        """Read the first file that was dropped."""
        self.model.choose_file(files_of(event.mimeData())[0])

    def _make_columns(self) -> QWidget:
        made = QWidget()
        stack = column(made, spacing=8)
        line = row(spacing=10)
        line.addWidget(label(self.tr("这是什么设施的表格：")))
        self.form = QComboBox()
        self.form.setAccessibleName(self.tr("设施类别"))
        self.form.activated.connect(self._choose_form)
        line.addWidget(self.form)
        line.addStretch(1)
        stack.addLayout(line)
        self.columns = _table(self.tr("表格的列"), (self.tr("表格的列"), self.tr("前几行"), self.tr("是设施的哪一项")))
        stack.addWidget(self.columns, 1)
        return made

    def _make_report(self) -> QWidget:
        made = QWidget()
        stack = column(made, spacing=8)
        self.summary = label("", "h2", wrap=True)
        stack.addWidget(self.summary)
        self.refused = RowTable((self.tr("行号"), self.tr("编号或名称"), self.tr("原因和改法")), parent=self)
        table = Table(self.tr("没有导入的行"), self.refused)
        table.set_widths(REFUSED_WIDTHS, len(REFUSED_WIDTHS) - 1)
        stack.addWidget(table, 1)
        return made

    def _make_foot(self) -> QHBoxLayout:
        foot = row(spacing=10)
        foot.addStretch(1)
        self.cancel = button(self.tr("停止"))
        self.save = button(self.tr("保存未导入的行…"))
        self.again = button(self.tr("换一个文件"))
        self.back = button(self.tr("返回改列"))
        self.trial = button(self.tr("先试一遍"))
        self.run = button(self.tr("导入"), "primary")
        self.cancel.clicked.connect(self.model.cancel)
        self.save.clicked.connect(self._ask_report)
        self.again.clicked.connect(self.model.begin)
        self.back.clicked.connect(self.model.map_again)
        self.trial.clicked.connect(self._try)
        self.run.clicked.connect(self._run)
        for made in (self.cancel, self.save, self.again, self.back, self.trial, self.run):
            foot.addWidget(made)
        return foot

    @Slot()
    def _render(self) -> None:
        model = self.model
        self._render_buttons()
        opened = model.opened
        if model.step is Step.RUNNING:
            self.busy.show_share(model.share)
        elif model.is_busy:
            self.busy.move_on()
        else:
            self.busy.rest()
        if opened is None:
            self.header.set_title(self.tr("导入设施表格"), self.tr("第一步：选择 Excel（.xlsx）或 CSV 文件"))
            self.empty.say(
                self.tr("选择一个表格"),
                self.tr("也可以把文件拖到这里。第一行（或前几行中的一行）应是列名；已登记的设施会更新，不会重复。"),
                self.tr("选择文件…"),
            )
            self.stack.setCurrentIndex(0)
            return
        self.header.set_title(opened.path.name, self.tr("{count} 行数据").format(count=f"{opened.count:,}"))
        if model.step is Step.MAPPING:
            self._render_columns()
            self.stack.setCurrentIndex(1)
        else:
            self._render_report()
            self.stack.setCurrentIndex(2)

    def _render_buttons(self) -> None:
        model = self.model
        is_over = model.step is Step.DONE
        self.cancel.setVisible(model.step is Step.RUNNING)
        self.save.setVisible(is_over and model.report is not None and bool(model.report.refused))
        self.again.setVisible(model.step in (Step.MAPPING, Step.DONE))
        self.back.setVisible(is_over)
        self.trial.setVisible(model.step is Step.MAPPING)
        self.run.setVisible(model.step is Step.MAPPING or (is_over and model.is_trial))
        for made in (self.trial, self.run):
            made.setEnabled(model.can_run)

    def _render_columns(self) -> None:
        opened = self.model.opened
        if opened is None:
            return
        self.form.clear()
        for info in opened.forms:
            self.form.addItem(info.title, info.id)
        self.form.setCurrentIndex(self.form.findData(opened.info.id))
        if not self.model.can_run and not self.model.is_busy:
            self.banner.say(self.tr("还没有指定哪一列是“名称”，指定后才能导入。"), Tone.WARNING)
        elif not self.model.is_busy:
            self.banner.hide()
        self.columns.setRowCount(len(opened.names))
        for index, name in enumerate(opened.names):
            self.columns.setItem(index, 0, QTableWidgetItem(name or self.tr("第 {n} 列").format(n=index + 1)))
            self.columns.setItem(index, 1, QTableWidgetItem(opened.preview(index)))
            self.columns.setCellWidget(index, 2, self._target_box(index))

    def _target_box(self, index: int) -> QComboBox:
        opened = self.model.opened
        box = QComboBox()
        box.addItem(self.tr("不导入"), "")
        if opened is not None:
            for each in opened.columns:
                box.addItem(each.label, each.target)
            targets = opened.header.targets
            box.setCurrentIndex(max(0, box.findData(targets[index] if index < len(targets) else "")))
            box.setAccessibleName(self.tr("“{column}”是设施的哪一项").format(column=opened.names[index]))
        box.activated.connect(lambda _chosen, box=box, index=index: self._choose_target(index, box.currentData()))
        return box

    def _render_report(self) -> None:
        report = self.model.report
        if report is None:
            self.summary.setText(self.tr("正在读取…"))
            self.refused.show_rows(())
            return
        words = self.tr("新登记 {created}，更新 {updated}，没有变化 {unchanged}，未导入 {refused}")
        if self.model.is_trial:
            words = self.tr(
                "试算，尚未写入：将新登记 {created}，更新 {updated}，没有变化 {unchanged}，不能导入 {refused}"
            )
        said = words.format(
            created=f"{report.created:,}",
            updated=f"{report.updated:,}",
            unchanged=f"{report.unchanged:,}",
            refused=f"{len(report.refused):,}",
        )
        stopped = self.tr("（已停止，再导入一次会接着做）") if report.is_cancelled else ""
        self.summary.setText(said + stopped)
        if self.model.step is Step.DONE:
            self.refused.show_rows([(str(line), name, why) for line, name, why in self.model.reasons()])

    @Slot()
    def _choose_form(self) -> None:
        self.model.choose_form(self.form.currentData())

    def _choose_target(self, index: int, target: str) -> None:
        self.model.choose_target(index, target)
        box = self.columns.cellWidget(index, 2)
        if box is not None:
            box.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _try(self) -> None:
        self.model.run(is_trial=True)

    @Slot()
    def _run(self) -> None:
        self.model.run(is_trial=False)

    @Slot()
    def _ask_report(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, self.tr("保存未导入的行"), self.tr("未导入的行.xlsx"), FILES)
        if name:
            self.model.save_report(Path(name))

    @Slot(str)
    def _complain(self, sentence: str) -> None:
        self.banner.say(sentence, Tone.DANGER)

    @Slot(str)
    def _tell_saved(self, path: str) -> None:
        self.banner.say(self.tr("已保存到 {path}").format(path=path), Tone.SUCCESS)


def _table(name: str, headings: tuple[str, ...]) -> QTableWidget:
    made = QTableWidget(0, len(headings))
    made.setAccessibleName(name)
    made.setHorizontalHeaderLabels(headings)
    made.verticalHeader().hide()
    made.verticalHeader().setDefaultSectionSize(dp(40))
    made.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    made.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    made.setWordWrap(False)
    made.setShowGrid(False)
    made.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
    made.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    made.setColumnWidth(0, dp(180))
    made.setColumnWidth(1, dp(300))
    made.horizontalHeader().setStretchLastSection(True)
    return made
