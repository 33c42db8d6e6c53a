"""Campaigns: in the streams of their assets, triaged side by side, told as text; the check afterwards falls due."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from app.domain.campaign import Hazard, Light, read_campaign
from app.domain.due import DueState
from app.domain.entry import Act
from app.domain.kinds import Action, Role
from app.domain.stream import Stream
from app.errors import AppError
from app.usecases.campaign_tally import tally_text
from app.usecases.campaigns import NewCampaign, Progress, end_campaign, progress, start_campaign, triage
from app.usecases.day import count_due, due_checks
from app.workplace import RecordKey
from tests.ui.place import BRIDGES, NOW, Place, make_place

ELSEWHERE = Stream("310151102", "bridge")
TODAY = NOW.date()
TYPHOON = NewCampaign("防御台风“测试”", Hazard.TYPHOON, ("bridge",), ("310151101", "310151102"), TODAY)


def tools(place: Place) -> dict[str, Any]:
    """Return what each act is given."""
    return {"clock": place.workplace.clock, "ids": place.ids, "person": place.workplace.person}


def started(place: Place, new: NewCampaign = TYPHOON) -> str:
    """Start a campaign; return its group."""
    with place.store() as unit:
        return start_campaign(unit, machine="A1B2", **tools(place), new=new)


def told(place: Place) -> Progress:
    """Return the one campaign there is."""
    with place.store.reading() as reading:
        (found,) = progress(reading)
    return found


def saw(place: Place, asset: str, light: Light, note: str = "") -> None:
    """Triage an asset in the part of the campaign that it belongs to."""
    part = next(part for part in told(place).parts if any(seen.asset.record == asset for seen in part.seen))
    key = RecordKey(part.campaign.stream, part.campaign.record)
    with place.store() as unit:
        triage(unit, **tools(place), key=key, assets=[asset], light=light, note=note)


def test_a_campaign_is_one_record_in_the_stream_of_each_township_and_kind_of_asset(place: Place) -> None:
    started(place)

    assert [part.campaign.stream for part in told(place).parts] == [BRIDGES, ELSEWHERE]
    assert len({part.campaign.group for part in told(place).parts}) == 1


def test_triage_counts_every_asset_in_use_once(place: Place) -> None:
    one, two = place.bridge("红星桥", "Q1"), place.bridge("东风桥", "Q2")
    place.bridge("永丰桥", "Q3", stream=ELSEWHERE)
    started(place)

    saw(place, one, Light.RED, "栏杆缺失")
    saw(place, two, Light.AMBER)
    saw(place, two, Light.GREEN)

    found = told(place)
    assert [found.count(light) for light in (*Light, None)] == [1, 0, 1, 1]
    assert found.total == 3


def test_a_red_light_without_a_word_is_refused(place: Place) -> None:
    asset = place.bridge("红星桥", "Q1")
    started(place)

    with pytest.raises(AppError, match=r"campaign\.note_needed"):
        saw(place, asset, Light.RED, " ")


def test_two_who_did_not_know_of_each_other_leave_the_worse_light(place: Place) -> None:
    asset = place.bridge("红星桥", "Q1")
    started(place, NewCampaign("x", Hazard.FLOOD, ("bridge",), (BRIDGES.township,), TODAY))
    key = RecordKey(BRIDGES, told(place).parts[0].campaign.record)
    with place.store() as unit:
        head = unit.state(key.stream, key.record).heads
    for light in ("green", "red"):
        place_act(place, key, head, {f"triage/{asset}": {"light": light, "note": "", "at": ""}})

    with place.store.reading() as reading:
        campaign = read_campaign(reading.state(key.stream, key.record))

    assert campaign is not None
    assert campaign.triaged[asset].light is Light.RED


def place_act(place: Place, key: RecordKey, parents: tuple[str, ...], values: dict[str, Any]) -> None:
    """Write an entry that knows only of these parents."""
    with place.store() as unit:
        unit.append(
            [Act(place.ids.new(), key.record, key.stream, "answered", parents, {"values": values}, NOW.isoformat())]
        )


def test_a_closed_campaign_takes_no_more_lights(place: Place) -> None:
    asset = place.bridge("红星桥", "Q1")
    group = started(place)
    with place.store() as unit:
        assert end_campaign(unit, Action.CLOSED, **tools(place), group=group) == 2

    assert not told(place).is_open
    with pytest.raises(AppError, match=r"review\.not_allowed"):
        saw(place, asset, Light.GREEN)


def test_only_who_supervises_all_of_it_may_begin_and_nothing_is_left_otherwise(tmp_path: Path) -> None:
    place = make_place(tmp_path / "home")
    place.grant(Role.SUPERVISOR, ("310151101",))

    with pytest.raises(AppError, match=r"review\.not_allowed"):
        started(place)

    with place.store.reading() as reading:
        assert progress(reading) == ()
    place.store.close()


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"title": " "}, "campaign.incomplete"),
        ({"subjects": ()}, "campaign.incomplete"),
        ({"townships": ()}, "campaign.incomplete"),
        ({"check_from": TODAY}, "campaign.check_days"),
        ({"check_from": TODAY, "check_until": TODAY - timedelta(days=1)}, "campaign.check_days"),
    ],
)
def test_a_campaign_that_does_not_say_what_it_must_is_refused(place: Place, changed: dict[str, Any], code: str) -> None:
    with pytest.raises(AppError) as refused:
        started(place, replace(TYPHOON, **changed))

    assert refused.value.code == code


@pytest.mark.parametrize(
    ("begins", "ends", "expected"),
    [(1, 3, None), (0, 0, DueState.THIS_WEEK), (-3, 0, DueState.THIS_WEEK), (-3, -1, DueState.OVERDUE)],
)
def test_the_check_after_the_event_falls_due_by_itself(
    place: Place, begins: int, ends: int, expected: DueState | None
) -> None:
    place.bridge("红星桥", "Q1")
    days = (TODAY + timedelta(days=begins), TODAY + timedelta(days=ends))
    started(place, NewCampaign("台风后复查", Hazard.TYPHOON, ("bridge",), (BRIDGES.township,), TODAY, *days))

    with place.store.reading() as reading:
        found = [due for due in due_checks(reading, TODAY) if due.source == "台风后复查"]
        before = count_due(reading, TODAY, ())
        counts = count_due(reading, TODAY)

    assert [due.state for due in found] == ([expected] if expected else [])
    assert {state: counts[state] - before[state] for state in counts if counts[state] != before[state]} == (
        {expected: 1} if expected else {}
    )


def test_an_inspection_after_the_event_does_the_extra_check_and_a_voided_campaign_asks_for_none(place: Place) -> None:
    one, other = place.bridge("红星桥", "Q1"), place.bridge("东风桥", "Q2")
    group = started(
        place,
        NewCampaign("复查", Hazard.FROST, ("bridge",), (BRIDGES.township,), TODAY, TODAY, TODAY + timedelta(days=2)),
    )
    place.inspection("红星桥", ("submitted", {}), asset=one, form="bridge_patrol")

    assert extra(place) == {other}

    with place.store() as unit:
        end_campaign(unit, Action.VOIDED, **tools(place), group=group)
    assert extra(place) == set()


def extra(place: Place) -> set[str]:
    """Return the assets that an extra check is due for."""
    with place.store.reading() as reading:
        return {due.asset.record for due in due_checks(reading, TODAY) if due.source == "复查"}


def test_the_tally_is_text_with_the_red_ones_by_name_and_no_person(place: Place) -> None:
    one = place.bridge("红星桥", "Q1")
    place.bridge("永丰桥", "Q3", stream=ELSEWHERE)
    started(place)
    saw(place, one, Light.RED, "栏杆缺失")

    text = tally_text(told(place), {"bridge": "桥梁"}, NOW)

    assert text.splitlines() == [
        "【防御台风“测试”】截至11月22日10:00",
        "合计：应查 2，已查 1（红 1、黄 0、绿 0）",
        "城桥镇 桥梁：应查 1，已查 1（红 1、黄 0、绿 0）",
        "堡镇 桥梁：应查 1，已查 0（红 0、黄 0、绿 0）",
        "红色（须立即处置）：",
        "城桥镇南门村 红星桥：栏杆缺失",
    ]
    assert place.workplace.name not in text


def test_a_campaign_of_dates_that_are_none_reads_as_without(place: Place) -> None:
    about = {
        "record": "campaign",
        "title": "x",
        "values": {"deadline": "bald", "hazard": ["x"], "triage/a": {"light": []}},
    }
    record = place.write(BRIDGES, ("created", about))

    with place.store.reading() as reading:
        found = read_campaign(reading.state(BRIDGES, record))

    assert found is not None
    assert (found.deadline, found.hazard, found.triaged) == (None, Hazard.OTHER, {})
