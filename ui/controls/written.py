"""Text: one line or several, and the plain field that stands in for a type of question that is not known."""

import unicodedata

from PySide6.QtCore import QSignalBlocker, Qt, Slot
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from app.domain.canonical import Json
from ui.controls.ask import Ask, text_of
from ui.controls.control import Control
from ui.style.metrics import dp, touch
from ui.widgets.labels import label

LINES_SHOWN = 4
DIGITS_PX = 320


class LineControl(Control):
    """One line of text."""

    def __init__(self, ask: Ask, parent: QWidget | None = None) -> None:
        super().__init__(ask, parent)
        self.field = QLineEdit(self)
        self.field.setMinimumHeight(touch())
        if "masked" in ask.appearance:
            self.field.setEchoMode(QLineEdit.EchoMode.PasswordEchoOnEdit)
        self.make_entry(self.field)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.addWidget(self.field)
        self.field.textEdited.connect(self._tell)

    def show_answer(self, answer: Json) -> None:
        """Show the text; the cursor stays where it is when nothing differs."""
        if self.field.text() != text_of(answer):
            self.field.setText(text_of(answer))

    def set_read_only(self, read_only: bool) -> None:  # noqa: FBT001  Qt's setters look so
        """Forbid typing and still allow copying."""
        self.field.setReadOnly(read_only)

    @Slot(str)
    def _tell(self, text: str) -> None:
        self.answered.emit(text or None)


class DigitsControl(LineControl):
    """Text that is mostly digits, such as a number of a plate or a telephone; zeros in front stay."""

    def __init__(self, ask: Ask, parent: QWidget | None = None) -> None:
        super().__init__(ask, parent)
        self.field.setInputMethodHints(Qt.InputMethodHint.ImhPreferNumbers)
        self.field.setMaximumWidth(dp(DIGITS_PX))

    @Slot(str)
    def _tell(self, text: str) -> None:
        """Make plain digits of the full-width ones of an input method."""
        narrow = unicodedata.normalize("NFKC", text)
        if narrow != text:
            self.field.setText(narrow)
        super()._tell(narrow)


class PlainControl(LineControl):
    """Stands in for a type that this program does not know: the answer as text, with the type named."""

    def __init__(self, ask: Ask, parent: QWidget | None = None) -> None:
        super().__init__(ask, parent)
        named = label(self.tr("题型“{type}”暂不支持，请按文字填写。").format(type=ask.type), "caption", wrap=True)
        self.column.addWidget(named)


class ParagraphControl(Control):
    """Several lines of text."""

    def __init__(self, ask: Ask, parent: QWidget | None = None) -> None:
        super().__init__(ask, parent)
        self.field = QPlainTextEdit(self)
        self.field.setTabChangesFocus(True)
        self.field.setFixedHeight(self.field.fontMetrics().lineSpacing() * LINES_SHOWN + 24)
        self.make_entry(self.field)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.field)
        self.field.textChanged.connect(self._tell)

    def show_answer(self, answer: Json) -> None:
        """Show the text; the cursor stays where it is when nothing differs."""
        if self.field.toPlainText() != text_of(answer):
            with QSignalBlocker(self.field):
                self.field.setPlainText(text_of(answer))

    def set_read_only(self, read_only: bool) -> None:  # noqa: FBT001  Qt's setters look so
        """Forbid typing and still allow copying."""
        self.field.setReadOnly(read_only)

    @Slot()
    def _tell(self) -> None:
        self.answered.emit(self.field.toPlainText() or None)
