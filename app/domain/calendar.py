"""The calendar of working days: weekends, holidays and adjusted working days, year by year; no year is guessed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from app.errors import AppError

SATURDAY = 5
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class WorkYear:
    """What one year's notice says.

    Attributes:
        year: the year.
        off: days of public holidays, weekends among them.
        work: weekend days that are worked instead.
        source: the notice.
        is_checked: whether the days were compared with the notice.
    """

    year: int
    off: frozenset[date]
    work: frozenset[date]
    source: str
    is_checked: bool

    def __post_init__(self) -> None:
        strays = [day for day in (*self.off, *self.work) if day.year != self.year]
        weekdays = [day for day in self.work if day.weekday() < SATURDAY]
        if strays or weekdays or self.off & self.work:
            raise ValueError(f"calendar of {self.year}: {sorted([*strays, *weekdays, *(self.off & self.work)])}")


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Which days are worked, for the years that are known."""

    years: Mapping[int, WorkYear]

    @classmethod
    def of(cls, years: Iterable[WorkYear]) -> "WorkCalendar":
        """Return the calendar of these years."""
        return cls({year.year: year for year in years})

    @property
    def last_year(self) -> int:
        """The last year that is known; 0 where none is."""
        return max(self.years, default=0)

    def knows(self, day: date) -> bool:
        """Whether the day's year is known."""
        return day.year in self.years

    def is_working_day(self, day: date) -> bool:
        """Whether the day is worked.

        Raises:
            AppError: ``calendar.unknown_year``.
        """
        year = self.years.get(day.year)
        if year is None:
            raise AppError("calendar.unknown_year", year=day.year, last=self.last_year)
        return day in year.work or (day.weekday() < SATURDAY and day not in year.off)

    def next_working_day(self, day: date) -> date:
        """Return the day itself if it is worked, else the next one that is; raises as ``is_working_day``."""
        while not self.is_working_day(day):
            day += _DAY
        return day

    def add_working_days(self, day: date, count: int) -> date:
        """Return the ``count``-th working day after a day, which itself does not count.

        None at all gives the day itself if it is worked, else the next one that is.

        Raises:
            AppError: ``calendar.unknown_year`` as soon as the way leads into a year that is not known.
            ValueError: the count is negative.
        """
        if count < 0:
            raise ValueError(f"{count} working days")
        if count == 0:
            return self.next_working_day(day)
        for _ in range(count):
            day = self.next_working_day(day + _DAY)
        return day
