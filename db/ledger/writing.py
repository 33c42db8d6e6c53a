"""Writing a docket: entries, stubs, chains, heads and the projections of the records that changed."""

from sqlalchemy import Connection, insert, update

from app.domain.fold import fold
from db.ledger.docket import Docket
from db.projections import project
from db.rows import LOG, row_of
from db.tables import chains, entries, streams, stubs
from db.upsert import upsert_all


def write(connection: Connection, docket: Docket, at: str) -> None:
    """Write what a push added; ``at`` is the server's clock, ISO 8601."""
    if not docket.added:
        return
    connection.execute(insert(entries), [row_of(entry, place=LOG, at=at, seq=seq) for seq, entry in docket.added])
    _write_stubs(connection, docket)
    _write_chains(connection, docket)
    _write_heads(connection, docket)
    touched = sorted({(entry.stream, entry.record) for entry in docket.touched()})
    project(
        connection,
        [(fold(record, stream, docket.records[stream.township, record]), at) for stream, record in touched],
    )


def _write_stubs(connection: Connection, docket: Docket) -> None:
    rows = [
        {
            "township": refused.stream.township,
            "entry": refused.id,
            "stub": stub.id,
            "code": str(stub.body["code"]),
        }
        for refused, stub in docket.stubbed
    ]
    if rows:
        connection.execute(insert(stubs), rows)


def _write_chains(connection: Connection, docket: Docket) -> None:
    heads = [(stream, device, docket.chains[stream, device]) for stream, device in sorted(docket.moved)]
    rows = [
        {
            "township": stream.township,
            "subject": stream.subject,
            "device": device,
            "number": head.number,
            "hash": head.hash,
        }
        for stream, device, head in heads
    ]
    upsert_all(connection, chains, rows)


def _write_heads(connection: Connection, docket: Docket) -> None:
    for stream in {entry.stream for _, entry in docket.added}:
        position = docket.positions[stream]
        connection.execute(
            update(streams)
            .where(streams.c.township == stream.township, streams.c.subject == stream.subject)
            .values(head=position.head, digest=position.digest)
        )
