"""Thumbnails in a folder by the hash of their original: a cache, written whole or not at all, never synced to disk."""

import os
from pathlib import Path

from app.domain.photo import is_sha256
from app.errors import AppError


class FolderThumbnails:
    """Keeps JPEGs under ``root/ab/abcd….jpg``."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def put(self, sha256: str, jpeg: bytes) -> None:
        """Keep a thumbnail.

        Raises:
            AppError: ``photos.cannot_write``.
        """
        path = self._path(sha256)
        part = path.with_name(f"{path.name}.{os.getpid()}.part")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            part.write_bytes(jpeg)
            part.replace(path)
        except OSError as error:
            part.unlink(missing_ok=True)
            raise AppError("photos.cannot_write", folder=self._root, reason=error.strerror or error) from error

    def get(self, sha256: str) -> bytes | None:
        """Return a thumbnail, or None."""
        try:
            return self._path(sha256).read_bytes()
        except FileNotFoundError:
            return None

    def _path(self, sha256: str) -> Path:
        if not is_sha256(sha256):
            raise ValueError(f"not a hash: {sha256!r}")
        return self._root / sha256[:2] / f"{sha256}.jpg"
