"""Search in records: FTS5 over space-separated characters, so that words of any length are found, Chinese too.

The index hangs on the implicit row ids of ``records``: whoever compacts the file rebuilds the projections.
"""

import json
from collections.abc import Sequence

from sqlalchemy import Connection

COLUMNS = ("number", "title", "place")
"""What is searched; each has its own column in the index, so that no word is found across the end of one."""


def index(connection: Connection, township: str, names: Sequence[str]) -> None:
    """Index the number, title and place of a township's records; does nothing at an end without an index."""
    if not _has_index(connection):
        return
    found = connection.exec_driver_sql(
        "SELECT rowid, number, title, place FROM records "
        "WHERE township = ? AND record IN (SELECT value FROM json_each(?))",
        (township, json.dumps(names)),
    )
    connection.exec_driver_sql(
        "INSERT OR REPLACE INTO records_text (rowid, number, title, place) VALUES (?, ?, ?, ?)",
        [(rowid, *map(spaced, texts)) for rowid, *texts in found],
    )


def drop(connection: Connection, township: str, record: str) -> None:
    """Take one record out of the index, before its row goes."""
    if _has_index(connection):
        connection.exec_driver_sql(
            "DELETE FROM records_text WHERE rowid IN (SELECT rowid FROM records WHERE township = ? AND record = ?)",
            (township, record),
        )


def clear(connection: Connection) -> None:
    """Empty the index."""
    if _has_index(connection):
        connection.exec_driver_sql("INSERT INTO records_text (records_text) VALUES ('delete-all')")


def spaced(text: str) -> str:
    """Return the characters of a text with spaces between them."""
    return " ".join(character for character in text.lower() if not character.isspace())


def phrase(text: str) -> str:
    """Return the FTS5 query for a text as people type it: each word in one of the columns, its characters side by side.

    Characters that are neither letters nor digits find nothing by themselves: the index does not have them.
    """
    words = ["".join(character for character in word if character.isalnum()) for word in text.split()]
    return " ".join(f'"{spaced(word)}"' for word in words if word)


def _has_index(connection: Connection) -> bool:
    """Whether this end keeps an index: a client's SQLite does."""
    if connection.dialect.name != "sqlite":
        return False
    return connection.exec_driver_sql("SELECT 1 FROM sqlite_master WHERE name = 'records_text'").first() is not None
