"""The table of a round's assets and the keys that it takes."""

from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.usecases.rounds import Stop
from ui.style.colours import Tone
from ui.widgets.tables import Table

TONE_ROLE = Qt.ItemDataRole.UserRole + 1

NORMAL_KEYS = (Qt.Key.Key_N, Qt.Key.Key_1)
DEFECT_KEYS = (Qt.Key.Key_D, Qt.Key.Key_2)
BACK_KEYS = (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)


class Column(IntEnum):
    """The columns from left to right."""

    NUMBER = 0
    ASSET = 1
    STATE = 2
    MISSING = 3


class StopTable(QAbstractTableModel):
    """The assets of a round in walking order, each with how far its record is."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stops: list[Stop] = []

    @property
    def stops(self) -> tuple[Stop, ...]:
        """What is shown."""
        return tuple(self._stops)

    def show_stops(self, stops: tuple[Stop, ...]) -> None:
        """Show these assets; the row that is looked at stays where they are the same."""
        if [each.asset.record for each in stops] == [each.asset.record for each in self._stops]:
            for stop in stops:
                self.show_stop(stop)
            return
        self.beginResetModel()
        self._stops = list(stops)
        self.endResetModel()

    def show_stop(self, stop: Stop) -> None:
        """Show an asset anew that is shown already."""
        for row, each in enumerate(self._stops):
            if each.asset.record == stop.asset.record:
                self._stops[row] = stop
                self.dataChanged.emit(self.index(row, 0), self.index(row, len(Column) - 1))

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: N802, B008  # Qt's
        """Return how many assets there are."""
        return 0 if parent.isValid() else len(self._stops)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: N802, B008  # Qt's
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: N802, ANN401  # Qt's
        """Return what stands above a column."""
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return ("", self.tr("设施"), self.tr("本次"), self.tr("还差"))[section]

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401  # Qt's
        """Return what a cell says, and the tone of the state."""
        stop, column = self._stops[index.row()], Column(index.column())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._text(stop, column, index.row())
        if role == TONE_ROLE and column is Column.STATE:
            return _tone(stop)
        return None

    def _text(self, stop: Stop, column: Column, row: int) -> str:
        return {
            Column.NUMBER: str(row + 1),
            Column.ASSET: " ".join(part for part in (stop.asset.name, stop.asset.code) if part),
            Column.STATE: self._state(stop),
            Column.MISSING: "、".join(stop.missing),
        }[column]

    def _state(self, stop: Stop) -> str:
        if stop.draft is None:
            return self.tr("未查")
        if stop.missing:
            return self.tr("未填完")
        return self.tr("{count} 处问题").format(count=stop.defects) if stop.defects else self.tr("正常")


class StopList(Table):
    """The assets to walk along.

    Signals:
        normal_wanted: the key for "normal" was pressed on the row.
        defect_wanted: the key for "something is wrong" was pressed on the row.
        back_wanted: the last act is to be taken back.
    """

    normal_wanted = Signal(int)
    defect_wanted = Signal(int)
    back_wanted = Signal()

    def __init__(self, name: str, model: StopTable, parent: QWidget | None = None) -> None:
        super().__init__(name, model, parent)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt's name
        """Say normal, open the part for defects, or take back."""
        row = self.currentIndex().row()
        if event.key() in NORMAL_KEYS and not event.modifiers() and row >= 0:
            self.normal_wanted.emit(row)
        elif event.key() in DEFECT_KEYS and not event.modifiers() and row >= 0:
            self.defect_wanted.emit(row)
        elif event.key() in BACK_KEYS:
            self.back_wanted.emit()
        else:
            super().keyPressEvent(event)


def _tone(stop: Stop) -> Tone:
    if stop.draft is None:
        return Tone.NEUTRAL
    if stop.missing:
        return Tone.WARNING
    return Tone.DANGER if stop.defects else Tone.SUCCESS
