"""Builders: a server's log in memory that signs as a server does, and clients' stores that were enrolled at it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from app.domain.entry import Act, Author, Entry, seal
from app.domain.keys import PrivateKey
from app.domain.kinds import Action, Role
from app.domain.receipt import PhotoReceipt, Receipt, sign_photo_receipt, sign_receipt
from app.domain.stream import DIRECTORY, GENESIS, Stream, digest_after
from app.ports.exchange import Page, Result
from app.usecases.day import SHANGHAI
from db.exchange import ClientExchange
from db.store import ClientStore

BRIDGES = Stream("310151101", "bridge")
ROADS = Stream("310151102", "road")
KEY = bytes(range(32))
AT = "2026-11-22T10:00:00+08:00"

_numbers = count(1)


def new_id() -> str:
    """Return an id that no other call returned."""
    return f"00000000-0000-7000-8000-{next(_numbers):012x}"


class Ids:
    """New identities (``app.ports.clock.Ids``)."""

    def new(self) -> str:
        """Return the next."""
        return new_id()


@dataclass
class SetClock:
    """A clock that a test sets (``app.ports.clock.Clock``)."""

    moment: datetime = datetime(2026, 11, 22, 10, 0, tzinfo=SHANGHAI)

    def now(self) -> datetime:
        """Return what it was set to."""
        return self.moment

    def pass_(self, **time: float) -> None:
        """Let time pass."""
        self.moment += timedelta(**time)


def new_author(person: str | None = None) -> Author:
    """Return a person on a new device."""
    return Author(person or new_id(), new_id(), PrivateKey.generate())


def act(
    kind: str, record: str, parents: Sequence[str] = (), stream: Stream = BRIDGES, body: Mapping[str, Any] | None = None
) -> Act:
    """Return an act on a record."""
    return Act(new_id(), record, stream, kind, tuple(parents), body or {}, AT)


def creation(record: str | None = None, stream: Stream = BRIDGES, **about: Any) -> Act:
    """Return the act that begins a record, an inspection unless ``record_kind`` says otherwise."""
    kind = about.pop("record_kind", "inspection")
    return act("created", record or new_id(), stream=stream, body={"record": kind, "values": {}, **about})


def after(last: Act | Entry, kind: str, **body: Any) -> Act:
    """Return the act that follows another one on its record."""
    return act(kind, last.record, [last.id], last.stream, body)


@dataclass(repr=False)
class Log:
    """A server's log: every stream's entries in order, chained, stubbed and receipted under one key."""

    author: Author = field(default_factory=new_author)
    generation: str = "g1"
    streams: dict[Stream, list[Entry]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.write(creation(self.author.device, DIRECTORY, record_kind="device", values=_device(self.author)))

    def __repr__(self) -> str:
        return f"Log({self.generation})"

    def enrol(self, author: Author, *roles: Role, streams: Sequence[Stream] = (BRIDGES,)) -> Author:
        """Make a person, their device and their roles known."""
        self.write(creation(author.person, DIRECTORY, record_kind="person", values={"name": "测试员"}))
        self.write(creation(author.device, DIRECTORY, record_kind="device", values=_device(author)))
        for role in roles:
            grant = {
                "person": author.person,
                "role": role.value,
                "townships": sorted({stream.township for stream in streams}),
                "subjects": sorted({stream.subject for stream in streams}),
            }
            self.write(creation(stream=DIRECTORY, record_kind="grant", values=grant))
        return author

    def write(self, written: Act, author: Author | None = None) -> Entry:
        """Log an act of a device, the server's own unless it says otherwise."""
        author = author or self.author
        number, previous = self.chain(written.stream, author.device)
        entry = seal(written, author, number=number + 1, previous=previous)
        self.log(entry)
        return entry

    def chain(self, stream: Stream, device: str) -> tuple[int, str]:
        """Return the newest number of a device in a stream and its hash, stubbed ones among them."""
        number, previous = 0, GENESIS
        for entry in self.streams.get(stream, ()):
            if entry.device == device:
                number, previous = entry.number, entry.hash
            elif entry.kind == Action.STUBBED and entry.body["device"] == device:
                number, previous = int(str(entry.body["number"])), str(entry.body["hash"])
        return number, previous

    def log(self, entry: Entry) -> Receipt:
        """Log an entry as it is; return its receipt."""
        logged = self.streams.setdefault(entry.stream, [])
        logged.append(entry)
        return sign_receipt(self.generation, entry.stream, len(logged), entry.hash, self.author.key)

    def accept(self, *entries: Entry) -> tuple[Result, ...]:
        """Log entries and return what a server says of them."""
        return tuple(Result(entry.id, "accepted", receipt=self.log(entry)) for entry in entries)

    def refuse(self, entry: Entry, code: str = "no_grant") -> Result:
        """Log a stub in place of an entry and return what a server says of it."""
        said = {"entry": entry.id, "device": entry.device, "number": entry.number, "hash": entry.hash, "code": code}
        stub = self.write(act(Action.STUBBED.value, entry.record, stream=entry.stream, body=said))
        return Result(entry.id, "refused", code, stub=stub)

    def photo_receipt(self, township: str, sha256: str, size: int) -> PhotoReceipt:
        """Return the receipt for a photo."""
        return sign_photo_receipt(self.generation, township, sha256, size, self.author.key)

    def page(self, stream: Stream, after: int = 0, most: int = 1000) -> Page:
        """Return the page of a stream that follows a sequence number."""
        logged = self.streams.get(stream, [])
        digest = GENESIS
        for entry in logged:
            digest = digest_after(digest, entry.hash)
        return Page(stream, after, tuple(logged[after : after + most]), len(logged), digest)


def _device(author: Author) -> Mapping[str, str]:
    return {"person": author.person, "key": author.key.public.hex}


@dataclass(repr=False)
class Client:
    """One person's store and how a round sees it."""

    author: Author
    store: ClientStore
    exchange: ClientExchange
    clock: SetClock
    log: Log

    def __repr__(self) -> str:
        return f"Client({self.author.device})"

    def append(self, *acts: Act) -> tuple[Entry, ...]:
        """Put acts into the outbox."""
        with self.store() as unit:
            return unit.append(acts)

    def pull(self, *streams: Stream) -> None:
        """Receive all that the log has of the streams, of the directory if none are named."""
        for stream in streams or (DIRECTORY,):
            self.exchange.receive(self.log.page(stream, self.exchange.cursors().get(stream, 0)))

    def push(self) -> int:
        """Send the outbox; return how many entries left it."""
        return self.exchange.settle(self.log.accept(*self.exchange.outgoing(1000, 1_000_000)))


def enrolled(home: Path, log: Log, *roles: Role, author: Author | None = None) -> Client:
    """Return a client's store on a folder, its person enrolled with roles, the directory received."""
    author = log.enrol(author or new_author(), *roles)
    return client_on(home, log, author)


def client_on(home: Path, log: Log, author: Author) -> Client:
    """Return the store of a person who is enrolled already, the directory received."""
    clock = SetClock()
    store = ClientStore(home, KEY, author, clock)
    client = Client(author, store, ClientExchange(store, log.author.device, log.author.key.public), clock, log)
    client.exchange.set_generation(log.generation)
    client.pull()
    return client
