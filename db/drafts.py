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
    }
    upsert(connection, drafts, row)


def drop_draft(connection: Connection, record: str) -> None:
    """Forget a draft."""
    connection.execute(delete(drafts).where(drafts.c.record == record))


def all_drafts(connection: Connection) -> tuple[Draft, ...]:
    """Return all drafts, newest first."""
    found = connection.execute(select(drafts).order_by(drafts.c.changed_at.desc(), drafts.c.record))
    return tuple(_draft(row) for row in found)


def one_draft(connection: Connection, record: str) -> Draft | None:
    """Return one draft."""
    row = connection.execute(select(drafts).where(drafts.c.record == record)).first()
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
    )
