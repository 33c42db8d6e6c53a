"""The recycle bin: drafts and voided records come back in one act, within 30 days."""

from dataclasses import replace

import pytest

from app.domain.kinds import Status
from app.errors import AppError
from app.usecases import drafts, review
from app.usecases.recycle_bin import Thrown, empty_old, in_bin, restore
from app.workplace import RecordKey
from tests.db.district import BRIDGES
from tests.usecases.people import Person, photo


def thrown(person: Person) -> tuple[Thrown, ...]:
    """Return what lies in a person's bin."""
    with person.client.store.reading() as reading:
        return in_bin(reading, person.client.clock.now())


def discard(person: Person, record: str) -> None:
    """Throw a draft away."""
    with person.client.store() as unit:
        drafts.discard(unit, record, person.client.clock)


def have_again(person: Person, one: Thrown) -> None:
    """Restore."""
    with person.client.store() as unit:
        restore(unit, **person.tools, person=person.id, thrown=one)


def voided(person: Person) -> str:
    """Submit a record and declare it void; return its id."""
    draft = person.begin(person.bridge())
    person.submit(draft, {"width": "3.5"})
    key = RecordKey(BRIDGES, draft.record)
    with person.client.store() as unit:
        review.void(
            unit,
            **person.tools,
            person=person.id,
            key=key,
            heads=unit.state(BRIDGES, key.record).heads,
            reason="录错桥",
        )
    return draft.record


def test_a_discarded_draft_comes_back_as_it_was(inspector: Person) -> None:
    begun = replace(inspector.begin(inspector.bridge()), values={"width": "3.5"}, photos=(photo(),))
    with inspector.client.store() as unit:
        kept = drafts.save(unit, begun, inspector.client.clock)
    discard(inspector, kept.record)

    (one,) = thrown(inspector)
    assert (one.title, one.days_left) == (kept.title, 30)
    have_again(inspector, one)

    with inspector.client.store.reading() as reading:
        assert reading.drafts() == (kept,)
    assert thrown(inspector) == ()


def test_a_draft_thrown_away_twice_or_restored_twice_stays_one(inspector: Person) -> None:
    begun = inspector.begin()
    discard(inspector, begun.record)
    discard(inspector, begun.record)
    (one,) = thrown(inspector)
    have_again(inspector, one)

    with pytest.raises(AppError, match=r"bin\.unknown"):
        have_again(inspector, one)


def test_a_voided_record_waits_for_review_again_with_what_it_said(inspector: Person) -> None:
    record = voided(inspector)
    (one,) = thrown(inspector)
    assert (one.key.record, one.reason, one.by) == (record, "录错桥", inspector.id)

    have_again(inspector, one)

    state = inspector.state(record)
    assert (state.status, state.answers()["width"]) == (Status.SUBMITTED, "3.5")
    assert thrown(inspector) == ()


@pytest.mark.parametrize(("days", "hours", "is_there"), [(29, 23, True), (30, 0, False), (31, 0, False)])
def test_after_thirty_days_nothing_is_in_the_bin_and_old_drafts_are_forgotten(
    inspector: Person, days: int, hours: int, *, is_there: bool
) -> None:
    voided(inspector)
    discard(inspector, inspector.begin().record)
    before = thrown(inspector)
    assert len(before) == 2

    inspector.client.clock.pass_(days=days, hours=hours)

    assert len(thrown(inspector)) == (2 if is_there else 0)
    with inspector.client.store() as unit:
        assert empty_old(unit, inspector.client.clock.now()) == (0 if is_there else 1)


def test_what_is_too_old_is_not_restored_from_a_list_that_was_read_before(inspector: Person) -> None:
    record = voided(inspector)
    (one,) = thrown(inspector)

    with pytest.raises(AppError, match=r"bin\.too_old"):
        have_again(inspector, replace(one, days_left=0))

    assert inspector.state(record).status is Status.VOIDED


def test_a_new_correction_takes_the_place_of_one_in_the_bin(inspector: Person) -> None:
    draft = inspector.begin(inspector.bridge())
    inspector.submit(draft, {"width": "3.5"})
    inspector.correct(draft.record)
    discard(inspector, draft.record)

    inspector.correct(draft.record)

    assert thrown(inspector) == ()
