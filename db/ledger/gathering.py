"""Reading a docket: a few queries for a whole push, with its streams locked first and always in the same order."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import Protocol

from sqlalchemy import Connection, select

from app.domain.admission import ChainHead
from app.domain.entry import Entry
from app.domain.kinds import Action
from app.domain.stream import GENESIS, Stream
from db.ledger.docket import Docket, Logged, Name, Position, Stub
from db.ledger.roll import Roll
from db.rows import LOG, entry_of
from db.tables import chains, entries, streams, stubs


class Named(Protocol):
    """What an entry says of itself before it is sealed, and after."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def record(self) -> str:
        """Its record's id."""

    @property
    def stream(self) -> Stream:
        """Its stream."""

    @property
    def parents(self) -> tuple[str, ...]:
        """The ids of its parents."""


def gather(
    connection: Connection,
    touched: Sequence[Named],
    devices: Iterable[str],
    read_roll: Callable[[Connection], Roll],
) -> Docket:
    """Lock the streams of what a push touches and return what the log knows of it.

    Args:
        connection: within a writing transaction.
        touched: what is to be logged.
        devices: whose chains it goes on.
        read_roll: reads the directory, once the streams are locked.
    """
    positions = lock(connection, {one.stream for one in touched})
    logged = _logged(connection, {_name(one) for one in touched})
    new = [one for one in touched if _name(one) not in logged]
    records = _records(connection, new)
    here = {known.id for held in records.values() for known in held}
    parents = {(one.stream.township, parent) for one in new for parent in one.parents if parent not in here}
    return Docket(
        positions=positions,
        chains=_chains(connection, positions, sorted(set(devices))),
        logged=logged,
        stubs=_stubs(connection, parents | {_name(one) for one in touched}),
        records=records,
        roll=read_roll(connection),
    )


def lock(connection: Connection, wanted: Iterable[Stream]) -> dict[Stream, Position]:
    """Lock the streams' rows, making those that do not exist, and return where each stands."""
    return {stream: _lock(connection, stream) for stream in sorted(wanted)}


def _lock(connection: Connection, stream: Stream) -> Position:
    here = (streams.c.township == stream.township) & (streams.c.subject == stream.subject)
    row = connection.execute(select(streams.c.head, streams.c.digest).where(here).with_for_update()).first()
    if row is not None:
        return Position(row.head, row.digest)
    key = {"township": stream.township, "subject": stream.subject}
    connection.execute(streams.insert().values(**key, head=0, digest=GENESIS))
    return Position()


def _logged(connection: Connection, names: Iterable[Name]) -> dict[Name, Logged]:
    found = {}
    for township, ids in _by_township(names):
        rows = connection.execute(
            select(entries.c.id, entries.c.seq, entries.c.hash).where(
                entries.c.township == township, entries.c.id.in_(ids), entries.c.place == LOG
            )
        )
        found.update({(township, row.id): Logged(row.seq, row.hash) for row in rows})
    return found


def _stubs(connection: Connection, names: Iterable[Name]) -> dict[Name, tuple[Stub, ...]]:
    found: dict[Name, tuple[Stub, ...]] = {}
    for township, ids in _by_township(names):
        rows = connection.execute(
            select(stubs.c.entry, entries.c.seq, entries.c.payload, entries.c.signature)
            .join(entries, (entries.c.township == stubs.c.township) & (entries.c.id == stubs.c.stub))
            .where(stubs.c.township == township, stubs.c.entry.in_(ids))
        )
        for row in rows:
            name = township, row.entry
            found[name] = (*found.get(name, ()), Stub(entry_of(row), row.seq))
    return found


def _chains(
    connection: Connection, wanted: Iterable[Stream], devices: Sequence[str]
) -> dict[tuple[Stream, str], ChainHead]:
    found = {}
    for stream in wanted:
        rows = connection.execute(
            select(chains.c.device, chains.c.number, chains.c.hash).where(
                chains.c.township == stream.township,
                chains.c.subject == stream.subject,
                chains.c.device.in_(devices),
            )
        )
        found.update({(stream, row.device): ChainHead(row.number, row.hash) for row in rows})
    return found


def _records(connection: Connection, touched: Iterable[Named]) -> defaultdict[Name, list[Entry]]:
    found: defaultdict[Name, list[Entry]] = defaultdict(list)
    for township, names in _by_township((one.stream.township, one.record) for one in touched):
        rows = connection.execute(
            select(entries.c.payload, entries.c.signature).where(
                entries.c.township == township,
                entries.c.record.in_(names),
                entries.c.place == LOG,
                entries.c.kind != Action.STUBBED.value,
            )
        )
        for entry in map(entry_of, rows):
            found[township, entry.record].append(entry)
    return found


def _name(one: Named) -> Name:
    return one.stream.township, one.id


def _by_township(names: Iterable[Name]) -> list[tuple[str, list[str]]]:
    ordered = sorted(set(names))
    return [(township, [name for _, name in group]) for township, group in groupby(ordered, key=lambda name: name[0])]
