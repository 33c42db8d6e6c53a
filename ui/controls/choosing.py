"""One of several: radio buttons for a few, a box that is searched by typing for many."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Slot
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QComboBox,
    QCompleter,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.canonical import Json
from ui.controls.arranging import PICTURE_PX, lay_out, picture_of, wear_picture
from ui.controls.ask import Ask, Option, text_of
from ui.controls.control import Control, WheelGuard
from ui.style.metrics import dp, touch

MAX_RADIOS = 7
ROWS_SHOWN = 12
_CLEARING = frozenset({Qt.Key.Key_Delete, Qt.Key.Key_Backspace})


class RadioControl(Control):
    """Radio buttons; choosing the chosen one again, or Delete, takes the answer back."""

    def __init__(self, ask: Ask, parent: QWidget | None = None) -> None:
        super().__init__(ask, parent)
        self._group = QButtonGroup(self)
        self._pressed: QAbstractButton | None = None
        self.buttons: dict[str, QRadioButton] = {}
        for option in ask.options:
            button = self.make_button(option)
            button.setMinimumHeight(touch())
            button.installEventFilter(self)
            self.make_entry(button, option.label)
            self._group.addButton(button)
            self.buttons[option.value] = button
        self.lay_out()
        self._group.buttonPressed.connect(self._note)
        self._group.buttonClicked.connect(self._tell)

    def make_button(self, option: Option) -> QRadioButton:
        """Return the button of a choice."""
        button = QRadioButton(option.label, self)
        wear_picture(button, option)
        return button

    def lay_out(self) -> None:
        """Put the buttons into place."""
        lay_out(self, list(self.buttons.values()), self.ask.appearance)

    def show_answer(self, answer: Json) -> None:
        """Check the button of the value; none for a value that is not among the choices."""
        chosen = self.buttons.get(text_of(answer))
        self._check(chosen)

    def set_read_only(self, read_only: bool) -> None:  # noqa: FBT001  Qt's setters look so
        """Forbid choosing."""
        for button in self.buttons.values():
            button.setEnabled(not read_only)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """Take the answer back with Delete."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and Qt.Key(event.key()) in _CLEARING:
            self._clear()
            return True
        return super().eventFilter(watched, event)

    def _check(self, chosen: QRadioButton | None) -> None:
        self._group.setExclusive(False)
        for button in self.buttons.values():
            button.setChecked(button is chosen)
        if self.buttons:
            self.setFocusProxy(chosen or next(iter(self.buttons.values())))
        self._group.setExclusive(True)

    def _clear(self) -> None:
        if self._group.checkedButton() is not None:
            self._check(None)
            self.answered.emit(None)

    @Slot(QAbstractButton)
    def _note(self, button: QAbstractButton) -> None:
        self._pressed = button if button.isChecked() else None

    @Slot(QAbstractButton)
    def _tell(self, button: QAbstractButton) -> None:
        if button is self._pressed:
            self._clear()
        else:
            self.answered.emit(next(value for value, each in self.buttons.items() if each is button))
        self._pressed = None


class SearchControl(Control):
    """A box with a list; typing any part of a choice finds it."""

    def __init__(self, ask: Ask, parent: QWidget | None = None) -> None:
        super().__init__(ask, parent)
        self.box = QComboBox(self)
        self.entry = QLineEdit(self.box)
        self.box.setEditable(True)
        self.box.setLineEdit(self.entry)
        self.box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.box.setMaxVisibleItems(ROWS_SHOWN)
        self.box.setMinimumHeight(touch())
        self.box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.box.addItem("", None)
        add_options(self.box, ask.options)
        WheelGuard.on(self.box)
        self._help_typing()
        self.make_entry(self.box)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.box)
        self.box.activated.connect(self._tell)

    def _help_typing(self) -> None:
        completer = QCompleter(self.box.model(), self.box)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.box.setCompleter(completer)
        self.entry.setPlaceholderText(self.tr("选择或输入文字查找"))
        self.entry.setAccessibleName(self.ask.label)
        self.entry.editingFinished.connect(self._finish)

    def show_answer(self, answer: Json) -> None:
        """Show the choice of the value; empty for a value that is not among the choices."""
        index = 0 if answer is None else max(0, self.box.findData(text_of(answer)))
        if index != self.box.currentIndex():
            self.box.setCurrentIndex(index)

    @Slot(int)
    def _tell(self, index: int) -> None:
        self.answered.emit(self.box.itemData(index))

    @Slot()
    def _finish(self) -> None:
        """Take what was typed if it is a choice, and go back to the last answer if not."""
        typed = self.entry.text().strip()
        index = self.box.findText(typed, Qt.MatchFlag.MatchFixedString) if typed else 0
        if index < 0:
            self.entry.setText(self.box.itemText(self.box.currentIndex()))
        elif index != self.box.currentIndex():
            self.box.setCurrentIndex(index)
            self._tell(index)


def add_options(box: QComboBox, options: Sequence[Option]) -> None:
    """Put choices into a list, with their pictures if they have any."""
    for option in options:
        picture = picture_of(option)
        if picture is None:
            box.addItem(option.label, option.value)
        else:
            box.addItem(QIcon(picture), option.label, option.value)
            box.setIconSize(QSize(dp(PICTURE_PX) // 2, dp(PICTURE_PX) // 2))
