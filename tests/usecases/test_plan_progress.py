"""How far a plan is, worked out by hand: what adds up, what is a share, what is left, what a lead unit says."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

import pytest

from app.domain.figure import is_part
from app.domain.plan import Aim, Feed, Plan, Section, Summary, Target
from app.domain.plan_listing import Tally
from app.usecases.plans.progress import Progress, Standing, progress_of, tally_of

ONE, TWO, DISTRICT = "310151101", "310151102", "310151000"
TARGET = Target(
    id="T1.5-01",
    section="1.5",
    clauses=("1.5.2",),
    text="拆除",
    aim=Aim.AT_LEAST,
    amount=Decimal(15),
    amount_to=None,
    unit="万㎡",
    from_year=2024,
    to_year=2026,
    due_year=2026,
    feed=Feed.COMPUTED,
    rule="illegal_demolished",
    summary=Summary.TOTAL,
)
REPORTED = replace(TARGET, feed=Feed.REPORTED, rule="", unit="%", summary=Summary.LATEST, amount=Decimal(95))
SHARE = replace(TARGET, summary=Summary.SHARE, unit="%", amount=Decimal(100))


def plan_with(target: Target) -> Plan:
    """Return a plan of one target."""
    return Plan("p", "计划", 2024, 2026, (Section("1.5", "违法建筑", ("区城管执法局",)),), (target,))


def tally(
    target: Target, amount: str, whole: str = "0", *, period: str = "2025", town: str = ONE, **more: str
) -> Tally:
    """Return a sum that feeds a target."""
    name, source = tally_of(plan_with(target), target), more.get("source", "record")
    return Tally(town, name, period, source, Decimal(amount), Decimal(whole), 1)


def progress(
    target: Target, tallies: Iterable[Tally], *, year: int = 2025, townships: tuple[str, ...] = ()
) -> Progress:
    """Return how far a target is."""
    return progress_of(plan_with(target), tallies, year=year, townships=townships)[0]


def test_square_metres_of_records_add_up_to_ten_thousands_of_the_plan() -> None:
    found = progress(TARGET, [tally(TARGET, "60000"), tally(TARGET, "15000", period="2026", town=TWO)])

    assert found.done == Decimal("7.5")
    assert found.percent == Decimal(50)
    assert found.by_year == {2025: Decimal(6), 2026: Decimal("1.5")}
    assert found.standing is Standing.UNDER_WAY


def test_what_was_done_in_another_year_is_not_that_years() -> None:
    of_2026 = replace(TARGET, from_year=2026, to_year=2026)
    tallies = [tally(TARGET, "150000", period="2025"), tally(TARGET, "30000", period="2026")]

    assert progress(of_2026, tallies).done == Decimal(3)


@pytest.mark.parametrize(("amount", "standing"), [("149999", Standing.OVERDUE), ("150000", Standing.REACHED)])
def test_after_its_year_a_target_is_reached_or_overdue(amount: str, standing: Standing) -> None:
    assert progress(TARGET, [tally(TARGET, amount)], year=2027).standing is standing


def test_a_share_is_that_of_all_townships_together_not_the_mean_of_theirs() -> None:
    found = progress(SHARE, [tally(SHARE, "1", "1"), tally(SHARE, "1", "3", town=TWO)])

    assert found.done == Decimal(50)
    assert found.standing is Standing.UNDER_WAY


def test_what_has_no_year_belongs_to_the_whole_of_a_share() -> None:
    assert progress(SHARE, [tally(SHARE, "2", "2"), tally(SHARE, "0", "2", period="")]).done == Decimal(50)


def test_nothing_left_is_reached_and_one_left_is_not() -> None:
    left = replace(TARGET, aim=Aim.NONE_LEFT, amount=Decimal(0), summary=Summary.LEFT, unit="处")

    some, none = progress(left, [tally(left, "3", "4")]), progress(left, [tally(left, "4", "4")])

    assert (some.done, some.percent, some.standing) == (Decimal(1), Decimal(75), Standing.UNDER_WAY)
    assert (none.done, none.standing) == (Decimal(0), Standing.REACHED)
    assert progress(left, []).standing is Standing.NO_DATA


def test_the_mean_days_are_days_by_cases() -> None:
    mean = replace(TARGET, aim=Aim.UNSAID, amount=None, summary=Summary.AVERAGE, unit="天")

    found = progress(mean, [tally(mean, "9", "3"), tally(mean, "5", "1")])

    assert (found.done, found.standing) == (Decimal("3.5"), Standing.NO_NUMBER)


def test_of_reported_levels_the_newest_of_the_district_is_shown() -> None:
    tallies = [
        tally(REPORTED, "90", period="2024", town=DISTRICT),
        tally(REPORTED, "94", period="2025-Q2", town=DISTRICT),
        tally(REPORTED, "99", period="2025-09", town=ONE),
    ]

    assert progress(REPORTED, tallies).done == Decimal(94)
    assert progress(REPORTED, tallies[2:], townships=(ONE,)).done == Decimal(99)


def test_levels_of_several_townships_make_no_level_of_the_district_unless_the_wholes_are_given() -> None:
    levels = [tally(REPORTED, "90"), tally(REPORTED, "80", town=TWO)]
    counted = [tally(REPORTED, "9", "10"), tally(REPORTED, "15", "30", town=TWO)]

    assert progress(REPORTED, levels).standing is Standing.NO_DATA
    assert progress(REPORTED, counted).done == Decimal(60)


@pytest.mark.parametrize(("said", "standing"), [("94.5", Standing.REACHED), ("94.4", Standing.UNDER_WAY)])
def test_about_so_much_is_reached_by_what_rounds_to_it(said: str, standing: Standing) -> None:
    about = replace(REPORTED, aim=Aim.ABOUT)

    assert progress(about, [tally(about, said, town=DISTRICT)]).standing is standing


def test_a_year_reported_stands_for_its_quarters_and_months() -> None:
    total = replace(REPORTED, summary=Summary.TOTAL, unit="项")
    periods = {"2024": "10", "2024-Q1": "3", "2024-02": "1", "2025-Q3": "4", "2025-08": "2", "2025-10": "1"}

    found = progress(total, [tally(total, amount, period=period) for period, amount in periods.items()])

    assert found.by_year == {2024: Decimal(10), 2025: Decimal(5)}
    assert not is_part("2025", "2025")


def test_imported_quantities_are_told_apart() -> None:
    works = replace(TARGET, feed=Feed.COUNTED, rule="ramp:post", unit="处", amount=Decimal(6))

    found = progress(works, [tally(works, "4"), tally(works, "2", source="imported")])

    assert (found.done, found.imported, found.records) == (Decimal(6), Decimal(2), 2)


def test_a_figure_reported_for_a_computed_target_stands_beside_it() -> None:
    beside = replace(tally(TARGET, "1"), name="figure:p:T1.5-01", amount=Decimal("7.1"))

    found = progress(TARGET, [tally(TARGET, "70000"), beside])

    assert (found.done, found.reported) == (Decimal(7), Decimal("7.1"))
