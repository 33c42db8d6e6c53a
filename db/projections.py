"""Projections: the tables that lists read, a cache of the fold.

Updated in the transaction of the entries they show. Deleting them all and calling ``rebuild`` reproduces them.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Table, delete, func, select
from sqlalchemy.dialects import postgresql, sqlite

from app.domain.canonical import Json, canonical
from app.domain.draft import SITE
from app.domain.fold import FOLD_VERSION, fold
from app.domain.kinds import RecordKind, Status
from app.domain.state import State
from app.domain.stream import Stream
from db import search
from db.rows import LOG, OUTBOX, entry_of
from db.tables import assets, attachments, entries, meta, photos, records, visits

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
        for record in batch:
            rows = by_record.get(record, [])
            state = fold(record, stream, [entry_of(row) for row in rows])
            project(connection, state, at=max((row.at for row in rows), default=""))


def project(connection: Connection, state: State, at: str) -> None:
    """Write what lists show of a record; ``at`` is when its newest entry arrived here, ISO 8601."""
    if state.kind is None or state.status is None:
        _remove(connection, state)
        return
    upsert(connection, records, _record_row(state, at))
    _project_photos(connection, state)
    if state.kind is RecordKind.ASSET:
        upsert(connection, assets, _asset_row(state))
    elif state.kind is RecordKind.INSPECTION and state.about.get("asset"):
        _project_visit(connection, state.stream.township, str(state.about["asset"]), str(state.about.get("form", "")))
    search.index(connection, state.stream.township, state.record)


def rebuild(connection: Connection) -> None:
    """Delete every projection and fold everything again."""
    for table in (records, assets, visits, attachments):
        connection.execute(delete(table))
    search.clear(connection)
    found = connection.execute(select(entries.c.township, entries.c.subject, entries.c.record).distinct()).all()
    for (township, subject), rows in groupby(sorted(tuple(row) for row in found), key=lambda row: (row[0], row[1])):
        refresh(connection, Stream(township, subject), [row[2] for row in rows])
    upsert(connection, meta, {"name": "fold_version", "value": str(FOLD_VERSION)})


def rebuild_if_older(connection: Connection) -> bool:
    """Rebuild if another version of the fold wrote the projections; return whether it did."""
    found = connection.execute(select(meta.c.value).where(meta.c.name == "fold_version")).scalar()
    if found == str(FOLD_VERSION):
        return False
    rebuild(connection)
    return True


def count_unsent(connection: Connection, township: str, record: str) -> int:
    """Return how many entries of the outbox and own photos without a receipt a record has."""
    waiting = select(func.count()).where(
        entries.c.township == township, entries.c.record == record, entries.c.place == OUTBOX
    )
    unsent = (
        select(func.count())
        .select_from(attachments.join(photos, _same_photo()))
        .where(
            attachments.c.township == township,
            attachments.c.record == record,
            photos.c.is_own,
            photos.c.receipt.is_(None),
        )
    )
    return int(connection.execute(waiting).scalar_one()) + int(connection.execute(unsent).scalar_one())


def _same_photo() -> Any:  # noqa: ANN401  # an SQL condition, whose type SQLAlchemy does not name for callers
    return (attachments.c.township == photos.c.township) & (attachments.c.sha256 == photos.c.sha256)


def upsert(connection: Connection, table: Table, row: Mapping[str, object]) -> None:
    """Insert a row, or put it in place of the one with its key."""
    keys = [column.name for column in table.primary_key]
    insert: Any = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    statement = insert(table).values(**row)
    changed = {name: statement.excluded[name] for name in row if name not in keys}
    connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=changed))


def _remove(connection: Connection, state: State) -> None:
    for table in (records, assets, attachments):
        connection.execute(
            delete(table).where(table.c.township == state.stream.township, table.c.record == state.record)
        )


def _record_row(state: State, at: str) -> dict[str, object]:
    about, answers = state.about, state.answers()
    made = [_utc(step.made_at) for step in state.history]
    return {
        "township": state.stream.township,
        "record": state.record,
        "subject": state.stream.subject,
        "kind": state.kind,
        "status": state.status,
        "number": str(about.get("number", "")),
        "form": about.get("form"),
        "asset": about.get("asset"),
        "title": str(about.get("title") or answers.get("name") or ""),
        "place": str(about.get("place") or answers.get("village") or ""),
        "author": state.history[0].author,
        "made_at": made[0],
        "changed_at": min(max(made), _utc(at)) if at else max(made),
        "photos": len(state.attached()),
        "conflicts": len(state.conflicts),
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
        "latitude": place.get("latitude"),
        "longitude": place.get("longitude"),
        "answers": canonical(answers).decode(),
        "in_use": state.status is Status.IN_USE,
    }


def _project_photos(connection: Connection, state: State) -> None:
    township = state.stream.township
    connection.execute(
        delete(attachments).where(attachments.c.township == township, attachments.c.record == state.record)
    )
    rows = [
        {
            "township": township,
            "record": state.record,
            "photo": photo,
            "subject": state.stream.subject,
            "sha256": body["sha256"],
            "size": body["size"],
        }
        for photo, body in state.attached().items()
    ]
    if rows:
        connection.execute(attachments.insert(), rows)


def _project_visit(connection: Connection, township: str, asset: str, form: str) -> None:
    newest = connection.execute(
        select(func.max(records.c.made_at)).where(
            records.c.township == township,
            records.c.asset == asset,
            records.c.form == form,
            records.c.status.in_(COUNTED),
        )
    ).scalar()
    if newest is None:
        connection.execute(
            delete(visits).where(visits.c.township == township, visits.c.asset == asset, visits.c.form == form)
        )
    else:
        upsert(connection, visits, {"township": township, "asset": asset, "form": form, "made_at": newest})


def _utc(moment: str) -> str:
    return datetime.fromisoformat(moment).astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def answers_of(text: str) -> dict[str, object]:
    """Read the ``answers`` column of an asset."""
    found: dict[str, object] = json.loads(text)
    return found
