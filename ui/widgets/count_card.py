"""A card with a number, a button at the same time."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QWidget

from ui.style.colours import Tone
from ui.style.metrics import dp
from ui.widgets.frames import column
from ui.widgets.labels import label, set_tone


class CountCard(QPushButton):
    """A number with its caption; pressing it filters, pressing again shows everything."""

    def __init__(self, caption: str, tone: Tone, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("count")
        self.setCheckable(True)
        self._caption, self._tone = caption, tone
        self._number = label("", "number")
        words = label(caption, "caption")
        inside = column(self, margins=(16, 10, 16, 10), spacing=2)
        for widget in (self._number, words):
            widget.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            inside.addWidget(widget)
        self.show_number(None)

    def show_number(self, number: int | None) -> None:
        """Show a number, or that it is not known yet."""
        self._number.setText("…" if number is None else str(number))
        set_tone(self._number, self._tone if number else Tone.NEUTRAL)
        self.setAccessibleName(f"{self._caption} {self._number.text()}")

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        """Return the size of number and caption, wide enough that four make a row."""
        inside = self.layout()
        return (inside.sizeHint() if inside else super().sizeHint()).expandedTo(QSize(dp(150), 0))

    def minimumSizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        """Return the size below which words would be cut."""
        inside = self.layout()
        return inside.sizeHint() if inside else super().minimumSizeHint()
