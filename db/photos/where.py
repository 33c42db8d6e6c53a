"""Where a photo was taken, from its GPS tags; and why not, if they do not say.

Source: Exif 3.0 (CIPA DC-008), 4.6.6, GPS attribute information.
"""

from datetime import UTC, datetime
from fractions import Fraction

from app.domain.datum import Datum
from app.domain.photo import Diagnosis
from app.domain.site import DISTRICT, Position, Source
from db.photos.exif import Tags
from db.photos.when import parse_time

MOST_LATITUDE, MOST_LONGITUDE, MOST_BEARING = 90, 180, 360

_PLACES, _DIGITS = 10, 6
_POSITIONING_ERROR = "GPS Tag 0x001F"
_DATUMS = {
    "": Datum.WGS84,
    "WGS84": Datum.WGS84,
    "WGS1984": Datum.WGS84,
    "GCJ02": Datum.GCJ02,
    "CGCS2000": Datum.CGCS2000,
}


def read_position(tags: Tags, taken_at: datetime | None) -> tuple[Position | None, tuple[Diagnosis, ...]]:
    """Return the position, and what is wrong with it or why there is none.

    Degrees are rounded to 1e-10, a hundredth of a millimetre. The age of the fix is known only if ``taken_at``, whose
    offset the file must have given, and the receiver's own time are.
    """
    names = [name for name in ("GPS GPSLatitude", "GPS GPSLongitude") if name in tags]
    if not names:
        return None, (Diagnosis.NO_POSITION,)
    latitude, longitude = _degrees(tags, "GPS GPSLatitude", "NS"), _degrees(tags, "GPS GPSLongitude", "EW")
    if latitude is None or longitude is None:
        return None, (Diagnosis.POSITION_INVALID,)
    if abs(latitude) > MOST_LATITUDE or abs(longitude) > MOST_LONGITUDE:
        return None, (Diagnosis.POSITION_OUT_OF_RANGE,)
    if latitude == longitude == 0:
        return None, (Diagnosis.POSITION_ZEROED,)
    datum = _DATUMS.get(_letters(tags.get("GPS GPSMapDatum", "")))
    position = Position(
        latitude=round(float(latitude), _PLACES),
        longitude=round(float(longitude), _PLACES),
        source=Source.EXIF,
        datum=datum or Datum.WGS84,
        accuracy_m=_accuracy_m(tags),
        age_s=_age_s(tags, taken_at),
    )
    wrong = [] if datum else [Diagnosis.DATUM_UNKNOWN]
    return position, (*wrong, *(() if DISTRICT.holds(position) else (Diagnosis.OUTSIDE_DISTRICT,)))


def read_direction(tags: Tags) -> float | None:
    """Return where the camera looked, in degrees clockwise from north; None if it does not say."""
    bearing = _first(tags, "GPS GPSImgDirection")
    return round(float(bearing), _DIGITS) if bearing is not None and 0 <= bearing <= MOST_BEARING else None


def _degrees(tags: Tags, name: str, hemispheres: str) -> Fraction | None:
    """Return signed degrees from degrees, minutes, seconds; None unless all are numbers and the hemisphere is given."""
    parts, hemisphere = tags.get(name, ()), tags.get(name + "Ref", "")
    if isinstance(parts, str) or not isinstance(hemisphere, str) or not 1 <= len(parts) <= 3:  # noqa: PLR2004 - D, M, S
        return None
    sign = hemisphere.strip().upper()[:1]
    if not sign or sign not in hemispheres:
        return None
    total = Fraction(0)
    for part, divisor in zip(parts, (1, 60, 3600), strict=False):
        if part is None or part < 0:
            return None
        total += part / divisor
    return total if sign == hemispheres[0] else -total


def _accuracy_m(tags: Tags) -> float | None:
    accuracy = _first(tags, _POSITIONING_ERROR)
    return round(float(accuracy), _DIGITS) if accuracy is not None and accuracy > 0 else None


def _age_s(tags: Tags, taken_at: datetime | None) -> float | None:
    fixed_at = _fixed_at(tags)
    if taken_at is None or fixed_at is None:
        return None
    return max(0.0, (taken_at - fixed_at).total_seconds())


def _fixed_at(tags: Tags) -> datetime | None:
    """Return the receiver's time of its fix, in UTC to the second."""
    day, clock = tags.get("GPS GPSDate", ""), tags.get("GPS GPSTimeStamp", ())
    if not isinstance(day, str) or isinstance(clock, str) or len(clock) != 3:  # noqa: PLR2004 - hours, minutes, seconds
        return None
    whole = [int(part) for part in clock if part is not None and part >= 0]
    time = parse_time(f"{day.strip()} " + ":".join(f"{part:02d}" for part in whole))
    return None if time is None else time.replace(tzinfo=UTC)


def _first(tags: Tags, name: str) -> Fraction | None:
    value = tags.get(name, ())
    return None if isinstance(value, str) or not value else value[0]


def _letters(value: object) -> str:
    return "".join(letter for letter in value.upper() if letter.isalnum()) if isinstance(value, str) else ""
