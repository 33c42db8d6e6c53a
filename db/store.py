"""The client's store: one encrypted SQLite file, opened by the one person of its home folder."""

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, select

from app.domain.asset import RegisteredAsset
from app.domain.asset_words import FoundAsset
from app.domain.directory import Directory
from app.domain.draft import Draft
from app.domain.entry import Act, Author, Entry
from app.domain.listing import AssetRow, RecordQuery, RecordRow, WaitingItem, WaitReason
from app.domain.site import Position
from app.domain.state import State
from app.domain.stream import DIRECTORY, Stream
from app.ports.clock import Clock
from app.ports.store import Unit, Visit
from db import assets, cases, deadlines, drafts, finding, journal, listing, outbox, projections
from db.engine import open_sqlite, reading, writing
from db.migrate import upgrade
from db.overview import OverviewQueries
from db.plans import PlanQueries
from db.rows import WAITS, entries_of
from db.tables import entries, meta, photos, streams
from db.upsert import upsert

STORE_NAME = "store.db"


class ClientStore:
    """Opens and migrates the file on construction; calling it begins a transaction (``app.ports.store.Store``).

    Raises:
        AppError: ``store.unreadable``, ``store.newer``.
    """

    def __init__(self, home: Path, key: bytes | None, author: Author, clock: Clock) -> None:
        home.mkdir(parents=True, exist_ok=True)
        path = home / STORE_NAME
        self.engine = open_sqlite(path, key)
        self.author = author
        self.clock = clock
        upgrade(self.engine, "client", path)
        with writing(self.engine) as connection:
            projections.rebuild_if_older(connection)
        self.directory = DirectoryCache(self.engine)

    @contextmanager
    def __call__(self) -> Iterator[Unit]:
        """Begin a writing transaction; leaving commits, an error rolls back."""
        with writing(self.engine) as connection:
            yield ClientUnit(connection, self.author, self.now, self.directory.read)

    @contextmanager
    def reading(self) -> Iterator["ClientReading"]:
        """Begin a consistent look."""
        with reading(self.engine) as connection:
            yield ClientReading(connection, self.directory.read)

    def now(self) -> str:
        """Return the clock as ISO 8601 with its offset."""
        return self.clock.now().isoformat(timespec="milliseconds")

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()


