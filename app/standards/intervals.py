"""How often a bridge is inspected, and when the next time is due. Source: JTG 5120-2021, 3.1 to 3.6."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path

from app.errors import AppError
from app.standards.editions import Block, read

NAME = "jtg5120"
MONTHS = 12


class Level(StrEnum):
    """Inspection level of a bridge; the district's village bridges are level Ⅲ unless the asset says otherwise."""

    I = "Ⅰ"  # noqa: E741 - the standard's own name
    II = "Ⅱ"
    III = "Ⅲ"


class Kind(StrEnum):
    """Kind of inspection."""

    INITIAL = "initial"
    DAILY = "daily"
    REGULAR = "regular"
    PERIODIC = "periodic"
    SPECIAL = "special"


class Per(StrEnum):
    """What an interval counts."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Interval:
    """The longest time between two inspections, for example 3 months."""

    count: int
    per: Per


def interval(
    kind: Kind, level: Level = Level.III, *, own: Interval | None = None, tables: Path | None = None
) -> Interval | None:
    """Return the longest interval allowed; the asset's own one goes first.

    None for initial and special inspections, which an event causes.
    """
    if own is not None:
        return own
    row = read(NAME, tables).tables["intervals"].row(kind=kind.value, level=level.value)
    return None if row is None else _interval(row)


def bearing_interval(*, tables: Path | None = None) -> Interval:
    """Return the longest interval between regular checks of the bearings."""
    return _interval(read(NAME, tables).tables["bearings"])


def inspected_at(level: Level, *, bridge_class: int | None, largest: bool = False, tables: Path | None = None) -> Level:
    """Return the level that counts: a bridge in bad condition is inspected one level higher (from memory, unchecked).

    Args:
        level: by size and road.
        bridge_class: technical condition 1 to 5; None while it is not known.
        largest: whether it is a 特大桥, which is raised from class 3 instead of 4.
        tables: folder of the tables when not the program's own.
    """
    limits = read(NAME, tables).tables["raising"]
    limit = limits.number("largest" if largest else "others").value
    if bridge_class is None or bridge_class < limit:
        return level
    levels = list(Level)
    return levels[max(0, levels.index(level) - 1)]


def due_on(last: date | None, every: Interval, *, first: date | None = None) -> date | None:
    """Return the day by which the next inspection must be done.

    Args:
        last: when it was done last; None when it never was.
        every: the interval.
        first: when an inspection that was never done is due, for example the day the bridge was taken over.

    Returns:
        The same day of the month later, or the month's last day where there is no such day; ``first`` when it never
        was done.
    """
    if every.count < 1:
        raise AppError("standards.range", field="interval", value=every.count, least=1, most="")
    if last is None:
        return first
    if every.per is Per.DAY:
        return last + timedelta(days=every.count)
    return _months_after(last, every.count * (MONTHS if every.per is Per.YEAR else 1))


def _months_after(day: date, months: int) -> date:
    year, month = divmod(day.year * MONTHS + day.month - 1 + months, MONTHS)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _interval(row: Block) -> Interval:
    return Interval(int(row.number("count").value), Per(row.text("per")))
