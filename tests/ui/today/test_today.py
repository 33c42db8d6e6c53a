"""The day's page: what is due, what came back, what was begun."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.draft import Draft
from app.domain.keeping import KEEPER
from app.domain.kinds import Role
from tests.ui.place import BRIDGES, NOW, PATROL, REGULAR, ROADS, Place
from ui.style.colours import Tone
from ui.tasks import Tasks
from ui.today.beginning import begin_inspection
from ui.today.due_table import TONE_ROLE, Column
from ui.today.model import Section, TodayModel
from ui.today.view import TodayView

RETURNED = ("returned", {"remarks": [{"path": "deck", "text": "请补一张近照。"}]})


@pytest.fixture
def model(place: Place, tasks: Tasks) -> TodayModel:
    """The day of the place's person."""
    return TodayModel(place.workplace, tasks)


def read(qtbot: QtBot, model: TodayModel) -> None:
    """Read the day."""
    model.refresh()
    qtbot.waitUntil(lambda: not model.is_busy)


def checked(place: Place, bridge: str, day: str, form: str = "bridge_patrol") -> None:
    """Let a bridge have been checked on a day."""
    place.inspection("桥", ("submitted", {}), asset=bridge, form=form, at=f"{day}T08:00:00+08:00")


def cell(model: TodayModel, row: int, column: Column) -> str:
    """Return what a cell says."""
    return str(model.due_table.data(model.due_table.index(row, column)))


def test_the_most_overdue_check_comes_first_and_says_by_how_many_days(
    qtbot: QtBot, place: Place, model: TodayModel
) -> None:
    late, later = place.bridge("跃进桥", "QL-1"), place.bridge("新河桥", "QL-2")
    checked(place, late, "2026-11-14")
    checked(place, later, "2026-11-10")

    read(qtbot, model)

    assert cell(model, 0, Column.ASSET) == "新河桥 QL-2"
    assert cell(model, 0, Column.STATE) == "逾期 5 天"
    assert cell(model, 1, Column.STATE) == "逾期 1 天"
    assert Tone(model.due_table.data(model.due_table.index(0, Column.STATE), TONE_ROLE)) is Tone.DANGER
    assert cell(model, 0, Column.CHECK) == "桥梁日常巡查"
    assert cell(model, 0, Column.PLACE) == "城桥镇 南门村"


def test_a_check_due_today_is_not_late(qtbot: QtBot, place: Place, model: TodayModel) -> None:
    checked(place, place.bridge("跃进桥", "QL-1"), "2026-11-15")

    read(qtbot, model)

    assert model.counts[Section.OVERDUE] == 0
    assert "本周到期" in [cell(model, row, Column.STATE) for row in range(model.due_table.rowCount())]


def test_the_cards_count_and_filter(qtbot: QtBot, place: Place, model: TodayModel) -> None:
    checked(place, place.bridge("跃进桥", "QL-1"), "2026-11-01")
    place.grant(Role.SUPERVISOR)
    place.inspection("新河桥", ("submitted", {}), RETURNED)
    begin_inspection(place.workplace, ROADS, "310151101", None)
    view = TodayView(model)
    qtbot.addWidget(view)
    read(qtbot, model)
    everything = dict(model.counts)

    view.cards[Section.OVERDUE].click()
    only_overdue = model.due_table.rowCount()
    view.cards[Section.RETURNED].click()

    assert everything == {
        Section.OVERDUE: 1,
        Section.THIS_WEEK: 2,
        Section.RETURNED: 1,
        Section.TO_CHECK: 0,
        Section.DRAFTS: 1,
    }
    assert only_overdue == 1
    assert len(model.returned) == 1
    assert model.drafts == ()
    assert not model.shows_due


def test_pressing_a_card_again_shows_everything(qtbot: QtBot, place: Place, model: TodayModel) -> None:
    place.bridge("跃进桥", "QL-1")
    view = TodayView(model)
    qtbot.addWidget(view)
    read(qtbot, model)

    view.cards[Section.DRAFTS].click()
    view.cards[Section.DRAFTS].click()

    assert model.section is None
    assert model.due_table.rowCount() == 3


