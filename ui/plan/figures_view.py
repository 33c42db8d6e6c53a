"""The figures that lead units report, drawn."""

from pathlib import Path

from PySide6.QtCore import QModelIndex, Slot
from PySide6.QtWidgets import QDialog, QFileDialog, QInputDialog, QStackedWidget, QWidget

from app.domain.kinds import Action
from app.usecases.plans.report import shown
from ui.plan.figure_dialog import FigureDialog
from ui.plan.figures_model import FigureLine, FiguresModel
from ui.plan.rows import TONE_ROLE, Column, Rows
from ui.style.colours import Tone
from ui.style.metrics import dp
from ui.townships import township_name
from ui.widgets.banner import Banner
from ui.widgets.buttons import button
from ui.widgets.chip_delegate import ChipDelegate
from ui.widgets.empty import EmptyState
from ui.widgets.flow import FlowLayout
from ui.widgets.frames import column
from ui.widgets.tables import Table
from ui.words import status_label, status_tone

WIDTHS = (96, 84, 220, 90, 100, 80, 100, 180, 150, 120)
_SHEETS = "Excel (*.xlsx);;CSV (*.csv)"


class FiguresView(QWidget):
    """What was reported, and what may be done to it."""

    def __init__(self, model: FiguresModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = model
        page = column(self, margins=(0, 10, 0, 0), spacing=10)
        self.banner = Banner()
        page.addWidget(self.banner)
        page.addWidget(self._acts())
        self.stack = QStackedWidget()
        self.stack.addWidget(self._table())
        self.empty = EmptyState(
            "records",
            self.tr("还没有上报的指标"),
            self.tr("没有记录可算的目标由牵头单位按年、季或月上报，另一人确认后计入进度。"),
        )
        self.stack.addWidget(self.empty)
        page.addWidget(self.stack, 1)
        self.setFocusProxy(self.table)
        model.changed.connect(self._render)
        model.failed.connect(self._complain)
        model.told.connect(self._tell)
        self._render()

    @property
    def line(self) -> FigureLine | None:
        """The chosen figure."""
        return self.lines.row_at(self.table.currentIndex().row())

    @Slot()
    def report(self) -> None:
        """Ask for a figure and report it."""
        if self.model.plan is not None:
            dialog = FigureDialog(self.model, self.model.plan, parent=self)
            if dialog.exec() == QDialog.DialogCode.Accepted:
                self.model.report(dialog.report)

    def choose(self, record: str) -> None:
        """Make a figure the current one."""
        for number, line in enumerate(self.lines.rows):
            if line.row.record == record:
                self.table.selectRow(number)

    def _acts(self) -> QWidget:
        bar = QWidget()
        line = FlowLayout(bar, spacing=dp(8))
        self.new = button(self.tr("上报指标"), "primary", picture="add")
        self.new.clicked.connect(self.report)
        self.confirm = button(self.tr("确认"))
        self.confirm.clicked.connect(self._confirm)
        self.give_back = button(self.tr("退回"))
        self.give_back.clicked.connect(self._give_back)
        self.correct = button(self.tr("更正后重报"))
        self.correct.clicked.connect(self._correct)
        self.take = button(self.tr("导入历年指标"))
        self.take.clicked.connect(self._take)
        for made in (self.new, self.confirm, self.give_back, self.correct, self.take):
            line.addWidget(made)
        return bar

    def _table(self) -> Table:
        self.lines: Rows[FigureLine] = Rows(
            (
                Column(
                    self.tr("状态"),
                    lambda line: status_label(line.row.status),
                    lambda line: status_tone(line.row.status),
                ),
                Column(self.tr("编号"), lambda line: line.row.facts.target),
                Column(self.tr("目标"), self._target),
                Column(self.tr("期间"), lambda line: line.row.facts.period),
                Column(self.tr("数值"), _amount, is_number=True),
                Column(self.tr("总数"), lambda line: shown(line.row.facts.whole), is_number=True),
                Column(self.tr("范围"), lambda line: township_name(line.row.township)),
                Column(self.tr("牵头单位"), lambda line: line.row.facts.lead),
                Column(self.tr("依据"), lambda line: line.row.facts.basis),
                Column(self.tr("标记"), self._mark, lambda _line: Tone.WARNING),
            )
        )
        self.table = Table(self.tr("上报指标"), self.lines)
        self._chips = ChipDelegate(TONE_ROLE)
        for section in (0, 9):
            self.table.setItemDelegateForColumn(section, self._chips)
        self.table.set_widths(WIDTHS, 2, (5, 8, 6, 7))
        self.table.make_room(9, [self.tr("导入")])
        self.table.selectionModel().currentRowChanged.connect(self._render_acts)
        return self.table

    def _target(self, line: FigureLine) -> str:
        targets = self.model.plan.targets if self.model.plan is not None else ()
        return next((one.text for one in targets if one.id == line.row.facts.target), "")

    def _mark(self, line: FigureLine) -> str:
        return self.tr("导入") if line.row.facts.is_imported else ""

    @Slot()
    def _render(self) -> None:
        chosen = self.line.row.record if self.line is not None else ""
        self.lines.show_rows(self.model.lines)
        number = next((n for n, line in enumerate(self.model.lines) if line.row.record == chosen), 0)
        if self.model.lines:
            self.table.selectRow(number)
        self.stack.setCurrentIndex(0 if self.model.lines else 1)
        for made in (self.new, self.take):
            made.setVisible(bool(self.model.townships))
        self._render_acts()

    @Slot(QModelIndex, QModelIndex)
    def _render_acts(self, *_changed: QModelIndex) -> None:
        line = self.line
        self.confirm.setVisible(line is not None and Action.CONFIRMED in line.actions)
        self.give_back.setVisible(line is not None and Action.RETURNED in line.actions)
        self.correct.setVisible(line is not None and line.may_correct)

    @Slot()
    def _confirm(self) -> None:
        if self.line is not None:
            self.model.confirm(self.line)

    @Slot()
    def _give_back(self) -> None:
        line = self.line
        reason, is_given = QInputDialog.getText(self, self.tr("退回"), self.tr("需要改什么"))
        if line is not None and is_given and reason.strip():
            self.model.give_back(line, reason.strip())

    @Slot()
    def _correct(self) -> None:
        line = self.line
        if line is not None and self.model.plan is not None:
            dialog = FigureDialog(self.model, self.model.plan, line.row, self)
            if dialog.exec() == QDialog.DialogCode.Accepted:
                self.model.correct(line, dialog.report)

    @Slot()
    def _take(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, self.tr("导入历年指标"), "", _SHEETS)
        if path:
            self.model.take_ledger(Path(path))

    @Slot(str)
    def _complain(self, sentence: str) -> None:
        self.banner.say(sentence, Tone.DANGER)

    @Slot(str)
    def _tell(self, sentence: str) -> None:
        self.banner.say(sentence, Tone.SUCCESS)


def _amount(line: FigureLine) -> str:
    facts = line.row.facts
    return f"{shown(facts.amount)} {'' if facts.whole is not None else facts.unit}".strip()
