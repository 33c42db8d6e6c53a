"""When checks fall due: for every rule of the program, at each limit and on both sides of it, and whatever is drawn."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.calendar import WorkCalendar
from app.domain.due import (
    Deadline,
    DueRules,
    DueState,
    ExtraCheck,
    Rule,
    Tightening,
    deadlines,
    extra_deadline,
    is_overdue,
    state_on,
)
from app.domain.listing import AssetRow
from app.domain.periods import Every, Season, Span
from app.errors import AppError
from app.standards.due_rules import due_rules

RULES = due_rules()
DAY = timedelta(days=1)
DAYS = st.dates(date(2019, 1, 1), date(2031, 12, 31))
COUNTS = st.integers(1, 400)
YEARLY = [rule for rule in RULES.rules if rule.yearly]
REPEATED = [rule for rule in RULES.rules if not rule.yearly]


def asset(subject: str = "bridge", township: str = "310151101", **answers: Any) -> AssetRow:
    return AssetRow(township, "a", subject, "B1", "新河桥", "新河村", None, None, answers)


def of(rule: Rule, last: date | None, rules: DueRules = RULES, **answers: Any) -> Deadline | None:
    """Return the deadline of one rule for an asset that was last checked on a day."""
    known: Mapping[str, date] = {rule.form: last} if last else {}
    found = [each for each in deadlines(asset(rule.subject, **answers), known, rules) if each.rule == rule.id]
    return found[0] if found else None


def known(rule: Rule, last: date, rules: DueRules = RULES, **answers: Any) -> tuple[Deadline, date]:
    """Return a deadline that there is, and its due day."""
    found = of(rule, last, rules, **answers)
    assert found is not None
    assert found.due_on is not None
    return found, found.due_on


def named(rule: Rule) -> str:
    return rule.id


@pytest.mark.parametrize("rule", REPEATED, ids=named)
@settings(max_examples=20)
@given(last=DAYS)
def test_the_next_time_is_one_interval_later_and_never_after_it(rule: Rule, last: date) -> None:
    _, due_on = known(rule, last)

    assert last < due_on <= rule.every.after(last)
    if not any(rule.id in each.rules for each in RULES.tightenings):
        assert due_on == rule.every.after(last)


@pytest.mark.parametrize("rule", RULES.rules, ids=named)
@settings(max_examples=20)
@given(last=DAYS, later=COUNTS)
def test_who_was_checked_later_is_due_no_earlier(rule: Rule, last: date, later: int) -> None:
    assert known(rule, last)[1] <= known(rule, last + later * DAY)[1]


@pytest.mark.parametrize("rule", RULES.rules, ids=named)
@settings(max_examples=20)
@given(last=DAYS)
def test_it_is_overdue_from_the_day_after_the_last_day_in_time_and_on_every_day_after(rule: Rule, last: date) -> None:
    deadline, due_on = known(rule, last)
    assert deadline.late_from is not None
    in_time = deadline.late_from - DAY

    assert in_time >= due_on + rule.grace_days * DAY
    assert not is_overdue(deadline, in_time)
    assert is_overdue(deadline, deadline.late_from)
    assert is_overdue(deadline, deadline.late_from + 500 * DAY)


@pytest.mark.parametrize("rule", [rule for rule in RULES.rules if not rule.shifts], ids=named)
@settings(max_examples=20)
@given(last=DAYS)
def test_a_safety_patrol_is_never_moved_by_holidays(rule: Rule, last: date) -> None:
    deadline, due_on = known(rule, last)

    assert deadline.late_from == due_on + rule.grace_days * DAY + DAY
    assert deadline.is_certain


@pytest.mark.parametrize("rule", [rule for rule in RULES.rules if rule.shifts], ids=named)
@settings(max_examples=20)
@given(last=DAYS)
def test_other_checks_move_to_the_first_working_day_and_no_unknown_year_is_guessed(rule: Rule, last: date) -> None:
    deadline, due_on = known(rule, last)
    assert deadline.late_from is not None
    end = due_on + rule.grace_days * DAY
    in_time = deadline.late_from - DAY

    if not deadline.is_certain:
        assert in_time == end
        with pytest.raises(AppError):
            RULES.calendar.next_working_day(end)
    else:
        passed = [end + ahead * DAY for ahead in range((in_time - end).days)]
        assert RULES.calendar.is_working_day(in_time)
        assert not any(RULES.calendar.is_working_day(day) for day in passed)


@pytest.mark.parametrize("rule", [rule for rule in RULES.rules if rule.own], ids=named)
@settings(max_examples=20)
@given(last=DAYS, count=st.integers(1, 9999))
def test_an_assets_own_interval_goes_before_the_rules(rule: Rule, last: date, count: int) -> None:
    own = Every.counted(count, rule.unit)
    assert own is not None
    rules = replace(RULES, tightenings=())

    assert known(rule, last, rules, **{rule.own: str(count)})[1] == own.after(last)


@pytest.mark.parametrize("said", ["0", "", None, "-1", "1.5", "²", "x", "10000", True])
@pytest.mark.parametrize("rule", [rule for rule in RULES.rules if rule.own], ids=named)
def test_what_is_no_count_says_nothing(rule: Rule, said: Any) -> None:
    assert known(rule, date(2026, 3, 31), **{rule.own: said}) == known(rule, date(2026, 3, 31))


@pytest.mark.parametrize("rule", [rule for rule in RULES.rules if rule.levels], ids=named)
@pytest.mark.parametrize("level", ["1", "2", "3"])
@settings(max_examples=20)
@given(last=DAYS)
def test_the_level_of_a_bridge_says_how_often(rule: Rule, level: str, last: date) -> None:
    rules = replace(RULES, tightenings=())

    assert known(rule, last, rules, **{rule.level: level})[1] == rule.levels[level].after(last)


@pytest.mark.parametrize("rule", YEARLY, ids=named)
@settings(max_examples=20)
@given(last=DAYS)
def test_a_yearly_check_is_due_at_the_end_of_the_first_season_that_begins_after_it_was_done(
    rule: Rule, last: date
) -> None:
    _, due_on = known(rule, last)
    assert rule.yearly is not None
    begins = date(due_on.year, *rule.yearly.begins)

    assert (due_on.month, due_on.day) == rule.yearly.ends
    assert last < begins
    assert last >= begins.replace(year=begins.year - 1)


@pytest.mark.parametrize("rule", RULES.rules, ids=named)
@settings(max_examples=20)
@given(first=DAYS, second=DAYS)
def test_any_of_its_forms_does_a_check_and_the_newest_counts(rule: Rule, first: date, second: date) -> None:
    for form in rule.forms:
        done = {rule.form: min(first, second), form: max(first, second)}
        found = [each for each in deadlines(asset(rule.subject), done, RULES) if each.rule == rule.id]

        assert [each.last_on for each in found] == [done[form]]


@pytest.mark.parametrize("rule", RULES.rules, ids=named)
def test_what_was_never_done_is_due_now_and_only_once(rule: Rule) -> None:
    deadline = of(rule, None)

    if rule.yearly:
        assert deadline is None
    else:
        assert deadline == Deadline(rule.id, rule.form, None, None, None)
        assert state_on(deadline, date(2026, 11, 22)) is DueState.THIS_WEEK
        assert not is_overdue(deadline, date(2126, 1, 1))


@pytest.mark.parametrize("rule", RULES.rules, ids=named)
@settings(max_examples=20)
@given(last=DAYS, ahead=COUNTS)
def test_a_visit_dated_in_the_future_leaves_the_check_due(rule: Rule, last: date, ahead: int) -> None:
    deadline, _ = known(rule, last)

    assert state_on(deadline, last - ahead * DAY) is DueState.THIS_WEEK


@pytest.mark.parametrize("rule", RULES.rules, ids=named)
@settings(max_examples=20)
@given(last=DAYS)
def test_what_is_due_within_a_week_is_told_from_what_is_due_later(rule: Rule, last: date) -> None:
    deadline, due_on = known(rule, last)
    states = [state_on(deadline, due_on - ahead * DAY) for ahead in (0, 6, 7)]

    assert states[:2] == [DueState.THIS_WEEK, DueState.THIS_WEEK]
    assert states[2] is (DueState.LATER if due_on - 7 * DAY >= last else DueState.THIS_WEEK)


@given(last=DAYS, every=st.integers(1, 60), begins=st.none() | DAYS, length=st.none() | st.integers(0, 400), own=COUNTS)
def test_an_order_makes_checks_due_more_often_while_it_lasts_and_never_less_often(
    last: date, every: int, begins: date | None, length: int | None, own: int
) -> None:
    span = Span(begins, (begins or last) + length * DAY if length is not None else None)
    patrol = Rule("p", "p", "bridge", Every(days=own), "s", is_checked=True)
    order = Tightening(frozenset({"p"}), Every(days=every), span, "o", is_checked=True)
    plain, due_on = last + own * DAY, known(patrol, last, DueRules((patrol,), (order,)))[1]

    assert last < due_on <= plain
    expected = next(
        (
            last + days * DAY
            for days in range(every, own)
            if (span.begins is None or last + days * DAY >= span.begins)
            and (span.ends is None or last + days * DAY <= span.ends)
        ),
        plain,
    )
    assert due_on == expected


@given(last=DAYS)
def test_in_the_flood_season_a_long_interval_is_cut_to_the_seasons(last: date) -> None:
    rule = Rule("r", "r", "river", Every(months=6), "s", is_checked=True)
    flood = Tightening(frozenset({"r"}), Every(days=7), Season((6, 1), (9, 30)), "o", is_checked=True)
    due_on = known(rule, last, DueRules((rule,), (flood,)))[1]

    first = last + 7 * DAY
    while not (6, 1) <= (first.month, first.day) <= (9, 30) and first < rule.every.after(last):
        first += DAY
    assert due_on == first


def test_an_order_binds_only_its_rules_and_townships() -> None:
    rule = Rule("r", "r", "river", Every(months=6), "s", is_checked=True)
    order = Tightening(
        frozenset({"r"}), Every(days=7), Span(), "o", is_checked=True, townships=frozenset({"310151102"})
    )

    assert known(rule, date(2026, 1, 1), DueRules((rule,), (order,)))[1] == date(2026, 7, 1)
    assert known(rule, date(2026, 1, 1), DueRules((rule,), (replace(order, townships=frozenset()),)))[1] == date(
        2026, 1, 8
    )


TYPHOON = ExtraCheck("t", frozenset({"bridge"}), frozenset({"310151101"}), date(2026, 8, 1), date(2026, 8, 4), "台风后")


@given(last=DAYS)
def test_an_extra_check_falls_due_by_itself_until_any_check_from_its_first_day_on(last: date) -> None:
    found = extra_deadline(TYPHOON, asset(), {"bridge_h21": last}, RULES)

    if last >= TYPHOON.begins_on:
        assert found is None
    else:
        assert found is not None
        assert (found.due_on, found.late_from) == (TYPHOON.deadline, TYPHOON.deadline + DAY)
        assert not is_overdue(found, TYPHOON.deadline)
        assert is_overdue(found, TYPHOON.deadline + DAY)


@pytest.mark.parametrize(
    "stranger", [asset("road"), asset(township="310151102")], ids=["another kind", "another township"]
)
def test_an_extra_check_asks_nothing_of_others(stranger: AssetRow) -> None:
    assert extra_deadline(TYPHOON, stranger, {}, RULES) is None
    assert extra_deadline(TYPHOON, asset(), {}, RULES) is not None


def test_no_grace_with_holidays_is_longer_than_lists_look_back() -> None:
    assert max(rule.grace_days for rule in RULES.rules) + 15 <= 90


def test_rules_of_one_kind_of_asset_do_not_ask_others() -> None:
    assert list(deadlines(asset("nothing"), {}, RULES)) == []
    assert all(rule.forms for rule in RULES.rules)


@pytest.mark.parametrize(
    ("last", "due_on"),
    [
        (date(2026, 11, 30), date(2027, 2, 28)),
        (date(2027, 11, 30), date(2028, 2, 29)),
        (date(2026, 8, 31), date(2026, 11, 30)),
        (date(2028, 2, 29), date(2028, 5, 29)),
    ],
)
def test_a_month_without_that_day_gives_its_last(last: date, due_on: date) -> None:
    assert Every(months=3).after(last) == due_on


def test_the_end_of_time_is_an_answer_too() -> None:
    far = date(9990, 1, 1)

    assert Every(months=9999, days=9999).after(far).year < far.year
    assert known(RULES.rules[1], far, DueRules(RULES.rules, (), WorkCalendar({})))[0].late_from is not None
