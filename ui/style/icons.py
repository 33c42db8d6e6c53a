"""Our own icons: small drawings in one colour, painted in the colour that is asked for."""

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from resources import resource_folder

_INK = b"currentColor"


def icon(name: str, colour: str, *, edge_px: int = 24) -> QIcon:
    """Return the icon of a file of ``resources/icons`` (without ``.svg``) in a colour ``#RRGGBB``."""
    return QIcon(picture(name, colour, edge_px))


def picture(name: str, colour: str, edge_px: int) -> QPixmap:
    """Return the icon as a picture that is sharp on the densest screen attached."""
    ratio = QApplication.primaryScreen().devicePixelRatio()
    pixmap = QPixmap(round(edge_px * ratio), round(edge_px * ratio))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer = QSvgRenderer(QByteArray(_drawing(name).replace(_INK, colour.encode())))
    renderer.render(painter, QRectF(0, 0, pixmap.width(), pixmap.height()))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


@cache
def _drawing(name: str) -> bytes:
    return (resource_folder() / "icons" / f"{name}.svg").read_bytes()
