"""What the form tells and nobody answers: a calculated value."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.domain.canonical import Json
from ui.controls.ask import Ask, text_of
from ui.controls.control import Control


class ReadingControl(Control):
    """A value to read and copy; notes, which have none, take no room."""

    def __init__(self, ask: Ask, parent: QWidget | None = None) -> None:
        super().__init__(ask, parent)
        self.shown = QLabel(self)
        self.shown.setObjectName("strong")
        self.shown.setWordWrap(True)
        self.shown.setTextFormat(Qt.TextFormat.PlainText)
        self.shown.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.make_entry(self.shown)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.shown)

    def show_answer(self, answer: Json) -> None:
        """Show the value; a dash where there is none."""
        self.shown.setText(text_of(answer) or "—")
        self.setVisible(self.ask.type != "note" or bool(text_of(answer)))
