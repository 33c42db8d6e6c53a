"""Photos in a folder: each file under its own SHA-256, on disk before anyone is told that it is kept.

``ROOT/ab/abcd…`` holds the bytes whose hash begins with ``ab``; ``ROOT/incoming`` what is being written; an upload in
parts grows in ``ROOT/incoming/TOWNSHIP/abcd…``. A file is written there, synced, renamed, and its new folder synced.
"""

import errno
import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import BinaryIO, Protocol
from uuid import uuid4

from app.domain.photo import is_sha256
from app.errors import AppError
from app.ports.blobs import Blob

CHUNK_BYTES = 1 << 20

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_TOWNSHIP = re.compile(r"\d{6,12}", re.ASCII)


class FolderBlobs:
    """The store of bytes by hash in one folder; several processes may use it at once."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def put(self, source: bytes | BinaryIO) -> Blob:
        """Keep the bytes and return their name. On return they survive a power cut; twice keeps them once."""
        written = self.incoming / uuid4().hex
        with disk(self._root):
            make_folder(self.incoming)
            try:
                blob = write_hashed(written, source)
                self.adopt(written, blob.sha256)
            finally:
                written.unlink(missing_ok=True)
        return blob

    def size(self, sha256: str) -> int | None:
        """Return how many bytes are kept under the name; None if none are."""
        try:
            return self.place(sha256).stat().st_size
        except FileNotFoundError:
            return None

    def read(self, sha256: str, start: int = 0, length: int | None = None) -> bytes:
        """Return the bytes from ``start`` on, at most ``length`` of them; fewer where they end."""
        path = self.place(sha256)
        try:
            with path.open("rb") as file:
                file.seek(start)
                return file.read(-1 if length is None else length)
        except FileNotFoundError as error:
            raise AppError("photos.not_here", sha256=sha256) from error
        except OSError as error:
            raise AppError("photos.cannot_read", folder=self._root, reason=error.strerror) from error

    def is_intact(self, sha256: str) -> bool:
        """Whether the bytes kept under the name still hash to it; False too if they are gone or cannot be read."""
        path = self.place(sha256)
        try:
            return file_sha256(path) == sha256
        except OSError:
            return False

    def names(self) -> Iterator[str]:
        """Yield the name of everything that is kept, in no order."""
        for path in self._root.glob("??/*"):
            if is_sha256(path.name):
                yield path.name

    @property
    def incoming(self) -> Path:
        """Where files grow that are not yet kept; on the same disk, so that they can be renamed into place."""
        return self._root / "incoming"

    def adopt(self, written: Path, sha256: str) -> None:
        """Move a file that is complete, synced and of this hash into its place, and sync the folder.

        A sound file that is there already stays; one that the disk has spoilt is replaced.
        """
        if not self.is_intact(sha256):
            self.move_in(written, sha256)

    def move_in(self, written: Path, sha256: str) -> None:
        """Move a synced file into the place of this name, over what may be there, and sync the folder."""
        path = self.place(sha256)
        make_folder(path.parent)
        written.replace(path)
        _sync_folder(path.parent)

    def place(self, sha256: str) -> Path:
        """Return where the bytes of a name lie, whether they do or not; ValueError if it is no SHA-256."""
        if not is_sha256(sha256):
            raise ValueError(f"not a SHA-256: {sha256!r}")
        return self._root / sha256[:2] / sha256


class Adopting(Protocol):
    """A store that takes complete files from a folder of this machine."""

    @property
    def incoming(self) -> Path:
        """Where files grow that are not yet kept."""
        ...

    def adopt(self, written: Path, sha256: str) -> None:
        """Keep a file that is complete, synced and of this hash; it may be moved."""
        ...


class FolderUploads:
    """Photos arriving in parts, in the incoming folder of the store that will keep them.

    Two senders of one photo are kept apart within a process; across processes the hash finds what they mixed up.
    """

    def __init__(self, blobs: Adopting) -> None:
        self._blobs = blobs
        self._lock = Lock()

    def held(self, township: str, sha256: str) -> int:
        """Return how many bytes have arrived, from the start; 0 if none have."""
        return _length(self._part(township, sha256))

    def append(self, township: str, sha256: str, offset: int, chunk: bytes) -> int:
        """Add the next bytes and return how many are held now."""
        part = self._part(township, sha256)
        with self._lock, disk(part.parent):
            make_folder(part.parent)
            held = _length(part)
            if offset != held:
                raise AppError("photos.offset", sha256=sha256, held=held, offset=offset)
            with part.open("ab") as file:
                file.write(chunk)
            return held + len(chunk)

    def complete(self, township: str, sha256: str, size: int) -> Blob:
        """Check what arrived, keep it in the store, and forget the upload. On return it survives a power cut."""
        part = self._part(township, sha256)
        with self._lock, disk(part.parent):
            held = _length(part)
            if held < size:
                raise AppError("photos.incomplete", sha256=sha256, held=held, size=size)
            if held > size or file_sha256(part) != sha256:
                part.unlink()
                raise AppError("photos.wrong_bytes", sha256=sha256)
            sync_file(part)
            self._blobs.adopt(part, sha256)
            part.unlink(missing_ok=True)
        return Blob(sha256, size)

    def _part(self, township: str, sha256: str) -> Path:
        if not _TOWNSHIP.fullmatch(township):
            raise ValueError(f"not a township: {township!r}")
        if not is_sha256(sha256):
            raise ValueError(f"not a SHA-256: {sha256!r}")
        return self._blobs.incoming / township / sha256


def file_sha256(path: Path) -> str:
    """Return the SHA-256 of a file's bytes as 64 hexadecimal digits, reading it in pieces."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_hashed(path: Path, source: bytes | BinaryIO) -> Blob:
    """Write a new file, synced to the disk, and return the hash and length of what went into it."""
    digest, size = hashlib.sha256(), 0
    with path.open("xb") as file:
        for chunk in chunks_of(source):
            digest.update(chunk)
            size += file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    return Blob(digest.hexdigest(), size)


def chunks_of(source: bytes | BinaryIO) -> Iterator[bytes]:
    """Yield the bytes of a source in pieces; AppError ``photos.source_lost`` where it breaks off."""
    if isinstance(source, bytes):
        yield source
        return
    try:
        while chunk := source.read(CHUNK_BYTES):
            yield chunk
    except OSError as error:
        raise AppError("photos.source_lost", reason=error.strerror) from error


def _length(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


def make_folder(folder: Path) -> None:
    """Make a folder with its parents, each of them synced to its own parent."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    folder.mkdir(exist_ok=True)
    _sync_folder(folder.parent)


def sync_file(path: Path) -> None:
    """Have what was written into a file on disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Sync a folder's list of names; Windows has no such call and writes it with the file."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def disk(folder: Path) -> Iterator[None]:
    """Say in a sentence what the disk refused."""
    try:
        yield
    except OSError as error:
        code = "photos.disk_full" if error.errno in _FULL else "photos.cannot_write"
        raise AppError(code, folder=folder, reason=error.strerror) from error
