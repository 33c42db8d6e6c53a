"""The first schema.

Later migrations alter it step by step; this one is frozen once a release carries it.
"""

from alembic import context, op

from db import partitions, plan_tables

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables of this end and, on a client, the search index."""
    end = context.config.attributes["end"]
    connection = op.get_bind()
    partitions.create(connection, (table for table in plan_tables.metadata.sorted_tables if end in table.info["ends"]))
    if end == "client":
        op.execute(
            "CREATE VIRTUAL TABLE records_text USING fts5(number, title, place, content='', contentless_delete=1)"
        )
