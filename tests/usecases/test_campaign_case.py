"""A red light of a campaign becomes a case that knows its place, its photos and where it came from."""

from typing import Any

import pytest

from app.domain.campaign import Hazard, Light
from app.domain.canonical import Json
from app.domain.case import ADDRESS, BEFORE, CAMPAIGN, DESCRIPTION, PROPOSED_UNIT, SITE, CaseSource
from app.domain.site import Position, Source
from app.errors import AppError
from app.standards.grid_classes import grid_classes
from app.usecases.campaign_case import red_case
from app.usecases.campaigns import NewCampaign, progress, start_campaign, triage
from app.usecases.cases import NewCase
from app.workplace import RecordKey
from tests.ui.place import BRIDGES, NOW, Place

PHOTO: dict[str, Json] = {
    "photo": "p1",
    "path": "overview",
    "sha256": "a" * 64,
    "size": 3,
    "name": "a.jpg",
    "facts": {},
}
AT_BRIDGE: dict[str, Any] = {SITE: Position(31.6, 121.4, Source.ASSET).to_body()}
HERE = Position(31.5, 121.5, Source.EXIF).to_body()


def tools(place: Place) -> dict[str, Any]:
    """Return what each act is given."""
    return {"clock": place.workplace.clock, "ids": place.ids, "person": place.workplace.person}


def lit(place: Place, bridge: str, light: Light, note: str = "护坡冲空") -> RecordKey:
    """Give a bridge a light in a new campaign; return the campaign's part."""
    new = NewCampaign("防台排查", Hazard.TYPHOON, ("bridge",), (BRIDGES.township,), NOW.date())
    with place.store() as unit:
        start_campaign(unit, machine="A1B2", **tools(place), new=new)
        (part,) = progress(unit)[0].parts
        key = RecordKey(part.campaign.stream, part.campaign.record)
        triage(unit, **tools(place), key=key, assets=[bridge], light=light, note=note)
    return key


def inspect(place: Place, bridge: str, at: str) -> None:
    """Submit an inspection of a bridge with a photo and a position."""
    acts: tuple[tuple[str, dict[str, Json]], ...] = (
        ("answered", {"values": {SITE: HERE}}),
        ("attached", PHOTO),
        ("submitted", {}),
    )
    place.inspection("红星桥", *acts, asset=bridge, at=at)


def proposed(place: Place, key: RecordKey, bridge: str) -> NewCase:
    """Return the case of a bridge's light."""
    with place.store.reading() as reading:
        return red_case(reading, key, bridge, grid_classes())


def test_a_red_light_says_what_is_wrong_where_and_who_keeps_it(place: Place) -> None:
    bridge = place.bridge("红星桥", "Q1", maintainer="养护队", **AT_BRIDGE)
    key = lit(place, bridge, Light.RED)

    case = proposed(place, key, bridge)

    assert (case.title, case.asset, case.source) == ("红星桥：护坡冲空", bridge, CaseSource.CAMPAIGN)
    assert (case.values[DESCRIPTION], case.values[ADDRESS]) == ("护坡冲空", "南门村红星桥")
    assert case.values[PROPOSED_UNIT] == "养护队"
    assert case.values[SITE] == AT_BRIDGE[SITE]
    assert case.origin is not None
    assert (case.origin.record, bool(case.values[CAMPAIGN])) == (key.record, True)


def test_photos_and_place_of_an_inspection_since_the_campaign_began_are_taken_over(place: Place) -> None:
    bridge = place.bridge("红星桥", "Q1", **AT_BRIDGE)
    key = lit(place, bridge, Light.RED)
    inspect(place, bridge, NOW.isoformat())

    case = proposed(place, key, bridge)

    assert [(photo.id, photo.path, photo.sha256) for photo in case.shared] == [("p1", BEFORE, "a" * 64)]
    assert case.values[SITE] == HERE


def test_an_inspection_of_before_the_campaign_shows_nothing_of_it(place: Place) -> None:
    bridge = place.bridge("红星桥", "Q1")
    inspect(place, bridge, "2026-11-01T09:00:00+08:00")
    key = lit(place, bridge, Light.RED)

    case = proposed(place, key, bridge)

    assert (case.shared, SITE in case.values) == ((), False)


def test_only_a_red_light_becomes_a_case(place: Place) -> None:
    bridge = place.bridge("红星桥", "Q1")
    key = lit(place, bridge, Light.AMBER)

    with pytest.raises(AppError, match=r"campaign\.not_red"):
        proposed(place, key, bridge)
