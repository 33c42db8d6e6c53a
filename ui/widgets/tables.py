"""Tables as every list here wears them."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QAbstractItemModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QScroller, QTableView, QWidget

from ui.style.metrics import dp, touch

ROW_PX = 40
CHIP_ROOM_DP = 44


class Table(QTableView):
    """A table of whole rows, moved through by keyboard, finger or mouse.

    Signals:
        activated_row: Enter or a double click on a row; its number.
    """

    activated_row = Signal(int)

    def __init__(self, name: str, model: QAbstractItemModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._widths: tuple[int, ...] = ()
        self._stretched = 0
        self._spare: tuple[int, ...] = ()
        self.setAccessibleName(name)
        self.setModel(model)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._dress_headers()
        self.doubleClicked.connect(self._activate_index)
        QScroller.grabGesture(self.viewport(), QScroller.ScrollerGestureType.TouchGesture)

    def set_widths(self, widths: Sequence[float], stretched: int, spare: Sequence[int] = ()) -> None:
        """Give the columns their widths in px at 100 % text.

        Args:
            widths: of all columns.
            stretched: the column that takes what is left, but no less than its own width.
            spare: columns that are left out where the table is narrow, the first one first.
        """
        for section, width in enumerate(widths):
            self.setColumnWidth(section, dp(width))
        self._widths, self._stretched, self._spare = tuple(map(dp, widths)), stretched, tuple(spare)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self._fit()

    def make_room(self, section: int, words: Iterable[str]) -> None:
        """Widen a column to what it may have to say, with the room of a chip around the words."""
        needed = max(map(self.fontMetrics().horizontalAdvance, words)) + dp(CHIP_ROOM_DP)
        widths = list(self._widths)
        widths[section] = max(widths[section], needed)
        self._widths = tuple(widths)
        self.setColumnWidth(section, widths[section])
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt's name
        """Let Enter open the row, and Escape reach the page."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._activate_index()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  # Qt's name
        """Leave out columns that do not fit and give the stretched one what is left."""
        super().resizeEvent(event)
        self._fit()

    def _dress_headers(self) -> None:
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(max(dp(ROW_PX), touch(ROW_PX)))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setMinimumSectionSize(dp(40))

    def _fit(self) -> None:
        if not self._widths:
            return
        room, needed = self.viewport().width(), sum(self._widths)
        for section in self._spare:
            is_out = needed > room
            self.setColumnHidden(section, is_out)
            needed -= self._widths[section] if is_out else 0
        header = self.horizontalHeader()
        others = header.length() - header.sectionSize(self._stretched)
        self.setColumnWidth(self._stretched, max(self._widths[self._stretched], room - others))

    def _activate_index(self) -> None:
        self.activated_row.emit(self.currentIndex().row())
