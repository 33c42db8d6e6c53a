"""Counting afterwards: what was lost, logged twice, missed by a puller, or differs, straight from the databases."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, select

from app.domain.stream import GENESIS, Stream
from db.rows import LOG
from db.tables import entries, streams


@dataclass
class Counted:
    """What was found.

    Attributes:
        made: entries that their writer was told are saved.
        lost: of these, how many the log has not.
        duplicated: entries that the log has more than once, and holes in its numbers.
        missed: logged entries that the puller has not.
        diverged: streams whose digest is not that of their entries, or not the puller's.
        waiting: what the writer could not deliver.
        kills: of processes.
    """

    made: int
    lost: int
    duplicated: int
    missed: int
    diverged: int
    waiting: int = 0
    kills: int = 0

    @property
    def is_clean(self) -> bool:
        """Whether nothing was found."""
        return not (self.lost or self.duplicated or self.missed or self.diverged or self.waiting)


def count_log(log: Connection, pulled: Connection, watched: Sequence[Stream], made: Iterable[str]) -> Counted:
    """Compare a log with what was made and with what a puller has."""
    wanted, logged, duplicated, missed, diverged = set(made), list[str](), 0, 0, 0
    for stream in watched:
        there, here = _logged(log, stream), _logged(pulled, stream)
        names = [name for _, name, _ in there]
        logged += names
        duplicated += len(names) - len(set(names)) + ([seq for seq, _, _ in there] != list(range(1, len(there) + 1)))
        missed += len(set(names) - {name for _, name, _ in here})
        digest = GENESIS
        for _, _, entry_hash in there:
            digest = hashlib.sha256(bytes.fromhex(digest) + bytes.fromhex(entry_hash)).hexdigest()
        stands = [_standing(log, stream), _standing(pulled, stream)]
        diverged += any(stand != (len(there), digest) for stand in stands)
    duplicated += len(logged) - len(set(logged))
    return Counted(len(wanted), len(wanted - set(logged)), duplicated, missed, diverged)


def merged(found: Sequence[Counted]) -> Counted:
    """Return the sum."""
    total = Counted(0, 0, 0, 0, 0)
    for one in found:
        total = replace(total, **{name: getattr(total, name) + getattr(one, name) for name in vars(total)})
    return total


def _logged(connection: Connection, stream: Stream) -> list[tuple[int, str, str]]:
    rows = connection.execute(
        select(entries.c.seq, entries.c.id, entries.c.hash)
        .where(entries.c.township == stream.township, entries.c.subject == stream.subject, entries.c.place == LOG)
        .order_by(entries.c.seq)
    )
    return [(row.seq, row.id, row.hash) for row in rows]


def _standing(connection: Connection, stream: Stream) -> tuple[int, str] | None:
    here = (streams.c.township == stream.township) & (streams.c.subject == stream.subject)
    row = connection.execute(select(streams.c.head, streams.c.digest).where(here)).first()
    return (row.head, row.digest) if row else None
