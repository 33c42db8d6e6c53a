"""The client's store as a sync round sees it; each call is one transaction (``app.ports.exchange.Exchange``)."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import Connection, select, update

from app.domain.entry import Entry
from app.domain.keys import PublicKey
from app.domain.listing import WaitReason
from app.domain.receipt import PhotoReceipt
from app.domain.stream import Stream
from app.ports.exchange import HeldPhoto, Page, Received, Result
from db import outbox, reception
from db.engine import reading, writing
from db.store import ClientStore
from db.tables import meta, photos
from db.upsert import upsert


class ClientExchange:
    """Joins a client's store to the round; the server's device and key are those pinned at enrolment."""

    def __init__(self, store: ClientStore, server_device: str, server_key: PublicKey) -> None:
        self._store = store
        self._devices = store.author.device, server_device
        self._engine = store.engine
        self._server_key = server_key
        self._reception = reception.Reception(store.author.device, server_device, server_key)

    def server_key(self) -> PublicKey:
        """Return the server's key, pinned at enrolment."""
        return self._server_key

    def cursors(self) -> Mapping[Stream, int]:
        """Return where each stream stands."""
        with reading(self._engine) as connection:
            return reception.cursors(connection)

    def digests(self) -> Mapping[Stream, str]:
        """Return each stream's digest where it stands, 64 hexadecimal digits."""
        with reading(self._engine) as connection:
            return reception.digests(connection)

    def set_generation(self, generation: str) -> bool:
        """Note the log's generation; True if it is another than before, and everything held is offered again."""
        with writing(self._engine) as connection:
            known = _generation(connection)
            if known == generation:
                return False
            upsert(connection, meta, {"name": "generation", "value": generation})
            if known is None:
                return False
            past = " ".join([*_past_generations(connection), known])
            upsert(connection, meta, {"name": "past_generations", "value": past})
            reception.begin_generation(connection, *self._devices)
            return True

    def generation(self) -> str:
        """Return the log's generation as it is known here; empty before the server was first met."""
        with reading(self._engine) as connection:
            return _generation(connection) or ""

    def is_past_generation(self, generation: str) -> bool:
        """Whether a generation was known here before the present one."""
        with reading(self._engine) as connection:
            return generation in _past_generations(connection)

    def outgoing(self, entries: int, size: int, after: int = 0) -> tuple[Entry, ...]:
        """Return entries of the outbox, each stream's by number: at most so many and so many bytes, one at least."""
        with reading(self._engine) as connection:
            return outbox.outgoing(connection, entries, size, after)

    def waiting_entries(self, names: Collection[str]) -> tuple[Entry, ...]:
        """Return those entries of the outbox that have these ids."""
        with reading(self._engine) as connection:
            return outbox.named(connection, names)

    def settle(self, results: Sequence[Result]) -> int:
        """Carry out results and return how many entries left the outbox."""
        with writing(self._engine) as connection:
            return outbox.settle(connection, results, self._trust(connection))

    def receive(self, page: Page) -> Received:
        """Verify and keep a page, the cursor with it.

        Raises:
            AppError: ``sync.forged``, ``sync.gap`` or ``sync.fork``; nothing of the page is kept.
        """
        with writing(self._engine) as connection:
            directory = self._store.directory.read(connection)
            return self._reception.receive(connection, page, directory, self._store.now())

    def forget(self, stream: Stream) -> None:
        """Drop what was received of a stream; the outbox and what is held stay."""
        with writing(self._engine) as connection:
            reception.forget(connection, stream, self._store.author.device)

    def begin_anew(self, stream: Stream) -> None:
        """Drop what was received of a stream that differs from the server's; own entries are offered again."""
        with writing(self._engine) as connection:
            reception.offer_again(connection, stream, self._store.author.device)
            reception.forget(connection, stream, self._store.author.device)

    def leave_device(self, former: str) -> None:
        """Go on as another device: what the former one has in the log is offered again, and all comes anew."""
        with writing(self._engine) as connection:
            for stream in reception.cursors(connection):
                reception.offer_again(connection, stream, former)
                reception.forget(connection, stream, self._store.author.device)

    def hold_forked(self, former: str) -> tuple[tuple[Stream, str], ...]:
        """Hold what the former device has left unacknowledged; return the records to be written anew."""
        with writing(self._engine) as connection:
            return outbox.hold_forked(connection, former)

    def unsent_photos(self, limit: int) -> tuple[HeldPhoto, ...]:
        """Return own photos that a record shows without a receipt, newest first."""
        with reading(self._engine) as connection:
            return outbox.unsent_photos(connection, limit)

    def settle_photos(self, receipts: Sequence[PhotoReceipt]) -> int:
        """Keep the receipts that verify; return how many did."""
        with writing(self._engine) as connection:
            return outbox.settle_photos(connection, receipts, self._trust(connection))

    def note_sent(self, township: str, sha256: str, held: int) -> None:
        """Remember how many bytes of a photo the server holds."""
        with writing(self._engine) as connection:
            connection.execute(
                update(photos).where(photos.c.township == township, photos.c.sha256 == sha256).values(sent=held)
            )

    def missing_photos(self, limit: int) -> tuple[HeldPhoto, ...]:
        """Return photos that records here show and whose bytes are not here; newest first."""
        with reading(self._engine) as connection:
            return outbox.missing_photos(connection, limit)

    def photo_arrived(self, township: str, sha256: str, size: int) -> None:
        """Note that a photo's bytes are now kept here and hash to their name."""
        row = {"township": township, "sha256": sha256, "size": size, "is_complete": True, "is_own": False, "sent": size}
        with writing(self._engine) as connection:
            here = (photos.c.township == township) & (photos.c.sha256 == sha256)
            if connection.execute(select(photos.c.size).where(here)).first() is None:
                connection.execute(photos.insert().values(**row, at=self._store.now()))
            else:
                connection.execute(update(photos).where(here).values(is_complete=True))

    def explain(self, reason: WaitReason) -> None:
        """Note why the outbox waits, for everything in it that has no reason of its own."""
        with writing(self._engine) as connection:
            outbox.explain(connection, reason)
            upsert(connection, meta, {"name": "photos_wait", "value": reason.value})

    def note(self, name: str, value: str) -> None:
        """Keep a fact about the store itself, such as ``last_round_at``."""
        with writing(self._engine) as connection:
            upsert(connection, meta, {"name": name, "value": value})

    def _trust(self, connection: Connection) -> outbox.Trust:
        return outbox.Trust(self._server_key, _generation(connection))


def _generation(connection: Connection) -> str | None:
    return _fact(connection, "generation")


def _past_generations(connection: Connection) -> list[str]:
    return (_fact(connection, "past_generations") or "").split()


def _fact(connection: Connection, name: str) -> str | None:
    return connection.execute(select(meta.c.value).where(meta.c.name == name)).scalar()
