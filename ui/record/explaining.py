"""What explains a question beside its hint: the picture of its label, and guidance that is folded."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from ui.style.colours import current_colours
from ui.style.icons import icon
from ui.style.metrics import dp
from ui.widgets.buttons import button
from ui.widgets.frames import column
from ui.widgets.labels import label

PICTURE_PX = (480, 240)
"""Width and height that a label's picture has at most at 100 % text."""


class Guidance(QWidget):
    """A button that unfolds a longer explanation."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        stack = column(self, spacing=2)
        self.fold = button(self.tr("填写说明"), "fold")
        self.fold.setCheckable(True)
        self.fold.setAccessibleName(f"{name} {self.fold.text()}")
        self.fold.toggled.connect(self._open)
        self.words = label("", "guidance", wrap=True)
        stack.addWidget(self.fold, 0, Qt.AlignmentFlag.AlignLeft)
        stack.addWidget(self.words)
        self._open(is_open=False)

    def show_text(self, text: str) -> None:
        """Show another explanation; an empty one takes no room."""
        self.words.setText(text)
        self.setVisible(bool(text))

    @Slot(bool)
    def _open(self, is_open: bool) -> None:  # noqa: FBT001  a slot of Qt
        self.words.setVisible(is_open)
        name = "chevron-up" if is_open else "chevron-down"
        self.fold.setIcon(icon(name, current_colours().accent, edge_px=dp(16)))


def picture_label(content: bytes) -> QLabel:
    """Return a label with a picture, no larger than ``PICTURE_PX``; an empty one for bytes that are no picture."""
    shown = QLabel()
    pixmap = QPixmap()
    if pixmap.loadFromData(content):
        ratio = shown.devicePixelRatioF()
        most = pixmap.size().boundedTo(
            pixmap.size().scaled(
                round(dp(PICTURE_PX[0]) * ratio), round(dp(PICTURE_PX[1]) * ratio), Qt.AspectRatioMode.KeepAspectRatio
            )
        )
        pixmap = pixmap.scaled(most, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
        pixmap.setDevicePixelRatio(ratio)
        shown.setPixmap(pixmap)
    return shown
