"""The excavation calendar: which works on one road come at the same time, and could open it together."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

from app.domain.canonical import Json
from app.domain.kinds import RecordKind, Status
from app.domain.plan_listing import Excavation
from app.domain.state import State
from app.domain.works import EXCAVATION, day_of, works_facts
from app.usecases.answered import Answered

FORM = "road_excavation"
NEAR_DAYS = 30
"""Works that follow each other on one road within so many days are worth joining, too; a default of ours."""


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two works on one road at the same time, or one soon after the other.

    Attributes:
        days: for how many days both dig; 0 where they only follow each other.
        gap_days: how many days lie between them; 0 where they overlap.
    """

    first: Excavation
    second: Excavation
    days: int
    gap_days: int


def excavation_of(state: State) -> Excavation | None:
    """Return when a record digs up which road, None where it does not or is void."""
    if state.status in (None, Status.VOIDED):
        return None
    if state.kind is RecordKind.WORKS:
        return _of_works(state)
    if state.kind is RecordKind.INSPECTION and state.about.get("form") == FORM:
        return _of_answers(state, state.answers())
    return None


def overlaps(found: Iterable[Excavation], *, near_days: int = NEAR_DAYS) -> Iterator[Overlap]:
    """Yield each pair on one road of one township that overlaps or nearly does, the earliest first.

    Works and the inspection that accepts them are two records of one digging and no pair.
    """
    by_road: dict[tuple[str, str], list[Excavation]] = {}
    for one in sorted(found, key=lambda one: (one.starts_on, one.ends_on, one.record)):
        by_road.setdefault((one.township, one.road), []).append(one)
    pairs = (pair for road in sorted(by_road) for pair in combinations(by_road[road], 2))
    for first, second in pairs:
        overlap = overlap_of(first, second)
        if overlap is not None and overlap.gap_days <= near_days:
            yield overlap


def overlap_of(first: Excavation, second: Excavation) -> Overlap | None:
    """Return how two works on one road lie to each other in time, None for two records of the same works."""
    if first.works and first.works == second.works:
        return None
    common = (min(first.ends_on, second.ends_on) - max(first.starts_on, second.starts_on)).days + 1
    return Overlap(first, second, max(common, 0), max(-common, 0))


def warnings_for(new: Excavation, known: Iterable[Excavation], *, near_days: int = NEAR_DAYS) -> tuple[Overlap, ...]:
    """Return the works that a new one overlaps or nearly does; itself and its own inspections are left out."""
    others = [one for one in known if one.record != new.record and (one.township, one.road) == (new.township, new.road)]
    pairs = [overlap_of(new, other) for other in others]
    found = [pair for pair in pairs if pair is not None and pair.gap_days <= near_days]
    return tuple(sorted(found, key=lambda pair: (pair.gap_days, -pair.days, pair.second.starts_on)))


def window(new: Excavation, near_days: int = NEAR_DAYS) -> tuple[date, date]:
    """Return the first and last day on which other works would be warned of."""
    margin = timedelta(days=near_days)
    return new.starts_on - margin, new.ends_on + margin


def road_key(name: str) -> str:
    """Return a road's name as roads are compared: without spaces, and what stands in brackets."""
    return re.sub(r"\s+|[（(].*?[）)]", "", name)


def excavation_from(
    values: Mapping[str, Json], *, township: str, record: str, kind: RecordKind, works: str = ""
) -> Excavation | None:
    """Return the digging that values typed so far tell of, None while road or days are missing or not in order."""
    row = Answered.of(values).single
    road, place = road_key(str(row.get("road") or "")), str(row.get("span") or row.get("place") or "")
    starts_on = day_of(str(row.get("opened_on") or row.get("starts_on") or ""))
    ends_on = day_of(str(row.get("restored_on") or row.get("ends_on") or "")) or starts_on
    if not road or starts_on is None or ends_on is None or ends_on < starts_on:
        return None
    title = str(row.get("project") or row.get("name") or "")
    digs = record if kind is RecordKind.WORKS else works
    return Excavation(township, record, road, place, title, starts_on, ends_on, kind, digs)


def _of_works(state: State) -> Excavation | None:
    if works_facts(state.answers()).works_class != EXCAVATION:
        return None
    return _of_answers(state, state.answers())


def _of_answers(state: State, values: Mapping[str, Json]) -> Excavation | None:
    kind = state.kind or RecordKind.INSPECTION
    works = str(state.about.get("asset") or "")
    return excavation_from(values, township=state.stream.township, record=state.record, kind=kind, works=works)
