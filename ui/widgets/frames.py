"""Boxes and columns that pages are built from, with margins that follow the text size."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from ui.style.metrics import dp


class Card(QFrame):
    """A white box with a thin border; put widgets into ``column``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.column = column(self, margins=(16, 12, 16, 12), spacing=8)


class Rule(QFrame):
    """A thin line between things."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rule")


class ScrollColumn(QScrollArea):
    """A column that scrolls when it is higher than the window; put widgets into ``column``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        inside.setObjectName("page")
        inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.column = column(inside, margins=(24, 16, 24, 16), spacing=14)
        self.setWidget(inside)


def column(
    parent: QWidget | None = None, *, margins: tuple[float, float, float, float] = (0, 0, 0, 0), spacing: float = 8
) -> QVBoxLayout:
    """Return a column; margins (left, top, right, bottom) and spacing in px at 100 % text."""
    layout = QVBoxLayout(parent) if parent else QVBoxLayout()
    left, top, right, bottom = margins
    layout.setContentsMargins(dp(left), dp(top), dp(right), dp(bottom))
    layout.setSpacing(dp(spacing))
    return layout


def row(
    parent: QWidget | None = None, *, margins: tuple[float, float, float, float] = (0, 0, 0, 0), spacing: float = 8
) -> QHBoxLayout:
    """Return a row; margins (left, top, right, bottom) and spacing in px at 100 % text."""
    layout = QHBoxLayout(parent) if parent else QHBoxLayout()
    left, top, right, bottom = margins
    layout.setContentsMargins(dp(left), dp(top), dp(right), dp(bottom))
    layout.setSpacing(dp(spacing))
    return layout


def clear(layout: QLayout, *, keeps: int = 0) -> None:
    """Take everything out of a layout but the last ones; the widgets are hidden at once and gone a little later."""
    while layout.count() > keeps and (taken := layout.takeAt(0)) is not None:
        widget = taken.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
