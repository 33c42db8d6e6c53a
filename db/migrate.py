"""Bringing a database to this program's schema; a newer one is refused, an older one is copied first."""

import os
import shutil
from pathlib import Path
from typing import Literal

from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.runtime.environment import EnvironmentContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from app.errors import AppError
from db.engine import reading, writing

End = Literal["client", "server"]

HISTORY = Path(__file__).parent / "migrations"


def upgrade(engine: Engine, end: End, path: Path | None = None, history: Path = HISTORY) -> None:
    """Migrate to the newest schema in one transaction.

    Args:
        engine: the database.
        end: whose tables it holds.
        path: its file, which is copied to ``<name>.before-<revision>`` when an older schema is about to change.
        history: folder of the migrations.

    Raises:
        AppError: ``store.newer`` if a newer program has written it, ``store.cannot_copy`` if there is no room for the
            copy; nothing has changed then.
    """
    config = Config()
    config.set_main_option("script_location", str(history))
    scripts = ScriptDirectory.from_config(config)
    newest = scripts.get_current_head()
    with reading(engine) as connection:
        current = MigrationContext.configure(connection).get_current_revision()
    if current == newest:
        return
    if current is not None:
        _check_known(scripts, current)
        if path is not None:
            _copy(engine, path, path.with_name(f"{path.name}.before-{newest}"))
    with writing(engine) as connection:
        config.attributes.update(connection=connection, end=end)
        with EnvironmentContext(config, scripts, fn=lambda at, _: scripts._upgrade_revs("head", at)):  # noqa: SLF001  # alembic's own command does so
            scripts.run_env()


def _check_known(scripts: ScriptDirectory, current: str) -> None:
    if current not in {script.revision for script in scripts.walk_revisions()}:
        raise AppError("store.newer", revision=current)


def _copy(engine: Engine, source: Path, target: Path) -> None:
    """Copy a database file with everything committed in it; nobody writes meanwhile.

    Raises:
        AppError: ``store.cannot_copy``.
    """
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(PASSIVE)")
    try:
        with writing(engine):
            # What a reader elsewhere kept out of the file is still in its log, which belongs to the copy.
            for suffix in ("-wal", ""):
                _copy_file(source.with_name(source.name + suffix), target.with_name(target.name + suffix))
    except OSError as error:
        raise AppError("store.cannot_copy", path=target.name, reason=error.strerror or error) from error


def _copy_file(source: Path, target: Path) -> None:
    """Copy a file so that it is whole on disk or not there."""
    part = target.with_name(f"{target.name}.part")
    with source.open("rb") as read, part.open("wb") as written:
        shutil.copyfileobj(read, written, 1024 * 1024)
        written.flush()
        os.fsync(written.fileno())
    part.replace(target)
