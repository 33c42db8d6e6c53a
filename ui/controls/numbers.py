"""Numbers: a field that takes digits, full-width ones too, between two buttons that step."""

import re
import unicodedata
from decimal import Decimal

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent, QValidator
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from app.domain.canonical import Json
from ui.controls.ask import Ask, number_of, plain, text_of
from ui.controls.control import Control
from ui.controls.stepping import step_button
from ui.style.metrics import dp, touch

MAX_CHARACTERS = 18
FIELD_PX = 180
_WHOLE = re.compile(r"-?\d*", re.ASCII)
_DECIMAL = re.compile(r"-?\d*\.?\d*", re.ASCII)
_STEPS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_PageUp: 10, Qt.Key.Key_PageDown: -10}


class NumberValidator(QValidator):
    """Lets through what is or may become a number; full-width digits of an input method become plain ones."""

    def __init__(self, *, whole: bool, parent: QObject) -> None:
        super().__init__(parent)
        self._pattern = _WHOLE if whole else _DECIMAL

    def validate(self, text: str, position: int) -> object:
        """Return the state, the text as it should be, and the cursor."""
        narrow = unicodedata.normalize("NFKC", text).replace("。", ".").replace("−", "-").strip()
        if len(narrow) > MAX_CHARACTERS or not self._pattern.fullmatch(narrow):
            return QValidator.State.Invalid, text, position
        state = QValidator.State.Intermediate if number_of(narrow) is None else QValidator.State.Acceptable
        return state, narrow, min(position, len(narrow))


class NumberControl(Control):
    """An integer or a decimal; answers are text such as ``12`` or ``3.5``."""

    def __init__(self, ask: Ask, parent: QWidget | None = None) -> None:
        super().__init__(ask, parent)
        self._is_whole = ask.type == "integer"
        self.field = QLineEdit(self)
        self.field.setValidator(NumberValidator(whole=self._is_whole, parent=self.field))
        self.field.setMinimumHeight(touch())
        self.field.setMaximumWidth(dp(FIELD_PX))
        self.field.installEventFilter(self)
        self.make_entry(self.field)
        self.fewer = step_button(self, "−", self.tr("减一"))
        self.more = step_button(self, "+", self.tr("加一"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        for part in (self.fewer, self.field, self.more):
            layout.addWidget(part)
        layout.addStretch()
        self.field.textEdited.connect(self._tell)
        self.fewer.clicked.connect(self._step_down)
        self.more.clicked.connect(self._step_up)

    def show_answer(self, answer: Json) -> None:
        """Show the number; ``1.`` on its way to ``1.5`` is left alone."""
        wanted, held = text_of(answer), self.field.text()
        if wanted != held and (not wanted or number_of(wanted) != number_of(held)):
            self.field.setText(wanted)

    def set_read_only(self, read_only: bool) -> None:  # noqa: FBT001  Qt's setters look so
        """Forbid typing and stepping, and still allow copying."""
        self.field.setReadOnly(read_only)
        self.fewer.setVisible(not read_only)
        self.more.setVisible(not read_only)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """Step by one with the arrow keys and by ten with page up and down."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            step = _STEPS.get(Qt.Key(event.key()))
            if step and not self.field.isReadOnly():
                self._step(step)
                return True
        return super().eventFilter(watched, event)

    def _step(self, by: int) -> None:
        number = number_of(self.field.text()) or Decimal(0)
        self.field.setText(plain(number + by))
        self._tell(self.field.text())

    @Slot()
    def _step_up(self) -> None:
        self._step(1)

    @Slot()
    def _step_down(self) -> None:
        self._step(-1)

    @Slot(str)
    def _tell(self, text: str) -> None:
        number = number_of(text)
        self.answered.emit(None if number is None else plain(number))
