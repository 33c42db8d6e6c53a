"""The township's state at a glance: every number is the count of the rows that it opens; no person is counted."""

import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest

from app.domain.kinds import Role
from app.domain.stream import Stream
from app.usecases.overview import Figure, TownshipState, opened, overview
from tests.source_tree import ROOT
from tests.ui.place import BRIDGES, NOW, Place, make_place

TODAY = NOW.date()
ELSEWHERE = Stream("310151102", "bridge")


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    """A supervisor's place with bridges, inspections and cases in two townships."""
    made = make_place(tmp_path / "home", role=Role.SUPERVISOR)
    for stream, count in ((BRIDGES, 3), (ELSEWHERE, 1)):
        for number in range(count):
            asset = made.bridge(f"桥{number}", f"{stream.township}-{number}", stream=stream)
            at = f"2026-{6 + number:02d}-01T09:00:00+08:00"
            made.inspection("巡查", ("submitted", {}), asset=asset, form="bridge_patrol", stream=stream, at=at)
    made.inspection("退回", ("submitted", {}), ("returned", {"remarks": [{"path": "", "text": "补"}]}))
    made.write(BRIDGES, ("created", {"record": "case", "title": "栏杆", "values": {}}))
    made.write(BRIDGES, ("created", {"record": "case", "title": "旧案", "values": {}}), ("declined", {"reason": "无"}))
    yield made
    made.store.close()


def states(place: Place) -> dict[str, TownshipState]:
    """Return the overview by township."""
    with place.store.reading() as reading:
        return {state.township: state for state in overview(reading, place.workplace.person, TODAY)}


def test_every_number_is_the_count_of_the_rows_that_it_opens(place: Place) -> None:
    seen = 0
    with place.store.reading() as reading:
        for township, state in states(place).items():
            for figure, count in state.figures.items():
                rows = opened(reading, figure, township, TODAY)
                assert len(rows.checks) + len(rows.records) == count, (township, figure)
                assert {row.township for row in rows.records} <= {township}
                assert {due.asset.township for due in rows.checks} <= {township}
                seen += count

    assert seen > 0


def test_a_township_tells_its_open_cases_returned_and_waiting_records(place: Place) -> None:
    here, there = states(place)[BRIDGES.township], states(place)[ELSEWHERE.township]

    assert [here.figures[each] for each in (Figure.OPEN_CASES, Figure.RETURNED, Figure.WAITING)] == [1, 1, 3]
    assert [there.figures[each] for each in (Figure.OPEN_CASES, Figure.RETURNED, Figure.WAITING)] == [0, 0, 1]
    assert here.figures[Figure.OVERDUE] > there.figures[Figure.OVERDUE] > 0


def test_only_townships_in_which_one_has_a_role_are_shown(tmp_path: Path) -> None:
    place = make_place(tmp_path / "other")
    with place.store.reading() as reading:
        assert overview(reading, "somebody else", TODAY) == ()
        assert len(overview(reading, place.workplace.person, TODAY)) > 10
    place.store.close()


def test_no_person_is_counted_ranked_or_timed_anywhere() -> None:
    counted = {field.name for field in fields(TownshipState)} | {figure.value for figure in Figure}
    assert not counted & {"person", "author", "inspector", "rank", "minutes", "online"}

    forbidden = re.compile(r"排名|排行|在线时长|出勤|考勤|ranking of persons|time_online|online_minutes", re.IGNORECASE)
    told = [
        *ROOT.glob("ui/**/*.py"),
        *ROOT.glob("app/**/*.py"),
        *ROOT.glob("resources/orders/*"),
        *ROOT.glob("db/*.py"),
    ]
    found = [path.name for path in told if forbidden.search(path.read_text("utf-8"))]
    assert found == []
