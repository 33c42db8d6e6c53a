"""Conflicts: what two people wrote who did not know of each other, side by side, and settling it field by field.

Both values stay in the record until an entry that knew of both says which one stands; that entry is signed, sent and
judged like any other, and two settlements that did not know of each other are a conflict again.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from app.domain.canonical import Json
from app.domain.datum import Datum
from app.domain.entry import Entry
from app.domain.kinds import Action, RecordKind, may_move
from app.domain.listing import RecordQuery, RecordRow, Sort
from app.domain.site import Position, Source
from app.domain.state import Field, State
from app.ports.clock import Clock, Ids
from app.ports.store import Reading, Unit
from app.usecases.acts import Step
from app.usecases.review import decide
from app.workplace import RecordKey

KINDS = (
    *(RecordKind.INSPECTION, RecordKind.ASSET, RecordKind.CASE),
    *(RecordKind.WORKS, RecordKind.FIGURE, RecordKind.ORDER),
)
"""The kinds of record that people write; a campaign settles by itself, the worse light counts."""

_POINT = re.compile(r"-?\d{1,3}\.\d+ -?\d{1,3}\.\d+( -?\d+(\.\d+)?){0,2}", re.ASCII)
"""A point as forms write it: latitude, longitude, and perhaps altitude and accuracy."""


class Matter(StrEnum):
    """What a conflict is about."""

    ANSWER = "answer"
    POSITION = "position"
    PHOTO = "photo"


@dataclass(frozen=True, slots=True)
class Side:
    """What one of them wrote: None for an answer that was cleared, or a photo that was removed."""

    entry: str
    author: str
    made_at: str
    value: Json


@dataclass(frozen=True, slots=True)
class Clash:
    """One field in conflict.

    Attributes:
        path: the question, or the photo's id.
        sides: what was written, in the order of the entries' ids.
        apart_m: metres between the two positions that lie farthest apart; None where it is not about two of them.
    """

    path: str
    matter: Matter
    sides: tuple[Side, ...]
    apart_m: float | None = None


def conflicted(reading: Reading, limit: int = 500) -> tuple[RecordRow, ...]:
    """Return the records with conflicts, newest change first, at most so many of each kind."""
    found: list[RecordRow] = []
    for kind in KINDS:
        query = RecordQuery(kind=kind, only_conflicted=True, sort=Sort.CHANGED)
        found.extend(reading.record_rows(reading.record_keys(query, limit)))
    return tuple(sorted(found, key=lambda row: row.changed_at, reverse=True))


def clashes(state: State) -> tuple[Clash, ...]:
    """Return what is in conflict in a record: answers and positions by path, then photos."""
    times = {step.entry: step.made_at for step in state.history}
    answers = (_clash(path, state.values[path], times) for path in state.conflicts)
    photos = (_clash(photo, state.photos[photo], times, Matter.PHOTO) for photo in state.photo_conflicts)
    return (*answers, *photos)


def settle(unit: Unit, clash: Clash, side: int, *, clock: Clock, ids: Ids, person: str, key: RecordKey) -> Entry:
    """Let one side stand; raises as ``app.usecases.review.decide``."""
    heads = unit.state(key.stream, key.record).heads
    return decide(unit, _step(clash, side), clock=clock, ids=ids, person=person, key=key, heads=heads)


def may_settle(state: State, clash: Clash, reading: Reading, person: str) -> bool:
    """Whether a person may settle a conflict of a record, by the table of moves."""
    roles = reading.directory().roles(person, state.stream)
    if state.kind is None or state.needs_newer_program:
        return False
    return all(may_move(roles, state.kind, state.status, _step(clash, side)[0]) for side in range(len(clash.sides)))


def _step(clash: Clash, side: int) -> Step:
    value = clash.sides[side].value
    if clash.matter is not Matter.PHOTO:
        return Action.SETTLED, {"values": {clash.path: value}}
    if isinstance(value, dict):
        return Action.ATTACHED, value
    return Action.DETACHED, {"photo": clash.path}


def _clash(path: str, field: Field, times: Mapping[str, str], matter: Matter = Matter.ANSWER) -> Clash:
    sides = tuple(Side(write.entry, write.author, times.get(write.entry, ""), write.value) for write in field.writes)
    places = [place for place in (position_of(side.value) for side in sides) if place is not None]
    if matter is Matter.PHOTO or not places:
        return Clash(path, matter, sides)
    apart = max((one.distance_m(other) for one, other in combinations(places, 2)), default=None)
    return Clash(path, Matter.POSITION, sides, apart)


def position_of(value: Json) -> Position | None:
    """Return the position that an answer is, as a site or as a form's point writes it; None if it is none."""
    try:
        if isinstance(value, str) and _POINT.fullmatch(value):
            latitude, longitude = map(float, value.split()[:2])
            return Position(latitude, longitude, Source.HAND, Datum.WGS84)
        return Position.from_body(value)
    except ValueError:
        return None
