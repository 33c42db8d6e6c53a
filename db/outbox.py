"""The outbox: what is to be sent, what became of it, and what people see of it."""

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import Connection, Exists, Select, bindparam, func, or_, select, update

from app.domain.entry import Entry
from app.domain.keys import PublicKey
from app.domain.listing import WaitingItem, WaitReason
from app.domain.receipt import PhotoReceipt, Receipt
from app.domain.stream import GENESIS, Stream
from app.ports.exchange import HeldPhoto, Result
from db import journal, projections
from db.rows import HELD, LOG, OUTBOX, REPLACED, WAITS, entry_of
from db.tables import attachments, entries, photos, records, streams


@dataclass(frozen=True, slots=True)
class Trust:
    """Whose receipts count: the server's key, pinned at enrolment, and the log's generation (None before any)."""

    key: PublicKey
    generation: str | None

    def believes(self, receipt: Receipt | PhotoReceipt) -> bool:
        """Whether the receipt is genuine and speaks of the log as it is now, not before it was restored."""
        return self.generation in (None, receipt.generation) and receipt.is_genuine(self.key)


_REFUSALS = {"refused": WaitReason.REFUSED, "invalid": WaitReason.INVALID, "fork": WaitReason.FORK}


def outgoing(connection: Connection, most: int, size: int, after: int = 0) -> tuple[Entry, ...]:
    """Return entries to send, each stream's by number, from position ``after`` on: at most so many, one at least.

    Their bytes are at most ``size`` together, unless one alone is larger.
    """
    found = connection.execute(
        select(entries.c.payload, entries.c.signature)
        .where(entries.c.place == OUTBOX)
        .order_by(entries.c.township, entries.c.subject, entries.c.device, entries.c.number)
        .limit(most)
        .offset(after)
    )
    chosen: list[Entry] = []
    total = 0
    for row in found:
        entry = entry_of(row)
        total += len(entry.payload) + len(entry.signature)
        if chosen and total > size:
            break
        chosen.append(entry)
    return tuple(chosen)


def named(connection: Connection, names: Collection[str]) -> tuple[Entry, ...]:
    """Return those entries of the outbox that have these ids."""
    found = select(entries.c.payload, entries.c.signature).where(entries.c.place == OUTBOX, entries.c.id.in_(names))
    return tuple(map(entry_of, connection.execute(found)))


def settle(connection: Connection, results: Sequence[Result], trust: Trust) -> int:
    """Carry out what the server said; return how many entries left the outbox."""
    names = [result.entry for result in results]
    found = connection.execute(
        select(entries.c.township, entries.c.subject, entries.c.id, entries.c.record, entries.c.hash).where(
            entries.c.place == OUTBOX, entries.c.id.in_(names)
        )
    )
    waiting = {row.id: row for row in found}
    settled = [
        (row, _fate(Stream(row.township, row.subject), row.hash, result, trust))
        for result in results
        if (row := waiting.pop(result.entry, None)) is not None
    ]
    if settled:
        connection.execute(
            _SETTLE, [{"in_township": row.township, "of": row.id, **asdict(fate)} for row, fate in settled]
        )
    _begin_cursors(connection, {Stream(row.township, row.subject) for row, fate in settled if fate.place == LOG})
    left = [(Stream(row.township, row.subject), row.record) for row, fate in settled if fate.place != OUTBOX]
    journal.touch(connection, left)
    return len(left)


def _begin_cursors(connection: Connection, delivered: Iterable[Stream]) -> None:
    """Give each stream with delivered entries a cursor, though nothing of it was received yet.

    The server names revoked streams among the cursors: without one, what was delivered would stay in view for ever.
    """
    for stream in sorted(delivered):
        key = {"township": stream.township, "subject": stream.subject}
        here = (streams.c.township == stream.township) & (streams.c.subject == stream.subject)
        if connection.execute(select(streams.c.head).where(here)).first() is None:
            connection.execute(streams.insert().values(**key, head=0, digest=GENESIS))


@dataclass(frozen=True, slots=True)
class _Fate:
    """What an entry's row says after the server spoke of it."""

    place: str
    reason: str | None
    seq: int | None = None
    receipt: bytes | None = None


_SETTLE = (
    update(entries)
    .where(entries.c.township == bindparam("in_township"), entries.c.id == bindparam("of"))
    .values(
        place=bindparam("place"),
        reason=bindparam("reason"),
        seq=func.coalesce(bindparam("seq"), entries.c.seq),
        receipt=func.coalesce(bindparam("receipt"), entries.c.receipt),
    )
)


