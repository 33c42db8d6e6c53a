"""The inspector's day: what waits for a person, as the store has it."""

from dataclasses import replace
from datetime import UTC, date, datetime

from app.usecases import review
from app.usecases.day import Today, today
from app.workplace import RecordKey
from tests.db.district import BRIDGES
from tests.usecases.people import FORM, Person

DAY = date(2026, 11, 22)


def shown(person: Person) -> Today:
    with person.client.store.reading() as look:
        found = today(look, now=person.client.clock.now(), person=person.id)
    return replace(found, due=tuple(due for due in found.due if due.rule == "bridge_regular"))


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
