"""Photos as the use cases and pages see them: originals untouched, everything else derived."""

from pathlib import Path
from typing import Protocol

from app.domain.photo import PhotoFacts


class PhotoShelf(Protocol):
    """Takes photos in and shows them; slow, never called on the UI thread."""

    def take_in(self, path: Path) -> PhotoFacts:
        """Keep the file's bytes under their SHA-256, read its facts and make its thumbnail. On return it is on disk.

        A file that is no readable picture is kept all the same; its facts name the diagnosis.

        Raises:
            AppError: the file cannot be read or the disk is full; nothing was changed.
        """
        ...

    def look_at(self, path: Path) -> PhotoFacts:
        """Read a file's facts and keep nothing of it; raises as ``take_in``."""
        ...

    def thumbnail(self, sha256: str) -> bytes | None:
        """Return the upright JPEG of at most 512 px, made from the original if need be; None where there is neither."""
        ...

    def picture(self, sha256: str, edge_px: int) -> bytes | None:
        """Return an upright JPEG whose longer edge is at most ``edge_px``; None where the original is not here."""
        ...

    def keep_thumbnail(self, sha256: str, jpeg: bytes) -> None:
        """Keep a thumbnail that the server sent."""
        ...
