"""The messages of the wire, protocol 1: JSON, compressed by zstd or gzip.

An entry travels as its own canonical bytes, embedded verbatim; hashes that follow from them are not sent.
"""

from typing import Annotated

import msgspec
from msgspec import Meta, Struct

PROTOCOL = 1
MIN_PROTOCOL = 1
HEADER = "Sync-Protocol"

DIGEST_CHARACTERS = 16

MAX_PUSH_ENTRIES = 200
MAX_PUSH_BYTES = 262_144
MAX_BODY_BYTES = 8 * 1024 * 1024

Sha256 = Annotated[str, Meta(pattern="^[0-9a-f]{64}$", max_length=64)]
Township = Annotated[str, Meta(pattern="^[0-9]{9}$", max_length=9)]


class WireEntry(Struct, frozen=True):
    """An entry: its canonical bytes as they are and its signature."""

    entry: msgspec.Raw
    signature: bytes


class WireReceipt(Struct, frozen=True):
    """The server's signature over ``{generation, stream, seq, hash, key}``; stream and hash follow from the entry."""

    generation: str
    seq: int
    key: str
    signature: bytes


class WirePhotoReceipt(Struct, frozen=True):
    """The server's signature over ``{generation, township, sha256, size, key}``."""

    generation: str
    township: str
    sha256: str
    size: int
    key: str
    signature: bytes


class Answer(Struct, frozen=True, kw_only=True):
    """What every answer carries: the server's clock (ISO 8601) and the oldest protocol that it takes."""

    server_time: str
    min_protocol: int = MIN_PROTOCOL


class Push(Struct, frozen=True):
    """At most 200 entries or 256 kB, each device's in order."""

    entries: Annotated[list[WireEntry], Meta(max_length=MAX_PUSH_ENTRIES)]


class PushResult(Struct, frozen=True, omit_defaults=True):
    """What became of one entry.

    ``outcome`` is accepted, known (both with a receipt), refused, invalid (both with a stub where one was logged, and a
    receipt for it), waiting (``missing`` names the entry that must come first) or fork.
    """

    id: str
    outcome: str
    code: str = ""
    path: str = ""
    missing: str = ""
    receipt: WireReceipt | None = None
    stub: WireEntry | None = None


class PushAnswer(Answer, frozen=True, kw_only=True):
    """One result per entry, in the order of the request; sent only after COMMIT."""

    results: list[PushResult]


class Pull(Struct, frozen=True):
    """Where the client stands: stream to the last sequence number it holds; streams it has never seen are left out.

    ``digests`` holds the first ``DIGEST_CHARACTERS`` of each stream's digest there: one in which nothing is new is then
    answered by an empty page where the server's is another.
    """

    cursors: dict[str, int]
    limit: Annotated[int, Meta(ge=1, le=5000)] = 1000
    digests: dict[str, str] = {}


class StreamPage(Struct, frozen=True):
    """Entries of one stream, from sequence number ``after`` + 1 on without gaps; ``digest`` is that at ``head``."""

    stream: str
    after: int
    entries: list[WireEntry]
    head: int
    digest: str


class PullAnswer(Answer, frozen=True, kw_only=True):
    """Pages of streams that have something new; ``granted`` names all that may be read, ``revoked`` what was."""

    generation: str
    pages: list[StreamPage]
    granted: list[str]
    revoked: list[str]
    more: bool


class Have(Struct, frozen=True):
    """Asks what the server holds of these photos for a township."""

    township: Township
    photos: Annotated[list[Sha256], Meta(max_length=2000)]


class HaveAnswer(Answer, frozen=True, kw_only=True):
    """Bytes held of each incomplete photo, and the receipts of the complete ones; the unknown are left out."""

    held: dict[str, int]
    receipts: list[WirePhotoReceipt]


class PackAnswer(HaveAnswer, frozen=True, kw_only=True):
    """As after ``have``, for the photos of the pack; ``rejected`` names those whose bytes hashed to another name."""

    rejected: list[str]


class Login(Struct, frozen=True):
    """An account's name and password."""

    login: str
    password: str


class Refresh(Struct, frozen=True):
    """The refresh token; good until a token of the pair that it brings is used."""

    refresh_token: str


class Tokens(Answer, frozen=True, kw_only=True):
    """Bearer tokens; ``expires_in`` in seconds."""

    access_token: str
    refresh_token: str
    expires_in: int
    person: str
    name: str


class EnrolDevice(Struct, frozen=True):
    """A device's public key, 64 hexadecimal digits, and the name of the machine for people."""

    key: Sha256
    machine: str


class Enrolled(Answer, frozen=True, kw_only=True):
    """What a device pins: its own id, the server's device and key; the district's recovery key if there is one."""

    device: str
    person: str
    name: str
    server_device: str
    server_key: str
    generation: str
    recovery_key: str = ""


class Health(Answer, frozen=True, kw_only=True):
    """That this is a Yingxun server and not somebody's sign-in page."""

    generation: str


class Problem(Answer, frozen=True, kw_only=True):
    """An error: its stable code and parameters; sentences are the client's."""

    code: str
    parameters: dict[str, str] = {}
