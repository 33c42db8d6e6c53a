"""Files that only the holder of a key reads: XChaCha20-Poly1305 over pieces, so that any range opens by itself.

A file is ``YXS1``, 16 random bytes, then pieces of 64 kB, each with its tag. A piece's nonce is the random bytes and
its index; whether it is the last is authenticated with it, so that pieces can be neither moved nor cut off unseen.
"""

import os
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from typing import BinaryIO

from nacl.bindings import (
    crypto_aead_xchacha20poly1305_ietf_ABYTES,
    crypto_aead_xchacha20poly1305_ietf_decrypt,
    crypto_aead_xchacha20poly1305_ietf_encrypt,
)
from nacl.exceptions import CryptoError

KEY_BYTES = 32
PIECE_BYTES = 64 * 1024

_MAGIC = b"YXS1"
_SALT_BYTES = 16
_HEAD_BYTES = len(_MAGIC) + _SALT_BYTES
_TAG_BYTES = crypto_aead_xchacha20poly1305_ietf_ABYTES
_SEALED_BYTES = PIECE_BYTES + _TAG_BYTES


class SealBrokenError(ValueError):
    """The bytes are not what was sealed with this key."""


def key_for(purpose: str, key: bytes) -> bytes:
    """Return a key of its own for a purpose, from a key of 32 bytes (BLAKE2b, keyed)."""
    return blake2b(purpose.encode(), digest_size=KEY_BYTES, key=key).digest()


def seal(chunks: Iterable[bytes], key: bytes) -> Iterator[bytes]:
    """Yield the sealed file of some bytes, whatever the lengths in which they come."""
    salt = os.urandom(_SALT_BYTES)
    yield _MAGIC + salt
    index, waiting = 0, bytearray()
    for chunk in chunks:
        waiting += chunk
        while len(waiting) > PIECE_BYTES:
            yield _seal_piece(bytes(waiting[:PIECE_BYTES]), salt, index, key, is_last=False)
            del waiting[:PIECE_BYTES]
            index += 1
    yield _seal_piece(bytes(waiting), salt, index, key, is_last=True)


def size_within(sealed_bytes: int) -> int:
    """Return how many bytes a sealed file of this length holds."""
    body = sealed_bytes - _HEAD_BYTES
    pieces = -(-body // _SEALED_BYTES)
    return max(0, body - pieces * _TAG_BYTES)


def unseal(file: BinaryIO, sealed_bytes: int, key: bytes, start: int = 0, end: int | None = None) -> Iterator[bytes]:
    """Yield the bytes of a sealed file from ``start`` to before ``end``, reading only the pieces that hold them.

    Raises:
        SealBrokenError: a piece is not as it was sealed.
    """
    size = size_within(sealed_bytes)
    stop = size if end is None else min(end, size)
    salt = _salt(file.read(_HEAD_BYTES))
    last = max(0, -(-(sealed_bytes - _HEAD_BYTES) // _SEALED_BYTES) - 1)
    for index in range(start // PIECE_BYTES, last + 1):
        begins = index * PIECE_BYTES
        if begins >= stop and not (size == 0 and index == 0):
            return
        file.seek(_HEAD_BYTES + index * _SEALED_BYTES)
        piece = _open_piece(file.read(_SEALED_BYTES), salt, index, key, is_last=index == last)
        yield piece[max(0, start - begins) : stop - begins]


def _salt(head: bytes) -> bytes:
    if len(head) != _HEAD_BYTES or not head.startswith(_MAGIC):
        raise SealBrokenError("not a sealed file")
    return head[len(_MAGIC) :]


def _seal_piece(piece: bytes, salt: bytes, index: int, key: bytes, *, is_last: bool) -> bytes:
    nonce = salt + index.to_bytes(8, "little")
    sealed: bytes = crypto_aead_xchacha20poly1305_ietf_encrypt(piece, bytes([is_last]), nonce, key)
    return sealed


def _open_piece(sealed: bytes, salt: bytes, index: int, key: bytes, *, is_last: bool) -> bytes:
    nonce = salt + index.to_bytes(8, "little")
    try:
        piece: bytes = crypto_aead_xchacha20poly1305_ietf_decrypt(sealed, bytes([is_last]), nonce, key)
    except (CryptoError, ValueError) as error:
        raise SealBrokenError(f"piece {index}") from error
    return piece
