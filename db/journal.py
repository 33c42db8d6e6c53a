"""The client's journal: numbering, chaining and signing acts, and keeping what was received."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, select

from app.domain.admission import ChainHead
from app.domain.directory import Directory, read_directory
from app.domain.entry import Act, Author, Entry, seal
from app.domain.fold import fold
from app.domain.listing import WaitReason
from app.domain.state import State
from app.domain.stream import DIRECTORY, Stream
from db import projections
from db.rows import LOG, OUTBOX, entries_of, entry_of, row_of
from db.tables import chains, entries
from db.upsert import upsert


def append(connection: Connection, acts: Sequence[Act], author: Author, at: str) -> tuple[Entry, ...]:
    """Seal the acts in order into the outbox and update what lists show; ``at`` is the clock, ISO 8601."""
    heads = {stream: chain_head(connection, stream, author.device) for stream in {act.stream for act in acts}}
    sealed = []
    for act in acts:
        head = heads[act.stream]
        entry = seal(act, author, number=head.number + 1, previous=head.hash)
        heads[act.stream] = ChainHead(entry.number, entry.hash)
        sealed.append(entry)
    rows = [{**row_of(entry, place=OUTBOX, at=at), "reason": WaitReason.NOT_TRIED.value} for entry in sealed]
    if rows:
        connection.execute(entries.insert(), rows)
    for stream, head in heads.items():
        set_chain_head(connection, stream, author.device, head)
    touch(connection, ((entry.stream, entry.record) for entry in sealed))
    return tuple(sealed)


def touch(connection: Connection, changed: Iterable[tuple[Stream, str]]) -> None:
    """Refresh the projections of these records."""
    by_stream: dict[Stream, set[str]] = {}
    for stream, record in changed:
        by_stream.setdefault(stream, set()).add(record)
    for stream, names in by_stream.items():
        projections.refresh(connection, stream, names)


def chain_head(connection: Connection, stream: Stream, device: str) -> ChainHead:
    """Return the newest number of a device in a stream and its hash."""
    row = connection.execute(
        select(chains.c.number, chains.c.hash).where(
            chains.c.township == stream.township, chains.c.subject == stream.subject, chains.c.device == device
        )
    ).first()
    return ChainHead(row.number, row.hash) if row is not None else ChainHead()


def set_chain_head(connection: Connection, stream: Stream, device: str, head: ChainHead) -> None:
    """Move a device's chain."""
    key = {"township": stream.township, "subject": stream.subject, "device": device}
    upsert(connection, chains, {**key, "number": head.number, "hash": head.hash})


def state_of(connection: Connection, stream: Stream, record: str) -> State:
    """Fold a record from what the log and the outbox hold of it."""
    return fold(record, stream, entries_of(connection, stream.township, record))


def states_of(connection: Connection, stream: Stream) -> tuple[State, ...]:
    """Fold every record of a stream."""
    found = connection.execute(
        select(entries.c.payload, entries.c.signature).where(
            entries.c.township == stream.township,
            entries.c.subject == stream.subject,
            entries.c.place.in_((LOG, OUTBOX)),
        )
    )
    by_record: dict[str, list[Entry]] = {}
    for row in found:
        entry = entry_of(row)
        by_record.setdefault(entry.record, []).append(entry)
    return tuple(fold(record, stream, held) for record, held in by_record.items())


def directory_of(connection: Connection) -> Directory:
    """Fold the directory."""
    return read_directory(states_of(connection, DIRECTORY))
