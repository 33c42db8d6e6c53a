"""The drafts table: what is being typed, as JSON, kept within two seconds of each change."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, Row, delete, select

from app.domain.draft import Draft, DraftPhoto
from app.domain.stream import Stream
from db.tables import drafts
from db.upsert import upsert


def put_draft(connection: Connection, draft: Draft) -> None:
    """Keep a draft, in place of what was kept of it before."""
    content = {
        "version": draft.version,
        "values": draft.values,
        "photos": [asdict(photo) for photo in draft.photos],
        "heads": draft.heads,
    }
    row = {
        "township": draft.stream.township,
        "record": draft.record,
        "subject": draft.stream.subject,
        "form": draft.form,
        "asset": draft.asset,
        "title": draft.title,
        "content": json.dumps(content, ensure_ascii=False),
        "changed_at": draft.changed_at,
        "discarded_at": draft.discarded_at or None,
    }
    upsert(connection, drafts, row)


def drop_draft(connection: Connection, record: str) -> None:
    """Forget a draft."""
    connection.execute(delete(drafts).where(drafts.c.record == record))


def all_drafts(connection: Connection) -> tuple[Draft, ...]:
    """Return the drafts that are worked on, newest first."""
    kept = select(drafts).where(drafts.c.discarded_at.is_(None))
    return tuple(_draft(row) for row in connection.execute(kept.order_by(drafts.c.changed_at.desc(), drafts.c.record)))


def discarded_drafts(connection: Connection) -> tuple[Draft, ...]:
    """Return the drafts that were thrown away and can be had again, the last thrown first."""
    gone = select(drafts).where(drafts.c.discarded_at.is_not(None))
    return tuple(
        _draft(row) for row in connection.execute(gone.order_by(drafts.c.discarded_at.desc(), drafts.c.record))
    )


def one_draft(connection: Connection, record: str) -> Draft | None:
    """Return one draft that is worked on."""
    kept = (drafts.c.record == record) & drafts.c.discarded_at.is_(None)
    row = connection.execute(select(drafts).where(kept)).first()
    return _draft(row) if row is not None else None


def _draft(row: Row[*tuple[Any, ...]]) -> Draft:
    content: Mapping[str, Any] = json.loads(row.content)
    return Draft(
        record=row.record,
        stream=Stream(row.township, row.subject),
        form=row.form,
        version=content["version"],
        asset=row.asset,
        title=row.title,
        values=content["values"],
        photos=tuple(DraftPhoto(**photo) for photo in content["photos"]),
        heads=tuple(content["heads"]),
        changed_at=row.changed_at,
        discarded_at=row.discarded_at or "",
    )
