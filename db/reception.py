"""What a client keeps of the server's log: pages verified entry by entry, the cursor moved in the same transaction."""

from collections.abc import Mapping
from contextlib import suppress
from itertools import groupby

from sqlalchemy import Connection, select, update

from app.domain.admission import ChainHead
from app.domain.canonical import Json
from app.domain.directory import Directory
from app.domain.entry import Entry
from app.domain.keys import PublicKey
from app.domain.kinds import Action
from app.domain.listing import WaitReason
from app.domain.stream import DIRECTORY, GENESIS, Stream, digest_after
from app.errors import AppError
from app.ports.exchange import Page, Received
from db import journal, projections
from db.arrival import Arrival
from db.rows import HELD, LOG, OUTBOX
from db.tables import chains, entries, photos, streams
from db.upsert import upsert


class Reception:
    """Verifies and keeps what one device receives.

    Args:
        device: this device's id.
        server_device: the server's, pinned at enrolment.
        server_key: its key, pinned at enrolment.
    """

    def __init__(self, device: str, server_device: str, server_key: PublicKey) -> None:
        self._device = device
        self._server = (server_device, server_key)

    def receive(self, connection: Connection, page: Page, directory: Directory, at: str) -> Received:
        """Keep the entries of a page that are new here.

        Raises:
            AppError: ``sync.forged`` if an entry is not signed by its device or breaks its device's chain, or
                ``sync.gap`` if the page does not follow what is here.
        """
        seq, digest = _cursor(connection, page.stream)
        if page.after > seq:
            raise AppError("sync.gap", stream=page.stream, after=page.after, cursor=seq)
        keys = _keys(directory, self._server)
        fresh = page.entries[seq - page.after :]
        arrival = Arrival.of(connection, page.stream, fresh)
        for entry in fresh:
            seq, digest = seq + 1, digest_after(digest, entry.hash)
            if page.stream == DIRECTORY:
                _learn_device(entry, keys)
            self._verify(connection, entry, arrival, keys)
            self._keep(connection, entry, seq, arrival)
        upsert(connection, streams, {**_key(page.stream), "head": seq, "digest": digest})
        arrival.write(connection, at)
        journal.touch(connection, ((page.stream, entry.record) for _, entry in arrival.new))
        return Received(len(arrival.new), differs=seq > page.head or (seq == page.head and digest != page.digest))

    def _verify(self, connection: Connection, entry: Entry, arrival: Arrival, keys: Mapping[str, PublicKey]) -> None:
        stream, key = arrival.stream, keys.get(entry.device)
        if entry.stream != stream or key is None or not entry.is_signed_by(key):
            raise AppError("sync.forged", stream=stream, entry=entry.id)
        if entry.device != self._device:
            head = arrival.head(entry.device)
            if (entry.number, entry.previous) != (head.number + 1, head.hash):
                raise AppError("sync.forged", stream=stream, entry=entry.id)
            arrival.move(entry.device, ChainHead(entry.number, entry.hash))
        if entry.kind == Action.STUBBED:
            self._advance(connection, arrival, entry.body)

    def _advance(self, connection: Connection, arrival: Arrival, stub: Mapping[str, Json]) -> None:
        """Move the chain of the device whose entry a stub stands for."""
        replaced = ChainHead(int(str(stub["number"])), str(stub["hash"]))
        if stub["device"] == self._device:
            self._rejoin(connection, arrival, replaced)
        else:
            arrival.move(str(stub["device"]), replaced)

    def _keep(self, connection: Connection, entry: Entry, seq: int, arrival: Arrival) -> None:
        """Take up an entry, or give the one that is here its sequence number."""
        known = arrival.known.get(entry.id)
        if known is None:
            if entry.device == self._device:
                self._rejoin(connection, arrival, ChainHead(entry.number, entry.hash))
            arrival.add(seq, entry)
        elif known[0] != entry.hash or known[1] not in (None, seq):
            raise AppError("sync.forged", stream=entry.stream, entry=entry.id)
        else:
            arrival.number(seq, entry.id)

    def _rejoin(self, connection: Connection, arrival: Arrival, logged: ChainHead) -> None:
        """Take up the own chain again where the log has more of it: this store was set back to an older state.

        Raises:
            AppError: ``sync.fork`` if the number has meanwhile been used here for something else.
        """
        used = self._used(connection, arrival, logged.number)
        if used not in (None, logged.hash):
            raise AppError("sync.fork", stream=arrival.stream, number=logged.number)
        if logged.number > arrival.head(self._device).number:
            arrival.move(self._device, logged)

    def _used(self, connection: Connection, arrival: Arrival, number: int) -> str | None:
        """Return the hash for which this device has used a number, here or earlier in the page."""
        for _, entry in arrival.new:
            if (entry.device, entry.number) == (self._device, number):
                return entry.hash
        found: str | None = connection.execute(
            select(entries.c.hash).where(
                entries.c.township == arrival.stream.township,
                entries.c.subject == arrival.stream.subject,
                entries.c.device == self._device,
                entries.c.number == number,
            )
        ).scalar()
        return found


