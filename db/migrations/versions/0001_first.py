"""The first schema.

Later migrations alter it step by step; this one is frozen once a release carries it.
"""

from alembic import context, op

import db.plan_tables  # noqa: F401  # says its tables to the metadata
from db import partitions
from db.tables import metadata

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables of this end and, on a client, the search index."""
    end = context.config.attributes["end"]
    connection = op.get_bind()
    partitions.create(connection, (table for table in metadata.sorted_tables if end in table.info["ends"]))
    if end == "client":
        op.execute(
            "CREATE VIRTUAL TABLE records_text USING fts5(number, title, place, content='', contentless_delete=1)"
        )
