"""The C roads to be struck off: one row each, before and after side by side, and how far each is."""

from collections.abc import Mapping
from enum import IntEnum
from functools import partial
from typing import Any

from PySide6.QtCore import (
    QT_TRANSLATE_NOOP,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.domain.stream import Stream
from app.errors import AppError
from app.usecases.assets_strike import SUBJECT, CRoad, StrikeState, c_roads
from app.workplace import RecordKey, Workplace
from ui import moments
from ui.photos.pictures import Pictures
from ui.style.colours import Tone
from ui.style.metrics import dp
from ui.tasks import Tasks
from ui.townships import township_name
from ui.widgets.banner import Banner
from ui.widgets.chip_delegate import ChipDelegate
from ui.widgets.empty import EmptyState
from ui.widgets.frames import column
from ui.widgets.header import PageHeader
from ui.widgets.row_table import TONE_ROLE, Cell, RowTable
from ui.widgets.tables import Table
from ui.words import explain

PICTURE_WIDTH_PX, ROW_PX = 84, 64


class Column(IntEnum):
    """The columns from left to right."""

    CODE = 0
    NAME = 1
    PLACE = 2
    REASON = 3
    BEFORE = 4
    AFTER = 5
    STATE = 6
    STRUCK = 7


_HEADINGS: Mapping[Column, object] = {
    Column.CODE: QT_TRANSLATE_NOOP("Assets", "编号"),
    Column.NAME: QT_TRANSLATE_NOOP("Assets", "路段"),
    Column.PLACE: QT_TRANSLATE_NOOP("Assets", "乡镇 / 村居"),
    Column.REASON: QT_TRANSLATE_NOOP("Assets", "摸底原因"),
    Column.BEFORE: QT_TRANSLATE_NOOP("Assets", "整治前"),
    Column.AFTER: QT_TRANSLATE_NOOP("Assets", "整治后"),
    Column.STATE: QT_TRANSLATE_NOOP("Assets", "销号"),
    Column.STRUCK: QT_TRANSLATE_NOOP("Assets", "销号日期"),
}
_STATES: Mapping[StrikeState, tuple[object, Tone]] = {
    StrikeState.WAITING: (QT_TRANSLATE_NOOP("Assets", "待整治"), Tone.NEUTRAL),
    StrikeState.RETURNED: (QT_TRANSLATE_NOOP("Assets", "已退回"), Tone.DANGER),
    StrikeState.SUBMITTED: (QT_TRANSLATE_NOOP("Assets", "待审核"), Tone.WARNING),
    StrikeState.STRUCK: (QT_TRANSLATE_NOOP("Assets", "已销号"), Tone.SUCCESS),
}
WIDTHS = (120, 170, 160, 180, 96, 96, 96, 110)
SPARE = (Column.STRUCK, Column.REASON)


class StrikeTable(RowTable):
    """C roads; photos arrive when they are read."""

    def __init__(self, pictures: Pictures) -> None:
        super().__init__([QCoreApplication.translate("Assets", str(_HEADINGS[column])) for column in Column])
        self.roads: tuple[CRoad, ...] = ()
        self._pictures = pictures
        pictures.arrived.connect(self._redraw)

    def show_roads(self, roads: tuple[CRoad, ...]) -> None:
        """Show these."""
        self.roads = roads
        self.show_rows([_cells(road) for road in roads])

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401  # Qt's
        """Return a cell's words, its photo, the tone of a chip."""
        if role == Qt.ItemDataRole.DecorationRole:
            road, at = self.roads[index.row()], Column(index.column())
            return self._photo(road.before if at is Column.BEFORE else road.after if at is Column.AFTER else "")
        return super().data(index, role)

    def _photo(self, sha256: str) -> QImage | None:
        image = self._pictures.thumbnail(sha256) if sha256 else None
        return None if image is None or image.isNull() else image.scaledToWidth(dp(PICTURE_WIDTH_PX))

    @Slot()
    def _redraw(self) -> None:
        if self.roads:
            self.dataChanged.emit(self.index(0, Column.BEFORE), self.index(len(self.roads) - 1, Column.AFTER))


def _cells(road: CRoad) -> tuple[Cell, ...]:
    missing = QCoreApplication.translate("Assets", "缺")
    state, tone = _STATES[road.state]
    return (
        road.code,
        road.name,
        f"{township_name(road.township)} {road.village}",
        road.reason,
        "" if road.before else missing,
        "" if road.after else missing,
        (QCoreApplication.translate("Assets", str(state)), tone),
        moments.day(road.struck_on) if road.struck_on else "",
    )


class StrikePage(QWidget):
    """The list; a row opens its road.

    Signals:
        closed: the user is done here.
        opened: a road is to be opened (a ``RecordKey``).
    """

    closed = Signal()
    opened = Signal(object)

    def __init__(self, workplace: Workplace, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace, self._tasks = workplace, tasks
        self._pictures = Pictures(workplace.shelf, tasks, self)
        page = column(self, margins=(24, 16, 24, 16), spacing=10)
        self.header = PageHeader(self.tr("C 级村路销号"), " ", back=True)
        self.header.back_wanted.connect(self.closed)
        page.addWidget(self.header)
        self.banner = Banner()
        page.addWidget(self.banner)
        self.model = StrikeTable(self._pictures)
        self.table = Table(self.tr("C 级村路"), self.model)
        self.table.setIconSize(QSize(dp(PICTURE_WIDTH_PX), dp(ROW_PX - 8)))
        self.table.verticalHeader().setDefaultSectionSize(dp(ROW_PX))
        self._chips = ChipDelegate(TONE_ROLE)
        self.table.setItemDelegateForColumn(Column.STATE, self._chips)
        self.table.set_widths(WIDTHS, Column.NAME, SPARE)
        self.table.activated_row.connect(self._open)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        advice = self.tr(
            "把全区摸底的等级作为“摸底等级”一列导入道路路段后，C 级路会列在这里，整治前后照片齐全并经审核才销号。"
        )
        self.stack.addWidget(EmptyState("road", self.tr("没有 C 级村路"), advice))
        page.addWidget(self.stack, 1)
        self.setFocusProxy(self.table)

    @Slot()
    def refresh(self) -> None:
        """Read the roads again."""
        self._tasks.on_database(partial(_read, self._workplace), self._show, self._complain)

    def _show(self, roads: tuple[CRoad, ...]) -> None:
        self.model.show_roads(roads)
        self.stack.setCurrentIndex(0 if roads else 1)
        struck = sum(road.state is StrikeState.STRUCK for road in roads)
        words = self.tr("共 {count} 条，已销号 {struck} 条").format(count=len(roads), struck=struck)
        self.header.set_title(self.tr("C 级村路销号"), words)

    def _complain(self, error: AppError) -> None:
        self.banner.say(explain(error), Tone.DANGER)

    @Slot(int)
    def _open(self, row: int) -> None:
        road = self.model.roads[row]
        self.opened.emit(RecordKey(Stream(road.township, SUBJECT), road.asset))


def _read(workplace: Workplace) -> tuple[CRoad, ...]:
    with workplace.store.reading() as reading:
        return c_roads(reading)
