"""The calendar of working days, by the State Council's notices of three years."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from app.domain.calendar import WorkCalendar, WorkYear
from app.errors import AppError
from app.standards.calendars import work_calendar


@pytest.mark.parametrize(
    ("day", "is_worked"),
    [
        ("2024-01-01", False),  # Monday, New Year
        ("2024-02-04", True),  # Sunday, worked for the Spring Festival
        ("2024-02-09", True),  # New Year's Eve was no holiday in 2024
        ("2024-02-12", False),
        ("2024-02-29", True),
        ("2024-05-11", True),  # Saturday
        ("2024-10-08", True),
        ("2025-01-26", True),  # Sunday
        ("2025-01-28", False),
        ("2025-02-05", True),
        ("2025-10-08", False),
        ("2026-01-02", False),
        ("2026-01-04", True),  # Sunday
        ("2026-02-23", False),
        ("2026-02-28", True),  # Saturday
        ("2026-09-20", True),  # Sunday
        ("2026-10-10", True),  # Saturday
        ("2026-10-11", False),
    ],
)
def test_holidays_and_adjusted_working_days_are_those_of_the_notices(day: str, is_worked: bool) -> None:
    assert work_calendar().is_working_day(date.fromisoformat(day)) is is_worked


@pytest.mark.parametrize(("year", "count"), [(2024, 251), (2025, 248), (2026, 248)])
def test_a_year_has_as_many_working_days_as_its_notice_leaves(year: int, count: int) -> None:
    calendar, day = work_calendar(), date(year, 1, 1)

    assert (
        sum(
            calendar.is_working_day(day + timedelta(days=n))
            for n in range(366)
            if (day + timedelta(days=n)).year == year
        )
        == count
    )


def test_an_unknown_year_is_refused_by_name_and_not_guessed() -> None:
    with pytest.raises(AppError) as refused:
        work_calendar().add_working_days(date(2026, 12, 30), 3)

    assert refused.value.code == "calendar.unknown_year"
    assert refused.value.parameters == {"year": "2027", "last": "2026"}


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        ("2026-09-30", 1, "2026-10-08"),
        ("2026-09-30", 3, "2026-10-10"),  # the Saturday that is worked
        ("2024-02-28", 2, "2024-03-01"),  # over 29 February
        ("2025-01-25", 0, "2025-01-26"),
        ("2025-04-30", 1, "2025-05-06"),
    ],
)
def test_working_days_are_counted_from_the_day_after(start: str, count: int, end: str) -> None:
    assert work_calendar().add_working_days(date.fromisoformat(start), count) == date.fromisoformat(end)


def test_a_day_cannot_be_both_off_and_worked() -> None:
    day = date(2026, 10, 10)

    with pytest.raises(ValueError, match="2026"):
        WorkYear(2026, frozenset({day}), frozenset({day}), "", is_checked=False)


def test_a_calendar_without_years_knows_none() -> None:
    assert WorkCalendar.of([]).last_year == 0


def test_a_damaged_table_is_named(tmp_path: Path) -> None:
    (tmp_path / "mainland.toml").write_text('[2027]\noff = ["13-01"]\nwork = []\nsource = ""\nchecked = false\n')

    with pytest.raises(AppError, match=r"calendar\.unreadable"):
        work_calendar(tmp_path)
