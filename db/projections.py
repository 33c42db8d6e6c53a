"""Projections: the tables that lists read, a cache of the fold.

Updated in the transaction of the entries they show. Deleting them all and calling ``rebuild`` reproduces them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, delete, func, select, update

from app.domain.canonical import Json, canonical
from app.domain.draft import SITE
from app.domain.fold import FOLD_VERSION, fold
from app.domain.keeping import keeper_of
from app.domain.kinds import Action, RecordKind, Status
from app.domain.state import State
from app.domain.stream import Stream
from app.standards.calendars import work_calendar
from db import search
from db.cases import case_row
from db.deadlines import note_rules, project_deadlines, rebuild_if_other_rules
from db.finding import project_words
from db.plan_projection import clear_plans, project_plans, remove_from_plans
from db.rows import LOG, OUTBOX, WAITS, by_township, entry_of
from db.tables import asset_words, assets, attachments, cases, deadlines, entries, meta, photos, records, visits
from db.upsert import upsert, upsert_all

COUNTED = (Status.SUBMITTED, Status.APPROVED)
"""An inspection in one of these states counts as a visit."""

_BATCH = 500


def refresh(connection: Connection, stream: Stream, names: Iterable[str]) -> None:
    """Fold records of one stream from the journal and write their projections."""
    wanted = sorted(set(names))
    for start in range(0, len(wanted), _BATCH):
        batch = wanted[start : start + _BATCH]
        found = connection.execute(
            select(entries.c.record, entries.c.payload, entries.c.signature, entries.c.at)
            .where(
                entries.c.township == stream.township,
                entries.c.record.in_(batch),
                entries.c.subject == stream.subject,
                entries.c.place.in_((LOG, OUTBOX)),
            )
            .order_by(entries.c.record)
        ).all()
        by_record = {record: list(rows) for record, rows in groupby(found, key=lambda row: row.record)}
        folded = []
        for record in batch:
            rows = by_record.get(record, [])
            state = fold(record, stream, [entry_of(row) for row in rows])
            folded.append((state, max((_utc(row.at) for row in rows), default="")))
        project(connection, folded)
        recount(connection, stream.township, batch)


def project(connection: Connection, folded: Sequence[tuple[State, str]]) -> None:
    """Write what lists show of records, but how much of it is unsent.

    Args:
        connection: within a writing transaction.
        folded: each record's state, and when its newest entry arrived here.
    """
    for state, _ in folded:
        if state.kind is None or state.status is None:
            _remove(connection, state.stream.township, state.record)
    shown = [(state, at) for state, at in folded if state.kind is not None and state.status is not None]
    arrived = _arrivals(connection, shown)
    rows = [_record_row(state, at, arrived.get((state.stream.township, state.record), "")) for state, at in shown]
    upsert_all(connection, records, rows)
    _project_photos(connection, [state for state, _ in shown])
    upsert_all(connection, assets, [_asset_row(state) for state, _ in shown if state.kind is RecordKind.ASSET])
    upsert_all(
        connection,
        cases,
        [case_row(state, row) for (state, _), row in zip(shown, rows, strict=True) if state.kind is RecordKind.CASE],
    )
    inspections = [row for row in rows if row["kind"] is RecordKind.INSPECTION]
    visited = {(row["township"], row["asset"], row["form"]) for row in inspections}
    _project_visits(connection, visited)
    changed = {(state.stream.township, state.record) for state, _ in shown if state.kind is RecordKind.ASSET}
    project_words(connection, changed)
    project_deadlines(connection, changed | {(township, asset) for township, asset, _ in visited if asset})
    project_plans(connection, [state for state, _ in shown])
    for township, names in by_township((row["township"], row["record"]) for row in rows):
        search.index(connection, township, names)


def rebuild(connection: Connection) -> None:
    """Delete every projection and fold everything again."""
    for table in (records, assets, cases, visits, attachments, deadlines, asset_words):
        connection.execute(delete(table))
    clear_plans(connection)
    search.clear(connection)
    found = connection.execute(select(entries.c.township, entries.c.subject, entries.c.record).distinct()).all()
    for (township, subject), rows in groupby(sorted(tuple(row) for row in found), key=lambda row: (row[0], row[1])):
        refresh(connection, Stream(township, subject), [row[2] for row in rows])
    upsert(connection, meta, {"name": "fold_version", "value": _version()})
    note_rules(connection)


def _version() -> str:
    """Return what the projections follow from: the fold, and until which year the clocks of cases know the calendar."""
    return f"{FOLD_VERSION}/{work_calendar().last_year}"


def rebuild_if_older(connection: Connection) -> bool:
    """Rebuild if another version of the fold wrote the projections; return whether it did."""
    found = connection.execute(select(meta.c.value).where(meta.c.name == "fold_version")).scalar()
    if found == _version():
        rebuild_if_other_rules(connection)
        return False
    rebuild(connection)
    return True


def recount(connection: Connection, township: str, names: Iterable[str]) -> None:
    """Count again what of these records has no receipt: entries that wait or were refused, own photos they show."""
    rows = (records.c.township == township) & records.c.record.in_(list(names))
    connection.execute(update(records).where(rows).values(unsent=_UNSENT))


def recount_all(connection: Connection) -> None:
    """Count again what of every record has no receipt."""
    connection.execute(update(records).values(unsent=_UNSENT))


def recount_showing(connection: Connection, township: str, sha256: str) -> None:
    """Count again what has no receipt of the records that show a photo."""
    shown = select(attachments.c.record).where(attachments.c.township == township, attachments.c.sha256 == sha256)
    recount(connection, township, connection.execute(shown).scalars().all())


_UNSENT = (
    select(func.count())
    .where(
        entries.c.township == records.c.township,
        entries.c.record == records.c.record,
        WAITS,
    )
    .scalar_subquery()
    + select(func.count())
    .select_from(attachments)
    .join(photos, (attachments.c.township == photos.c.township) & (attachments.c.sha256 == photos.c.sha256))
    .where(
        attachments.c.township == records.c.township,
        attachments.c.record == records.c.record,
        photos.c.is_own,
        photos.c.receipt.is_(None),
    )
    .scalar_subquery()
)
"""How much of a record has no receipt, as an expression beside a row of ``records``."""


def remove_stream(connection: Connection, stream: Stream) -> None:
    """Delete the projections of every record of a stream."""
    found = connection.execute(
        select(records.c.record).where(records.c.township == stream.township, records.c.subject == stream.subject)
    )
    for record in found.scalars().all():
        _remove(connection, stream.township, record)


def _remove(connection: Connection, township: str, record: str) -> None:
    visited = connection.execute(
        select(records.c.asset, records.c.form).where(records.c.township == township, records.c.record == record)
    ).first()
    search.drop(connection, township, record)
    remove_from_plans(connection, township, record)
    for table in (records, assets, cases, attachments):
        connection.execute(delete(table).where(table.c.township == township, table.c.record == record))
    if visited is not None:
        _project_visits(connection, [(township, visited.asset, visited.form)])
        project_words(connection, {(township, record)})
        project_deadlines(connection, {(township, record), (township, visited.asset or record)})


def _arrivals(connection: Connection, shown: Sequence[tuple[State, str]]) -> dict[tuple[str, str], str]:
    """Return when the beginning of each inspection arrived here: UTC, by township and record."""
    found: dict[tuple[str, str], str] = {}
    names = ((state.stream.township, state.record) for state, _ in shown if state.kind is RecordKind.INSPECTION)
    for township, batch in by_township(names):
        begun = select(entries.c.record, entries.c.at).where(
            entries.c.township == township, entries.c.record.in_(batch), entries.c.kind == Action.CREATED
        )
        found |= {(township, row.record): _utc(row.at) for row in connection.execute(begun)}
    return found


def _record_row(state: State, at: str, arrived: str) -> dict[str, Any]:
    about, answers = state.about, state.answers()
    made = [_utc(step.made_at) for step in state.history]
    return {
        "township": state.stream.township,
        "record": state.record,
        "subject": state.stream.subject,
        "kind": state.kind,
        "status": state.status,
        "number": str(about.get("number") or (answers.get("code", "") if state.kind is RecordKind.ASSET else "")),
        "form": _text(about.get("form")),
        "asset": _text(about.get("asset")),
        "title": str(about.get("title") or answers.get("name") or ""),
        "place": str(about.get("place") or answers.get("village") or ""),
        "author": state.history[0].author,
        "made_at": made[0],
        "visited_at": min(made[0], arrived or made[0]),
        "changed_at": min(max(made), _utc(at)) if at else max(made),
        "photos": len(state.attached()),
        "conflicts": len(state.conflicts) + len(state.photo_conflicts),
        "is_open_again": state.has_unseen_content,
        "unsent": 0,
    }


def _asset_row(state: State) -> dict[str, object]:
    answers = state.answers()
    site = answers.get(SITE)
    place: Mapping[str, Json] = site if isinstance(site, dict) else {}
    return {
        "township": state.stream.township,
        "record": state.record,
        "subject": state.stream.subject,
        "code": str(answers.get("code", "")),
        "name": str(answers.get("name", "")),
        "village": str(answers.get("village", "")),
        "latitude": _text(place.get("latitude")),
        "longitude": _text(place.get("longitude")),
        "answers": canonical(answers).decode(),
        "in_use": state.status is Status.IN_USE,
        "keeper": keeper_of(answers),
    }


def _project_photos(connection: Connection, states: Sequence[State]) -> None:
    for township, names in by_township((state.stream.township, state.record) for state in states):
        gone = (attachments.c.township == township) & attachments.c.record.in_(names)
        connection.execute(delete(attachments).where(gone))
    rows = [row for state in states for row in _photo_rows(state)]
    if rows:
        connection.execute(attachments.insert(), rows)


def _photo_rows(state: State) -> Iterator[dict[str, object]]:
    for photo, body in state.attached().items():
        yield {
            "township": state.stream.township,
            "record": state.record,
            "photo": photo,
            "subject": state.stream.subject,
            "sha256": body["sha256"],
            "size": body["size"],
        }


def _project_visits(connection: Connection, touched: Iterable[tuple[str, str | None, str | None]]) -> None:
    """Look again for the newest visit of each asset under each form, both named by text that is not empty."""
    for township, pairs in by_township((town, (asset, form)) for town, asset, form in touched if asset and form):
        of_assets = (records.c.township == township) & records.c.asset.in_([asset for asset, _ in pairs])
        found = connection.execute(
            select(records.c.asset, records.c.form, func.max(records.c.visited_at).label("made_at"))
            .where(of_assets, records.c.status.in_(COUNTED))
            .group_by(records.c.asset, records.c.form)
        )
        newest = {(row.asset, row.form): row.made_at for row in found}
        for asset, form in pairs:
            if (asset, form) not in newest:
                here = (visits.c.township == township) & (visits.c.asset == asset) & (visits.c.form == form)
                connection.execute(delete(visits).where(here))
        rows = [
            {"township": township, "asset": asset, "form": form, "made_at": newest[asset, form]}
            for asset, form in pairs
            if (asset, form) in newest
        ]
        upsert_all(connection, visits, rows)


def _text(value: Json) -> str | None:
    """Return a value that should be text; another program may have signed something else, which nobody can list."""
    return value if isinstance(value, str) and value else None


def _utc(moment: str) -> str:
    try:
        utc = datetime.fromisoformat(moment).astimezone(UTC)
    except OverflowError:
        # A clock may stand in the first or the last hours of the calendar.
        utc = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    return utc.isoformat(timespec="milliseconds").replace("+00:00", "Z")
