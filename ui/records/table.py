"""The table behind the list: the keys of all rows in an array, the rows themselves in pages that come and go."""

from array import array
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from enum import IntEnum
from typing import Any, Protocol

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from app.domain.listing import RecordRow, Sort
from ui.records import lines as inspection_lines
from ui.records.lines import Names, Words
from ui.style.colours import Tone

PAGE_ROWS = 200
PAGES_KEPT = 20
PAGES_WANTED = 4
"""Pages that are still worth fetching while someone scrolls past them."""


class Role(IntEnum):
    """What else a cell tells its delegate."""

    TONE = Qt.ItemDataRole.UserRole + 1


_ANSWERED = frozenset(
    map(
        int,
        (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
            Qt.ItemDataRole.TextAlignmentRole,
            Role.TONE,
        ),
    )
)
"""A view asks every visible cell for ten roles in each frame; most have no answer here."""


class Lines(Protocol):
    """What a list says of its rows: a module of functions and tables, of which ``ui.records.lines`` is one."""

    CHIPS: frozenset[Any]
    RIGHT: frozenset[Any]
    SORTS: Mapping[Any, Sort]
    WIDTHS: Any
    SPARE: Any

    @property
    def Column(self) -> type[IntEnum]:  # noqa: N802  # a class of the module
        """The columns from left to right."""
        ...

    @property
    def STRETCHED(self) -> IntEnum:  # noqa: N802  # a constant of the module
        """The column that takes what is left."""
        ...

    def heading(self, column: Any, /) -> str:  # noqa: ANN401  # its own enumeration of columns
        """Return what stands above a column."""
        ...

    def cell_text(self, row: RecordRow, column: Any, names: Names, /) -> str:  # noqa: ANN401  # as above
        """Return what a cell says."""
        ...

    def cell_tone(self, row: RecordRow, column: Any, /) -> Tone:  # noqa: ANN401  # as above
        """Return the tone of a cell that is drawn as a chip."""
        ...

    def longest_words(self, column: Any, /) -> tuple[str, ...]:  # noqa: ANN401  # as above
        """Return what a column that is drawn as chips may have to say."""
        ...

    def words(self) -> Words:
        """Return what the list is called and what it says when it is empty."""
        ...


class RecordTable(QAbstractTableModel):
    """Rows of records by key; a row that is not here yet shows dots and its page is asked for.

    Signals:
        page_wanted: a page is to be fetched; take it from ``next_page``.
    """

    page_wanted = Signal()

    def __init__(self, parent: QObject | None = None, lines: Lines = inspection_lines) -> None:
        super().__init__(parent)
        self._lines = lines
        self._keys = array("q")
        self._pages: OrderedDict[int, tuple[RecordRow, ...]] = OrderedDict()
        self._wanted: OrderedDict[int, None] = OrderedDict()
        self._names = Names({}, {})

    def begin(self, keys: Sequence[int], rows: tuple[RecordRow, ...], names: Names) -> None:
        """Show the first page at once; ``extend`` brings the other keys."""
        self.beginResetModel()
        self._keys = array("q", keys)
        self._pages.clear()
        self._wanted.clear()
        self._names = names
        if rows:
            self._pages[0] = rows
        self.endResetModel()

    def extend(self, keys: Sequence[int]) -> None:
        """Take the keys of all rows; the first ones are those that are shown already."""
        if len(keys) <= len(self._keys):
            return
        self.beginInsertRows(QModelIndex(), len(self._keys), len(keys) - 1)
        self._keys = array("q", keys)
        self.endInsertRows()

    def next_page(self) -> tuple[int, Sequence[int]] | None:
        """Return the page that was asked for last and its keys; None when nothing is wanted."""
        if not self._wanted:
            return None
        page, _ = self._wanted.popitem()
        return page, self._keys[page * PAGE_ROWS : (page + 1) * PAGE_ROWS]

    def put_page(self, page: int, rows: tuple[RecordRow, ...]) -> None:
        """Show a page that was fetched."""
        self._pages[page] = rows
        self._pages.move_to_end(page)
        while len(self._pages) > PAGES_KEPT:
            self._pages.popitem(last=False)
        first = page * PAGE_ROWS
        last = min(first + PAGE_ROWS, len(self._keys)) - 1
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(self._lines.Column) - 1))

    def record_at(self, row: int) -> RecordRow | None:
        """Return a row's record, or None where it is not here yet."""
        page = self._pages.get(row // PAGE_ROWS)
        offset = row % PAGE_ROWS
        return page[offset] if page is not None and offset < len(page) else None

    def key_at(self, row: int) -> int | None:
        """Return the store's key of a row."""
        return self._keys[row] if 0 <= row < len(self._keys) else None

    def row_of(self, key: int) -> int | None:
        """Return where a key stands now."""
        return self._keys.index(key) if key in self._keys else None

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: N802, B008  # Qt's
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._keys)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: N802, B008  # Qt's
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self._lines.Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: N802, ANN401  # Qt's
        """Return what stands above a column."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(section)
        return self._lines.heading(self._lines.Column(section)) if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401  # Qt's
        """Return what a cell says, its tone, its alignment."""
        if role not in _ANSWERED:
            return None
        column = self._lines.Column(index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(column)
        record = self.record_at(index.row())
        if record is None:
            self._want(index.row() // PAGE_ROWS)
            return "…" if role == Qt.ItemDataRole.DisplayRole else None
        self._pages.move_to_end(index.row() // PAGE_ROWS)
        if role == Role.TONE:
            return self._lines.cell_tone(record, column) if column in self._lines.CHIPS else None
        return self._lines.cell_text(record, column, self._names)

    def _want(self, page: int) -> None:
        if page in self._wanted:
            return
        self._wanted[page] = None
        while len(self._wanted) > PAGES_WANTED:
            self._wanted.popitem(last=False)
        self.page_wanted.emit()

    def _alignment(self, column: int) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignRight if column in self._lines.RIGHT else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter
