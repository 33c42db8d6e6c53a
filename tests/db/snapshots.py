"""What a store shows, as plain values to compare; and a store emptied for the next example."""

from itertools import chain

from sqlalchemy import Table

from app.ports.store import Reading
from db import search
from db.engine import writing
from db.store import ClientReading, ClientStore
from db.tables import (
    asset_words,
    assets,
    attachments,
    cases,
    chains,
    deadlines,
    drafts,
    entries,
    meta,
    photos,
    records,
    streams,
    visits,
)

PROJECTIONS = (records, assets, cases, visits, attachments, deadlines, asset_words)
Rows = dict[str, list[dict[str, object]]]


def projected(look: Reading) -> Rows:
    """Return every row of every projection, sorted by key, and what each pair of characters finds."""
    assert isinstance(look, ClientReading)
    connection = look._connection
    found: Rows = {}
    for table in PROJECTIONS:
        rows = connection.execute(table.select().order_by(*table.primary_key)).all()
        found[table.name] = [dict(row._mapping) for row in rows]
    found["hits"] = [
        {"word": word, "record": record} for word in _pairs(found["records"]) for record in _hits(look, word)
    ]
    return found


def _pairs(rows: list[dict[str, object]]) -> list[str]:
    texts = chain.from_iterable((str(row["number"]), str(row["title"]), str(row["place"])) for row in rows)
    return sorted({text[start : start + 2] for text in texts for start in range(len(text))})


def _hits(look: ClientReading, word: str) -> list[str]:
    query = search.phrase(word)
    if not query:
        return []
    found = look._connection.exec_driver_sql(
        "SELECT record FROM records_text JOIN records ON records.rowid = records_text.rowid"
        " WHERE records_text MATCH ? ORDER BY record",
        (query,),
    )
    return list(found.scalars())


def wipe(store: ClientStore) -> None:
    """Empty a store of everything but its schema and the fold's version."""
    tables: tuple[Table, ...] = (*PROJECTIONS, entries, chains, streams, photos, drafts)
    with writing(store.engine) as connection:
        for table in tables:
            connection.execute(table.delete())
        connection.execute(meta.delete().where(meta.c.name.not_in(["fold_version", "due_rules"])))
        search.clear(connection)
