"""A copy of a server that keeps SQLite and a folder: taken while it serves, put back on an empty machine.

The database is copied first and the photos after it: a photo is on disk before anything names it and is never changed,
so that the copy holds every photo that its database names. PostgreSQL and S3 have their own means (``docs/server.md``).
"""

import shutil
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from app.errors import AppError
from app.ports.clock import Ids
from db.blobs import FolderBlobs, disk, make_folder, sync_file
from db.engine import writing
from db.ledger.seat import change_generation
from db.server_home import DATABASE_NAME, KEY_NAME, PHOTOS_NAME, ServerHome

_PRIVATE = 0o600


@dataclass(frozen=True, slots=True)
class BackedUp:
    """What a backup took: photos that the folder did not have yet, and how many it holds now."""

    new_photos: int
    photos: int


def back_up(home: Path, opened: ServerHome, target: Path) -> BackedUp:
    """Copy a server's database, key and photos into a folder, which may hold an earlier copy.

    Raises:
        AppError: ``server.backup_elsewhere`` if the database or the photos are not files of ours,
            ``photos.disk_full`` or ``photos.cannot_write``.
    """
    if opened.engine.dialect.name != "sqlite" or not isinstance(opened.photos, FolderBlobs):
        raise AppError("server.backup_elsewhere")
    with disk(target):
        make_folder(target / PHOTOS_NAME)
        _copy_database(opened, target / DATABASE_NAME)
        _copy(home / KEY_NAME, target / KEY_NAME)
        names = list(opened.photos.names())
        new = sum(_copy_photo(opened.photos.place(name), target / PHOTOS_NAME / name[:2] / name) for name in names)
    return BackedUp(new, len(names))


def begin_again(opened: ServerHome, ids: Ids) -> str:
    """Begin a new generation of the log, after a backup was put back; return it.

    Clients that meet it start their cursors over and offer again everything they hold.
    """
    with writing(opened.engine) as connection:
        return change_generation(connection, ids)


def _copy_database(opened: ServerHome, target: Path) -> None:
    from sqlcipher3 import dbapi2

    part = target.with_name(f"{target.name}.part")
    _begin_private(part)
    with closing(opened.engine.raw_connection()) as source, closing(dbapi2.connect(str(part))) as copy:
        source.driver_connection.backup(copy)  # type: ignore[union-attr]  # an open connection has a driver's
    sync_file(part)
    part.replace(target)


def _copy_photo(source: Path, target: Path) -> bool:
    """Copy a photo that the backup does not have; whether it did."""
    if target.exists():
        return False
    make_folder(target.parent)
    _copy(source, target)
    return True


def _copy(source: Path, target: Path) -> None:
    part = target.with_name(f"{target.name}.part")
    _begin_private(part)
    shutil.copyfile(source, part)
    sync_file(part)
    part.replace(target)


def _begin_private(part: Path) -> None:
    """Make an empty file that only its owner reads, before anything is in it."""
    part.unlink(missing_ok=True)
    part.touch(_PRIVATE)
