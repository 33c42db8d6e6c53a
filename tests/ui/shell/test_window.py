"""The window: navigation, shortcuts, pages that are opened and left, looks that change."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
import shiboken6
from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.domain.kinds import Role
from app.domain.listing import WaitReason
from app.ports.courier import RoundReport
from tests.ui.place import ROADS, Place
from ui.language import Speech
from ui.sentences import Language
from ui.settings.preferences import load_preferences
from ui.shell.desk import Desk, preferences_path
from ui.shell.destinations import Destination
from ui.shell.leaves import Leaves
from ui.style.metrics import dp
from ui.style.theme import Appearance
from ui.tasks import Tasks
from ui.today.beginning import begin_inspection


class Leaf(QWidget):
    """A page that is opened and left, as those of records are."""

    closed = Signal()
    changed = Signal()
    wanted = Signal(object)
    may_close = True

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802  # Qt's name
        """Stay if the test says so."""
        event.setAccepted(self.may_close)


@dataclass
class Opened:
    """Makes leaves and remembers what for."""

    subjects: list[object] = field(default_factory=list)
    pages: list[Leaf] = field(default_factory=list)

    def make(self, subject: object) -> QWidget:
        """Make a leaf."""
        self.subjects.append(subject)
        self.pages.append(Leaf())
        return self.pages[-1]


@pytest.fixture
def opened() -> Opened:
    """What was opened."""
    return Opened()


@pytest.fixture
def desk(dressed: QApplication, speech: Speech, place: Place, tasks: Tasks, opened: Opened) -> Iterator[Desk]:
    """A person's desk with its window shown and everything read."""
    leaves = Leaves(draft=opened.make, record=opened.make, review=Leaf)
    made = Desk(dressed, speech, place.workplace, tasks, leaves)
    made.open()
    yield made
    for page in opened.pages:
        page.may_close = True
    made.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def press(desk: Desk, key: Qt.Key, control: bool = True) -> None:
    """Press a key in the window."""
    modifier = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
    QTest.keyClick(desk.window, key, modifier)


def shown(desk: Desk) -> QWidget:
    """Return the page that is shown."""
    page = desk.window.stack.currentWidget()
    assert page is not None
    return page


def review(qtbot: QtBot, desk: Desk, place: Place) -> None:
    """Let the person be a supervisor too."""
    place.grant(Role.SUPERVISOR)
    desk.models.shell.refresh()
    qtbot.waitUntil(lambda: Destination.REVIEW in desk.models.shell.destinations)


def test_reviews_are_for_those_who_review(qtbot: QtBot, desk: Desk, place: Place) -> None:
    before = desk.window.side.buttons[Destination.REVIEW].isVisible()

    review(qtbot, desk, place)

    assert not before
    assert desk.window.side.buttons[Destination.REVIEW].isVisible()


@pytest.mark.parametrize(
    ("key", "destination"),
    [
        (Qt.Key(Qt.Key.Key_0 + place % 10), one)
        for place, one in enumerate(Destination, 1)
        if one is not Destination.REVIEW
    ],
)
def test_a_number_with_control_leads_to_its_page(desk: Desk, key: Qt.Key, destination: Destination) -> None:
    press(desk, key)

    assert shown(desk) is desk.window.pages[destination]
    assert desk.window.side.buttons[destination].isChecked()


def test_the_number_of_a_page_that_is_not_offered_leads_nowhere(desk: Desk) -> None:
    press(desk, Qt.Key(Qt.Key.Key_1 + list(Destination).index(Destination.REVIEW)))

    assert shown(desk) is desk.window.pages[Destination.TODAY]


def test_f5_syncs(qtbot: QtBot, desk: Desk, place: Place) -> None:
    with qtbot.waitSignal(desk.models.sync.finished):
        press(desk, Qt.Key.Key_F5, control=False)

    assert place.courier.rounds == 1


def test_control_f_leads_to_the_search_field(qtbot: QtBot, desk: Desk) -> None:
    press(desk, Qt.Key.Key_F)

    qtbot.waitUntil(desk.window.records.search.hasFocus)


def test_control_n_begins_an_inspection_and_escape_leads_back(desk: Desk) -> None:
    press(desk, Qt.Key.Key_N)
    choosing = shown(desk)
    press(desk, Qt.Key.Key_Escape, control=False)

    assert choosing is desk.window.chooser
    assert shown(desk) is desk.window.pages[Destination.TODAY]


def test_a_draft_opens_over_the_pages_and_escape_leaves_it(desk: Desk, place: Place, opened: Opened) -> None:
    draft = begin_inspection(place.workplace, ROADS, "310151101", None)

    desk.window.open_draft(draft)
    over = shown(desk)
    press(desk, Qt.Key.Key_Escape, control=False)

    assert over is opened.pages[0]
    assert opened.subjects == [draft]
    assert shown(desk) is desk.window.pages[Destination.TODAY]


