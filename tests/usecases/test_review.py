"""Deciding: on the newest heads, by who may, never over own work; and what changed since the last decision."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from app.domain.kinds import Status
from app.domain.state import State
from app.errors import AppError
from app.usecases import review
from app.usecases.differences import Change, Differences, differences, since_last_decision
from app.workplace import RecordKey
from tests.db.district import BRIDGES, act
from tests.usecases.people import Person, photo


@pytest.fixture
def record(inspector: Person, supervisor: Person) -> str:
    """An inspection that the inspector submitted and the supervisor received."""
    draft = replace(inspector.begin(inspector.bridge()), photos=(photo(),))
    inspector.submit(draft, {"width": "3.5", "length": "10"})
    inspector.sync()
    supervisor.sync()
    return draft.record


def decided(person: Person, record: str, how: Callable[..., object], **more: object) -> State:
    """Let a person decide on what they see; return what becomes of it."""
    heads = person.state(record).heads
    with person.client.store() as unit:
        how(unit, **person.tools, person=person.id, key=RecordKey(BRIDGES, record), **{"heads": heads, **more})
    return person.state(record)


def refusal(person: Person, record: str, how: Callable[..., object], **more: object) -> str:
    """Return the code with which a decision is refused; it may leave nothing."""
    before = person.entries(record)
    with pytest.raises(AppError) as refused:
        decided(person, record, how, **more)
    assert person.entries(record) == before
    return refused.value.code


def test_a_record_is_returned_with_remarks_corrected_resubmitted_and_approved(
    inspector: Person, supervisor: Person, record: str
) -> None:
    returned = decided(
        supervisor, record, review.give_back, remarks=[("width", " 请复测 "), ("", "补照片"), ("x", " ")]
    )
    assert returned.status is Status.RETURNED
    assert [(remark.path, remark.text) for remark in returned.remarks] == [("width", "请复测"), ("", "补照片")]
    supervisor.sync()
    inspector.sync()

    draft = inspector.correct(record)
    added = photo("deck", sha256="b" * 64)
    inspector.submit(replace(draft, photos=(added,)), {"width": "3.8", "length": "10"})
    inspector.sync()
    supervisor.sync()
    with supervisor.client.store.reading() as look:
        changed = since_last_decision(look.entries(BRIDGES.township, record), BRIDGES, record)
    assert changed == Differences((Change("width", "3.5", "3.8"),), (added.id,), (draft.photos[0].id,))

    assert decided(supervisor, record, review.approve).status is Status.APPROVED
    supervisor.sync()
    inspector.sync()
    assert inspector.state(record) == supervisor.state(record)
    assert inspector.state(record).status is Status.APPROVED


def test_a_decision_on_heads_that_are_no_longer_the_newest_is_stale(supervisor: Person, record: str) -> None:
    seen = supervisor.state(record).heads
    supervisor.client.append(act("answered", record, seen, body={"values": {"width": "9"}}))

    assert refusal(supervisor, record, review.approve, heads=seen) == "review.stale"
    assert refusal(supervisor, record, review.approve, heads=()) == "review.stale"


@pytest.mark.parametrize("remarks", [[], [("width", "")], [("", "  "), ("width", "\n")]])
def test_a_return_must_say_what_to_mend(supervisor: Person, record: str, remarks: list[tuple[str, str]]) -> None:
    assert refusal(supervisor, record, review.give_back, remarks=remarks) == "review.no_remark"


def test_an_inspector_may_not_approve_or_return(inspector: Person, record: str) -> None:
    assert refusal(inspector, record, review.approve) == "review.not_allowed"
    assert refusal(inspector, record, review.give_back, remarks=[("", "x")]) == "review.not_allowed"


def test_what_is_approved_is_not_approved_again_or_returned(supervisor: Person, record: str) -> None:
    decided(supervisor, record, review.approve)

    assert refusal(supervisor, record, review.approve) == "review.not_allowed"
    assert refusal(supervisor, record, review.give_back, remarks=[("", "x")]) == "review.not_allowed"


def test_nobody_judges_their_own_work(supervisor: Person) -> None:
    draft = supervisor.begin()
    supervisor.submit(draft, {"width": "3.5"})

    assert refusal(supervisor, draft.record, review.approve) == "review.needs_another_person"
    assert decided(supervisor, draft.record, review.void, reason="重复").status is Status.VOIDED


def test_a_record_that_nobody_has_cannot_be_judged(supervisor: Person) -> None:
    unknown = "00000000-0000-7000-8000-00000000dead"

    assert refusal(supervisor, unknown, review.approve) == "review.not_allowed"


def test_a_record_of_a_newer_program_is_not_judged(supervisor: Person, record: str) -> None:
    supervisor.client.append(act("measured", record, supervisor.state(record).heads))

    assert refusal(supervisor, record, review.approve) == "record.needs_newer_program"


def test_a_submitted_record_is_taken_back_until_it_was_judged(
    inspector: Person, supervisor: Person, record: str
) -> None:
    assert refusal(supervisor, record, review.withdraw) == "review.not_allowed"
    assert decided(inspector, record, review.withdraw).status is Status.DRAFT
    assert refusal(inspector, record, review.withdraw) == "review.not_allowed"


def test_a_void_record_says_why(inspector: Person, record: str) -> None:
    state = decided(inspector, record, review.void, reason="记错了桥")

    assert state.status is Status.VOIDED
    assert state.history[-1].body == {"reason": "记错了桥"}


def test_settling_leaves_one_answer_of_two(inspector: Person, record: str) -> None:
    seen = inspector.state(record).heads
    inspector.client.append(*(act("answered", record, seen, body={"values": {"width": width}}) for width in ("4", "5")))
    assert inspector.state(record).conflicts == ("width",)

    with inspector.client.store() as unit:
        key = RecordKey(BRIDGES, record)
        review.settle(unit, **inspector.tools, person=inspector.id, key=key, values={"width": "4.5"})
    state = inspector.state(record)
    assert (state.conflicts, state.answers()["width"]) == ((), "4.5")


def test_before_the_first_decision_there_is_nothing_to_compare_with(supervisor: Person, record: str) -> None:
    assert since_last_decision(supervisor.entries(record), BRIDGES, record) is None


def test_content_that_an_approval_did_not_see_is_what_changed_since(
    inspector: Person, supervisor: Person, record: str
) -> None:
    late = act("answered", record, inspector.state(record).heads, body={"values": {"width": "9"}})
    decided(supervisor, record, review.approve)
    supervisor.sync()
    inspector.client.append(late)
    inspector.sync()

    assert inspector.state(record).has_unseen_content
    changed = since_last_decision(inspector.entries(record), BRIDGES, record)
    assert changed == Differences((Change("width", "3.5", "9"),))


def test_differences_are_empty_between_equal_looks_and_told_both_ways(inspector: Person, record: str) -> None:
    before = inspector.state(record)
    inspector.client.append(act("answered", record, before.heads, body={"values": {"width": None, "note": "x"}}))
    after = inspector.state(record)

    assert not differences(before, before)
    assert differences(before, after).answers == (Change("note", None, "x"), Change("width", "3.5", None))
    assert differences(after, before).answers == (Change("note", "x", None), Change("width", None, "3.5"))
