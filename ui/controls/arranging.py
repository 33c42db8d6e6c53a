"""How choices stand beside each other: in lines that fill up, or in columns of equal width."""

import re
from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QWidget

from ui.controls.ask import Option
from ui.style.metrics import dp
from ui.widgets.flow import FlowLayout

USUAL_COLUMNS = 3
PICTURE_PX = 64
"""Edge of the picture of a choice at 100 % text."""

_COLUMNS = re.compile(r"columns-(\d{1,2})", re.ASCII)


def columns_of(appearance: frozenset[str]) -> int:
    """Return how many columns an appearance asks for, 0 for lines that fill up."""
    if "columns" in appearance:
        return USUAL_COLUMNS
    found = next((found for word in appearance if (found := _COLUMNS.fullmatch(word))), None)
    return int(found[1]) if found else 0


def lay_out(owner: QWidget, parts: Sequence[QWidget], appearance: frozenset[str]) -> None:
    """Put the choices into their widget as the appearance asks."""
    count = columns_of(appearance)
    if not count:
        flow = FlowLayout(owner, spacing=dp(8))
        for part in parts:
            flow.addWidget(part)
        return
    grid = QGridLayout(owner)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setSpacing(dp(8))
    for number, part in enumerate(parts):
        grid.addWidget(part, *divmod(number, count))
    for number in range(count):
        grid.setColumnStretch(number, 1)


def wear_picture(button: QAbstractButton, option: Option) -> None:
    """Show the picture of a choice on its button."""
    picture = picture_of(option)
    if picture is not None:
        button.setIcon(QIcon(picture))
        button.setIconSize(picture.deviceIndependentSize().toSize().boundedTo(QSize(dp(PICTURE_PX), dp(PICTURE_PX))))


def picture_of(option: Option) -> QPixmap | None:
    """Return the picture of a choice, None for none and for bytes that are no picture."""
    if not option.picture:
        return None
    pixmap = QPixmap()
    return pixmap if pixmap.loadFromData(option.picture) else None
