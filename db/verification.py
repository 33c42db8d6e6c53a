"""Verification: every byte of a store checked again, and what was changed is named.

Chains, signatures, receipts and photo hashes are the audit log; nothing here trusts an index column.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Engine, Row, select

from app.domain.entry import Entry, InvalidEntryError, open_entry
from app.domain.keys import PublicKey
from app.domain.kinds import Action
from app.domain.stream import GENESIS, Stream, digest_after
from app.ports.blobs import Blobs
from db import journal
from db.engine import reading
from db.outbox import photo_receipt_of, receipt_of
from db.rows import OUTBOX
from db.tables import entries, photos, streams


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as its author or the server signed it: what, where, and how."""

    what: str
    where: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Verified:
    """How much was checked, and what was found."""

    entries: int
    receipts: int
    photos: int
    findings: tuple[Finding, ...] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class Trust:
    """Whom to believe: the server's device and key, pinned at enrolment, and this device with its own key."""

    server_device: str
    server_key: PublicKey
    device: str = ""
    device_key: PublicKey | None = None


def verify(engine: Engine, trust: Trust, blobs: Blobs) -> Verified:
    """Check a store's entries, chains, digests, receipts and photos."""
    with reading(engine) as connection:
        held, damaged = _entries(connection)
        keys = _keys(connection, trust)
        receipts = list(_receipts(connection))
        shelf = connection.execute(select(photos).where(photos.c.is_complete)).all()
        findings = [
            *damaged,
            *_wrong_signatures(held, keys),
            *_broken_chains(held, trust.device),
            *_wrong_logs(connection, held),
            *_wrong_receipts(receipts, trust.server_key),
            *(finding for row in shelf for finding in _wrong_photo(row, blobs, trust.server_key)),
        ]
    return Verified(len(held), len(receipts), len(shelf), tuple(findings))


_Held = tuple[Entry, str, int | None]
"""An entry, its place and its sequence number."""


def _entries(connection: Connection) -> tuple[list[_Held], list[Finding]]:
    held, damaged = [], []
    for row in connection.execute(select(entries).order_by(entries.c.township, entries.c.subject, entries.c.device)):
        try:
            entry = open_entry(bytes(row.payload), bytes(row.signature))
        except InvalidEntryError as error:
            damaged.append(Finding("entry_damaged", row.id, str(error)))
            continue
        columns = (row.id, row.township, row.subject, row.record, row.kind, row.device, row.number, row.hash)
        said = (
            *(entry.id, entry.stream.township, entry.stream.subject, entry.record, entry.kind),
            *(entry.device, entry.number, entry.hash),
        )
        if columns != said:
            damaged.append(Finding("columns_differ", row.id))
        held.append((entry, row.place, row.seq))
    return held, damaged


def _keys(connection: Connection, trust: Trust) -> dict[str, PublicKey]:
    keys = {device.id: device.key for device in journal.directory_of(connection).devices.values()}
    if trust.device_key is not None:
        keys[trust.device] = trust.device_key
    return {**keys, trust.server_device: trust.server_key}


def _wrong_signatures(held: list[_Held], keys: Mapping[str, PublicKey]) -> Iterator[Finding]:
    for entry, _, _ in held:
        key = keys.get(entry.device)
        if key is None:
            yield Finding("device_unknown", entry.id, entry.device)
        elif not entry.is_signed_by(key):
            yield Finding("signature_wrong", entry.id)


def _broken_chains(held: list[_Held], own_device: str) -> Iterator[Finding]:
    """Check that each device's numbers follow one another, refused ones standing as stubs where they are not here."""
    chains: dict[tuple[Stream, str], dict[int, tuple[str, str | None]]] = {}
    for entry, _, _ in held:
        chains.setdefault((entry.stream, entry.device), {})[entry.number] = (entry.hash, entry.previous)
    for entry, _, _ in held:
        if entry.kind == Action.STUBBED:
            links = chains.setdefault((entry.stream, str(entry.body["device"])), {})
            links.setdefault(int(str(entry.body["number"])), (str(entry.body["hash"]), None))
    for (stream, device), links in chains.items():
        previous = GENESIS
        for number in range(1, max(links) + 1):
            if number not in links:
                yield Finding("number_missing", f"{stream} {device}", str(number))
                break
            entry_hash, says = links[number]
            if says is not None and says != previous:
                yield Finding(
                    "chain_broken", f"{stream} {device}", f"{number}{' (own)' if device == own_device else ''}"
                )
            previous = entry_hash


def _wrong_logs(connection: Connection, held: list[_Held]) -> Iterator[Finding]:
    """Check that each stream's log is 1 to its cursor without gaps and hashes to its digest."""
    logged = sorted(((str(entry.stream), seq, entry.hash) for entry, _, seq in held if seq is not None))
    by_stream = {
        name: {seq: entry_hash for _, seq, entry_hash in rows} for name, rows in groupby(logged, lambda row: row[0])
    }
    for row in connection.execute(select(streams)):
        name, digest = f"{row.township}/{row.subject}", GENESIS
        log = by_stream.get(name, {})
        for seq in range(1, row.head + 1):
            if seq not in log:
                yield Finding("log_gap", name, str(seq))
                break
            digest = digest_after(digest, log[seq])
        else:
            if digest != row.digest:
                yield Finding("digest_differs", name)


def _receipts(connection: Connection) -> Iterator[tuple[Entry, bytes]]:
    found = select(entries).where(entries.c.receipt.is_not(None), entries.c.place != OUTBOX)
    for row in connection.execute(found):
        yield open_entry(bytes(row.payload), bytes(row.signature)), bytes(row.receipt)


def _wrong_receipts(receipts: list[tuple[Entry, bytes]], key: PublicKey) -> Iterator[Finding]:
    for entry, kept in receipts:
        if not receipt_of(entry, kept).is_genuine(key):
            yield Finding("receipt_wrong", entry.id)


def _wrong_photo(row: Row[*tuple[Any, ...]], blobs: Blobs, key: PublicKey) -> Iterator[Finding]:
    if not blobs.is_intact(row.sha256):
        yield Finding("photo_damaged", row.sha256)
    if row.receipt is not None:
        receipt = photo_receipt_of(row.township, row.sha256, row.size, row.receipt)
        if not receipt.is_genuine(key):
            yield Finding("photo_receipt_wrong", row.sha256)
