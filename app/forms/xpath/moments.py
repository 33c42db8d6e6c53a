"""Dates as expressions see them: an instant, and whether only its day was meant."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

_DATE = re.compile(r"(-?\d{4})-(\d{1,2})-(\d{1,2})")
_MOMENT = re.compile(
    r"(?P<day>-?\d{4}-\d{1,2}-\d{1,2})"
    r"(?:T(?P<hour>\d{2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.(?P<fraction>\d{1,9}))?)?"
    r"(?P<offset>Z|[+-]\d{2}(?::?\d{2})?)?)?"
)
_JS_MOMENT = re.compile(r"[A-Z][a-z]{2} ([A-Z][a-z]{2} \d{2} \d{4} \d{2}:\d{2}:\d{2}) GMT([+-]\d{4}).*")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DAY = timedelta(days=1)
_HOURS, _MINUTES = 24, 60


@dataclass(frozen=True)
class Moment:
    """A value of ``date()``, ``date-time()``, ``today()`` or ``now()``.

    Attributes:
        at: the instant with its offset; ``None`` is a date that could not be read.
        is_day: whether it prints as a bare date.
    """

    at: datetime | None
    is_day: bool = False

    @property
    def days(self) -> float:
        """Days since 1970-01-01T00:00Z, NaN for an unreadable date."""
        return float("nan") if self.at is None else (self.at - _EPOCH) / _DAY

    def __str__(self) -> str:
        if self.at is None:
            return "Invalid Date"
        return self.at.date().isoformat() if self.is_day else iso(self.at)


def iso(at: datetime) -> str:
    """Write an instant as ODK does: milliseconds and a numeric offset."""
    return at.isoformat(timespec="milliseconds")


def parse_moment(text: str, zone: tzinfo) -> Moment | None:
    """Read an ISO date or date-time; one without offset is in ``zone``. ``None`` when it is neither."""
    found = _MOMENT.fullmatch(text.strip())
    if found is None:
        return _parse_js(text.strip(), zone)
    try:
        day = _day(found["day"])
        if found["hour"] is None:
            return Moment(datetime.combine(day, time(), zone), is_day=True)
        clock = time(
            int(found["hour"]),
            int(found["minute"]),
            int(found["second"] or 0),
            int((found["fraction"] or "0").ljust(6, "0")[:6]),
        )
        offset = zone if found["offset"] is None else parse_offset(found["offset"])
        return Moment(datetime.combine(day, clock, offset).astimezone(zone))
    except (ValueError, OverflowError):
        return None


def _day(text: str) -> date:
    found = _DATE.fullmatch(text)
    if found is None:
        raise ValueError(text)
    return date(*(int(part) for part in found.groups()))


def parse_offset(text: str) -> tzinfo:
    """Read ``Z``, ``+08:00``, ``+0800`` or ``+08``.

    Raises:
        ValueError: when it is no offset of a day.
    """
    if text == "Z":
        return UTC
    hours, minutes = int(text[1:3]), int(text[3:].lstrip(":") or 0)
    if minutes >= _MINUTES or hours >= _HOURS:
        raise ValueError(text)
    return timezone((-1 if text[0] == "-" else 1) * timedelta(hours=hours, minutes=minutes))


def _parse_js(text: str, zone: tzinfo) -> Moment | None:
    """Read what JavaScript prints for a date; ODK accepts it."""
    found = _JS_MOMENT.fullmatch(text)
    if found is None:
        return None
    try:
        at = datetime.strptime(f"{found[1]} {found[2]}", "%b %d %Y %H:%M:%S %z")
    except ValueError:
        return None
    return Moment(at.astimezone(zone))


def from_days(days: float, zone: tzinfo) -> Moment:
    """Return the instant that lies a number of days after 1970-01-01T00:00Z; local midnight is a bare date."""
    try:
        milliseconds = round(days * 86_400_000)
        at = (_EPOCH + timedelta(milliseconds=milliseconds)).astimezone(zone)
        return Moment(at, is_day=at.time() == time())
    except (ValueError, OverflowError):
        return Moment(None)
