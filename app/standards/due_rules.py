"""How often everything is inspected, as data: ``resources/intervals``; the intervals of bridges from their standard."""

import hashlib
import tomllib
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from app.domain.due import DueRules, Rule, Tightening
from app.domain.periods import Every, Period, Season, Span
from app.errors import AppError
from app.standards import intervals
from app.standards.calendars import work_calendar
from app.standards.editions import read
from app.standards.intervals import Kind, Level, Per

Toml = Mapping[str, Any]  # Any: what a TOML file holds
LEVEL = "care_level"
"""The attribute of a bridge that says its level, 1 to 3."""

_COMMON = "3"
"""The level of a bridge that says none."""


@lru_cache(maxsize=8)
def due_rules(folder: Path | None = None) -> DueRules:
    """Read the rules and orders from ``folder``, or from the program's own; read once, then kept.

    Raises:
        AppError: ``due.rules_unreadable``.
    """
    place = files("resources") / "intervals" if folder is None else folder
    try:
        rules, orders = (tomllib.loads((place / name).read_text("utf-8")) for name in ("rules.toml", "orders.toml"))
        found = tuple(_rule(name, block) for name, block in rules.items())
        tightenings = tuple(_tightening(block) for block in orders.values())
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise AppError("due.rules_unreadable", reason=error) from error
    stray = {name for each in tightenings for name in each.rules} - {rule.id for rule in found}
    if stray:
        raise AppError("due.rules_unreadable", reason=", ".join(sorted(stray)))
    return DueRules(found, tightenings, work_calendar())


@lru_cache(maxsize=1)
def edition_of_rules() -> str:
    """Return what is another text whenever the program's own rules, orders or calendar are others."""
    said = hashlib.sha256()
    for name in ("intervals/rules.toml", "intervals/orders.toml", "calendars/mainland.toml", "standards/jtg5120.toml"):
        said.update((files("resources") / name).read_bytes())
    return said.hexdigest()


def _rule(name: str, block: Toml) -> Rule:
    levels = _levels(Kind(block["standard"])) if "standard" in block else {}
    return Rule(
        id=name,
        form=block["form"],
        subject=block["subject"],
        every=levels[_COMMON] if levels else _every(block),
        source=_clause(block["standard"]) if levels else block["source"],
        is_checked=bool(levels) or block["checked"] is True,
        also=tuple(block.get("also", ())),
        levels=levels,
        level=LEVEL if levels else "",
        own=block.get("own", ""),
        unit=block.get("unit", "days"),
        grace_days=block.get("grace_days", 0),
        shifts=block["shifts"],
        yearly=_season(block["season"]) if "season" in block else None,
    )


def _levels(kind: Kind) -> dict[str, Every]:
    """Return the intervals of the standard for bridges by level."""
    found = {str(number): intervals.interval(kind, level) for number, level in enumerate(Level, start=1)}
    return {level: _calendar(each) for level, each in found.items() if each is not None}


def _calendar(interval: intervals.Interval) -> Every:
    if interval.per is Per.DAY:
        return Every(days=interval.count)
    return Every(months=interval.count * (intervals.MONTHS if interval.per is Per.YEAR else 1))


def _clause(kind: str) -> str:
    edition = read(intervals.NAME)
    row = edition.tables["intervals"].row(kind=kind)
    return f"{edition.standard}, {row.clause if row else ''}"


def _tightening(block: Toml) -> Tightening:
    return Tightening(
        rules=frozenset(block["rules"]),
        every=_every(block),
        period=_period(block),
        source=block["source"],
        is_checked=block["checked"] is True,
        townships=frozenset(block.get("townships", ())),
    )


def _every(block: Toml) -> Every:
    return Every(months=block.get("months", 0), days=block.get("days", 0))


def _period(block: Toml) -> Period:
    if "season" in block:
        return _season(block["season"])
    begins, ends = block.get("begins"), block.get("ends")
    return Span(_day(begins), _day(ends))


def _day(written: object) -> date | None:
    return None if written is None else date.fromisoformat(str(written))


def _season(written: list[str]) -> Season:
    first, last = (date.fromisoformat(f"2001-{each}") for each in written)
    return Season((first.month, first.day), (last.month, last.day))
