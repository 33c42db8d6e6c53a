"""A range that is rated with stars."""

from dataclasses import replace

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QRadioButton, QWidget

from ui.controls.ask import Ask, Option, number_of, plain
from ui.controls.choosing import RadioControl
from ui.style.metrics import dp, touch
from ui.widgets.flow import FlowLayout

MAX_STARS = 10
FULL = "isFull"
"""Property of a star that is full."""


def stars_of(ask: Ask) -> int:
    """Return how many stars a range from 1 in steps of 1 has; 0 for a range that is no rating."""
    start, step = number_of(ask.parameters.get("start", "1")), number_of(ask.parameters.get("step", "1"))
    end = number_of(ask.parameters.get("end", ""))
    if start != 1 or step != 1 or end is None or not 1 <= end <= MAX_STARS:
        return 0
    return int(end)


class StarControl(RadioControl):
    """Stars of which the first so many are full; choosing the last full one again, or Delete, takes them back."""

    def __init__(self, ask: Ask, parent: QWidget | None = None) -> None:
        numbers = tuple(Option(str(number), str(number)) for number in range(1, stars_of(ask) + 1))
        super().__init__(replace(ask, options=numbers), parent)

    def make_button(self, option: Option) -> QRadioButton:
        """Return a star."""
        button = QRadioButton("☆", self)
        button.setObjectName("star")
        button.setToolTip(option.label)
        button.setMinimumWidth(touch())
        button.toggled.connect(self._fill)
        return button

    def lay_out(self) -> None:
        """Put the stars side by side."""
        flow = FlowLayout(self, spacing=dp(2))
        for button in self.buttons.values():
            flow.addWidget(button)

    def show_answer(self, answer: object) -> None:
        """Fill the stars of a number."""
        number = number_of(str(answer)) if answer is not None else None
        super().show_answer(None if number is None else plain(number))
        self._fill()

    @Slot()
    def _fill(self) -> None:
        full = next((int(value) for value, each in self.buttons.items() if each.isChecked()), 0)
        for value, button in self.buttons.items():
            is_full = int(value) <= full
            button.setText("★" if is_full else "☆")
            if button.property(FULL) is not is_full:
                button.setProperty(FULL, is_full)
                button.style().unpolish(button)
                button.style().polish(button)
