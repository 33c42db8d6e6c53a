"""Search in records: FTS5 over space-separated characters, so that words of any length are found, Chinese too.

The index hangs on the implicit row ids of ``records``: whoever compacts the file rebuilds the projections.
"""

from sqlalchemy import Connection


def index(connection: Connection, township: str, record: str) -> None:
    """Index one record's number, title and place; does nothing at an end without an index."""
    if not _has_index(connection):
        return
    row = connection.exec_driver_sql(
        "SELECT rowid, number, title, place FROM records WHERE township = ? AND record = ?", (township, record)
    ).one()
    text = spaced(f"{row[1]} {row[2]} {row[3]}")
    connection.exec_driver_sql("INSERT OR REPLACE INTO records_text (rowid, text) VALUES (?, ?)", (row[0], text))


def clear(connection: Connection) -> None:
    """Empty the index."""
    if _has_index(connection):
        connection.exec_driver_sql("DELETE FROM records_text")


def spaced(text: str) -> str:
    """Return the characters of a text with spaces between them."""
    return " ".join(character for character in text.lower() if not character.isspace())


def phrase(text: str) -> str:
    """Return the FTS5 query for a text as people type it: each word somewhere, its characters side by side."""
    words = [spaced(word.replace('"', "")) for word in text.split()]
    return " ".join(f'"{word}"' for word in words if word)


def _has_index(connection: Connection) -> bool:
    """Whether this end keeps an index: a client's SQLite does."""
    if connection.dialect.name != "sqlite":
        return False
    return connection.exec_driver_sql("SELECT 1 FROM sqlite_master WHERE name = 'records_text'").first() is not None
