"""The district in which every history begins: a founded server, three people with a device each, and their grants.

Made once in a process, always the same; each history begins from copies of these disks.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from random import Random
from uuid import UUID

from app.domain.canonical import Json
from app.domain.entry import Act, Author
from app.domain.keys import PrivateKey
from app.domain.kinds import Role
from app.domain.stream import DIRECTORY, Stream
from app.ports.exchange import Page
from db.engine import writing
from db.exchange import ClientExchange
from db.ledger import LogLedger, Seat, take_seat
from db.migrate import upgrade
from db.projections import rebuild_if_older
from db.store import ClientStore, DirectoryCache
from tests.simulation.disks import Disk, Image

BRIDGES = Stream("310151101", "bridge")
ROADS = Stream("310151101", "road")
ELSEWHERE = Stream("310151102", "bridge")
STREAMS = (BRIDGES, ROADS, ELSEWHERE)
SERVER_KEY = PrivateKey(b"s" * 32)
BEGIN = datetime(2026, 5, 6, 1, 0, tzinfo=UTC)


class SeededIds:
    """Identities by a seed (``app.ports.clock.Ids``)."""

    def __init__(self, random: Random) -> None:
        self._random = random

    def new(self) -> str:
        """Return the next."""
        return str(UUID(int=self._random.getrandbits(128)))


@dataclass
class SetClock:
    """A clock that a history sets (``app.ports.clock.Clock``)."""

    moment: datetime = BEGIN

    def now(self) -> datetime:
        """Return what it says, a second later each time."""
        self.moment += timedelta(seconds=1)
        return self.moment


@dataclass(frozen=True)
class Member:
    """Somebody with a device, their role and the streams of their first grants, each with the grant's record."""

    author: Author
    role: Role
    grants: Mapping[Stream, str]


@dataclass(frozen=True)
class District:
    """Where everything begins.

    Attributes:
        seat: the server's.
        server: its disk.
        members: the people.
        clients: their disks, enrolled, the directory received.
        newest: the newest entry of each grant.
    """

    seat: Seat
    server: Image
    members: tuple[Member, ...]
    clients: tuple[Image, ...]
    newest: Mapping[str, str] = field(default_factory=dict)


def store_on(disk: Disk, author: Author, clock: SetClock) -> ClientStore:
    """Return the client's store on a disk that is migrated: as its constructor does with a file."""
    store = object.__new__(ClientStore)
    store.engine, store.author, store.clock = disk.engine, author, clock
    store.directory = DirectoryCache(disk.engine)
    return store


def grant_act(ids: SeededIds, record: str, person: str, *, role: Role, stream: Stream, at: str) -> Act:
    """Return the act that grants a role over one stream."""
    values: dict[str, Json] = {
        "person": person,
        "role": role.value,
        "townships": [stream.township],
        "subjects": [stream.subject],
    }
    return _created(ids, record, "grant", values, at)


@cache
def district() -> District:
    """Return the district."""
    ids, clock, disk = SeededIds(Random(0)), SetClock(), Disk()  # noqa: S311  # no secret
    upgrade(disk.engine, "server")
    with writing(disk.engine) as connection:
        rebuild_if_older(connection)
    at = clock.now().isoformat()
    seat = take_seat(disk.engine, SERVER_KEY, ids, at)
    ledger = LogLedger(disk.engine, seat, ids)
    wanted = (
        (Role.INSPECTOR, (BRIDGES, ROADS)),
        (Role.INSPECTOR, (BRIDGES, ELSEWHERE)),
        (Role.SUPERVISOR, STREAMS),
    )
    members, newest = [], {}
    for number, (role, streams) in enumerate(wanted):
        member = Member(
            Author(ids.new(), ids.new(), PrivateKey(bytes([number]) * 32)), role, {each: ids.new() for each in streams}
        )
        acts = _enrolment(ids, member, at)
        logged = ledger.append_own(acts, at)
        newest.update({entry.record: entry.id for entry in logged})
        members.append(member)
    clients = tuple(_client(member, seat, ledger) for member in members)
    return District(seat, disk.save(), tuple(members), clients, newest)


def _enrolment(ids: SeededIds, member: Member, at: str) -> list[Act]:
    author = member.author
    return [
        _created(ids, author.person, "person", {"name": "测试员"}, at),
        _created(ids, author.device, "device", {"person": author.person, "key": author.key.public.hex}, at),
        *(
            grant_act(ids, record, author.person, role=member.role, stream=stream, at=at)
            for stream, record in sorted(member.grants.items())
        ),
    ]


def _client(member: Member, seat: Seat, ledger: LogLedger) -> Image:
    disk = Disk()
    upgrade(disk.engine, "client")
    with writing(disk.engine) as connection:
        rebuild_if_older(connection)
    store = store_on(disk, member.author, SetClock())
    exchange = ClientExchange(store, seat.author.device, SERVER_KEY.public)
    exchange.set_generation(seat.generation)
    entries = ledger.stream(DIRECTORY)
    digest = str(ledger._roll.digest)
    exchange.receive(Page(DIRECTORY, 0, entries, len(entries), digest))
    return disk.save()


def _created(ids: SeededIds, record: str, kind: str, values: Mapping[str, Json], at: str) -> Act:
    return Act(ids.new(), record, DIRECTORY, "created", (), {"record": kind, "values": values}, at)