def cursors(connection: Connection) -> dict[Stream, int]:
    """Return where each stream stands."""
    return {Stream(row.township, row.subject): row.head for row in connection.execute(select(streams))}


def digests(connection: Connection) -> dict[Stream, str]:
    """Return each stream's digest where it stands."""
    return {Stream(row.township, row.subject): row.digest for row in connection.execute(select(streams))}


def offer_again(connection: Connection, stream: Stream, device: str) -> None:
    """Put the device's own entries of a stream back into the outbox: the server may not have them any more."""
    connection.execute(
        update(entries)
        .where(
            entries.c.township == stream.township,
            entries.c.subject == stream.subject,
            entries.c.place == LOG,
            entries.c.device == device,
        )
        .values(place=OUTBOX, seq=None, receipt=None, reason=WaitReason.NOT_TRIED.value)
    )


def forget(connection: Connection, stream: Stream, device: str) -> None:
    """Drop what was received of a stream and its cursor; the outbox, what is held and the own chain stay."""
    here = (entries.c.township == stream.township) & (entries.c.subject == stream.subject)
    kept = connection.execute(select(entries.c.record).where(here, entries.c.place == OUTBOX)).scalars().all()
    projections.remove_stream(connection, stream)
    connection.execute(entries.delete().where(here, entries.c.place == LOG))
    connection.execute(
        streams.delete().where(streams.c.township == stream.township, streams.c.subject == stream.subject)
    )
    connection.execute(
        chains.delete().where(
            chains.c.township == stream.township, chains.c.subject == stream.subject, chains.c.device != device
        )
    )
    projections.refresh(connection, stream, kept)


def begin_generation(connection: Connection, device: str, server_device: str) -> None:
    """After the server's log began anew: reset every cursor and offer again all that this client holds.

    What was refused is among it: its number stands in the own chain, which the server takes up where its backup ends.
    The server's stubs and directory are dropped, since it writes them itself and sends them again.
    """
    of_server = (entries.c.place == LOG) & (entries.c.device == server_device)
    gone = of_server & ((entries.c.kind == Action.STUBBED.value) | (entries.c.subject == DIRECTORY.subject))
    moved = connection.execute(
        select(entries.c.township, entries.c.subject, entries.c.record)
        .where(gone | (entries.c.place == HELD))
        .distinct()
        .order_by(entries.c.township, entries.c.subject)
    ).all()
    connection.execute(streams.delete())
    connection.execute(chains.delete().where(chains.c.device != device))
    connection.execute(entries.delete().where(gone))
    connection.execute(
        update(entries)
        .where(entries.c.place.in_((LOG, HELD)))
        .values(place=OUTBOX, seq=None, receipt=None, reason=WaitReason.NOT_TRIED.value)
    )
    connection.execute(update(photos).values(receipt=None, sent=0, is_own=photos.c.is_complete))
    for (township, subject), rows in groupby(moved, key=lambda row: (row.township, row.subject)):
        projections.refresh(connection, Stream(township, subject), [row.record for row in rows])
    projections.recount_all(connection)


def _cursor(connection: Connection, stream: Stream) -> tuple[int, str]:
    row = connection.execute(
        select(streams.c.head, streams.c.digest).where(
            streams.c.township == stream.township, streams.c.subject == stream.subject
        )
    ).first()
    return (row.head, row.digest) if row is not None else (0, GENESIS)


def _key(stream: Stream) -> dict[str, object]:
    return {"township": stream.township, "subject": stream.subject}


def _keys(directory: Directory, server: tuple[str, PublicKey]) -> dict[str, PublicKey]:
    return {**{device.id: device.key for device in directory.devices.values()}, server[0]: server[1]}


def _learn_device(entry: Entry, keys: dict[str, PublicKey]) -> None:
    """Take up a device that this very page of the directory announces."""
    values = entry.body.get("values")
    if entry.kind == Action.CREATED and entry.body.get("record") == "device" and isinstance(values, dict):
        # A device whose key is none can sign nothing that verifies.
        with suppress(ValueError):
            keys.setdefault(entry.record, PublicKey.from_hex(str(values.get("key"))))
