"""The two buttons beside a number that step it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from ui.controls.control import Control
from ui.style.metrics import touch


def step_button(owner: Control, sign: str, name: str) -> QPushButton:
    """Return a button that repeats while it is held; the keyboard steps in the field itself."""
    button = QPushButton(sign, owner)
    button.setObjectName("step")
    button.setFixedSize(touch(), touch())
    button.setAutoRepeat(True)
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    button.setAccessibleName(f"{owner.ask.label} {name}")
    return button
