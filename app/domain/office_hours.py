"""Working time: office hours on working days, as a scale on which time limits are measured."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from app.domain.calendar import WorkCalendar
from app.domain.photo import ASSUMED_ZONE as DISTRICT_ZONE

_DAY = timedelta(days=1)
_NONE = timedelta(0)


@dataclass(frozen=True, slots=True)
class UnknownFrom:
    """A moment that lies in a year whose working days are not known; ``year`` is that year."""

    year: int

    @property
    def moment(self) -> datetime:
        """The first moment of which nothing is known."""
        return datetime(self.year, 1, 1, tzinfo=DISTRICT_ZONE)


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """The hours of a working day, in order and apart; ``is_checked`` says whether a source confirms them."""

    spans: tuple[tuple[time, time], ...]
    is_checked: bool = False

    def __post_init__(self) -> None:
        edges = [edge for span in self.spans for edge in span]
        if not edges or any(earlier >= later for earlier, later in pairwise(edges)):
            raise ValueError(f"office hours: {self.spans}")

    @property
    def length(self) -> timedelta:
        """How long a working day is."""
        return sum((_on(date.min, end) - _on(date.min, start) for start, end in self.spans), _NONE)


@dataclass(frozen=True, slots=True)
class WorkTime:
    """Office hours on the working days of a calendar, in the district's zone."""

    calendar: WorkCalendar
    hours: OfficeHours

    def after(self, start: datetime, amount: timedelta) -> datetime | UnknownFrom:
        """Return the first moment at which so much working time has passed since ``start``."""
        left = amount
        for begin, end in self._spans_from(start):
            if isinstance(end, UnknownFrom):
                return end
            if end - begin >= left:
                return begin + left
            left -= end - begin
        raise AssertionError  # the spans end only with a year that is unknown

    def between(self, start: datetime, end: datetime) -> timedelta | UnknownFrom:
        """Return the working time from one moment to another; none where the second is the earlier one."""
        passed = _NONE
        for begin, finish in self._spans_from(start):
            if begin >= end:
                break
            if isinstance(finish, UnknownFrom):
                return finish
            passed += min(finish, end) - begin
        return passed

    def _spans_from(self, start: datetime) -> Iterator[tuple[datetime, datetime | UnknownFrom]]:
        """Yield the hours from a moment on; the last one leads into a year that is not known."""
        here = start.astimezone(DISTRICT_ZONE)
        day = here.date()
        while self.calendar.knows(day):
            if self.calendar.is_working_day(day):
                for begin, end in self.hours.spans:
                    if _on(day, end) > here:
                        yield max(_on(day, begin), here), _on(day, end)
            day += _DAY
        yield max(here, _on(day, time.min)), UnknownFrom(day.year)


def _on(day: date, at: time) -> datetime:
    return datetime.combine(day, at, DISTRICT_ZONE)
