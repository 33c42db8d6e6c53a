"""What a well-behaved server would answer, in one line each."""

from collections.abc import Sequence

from app.domain.entry import Entry
from app.domain.keys import PrivateKey
from app.domain.receipt import sign_photo_receipt, sign_receipt
from app.domain.stream import GENESIS, Stream, digest_after
from app.ports.exchange import HeldPhoto
from sync.codec import wire_of, wire_photo_receipt, wire_receipt
from sync.protocol import HaveAnswer, PackAnswer, PullAnswer, PushAnswer, PushResult, StreamPage
from tests.sync.builders import GENERATION, SERVER

NOW = "2026-05-06T09:00:00.000+08:00"


def result(entry: Entry, outcome: str = "accepted", key: PrivateKey = SERVER) -> PushResult:
    """Return what became of an entry, with a receipt where there should be one."""
    receipt = sign_receipt(GENERATION, entry.stream, 1, entry.hash, key) if outcome in ("accepted", "known") else None
    return PushResult(entry.id, outcome, receipt=wire_receipt(receipt) if receipt else None)


def pushed(results: Sequence[PushResult]) -> PushAnswer:
    """Return an answer to a push."""
    return PushAnswer(results=list(results), server_time=NOW)


def page(stream: Stream, entries: Sequence[Entry], *, after: int = 0, head: int | None = None) -> StreamPage:
    """Return a page whose digest is right if it begins at the beginning."""
    digest = GENESIS
    for entry in entries:
        digest = digest_after(digest, entry.hash)
    last = after + len(entries) if head is None else head
    return StreamPage(str(stream), after, [wire_of(entry) for entry in entries], last, digest)


def pulled(
    pages: Sequence[StreamPage] = (),
    *,
    more: bool = False,
    revoked: Sequence[Stream] = (),
    generation: str = GENERATION,
) -> PullAnswer:
    """Return an answer to a pull."""
    return PullAnswer(
        generation=generation,
        pages=list(pages),
        granted=[],
        revoked=[str(stream) for stream in revoked],
        more=more,
        server_time=NOW,
    )


def held(positions: dict[HeldPhoto, int], whole: Sequence[HeldPhoto] = (), key: PrivateKey = SERVER) -> HaveAnswer:
    """Return where the server stands: bytes of incomplete photos, receipts for the whole ones."""
    answer = packed(positions, whole, key=key)
    return HaveAnswer(held=answer.held, receipts=answer.receipts, server_time=NOW)


def packed(
    positions: dict[HeldPhoto, int],
    whole: Sequence[HeldPhoto] = (),
    rejected: Sequence[HeldPhoto] = (),
    key: PrivateKey = SERVER,
) -> PackAnswer:
    """Return an answer to a pack."""
    receipts = [sign_photo_receipt(GENERATION, photo.township, photo.sha256, photo.size, key) for photo in whole]
    return PackAnswer(
        held={photo.sha256: count for photo, count in positions.items()},
        receipts=[wire_photo_receipt(receipt) for receipt in receipts],
        rejected=[photo.sha256 for photo in rejected],
        server_time=NOW,
    )
