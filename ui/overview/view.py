"""The overview, drawn: a row for each township, and below it the rows behind the number that is looked at."""

from PySide6.QtCore import QModelIndex, Qt, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QSplitter, QWidget

from app.usecases.overview import Figure, TownshipState
from ui.overview.model import OverviewModel
from ui.overview.words import figure_name, figure_tone
from ui.style.colours import Tone
from ui.townships import township_name
from ui.widgets.banner import Banner
from ui.widgets.chip_delegate import ChipDelegate
from ui.widgets.frames import column
from ui.widgets.labels import label
from ui.widgets.row_table import TONE_ROLE, Cell, RowTable
from ui.widgets.tables import Table

FIGURES = tuple(Figure)
WIDTHS = (150, 130, 130, 130, 130, 130)
ROW_WIDTHS = (240, 130, 180, 150, 130)
STATUS = 4


class OverviewView(QWidget):
    """Townships with their figures; every number opens its rows, with the mouse or the arrow keys."""

    def __init__(self, model: OverviewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = model
        stack = column(self, spacing=8)
        self.banner = Banner()
        stack.addWidget(self.banner)
        split = QSplitter(Qt.Orientation.Vertical, self)
        split.setChildrenCollapsible(False)
        split.addWidget(self._make_figures())
        split.addWidget(self._make_rows())
        split.setSizes([250, 390])
        stack.addWidget(split, 1)
        self.setFocusProxy(self.figures)
        model.changed.connect(self._render)
        model.failed.connect(self._complain)
        self._render()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  # Qt's name
        """Read the figures whenever the page is turned to."""
        super().showEvent(event)
        self.model.refresh()

    def _make_figures(self) -> QWidget:
        headings = (self.tr("乡镇"), *map(figure_name, FIGURES))
        self.townships = RowTable(headings, parent=self)
        self.figures = Table(self.tr("各乡镇概况"), self.townships)
        self.figures.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self._figure_chips = ChipDelegate(TONE_ROLE)
        self.figures.setItemDelegate(self._figure_chips)
        self.figures.set_widths(WIDTHS, 0)
        self.figures.selectionModel().currentChanged.connect(self._look)
        return self.figures

    def _make_rows(self) -> QWidget:
        box = QWidget(self)
        stack = column(box, spacing=6)
        self.behind_title = label("", "h2")
        stack.addWidget(self.behind_title)
        headings = (self.tr("名称"), self.tr("村 / 地点"), self.tr("事项"), self.tr("时间"), self.tr("状态"))
        self.behind = RowTable(headings, parent=self)
        self.rows = Table(self.tr("所点数字的明细"), self.behind)
        self._row_chips = ChipDelegate(TONE_ROLE)
        self.rows.setItemDelegateForColumn(STATUS, self._row_chips)
        self.rows.set_widths(ROW_WIDTHS, 0, (2, 1))
        self.rows.activated_row.connect(self.model.open_row)
        stack.addWidget(self.rows, 1)
        self.nothing = label(self.tr("点上面的任一数字，查看它的明细"), "caption")
        stack.addWidget(self.nothing)
        stack.addStretch(0)
        return box

    @Slot(QModelIndex, QModelIndex)
    def _look(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid() and current.column() > 0:
            self.model.choose(self.model.states[current.row()].township, FIGURES[current.column() - 1])

    @Slot()
    def _render(self) -> None:
        model = self.model
        self.townships.show_rows([self._cells(state) for state in model.states])
        self.behind.show_rows(model.behind.cells)
        has_rows = bool(model.behind.cells)
        self.rows.setVisible(has_rows)
        self.nothing.setVisible(not has_rows)
        if model.chosen is None:
            self.behind_title.setText("")
            return
        township, figure = model.chosen
        title = self.tr("{township} · {figure}：{count} 条")
        self.behind_title.setText(
            title.format(township=township_name(township), figure=figure_name(figure), count=len(model.behind.cells))
        )
        self.nothing.setText(self.tr("这一项没有内容"))

    def _cells(self, state: TownshipState) -> tuple[Cell, ...]:
        counts = ((figure, state.figures[figure]) for figure in FIGURES)
        cells = ((str(count), figure_tone(figure) if count else Tone.NEUTRAL) for figure, count in counts)
        return township_name(state.township), *cells

    @Slot(str)
    def _complain(self, sentence: str) -> None:
        self.banner.say(sentence, Tone.DANGER)
