"""The central server's log and what it holds of photos, as the wire's handlers see them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from app.domain.directory import Directory
from app.domain.due import Due, DueState
from app.domain.entry import Act, Entry
from app.domain.keys import PublicKey
from app.domain.receipt import PhotoReceipt, Receipt
from app.domain.stream import Stream


class Outcome(StrEnum):
    """What can become of a pushed entry."""

    ACCEPTED = "accepted"
    KNOWN = "known"
    REFUSED = "refused"
    INVALID = "invalid"
    WAITING = "waiting"
    FORK = "fork"


@dataclass(frozen=True, slots=True)
class Ruling:
    """What became of one pushed entry.

    Attributes:
        entry: its id; empty where its bytes have none.
        outcome: what the log did with it.
        code: why it was refused or is invalid.
        path: where it is invalid.
        missing: id or hash of the entry that must come first.
        receipt: for the entry, or for the stub that stands for it.
        stub: the log's entry that stands for a refused or invalid one.
    """

    entry: str
    outcome: Outcome
    code: str = ""
    path: str = ""
    missing: str = ""
    receipt: Receipt | None = None
    stub: Entry | None = None


@dataclass(frozen=True, slots=True)
class Sealed:
    """An entry's signed bytes, verbatim, and their signature; what they say is nobody's business on the way out."""

    payload: bytes
    signature: bytes


@dataclass(frozen=True, slots=True)
class LogPage:
    """Entries of a stream that follow sequence number ``after`` without gaps; ``digest`` is that at ``head``."""

    stream: Stream
    after: int
    entries: tuple[Sealed, ...]
    head: int
    digest: str


@dataclass(frozen=True, slots=True)
class Pulled:
    """What a person may read past where he stands.

    Attributes:
        generation: of the log.
        pages: of streams whose head is not where he stands.
        granted: the streams with entries that he may read.
        revoked: those he named and may not read.
        more: whether the limit cut something off.
    """

    generation: str
    pages: tuple[LogPage, ...]
    granted: tuple[Stream, ...]
    revoked: tuple[Stream, ...]
    more: bool


class Ledger(Protocol):
    """The log of all streams. Each call is one transaction; on return it survives a power cut."""

    @property
    def generation(self) -> str:
        """The log's generation; another after a restore."""
        ...

    @property
    def key(self) -> PublicKey:
        """The server's key."""
        ...

    @property
    def device(self) -> str:
        """The id of the server's own device."""
        ...

    def accept(self, entries: Sequence[Entry], carrier: str, at: str) -> tuple[Ruling, ...]:
        """Judge and log entries in their order; any of it may be repeated with no effect.

        Args:
            entries: each device's in the order of their numbers.
            carrier: id of the device that brought them; empty if it is not known.
            at: the server's clock, ISO 8601.
        """
        ...

    def append_own(self, acts: Sequence[Act], at: str) -> tuple[Entry, ...]:
        """Sign acts as the server's own and log them, all or none.

        Raises:
            AppError: ``ledger.own_refused`` if the table of moves has no such move for a server.
        """
        ...

    def pull(
        self, cursors: Mapping[Stream, int], person: str, limit: int, digests: Mapping[Stream, str] | None = None
    ) -> Pulled:
        """Return at most ``limit`` entries past the cursors, the directory's first; no cursor stands for zero.

        Where ``digests`` has the start of another digest than that at a cursor with nothing past it, a page without
        entries says so.
        """
        ...

    def directory(self) -> Directory:
        """Return who is who now."""
        ...

    def stream(self, stream: Stream) -> tuple[Entry, ...]:
        """Return all of a stream in the log's order."""
        ...

    def due_checks(self, day: date, states: Collection[DueState]) -> tuple[Due, ...]:
        """Return the checks in these states on a day, of all townships; the most overdue first."""
        ...


class Holdings(Protocol):
    """Which photos the server holds for which township. Each call is one transaction."""

    def receipts(self, township: str, names: Iterable[str]) -> Mapping[str, PhotoReceipt]:
        """Return the receipts of those photos that the township holds whole, by SHA-256."""
        ...

    def record(self, township: str, sha256: str, size: int, at: str) -> PhotoReceipt:
        """Note that a photo's bytes were hashed and are on disk, and return the receipt; twice notes it once."""
        ...

    def shown_in(self, township: str, sha256: str) -> frozenset[Stream]:
        """Return the streams with a record that shows the photo."""
        ...
