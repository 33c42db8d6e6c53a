"""The docket of one push: what the log knows of everything that the push touches, and what the push adds to it."""

from collections import defaultdict
from dataclasses import dataclass, field, replace

from app.domain.admission import ChainHead, Facts
from app.domain.entry import Entry
from app.domain.kinds import Action
from app.domain.stream import DIRECTORY, GENESIS, Stream, digest_after
from db.ledger.roll import Roll

Name = tuple[str, str]
"""A township and an id in it."""


@dataclass(frozen=True, slots=True)
class Position:
    """Where a stream stands: its newest sequence number and the digest there."""

    head: int = 0
    digest: str = GENESIS


@dataclass(frozen=True, slots=True)
class Logged:
    """An entry's place in its stream's log, and its hash."""

    seq: int
    hash: str


@dataclass(frozen=True, slots=True)
class Stub:
    """The log's entry that stands for a refused one."""

    entry: Entry
    seq: int


@dataclass(slots=True)
class Docket:
    """Gathered once, kept up as entries are admitted, written once; streams stay locked in between.

    Attributes:
        positions: of the streams that the push touches.
        chains: of the devices in it, and of the server's, by stream and device.
        logged: entries of the push that the log holds.
        stubs: what stands for entries of the push, or for their parents; several where an id was used again.
        records: what the log holds of the push's records, stubs left out.
        roll: the directory as it is now.
        added: entries to write with their sequence numbers, in order.
        stubbed: refused entries and the stubs to write for them.
        moved: chains to write.
    """

    positions: dict[Stream, Position]
    chains: dict[tuple[Stream, str], ChainHead]
    logged: dict[Name, Logged]
    stubs: dict[Name, tuple[Stub, ...]]
    records: defaultdict[Name, list[Entry]]
    roll: Roll
    added: list[tuple[int, Entry]] = field(default_factory=list)
    stubbed: list[tuple[Entry, Entry]] = field(default_factory=list)
    moved: set[tuple[Stream, str]] = field(default_factory=set)

    def chain(self, stream: Stream, device: str) -> ChainHead:
        """Return where a device's chain stands."""
        return self.chains.get((stream, device), ChainHead())

    def facts(self, entry: Entry, carrier: str) -> Facts:
        """Return what admission needs to know of an entry."""
        directory, township = self.roll.directory, entry.stream.township
        held_of_record = [known for known in self.records[name_of_record(entry)] if known.stream == entry.stream]
        here = {known.id for known in held_of_record}
        absent = [parent for parent in entry.parents if parent not in here]
        refused = [parent for parent in absent if (township, parent) in self.stubs]
        return Facts(
            device=directory.devices.get(entry.device),
            roles=directory.roles(entry.author, entry.stream),
            chain=self.chain(entry.stream, entry.device),
            entries=held_of_record,
            missing=next((parent for parent in absent if parent not in refused), None),
            held=next(iter(refused), None),
            carrier=carrier,
        )

    def is_elsewhere(self, entry: Entry) -> bool:
        """Whether the entry's record lies in another stream of the township."""
        return any(known.stream != entry.stream for known in self.records[name_of_record(entry)])

    def is_taken(self, entry: Entry) -> bool:
        """Whether the entry's id already stands for other bytes."""
        return name_of(entry) in self.logged or name_of(entry) in self.stubs

    def log(self, entry: Entry) -> int:
        """Put an entry at the end of its stream and its device's chain; return its sequence number."""
        seq = self._append(entry)
        self.records[name_of_record(entry)].append(entry)
        if entry.stream == DIRECTORY:
            self.roll = self.roll.after([entry])
        return seq

    def log_stub(self, refused: Entry, stub: Entry) -> int:
        """Put a stub at the end of the stream; the refused entry consumes its number. Return the stub's number."""
        seq = self._append(stub)
        self._advance(refused)
        self.stubs[name_of(refused)] = (*self.stubs.get(name_of(refused), ()), Stub(stub, seq))
        self.stubbed.append((refused, stub))
        if stub.stream == DIRECTORY:
            self.roll = self.roll.after([stub])
        return seq

    def _append(self, entry: Entry) -> int:
        position = self.positions[entry.stream]
        seq = position.head + 1
        self.positions[entry.stream] = replace(position, head=seq, digest=digest_after(position.digest, entry.hash))
        self.logged[name_of(entry)] = Logged(seq, entry.hash)
        self.added.append((seq, entry))
        self._advance(entry)
        return seq

    def _advance(self, entry: Entry) -> None:
        key = (entry.stream, entry.device)
        self.chains[key] = ChainHead(entry.number, entry.hash)
        self.moved.add(key)

    def touched(self) -> tuple[Entry, ...]:
        """Return the added entries that the fold looks at."""
        return tuple(entry for _, entry in self.added if entry.kind != Action.STUBBED)


def name_of(entry: Entry) -> Name:
    """Return what names an entry in the log."""
    return entry.stream.township, entry.id


def name_of_record(entry: Entry) -> Name:
    """Return what names an entry's record in the log."""
    return entry.stream.township, entry.record
