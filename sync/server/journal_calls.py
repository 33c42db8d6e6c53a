"""The calls that carry entries: push and pull."""

from collections.abc import Mapping
from typing import TypeVar

import msgspec

from app.domain.entry import Entry, InvalidEntryError
from app.domain.stream import Stream
from app.errors import AppError
from app.ports.ledger import LogPage, Outcome, Ruling
from sync.codec import entry_of, wire_of, wire_receipt
from sync.protocol import (
    MAX_PUSH_BYTES,
    Pull,
    PullAnswer,
    Push,
    PushAnswer,
    PushResult,
    StreamPage,
    WireEntry,
)
from sync.server.asked import Asked
from sync.server.central import Central

_Value = TypeVar("_Value")


def push(central: Central, asked: Asked[Push]) -> PushAnswer:
    """Log what may be logged; bytes that are no entry do not keep the others out. Answers after COMMIT.

    Raises:
        AppError: ``sync.body_too_large`` for more bytes of entries than a push may carry.
    """
    return take_in(central, asked.message, asked.caller.device)


def take_in(central: Central, message: Push, carrier: str) -> PushAnswer:
    """Log what may be logged of a push that the device ``carrier`` brought; raises as ``push``."""
    wires = message.entries
    if sum(len(bytes(wire.entry)) for wire in wires) > MAX_PUSH_BYTES:
        raise AppError("sync.body_too_large")
    opened = [_open(wire) for wire in wires]
    entries = [one for one in opened if isinstance(one, Entry)]
    rulings = iter(central.ledger.accept(entries, carrier, central.now()))
    results = [_result(next(rulings) if isinstance(one, Entry) else one) for one in opened]
    return PushAnswer(results=results, server_time=central.now())


def pull(central: Central, asked: Asked[Pull]) -> PullAnswer:
    """Return what the caller may read past where he stands.

    Raises:
        AppError: ``sync.body_malformed`` for a cursor that is none.
    """
    return read_past(central, asked.message, asked.caller.person)


def read_past(central: Central, message: Pull, person: str) -> PullAnswer:
    """Return what a person may read past where the message stands; raises as ``pull``."""
    digests = _by_stream(message.digests)
    pulled = central.ledger.pull(_cursors(message), person, message.limit, digests)
    return PullAnswer(
        generation=pulled.generation,
        pages=[_page(page) for page in pulled.pages],
        granted=[str(stream) for stream in pulled.granted],
        revoked=[str(stream) for stream in pulled.revoked],
        more=pulled.more,
        server_time=central.now(),
    )


class _Named(msgspec.Struct):
    id: str = ""


def _open(wire: WireEntry) -> Entry | Ruling:
    try:
        return entry_of(wire)
    except InvalidEntryError as error:
        return Ruling(_claimed_id(wire), Outcome.INVALID, error.code, error.path)


def _claimed_id(wire: WireEntry) -> str:
    """Return the id that bytes claim which are no entry, so that their sender finds them again."""
    try:
        return msgspec.json.decode(wire.entry, type=_Named).id
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return ""


def _result(ruling: Ruling) -> PushResult:
    return PushResult(
        id=ruling.entry,
        outcome=ruling.outcome.value,
        code=ruling.code,
        path=ruling.path,
        missing=ruling.missing,
        receipt=wire_receipt(ruling.receipt) if ruling.receipt else None,
        stub=wire_of(ruling.stub) if ruling.stub else None,
    )


def _by_stream(named: Mapping[str, _Value]) -> dict[Stream, _Value]:
    try:
        return {Stream.parse(text): value for text, value in named.items()}
    except ValueError as error:
        raise AppError("sync.body_malformed", path="cursors") from error


def _cursors(message: Pull) -> dict[Stream, int]:
    cursors = _by_stream(message.cursors)
    if any(seq < 0 for seq in cursors.values()):
        raise AppError("sync.body_malformed", path="cursors")
    return cursors


def _page(page: LogPage) -> StreamPage:
    return StreamPage(
        stream=str(page.stream),
        after=page.after,
        entries=[WireEntry(msgspec.Raw(entry.payload), entry.signature) for entry in page.entries],
        head=page.head,
        digest=page.digest,
    )
