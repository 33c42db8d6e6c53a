"""The seal of a bundle: age (age-encryption.org/v1) to the Ed25519 key that is pinned already, so no key is added.

In front of the age file stands one line that says for whom it is, so that a stick that was mixed up is recognised
before anything is opened; what the line says is repeated within the seal, and only that counts.
"""

from base64 import b64encode, encodebytes
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from struct import pack
from typing import BinaryIO, Protocol

import pyrage  # type: ignore[import-untyped]  # it ships no stubs

from app.domain.keys import PrivateKey, PublicKey
from app.errors import AppError
from sync.transport import CancelledError

_MAGIC = "yingxun-bundle"
VERSION = "1"
_LINE_BYTES = 200
_FIELDS = 4
_KIND = b"ssh-ed25519"
_CHECK = 0x59494E47
_BLOCK_BYTES = 8


class Direction(StrEnum):
    """Which way a bundle travels."""

    TO_SERVER = "to-server"
    TO_DEVICE = "to-device"


@dataclass(frozen=True, slots=True)
class Envelope:
    """What is written on the outside: the way, and the device that it is from or for."""

    direction: Direction
    device: str

    def line(self) -> bytes:
        """Return the first line of the file."""
        return f"{_MAGIC} {VERSION} {self.direction} {self.device}\n".encode()


class Sink(Protocol):
    """Where bytes go."""

    def write(self, piece: bytes, /) -> int:
        """Take a piece; return how much of it."""
        ...

    def flush(self) -> None:
        """Do nothing more than a file would."""
        ...


def read_envelope(file: BinaryIO) -> Envelope:
    """Read the first line of a file and stand behind it.

    Raises:
        AppError: ``bundle.unreadable`` if it is no bundle, ``bundle.newer``.
    """
    try:
        fields = file.readline(_LINE_BYTES).decode("ascii").split()
    except UnicodeDecodeError as error:
        raise AppError("bundle.unreadable") from error
    if len(fields) < _FIELDS or fields[0] != _MAGIC:
        raise AppError("bundle.unreadable")
    if fields[1] != VERSION:
        raise AppError("bundle.newer")
    try:
        return Envelope(Direction(fields[2]), fields[3])
    except ValueError as error:
        raise AppError("bundle.unreadable") from error


def seal(pieces: Iterator[bytes], file: BinaryIO, to: PublicKey) -> None:
    """Encrypt pieces into a file as they come; what they raise is raised."""
    source = _Source(pieces)
    recipient = pyrage.ssh.Recipient.from_str(f"ssh-ed25519 {b64encode(_public(to)).decode()}")
    try:
        pyrage.encrypt_io(source, file, [recipient])
    except (pyrage.EncryptError, OSError) as error:
        # The library turns what a reader raises into its own words.
        raise source.error or error from None


def unseal(file: BinaryIO, sink: Sink, key: PrivateKey) -> None:
    """Decrypt the rest of a file into a sink; what the sink raises is raised.

    Raises:
        AppError: ``bundle.wrong_key`` if it was sealed to another, ``bundle.cut_short`` if it is damaged or not all
            of it is here.
    """
    try:
        pyrage.decrypt_io(file, sink, [pyrage.ssh.Identity.from_buffer(_private(key))])
    except pyrage.DecryptError as error:
        code = "bundle.wrong_key" if "matching keys" in str(error) else "bundle.cut_short"
        raise AppError(code) from error
    except OSError as error:
        if error.errno is not None:
            raise
        raise AppError("bundle.cut_short") from error


class _Source:
    """A reader over pieces that remembers what they raised."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._rest = b""
        self.error: Exception | None = None

    def read(self, size: int) -> bytes:
        """Return at most so many bytes; empty at the end."""
        while not self._rest:
            try:
                self._rest = next(self._pieces)
            except StopIteration:
                return b""
            except (AppError, CancelledError, OSError) as error:
                self.error = error
                raise
        taken, self._rest = self._rest[:size], self._rest[size:]
        return taken


class Measured:
    """Passes what is written on to a file, up to a limit.

    Raises:
        AppError: ``bundle.too_large``.
    """

    def __init__(self, file: BinaryIO, most: int, look_up: Callable[[int], None]) -> None:
        self._file, self._left, self._look_up = file, most, look_up
        self.written = 0

    def write(self, piece: bytes, /) -> int:
        """Take a piece, and tell how much there is now."""
        self.written += len(piece)
        if self.written > self._left:
            raise AppError("bundle.too_large")
        self._look_up(self.written)
        return self._file.write(piece)

    def flush(self) -> None:
        """Pass it on."""
        self._file.flush()


def _public(key: PublicKey) -> bytes:
    """Return a public key as RFC 8709 writes it."""
    return _text(_KIND) + _text(key.raw)


def _private(key: PrivateKey) -> bytes:
    """Return a private key as OpenSSH keeps it without a passphrase: the form in which age takes Ed25519 keys."""
    pair = key.seed + key.public.raw
    inner = pack(">II", _CHECK, _CHECK) + _text(_KIND) + _text(key.public.raw) + _text(pair) + _text(b"")
    padding = bytes(range(1, _BLOCK_BYTES - len(inner) % _BLOCK_BYTES + 1)) if len(inner) % _BLOCK_BYTES else b""
    head = b"openssh-key-v1\0" + _text(b"none") + _text(b"none") + _text(b"") + pack(">I", 1)
    raw = head + _text(_public(key.public)) + _text(inner + padding)
    name = b"OPENSSH PRIVATE KEY"
    return b"-----BEGIN " + name + b"-----\n" + encodebytes(raw) + b"-----END " + name + b"-----\n"


def _text(raw: bytes) -> bytes:
    return pack(">I", len(raw)) + raw
