"""Inserting rows, or putting them in place of those with their keys, alike on both engines."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite


def upsert(connection: Connection, table: Table, row: Mapping[str, object]) -> None:
    """Insert a row, or put it in place of the one with its key."""
    upsert_all(connection, table, [row])


def upsert_all(connection: Connection, table: Table, rows: Sequence[Mapping[str, object]]) -> None:
    """Do so with rows that all name the same columns."""
    if rows:
        statement = _statement(connection.dialect.name, table, frozenset(rows[0]))
        connection.execute(statement, [dict(row) for row in rows])


@cache
def _statement(dialect: str, table: Table, columns: frozenset[str]) -> Any:  # noqa: ANN401  # each dialect its own
    """Return the statement, built once: building costs as much as running it a hundred times."""
    keys = [column.name for column in table.primary_key]
    insert: Any = postgresql.insert if dialect == "postgresql" else sqlite.insert  # each dialect its own
    statement = insert(table)
    changed = {name: statement.excluded[name] for name in sorted(columns) if name not in keys}
    return statement.on_conflict_do_update(index_elements=keys, set_=changed)
