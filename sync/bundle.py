"""What a bundle holds within its seal: the messages of push and pull and pieces of photos, block behind block, signed.

A block is a head — its kind, one byte, and its length, four bytes big-endian — and its body: a message as on the wire,
compressed by zstd, or a piece of a photo behind its township and a frame's head. The last block is the signature of
whoever packed it over all bytes before, so a bundle is judged whole before any of it is taken in.
"""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from struct import Struct as Layout
from typing import BinaryIO, TypeVar

import msgspec

from app.domain.keys import PrivateKey, PublicKey
from app.errors import AppError
from sync.bundle_seal import Direction
from sync.codec import BadBodyError, compress, decode, encode, expand
from sync.frames import HEAD_BYTES, BadFrameError, Frame, Piece
from sync.protocol import MAX_BODY_BYTES

CONTENT_TYPE = "application/vnd.yingxun.bundle"
MAX_BUNDLE_BYTES = 16 * 1024**3
MAX_BLOCKS = 2_000_000
MAX_PHOTOS = 200_000
MAX_RATIO = 250
"""How many times as large as itself a block may become; entries reach some thirty."""

PIECE_BYTES = 1 << 20

_DOMAIN = b"yingxun bundle\n"
_HEAD = Layout(">BI")
_TOWNSHIP_BYTES = 9
_RATIO_FREE_BYTES = 64 * 1024

Message = TypeVar("Message", bound=msgspec.Struct)


class Kind(IntEnum):
    """What a block holds: the messages are those of ``sync.protocol``."""

    MANIFEST = 1
    PUSH = 2
    PUSHED = 3
    PULL = 4
    PULLED = 5
    PIECE = 6
    HELD = 7
    THUMBNAIL = 8
    END = 255


class Manifest(msgspec.Struct, frozen=True):
    """The first block: whose bundle it is.

    ``device`` packed it or is meant by it; ``server_key`` in hexadecimal; ``generation`` of the log as the packer knew
    it, empty before the first meeting; ``made_at`` in ISO 8601 by the packer's clock.
    """

    direction: Direction
    device: str
    server_key: str
    generation: str
    made_at: str


class Thumbnail(msgspec.Struct, frozen=True):
    """A photo's thumbnail, a JPEG."""

    sha256: str
    jpeg: bytes


@dataclass(frozen=True, slots=True)
class Block:
    """One block."""

    kind: Kind
    body: bytes

    def message(self, kind: type[Message]) -> Message:
        """Return the message that it holds.

        Raises:
            AppError: ``bundle.unreadable``, or ``bundle.too_large`` for one that expands beyond measure.
        """
        most = min(MAX_BODY_BYTES, _RATIO_FREE_BYTES + MAX_RATIO * len(self.body))
        try:
            return decode(expand(self.body, "zstd", most), kind)
        except BadBodyError as error:
            raise AppError("bundle.too_large" if error.code == "too_large" else "bundle.unreadable") from error

    def piece(self) -> tuple[str, Piece]:
        """Return a township and a piece of a photo that it holds; raise ``bundle.unreadable``."""
        head, chunk = self.body[_TOWNSHIP_BYTES:][:HEAD_BYTES], self.body[_TOWNSHIP_BYTES + HEAD_BYTES :]
        try:
            frame = Frame.from_head(head)
            township = self.body[:_TOWNSHIP_BYTES].decode("ascii")
        except (BadFrameError, UnicodeDecodeError, ValueError) as error:
            raise AppError("bundle.unreadable") from error
        if frame.length != len(chunk) or not township.isdigit() or len(township) != _TOWNSHIP_BYTES:
            raise AppError("bundle.unreadable")
        return township, Piece(frame.sha256, frame.size, frame.offset, chunk)


def block_of(kind: Kind, message: msgspec.Struct) -> Block:
    """Return the block that holds a message."""
    return Block(kind, compress(encode(message)))


def piece_of(township: str, frame: Frame, chunk: bytes) -> Block:
    """Return the block that holds a piece of a photo."""
    return Block(Kind.PIECE, township.encode("ascii") + frame.head() + chunk)


def written(blocks: Iterator[Block], key: PrivateKey) -> Iterator[bytes]:
    """Yield the bytes of a bundle's inside, the signature at the end."""
    digest = hashlib.sha256()
    for block in blocks:
        for part in (_HEAD.pack(block.kind, len(block.body)), block.body):
            digest.update(part)
            yield part
    signature = key.sign(_DOMAIN + digest.digest())
    yield _HEAD.pack(Kind.END, len(signature)) + signature


def read_blocks(file: BinaryIO) -> Iterator[Block]:
    """Yield the blocks from a file's beginning up to its end block.

    Raises:
        AppError: ``bundle.unreadable``.
    """
    file.seek(0)
    for _, block in _read(file):
        if block.kind is Kind.END:
            return
        yield block


def check(file: BinaryIO, key_of: Callable[[Manifest], PublicKey], look_up: Callable[[], None]) -> Manifest:
    """Judge a whole bundle before any of it is taken in, and return its manifest.

    Args:
        file: its inside.
        key_of: says who must have signed it.
        look_up: called now and then; may raise.

    Raises:
        AppError: ``bundle.unreadable``, ``bundle.cut_short``, ``bundle.not_genuine`` or ``bundle.too_large``.
    """
    file.seek(0)
    digest, photos, manifest = hashlib.sha256(), 0, None
    for count, (raw, block) in enumerate(_read(file)):
        look_up()
        if manifest is None:
            manifest = _manifest(block)
        if block.kind is Kind.END:
            _check_signature(block, key_of(manifest), digest.digest(), file)
            return manifest
        digest.update(raw)
        digest.update(block.body)
        photos += block.kind is Kind.PIECE and block.piece()[1].offset == 0
        if count >= MAX_BLOCKS or photos > MAX_PHOTOS:
            raise AppError("bundle.too_large")
    raise AppError("bundle.cut_short")


def _manifest(block: Block) -> Manifest:
    if block.kind is not Kind.MANIFEST:
        raise AppError("bundle.unreadable")
    return block.message(Manifest)


def _check_signature(block: Block, key: PublicKey, digest: bytes, file: BinaryIO) -> None:
    if file.read(1) or not key.verifies(block.body, _DOMAIN + digest):
        raise AppError("bundle.not_genuine")


def _read(file: BinaryIO) -> Iterator[tuple[bytes, Block]]:
    while head := file.read(_HEAD.size):
        if len(head) < _HEAD.size:
            raise AppError("bundle.cut_short")
        kind, length = _HEAD.unpack(head)
        if kind not in set(Kind) or length > MAX_BODY_BYTES:
            raise AppError("bundle.unreadable")
        body = file.read(length)
        if len(body) < length:
            raise AppError("bundle.cut_short")
        yield head, Block(Kind(kind), body)
