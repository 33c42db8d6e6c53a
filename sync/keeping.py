"""The effects of a round that concern the client's store alone."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from app.errors import AppError
from app.ports.exchange import Exchange, Page, Result
from sync.effects import (
    Effect,
    Explain,
    FindMissing,
    FindUnsent,
    Forget,
    Gather,
    Keep,
    LookUpCursors,
    NoteHeld,
    Settle,
    SettlePhotos,
)
from sync.events import Event, Gathered, Kept, Missing, PhotosSettled, Settled, Standing, Unsent

_DOUBTFUL = frozenset({"sync.forged", "sync.gap"})
_AT_ONCE = 50
"""Entries in one transaction, so that a round can be cancelled between two."""


def tell_store(exchange: Exchange, effect: Effect) -> None:
    """Carry out a notice to the store; any other effect is none of its."""
    match effect:
        case Explain(reason):
            exchange.explain(reason)
        case Forget(stream):
            exchange.begin_anew(stream)
        case NoteHeld(photo, held):
            exchange.note_sent(photo.township, photo.sha256, held)
        case _:
            pass


def ask_store(exchange: Exchange, effect: Effect, check: Callable[[], None]) -> Event | None:  # noqa: PLR0911 - one return for each effect
    """Return the store's answer to an effect; None if it is not a question to the store.

    Between two transactions ``check`` is called, and may raise: what was done stays, the rest comes again.

    Raises:
        AppError: what the store reports, such as a full disk; what it did before stays.
    """
    match effect:
        case LookUpCursors():
            return Standing(exchange.cursors(), exchange.digests())
        case Keep():
            return _keep(exchange, effect, check)
        case Gather(entries, size):
            return Gathered(exchange.outgoing(entries, size))
        case Settle(results):
            return Settled(_settle(exchange, results, check))
        case FindUnsent(limit):
            return Unsent(exchange.unsent_photos(limit))
        case SettlePhotos(receipts):
            return PhotosSettled(exchange.settle_photos(receipts))
        case FindMissing(limit):
            return Missing(exchange.missing_photos(limit))
        case _:
            return None


def _settle(exchange: Exchange, results: tuple[Result, ...], check: Callable[[], None]) -> int:
    left = 0
    for start in range(0, len(results), _AT_ONCE):
        check()
        left += exchange.settle(results[start : start + _AT_ONCE])
    return left


def _keep(exchange: Exchange, keep: Keep, check: Callable[[], None]) -> Kept:
    """Keep page after page; one that does not verify keeps no other from being kept."""
    if exchange.set_generation(keep.generation):
        return Kept(is_new_generation=True)
    before = dict(exchange.cursors())
    for stream in keep.revoked:
        exchange.forget(stream)
    new, differing, doubtful, forked = 0, [], [], []
    for page in keep.pages:
        try:
            for part in _parts(page):
                check()
                received = exchange.receive(part)
                new += received.new
        except AppError as error:
            if error.code in _DOUBTFUL:
                doubtful.append(page.stream)
            elif error.code == "sync.fork":
                forked.append(page.stream)
            else:
                raise
        else:
            if received.differs:
                differing.append(page.stream)
    moved = dict(exchange.cursors()) != before
    return Kept(new, moved, tuple(differing), tuple(doubtful), tuple(forked))


def _parts(page: Page) -> Iterator[Page]:
    """Cut a page into transactions; a page without entries is one, for its digest."""
    for start in range(0, max(1, len(page.entries)), _AT_ONCE):
        yield replace(page, after=page.after + start, entries=page.entries[start : start + _AT_ONCE])