def _fate(stream: Stream, entry_hash: str, result: Result, trust: Trust) -> _Fate:
    if result.outcome in ("accepted", "known") and result.stub is None:
        receipt = result.receipt
        names_it = receipt is not None and receipt.hash == entry_hash and receipt.stream == stream
        if receipt is None or not names_it or not trust.believes(receipt):
            return _Fate(OUTBOX, WaitReason.UNVERIFIED.value)
        return _Fate(LOG, None, receipt.seq, _receipt_bytes(receipt))
    if result.outcome in _REFUSALS or result.stub is not None:
        return _Fate(HELD, f"{_REFUSALS.get(result.outcome, WaitReason.REFUSED)}:{result.code}")
    return _Fate(OUTBOX, WaitReason.WAITS_FOR_PARENT.value)


def _receipt_bytes(receipt: Receipt) -> bytes:
    kept = {
        "generation": receipt.generation,
        "seq": receipt.seq,
        "key": receipt.key.hex,
        "signature": receipt.signature.hex(),
    }
    return json.dumps(kept).encode()


def receipt_of(entry: Entry, kept: bytes) -> Receipt:
    """Read the ``receipt`` column of an entry."""
    value = json.loads(kept)
    return Receipt(
        generation=value["generation"],
        stream=entry.stream,
        seq=value["seq"],
        hash=entry.hash,
        key=PublicKey.from_hex(value["key"]),
        signature=bytes.fromhex(value["signature"]),
    )


def photo_receipt_of(township: str, sha256: str, size: int, kept: bytes) -> PhotoReceipt:
    """Read the ``receipt`` column of a photo."""
    value = json.loads(kept)
    return PhotoReceipt(
        generation=value["generation"],
        township=township,
        sha256=sha256,
        size=size,
        key=PublicKey.from_hex(value["key"]),
        signature=bytes.fromhex(value["signature"]),
    )


def settle_photos(connection: Connection, receipts: Sequence[PhotoReceipt], trust: Trust) -> int:
    """Keep the receipts that verify and name the size that is here; return how many."""
    kept = 0
    for receipt in receipts:
        if not trust.believes(receipt):
            continue
        value = {"generation": receipt.generation, "key": receipt.key.hex, "signature": receipt.signature.hex()}
        done = connection.execute(
            update(photos)
            .where(
                photos.c.township == receipt.township,
                photos.c.sha256 == receipt.sha256,
                photos.c.size == receipt.size,
            )
            .values(receipt=json.dumps(value).encode(), sent=receipt.size)
        )
        kept += done.rowcount
        projections.recount_showing(connection, receipt.township, receipt.sha256)
    return kept


def held_of(connection: Connection, township: str, record: str) -> tuple[Entry, ...]:
    """Return what of a record was refused and not yet written anew, by stream and number."""
    found = (
        select(entries.c.payload, entries.c.signature)
        .where(entries.c.township == township, entries.c.record == record, WAITS, entries.c.place == HELD)
        .order_by(entries.c.subject, entries.c.device, entries.c.number)
    )
    return tuple(map(entry_of, connection.execute(found)))


def hold_forked(connection: Connection, device: str) -> tuple[tuple[Stream, str], ...]:
    """Hold all that a device has in the outbox; return the records of which something of its is held for a fork."""
    own = entries.c.device == device
    waiting = connection.execute(
        select(entries.c.township, entries.c.subject, entries.c.record).where(own, entries.c.place == OUTBOX)
    ).all()
    forked = f"{WaitReason.FORK.value}:"
    connection.execute(update(entries).where(own, entries.c.place == OUTBOX).values(place=HELD, reason=forked))
    journal.touch(connection, [(Stream(row.township, row.subject), row.record) for row in waiting])
    held = select(entries.c.township, entries.c.subject, entries.c.record).where(
        own, entries.c.place == HELD, entries.c.reason == forked
    )
    found = {(Stream(row.township, row.subject), row.record) for row in connection.execute(held)}
    return tuple(sorted(found))


def mark_replaced(connection: Connection, township: str, record: str, names: Collection[str]) -> None:
    """Note that others were written in place of these held entries of a record."""
    connection.execute(
        update(entries)
        .where(entries.c.township == township, entries.c.id.in_(names), entries.c.place == HELD)
        .values(reason=REPLACED)
    )
    projections.recount(connection, township, [record])


