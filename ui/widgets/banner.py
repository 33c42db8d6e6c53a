"""A message across the page that stays until it is dealt with."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from ui.style.colours import Tone, current_colours
from ui.style.icons import picture
from ui.style.metrics import dp
from ui.widgets.buttons import button, picture_button
from ui.widgets.frames import row
from ui.widgets.labels import label, set_tone


class Banner(QFrame):
    """A sentence in a tone, with an optional action; hidden until it has something to say.

    Signals:
        chosen: the action was pressed.
        dismissed: the user has read it and closed it.
    """

    chosen = Signal()
    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        line = row(self, margins=(12, 8, 8, 8), spacing=10)
        self._picture = QLabel()
        self._words = label(wrap=True)
        self._action = button("")
        self._action.clicked.connect(self.chosen)
        close = picture_button("close", self.tr("知道了"))
        close.clicked.connect(self.dismiss)
        line.addWidget(self._picture)
        line.addWidget(self._words, 1)
        line.addWidget(self._action)
        line.addWidget(close)
        self.hide()

    @Slot()
    def dismiss(self) -> None:
        """Hide it, read as it is."""
        self.hide()
        self.dismissed.emit()

    @property
    def text(self) -> str:
        """What it says; empty while it is hidden."""
        return "" if self.isHidden() else self._words.text()

    def say(self, text: str, tone: Tone, action: str = "") -> None:
        """Show a sentence, and a button where there is something to do about it; empty text hides."""
        set_tone(self, tone)
        self._picture.setPixmap(picture(tone.value, current_colours().shade(tone).ink, dp(20)))
        self._words.setText(text)
        for words in (self._words, self._picture):
            set_tone(words, tone)
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self.setAccessibleName(text)
        self.setVisible(bool(text))
