"""The queue of reviews: what waits, what may be approved together, and taking a batch back before it is sent."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.domain.directory import EVERYTHING
from app.domain.kinds import Action, Role, Status
from app.domain.listing import RecordQuery, RecordRow, Sort
from app.domain.state import State
from app.domain.stream import Stream
from app.errors import AppError
from app.forms import Session
from app.ports.clock import Clock, Ids
from app.ports.store import Reading, Unit
from app.usecases import review
from app.usecases.no_finding import Finding, Normal, findings, normal_of
from app.usecases.recording import context_of
from app.workplace import RecordKey, Workplace

MOST = 500
"""How many records the queue lists; the oldest."""

_ALL = 1_000_000


@dataclass(frozen=True, slots=True)
class Judged:
    """A record that waits, with the heads it was read at and what it found; nothing where it may go into a batch."""

    row: RecordRow
    heads: tuple[str, ...]
    findings: tuple[Finding, ...]

    @property
    def key(self) -> RecordKey:
        """What names the record."""
        return key_of(self.row)


@dataclass(frozen=True, slots=True)
class Batch:
    """What became of a batch: records that were approved, and code by record where one was not."""

    approved: tuple[RecordKey, ...]
    left: Mapping[str, str]


def key_of(row: RecordRow) -> RecordKey:
    """Return what names the record of a row."""
    return RecordKey(Stream(row.township, row.subject), row.record)


def supervised_townships(reading: Reading, person: str) -> frozenset[str]:
    """Return the townships in which a person supervises; ``*`` among them stands for all."""
    grants = reading.directory().grants
    return frozenset(
        code for grant in grants if grant.person == person and grant.role is Role.SUPERVISOR for code in grant.townships
    )


def waiting_rows(reading: Reading, person: str, township: str = "", limit: int = MOST) -> tuple[RecordRow, ...]:
    """Return what waits in the townships that a person supervises, or in one of them, oldest first."""
    granted = supervised_townships(reading, person)
    if not granted or (township and not {township, EVERYTHING} & granted):
        return ()
    wanted = frozenset({township}) if township else granted
    query = RecordQuery(
        statuses=frozenset({Status.SUBMITTED}),
        townships=frozenset() if EVERYTHING in wanted else wanted,
        sort=Sort.CHANGED,
        descending=False,
    )
    return reading.record_rows(reading.record_keys(query, limit))


def judge(place: Workplace, rows: Iterable[RecordRow]) -> tuple[Judged, ...]:
    """Say of each record whether it found nothing; own work and forms that are not here are left out."""
    normals: dict[tuple[str, str], Normal] = {}
    judged = []
    with place.store.reading() as reading:
        for row in rows:
            key = key_of(row)
            state = reading.state(key.stream, key.record)
            normal = _normal(place, state, normals)
            if normal is not None and not _is_own(state, place.person):
                judged.append(Judged(row, state.heads, findings(state, normal)))
    return tuple(judged)


def approve_all(
    unit: Unit, *, clock: Clock, ids: Ids, person: str, chosen: Sequence[tuple[RecordKey, tuple[str, ...]]]
) -> Batch:
    """Approve records at the heads that were shown; one that has moved on since stays, with the reason."""
    approved: list[RecordKey] = []
    left: dict[str, str] = {}
    for key, heads in chosen:
        try:
            review.approve(unit, clock=clock, ids=ids, person=person, key=key, heads=heads)
        except AppError as error:
            left[key.record] = error.code
        else:
            approved.append(key)
    return Batch(tuple(approved), left)


def undo_approvals(unit: Unit, *, clock: Clock, ids: Ids, person: str, keys: Iterable[RecordKey]) -> int:
    """Take own approvals back that were not sent yet; return how many. The journal keeps both acts.

    Raises:
        AppError: ``review.sent_already`` if the server has one of them, ``review.stale`` if one is no longer the
            newest act on its record.
    """
    states = [(key, unit.state(key.stream, key.record)) for key in keys]
    unsent = {item.id for item in unit.waiting(limit=_ALL)}
    for _, state in states:
        last = state.last(Action.APPROVED)
        if last is None or state.heads != (last.entry,):
            raise AppError("review.stale")
        if last.entry not in unsent:
            raise AppError("review.sent_already")
    for key, state in states:
        review.withdraw(unit, clock=clock, ids=ids, person=person, key=key, heads=state.heads)
    return len(states)


def _normal(place: Workplace, state: State, known: dict[tuple[str, str], Normal]) -> Normal | None:
    name = (str(state.about.get("form", "")), str(state.about.get("version", "")))
    if name not in known:
        try:
            form = place.forms.form(*name)
        except AppError:
            return None
        known[name] = normal_of(Session(form, context_of(place)))
    return known[name]


def _is_own(state: State, person: str) -> bool:
    """Whether the person submitted it, whom the table of moves forbids to approve it."""
    submitted = state.last(Action.SUBMITTED)
    return submitted is not None and submitted.author == person
