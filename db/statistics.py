"""How much a server holds, for its keeper: read from heads and projections, not counted entry by entry."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Engine, func, select

from db.engine import reading
from db.tables import photos, records, streams


@dataclass(frozen=True, slots=True)
class Statistics:
    """What a server holds.

    Attributes:
        entries: in the logs of each township.
        records: by kind and status, as ``inspection/approved``.
        photos: how many are held whole, one held for two townships counted twice.
        photo_bytes: their bytes, counted likewise.
    """

    entries: Mapping[str, int]
    records: Mapping[str, int]
    photos: int
    photo_bytes: int


def read_statistics(engine: Engine) -> Statistics:
    """Return what a server holds now."""
    heads = select(streams.c.township, func.sum(streams.c.head)).group_by(streams.c.township)
    kinds = select(records.c.kind, records.c.status, func.count()).group_by(records.c.kind, records.c.status)
    whole = select(func.count(), func.coalesce(func.sum(photos.c.size), 0)).where(photos.c.is_complete)
    with reading(engine) as connection:
        count, size = connection.execute(whole).one()
        return Statistics(
            {township: int(head) for township, head in sorted(map(tuple, connection.execute(heads)))},
            {f"{kind}/{status}": number for kind, status, number in sorted(map(tuple, connection.execute(kinds)))},
            int(count),
            int(size),
        )
