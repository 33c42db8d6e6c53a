"""The page of handing over: offered with one press, accepted with one press."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.domain.kinds import RecordKind, Role
from app.domain.stream import DIRECTORY
from app.errors import AppError
from tests.ui.place import PATROL, Place
from tests.ui.record.filling import texts_of
from ui.handover.model import HandoverModel
from ui.handover.page import HandoverPage
from ui.tasks import Tasks
from ui.today.beginning import begin_inspection

PATIENCE_MS = 30_000


@pytest.fixture
def colleague(place: Place) -> str:
    """Another inspector of the district."""
    person = place.ids.new()
    values = {"record": RecordKind.PERSON.value, "values": {"name": "李接手"}}
    place.write(DIRECTORY, ("created", values), record=person)
    grant = {"person": person, "role": Role.INSPECTOR.value, "townships": ["*"], "subjects": ["*"]}
    place.write(DIRECTORY, ("created", {"record": RecordKind.GRANT.value, "values": grant}))
    return person


def opened(qtbot: QtBot, place: Place, tasks: Tasks) -> HandoverPage:
    """Return the page, read."""
    page = HandoverPage(HandoverModel(place.workplace, tasks))
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: not page.model.is_busy, timeout=PATIENCE_MS)
    return page


def test_drafts_and_the_assets_of_a_village_are_offered_and_can_be_had_again(
    qtbot: QtBot, place: Place, tasks: Tasks, colleague: str
) -> None:
    place.bridge("红星桥", "QL-1")
    draft = begin_inspection(place.workplace, PATROL, "310151101", None)
    page = opened(qtbot, place, tasks)
    assert [person for person, _ in page.model.stock.people] == [colleague]
    page.drafts.setChecked(True)
    page.villages.item(0).setCheckState(Qt.CheckState.Checked)

    page.send.click()
    qtbot.waitUntil(lambda: len(page.model.stock.offers) == 1 and not page.model.is_busy, timeout=PATIENCE_MS)

    qtbot.waitUntil(lambda: "李接手" in texts_of(page), timeout=PATIENCE_MS)
    assert "设施 1 处 · 草稿 1 份 · 退回 0 条" in texts_of(page)
    with place.store.reading() as reading:
        assert reading.drafts() == ()
    (back,) = [each for each in page.findChildren(QPushButton) if each.text() == "取回" and each.isVisible()]
    back.click()
    qtbot.waitUntil(lambda: page.model.stock.offers == () and not page.model.is_busy, timeout=PATIENCE_MS)
    with place.store.reading() as reading:
        assert reading.drafts() == (draft,)


def test_nothing_chosen_says_what_to_choose(qtbot: QtBot, place: Place, tasks: Tasks, colleague: str) -> None:
    page = opened(qtbot, place, tasks)
    assert page.model.stock.people[0][0] == colleague

    page.send.click()
    qtbot.waitUntil(lambda: bool(page.banner.text), timeout=PATIENCE_MS)

    assert "没有选中" in page.banner.text


def test_what_was_chosen_stays_chosen_when_it_could_not_be_handed_over(
    qtbot: QtBot, place: Place, tasks: Tasks, colleague: str
) -> None:
    place.bridge("红星桥", "QL-1")
    page = opened(qtbot, place, tasks)
    assert page.to.currentData() == colleague
    page.villages.item(0).setCheckState(Qt.CheckState.Checked)

    page.model._fail(AppError("store.newer"))

    assert page.banner.text
    assert page.villages.item(0).checkState() is Qt.CheckState.Checked
