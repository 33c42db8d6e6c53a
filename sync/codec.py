"""Between the journal's records and the wire's messages, and between messages and the bytes of a body.

An entry's payload goes through as the very bytes that were signed: never parsed and written again.
"""

import gzip
import zlib
from typing import TypeVar

import msgspec
import zstandard

from app.domain.entry import Entry, open_entry
from app.domain.keys import PublicKey
from app.domain.receipt import PhotoReceipt, Receipt
from sync.protocol import MAX_BODY_BYTES, WireEntry, WirePhotoReceipt, WireReceipt

ENCODING = "zstd"
"""What bodies are compressed with unless the other side asks for gzip."""

_LEVEL = 6
_MAX_WINDOW_BYTES = 1 << 23
_GZIP_BITS = 31

Message = TypeVar("Message")


class BadBodyError(ValueError):
    """A body that cannot be read.

    Attributes:
        code: ``too_large`` (more than the cap when expanded), ``damaged`` (cut short or garbled), ``encoding`` (one
            that is not known) or ``malformed`` (not the message that belongs here).
        path: where a malformed message goes wrong, for programmers.
    """

    def __init__(self, code: str, path: str = "") -> None:
        super().__init__(f"{code} {path}".rstrip())
        self.code = code
        self.path = path


def wire_of(entry: Entry) -> WireEntry:
    """Return the entry as it travels."""
    return WireEntry(msgspec.Raw(entry.payload), entry.signature)


def entry_of(wire: WireEntry) -> Entry:
    """Return the entry that travelled, its payload verbatim.

    Raises:
        InvalidEntryError: the bytes are no entry.
    """
    return open_entry(bytes(wire.entry), wire.signature)


def wire_receipt(receipt: Receipt) -> WireReceipt:
    """Return the receipt as it travels."""
    return WireReceipt(receipt.generation, receipt.seq, receipt.key.hex, receipt.signature)


def receipt_of(wire: WireReceipt, entry: Entry) -> Receipt:
    """Return the receipt for this entry (a stub's for the stub), not yet verified; raise ValueError for no key."""
    key = PublicKey.from_hex(wire.key)
    return Receipt(wire.generation, entry.stream, wire.seq, entry.hash, key, wire.signature)


def wire_photo_receipt(receipt: PhotoReceipt) -> WirePhotoReceipt:
    """Return a photo's receipt as it travels."""
    return WirePhotoReceipt(
        receipt.generation, receipt.township, receipt.sha256, receipt.size, receipt.key.hex, receipt.signature
    )


def photo_receipt_of(wire: WirePhotoReceipt) -> PhotoReceipt:
    """Return a photo's receipt, not yet verified; raise ValueError for no key."""
    key = PublicKey.from_hex(wire.key)
    return PhotoReceipt(wire.generation, wire.township, wire.sha256, wire.size, key, wire.signature)


def encode(message: msgspec.Struct) -> bytes:
    """Return a message as JSON, entries within it verbatim."""
    return msgspec.json.encode(message)


def decode(raw: bytes, kind: type[Message]) -> Message:
    """Return the message of this kind; fields that this program does not know are ignored.

    Raises:
        BadBodyError: ``malformed``.
    """
    try:
        return msgspec.json.decode(raw, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BadBodyError("malformed", str(error)) from error


def compress(raw: bytes, encoding: str = ENCODING) -> bytes:
    """Return the bytes compressed by ``zstd`` or ``gzip``."""
    if encoding == "gzip":
        return gzip.compress(raw, 6, mtime=0)
    return zstandard.ZstdCompressor(level=_LEVEL).compress(raw)


def expand(body: bytes, encoding: str, limit: int = MAX_BODY_BYTES) -> bytes:
    """Return what a body holds, at most ``limit`` bytes; ``encoding`` as in Content-Encoding, empty for none.

    Memory stays within the limit however well the body is compressed.

    Raises:
        BadBodyError: ``too_large``, ``damaged`` or ``encoding``.
    """
    match encoding.strip().lower():
        case "" | "identity":
            raw = body
        case "zstd":
            raw = _expand_zstd(body, limit)
        case "gzip":
            raw = _expand_gzip(body, limit)
        case other:
            raise BadBodyError("encoding", other)
    if len(raw) > limit:
        raise BadBodyError("too_large")
    return raw


def _expand_zstd(body: bytes, limit: int) -> bytes:
    try:
        size = zstandard.frame_content_size(body)
        if size > limit:
            raise BadBodyError("too_large")
        decompressor = zstandard.ZstdDecompressor(max_window_size=_MAX_WINDOW_BYTES)
        return decompressor.decompress(body, max_output_size=limit, allow_extra_data=False)
    except zstandard.ZstdError as error:
        raise BadBodyError("damaged", str(error)) from error


def _expand_gzip(body: bytes, limit: int) -> bytes:
    decompressor = zlib.decompressobj(_GZIP_BITS)
    try:
        raw = decompressor.decompress(body, limit + 1)
    except zlib.error as error:
        raise BadBodyError("damaged", str(error)) from error
    if len(raw) <= limit and not decompressor.eof:
        raise BadBodyError("damaged", "cut short")
    return raw
