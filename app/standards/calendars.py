"""The calendar and the office hours as data, in ``resources/calendars``."""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, time, timedelta
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from app.domain.calendar import WorkCalendar, WorkYear
from app.domain.office_hours import OfficeHours, WorkTime
from app.errors import AppError


@lru_cache(maxsize=8)
def work_calendar(folder: Path | None = None) -> WorkCalendar:
    """Read the working days of mainland China from ``folder``, or from the program's own table; read once, then kept.

    Raises:
        AppError: ``calendar.unreadable``.
    """
    try:
        return WorkCalendar.of(_year(int(year), block) for year, block in _read("mainland.toml", folder).items())
    except (OSError, ValueError, KeyError) as error:
        raise AppError("calendar.unreadable", name="mainland.toml", reason=error) from error


@lru_cache(maxsize=8)
def work_time(folder: Path | None = None) -> WorkTime:
    """Read the office hours of the working days, one block of ``office_hours.toml``; raises as ``work_calendar``."""
    try:
        toml = _read("office_hours.toml", folder)
        spans = tuple(_span(text) for text in _texts(toml["spans"]))
        hours = OfficeHours(spans, is_checked=toml["checked"] is True)
    except (OSError, ValueError, KeyError) as error:
        raise AppError("calendar.unreadable", name="office_hours.toml", reason=error) from error
    return WorkTime(work_calendar(folder), hours)


def _read(name: str, folder: Path | None) -> dict[str, object]:
    place = files("resources") / "calendars" if folder is None else folder
    return tomllib.loads((place / name).read_text(encoding="utf-8"))


def _span(text: str) -> tuple[time, time]:
    begin, _, end = text.partition("-")
    return time.fromisoformat(begin), time.fromisoformat(end)


def _texts(written: object) -> list[str]:
    if not isinstance(written, list):
        raise ValueError(f"no list: {written}")  # noqa: TRY004  one error for every malformed table
    return [str(text) for text in written]


def _year(year: int, block: object) -> WorkYear:
    if not isinstance(block, Mapping):
        raise ValueError(f"no block: {year}")  # noqa: TRY004  one error for every malformed table
    return WorkYear(
        year=year,
        off=frozenset(_days(year, block["off"])),
        work=frozenset(_days(year, block["work"])),
        source=str(block["source"]),
        is_checked=block["checked"] is True,
    )


def _days(year: int, written: object) -> Iterator[date]:
    """Yield the days of ``05-11`` and of ``05-01..05-05``; raise ValueError for anything else."""
    for text in _texts(written):
        first, _, last = text.partition("..")
        day, end = (date.fromisoformat(f"{year}-{each}") for each in (first, last or first))
        if end < day:
            raise ValueError(text)
        while day <= end:
            yield day
            day += timedelta(days=1)
