"""Combo boxes of filters: made alike, offered their choices without telling anybody."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox

from ui.style.metrics import dp, touch
from ui.widgets.buttons import SMALL_TOUCH_PX

WIDEST_DP = 330


def combo(name: str) -> QComboBox:
    """Return an empty combo box with a name for screen readers."""
    made = QComboBox()
    made.setAccessibleName(name)
    made.setMinimumHeight(touch(SMALL_TOUCH_PX))
    made.setMaximumWidth(dp(WIDEST_DP))
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    return made


def offer(box: QComboBox, choices: Sequence[tuple[str, str]], chosen: str) -> None:
    """Offer these choices, value and words, and show the chosen one."""
    present = tuple((box.itemData(index), box.itemText(index)) for index in range(box.count()))
    with QSignalBlocker(box):
        if present != tuple(choices):
            box.clear()
            for value, words in choices:
                box.addItem(words, value)
        box.setCurrentIndex(max(0, box.findData(chosen)))
