"""Builders: a question, a control alone in a window, what it tells, what a screen reader calls it."""

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.canonical import Json
from ui.controls.ask import Ask, Option
from ui.controls.control import Control
from ui.controls.look import control_sheet

GRADES = tuple(Option(value, label) for value, label in (("good", "完好"), ("poor", "较差"), ("bad", "危险")))
VILLAGES = tuple(Option(f"v{number}", f"{number}号村") for number in range(1, 31))


def ask(kind: str, *appearance: str, options: tuple[Option, ...] = (), **parameters: str) -> Ask:
    """A question of a type."""
    return Ask(kind, "技术状况", frozenset(appearance), options, parameters)


def shown(qtbot: QtBot, control: Control) -> list[Json]:
    """Show a control alone in a window and return the list that its answers go to."""
    told: list[Json] = []
    qtbot.addWidget(control)
    control.setStyleSheet(control_sheet())
    control.answered.connect(told.append)
    control.show()
    return told


def name_of(widget: QWidget) -> str:
    """Return what a screen reader calls a widget."""
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
