"""The clock of a case against a table that was worked out by hand."""

from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.calendar import WorkCalendar, WorkYear
from app.domain.case import Limit, LimitUnit
from app.domain.case_clock import Colour, Due, Run, due_of, reading
from app.domain.office_hours import OfficeHours, UnknownFrom, WorkTime
from app.standards.calendars import work_calendar, work_time

_LINES = (Path(__file__).parent / "clock_cases.txt").read_text(encoding="utf-8").splitlines()
CASES = [[cell.strip() for cell in line.split("|")] for line in _LINES if not line.startswith("#")]
MINUTE = timedelta(minutes=1)


def moment(text: str) -> datetime:
    """Return a moment of the district."""
    return datetime.fromisoformat(f"{text}:00+08:00")


def run(started: str, limit: str, holds: str = "") -> Run:
    """Return a run as the table writes it."""
    amount, unit, *more = limit.replace("+", "").split()
    pauses = [hold.split("..") for hold in holds.split(", ") if hold]
    return Run(
        moment(started),
        Limit(Decimal(amount), LimitUnit(unit)),
        tuple(Limit(Decimal(each), LimitUnit(unit)) for each in more),
        tuple((moment(begin), moment(end) if end else None) for begin, end in pauses),
    )


def written(found: datetime | None, due: Due) -> str:
    """Return a moment as the table writes it."""
    if found is None:
        assert due.unknown_from is not None
        return f"?{due.unknown_from.year}"
    return f"{found:%Y-%m-%d %H:%M}"


@pytest.mark.parametrize(("started", "limit", "holds", "amber", "due"), CASES)
def test_a_clock_turns_when_it_was_worked_out_to_turn(
    started: str, limit: str, holds: str, amber: str, due: str
) -> None:
    found = reading(run(started, limit, holds), work_time())

    assert (written(found.amber_at, found), written(found.due_at, found)) == (amber, due)


def test_at_least_sixty_cases_are_worked_out() -> None:
    assert len(CASES) >= 60


def test_it_is_green_up_to_eighty_percent_amber_up_to_all_of_it_and_red_after() -> None:
    due = reading(run("2026-03-02 09:00", "2 work_hour"), work_time())
    turns = [moment("2026-03-02 10:36"), moment("2026-03-02 11:00")]

    assert [due.colour(at) for at in turns] == [Colour.GREEN, Colour.AMBER]
    assert [due.colour(at + MINUTE) for at in turns] == [Colour.AMBER, Colour.RED]


def test_a_clock_on_hold_stands_at_its_colour_for_ever() -> None:
    held = reading(run("2026-03-02 09:00", "2 work_hour", "2026-03-02 10:50.."), work_time())

    assert held.frozen is Colour.AMBER
    assert held.colour(moment("2026-09-01 09:00")) is Colour.AMBER


def test_what_is_not_known_is_said_only_once_it_matters() -> None:
    due = reading(run("2026-12-31 10:00", "1 work_day"), work_time())

    assert due.colour(moment("2026-12-31 17:24")) is Colour.GREEN
    assert due.colour(moment("2026-12-31 17:25")) is Colour.AMBER
    assert due.colour(moment("2027-01-01 00:00")) is Colour.UNKNOWN


def test_a_limit_that_leads_past_the_end_of_time_is_none() -> None:
    assert due_of(run("9999-12-31 20:00", "5 natural_day"), work_time()) is None
    assert due_of(None, work_time()) is None


def test_a_case_mended_in_time_stays_in_time() -> None:
    mended = Run(
        moment("2026-03-02 09:00"), Limit(Decimal(2), LimitUnit.WORK_HOUR), stopped_at=moment("2026-03-02 10:00")
    )

    assert reading(mended, work_time()).colour(moment("2026-04-01 09:00")) is Colour.GREEN


moments = st.integers(0, 60 * 24 * 1000).map(lambda minutes: moment("2024-01-01 00:00") + minutes * MINUTE)


@given(moments, st.integers(1, 60 * 8 * 30))
def test_so_much_time_after_a_moment_is_so_much_time_from_it(start: datetime, minutes: int) -> None:
    work, amount = work_time(), timedelta(minutes=minutes)
    end = work.after(start, amount)

    assert isinstance(end, datetime)
    assert work.between(start, end) == amount
    assert work.between(start, end - timedelta(seconds=1)) == amount - timedelta(seconds=1)


def test_hours_must_be_in_order_and_a_calendar_may_be_of_one_year() -> None:
    with pytest.raises(ValueError, match="office hours"):
        OfficeHours((work_time().hours.spans[1], work_time().hours.spans[0]))
    only = WorkTime(WorkCalendar.of([work_calendar().years[2026]]), work_time().hours)

    assert only.between(moment("2025-12-31 09:00"), moment("2026-01-05 09:00")) == UnknownFrom(2025)
    assert isinstance(only.calendar.years[2026], WorkYear)
