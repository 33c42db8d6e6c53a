"""A field to search with: it waits until the typing pauses."""

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.style.colours import current_colours
from ui.style.icons import icon
from ui.style.metrics import touch
from ui.widgets.buttons import SMALL_TOUCH_PX

PAUSE_MS = 200


class SearchField(QLineEdit):
    """A search field.

    Signals:
        searched: the text to look for, once the typing paused for 200 ms, or at once on Enter.
        left_down: the down key was pressed; what was found stands below.
    """

    searched = Signal(str)
    left_down = Signal()

    def __init__(self, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.setClearButtonEnabled(True)
        self.setMinimumHeight(touch(SMALL_TOUCH_PX))
        self.addAction(icon("search", current_colours().muted), QLineEdit.ActionPosition.LeadingPosition)
        self._sought = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._search)
        self.textEdited.connect(self._wait)
        self.textChanged.connect(self._clear)
        self.returnPressed.connect(self._search)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt's name
        """Let the down key lead on."""
        if event.key() == Qt.Key.Key_Down:
            self.left_down.emit()
            return
        super().keyPressEvent(event)

    @Slot()
    def _wait(self) -> None:
        self._pause.start()

    @Slot(str)
    def _clear(self, text: str) -> None:
        if not text:
            self._search()

    @Slot()
    def _search(self) -> None:
        """Look for the text, unless it is what was looked for last: Enter on what was found leads on."""
        self._pause.stop()
        text = self.text().strip()
        if text != self._sought:
            self._sought = text
            self.searched.emit(text)
