"""The directory as the server's log has it, brought up to date by what was logged since the last look."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, select

from app.domain.directory import Directory, read_directory
from app.domain.entry import Entry
from app.domain.fold import fold
from app.domain.state import State
from app.domain.stream import DIRECTORY, GENESIS, digest_after
from db.rows import entry_of
from db.tables import entries, streams


@dataclass(frozen=True, slots=True)
class Roll:
    """The directory stream up to ``head``: its records' entries and states, and what they say together."""

    head: int = 0
    digest: str = GENESIS
    entries: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)
    states: Mapping[str, State] = field(default_factory=dict)
    directory: Directory = field(default_factory=Directory)

    def after(self, logged: Sequence[Entry]) -> "Roll":
        """Return the roll once these entries follow."""
        digest, held = self.digest, dict(self.entries)
        for entry in logged:
            digest = digest_after(digest, entry.hash)
            held[entry.record] = (*held.get(entry.record, ()), entry)
        touched = {entry.record for entry in logged}
        states = {**self.states, **{record: fold(record, DIRECTORY, held[record]) for record in touched}}
        return Roll(self.head + len(logged), digest, held, states, read_directory(states.values()))


def read_roll(connection: Connection, known: Roll) -> Roll:
    """Return the roll as this transaction sees it, reading only what ``known`` lacks where that is a part of it."""
    in_stream = (streams.c.township == DIRECTORY.township) & (streams.c.subject == DIRECTORY.subject)
    row = connection.execute(select(streams.c.head, streams.c.digest).where(in_stream)).first()
    if row is None:
        return Roll()
    if (row.head, row.digest) == (known.head, known.digest):
        return known
    roll = known.after(_logged(connection, known.head)) if row.head > known.head else Roll()
    return roll if roll.digest == row.digest else Roll().after(_logged(connection, 0))


def _logged(connection: Connection, after: int) -> tuple[Entry, ...]:
    found = connection.execute(
        select(entries.c.payload, entries.c.signature)
        .where(
            entries.c.township == DIRECTORY.township,
            entries.c.subject == DIRECTORY.subject,
            entries.c.seq > after,
        )
        .order_by(entries.c.seq)
    )
    return tuple(entry_of(row) for row in found)
