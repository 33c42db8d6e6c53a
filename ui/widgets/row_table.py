"""A table of rows that are all there: words, and a tone for cells that are drawn as chips."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui.style.colours import Tone

TONE_ROLE = Qt.ItemDataRole.UserRole + 1

Cell = str | tuple[str, Tone]
"""Words, or words of a chip with its tone."""

_NUMBERS = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class RowTable(QAbstractTableModel):
    """Rows of cells below headings; ``numbers`` names the columns that are aligned at the right."""

    def __init__(
        self, headings: Sequence[str], numbers: frozenset[int] = frozenset(), parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._headings, self._numbers = tuple(headings), numbers
        self._rows: tuple[tuple[Cell, ...], ...] = ()

    def show_rows(self, rows: Sequence[Sequence[Cell]]) -> None:
        """Show these rows; as many of the same as before keep what is selected."""
        made = tuple(tuple(row) for row in rows)
        if len(made) == len(self._rows) and made:
            self._rows = made
            self.dataChanged.emit(self.index(0, 0), self.index(len(made) - 1, len(self._headings) - 1))
            return
        self.beginResetModel()
        self._rows = made
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: N802, B008  # Qt's
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: N802, B008  # Qt's
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self._headings)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: N802, ANN401  # Qt's
        """Return what stands above a column, aligned as the column."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and section in self._numbers:
            return _NUMBERS
        return self._headings[section] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401  # Qt's
        """Return what a cell says, and the tone of a chip."""
        cell = self._rows[index.row()][index.column()]
        words, tone = (cell, None) if isinstance(cell, str) else cell
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return words
        if role == TONE_ROLE:
            return tone
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() in self._numbers:
            return _NUMBERS
        return None
