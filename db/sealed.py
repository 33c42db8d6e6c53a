"""Photos of a person's home folder, each sealed with the home's key: a stolen disk shows none of them."""

import hashlib
import io
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

from app.errors import AppError
from app.ports.blobs import Blob
from db.blobs import FolderBlobs, chunks_of, disk, make_folder, sync_file
from db.photos.thumbnails import FolderThumbnails
from db.sealing import SealBrokenError, key_for, seal, size_within, unseal


class SealedBlobs:
    """The store of bytes by hash in one folder, as ``FolderBlobs`` is, with files that only the key opens.

    A file that is arriving in parts is in the clear until it is whole.
    """

    def __init__(self, root: Path, key: bytes) -> None:
        """Take a folder in use; ``key`` is the home's, of 32 bytes."""
        self._folder = FolderBlobs(root)
        self._key = key_for("photos", key)

    @property
    def incoming(self) -> Path:
        """Where files grow that are not yet kept."""
        return self._folder.incoming

    def put(self, source: bytes | BinaryIO) -> Blob:
        """Keep the bytes and return their name. On return they survive a power cut; twice keeps them once."""
        digest, size = hashlib.sha256(), 0

        def counted() -> Iterable[bytes]:
            nonlocal size
            for chunk in chunks_of(source):
                digest.update(chunk)
                size += len(chunk)
                yield chunk

        written = self.incoming / uuid4().hex
        with disk(self.incoming):
            make_folder(self.incoming)
            try:
                self._write(written, counted())
                blob = Blob(digest.hexdigest(), size)
                self._place(written, blob.sha256)
            finally:
                written.unlink(missing_ok=True)
        return blob

    def size(self, sha256: str) -> int | None:
        """Return how many bytes are kept under the name; None if none are."""
        sealed = self._folder.size(sha256)
        return None if sealed is None else size_within(sealed)

    def read(self, sha256: str, start: int = 0, length: int | None = None) -> bytes:
        """Return the bytes from ``start`` on, at most ``length`` of them; fewer where they end."""
        end = None if length is None else start + length
        path = self._folder.place(sha256)
        try:
            with path.open("rb") as file:
                return b"".join(unseal(file, path.stat().st_size, self._key, start, end))
        except FileNotFoundError as error:
            raise AppError("photos.not_here", sha256=sha256) from error
        except SealBrokenError as error:
            raise AppError("photos.cannot_read", folder=path.parent, reason="damaged") from error
        except OSError as error:
            raise AppError("photos.cannot_read", folder=path.parent, reason=error.strerror or error) from error

    def is_intact(self, sha256: str) -> bool:
        """Whether the bytes kept under the name still hash to it; False too if they are gone or cannot be read."""
        path, digest = self._folder.place(sha256), hashlib.sha256()
        try:
            with path.open("rb") as file:
                for piece in unseal(file, path.stat().st_size, self._key):
                    digest.update(piece)
        except (OSError, SealBrokenError):
            return False
        return digest.hexdigest() == sha256

    def adopt(self, written: Path, sha256: str) -> None:
        """Seal a file that is complete, synced and of this hash into its place, and remove it."""
        sealed = written.with_name(f"{uuid4().hex}.sealed")
        try:
            with written.open("rb") as file:
                self._write(sealed, chunks_of(file))
            self._place(sealed, sha256)
        finally:
            sealed.unlink(missing_ok=True)
        written.unlink()

    def _write(self, path: Path, chunks: Iterable[bytes]) -> None:
        with path.open("xb") as file:
            for piece in seal(chunks, self._key):
                file.write(piece)
        sync_file(path)

    def _place(self, written: Path, sha256: str) -> None:
        """Put a sealed file where it belongs, unless a sound one is there."""
        if not self.is_intact(sha256):
            self._folder.move_in(written, sha256)


class SealedThumbnails(FolderThumbnails):
    """Thumbnails that only the key opens; one that does not open is made anew."""

    def __init__(self, root: Path, key: bytes) -> None:
        """Take a folder in use; ``key`` is the home's, of 32 bytes."""
        super().__init__(root)
        self._key = key_for("thumbnails", key)

    def put(self, sha256: str, jpeg: bytes) -> None:
        """Keep a thumbnail; raises as FolderThumbnails."""
        super().put(sha256, b"".join(seal([jpeg], self._key)))

    def get(self, sha256: str) -> bytes | None:
        """Return a thumbnail, or None."""
        sealed = super().get(sha256)
        if sealed is None:
            return None
        try:
            return b"".join(unseal(io.BytesIO(sealed), len(sealed), self._key))
        except SealBrokenError:
            return None
