"""A server's home folder: its database, its signing key, and the folders of its photos."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock
from sqlalchemy import Engine

from app.domain.keys import PrivateKey
from app.errors import AppError
from app.ports.clock import Clock, Ids
from db import projections
from db.blobs import FolderBlobs
from db.bucket import BucketBlobs, is_bucket
from db.engine import open_engine, writing
from db.keys import write_private
from db.ledger import Seat, take_seat
from db.migrate import upgrade

KEY_NAME = "server.key"
DATABASE_NAME = "server.db"
PHOTOS_NAME = "photos"
THUMBNAILS_NAME = "thumbnails"
INCOMING_NAME = "incoming"

_LOCK_NAME = "server.lock"
_PRIVATE = 0o700


@dataclass(frozen=True, slots=True)
class ServerHome:
    """What was opened.

    Attributes:
        engine: the database, migrated.
        seat: the server in its own log.
        photos: where the photos are kept.
        thumbnails: folder of what is made from them.
    """

    engine: Engine
    seat: Seat
    photos: FolderBlobs | BucketBlobs
    thumbnails: Path


@contextmanager
def open_server_home(
    home: Path, database: str | None, photos: str | None, clock: Clock, ids: Ids
) -> Iterator[ServerHome]:
    """Open a server's home, making what is missing; every process of one server may.

    Args:
        home: the folder.
        database: URL or path of the database; None for a file in the folder.
        photos: folder of the photos, or a bucket's address (``db.bucket``); None for a folder in the home.
        clock: for the founding of the log.
        ids: for the founding of the log.

    Raises:
        AppError: ``store.unreadable``, ``store.newer``, ``server.wrong_key``, ``server.key_damaged``,
            ``server.photos_address``, ``server.bucket_address`` or ``keys.cannot_write``.
    """
    home.mkdir(mode=_PRIVATE, parents=True, exist_ok=True)
    path = None if database else home / DATABASE_NAME
    engine = open_engine(database or str(path))
    try:
        with FileLock(home / _LOCK_NAME):
            upgrade(engine, "server", path)
            with writing(engine) as connection:
                projections.rebuild_if_older(connection)
            seat = take_seat(engine, _key(home / KEY_NAME), ids, clock.now().isoformat(timespec="milliseconds"))
        yield ServerHome(engine, seat, _photos(home, photos), home / THUMBNAILS_NAME)
    finally:
        engine.dispose()


def _photos(home: Path, photos: str | None) -> FolderBlobs | BucketBlobs:
    if photos is None:
        return FolderBlobs(home / PHOTOS_NAME)
    if is_bucket(photos):
        return BucketBlobs(photos, home / INCOMING_NAME)
    if "://" in photos:
        raise AppError("server.photos_address", photos=photos)
    return FolderBlobs(Path(photos))


def _key(path: Path) -> PrivateKey:
    """Return the server's key, made at the first start."""
    if not path.exists():
        write_private(path, PrivateKey.generate().seed.hex().encode())
    try:
        return PrivateKey(_seed(path.read_text("ascii")))
    except ValueError as error:
        raise AppError("server.key_damaged", path=path.name) from error


def _seed(text: str) -> bytes:
    seed = bytes.fromhex(text)
    if len(seed) != 32:  # noqa: PLR2004  bytes of an Ed25519 seed
        raise ValueError("not 32 bytes")
    return seed
