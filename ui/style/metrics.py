"""Lengths that grow with the text: every margin, row and icon is measured with ``dp``."""

from PySide6.QtWidgets import QApplication

BASE_POINTS = 10.0
"""Size of the text at 100 %."""

TOUCH_PX = 44
"""Edge of the smallest thing that a finger hits."""


def text_scale() -> float:
    """Return the text size that the application wears now; 1.0 is 100 %."""
    return QApplication.font().pointSizeF() / BASE_POINTS


def dp(length: float) -> int:
    """Return a length that is ``length`` px at 100 % in px at the present text size."""
    return round(length * text_scale())


def touch(length: float = TOUCH_PX) -> int:
    """Return the height of something to hit: at least ``length`` px, and room for the text at any size."""
    return max(round(length), dp(32))
