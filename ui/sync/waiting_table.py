"""The table of what waits, or of what was refused."""

from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.domain.kinds import Action
from app.domain.listing import WaitingItem, WaitReason
from app.errors import AppError
from ui import moments
from ui.sentences import sentences
from ui.words import action_label, explain, wait_advice, wait_label, wait_tone

PHOTO = "photo"
TONE_ROLE = Qt.ItemDataRole.UserRole + 1
KILOBYTE, MEGABYTE = 1_000, 1_000_000


class Column(IntEnum):
    """The columns from left to right."""

    WHAT = 0
    TITLE = 1
    REASON = 2
    ADVICE = 3
    SIZE = 4
    SINCE = 5


class WaitingTable(QAbstractTableModel):
    """Entries and photos that have no receipt yet."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._items: tuple[WaitingItem, ...] = ()

    def show_items(self, items: tuple[WaitingItem, ...]) -> None:
        """Show these items."""
        if items != self._items:
            self.beginResetModel()
            self._items = items
            self.endResetModel()

    def item_at(self, row: int) -> WaitingItem | None:
        """Return the item of a row, None where there is no such row."""
        return self._items[row] if 0 <= row < len(self._items) else None

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: N802, B008  # Qt's
        """Return how many items there are."""
        return 0 if parent.isValid() else len(self._items)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: N802, B008  # Qt's
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: N802, ANN401  # Qt's
        """Return what stands above a column."""
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return {
            Column.WHAT: self.tr("内容"),
            Column.TITLE: self.tr("记录"),
            Column.REASON: self.tr("原因"),
            Column.ADVICE: self.tr("怎么办"),
            Column.SIZE: self.tr("大小"),
            Column.SINCE: self.tr("产生于"),
        }[Column(section)]

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401  # Qt's
        """Return what a cell says, and the tone of the reason."""
        item, column = self._items[index.row()], Column(index.column())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._text(item, column)
        if role == TONE_ROLE and column is Column.REASON:
            return wait_tone(item.reason)
        return None

    def _text(self, item: WaitingItem, column: Column) -> str:
        return {
            Column.WHAT: self.tr("照片") if item.what == PHOTO else action_label(Action(item.what)),
            Column.TITLE: item.title or self.tr("（未命名）"),
            Column.REASON: wait_label(item.reason),
            Column.ADVICE: advice(item),
            Column.SIZE: size_words(item.size, item.sent),
            Column.SINCE: moments.minute(item.since),
        }[column]


def advice(item: WaitingItem) -> str:
    """Return what to do about an item; where the server gave a reason that is known, that reason's own advice."""
    code = f"refused.{item.code}"
    if item.reason in (WaitReason.REFUSED, WaitReason.INVALID) and code in sentences():
        return explain(AppError(code))
    return wait_advice(item.reason)


def size_words(size: int, sent: int = 0) -> str:
    """Return bytes as people read them, with the share that has arrived where some has."""
    words = f"{size / MEGABYTE:.1f} MB" if size >= MEGABYTE else f"{max(1, round(size / KILOBYTE))} kB"
    return f"{words} · {sent * 100 // size} %" if sent and size else words
