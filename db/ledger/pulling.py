"""What a person reads past where he stands: pages of the streams that he may read, without gaps."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select

from app.domain.directory import Directory
from app.domain.stream import DIRECTORY, Stream
from app.ports.ledger import LogPage, Pulled, Sealed
from db.ledger.docket import Position
from db.tables import entries, streams

PULL_BYTES = 4 * 1024 * 1024
"""About how many bytes of entries go into one answer at most."""


@dataclass(frozen=True, slots=True)
class Stand:
    """Where somebody stands: cursors, and the beginnings of the digests there."""

    cursors: Mapping[Stream, int]
    digests: Mapping[Stream, str]

    def is_at(self, stream: Stream, position: Position) -> bool:
        """Whether nothing of the stream is new to them, and nothing another."""
        is_same = position.digest.startswith(self.digests.get(stream, ""))
        return is_same and self.cursors.get(stream, 0) == position.head


def pull(
    connection: Connection,
    *,
    generation: str,
    directory: Directory,
    stand: Stand,
    person: str,
    limit: int,
) -> Pulled:
    """Return at most ``limit`` entries; the heads are read first, so that no page can pass a late commit."""
    found = connection.execute(select(streams))
    positions = {Stream(row.township, row.subject): Position(row.head, row.digest) for row in found}
    own = _own(directory, person)
    readable = {stream for stream in positions.keys() | stand.cursors.keys() if own.may_read(person, stream)}
    pages, more = _pages(connection, _directory_first(readable), positions, stand, limit)
    return Pulled(
        generation=generation,
        pages=pages,
        granted=tuple(stream for stream in _directory_first(readable) if stream in positions),
        revoked=tuple(sorted(stand.cursors.keys() - readable)),
        more=more,
    )


def _own(directory: Directory, person: str) -> Directory:
    """Return the part of the directory that decides what one person reads."""
    grants = tuple(grant for grant in directory.grants if grant.person == person)
    return Directory({name: known for name, known in directory.persons.items() if name == person}, {}, grants)


def _directory_first(wanted: Iterable[Stream]) -> list[Stream]:
    return sorted(wanted, key=lambda stream: (stream != DIRECTORY, stream))


def _pages(
    connection: Connection,
    wanted: Iterable[Stream],
    positions: Mapping[Stream, Position],
    stand: Stand,
    limit: int,
) -> tuple[tuple[LogPage, ...], bool]:
    pages: list[LogPage] = []
    space = PULL_BYTES
    for stream in wanted:
        after, position = stand.cursors.get(stream, 0), positions.get(stream, Position())
        if stand.is_at(stream, position):
            continue
        if limit <= 0 or space <= 0:
            return tuple(pages), True
        sealed = _sealed(connection, stream, after=after, head=position.head, limit=limit, space=space)
        pages.append(LogPage(stream, after, sealed, position.head, position.digest))
        limit -= len(sealed)
        space -= sum(len(entry.payload) for entry in sealed)
        if after + len(sealed) < position.head:
            return tuple(pages), True
    return tuple(pages), False


def _sealed(
    connection: Connection, stream: Stream, *, after: int, head: int, limit: int, space: int
) -> tuple[Sealed, ...]:
    """Return entries past ``after`` up to ``head``: at most ``limit``, ending with the one that fills ``space``."""
    wanted = (
        select(entries.c.payload, entries.c.signature)
        .where(
            entries.c.township == stream.township,
            entries.c.subject == stream.subject,
            entries.c.seq > after,
            entries.c.seq <= head,
        )
        .order_by(entries.c.seq)
        .limit(limit)
        .execution_options(yield_per=500)
    )
    sealed = []
    with connection.execute(wanted) as rows:
        for row in rows:
            sealed.append(Sealed(bytes(row.payload), bytes(row.signature)))
            space -= len(row.payload)
            if space <= 0:
                break
    return tuple(sealed)
