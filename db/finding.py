"""Finding assets: a narrow table of words beside the projections, and what is near a point."""

from collections.abc import Iterable
from math import cos, radians

from sqlalchemy import ColumnElement, Connection, Row, Select, delete, func, select

from app.domain.asset_words import Fit, FoundAsset, fit_of, typed, words_of
from app.domain.site import Position, Source
from db.asset_rows import asset_of
from db.rows import by_township
from db.tables import asset_words, assets, visits

_BATCH = 500
_LOOKED_AT = 200
"""How many candidates of each kind of fit are read and put in order."""

_METRES_PER_DEGREE = 111_195.0
_RINGS_M = (500.0, 5_000.0, 50_000.0)
"""How far is looked for something near, step by step."""


def project_words(connection: Connection, names: Iterable[tuple[str, str]]) -> None:
    """Write anew by what these assets are found, by township and id; those that are not in use are not found."""
    for township, wanted in by_township(sorted(set(names))):
        for start in range(0, len(wanted), _BATCH):
            batch = wanted[start : start + _BATCH]
            gone = (asset_words.c.township == township) & asset_words.c.asset.in_(batch)
            connection.execute(delete(asset_words).where(gone))
            here = (assets.c.township == township) & assets.c.record.in_(batch) & assets.c.in_use
            _write(connection, select(assets).where(here))


def find(connection: Connection, text: str, limit: int) -> tuple[FoundAsset, ...]:
    """Return assets that a typed text fits: the best fit first, then those seen last, then by code.

    An empty text gives those seen last.
    """
    wanted = typed(text)
    if not wanted:
        return _seen_last(connection, limit)
    found: dict[tuple[str, str], FoundAsset] = {}
    for pattern in (f"%|{wanted}|%", f"%|{wanted}%", f"%{wanted}|%", f"%{wanted}%"):
        if len(found) < limit:
            rows = connection.execute(_candidates(asset_words.c.words.like(pattern)).limit(_LOOKED_AT))
            for row in rows:
                found.setdefault((row.township, row.record), _found(row, fit_of(row.words, wanted) or Fit.WITHIN))
    return tuple(sorted(found.values(), key=_order)[:limit])


def near(connection: Connection, here: Position, limit: int) -> tuple[FoundAsset, ...]:
    """Return the assets nearest to a point, the nearest first, within 50 km."""
    found: list[FoundAsset] = []
    for reach_m in _RINGS_M:
        rows = connection.execute(_candidates(_within(here, reach_m)))
        found = sorted((_at(row, here) for row in rows), key=lambda each: each.distance_m or 0.0)
        found = [each for each in found if (each.distance_m or 0.0) <= reach_m]
        if len(found) >= limit:
            break
    return tuple(found[:limit])


def _write(connection: Connection, which: Select[tuple[object, ...]]) -> None:
    rows = []
    for row in connection.execute(which):
        asset = asset_of(row)
        rows.append(
            {
                "township": asset.township,
                "asset": asset.record,
                "words": words_of(asset),
                "latitude": float(asset.latitude) if asset.latitude else None,
                "longitude": float(asset.longitude) if asset.longitude else None,
            }
        )
    if rows:
        connection.execute(asset_words.insert(), rows)


def _candidates(condition: ColumnElement[bool]) -> Select[tuple[object, ...]]:
    seen = (
        select(func.max(visits.c.made_at))
        .where(visits.c.township == assets.c.township, visits.c.asset == assets.c.record)
        .scalar_subquery()
        .label("seen_at")
    )
    joined = asset_words.join(
        assets, (assets.c.township == asset_words.c.township) & (assets.c.record == asset_words.c.asset)
    )
    return select(assets, asset_words.c.words, seen).select_from(joined).where(condition)


def _seen_last(connection: Connection, limit: int) -> tuple[FoundAsset, ...]:
    newest = (
        select(visits.c.township, visits.c.asset, func.max(visits.c.made_at).label("seen_at"))
        .group_by(visits.c.township, visits.c.asset)
        .order_by(func.max(visits.c.made_at).desc())
        .limit(limit)
        .subquery()
    )
    joined = newest.join(assets, (assets.c.township == newest.c.township) & (assets.c.record == newest.c.asset))
    rows = connection.execute(
        select(assets, newest.c.seen_at).select_from(joined).where(assets.c.in_use).order_by(newest.c.seen_at.desc())
    )
    return tuple(_found(row, Fit.WORD) for row in rows)


def _found(row: Row[tuple[object, ...]], fit: Fit) -> FoundAsset:
    return FoundAsset(asset_of(row), fit, str(row._mapping["seen_at"] or ""))  # noqa: SLF001  # SQLAlchemy's documented accessor


def _within(here: Position, reach_m: float) -> ColumnElement[bool]:
    high = reach_m / _METRES_PER_DEGREE
    wide = high / max(cos(radians(here.latitude)), 0.01)
    return asset_words.c.latitude.between(here.latitude - high, here.latitude + high) & asset_words.c.longitude.between(
        here.longitude - wide, here.longitude + wide
    )


def _at(row: Row[tuple[object, ...]], here: Position) -> FoundAsset:
    found = _found(row, Fit.WORD)
    asset = found.asset
    place = Position(float(asset.latitude or 0), float(asset.longitude or 0), Source.ASSET)
    return FoundAsset(asset, found.fit, found.seen_at, here.distance_m(place))


def _order(found: FoundAsset) -> tuple[Fit, bool, str, str]:
    """Best fit, then what was seen last: later moments first, by turning their digits round."""
    return found.fit, not found.seen_at, "".join(chr(255 - ord(each)) for each in found.seen_at), found.asset.code
