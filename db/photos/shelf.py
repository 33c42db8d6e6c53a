"""Photos of a home folder: originals by their hash, untouched; thumbnails beside them, made anew when they are gone."""

from pathlib import Path

from app.domain.photo import PhotoFacts
from app.errors import AppError
from app.ports.blobs import Blobs
from app.ports.clock import Clock
from db.photos.reading import read_photo
from db.photos.thumbnails import FolderThumbnails


class FolderShelf:
    """Takes photos in and shows them (``app.ports.shelf.PhotoShelf``); slow, never called on the UI thread."""

    def __init__(self, blobs: Blobs, thumbnails: FolderThumbnails, clock: Clock) -> None:
        self._blobs = blobs
        self._thumbnails = thumbnails
        self._clock = clock

    def take_in(self, path: Path) -> PhotoFacts:
        """Keep the file's bytes under their SHA-256, read its facts and make its thumbnail.

        Raises:
            AppError: ``photos.not_a_file``, ``photos.source_lost``, ``photos.empty``, ``photos.disk_full`` or
                ``photos.cannot_write``.
        """
        data = _bytes_of(path)
        reading = read_photo(data, self._clock.now())
        self._blobs.put(data)
        if reading.thumbnail is not None:
            self._thumbnails.put(reading.facts.sha256, reading.thumbnail)
        return reading.facts

    def look_at(self, path: Path) -> PhotoFacts:
        """Read a file's facts and keep nothing of it; raises as ``take_in`` where it cannot be read."""
        return read_photo(_bytes_of(path), self._clock.now()).facts

    def thumbnail(self, sha256: str) -> bytes | None:
        """Return the upright JPEG of at most 512 px, made from the original if need be; None where there is neither."""
        kept = self._thumbnails.get(sha256)
        if kept is not None or self._blobs.size(sha256) is None:
            return kept
        made = read_photo(self._blobs.read(sha256), self._clock.now()).thumbnail
        if made is not None:
            self._thumbnails.put(sha256, made)
        return made

    def picture(self, sha256: str, edge_px: int) -> bytes | None:
        """Return an upright JPEG whose longer edge is at most ``edge_px``; None where the original is not here."""
        if self._blobs.size(sha256) is None:
            return None
        return read_photo(self._blobs.read(sha256), self._clock.now(), edge_px).thumbnail

    def original(self, sha256: str) -> bytes | None:
        """Return the untouched bytes, None where they are not here."""
        return self._blobs.read(sha256) if self._blobs.size(sha256) is not None else None

    def keep_thumbnail(self, sha256: str, jpeg: bytes) -> None:
        """Keep a thumbnail that the server sent."""
        self._thumbnails.put(sha256, jpeg)


def _bytes_of(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise AppError("photos.not_a_file", name=path.name)
        data = path.read_bytes()
    except OSError as error:
        raise AppError("photos.source_lost", reason=error.strerror or error) from error
    if not data:
        raise AppError("photos.empty", name=path.name)
    return data
