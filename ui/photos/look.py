"""How photo cards look beyond the window's own style sheet."""

from ui.style.colours import current_colours
from ui.style.metrics import dp

PICTURE_PX = (148, 111)
"""Width and height of the picture on a card at 100 % text."""


def photo_sheet() -> str:
    """Return the style sheet in the colours and the text size of now."""
    colours = current_colours()
    width, height = dp(PICTURE_PX[0]), dp(PICTURE_PX[1])
    return f"""
QPushButton#photo {{
  background: {colours.header}; color: {colours.muted}; border: 1px solid {colours.line}; border-radius: {dp(3)}px;
  padding: 0; min-width: {width}px; max-width: {width}px; min-height: {height}px; max-height: {height}px; }}
QLabel#neutral {{ color: {colours.muted}; }}
QLabel#warning {{ color: {colours.warning.ink}; }}
QLabel#danger {{ color: {colours.danger.ink}; }}
QPushButton#photo:hover {{ border-color: {colours.primary}; }}
QPushButton#photo:focus {{ border: 2px solid {colours.primary}; }}
"""
