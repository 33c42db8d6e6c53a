"""When a photo was taken, from its EXIF tags; and why that is not known, if it is not.

Source: Exif 3.0 (CIPA DC-008), 4.6.5, tags relating to date and time.
"""

import re
from datetime import datetime, timedelta, timezone

from app.domain.photo import ASSUMED_ZONE, Diagnosis
from db.photos.exif import Tags

_TIMES = (
    ("EXIF DateTimeOriginal", "EXIF OffsetTimeOriginal"),
    ("EXIF DateTimeDigitized", "EXIF OffsetTimeDigitized"),
    ("Image DateTime", "EXIF OffsetTime"),
)
_TIME = re.compile(r"(\d{4})[:/.-](\d\d)[:/.-](\d\d)[ T](\d\d):(\d\d):(\d\d)(?:\.\d*)?", re.ASCII)
_OFFSET = re.compile(r"([+-])(\d\d):?(\d\d)", re.ASCII)
_YEARS = range(1826, 2200)
_UNSET = frozenset("0: /.-")
_MOST_OFFSET = timedelta(hours=14)
_CLOCK_TOLERANCE = timedelta(days=1)


def read_time(tags: Tags, now: datetime) -> tuple[datetime | None, tuple[Diagnosis, ...]]:
    """Return when it was taken, to the second, and what is wrong with that or why there is none.

    The time of taking comes first, then that of digitising, then that of the last change. Without an offset it is taken
    to be the district's.
    """
    written = [(name, offset, text) for name, offset in _TIMES if (text := _text(tags, name)) and set(text) - _UNSET]
    for name, offset_name, text in written:
        local = parse_time(text)
        if local is None:
            continue
        zone = _zone(_text(tags, offset_name))
        taken_at = local.replace(tzinfo=zone or ASSUMED_ZONE)
        found = {
            Diagnosis.TIME_OF_CHANGE: name == "Image DateTime",
            Diagnosis.OFFSET_ASSUMED: zone is None,
            Diagnosis.IN_THE_FUTURE: _is_future(taken_at, now),
        }
        return taken_at, tuple(diagnosis for diagnosis, holds in found.items() if holds)
    return None, (Diagnosis.TIME_INVALID if written else Diagnosis.NO_TIME,)


def parse_time(text: str) -> datetime | None:
    """Return the local time of ``2026:11:22 08:30:00`` without an offset; None if there is no such time.

    Years in which nobody photographs are none, so that no later arithmetic leaves the calendar.
    """
    match = _TIME.fullmatch(text)
    if match is None:
        return None
    year, month, day, hour, minute, second = map(int, match.groups())
    if year not in _YEARS:
        return None
    try:
        return datetime(year, month, day, hour, minute, second)  # noqa: DTZ001 - EXIF writes local time
    except ValueError:
        return None


def _zone(text: str) -> timezone | None:
    if text == "Z":
        return timezone.utc  # noqa: UP017 - the type is timezone
    match = _OFFSET.fullmatch(text)
    if match is None:
        return None
    sign, hours, minutes = match.groups()
    offset = timedelta(hours=int(hours), minutes=int(minutes))
    return timezone(-offset if sign == "-" else offset) if offset <= _MOST_OFFSET else None


def _is_future(taken_at: datetime, now: datetime) -> bool:
    return taken_at - now > _CLOCK_TOLERANCE


def _text(tags: Tags, name: str) -> str:
    value = tags.get(name, "")
    return value.strip(" \0") if isinstance(value, str) else ""
