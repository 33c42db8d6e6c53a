"""A box that keeps its height to itself: what keeps a long page quick.

Where height follows width, Qt asks every level at three widths and remembers one, so that the work triples with each
level of nesting. A box that answers with one height, found once for its present width, ends that.
"""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget


class SteadyBox(QFrame):
    """A frame whose height is what its layout needs at the width it has."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heights: dict[int, int] = {}

    def hasHeightForWidth(self) -> bool:  # noqa: N802  Qt's name
        """Say that its height is settled."""
        return False

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Return the height that the present width needs."""
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Return the least width and the height that the present width needs."""
        inside = self.layout()
        if inside is None:
            return super().minimumSizeHint()
        width = self.width()
        if width not in self._heights:
            follows = inside.hasHeightForWidth()
            self._heights[width] = inside.totalHeightForWidth(width) if follows else inside.totalMinimumSize().height()
        return QSize(inside.totalMinimumSize().width(), self._heights[width])

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Settle on another height when the width is another."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()

    def event(self, event: QEvent) -> bool:
        """Settle on another height when something inside asks for it, and ask for it in turn."""
        if event.type() is not QEvent.Type.LayoutRequest:
            return super().event(event)
        before = self._heights.get(self.width())
        self._heights.clear()
        handled = super().event(event)
        if before is not None and self.minimumSizeHint().height() != before:
            self.updateGeometry()
        return handled
