"""What a sync round asks of the client's store: every step may be repeated with no effect, cut off with no loss."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from app.domain.entry import Entry
from app.domain.keys import PublicKey
from app.domain.listing import WaitReason
from app.domain.receipt import PhotoReceipt, Receipt
from app.domain.stream import Stream


@dataclass(frozen=True, slots=True)
class Result:
    """What the server said of one pushed entry; see ``sync.protocol.PushResult``."""

    entry: str
    outcome: str
    code: str = ""
    missing: str = ""
    receipt: Receipt | None = None
    stub: Entry | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """Entries of a stream that follow sequence number ``after`` without gaps; ``digest`` is that at ``head``."""

    stream: Stream
    after: int
    entries: tuple[Entry, ...]
    head: int
    digest: str


@dataclass(frozen=True, slots=True)
class Received:
    """What became of a page: entries new here, and whether the digest differs from the server's (fetch it anew)."""

    new: int
    differs: bool


@dataclass(frozen=True, slots=True)
class HeldPhoto:
    """A photo of a township: its name and size in bytes."""

    township: str
    sha256: str
    size: int


class Exchange(Protocol):
    """The client's store as the sync round sees it. Each call is one transaction."""

    def server_key(self) -> PublicKey:
        """Return the server's key, pinned at enrolment."""
        ...

    def cursors(self) -> Mapping[Stream, int]:
        """Return where each stream stands."""
        ...

    def digests(self) -> Mapping[Stream, str]:
        """Return each stream's digest where it stands, 64 hexadecimal digits."""
        ...

    def set_generation(self, generation: str) -> bool:
        """Note the log's generation; True if it is another than before.

        Then cursors were reset and everything that this client holds is offered again.
        """
        ...

    def generation(self) -> str:
        """Return the log's generation as it is known here; empty before the server was first met."""
        ...

    def is_past_generation(self, generation: str) -> bool:
        """Whether a generation was known here before the present one."""
        ...

    def outgoing(self, entries: int, size: int, after: int = 0) -> tuple[Entry, ...]:
        """Return entries of the outbox, each stream's by number: at most so many and so many bytes, one at least.

        The first ``after`` of them are left out.
        """
        ...

    def waiting_entries(self, names: Collection[str]) -> tuple[Entry, ...]:
        """Return those entries of the outbox that have these ids."""
        ...

    def settle(self, results: Sequence[Result]) -> int:
        """Carry out results and return how many entries left the outbox: with a verified receipt, or refused and held.

        A receipt that does not verify against the pinned key leaves its entry where it is, with the reason.
        """
        ...

    def receive(self, page: Page) -> Received:
        """Verify and keep a page; the cursor moves in the same transaction as the entries it covers.

        Raises:
            AppError: ``sync.forged`` if an entry is not signed by its device or breaks its device's chain.
        """
        ...

    def forget(self, stream: Stream) -> None:
        """Drop what was received of a stream whose grant was revoked; outbox and held stay."""
        ...

    def begin_anew(self, stream: Stream) -> None:
        """Drop what was received of a stream that differs from the server's; own entries are offered again."""
        ...

    def unsent_photos(self, limit: int) -> tuple[HeldPhoto, ...]:
        """Return own photos, shown by an entry that left the outbox or is about to, without a receipt; newest first."""
        ...

    def settle_photos(self, receipts: Sequence[PhotoReceipt]) -> int:
        """Keep the receipts that verify; return how many did."""
        ...

    def note_sent(self, township: str, sha256: str, held: int) -> None:
        """Remember how many bytes of a photo the server holds, for people to see."""
        ...

    def missing_photos(self, limit: int) -> tuple[HeldPhoto, ...]:
        """Return photos that records here show and whose bytes are not here; newest first."""
        ...

    def photo_arrived(self, township: str, sha256: str, size: int) -> None:
        """Note that a photo's bytes are now kept here and hash to their name."""
        ...

    def explain(self, reason: WaitReason) -> None:
        """Note why the outbox waits, for everything in it that has no reason of its own."""
        ...

    def note(self, name: str, value: str) -> None:
        """Keep a fact about the store itself, such as ``last_round_at``."""
        ...
