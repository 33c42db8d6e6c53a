"""What a page brings: judged entry by entry against what was here before it, and written all at once."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, bindparam, insert, select, update

from app.domain.admission import ChainHead
from app.domain.entry import Entry
from app.domain.stream import Stream
from db.rows import LOG, row_of
from db.tables import chains, entries
from db.upsert import upsert_all

_NUMBER = (
    update(entries)
    .where(entries.c.township == bindparam("in_township"), entries.c.id == bindparam("of"))
    .values(seq=bindparam("at_seq"))
)


@dataclass(slots=True)
class Arrival:
    """Entries of one stream on their way into the journal.

    Attributes:
        stream: theirs.
        known: hash and sequence number of those that are here, by id.
        heads: where the chains of the stream's devices stand.
        new: entries that were not here, with their sequence numbers.
        numbered: ids of entries that were here without a sequence number, and that number.
        moved: devices whose chains go on.
    """

    stream: Stream
    known: dict[str, tuple[str, int | None]]
    heads: dict[str, ChainHead]
    new: list[tuple[int, Entry]] = field(default_factory=list)
    numbered: dict[str, int] = field(default_factory=dict)
    moved: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, connection: Connection, stream: Stream, arriving: Sequence[Entry]) -> "Arrival":
        """Look what is here of these entries."""
        names = [entry.id for entry in arriving]
        here = connection.execute(
            select(entries.c.id, entries.c.hash, entries.c.seq).where(
                entries.c.township == stream.township, entries.c.id.in_(names)
            )
        )
        heads = connection.execute(
            select(chains.c.device, chains.c.number, chains.c.hash).where(
                chains.c.township == stream.township, chains.c.subject == stream.subject
            )
        )
        return cls(
            stream,
            {row.id: (row.hash, row.seq) for row in here},
            {row.device: ChainHead(row.number, row.hash) for row in heads},
        )

    def head(self, device: str) -> ChainHead:
        """Return where a device's chain stands."""
        return self.heads.get(device, ChainHead())

    def move(self, device: str, head: ChainHead) -> None:
        """Let a device's chain go on."""
        self.heads[device] = head
        self.moved.add(device)

    def add(self, seq: int, entry: Entry) -> None:
        """Take up an entry that was not here."""
        self.known[entry.id] = (entry.hash, seq)
        self.new.append((seq, entry))

    def number(self, seq: int, name: str) -> None:
        """Give an entry that was here its sequence number."""
        if self.known[name][1] is None:
            self.known[name] = (self.known[name][0], seq)
            self.numbered[name] = seq

    def write(self, connection: Connection, at: str) -> None:
        """Write everything; ``at`` is this end's clock, ISO 8601."""
        township, subject = self.stream.township, self.stream.subject
        if self.numbered:
            numbers = [{"in_township": township, "of": name, "at_seq": seq} for name, seq in self.numbered.items()]
            connection.execute(_NUMBER, numbers)
        if self.new:
            connection.execute(insert(entries), [row_of(entry, place=LOG, at=at, seq=seq) for seq, entry in self.new])
        moved = [(device, self.heads[device]) for device in sorted(self.moved)]
        key = {"township": township, "subject": subject}
        rows = [{**key, "device": device, "number": head.number, "hash": head.hash} for device, head in moved]
        upsert_all(connection, chains, rows)
