"""Alembic's entry: the connection and the end (client or server) are handed over by ``db.migrate``."""

from alembic import context

from db.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, render_as_batch=True)
context.run_migrations()
