"""A layout that sets things side by side and begins a new line where the width ends."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Lines of widgets; with ``stretch`` the widgets of a line share its whole width evenly."""

    def __init__(self, parent: QWidget | None = None, *, spacing: int, stretch: bool = False) -> None:
        super().__init__(parent)
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)
        self._stretch = stretch
        self._items: list[QLayoutItem] = []

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802  # Qt's name
        """Take an item at the end."""
        self._items.append(item)

    def count(self) -> int:
        """Return how many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802  # Qt's name
        """Return an item, None past the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802  # Qt's name
        """Give an item away, None past the end."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802  # Qt's name
        """Return that it takes no more room than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:  # noqa: N802  # Qt's name
        """Return that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802  # Qt's name
        """Return the height in px that the lines take at a width in px."""
        return self._arrange(QRect(0, 0, width, 0), is_trial=True)

    def setGeometry(self, rectangle: QRect) -> None:  # noqa: N802  # Qt's name
        """Put every widget in its place."""
        super().setGeometry(rectangle)
        self._arrange(rectangle, is_trial=False)

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        """Return the size of everything in one line."""
        sizes = [item.sizeHint() for item in self._shown()]
        width = sum(size.width() for size in sizes) + self.spacing() * max(0, len(sizes) - 1)
        return QSize(width, max((size.height() for size in sizes), default=0))

    def minimumSize(self) -> QSize:  # noqa: N802  # Qt's name
        """Return the size of the largest widget."""
        size = QSize()
        for item in self._shown():
            size = size.expandedTo(item.minimumSize())
        return size

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _arrange(self, rectangle: QRect, *, is_trial: bool) -> int:
        top = rectangle.y()
        for line in self._lines(rectangle.width()):
            height = max(item.sizeHint().height() for item in line)
            if not is_trial:
                self._place(line, QRect(rectangle.x(), top, rectangle.width(), height))
            top += height + self.spacing()
        return max(0, top - self.spacing() - rectangle.y())

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        used = 0
        for item in self._shown():
            wanted = item.sizeHint().width()
            if lines and used + self.spacing() + wanted <= width:
                lines[-1].append(item)
                used += self.spacing() + wanted
            else:
                lines.append([item])
                used = wanted
        return self._balanced(lines) if self._stretch else lines

    def _balanced(self, lines: list[list[QLayoutItem]]) -> list[list[QLayoutItem]]:
        """Spread the items evenly, so that four cards that do not fit one line make two lines of two."""
        items = [item for line in lines for item in line]
        if len(lines) < 2:  # noqa: PLR2004  # one line is balanced
            return lines
        each = -(-len(items) // len(lines))
        return [items[start : start + each] for start in range(0, len(items), each)]

    def _place(self, line: list[QLayoutItem], room: QRect) -> None:
        gaps = self.spacing() * (len(line) - 1)
        even = (room.width() - gaps) // len(line)
        left = room.x()
        for item in line:
            width = even if self._stretch else min(item.sizeHint().width(), room.width())
            height = room.height() if self._stretch else item.sizeHint().height()
            top = room.y() + (room.height() - height) // 2
            item.setGeometry(QRect(QPoint(left, top), QSize(width, height)))
            left += width + self.spacing()