def test_a_draft_can_be_opened_by_the_id_of_its_record(qtbot: QtBot, desk: Desk, place: Place, opened: Opened) -> None:
    draft = begin_inspection(place.workplace, ROADS, "310151101", None)

    desk.window.open_draft(draft.record)
    qtbot.waitUntil(lambda: bool(opened.subjects))

    assert opened.subjects == [draft]


def test_a_page_that_must_not_be_left_yet_stays(desk: Desk, place: Place, opened: Opened) -> None:
    desk.window.open_record(place.inspection("跃进桥"))
    opened.pages[0].may_close = False

    desk.window.go(Destination.SETTINGS)

    assert shown(desk) is opened.pages[0]
    assert not desk.window.close()


def test_a_page_that_closes_itself_gives_way_and_the_others_read_again(
    qtbot: QtBot, desk: Desk, place: Place, opened: Opened
) -> None:
    qtbot.waitUntil(lambda: desk.models.today.is_known)
    desk.window.open_record(place.inspection("跃进桥"))

    opened.pages[0].closed.emit()
    qtbot.waitUntil(lambda: desk.models.records.count == 1)

    assert shown(desk) is desk.window.pages[Destination.TODAY]


def test_the_side_bar_says_how_sync_stands_and_leads_to_its_page(qtbot: QtBot, desk: Desk, place: Place) -> None:
    place.courier.answers = False
    place.inspection("跃进桥")
    desk.models.sync.begin()
    with place.store.reading() as reading:
        waiting = reading.count_waiting()
    qtbot.waitUntil(lambda: "离线" in desk.window.side.footer.accessibleName())
    qtbot.waitUntil(lambda: f"待同步 {waiting} 项" in desk.window.side.footer.accessibleName())

    desk.window.side.footer.click()

    assert shown(desk) is desk.window.pages[Destination.SYNC]


def test_a_round_that_failed_in_the_background_is_said_on_every_page(qtbot: QtBot, desk: Desk, place: Place) -> None:
    place.courier.report = RoundReport(problem=WaitReason.SERVER_ERROR)

    with qtbot.waitSignal(desk.models.sync.finished):
        desk.models.sync.background_due.emit()

    assert desk.window.banner.isVisible()
    assert "服务器出错" in desk.window.banner.text


def test_a_failure_that_was_dismissed_is_silent_until_something_else_happens(
    qtbot: QtBot, desk: Desk, place: Place
) -> None:
    def run(problem: WaitReason) -> bool:
        place.courier.report = RoundReport(problem=problem)
        with qtbot.waitSignal(desk.models.sync.finished):
            desk.models.sync.start()
        return desk.window.banner.isVisible()

    first = run(WaitReason.UNREACHABLE)
    desk.window.banner.dismiss()
    again, other = run(WaitReason.UNREACHABLE), run(WaitReason.SERVER_ERROR)

    assert (first, again, other) == (True, False, True)


def test_larger_text_makes_the_window_anew_on_the_same_page(qtbot: QtBot, desk: Desk, place: Place) -> None:
    old, before = desk.window, dp(100)
    press(desk, Qt.Key.Key_5)

    desk.models.settings.set_text_percent(200)
    qtbot.waitUntil(lambda: desk.window is not old)

    assert dp(100) == 2 * before
    assert shown(desk) is desk.window.pages[Destination.SETTINGS]
    assert load_preferences(preferences_path(place.workplace.home)).text_percent == 200


def test_english_is_spoken_at_once(qtbot: QtBot, desk: Desk) -> None:
    desk.models.settings.set_language(Language.ENGLISH)
    qtbot.waitUntil(lambda: desk.window.side.buttons[Destination.TODAY].accessibleName() == "Today")


def test_a_window_made_anew_shows_what_was_read_before(qtbot: QtBot, desk: Desk, place: Place) -> None:
    place.bridge("跃进桥", "QL-1")
    desk.models.today.refresh()
    qtbot.waitUntil(lambda: desk.models.today.due_table.rowCount() == 3)

    old = desk.window
    desk.models.settings.set_appearance(Appearance.DARK)
    qtbot.waitUntil(lambda: desk.window is not old)

    assert desk.window.today.table.model().rowCount() == 3
    assert desk.window.today.table.isVisibleTo(desk.window.today)


def test_letting_somebody_else_in_closes_the_window(qtbot: QtBot, desk: Desk) -> None:
    with qtbot.waitSignal(desk.left):
        desk.models.settings.left.emit()

    assert not shiboken6.isValid(desk.window) or not desk.window.isVisible()
