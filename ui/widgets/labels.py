"""Pieces of text: headings, captions, and chips that say how something stands."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.style.colours import Tone


def label(text: str = "", kind: str = "", *, wrap: bool = False) -> QLabel:
    """Return a text of a kind of the style sheet: ``h1``, ``h2``, ``strong``, ``caption``, ``quote`` or plain.

    Text is shown as it is written, never as markup.
    """
    made = QLabel(text)
    made.setObjectName(kind)
    made.setTextFormat(Qt.TextFormat.PlainText)
    if wrap:
        made.setWordWrap(True)
        made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    return made


def set_tone(widget: QWidget, tone: Tone) -> None:
    """Colour a widget whose style sheet rule asks for a tone."""
    widget.setProperty("tone", tone.value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


class Chip(QLabel):
    """A short word on a coloured ground; the word always says what the colour does."""

    def __init__(self, text: str = "", tone: Tone = Tone.NEUTRAL, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setObjectName("chip")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        set_tone(self, tone)

    def show_state(self, text: str, tone: Tone) -> None:
        """Say something else."""
        self.setText(text)
        set_tone(self, tone)
