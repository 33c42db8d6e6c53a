"""The calendar as data: one block per year in ``resources/calendars/mainland.toml``."""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from app.domain.calendar import WorkCalendar, WorkYear
from app.errors import AppError


@lru_cache(maxsize=8)
def work_calendar(folder: Path | None = None) -> WorkCalendar:
    """Read the working days of mainland China from ``folder``, or from the program's own table; read once, then kept.

    Raises:
        AppError: ``calendar.unreadable``.
    """
    place = files("resources") / "calendars" if folder is None else folder
    try:
        toml = tomllib.loads((place / "mainland.toml").read_text(encoding="utf-8"))
        return WorkCalendar.of(_year(int(year), block) for year, block in toml.items())
    except (OSError, ValueError, KeyError) as error:
        raise AppError("calendar.unreadable", reason=error) from error


def _year(year: int, block: Mapping[str, object]) -> WorkYear:
    return WorkYear(
        year=year,
        off=frozenset(_days(year, block["off"])),
        work=frozenset(_days(year, block["work"])),
        source=str(block["source"]),
        is_checked=block["checked"] is True,
    )


def _days(year: int, written: object) -> Iterator[date]:
    """Yield the days of ``05-11`` and of ``05-01..05-05``."""
    if not isinstance(written, list):
        raise ValueError(f"no list of days in {year}")  # noqa: TRY004  one error for every malformed table
    for text in map(str, written):
        first, _, last = text.partition("..")
        day, end = (date.fromisoformat(f"{year}-{each}") for each in (first, last or first))
        while day <= end:
            yield day
            day += timedelta(days=1)
