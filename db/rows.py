"""Entries as rows: their bytes verbatim beside the columns that queries need."""

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from sqlalchemy import Connection, Row, select

from app.domain.entry import Entry, reopen_entry
from db.tables import entries

_Name = TypeVar("_Name")

LOG, OUTBOX, HELD = "log", "outbox", "held"

REPLACED = "replaced"
"""The reason of a held entry in whose place another was written: kept, and no longer waiting for anybody."""

WAITS = entries.c.place.in_((OUTBOX, HELD)) & (entries.c.reason.is_(None) | (entries.c.reason != REPLACED))
"""What has no receipt yet or was refused, as a condition on ``entries``."""


def by_township(names: Iterable[tuple[str, _Name]]) -> list[tuple[str, list[_Name]]]:
    """Return each township with what is named of it, for queries by the keys of its tables."""
    grouped: dict[str, list[_Name]] = {}
    for township, name in names:
        grouped.setdefault(township, []).append(name)
    return sorted(grouped.items(), key=lambda group: group[0])


def entry_of(row: Row[*tuple[Any, ...]]) -> Entry:
    """Return the entry of a row that has ``payload`` and ``signature``."""
    return reopen_entry(bytes(row.payload), bytes(row.signature))


def row_of(entry: Entry, *, place: str, at: str, seq: int | None = None) -> dict[str, object]:
    """Return the row of an entry; ``place`` is log, outbox or held, ``at`` this end's clock."""
    return {
        "township": entry.stream.township,
        "id": entry.id,
        "subject": entry.stream.subject,
        "record": entry.record,
        "kind": entry.kind,
        "device": entry.device,
        "number": entry.number,
        "hash": entry.hash,
        "payload": entry.payload,
        "signature": entry.signature,
        "place": place,
        "seq": seq,
        "at": at,
    }


def entries_of(
    connection: Connection, township: str, record: str, places: Sequence[str] = (LOG, OUTBOX)
) -> tuple[Entry, ...]:
    """Return a record's entries that lie in the given places, in no order."""
    found = connection.execute(
        select(entries.c.payload, entries.c.signature).where(
            entries.c.township == township, entries.c.record == record, entries.c.place.in_(places)
        )
    )
    return tuple(entry_of(row) for row in found)
