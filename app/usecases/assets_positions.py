"""Where an asset of a table lies: coordinates as offices write them, and what is often wrong with them."""

import re
import unicodedata
from collections.abc import Iterator, Mapping

from app.domain.datum import Datum
from app.domain.site import DISTRICT, Position, Source
from app.errors import AppError

GCJ_NEAR_M, MOVED_FAR_M = 30.0, 100.0
"""A point so near to where GCJ-02 would put the known position, and so far from it, was not converted."""

_DATUMS: Mapping[str, Datum] = {
    **dict.fromkeys(("", "wgs84", "wgs-84", "gps"), Datum.WGS84),
    **dict.fromkeys(("cgcs2000", "2000", "国家2000", "天地图"), Datum.CGCS2000),
    **dict.fromkeys(("gcj02", "gcj-02", "高德", "腾讯", "火星", "火星坐标"), Datum.GCJ02),
}
_DEGREES = re.compile(r"[+-]?\d{1,3}(\.\d+)?", re.ASCII)
_SEXAGESIMAL = re.compile(r"(\d{1,3})°\s*(\d{1,2})['′]\s*(\d{1,2}(?:\.\d+)?)[\"″]?", re.ASCII)


def degrees(cell: str) -> float | None:
    """Return degrees written as a decimal or as degrees, minutes and seconds; None for anything else."""
    plain = unicodedata.normalize("NFKC", cell).strip().strip("NEne北纬东经 ")
    found = _SEXAGESIMAL.fullmatch(plain)
    if found is not None:
        return int(found[1]) + int(found[2]) / 60 + float(found[3]) / 3600
    return float(plain) if _DEGREES.fullmatch(plain) else None


def read_position(latitude: str, longitude: str, datum: str) -> Position:
    """Return the position of two cells; raise ``AppError`` with what is wrong with them.

    Raises:
        AppError: ``asset_row.coordinates``, ``asset_row.datum``, ``asset_row.swapped``, ``asset_row.outside``.
    """
    known = _DATUMS.get(unicodedata.normalize("NFKC", datum).strip().lower())
    if known is None:
        raise AppError("asset_row.datum", datum=datum)
    north, east = degrees(latitude), degrees(longitude)
    if north is None or east is None:
        raise AppError("asset_row.coordinates", latitude=latitude or "—", longitude=longitude or "—")
    if _is_inside(east, north, known):
        raise AppError("asset_row.swapped", latitude=latitude, longitude=longitude)
    if not _is_inside(north, east, known):
        raise AppError("asset_row.outside", latitude=latitude, longitude=longitude)
    return Position(round(north, 7), round(east, 7), Source.ASSET, known)


def shift_problems(position: Position, before: Position) -> Iterator[AppError]:
    """Yield that a position is the known one as Chinese map services show it, given as if it were WGS-84."""
    as_gcj = Position(position.latitude, position.longitude, position.source, Datum.GCJ02)
    metres = position.distance_m(before)
    if position.datum is not Datum.GCJ02 and metres > MOVED_FAR_M and as_gcj.distance_m(before) < GCJ_NEAR_M:
        yield AppError("asset_row.looks_like_gcj", metres=round(metres))


def _is_inside(north: float, east: float, datum: Datum) -> bool:
    if not (abs(north) <= 90 and abs(east) <= 180):  # noqa: PLR2004  # the range of degrees
        return False
    return DISTRICT.holds(Position(north, east, Source.ASSET, datum))