def unsent_photos(connection: Connection, limit: int) -> tuple[HeldPhoto, ...]:
    """Return own photos without a receipt that a record shows, newest first."""
    found = connection.execute(
        select(photos.c.township, photos.c.sha256, photos.c.size)
        .where(photos.c.is_own, photos.c.is_complete, photos.c.receipt.is_(None), _is_shown())
        .order_by(photos.c.at.desc(), photos.c.sha256)
        .limit(limit)
    )
    return tuple(HeldPhoto(row.township, row.sha256, row.size) for row in found)


def missing_photos(connection: Connection, limit: int) -> tuple[HeldPhoto, ...]:
    """Return photos that records here show and whose bytes are not here, newest record first."""
    held = (
        select(photos.c.sha256)
        .where(
            photos.c.township == attachments.c.township,
            photos.c.sha256 == attachments.c.sha256,
            photos.c.is_complete,
        )
        .exists()
    )
    found = connection.execute(
        select(attachments.c.township, attachments.c.sha256, attachments.c.size)
        .where(~held)
        .distinct()
        .order_by(attachments.c.record.desc(), attachments.c.sha256)
        .limit(limit)
    )
    return tuple(HeldPhoto(row.township, row.sha256, row.size) for row in found)


def explain(connection: Connection, reason: WaitReason) -> None:
    """Note why the outbox waits, for all in it that does not wait for a parent or for a genuine receipt."""
    own = (WaitReason.WAITS_FOR_PARENT.value, WaitReason.UNVERIFIED.value)
    connection.execute(
        update(entries)
        .where(entries.c.place == OUTBOX, or_(entries.c.reason.is_(None), entries.c.reason.not_in(own)))
        .values(reason=reason.value)
    )


def waiting(connection: Connection, photo_reason: WaitReason, limit: int) -> tuple[WaitingItem, ...]:
    """Return what has no receipt yet and what was refused, oldest first."""
    titles = entries.outerjoin(
        records, (records.c.township == entries.c.township) & (records.c.record == entries.c.record)
    )
    found = connection.execute(
        select(entries, records.c.title, func.length(entries.c.payload).label("bytes"))
        .select_from(titles)
        .where(WAITS)
        .order_by(entries.c.at, entries.c.id)
        .limit(limit)
    )
    items = []
    for row in found:
        reason, _, code = (row.reason or WaitReason.NOT_TRIED.value).partition(":")
        items.append(
            WaitingItem(
                township=row.township,
                record=row.record,
                id=row.id,
                what=row.kind,
                title=row.title or "",
                size=row.bytes,
                sent=0,
                reason=WaitReason(reason),
                code=code,
                since=row.at,
                subject=row.subject,
            )
        )
    return (*items, *_waiting_photos(connection, photo_reason, limit - len(items)))


def _waiting_photos(connection: Connection, reason: WaitReason, limit: int) -> tuple[WaitingItem, ...]:
    joined = photos.join(
        attachments, (attachments.c.township == photos.c.township) & (attachments.c.sha256 == photos.c.sha256)
    ).outerjoin(records, (records.c.township == attachments.c.township) & (records.c.record == attachments.c.record))
    found = connection.execute(
        select(photos, attachments.c.record, attachments.c.subject, records.c.title)
        .select_from(joined)
        .where(photos.c.is_own, photos.c.receipt.is_(None))
        .order_by(photos.c.at, photos.c.sha256)
        .limit(max(limit, 0))
    )
    return tuple(
        WaitingItem(
            township=row.township,
            record=row.record,
            id=row.sha256,
            what="photo",
            title=row.title or "",
            size=row.size,
            sent=row.sent,
            reason=reason,
            code="",
            since=row.at,
            subject=row.subject,
        )
        for row in found
    )


def count_waiting(connection: Connection) -> int:
    """Return how many entries and photos have no receipt yet or were refused."""
    unsent = select(func.count()).where(WAITS)
    return _count(connection, unsent) + _count(
        connection, select(func.count()).where(photos.c.is_own, photos.c.receipt.is_(None), _is_shown())
    )


def _is_shown() -> Exists:
    return (
        select(attachments.c.sha256)
        .where(attachments.c.township == photos.c.township, attachments.c.sha256 == photos.c.sha256)
        .exists()
    )


def _count(connection: Connection, statement: "Select[int]") -> int:
    return int(connection.execute(statement).scalar_one())
