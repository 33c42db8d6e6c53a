"""Beginning, saving, correcting and discarding what is being typed."""

from dataclasses import replace

import pytest

from app.domain.draft import Draft
from app.errors import AppError
from app.usecases import drafts, review
from app.workplace import RecordKey
from tests.db.district import BRIDGES, act
from tests.usecases.people import FORM, Person, photo


def kept(person: Person, record: str) -> Draft | None:
    with person.client.store.reading() as look:
        return look.draft(record)


def test_an_inspection_begun_for_an_asset_bears_its_name_and_is_kept_at_once(inspector: Person) -> None:
    draft = inspector.begin(inspector.bridge())

    assert (draft.title, draft.form, draft.version) == ("新河桥", FORM.id, FORM.version)
    assert not draft.is_correction
    assert kept(inspector, draft.record) == draft
    assert inspector.state(draft.record).history == ()


def test_an_inspection_of_no_asset_bears_the_title_of_its_form(inspector: Person) -> None:
    assert inspector.begin().title == "桥梁经常检查"


def test_two_that_are_begun_are_two_records(inspector: Person) -> None:
    assert inspector.begin().record != inspector.begin().record


def test_saving_keeps_what_was_typed_and_the_time(inspector: Person) -> None:
    draft = inspector.begin()
    inspector.client.clock.pass_(minutes=5)
    with inspector.client.store() as unit:
        saved = drafts.save(unit, replace(draft, values={"width": "3.5"}), inspector.client.clock)

    assert kept(inspector, draft.record) == saved
    assert (saved.values, saved.changed_at) == ({"width": "3.5"}, "2026-11-22T10:05:00+08:00")


def test_a_discarded_draft_is_gone_and_leaves_no_entry(inspector: Person) -> None:
    draft = inspector.begin()
    with inspector.client.store() as unit:
        drafts.discard(unit, draft.record, inspector.client.clock)

    assert kept(inspector, draft.record) is None
    assert inspector.client.exchange.outgoing(10, 100_000) == ()


def test_a_correction_begins_with_all_that_the_record_says(inspector: Person) -> None:
    begun = replace(inspector.begin(inspector.bridge()), photos=(photo(),))
    inspector.submit(begun, {"width": "3.5"})
    state = inspector.state(begun.record)

    draft = inspector.correct(begun.record)

    assert draft == replace(begun, values={"width": "3.5"}, heads=state.heads, changed_at=draft.changed_at)
    assert draft.is_correction


def test_a_correction_that_was_left_is_gone_on_with(inspector: Person) -> None:
    begun = inspector.begin()
    inspector.submit(begun, {"width": "3.5"})
    draft = inspector.correct(begun.record)
    with inspector.client.store() as unit:
        saved = drafts.save(unit, replace(draft, values={"width": "4"}), inspector.client.clock)

    assert inspector.correct(begun.record) == saved


def test_a_record_of_a_newer_program_is_not_corrected(inspector: Person) -> None:
    begun = inspector.begin()
    inspector.submit(begun, {})
    inspector.client.append(act("measured", begun.record, inspector.state(begun.record).heads))

    with pytest.raises(AppError) as refused:
        inspector.correct(begun.record)
    assert refused.value.code == "record.needs_newer_program"


def test_a_void_record_is_not_corrected(inspector: Person) -> None:
    begun = inspector.begin()
    inspector.submit(begun, {})
    key = RecordKey(BRIDGES, begun.record)
    heads = inspector.state(begun.record).heads
    with inspector.client.store() as unit:
        review.void(unit, **inspector.tools, person=inspector.id, key=key, heads=heads, reason="记错了桥")

    with pytest.raises(AppError) as refused:
        inspector.correct(begun.record)
    assert refused.value.code == "review.not_allowed"
