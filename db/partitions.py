"""Tables of PostgreSQL, cut by township: each server's now, several servers' when Citus distributes them.

Every key of such a table begins with the township, so that a row's partition follows from its key alone. SQLite has
no partitions and needs none.
"""

from collections.abc import Iterable

from sqlalchemy import Connection, Table

PARTITIONS = 8
"""Of each table; the district has some twenty townships."""

_KEY = "township"


def is_by_township(table: Table) -> bool:
    """Whether a table's rows belong to a township."""
    return _KEY in table.primary_key.columns


def create(connection: Connection, tables: Iterable[Table]) -> None:
    """Make tables; on PostgreSQL those that belong to townships in partitions by its hash."""
    for table in tables:
        is_cut = connection.dialect.name == "postgresql" and is_by_township(table)
        if is_cut:
            table.dialect_options["postgresql"]["partition_by"] = f"HASH ({_KEY})"
        table.create(connection)
        for remainder in range(PARTITIONS if is_cut else 0):
            connection.exec_driver_sql(
                f"CREATE TABLE {table.name}_p{remainder} PARTITION OF {table.name} "
                f"FOR VALUES WITH (MODULUS {PARTITIONS}, REMAINDER {remainder})"
            )
