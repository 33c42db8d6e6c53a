"""How controls look: large enough for fingers, and red where an answer is wrong; worn by the pages that hold them."""

from ui.controls.control import WRONG
from ui.controls.stars import FULL
from ui.style.colours import current_colours
from ui.style.metrics import dp


def control_sheet() -> str:
    """Return the style sheet in the colours and the text size of now."""
    colours = current_colours()
    return f"""
Control QLineEdit, Control QComboBox {{ min-height: {dp(30)}px; }}
Control QComboBox QLineEdit {{ min-height: 0; padding: 0; border: 0; background: transparent; }}
Control QPushButton {{ min-height: {dp(30)}px; }}
Control QPushButton#step {{ padding: 0; min-width: {dp(42)}px; max-width: {dp(42)}px; min-height: {dp(42)}px;
  font-weight: 600; }}
Control QRadioButton, Control QCheckBox {{
  background: {colours.surface}; border: 1px solid {colours.edge}; border-radius: {dp(4)}px;
  padding: {dp(10)}px {dp(14)}px {dp(10)}px {dp(12)}px; min-height: {dp(22)}px; }}
Control QRadioButton:hover, Control QCheckBox:hover {{ border-color: {colours.primary}; }}
Control QRadioButton:checked, Control QCheckBox:checked {{
  background: {colours.info.wash}; border-color: {colours.primary}; color: {colours.info.ink}; }}
Control QRadioButton:focus, Control QCheckBox:focus {{
  border: 2px solid {colours.primary};
  padding: {dp(10) - 1}px {dp(14) - 1}px {dp(10) - 1}px {dp(12) - 1}px; }}
Control QRadioButton:disabled, Control QCheckBox:disabled {{ background: {colours.header}; }}
Control QSlider::groove:horizontal {{ height: {dp(6)}px; border-radius: {dp(3)}px; background: {colours.line}; }}
Control QSlider::sub-page:horizontal {{ border-radius: {dp(3)}px; background: {colours.primary}; }}
Control QSlider::handle:horizontal {{
  width: {dp(22)}px; margin: -{dp(9)}px 0; border-radius: {dp(12)}px;
  background: {colours.surface}; border: 2px solid {colours.primary}; }}
Control QSlider::handle:horizontal:focus {{ background: {colours.selection}; border: 3px solid {colours.primary}; }}
Control[{WRONG}="true"] QLineEdit, Control[{WRONG}="true"] QComboBox, Control[{WRONG}="true"] QPlainTextEdit {{
  border-color: {colours.danger.ink}; }}
Control QRadioButton#star {{ background: transparent; border: 1px solid transparent; padding: 0;
  color: {colours.faint}; font-size: {dp(26)}px; spacing: 0; min-height: {dp(40)}px; }}
Control QRadioButton#star:checked, Control QRadioButton#star[{FULL}="true"] {{ color: {colours.primary}; }}
Control QRadioButton#star:focus {{ border: 2px solid {colours.primary}; padding: 0; }}
Control QRadioButton#star::indicator {{ width: 0; height: 0; border: 0; }}
Control QPushButton#picked {{ background: {colours.info.wash}; border-color: {colours.primary};
  color: {colours.info.ink}; padding: {dp(4)}px {dp(10)}px; }}
Control QListWidget::item:last {{ border-bottom: 0; }}
Control QListWidget {{ border: 1px solid {colours.edge}; border-radius: {dp(4)}px; }}
Control QListWidget::item {{ min-height: {dp(34)}px; padding: {dp(4)}px {dp(10)}px; }}
QFrame#popup {{ background: {colours.surface}; border: 1px solid {colours.edge}; }}
"""
