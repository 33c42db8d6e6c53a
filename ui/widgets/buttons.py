"""Buttons with words, and buttons with only a picture that still have a name."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QPushButton, QToolButton

from ui.style.colours import current_colours
from ui.style.icons import icon
from ui.style.metrics import dp, touch

SMALL_TOUCH_PX = 36


def button(text: str, kind: str = "", *, picture: str = "") -> QPushButton:
    """Return a button of a kind of the style sheet: ``primary``, ``danger``, ``plain`` or the usual one."""
    made = QPushButton(text)
    made.setObjectName(kind)
    made.setMinimumHeight(touch(SMALL_TOUCH_PX))
    made.setAutoDefault(True)
    if picture:
        colours = current_colours()
        ink = {"primary": colours.on_primary, "danger": colours.danger.ink}.get(kind, colours.accent)
        made.setIcon(icon(picture, ink, edge_px=dp(18)))
        made.setIconSize(QSize(dp(18), dp(18)))
    return made


def picture_button(picture: str, name: str) -> QToolButton:
    """Return a button that shows only a picture; ``name`` is its tooltip and what a screen reader says."""
    made = QToolButton()
    made.setIcon(icon(picture, current_colours().muted, edge_px=dp(20)))
    made.setIconSize(QSize(dp(20), dp(20)))
    made.setMinimumSize(touch(SMALL_TOUCH_PX), touch(SMALL_TOUCH_PX))
    made.setToolTip(name)
    made.setAccessibleName(name)
    return made
