"""The bytes of photos on their way: the body of a pack, read from disk as it is sent, and an original coming in."""

from collections.abc import Callable, Iterator, Sequence
from os import SEEK_END
from threading import Event
from typing import BinaryIO

from app.errors import AppError
from app.ports.blobs import Blobs
from app.ports.exchange import HeldPhoto
from sync.allowance import Allowance
from sync.effects import Portion
from sync.frames import HEAD_BYTES, Frame

_READ_BYTES = 256 * 1024


class PhotoUnreadableError(Exception):
    """A photo cannot be read from this machine's disk.

    Attributes:
        photo: which one.
        code: why, for example ``photos.not_here``.
    """

    def __init__(self, photo: HeldPhoto, code: str) -> None:
        super().__init__(f"{photo.sha256}: {code}")
        self.photo = photo
        self.code = code


class PackBody:
    """The body of a pack, of known length, in pieces as they are needed; memory stays at a quarter of a megabyte.

    Attributes:
        sent: bytes given out so far, heads among them; may be read from another thread.
    """

    def __init__(self, portions: Sequence[Portion], blobs: Blobs) -> None:
        self._portions = portions
        self._blobs = blobs
        self._length = sum(HEAD_BYTES + portion.length for portion in portions)
        self.sent = 0

    def __len__(self) -> int:
        return self._length

    def __iter__(self) -> Iterator[bytes]:
        """Give out the body from its beginning; raise PhotoUnreadableError where the disk fails."""
        self.sent = 0
        for portion in self._portions:
            photo = portion.photo
            yield self._count(Frame(photo.sha256, photo.size, portion.offset, portion.length).head())
            end = portion.offset + portion.length
            for start in range(portion.offset, end, _READ_BYTES):
                yield self._count(self._read(photo, start, min(_READ_BYTES, end - start)))

    def check(self) -> None:
        """Look whether every photo is here whole before anything is sent; raise PhotoUnreadableError if not."""
        for portion in self._portions:
            if self._blobs.size(portion.photo.sha256) != portion.photo.size:
                raise PhotoUnreadableError(portion.photo, "photos.not_here")

    def _count(self, piece: bytes) -> bytes:
        self.sent += len(piece)
        return piece

    def _read(self, photo: HeldPhoto, start: int, length: int) -> bytes:
        try:
            piece = self._blobs.read(photo.sha256, start, length)
        except AppError as error:
            raise PhotoUnreadableError(photo, error.code) from error
        if len(piece) < length:
            raise PhotoUnreadableError(photo, "photos.not_here")
        return piece


class FileBody:
    """The body that a whole file is, read as it is sent.

    Attributes:
        sent: bytes given out so far; may be read from another thread.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._length = file.seek(0, SEEK_END)
        self.sent = 0

    def __len__(self) -> int:
        return self._length

    def __iter__(self) -> Iterator[bytes]:
        """Give out the body from its beginning."""
        self._file.seek(0)
        self.sent = 0
        while piece := self._file.read(_READ_BYTES):
            self.sent += len(piece)
            yield piece


class SlicedBody:
    """Gives a body to the socket in slices so small that each passes even a very slow link before it times out.

    Raises CancelledBodyError between two slices once ``abandoned`` is set, which closes the connection.
    """

    SLICE_BYTES = 8 * 1024

    def __init__(
        self, pieces: Callable[[], Iterator[bytes]], length: int, abandoned: Event, allowance: Allowance
    ) -> None:
        self._allowance = allowance
        self._pieces = pieces()
        self._length = length
        self._abandoned = abandoned
        self._rest = memoryview(b"")

    def __len__(self) -> int:
        return self._length

    def __iter__(self) -> Iterator[bytes]:
        """Yield the slices."""
        while piece := self.read():
            yield piece

    def read(self, size: int = -1) -> bytes:
        """Return the next slice, at most ``size`` bytes; empty at the end."""
        if self._abandoned.is_set():
            raise CancelledBodyError
        while not self._rest:
            piece = next(self._pieces, None)
            if piece is None:
                return b""
            self._rest = memoryview(piece)
        length = self.SLICE_BYTES if size < 0 else min(size, self.SLICE_BYTES)
        taken, self._rest = bytes(self._rest[:length]), self._rest[length:]
        delay_s = self._allowance.delay_s(len(taken))
        if delay_s and self._abandoned.wait(delay_s):
            raise CancelledBodyError
        return taken


class CancelledBodyError(Exception):
    """The request was given up while its body was being sent."""
