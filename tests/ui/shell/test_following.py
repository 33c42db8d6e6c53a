"""What a key names opens on the page of its kind, wherever it was clicked; records and cases lead to their asset."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.domain.kinds import Role
from app.domain.stream import Stream
from app.workplace import RecordKey, Workplace
from tests.ui.place import BRIDGES, Place
from tests.ui.record.filling import equipped
from ui.assets.asset_page import AssetPage
from ui.cases.page import CasePage
from ui.language import Speech
from ui.record.page import RecordPage
from ui.review.view import RecordView, ReviewPage
from ui.shell.desk import Desk
from ui.shell.destinations import Destination
from ui.shell.leaves import Leaves
from ui.tasks import Tasks


@pytest.fixture
def workplace(place: Place) -> Workplace:
    """A supervisor's workplace with a form."""
    place.grant(Role.SUPERVISOR)
    return equipped(place)


@pytest.fixture
def desk(dressed: QApplication, speech: Speech, workplace: Workplace, tasks: Tasks) -> Iterator[Desk]:
    """A person's desk with the pages of the program."""
    leaves = Leaves(
        draft=lambda draft: RecordPage(workplace, tasks, draft),
        record=lambda key: RecordView(workplace, tasks, key),
        review=lambda: ReviewPage(workplace, tasks),
        asset=lambda key: AssetPage(workplace, tasks, key),
    )
    made = Desk(dressed, speech, workplace, tasks, leaves)
    made.open()
    yield made
    made.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def bridge(place: Place) -> RecordKey:
    """A bridge in the register."""
    about = {"record": "asset", "form": "bridge_test", "version": "1", "title": "红星桥"}
    values = {"name": "红星桥", "code": "Q1"}
    return RecordKey(BRIDGES, place.write(BRIDGES, ("created", {**about, "values": values})))


def case_of(place: Place, bridge: RecordKey) -> RecordKey:
    """Report a case of a bridge."""
    body = {"record": "case", "number": "A-1", "title": "栏杆断裂", "asset": bridge.record, "values": {}}
    return RecordKey(BRIDGES, place.write(BRIDGES, ("created", body)))


def shown(qtbot: QtBot, desk: Desk, kind: type[QWidget]) -> QWidget:
    """Wait until the window shows a page of a kind; return the page."""
    qtbot.waitUntil(lambda: isinstance(desk.window.stack.currentWidget(), kind))
    page = desk.window.stack.currentWidget()
    assert page is not None
    return page


def press(qtbot: QtBot, page: QWidget, words: str) -> None:
    """Press the button that says something, as soon as it is there."""

    def found() -> list[QPushButton]:
        return [each for each in page.findChildren(QPushButton) if words in each.text() and each.isVisible()]

    qtbot.waitUntil(lambda: bool(found()))
    found()[0].click()


def test_what_waits_to_be_sent_opens_on_the_page_of_its_kind(
    qtbot: QtBot, desk: Desk, place: Place, bridge: RecordKey
) -> None:
    case = case_of(place, bridge)
    inspection = place.inspection("红星桥", asset=bridge.record)
    pages: list[tuple[RecordKey, type[QWidget]]] = [
        (case, CasePage),
        (bridge, AssetPage),
        (inspection, RecordView),
    ]

    for key, kind in pages:
        desk.models.sync.opened.emit(key)
        shown(qtbot, desk, kind)
        desk.window.go_back()

    assert desk.window.stack.currentWidget() is desk.window.pages[Destination.TODAY]


def test_a_campaign_and_works_open_on_the_pages_of_their_kinds(qtbot: QtBot, desk: Desk, place: Place) -> None:
    for kind, destination in (("campaign", Destination.ORDERS), ("works", Destination.PLAN)):
        key = RecordKey(BRIDGES, place.write(BRIDGES, ("created", {"record": kind, "values": {}})))
        desk.window.follow(key)
        qtbot.waitUntil(lambda: desk.models.shell.present is destination)  # noqa: B023  at once


def test_what_is_not_here_is_said_in_the_window(qtbot: QtBot, desk: Desk, place: Place) -> None:
    desk.window.follow(RecordKey(Stream("310151101", "bridge"), place.ids.new()))

    qtbot.waitUntil(desk.window.banner.isVisible)


def test_a_case_in_the_history_of_an_asset_opens_and_leads_back_to_it(
    qtbot: QtBot, desk: Desk, place: Place, bridge: RecordKey
) -> None:
    case_of(place, bridge)
    desk.window.open_asset(bridge)
    asset = shown(qtbot, desk, AssetPage)
    assert isinstance(asset, AssetPage)
    qtbot.waitUntil(lambda: len(asset.model.history.lines) == 1)

    asset.model.open_line(0)
    case = shown(qtbot, desk, CasePage)
    press(qtbot, case, "红星桥")

    again = shown(qtbot, desk, AssetPage)
    assert isinstance(again, AssetPage)
    assert again.model.key == bridge


def test_an_inspection_leads_to_its_asset(qtbot: QtBot, desk: Desk, place: Place, bridge: RecordKey) -> None:
    desk.window.open_record(place.inspection("红星桥", asset=bridge.record, form="bridge_test"))
    record = shown(qtbot, desk, RecordView)

    press(qtbot, record, "查看设施")

    asset = shown(qtbot, desk, AssetPage)
    assert isinstance(asset, AssetPage)
    assert asset.model.key == bridge


def test_an_inspection_in_the_history_of_an_asset_leads_back_to_the_asset_below(
    qtbot: QtBot, desk: Desk, place: Place, bridge: RecordKey
) -> None:
    place.inspection("红星桥", asset=bridge.record, form="bridge_test")
    desk.window.open_asset(bridge)
    asset = shown(qtbot, desk, AssetPage)
    assert isinstance(asset, AssetPage)
    qtbot.waitUntil(lambda: len(asset.model.history.lines) == 1)
    asset.model.open_line(0)
    record = asset.stack.currentWidget()
    assert isinstance(record, RecordView)

    press(qtbot, record, "查看设施")

    qtbot.waitUntil(lambda: not isinstance(asset.stack.currentWidget(), RecordView))
    assert desk.window.stack.currentWidget() is asset
