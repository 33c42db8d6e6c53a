"""The body of ``POST /v1/pack?township=…``: pieces of photos, one behind another, written and read as a stream.

A frame is a head of 52 bytes — SHA-256, size of the whole photo, offset of the piece, its length, big-endian — and the
piece itself. The body is not compressed, photos already being so. What has arrived of a frame counts even if the
request is cut within it.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

CONTENT_TYPE = "application/vnd.yingxun.pack"
MAX_PHOTO_BYTES = 1 << 32

_HEAD = struct.Struct(">32sQQI")
HEAD_BYTES = _HEAD.size


class BadFrameError(ValueError):
    """A head that describes no piece of a photo."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A piece of a photo: ``length`` bytes from ``offset`` on, of ``size`` in all; the name in hexadecimal."""

    sha256: str
    size: int
    offset: int
    length: int

    def head(self) -> bytes:
        """Return the frame's head as it travels."""
        return _HEAD.pack(bytes.fromhex(self.sha256), self.size, self.offset, self.length)

    @classmethod
    def from_head(cls, head: bytes) -> "Frame":
        """Read a head.

        Raises:
            BadFrameError: the piece lies outside its photo, or the photo is larger than any.
        """
        name, size, offset, length = _HEAD.unpack(head)
        if size > MAX_PHOTO_BYTES or offset + length > size:
            raise BadFrameError(f"{length} bytes from {offset} on of a photo of {size}")
        return cls(name.hex(), size, offset, length)


@dataclass(frozen=True, slots=True)
class Piece:
    """Bytes that have arrived of a frame's photo, from ``offset`` on."""

    sha256: str
    size: int
    offset: int
    chunk: bytes

    @property
    def is_last(self) -> bool:
        """Whether the photo ends with it."""
        return self.offset + len(self.chunk) == self.size


class FrameReader:
    """Cuts a body that arrives in any portions into the pieces of its photos.

    A photo of which nothing is missing but its confirmation comes as a frame without bytes, and gives an empty piece.
    """

    def __init__(self) -> None:
        self._head = b""
        self._frame: Frame | None = None
        self._read = 0

    def feed(self, portion: bytes) -> Iterator[Piece]:
        """Yield the pieces that the next bytes of the body bring; raise BadFrameError for a wrong head."""
        rest = memoryview(portion)
        while rest:
            if self._frame is None:
                rest = self._take_head(rest)
            if self._frame is not None:
                piece, rest = self._take_bytes(self._frame, rest)
                if piece is not None:
                    yield piece

    @property
    def is_between_frames(self) -> bool:
        """Whether the body may end here."""
        return self._frame is None and not self._head

    def _take_head(self, rest: memoryview) -> memoryview:
        wanted = HEAD_BYTES - len(self._head)
        self._head += bytes(rest[:wanted])
        if len(self._head) == HEAD_BYTES:
            self._frame, self._head, self._read = Frame.from_head(self._head), b"", 0
        return rest[wanted:]

    def _take_bytes(self, frame: Frame, rest: memoryview) -> tuple[Piece | None, memoryview]:
        chunk = bytes(rest[: frame.length - self._read])
        piece = Piece(frame.sha256, frame.size, frame.offset + self._read, chunk)
        self._read += len(chunk)
        if self._read == frame.length:
            self._frame = None
        return (piece if chunk or not frame.length else None), rest[len(chunk) :]
