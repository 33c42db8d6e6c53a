"""Tables as every list here wears them."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractItemModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QScroller, QTableView, QWidget

from ui.style.metrics import dp, touch

ROW_PX = 40


class Table(QTableView):
    """A table of whole rows, moved through by keyboard, finger or mouse.

    Signals:
        activated_row: Enter or a double click on a row; its number.
    """

    activated_row = Signal(int)

    def __init__(self, name: str, model: QAbstractItemModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
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

    def set_widths(self, widths: Sequence[float], stretched: int) -> None:
        """Give the columns their widths in px at 100 % text; one takes what is left, but no less than its own."""
        header = self.horizontalHeader()
        for section, width in enumerate(widths):
            self.setColumnWidth(section, dp(width))
        self._stretched, self._least = stretched, dp(widths[stretched])
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self._stretch()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt's name
        """Let Enter open the row, and Escape reach the page."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._activate_index()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: object) -> None:  # noqa: N802  # Qt's name
        """Give the stretched column what is left."""
        super().resizeEvent(event)  # type: ignore[arg-type]  # a QResizeEvent, which this does not look into
        self._stretch()

    def _dress_headers(self) -> None:
        self._stretched, self._least = -1, 0
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(max(dp(ROW_PX), touch(ROW_PX)))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setMinimumSectionSize(dp(40))

    def _stretch(self) -> None:
        if self._stretched < 0:
            return
        header = self.horizontalHeader()
        others = header.length() - header.sectionSize(self._stretched)
        self.setColumnWidth(self._stretched, max(self._least, self.viewport().width() - others))

    def _activate_index(self) -> None:
        self.activated_row.emit(self.currentIndex().row())