class DirectoryCache:
    """The directory, folded once for each state of its stream."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._known: tuple[object, Directory] = (None, Directory())

    def read(self, connection: Connection) -> Directory:
        """Return the directory as this transaction sees it."""
        mark = connection.execute(
            select(streams.c.head, streams.c.digest).where(
                streams.c.township == DIRECTORY.township, streams.c.subject == DIRECTORY.subject
            )
        ).first()
        known_mark, known = self._known
        if mark is None or tuple(mark) != known_mark:
            known = journal.directory_of(connection)
            self._known = (tuple(mark) if mark is not None else None, known)
        return known


class ClientReading(deadlines.DeadlineReading, cases.CasesReading, OverviewQueries, PlanQueries):
    """One consistent look at the store (``app.ports.store.Reading``)."""

    def __init__(self, connection: Connection, directory: Callable[[Connection], Directory]) -> None:
        super().__init__(connection)
        self._directory = directory

    def state(self, stream: Stream, record: str) -> State:
        """Fold a record from its entries."""
        return journal.state_of(self._connection, stream, record)

    def entries(self, township: str, record: str) -> tuple[Entry, ...]:
        """Return all entries of a record that are in the log or the outbox."""
        return entries_of(self._connection, township, record)

    def directory(self) -> Directory:
        """Return who is who."""
        return self._directory(self._connection)

    def drafts(self) -> tuple[Draft, ...]:
        """Return all drafts, newest first."""
        return drafts.all_drafts(self._connection)

    def draft(self, record: str) -> Draft | None:
        """Return one draft."""
        return drafts.one_draft(self._connection, record)

    def discarded_drafts(self) -> tuple[Draft, ...]:
        """Return the drafts that were thrown away and can be had again, the last thrown first."""
        return drafts.discarded_drafts(self._connection)

    def record_keys(self, query: RecordQuery, limit: int | None = None) -> Sequence[int]:
        """Return the keys of all rows that match, in order; at most ``limit``."""
        return listing.record_keys(self._connection, query, limit)

    def record_rows(self, keys: Sequence[int]) -> tuple[RecordRow, ...]:
        """Return the rows of these keys, in their order."""
        return listing.record_rows(self._connection, keys)

    def record_row(self, township: str, record: str) -> RecordRow | None:
        """Return one row."""
        return listing.record_row(self._connection, township, record)

    def assets(self, subject: str = "", text: str = "", limit: int = 5000) -> tuple[AssetRow, ...]:
        """Return assets in use by township and code, of a subject and with words in name, code or village if given."""
        return listing.asset_rows(self._connection, subject, text, limit)

    def asset(self, record: str) -> AssetRow | None:
        """Return one asset."""
        return listing.asset_row(self._connection, record)

    def asset_register(self, subject: str) -> tuple[RegisteredAsset, ...]:
        """Return every asset of a subject, in use or retired, by township and code."""
        return assets.asset_register(self._connection, subject)

    def find(self, text: str, limit: int) -> tuple[FoundAsset, ...]:
        """Return assets that a typed text fits, the best first; those seen last for an empty text."""
        return finding.find(self._connection, text, limit)

    def near(self, here: Position, limit: int) -> tuple[FoundAsset, ...]:
        """Return the assets nearest to a point, the nearest first, within 50 km."""
        return finding.near(self._connection, here, limit)

    def visits(self) -> tuple[Visit, ...]:
        """Return the newest counted visit of every asset and form."""
        return listing.visit_rows(self._connection)

    def waiting(self, limit: int = 1000) -> tuple[WaitingItem, ...]:
        """Return what has no receipt yet and what was refused, oldest first."""
        reason = WaitReason(self.note("photos_wait") or WaitReason.NOT_TRIED.value)
        return outbox.waiting(self._connection, reason, limit)

    def held(self, township: str, record: str) -> tuple[Entry, ...]:
        """Return what of a record was refused and not yet written anew."""
        return outbox.held_of(self._connection, township, record)

    def count_waiting(self) -> int:
        """Return how many entries and photos have no receipt yet or were refused."""
        return outbox.count_waiting(self._connection)

    def is_delivered(self, township: str, record: str) -> bool:
        """Whether nothing of the record waits for a receipt or was refused."""
        waits = select(entries.c.id).where(entries.c.township == township, entries.c.record == record, WAITS)
        if self._connection.execute(waits).first() is not None:
            return False
        row = listing.record_row(self._connection, township, record)
        return row is None or row.unsent == 0

    def note(self, name: str) -> str | None:
        """Return a fact about the store itself."""
        return self._connection.execute(select(meta.c.value).where(meta.c.name == name)).scalar()


class ClientUnit(ClientReading):
    """One writing transaction on the store (``app.ports.store.Unit``)."""

    def __init__(
        self,
        connection: Connection,
        author: Author,
        now: Callable[[], str],
        directory: Callable[[Connection], Directory],
    ) -> None:
        super().__init__(connection, directory)
        self._author = author
        self._now = now

    def append(self, acts: Sequence[Act]) -> tuple[Entry, ...]:
        """Number, chain and sign the acts, put them into the outbox and update the projections."""
        return journal.append(self._connection, acts, self._author, self._now())

    def mark_replaced(self, township: str, record: str, names: Collection[str]) -> None:
        """Note that others were written in place of these held entries of a record."""
        outbox.mark_replaced(self._connection, township, record, names)

    def put_draft(self, draft: Draft) -> None:
        """Keep a draft, in place of what was kept of it before."""
        drafts.put_draft(self._connection, draft)

    def drop_draft(self, record: str) -> None:
        """Forget a draft."""
        drafts.drop_draft(self._connection, record)

    def keep_photo(self, township: str, sha256: str, size: int) -> None:
        """Note that a photo was taken in here for a township and will have to be sent."""
        known = select(photos.c.receipt).where(photos.c.township == township, photos.c.sha256 == sha256)
        if self._connection.execute(known).first() is None:
            row = {"township": township, "sha256": sha256, "size": size, "sent": 0, "at": self._now()}
            self._connection.execute(photos.insert().values(**row, is_complete=True, is_own=True))
            projections.recount_showing(self._connection, township, sha256)

    def put_note(self, name: str, value: str) -> None:
        """Keep a fact about this home, in place of what was kept under the name."""
        upsert(self._connection, meta, {"name": name, "value": value})

    def next_counter(self, township: str, day: str) -> int:
        """Return the next number of the day, 1, 2, 3 …, for the 编号 of a record."""
        name = f"counter/{township}/{day}"
        count = int(self.note(name) or 0) + 1
        upsert(self._connection, meta, {"name": name, "value": str(count)})
        return count