def test_enter_on_a_check_begins_a_draft_of_its_form_and_asset(qtbot: QtBot, place: Place, model: TodayModel) -> None:
    bridge = place.bridge("跃进桥", "QL-1")
    checked(place, bridge, "2026-11-01")
    view = TodayView(model)
    qtbot.addWidget(view)
    read(qtbot, model)
    view.table.selectRow(0)

    with qtbot.waitSignal(model.draft_ready) as ready:
        QTest.keyClick(view.table, Qt.Key.Key_Return)

    draft: Draft = ready.args[0] if ready.args else pytest.fail("no draft")
    assert (draft.form, draft.asset, draft.title) == (PATROL.id, bridge, "跃进桥")


def test_beginning_a_check_twice_goes_on_with_the_same_draft(qtbot: QtBot, place: Place, model: TodayModel) -> None:
    bridge = place.bridge("跃进桥", "QL-1")
    with place.store.reading() as reading:
        asset = reading.asset(bridge)

    first = begin_inspection(place.workplace, REGULAR, "310151101", asset)
    again = begin_inspection(place.workplace, REGULAR, "310151101", asset)
    other = begin_inspection(place.workplace, PATROL, "310151101", asset)
    read(qtbot, model)

    assert first.record == again.record != other.record
    assert model.counts[Section.DRAFTS] == 2


def test_a_record_that_came_back_shows_its_remark_and_opens_as_a_correction(
    qtbot: QtBot, place: Place, model: TodayModel
) -> None:
    place.grant(Role.SUPERVISOR)
    key = place.inspection("跃进桥", ("submitted", {}), RETURNED, number="A1")
    read(qtbot, model)

    with qtbot.waitSignal(model.draft_ready) as ready:
        model.mend(model.returned[0])

    assert [remark.text for remark in model.returned[0].remarks] == ["请补一张近照。"]
    assert ready.args is not None
    assert (ready.args[0].record, ready.args[0].is_correction) == (key.record, True)


def test_records_of_others_that_came_back_are_not_mine(qtbot: QtBot, model: TodayModel) -> None:
    read(qtbot, model)

    assert model.counts[Section.RETURNED] == 0


def test_a_check_whose_form_is_not_here_says_what_to_do(qtbot: QtBot, place: Place, model: TodayModel) -> None:
    place.workplace.forms.offered = ()  # type: ignore[attr-defined]  # the paper shelf of the builders
    place.bridge("跃进桥", "QL-1")
    read(qtbot, model)

    with qtbot.waitSignal(model.failed) as failed:
        model.start_check(0)

    assert failed.args is not None
    assert "同步" in failed.args[0]


def test_an_empty_day_says_what_to_do_next(qtbot: QtBot, model: TodayModel) -> None:
    view = TodayView(model)
    qtbot.addWidget(view)
    view.show()

    read(qtbot, model)

    assert view.nothing_due.isVisible()
    assert "Ctrl+N" in view.nothing_due.text
    assert view.no_items.isVisible()


def test_the_day_is_that_of_the_district(qtbot: QtBot, model: TodayModel) -> None:
    read(qtbot, model)

    assert model.date == NOW.date()


def test_checks_of_assets_that_others_took_over_are_shown_when_asked_for(
    qtbot: QtBot, place: Place, model: TodayModel
) -> None:
    place.bridge("跃进桥", "QL-1")
    other = place.bridge("新河桥", "QL-2")
    place.write(BRIDGES, ("answered", {"values": {KEEPER: "somebody else"}}), record=other)
    view = TodayView(model)
    qtbot.addWidget(view)
    read(qtbot, model)
    own = {cell(model, row, Column.ASSET) for row in range(model.due_table.rowCount())}
    counted = model.counts[Section.THIS_WEEK]

    view.everybodys.click()
    qtbot.waitUntil(lambda: not model.is_busy)

    assert own == {"跃进桥 QL-1"}
    assert not view.everybodys.isHidden()
    assert {cell(model, row, Column.ASSET) for row in range(model.due_table.rowCount())} == {
        "跃进桥 QL-1",
        "新河桥 QL-2",
    }
    assert model.counts[Section.THIS_WEEK] == 2 * counted
