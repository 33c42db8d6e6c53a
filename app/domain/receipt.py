"""Receipts: what the server signs once it holds an entry or a photo; only these make anything 已送达."""

from dataclasses import dataclass

from app.domain.canonical import Json, canonical
from app.domain.keys import PrivateKey, PublicKey
from app.domain.stream import Stream

_ENTRY_DOMAIN = b"yingxun receipt\n"
_PHOTO_DOMAIN = b"yingxun photo receipt\n"


@dataclass(frozen=True, slots=True)
class Receipt:
    """The server holds an entry: in this generation of its log, at ``seq`` of the stream; ``key`` signed it."""

    generation: str
    stream: Stream
    seq: int
    hash: str
    key: PublicKey
    signature: bytes

    def is_genuine(self, pinned: PublicKey) -> bool:
        """Whether the pinned server key signed exactly this."""
        message = _entry_message(self.generation, self.stream, self.seq, self.hash, self.key)
        return self.key == pinned and pinned.verifies(self.signature, message)


@dataclass(frozen=True, slots=True)
class PhotoReceipt:
    """The server hashed the bytes it stored for a township and synced them to disk."""

    generation: str
    township: str
    sha256: str
    size: int
    key: PublicKey
    signature: bytes

    def is_genuine(self, pinned: PublicKey) -> bool:
        """Whether the pinned server key signed exactly this."""
        message = _photo_message(self.generation, self.township, self.sha256, self.size, self.key)
        return self.key == pinned and pinned.verifies(self.signature, message)


def sign_receipt(generation: str, stream: Stream, seq: int, entry_hash: str, key: PrivateKey) -> Receipt:
    """Return the server's receipt for an entry; hash in hexadecimal."""
    message = _entry_message(generation, stream, seq, entry_hash, key.public)
    return Receipt(generation, stream, seq, entry_hash, key.public, key.sign(message))


def sign_photo_receipt(generation: str, township: str, sha256: str, size: int, key: PrivateKey) -> PhotoReceipt:
    """Return the server's receipt for a photo; ``size`` in bytes."""
    message = _photo_message(generation, township, sha256, size, key.public)
    return PhotoReceipt(generation, township, sha256, size, key.public, key.sign(message))


def _entry_message(generation: str, stream: Stream, seq: int, entry_hash: str, key: PublicKey) -> bytes:
    named: dict[str, Json] = {
        "generation": generation,
        "stream": str(stream),
        "seq": seq,
        "hash": entry_hash,
        "key": key.hex,
    }
    return _ENTRY_DOMAIN + canonical(named)


def _photo_message(generation: str, township: str, sha256: str, size: int, key: PublicKey) -> bytes:
    named: dict[str, Json] = {
        "generation": generation,
        "township": township,
        "sha256": sha256,
        "size": size,
        "key": key.hex,
    }
    return _PHOTO_DOMAIN + canonical(named)
