"""Everything that can be used has a name, can be reached by keyboard, and shows its words whole at any text size."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.ui.place import Place
from tests.ui.shell.test_window import Leaf, Opened
from tests.ui.signin.test_door import Porter
from ui.language import Speech
from ui.sentences import Language
from ui.settings.preferences import Preferences, keep_preferences
from ui.shell.desk import Desk, preferences_path, wear
from ui.shell.leaves import Leaves
from ui.signin.model import Account, DoorModel
from ui.signin.view import DoorView
from ui.style.theme import Appearance
from ui.tasks import Tasks

USABLE = (QAbstractButton, QLineEdit, QComboBox, QAbstractItemView)
SCREENS = {"1366×768": (1366, 768), "1366×768 at 150 %": (911, 512)}


@pytest.fixture
def open_desk(
    dressed: QApplication, speech: Speech, place: Place, tasks: Tasks
) -> Iterator[Callable[[Preferences], Desk]]:
    """Open a window as somebody prefers it, with something on every page."""
    place.bridge("南横引河人行桥", "QL-101-007")
    place.inspection("跃进桥", ("submitted", {}), number="310151101-20261120-A1B2-001")
    desks = []

    def open_one(preferences: Preferences) -> Desk:
        keep_preferences(preferences_path(place.workplace.home), preferences)
        opened = Opened()
        desk = Desk(dressed, speech, place.workplace, tasks, Leaves(opened.make, opened.make, Leaf))
        desk.open()
        desks.append(desk)
        return desk

    yield open_one
    for desk in desks:
        desk.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def door(qtbot: QtBot, place: Place, tasks: Tasks) -> Callable[[], DoorView]:
    """Make the door."""

    def make() -> DoorView:
        porter = Porter(place.workplace, (Account(place.workplace.home, "wang", "王巡查"),))
        view = DoorView(DoorModel(porter, porter, tasks))
        qtbot.addWidget(view)
        return view

    return make


def pages(qtbot: QtBot, desk: Desk) -> Iterator[QWidget]:
    """Show each page in turn."""
    qtbot.waitUntil(lambda: desk.models.today.is_known and desk.models.records.is_counted)
    qtbot.waitUntil(lambda: bool(desk.models.settings.libraries))
    for destination in desk.models.shell.destinations:
        desk.window.go(destination)
        yield desk.window
    desk.window.start_inspection()
    qtbot.waitUntil(lambda: bool(desk.models.chooser.townships))
    yield desk.window


def usable(window: QWidget) -> list[QWidget]:
    """Return what can be used in a window, without the parts that Qt makes of others."""
    return [
        widget
        for widget in window.findChildren(QWidget)
        if isinstance(widget, USABLE)
        and widget.isVisible()
        and not isinstance(widget, QHeaderView)
        and not isinstance(widget.parent(), QLineEdit | QComboBox | QAbstractItemView)
        and widget.window() is window
    ]


def in_group(widget: QWidget) -> bool:
    """Whether the arrow keys lead to a button, from the chosen one of its group."""
    return isinstance(widget, QAbstractButton) and (widget.group() is not None or widget.autoExclusive())


def name_of(widget: QWidget) -> str:
    """Return what a screen reader says."""
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def test_everything_usable_has_a_name_and_can_be_reached_by_keyboard(
    qtbot: QtBot, open_desk: Callable[[Preferences], Desk]
) -> None:
    desk = open_desk(Preferences(appearance=Appearance.LIGHT))

    nameless, unreachable = [], []
    for window in pages(qtbot, desk):
        nameless += [repr(widget) for widget in usable(window) if not name_of(widget).strip()]
        unreachable += [
            name_of(widget)
            for widget in usable(window)
            if widget.isEnabled() and not widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not in_group(widget)
        ]

    assert nameless == []
    assert unreachable == []


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("percent", [100, 150, 200])
def test_no_words_are_cut_at_any_text_size(
    qtbot: QtBot, open_desk: Callable[[Preferences], Desk], language: Language, percent: int, screen: str
) -> None:
    desk = open_desk(Preferences(percent, Appearance.LIGHT, language))
    desk.window.resize(*SCREENS[screen])

    cut = [found for window in pages(qtbot, desk) for found in cut_words(window)]

    assert cut == []


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("percent", [100, 200])
def test_no_words_of_the_door_are_cut(
    dressed: QApplication, speech: Speech, door: Callable[[], DoorView], percent: int, screen: str
) -> None:
    wear(dressed, speech, Preferences(percent, Appearance.LIGHT))
    view = door()
    view.resize(*SCREENS[screen])
    view.show()

    cut = []
    for page in range(view.pages.count()):
        view.pages.setCurrentIndex(page)
        cut += cut_words(view)

    assert cut == []


def cut_words(window: QWidget) -> list[str]:
    """Return the words of buttons and labels that have less room than they need."""
    QApplication.sendPostedEvents()
    found = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or not isinstance(widget, QPushButton | QLabel) or not widget.text():
            continue
        needed = widget.minimumSizeHint()
        if isinstance(widget, QLabel) and widget.wordWrap():
            lacks = widget.height() < widget.heightForWidth(widget.width())
        else:
            lacks = widget.width() < needed.width() or widget.height() < needed.height()
        if lacks:
            found.append(f"{widget.text()!r}: {widget.size().toTuple()} of {needed.toTuple()}")
    return found
