"""How the form page looks beyond the window's own style sheet."""

from ui.controls.look import control_sheet
from ui.photos.look import photo_sheet
from ui.style.colours import current_colours
from ui.style.metrics import dp


def record_sheet() -> str:
    """Return the style sheet of the form page in the colours and the text size of now."""
    colours = current_colours()
    return f"""{control_sheet()}{photo_sheet()}
QLabel#star {{ color: {colours.danger.ink}; font-weight: 600; }}
QLabel#wrong {{ color: {colours.danger.ink}; }}
QFrame#instance {{ background: {colours.stripe}; border: 1px solid {colours.line}; border-radius: {dp(6)}px; }}
QFrame#grades {{ background: {colours.surface}; border: 1px solid {colours.line}; border-radius: {dp(6)}px; }}
QFrame#panel {{ background: {colours.surface}; border: 0; border-left: 1px solid {colours.line}; }}
QFrame#panel QScrollArea, QFrame#panel QScrollArea > QWidget > QWidget {{ background: {colours.surface}; border: 0; }}
QFrame#inner {{ border: 0; border-left: {dp(3)}px solid {colours.line}; }}
QFrame#grid {{ border: 0; border-bottom: 1px solid {colours.line}; }}
QFrame#file {{ background: {colours.stripe}; border: 1px solid {colours.line}; border-radius: {dp(4)}px; }}
QLabel#sheet {{ background: #FFFFFF; color: {colours.disabled}; border: 1px dashed {colours.edge};
  border-radius: {dp(4)}px; }}
QLabel#guidance {{ color: {colours.muted}; background: {colours.info.wash}; border-radius: {dp(4)}px;
  padding: {dp(8)}px {dp(12)}px; }}
QPushButton#fold {{ background: transparent; border: 1px solid transparent; color: {colours.accent};
  padding: {dp(2)}px {dp(4)}px; }}
QPushButton#fold:checked {{ background: transparent; border-color: transparent; color: {colours.accent}; }}
QPushButton#fold:focus {{ border: 2px solid {colours.primary}; }}
QPushButton#outline {{
  background: transparent; border: 1px solid transparent; border-radius: {dp(4)}px; text-align: left;
  padding: 0; min-height: {dp(38)}px; }}
QPushButton#outline:hover {{ background: {colours.selection}; }}
QPushButton#outline:focus {{ border: 2px solid {colours.primary}; }}
QListWidget#problems {{ background: transparent; border: 0; }}
QListWidget#problems::item {{ color: {colours.danger.ink}; border: 0; min-height: {dp(26)}px;
  padding: {dp(3)}px {dp(8)}px; }}
QListWidget#problems::item:hover, QListWidget#problems::item:selected {{ background: {colours.danger.wash}; }}
"""
