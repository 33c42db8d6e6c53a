"""The recycle bin of 30 days: drafts that were thrown away and records that were voided, each restored in one act."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from app.domain.draft import Draft
from app.domain.kinds import Action, RecordKind, Status
from app.domain.listing import RecordQuery, RecordRow
from app.domain.stream import Stream
from app.errors import AppError
from app.ports.clock import Clock, Ids
from app.ports.store import Reading, Unit
from app.usecases import review
from app.workplace import RecordKey

KEPT_FOR = timedelta(days=30)
MOST = 1_000


@dataclass(frozen=True, slots=True)
class Thrown:
    """Something in the bin: a draft of this home or a voided record; times are ISO 8601.

    Attributes:
        key: what names it.
        draft: the draft, None for a voided record.
        by: id of who voided it; empty for a draft, which is one's own.
        days_left: whole days until it is gone.
    """

    key: RecordKey
    title: str
    number: str
    form: str
    at: str
    by: str
    reason: str
    days_left: int
    draft: Draft | None = None


def in_bin(reading: Reading, now: datetime) -> tuple[Thrown, ...]:
    """Return what can be had again, the last thrown first."""
    drafts = (_draft(draft, now) for draft in reading.discarded_drafts())
    query = RecordQuery(kind=RecordKind.INSPECTION, statuses=frozenset({Status.VOIDED}))
    rows = reading.record_rows(reading.record_keys(query, MOST))
    found = [*drafts, *(_record(reading, row, now) for row in rows)]
    kept = [thrown for thrown in found if thrown is not None and thrown.days_left > 0]
    return tuple(sorted(kept, key=lambda thrown: datetime.fromisoformat(thrown.at), reverse=True))


def restore(unit: Unit, *, clock: Clock, ids: Ids, person: str, thrown: Thrown) -> None:
    """Have something again: a draft as it was, a record waiting for review.

    Raises:
        AppError: ``bin.too_old``, ``bin.unknown`` where the draft is gone meanwhile, those of ``review.decide``.
    """
    if thrown.days_left <= 0:
        raise AppError("bin.too_old", days=KEPT_FOR.days)
    key = thrown.key
    if thrown.draft is None:
        heads = unit.state(key.stream, key.record).heads
        review.decide(unit, (Action.RESTORED, {}), clock=clock, ids=ids, person=person, key=key, heads=heads)
        return
    if thrown.draft not in unit.discarded_drafts():
        raise AppError("bin.unknown", name=thrown.title)
    unit.put_draft(replace(thrown.draft, discarded_at=""))


def empty_old(unit: Unit, now: datetime) -> int:
    """Forget drafts that were thrown away more than 30 days ago; return how many. Records stay in the journal."""
    old = [draft for draft in unit.discarded_drafts() if _days_left(draft.discarded_at, now) <= 0]
    for draft in old:
        unit.drop_draft(draft.record)
    return len(old)


def _draft(draft: Draft, now: datetime) -> Thrown:
    return Thrown(
        key=RecordKey(draft.stream, draft.record),
        title=draft.title,
        number="",
        form=draft.form,
        at=draft.discarded_at,
        by="",
        reason="",
        days_left=_days_left(draft.discarded_at, now),
        draft=draft,
    )


def _record(reading: Reading, row: RecordRow, now: datetime) -> Thrown | None:
    key = RecordKey(Stream(row.township, row.subject), row.record)
    voided = reading.state(key.stream, key.record).last(Action.VOIDED)
    if voided is None:
        return None
    return Thrown(
        key=key,
        title=row.title,
        number=row.number,
        form=row.form or "",
        at=voided.made_at,
        by=voided.author,
        reason=str(voided.body.get("reason") or ""),
        days_left=_days_left(voided.made_at, now),
    )


def _days_left(at: str, now: datetime) -> int:
    """Return the days that are left, the last one begun counted whole."""
    left = datetime.fromisoformat(at) + KEPT_FOR - now
    return -(-left // timedelta(days=1))


def find(bin_: Iterable[Thrown], name: str) -> Thrown:
    """Return what an id or a number names.

    Raises:
        AppError: ``bin.unknown``.
    """
    found = next((thrown for thrown in bin_ if name in (thrown.key.record, thrown.number)), None)
    if found is None:
        raise AppError("bin.unknown", name=name)
    return found
