"""Where the bytes of photos are kept: under their own SHA-256, written once, never changed."""

from dataclasses import dataclass
from typing import BinaryIO, Protocol


@dataclass(frozen=True, slots=True)
class Blob:
    """Bytes that are kept: their SHA-256 as 64 hexadecimal digits, and how many there are."""

    sha256: str
    size: int


class Blobs(Protocol):
    """A store of bytes by their hash.

    Errors: ``photos.disk_full``, ``photos.cannot_write``, ``photos.cannot_read``, ``photos.source_lost`` and
    ``photos.not_here`` as AppError. A name that is no SHA-256 is a bug of the caller and raises ValueError.
    """

    def put(self, source: bytes | BinaryIO) -> Blob:
        """Keep the bytes and return their name. On return they survive a power cut; twice keeps them once."""
        ...

    def size(self, sha256: str) -> int | None:
        """Return how many bytes are kept under the name; None if none are."""
        ...

    def read(self, sha256: str, start: int = 0, length: int | None = None) -> bytes:
        """Return the bytes from ``start`` on, at most ``length`` of them; fewer where they end."""
        ...

    def is_intact(self, sha256: str) -> bool:
        """Whether the bytes kept under the name still hash to it; False too if they are gone or cannot be read."""
        ...


class Uploads(Protocol):
    """Photos on their way into a store, each held for one township until it is whole.

    Holding is per township: that another township has the same bytes neither shows nor helps.
    Errors: as for Blobs, and and those named below.
    """

    def held(self, township: str, sha256: str) -> int:
        """Return how many bytes have arrived, from the start; 0 if none have."""
        ...

    def append(self, township: str, sha256: str, offset: int, chunk: bytes) -> int:
        """Add the next bytes and return how many are held now.

        Raises:
            AppError: ``photos.offset`` if ``offset`` is not where the held bytes end.
        """
        ...

    def complete(self, township: str, sha256: str, size: int) -> Blob:
        """Check what arrived, keep it in the store, and forget the upload. On return it survives a power cut.

        Raises:
            AppError: ``photos.incomplete`` if fewer than ``size`` bytes are held, which stay; ``photos.wrong_bytes`` if
                they are more or hash to something else, and the upload starts again from 0.
        """
        ...
