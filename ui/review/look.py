"""How records that are looked at are drawn beyond the window's own style sheet."""

from ui.photos.look import photo_sheet
from ui.style.colours import current_colours
from ui.style.metrics import dp


def review_sheet() -> str:
    """Return the style sheet in the colours and the text size of now."""
    colours = current_colours()
    return f"""{photo_sheet()}
QFrame#field {{ border: 0; border-bottom: 1px solid {colours.line}; }}
QFrame#field[is_changed="true"] {{ background: {colours.info.wash}; }}
QFrame#field[in_conflict="true"] {{ background: {colours.warning.wash}; }}
QFrame#drawer {{ background: {colours.surface}; border: 0; border-right: 1px solid {colours.line}; }}
QFrame#foot {{ background: {colours.surface}; border: 0; border-top: 1px solid {colours.line}; }}
QLabel#before {{ color: {colours.muted}; text-decoration: line-through; }}
QListWidget#queue {{ background: transparent; border: 0; }}
QListWidget#queue::item {{ padding: {dp(8)}px {dp(12)}px; min-height: {dp(44)}px; }}
"""
