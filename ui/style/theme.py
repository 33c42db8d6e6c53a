"""Dresses the application: Fusion, colours, font and style sheet."""

from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from ui.style.colours import DARK, LIGHT, Colours
from ui.style.metrics import BASE_POINTS
from ui.style.sheet import style_sheet

FAMILIES = (
    "Microsoft YaHei UI",
    "Noto Sans SC",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "PingFang SC",
    "WenQuanYi Micro Hei",
)


class Appearance(StrEnum):
    """Which colours the user wants."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


def dress(application: QApplication, appearance: Appearance, scale: float) -> None:
    """Give the application its looks; ``scale`` is the text size, 1.0 to 2.0. Windows made before keep old lengths."""
    colours = colours_for(application, appearance)
    application.setStyle("Fusion")
    application.setPalette(_palette(colours))
    application.setFont(_font(scale))
    application.setStyleSheet(style_sheet(colours, scale))


def colours_for(application: QApplication, appearance: Appearance) -> Colours:
    """Return the colours that the user wants, or those that the system wears."""
    if appearance is Appearance.SYSTEM:
        is_dark = application.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return DARK if is_dark else LIGHT
    return DARK if appearance is Appearance.DARK else LIGHT


def _font(scale: float) -> QFont:
    font = QApplication.font()
    installed = set(QFontDatabase.families())
    font.setFamilies([family for family in FAMILIES if family in installed] or [_chinese(font.family())])
    font.setPointSizeF(BASE_POINTS * scale)
    return font


def _chinese(present: str) -> str:
    """Return some installed family with Chinese letters, or the present one where there is none."""
    return next(iter(QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese)), present)


def _palette(colours: Colours) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for names, colour in (
        ((role.Window, role.Button), colours.page),
        ((role.Base, role.ToolTipBase), colours.surface),
        ((role.AlternateBase,), colours.stripe),
        ((role.WindowText, role.Text, role.ButtonText, role.ToolTipText), colours.text),
        ((role.PlaceholderText,), colours.faint),
        ((role.Highlight,), colours.selection),
        ((role.HighlightedText,), colours.selection_text),
        ((role.Link, role.Accent), colours.accent),
        ((role.Light, role.Midlight), colours.surface),
        ((role.Mid, role.Dark), colours.edge),
    ):
        for name in names:
            palette.setColor(name, QColor(colour))
    for name in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, QColor(colours.disabled))
    return palette
