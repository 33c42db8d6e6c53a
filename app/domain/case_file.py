"""What a case says at a moment, read from its folded state; what another program wrote badly reads as not said."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

from app.domain.canonical import Json
from app.domain.case import (
    ADDRESS,
    AFTER,
    CAMPAIGN,
    CHANNEL,
    CLASS,
    COST,
    DESCRIPTION,
    FOUND_AT,
    MEASURE,
    ORDER,
    PROPOSED_LIMIT,
    PROPOSED_UNIT,
    QUANTITY,
    SEVERITY,
    SITE,
    CaseSource,
    Limit,
    Origin,
    Severity,
)
from app.domain.case_clock import Run, run_of
from app.domain.kinds import Action, Status
from app.domain.site import Position
from app.domain.state import State

_Member = TypeVar("_Member", bound=StrEnum)
_Given = TypeVar("_Given")
_Read = TypeVar("_Read")


@dataclass(frozen=True, slots=True)
class CasePhoto:
    """A photo of a case; ``position`` is where it was taken by its own EXIF, ``facts`` what else the file says."""

    id: str
    sha256: str
    size: int
    name: str
    position: Position | None
    is_after: bool
    facts: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A case as people read it; empty texts and None for what is not said.

    Attributes:
        unit: the responsible unit: the one it is assigned or transferred to, else the proposed one.
        person: id of the person it was assigned to.
        limit: the unit's time limit, else the proposed one.
        measures: what the handling unit says it did last.
        run: what the clock goes by; None while no unit has it.
        before: photos that show the problem.
        after: photos that show it mended.
    """

    state: State
    number: str
    title: str
    place: str
    asset: str
    source: CaseSource
    origin: Origin | None
    class_id: str
    severity: Severity | None
    description: str
    address: str
    site: Position | None
    quantity: str
    measure: str
    cost: str
    unit: str
    person: str
    limit: Limit | None
    found_at: str
    order: str
    channel: str
    campaign: str
    measures: str
    run: Run | None
    before: tuple[CasePhoto, ...]
    after: tuple[CasePhoto, ...]

    def far_m(self, photo: CasePhoto) -> float | None:
        """Return the metres from where the problem was to where a photo was taken; None where either is not known."""
        place = self.site or next((each.position for each in self.before if each.position), None)
        return photo.position.distance_m(place) if photo.position and place else None


def read_case(state: State) -> CaseFile:
    """Return what a case says."""
    about, values = state.about, state.answers()
    photos = sorted(state.attached().items())
    shown = [_photo(name, body) for name, body in photos]
    handled = state.last(Action.HANDLED)
    place = _given_to(state)
    return CaseFile(
        state=state,
        number=_text(about.get("number")),
        title=_text(about.get("title")),
        place=_text(about.get("place")),
        asset=_text(about.get("asset")),
        source=_member(CaseSource, about.get("source")) or CaseSource.OTHER,
        origin=_parsed(Origin.from_body, about.get("origin")),
        class_id=_class_of(state, values),
        severity=_member(Severity, values.get(SEVERITY)),
        description=_text(values.get(DESCRIPTION)),
        address=_text(values.get(ADDRESS)),
        site=_parsed(Position.from_body, values.get(SITE)),
        quantity=_text(values.get(QUANTITY)),
        measure=_text(values.get(MEASURE)),
        cost=_text(values.get(COST)),
        unit=_text(place.get("unit") or place.get("to")) or _text(values.get(PROPOSED_UNIT)),
        person=_text(place.get("person")),
        limit=_parsed(Limit.from_body, place.get("limit") or values.get(PROPOSED_LIMIT)),
        found_at=_text(values.get(FOUND_AT)) or (state.history[0].made_at if state.history else ""),
        order=_text(values.get(ORDER)),
        channel=_text(values.get(CHANNEL)),
        campaign=_text(values.get(CAMPAIGN)),
        measures=_text(handled.body.get("measures")) if handled else "",
        run=_parsed(run_of, state),
        before=tuple(each for each in shown if not each.is_after),
        after=tuple(each for each in shown if each.is_after),
    )


def _given_to(state: State) -> Mapping[str, Json]:
    """Return the newest decision that gave the case to a unit or an office; empty where nobody has it."""
    if state.status in (Status.REPORTED, Status.FILED, Status.DECLINED):
        return {}
    given = (Action.ASSIGNED, Action.TRANSFERRED)
    return next((step.body for step in reversed(state.history) if step.action in given), {})


def _class_of(state: State, values: Mapping[str, Json]) -> str:
    """Return the class that the supervisor filed it under, else the proposed one."""
    filed = state.last(Action.FILED)
    return _text(filed.body.get("class")) if filed else _text(values.get(CLASS))


def _photo(name: str, body: Mapping[str, Json]) -> CasePhoto:
    facts = body.get("facts")
    known = facts if isinstance(facts, Mapping) else {}
    size = body.get("size")
    return CasePhoto(
        id=name,
        sha256=_text(body.get("sha256")),
        size=size if isinstance(size, int) else 0,
        name=_text(body.get("name")),
        position=_parsed(Position.from_body, known.get("position")),
        is_after=body.get("path") == AFTER,
        facts=known,
    )


def _text(value: Json) -> str:
    return value if isinstance(value, str) else ""


def _member(kind: type[_Member], value: Json) -> _Member | None:
    return kind(value) if value in set(kind) else None


def _parsed(read: Callable[[_Given], _Read], given: _Given) -> _Read | None:
    try:
        return read(given)
    except (ValueError, OverflowError):
        return None
