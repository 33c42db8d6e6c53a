"""JTG 5120-2021: intervals by kind and level, and the day on which an inspection is due."""

from datetime import date

import pytest

from app.errors import AppError
from app.standards.intervals import Interval, Kind, Level, Per, bearing_interval, due_on, inspected_at, interval

DAY, MONTH, YEAR = Per.DAY, Per.MONTH, Per.YEAR


@pytest.mark.parametrize(
    ("kind", "level", "expected"),
    [
        (Kind.DAILY, Level.I, Interval(1, DAY)),
        (Kind.DAILY, Level.II, Interval(1, DAY)),
        (Kind.DAILY, Level.III, Interval(7, DAY)),
        (Kind.REGULAR, Level.I, Interval(1, MONTH)),
        (Kind.REGULAR, Level.II, Interval(2, MONTH)),
        (Kind.REGULAR, Level.III, Interval(3, MONTH)),
        (Kind.PERIODIC, Level.I, Interval(1, YEAR)),
        (Kind.PERIODIC, Level.II, Interval(3, YEAR)),
        (Kind.PERIODIC, Level.III, Interval(3, YEAR)),
        (Kind.INITIAL, Level.III, None),
        (Kind.SPECIAL, Level.I, None),
    ],
)
def test_the_interval_follows_kind_and_level(kind: Kind, level: Level, expected: Interval | None) -> None:
    assert interval(kind, level) == expected


def test_a_village_bridge_is_level_3_and_its_own_interval_goes_first() -> None:
    assert interval(Kind.DAILY) == Interval(7, DAY)
    assert interval(Kind.DAILY, own=Interval(3, DAY)) == Interval(3, DAY)
    assert bearing_interval() == Interval(3, MONTH)


@pytest.mark.parametrize(
    ("level", "bridge_class", "largest", "expected"),
    [
        (Level.III, None, False, Level.III),
        (Level.III, 3, False, Level.III),
        (Level.III, 4, False, Level.II),
        (Level.II, 3, True, Level.I),
        (Level.II, 2, True, Level.II),
        (Level.I, 5, False, Level.I),
    ],
)
def test_a_bridge_in_bad_condition_is_inspected_one_level_higher(
    level: Level, bridge_class: int | None, expected: Level, *, largest: bool
) -> None:
    assert inspected_at(level, bridge_class=bridge_class, largest=largest) == expected


@pytest.mark.parametrize(
    ("last", "every", "expected"),
    [
        (date(2026, 2, 25), Interval(7, DAY), date(2026, 3, 4)),
        (date(2026, 12, 28), Interval(7, DAY), date(2027, 1, 4)),
        (date(2026, 1, 15), Interval(3, MONTH), date(2026, 4, 15)),
        (date(2026, 11, 30), Interval(3, MONTH), date(2027, 2, 28)),
        (date(2027, 11, 30), Interval(3, MONTH), date(2028, 2, 29)),
        (date(2026, 12, 31), Interval(1, MONTH), date(2027, 1, 31)),
        (date(2024, 2, 29), Interval(3, YEAR), date(2027, 2, 28)),
        (date(2024, 2, 29), Interval(4, YEAR), date(2028, 2, 29)),
    ],
)
def test_the_next_inspection_is_due_an_interval_after_the_last(last: date, every: Interval, expected: date) -> None:
    assert due_on(last, every) == expected


def test_what_was_never_inspected_is_due_on_the_first_day_if_there_is_one() -> None:
    assert due_on(None, Interval(7, DAY)) is None
    assert due_on(None, Interval(7, DAY), first=date(2026, 3, 1)) == date(2026, 3, 1)


def test_an_interval_of_nothing_is_refused() -> None:
    with pytest.raises(AppError):
        due_on(date(2026, 1, 1), Interval(0, DAY))
