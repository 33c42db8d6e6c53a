"""Intervals and periods by which checks fall due: calendar months and days, seasons of the year, spans of an order."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta

_COUNT = re.compile(r"[1-9]\d{0,3}", re.ASCII)
_LAST_YEAR = MAXYEAR - 40
"""Nothing falls due after it; 40 years are longer than the longest count of days."""


@dataclass(frozen=True, slots=True)
class Every:
    """An interval of calendar months, days, or both."""

    months: int = 0
    days: int = 0

    @classmethod
    def counted(cls, count: object, unit: str) -> "Every | None":
        """Return so many ``days`` or ``months``; None for what is no count from 1 to 9999."""
        found = _COUNT.fullmatch(str(count))
        return cls(**{unit: int(found[0])}) if found else None

    def after(self, day: date) -> date:
        """Return the day one interval later; a month without that day gives its last, the end of time its own."""
        month = day.month - 1 + self.months
        year, month = day.year + month // 12, month % 12 + 1
        if year > _LAST_YEAR:
            return date(_LAST_YEAR, 12, 31)
        moved = day.replace(year=year, month=month, day=min(day.day, monthrange(year, month)[1]))
        return moved + timedelta(days=self.days)


@dataclass(frozen=True, slots=True)
class Span:
    """From a day to a day, both in it; None where it has no beginning or no end."""

    begins: date | None = None
    ends: date | None = None

    def first_from(self, day: date) -> date | None:
        """Return the first day in it that is not before ``day``; None where there is none."""
        first = day if self.begins is None else max(day, self.begins)
        return first if self.ends is None or first <= self.ends else None


@dataclass(frozen=True, slots=True)
class Season:
    """The same part of every year, from a (month, day) to a later one of the year, both in it; never 29 February."""

    begins: tuple[int, int]
    ends: tuple[int, int]

    def __post_init__(self) -> None:
        if self.begins > self.ends:
            raise ValueError(f"a season from {self.begins} to {self.ends}")

    def first_from(self, day: date) -> date | None:
        """Return the first day in it that is not before ``day``; None at the end of time."""
        year = day.year if day <= date(day.year, *self.ends) else day.year + 1
        return None if year > _LAST_YEAR else max(day, date(year, *self.begins))

    def next_end(self, day: date) -> date:
        """Return when the first season ends that begins after a day."""
        year = day.year if day < date(day.year, *self.begins) else day.year + 1
        return date(min(year, _LAST_YEAR), *self.ends)


Period = Span | Season
