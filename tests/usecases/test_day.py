"""The inspector's day: what is due, at each limit of its interval and on both sides of it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from app.domain.listing import AssetRow
from app.usecases import review
from app.usecases.day import BRIDGE_CHECKS, Due, DueState, Every, Today, due_checks, today
from app.workplace import RecordKey
from tests.db.district import BRIDGES
from tests.usecases.people import FORM, Person

PATROL, REGULAR, PERIODIC = BRIDGE_CHECKS
DAY = date(2026, 11, 22)


def bridge(code: str = "B1", **answers: Any) -> AssetRow:
    return AssetRow("310151101", code, "bridge", code, "新河桥", "新河村", None, None, answers)


def due(form: str, last: date | None, day: date = DAY, **answers: Any) -> Due:
    """Return one check of a bridge that was last done on a day."""
    known = {("B1", form): last} if last else {}
    (found,) = [due for due in due_checks([bridge(**answers)], known, BRIDGE_CHECKS, day) if due.form == form]
    return found


@pytest.mark.parametrize(
    ("form", "last", "due_on"),
    [
        (PATROL.form, date(2026, 11, 15), date(2026, 11, 22)),
        (PATROL.form, date(2026, 12, 28), date(2027, 1, 4)),
        (REGULAR.form, date(2026, 8, 22), date(2026, 11, 22)),
        (REGULAR.form, date(2026, 11, 30), date(2027, 2, 28)),
        (REGULAR.form, date(2027, 11, 30), date(2028, 2, 29)),
        (REGULAR.form, date(2026, 8, 31), date(2026, 11, 30)),
        (REGULAR.form, date(2026, 12, 31), date(2027, 3, 31)),
        (REGULAR.form, date(2027, 11, 29), date(2028, 2, 29)),
        (REGULAR.form, date(2028, 2, 29), date(2028, 5, 29)),
        (PERIODIC.form, date(2023, 11, 22), date(2026, 11, 22)),
        (PERIODIC.form, date(2024, 2, 29), date(2027, 2, 28)),
        (PERIODIC.form, date(2025, 2, 28), date(2028, 2, 28)),
    ],
)
def test_a_check_is_due_one_interval_after_it_was_done(form: str, last: date, due_on: date) -> None:
    found = due(form, last)

    assert (found.due_on, found.last_on) == (due_on, last)


@pytest.mark.parametrize(("form", "interval"), [(check.form, check.every) for check in BRIDGE_CHECKS])
@pytest.mark.parametrize(
    ("days", "state", "late"),
    [
        (-2, DueState.OVERDUE, 2),
        (-1, DueState.OVERDUE, 1),
        (0, DueState.THIS_WEEK, 0),
        (1, DueState.THIS_WEEK, 0),
        (6, DueState.THIS_WEEK, 0),
        (7, DueState.LATER, 0),
        (8, DueState.LATER, 0),
    ],
)
def test_the_day_it_is_due_is_in_time_and_the_next_is_overdue(
    form: str, interval: Every, days: int, state: DueState, late: int
) -> None:
    last = date(2023, 4, 10)
    day = interval.after(last) - timedelta(days=days)

    found = due(form, last, day)
    assert (found.state, found.days_late) == (state, late)


def test_what_was_never_done_is_due_today() -> None:
    found = due(REGULAR.form, None)

    assert (found.due_on, found.last_on, found.state) == (DAY, None, DueState.THIS_WEEK)


@pytest.mark.parametrize(
    ("own", "due_on"),
    [
        ({"regular_months": "1"}, date(2026, 9, 30)),
        ({"regular_months": 6}, date(2027, 2, 28)),
        ({"regular_months": "9999"}, date(2859, 11, 30)),
        *(({"regular_months": count}, date(2026, 11, 30)) for count in ("0", "", None, "-1", "1.5", "²", "x", "10000")),
        ({"patrol_days": "1"}, date(2026, 11, 30)),
    ],
)
def test_an_assets_own_interval_goes_before_the_standards(own: dict[str, Any], due_on: date) -> None:
    assert due(REGULAR.form, date(2026, 8, 31), **own).due_on == due_on


def test_own_days_count_days() -> None:
    assert due(PATROL.form, DAY, patrol_days="30").due_on == DAY + timedelta(days=30)


def test_the_most_overdue_come_first_and_others_by_code() -> None:
    last = {("B1", PATROL.form): DAY, ("B2", PATROL.form): DAY - timedelta(days=30), ("B3", PATROL.form): DAY}
    found = due_checks([bridge("B3"), bridge("B1"), bridge("B2")], last, [PATROL], DAY)

    assert [due.asset.code for due in found] == ["B2", "B1", "B3"]


def test_an_asset_of_another_subject_has_no_bridge_checks() -> None:
    assert due_checks([replace(bridge(), subject="road")], {}, BRIDGE_CHECKS, DAY) == []


def shown(person: Person) -> Today:
    with person.client.store.reading() as look:
        return today(look, now=person.client.clock.now(), person=person.id, checks=[REGULAR])


def test_a_bridge_that_was_never_inspected_is_due_until_its_inspection_is_submitted(inspector: Person) -> None:
    asset = inspector.bridge()
    assert [due.asset.record for due in shown(inspector).due] == [asset.record]

    draft = inspector.begin(asset)
    page = shown(inspector)
    assert ([due.last_on for due in page.due], page.drafts) == ([None], (draft,))

    inspector.submit(draft, {})
    page = shown(inspector)
    assert (page.due, page.drafts) == ((), ())
    inspector.client.clock.pass_(days=92 + 1)
    assert [(due.last_on, due.days_late) for due in shown(inspector).due] == [(DAY, 1)]


def test_an_inspection_under_another_form_does_not_count(inspector: Person) -> None:
    draft = inspector.begin(inspector.bridge(), replace(FORM, id="bridge_patrol"))
    inspector.submit(draft, {})

    assert len(shown(inspector).due) == 1


def test_a_void_inspection_does_not_count_and_the_one_before_it_does(inspector: Person) -> None:
    asset = inspector.bridge()
    inspector.submit(inspector.begin(asset), {})
    inspector.client.clock.pass_(days=60)
    second = inspector.begin(asset)
    inspector.submit(second, {})
    inspector.client.clock.pass_(days=40)
    assert shown(inspector).due == ()

    key, heads = RecordKey(BRIDGES, second.record), inspector.state(second.record).heads
    with inspector.client.store() as unit:
        review.void(unit, **inspector.tools, person=inspector.id, key=key, heads=heads, reason="重复")

    assert [(due.last_on, due.days_late) for due in shown(inspector).due] == [(DAY, 8)]


def test_own_records_that_came_back_are_shown(inspector: Person, supervisor: Person) -> None:
    draft = inspector.begin(inspector.bridge())
    inspector.submit(draft, {})
    inspector.sync()
    supervisor.sync()
    key, heads = RecordKey(BRIDGES, draft.record), supervisor.state(draft.record).heads
    with supervisor.client.store() as unit:
        review.give_back(
            unit, **supervisor.tools, person=supervisor.id, key=key, heads=heads, remarks=[("", "请补照片")]
        )
    supervisor.sync()
    inspector.sync()

    assert [row.record for row in shown(inspector).returned] == [draft.record]
    assert shown(supervisor).returned == ()
    assert len(shown(inspector).due) == 1


def test_the_day_is_that_of_shanghai_whatever_the_machines_zone(inspector: Person) -> None:
    inspector.client.clock.moment = datetime(2026, 11, 22, 16, 0, tzinfo=UTC)

    assert shown(inspector).on == date(2026, 11, 23)
