"""The fold: one state from one set of entries, whatever order they came in."""

from collections.abc import Sequence
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from app.domain.entry import Entry
from app.domain.fold import ancestors_of, fold
from app.domain.kinds import Action, Status
from app.domain.state import State
from tests.domain.people import BRIDGES, RECORD, Writer


def state_of(entries: Sequence[Entry]) -> State:
    return fold(RECORD, BRIDGES, entries)


@st.composite
def histories(draw: st.DrawFn) -> list[Entry]:
    """Return the entries of one record by up to three writers, each seeing some of what is there."""
    writers = [Writer() for _ in range(3)]
    entries = [writers[0].create(width="3.5")]
    for _ in range(draw(st.integers(0, 9))):
        writer = draw(st.sampled_from(writers))
        seen = draw(st.lists(st.sampled_from(entries), min_size=1, max_size=3, unique=True))
        kind = draw(
            st.sampled_from(["answered", "attached", "detached", "submitted", "returned", "approved", "voided"])
        )
        photo = draw(st.sampled_from(["p1", "p2"]))
        bodies: dict[str, dict[str, object]] = {
            "answered": {"values": {draw(st.sampled_from(["width", "length"])): str(draw(st.integers(0, 3)))}},
            "attached": {"photo": photo, "sha256": "0" * 64, "size": 1},
            "detached": {"photo": photo},
            "returned": {"remarks": [{"path": "width", "text": "again"}]},
        }
        entries.append(writer.write(kind, seen, bodies.get(kind)))
    return entries


@given(histories(), st.data())
def test_any_order_and_repetition_folds_to_the_same_state(entries: list[Entry], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(entries)) + data.draw(st.lists(st.sampled_from(entries), max_size=5))

    assert state_of(shuffled) == state_of(entries)


@given(histories(), st.data())
def test_a_subset_waits_for_its_ancestors_and_completes_to_the_same_state(
    entries: list[Entry], data: st.DataObject
) -> None:
    subset = data.draw(st.lists(st.sampled_from(entries), unique=True))
    partial = state_of(subset)

    here = {entry.id for entry in subset}
    complete = {entry.id for entry in subset if {seen.id for seen in ancestors_of(entry, entries)} <= here}
    assert set(partial.waiting) == here - complete
    assert {step.entry for step in partial.history} == complete
    assert state_of([*subset, *entries]) == state_of(entries)


@given(histories())
def test_no_write_is_lost_that_no_later_author_saw(entries: list[Entry]) -> None:
    state = state_of(entries)

    for path in ("width", "length"):
        writes = [entry for entry in entries if path in entry.body.get("values", {})]  # type: ignore[operator]  # JSON of our own making
        newest = {
            entry.id
            for entry in writes
            if not any(entry in ancestors_of(other, entries) for other in writes if other is not entry)
        }
        held = state.values.get(path)
        assert {write.entry for write in (held.writes if held else ())} == newest


def test_two_offline_edits_of_one_field_keep_both_values() -> None:
    first, second = Writer(), Writer()
    created = first.create(width="3.5")
    entries = [created, first.answer(created, width="4.0"), second.answer(created, width="4.5")]

    for order in permutations(entries):
        state = state_of(order)
        assert {write.value for write in state.values["width"].writes} == {"4.0", "4.5"}
        assert state.conflicts == ("width",)


def test_two_offline_edits_to_the_same_value_are_no_conflict() -> None:
    first, second = Writer(), Writer()
    created = first.create(width="3.5")

    state = state_of([created, first.answer(created, width="4.0"), second.answer(created, width="4.0")])

    assert state.conflicts == ()


def test_an_entry_whose_parents_are_both_settles_a_conflict() -> None:
    first, second = Writer(), Writer()
    created = first.create(width="3.5")
    one, other = first.answer(created, width="4.0"), second.answer(created, width="4.5")

    state = state_of([created, one, other, first.answer(one, other, width="4.2")])

    assert (state.conflicts, state.answers()) == ((), {"width": "4.2"})


def test_edits_of_two_fields_do_not_disturb_each_other() -> None:
    first, second = Writer(), Writer()
    created = first.create(width="3.5", length="10")

    state = state_of([created, first.answer(created, width="4.0"), second.answer(created, length="11")])

    assert (state.answers(), state.conflicts) == ({"width": "4.0", "length": "11"}, ())


def test_content_that_an_approval_did_not_know_opens_the_review_again() -> None:
    inspector, supervisor = Writer(), Writer()
    created = inspector.create(width="3.5")
    submitted = inspector.write("submitted", [created])
    approved = supervisor.write("approved", [submitted])
    late = inspector.answer(submitted, width="9")
    state = state_of([created, submitted, approved, late])

    assert (state.status, state.has_unseen_content) == (Status.SUBMITTED, True)
    again = state_of([created, submitted, approved, late, supervisor.write("approved", [approved, late])])
    assert (again.status, again.has_unseen_content) == (Status.APPROVED, False)


def test_moves_that_did_not_know_each_other_leave_the_least_final_state() -> None:
    inspector, one, other = Writer(), Writer(), Writer()
    created = inspector.create()
    submitted = inspector.write("submitted", [created])
    remarks = {"remarks": [{"path": "", "text": "no"}]}

    state = state_of(
        [created, submitted, one.write("approved", [submitted]), other.write("returned", [submitted], remarks)]
    )

    assert state.status is Status.RETURNED
    assert len(state.status_writes) == 2


def test_a_move_that_the_table_does_not_have_moves_nothing() -> None:
    inspector = Writer()
    created = inspector.create()

    assert state_of([created, inspector.write("approved", [created])]).status is Status.DRAFT


def test_a_photo_removed_while_another_annotates_it_stays_in_sight() -> None:
    first, second = Writer(), Writer()
    photo = {"photo": "p", "sha256": "a" * 64, "size": 3}
    created = first.create()
    attached = first.write("attached", [created], photo)
    removed = first.write("detached", [attached], {"photo": "p"})
    annotated = second.write("attached", [attached], {**photo, "note": "crack"})

    assert state_of([created, attached, removed]).attached() == {}
    both = state_of([created, attached, removed, annotated])
    assert both.attached()["p"]["note"] == "crack"
    assert both.photos["p"].in_conflict


def test_an_unknown_kind_makes_the_record_read_only_and_keeps_the_rest() -> None:
    writer = Writer()
    created = writer.create(width="3.5")

    state = state_of([created, writer.write("teleported", [created])])

    assert state.needs_newer_program
    assert state.answers() == {"width": "3.5"}


def test_remarks_are_those_of_the_newest_return() -> None:
    inspector, supervisor = Writer(), Writer()
    created = inspector.create()
    submitted = inspector.write("submitted", [created])
    first = supervisor.write("returned", [submitted], {"remarks": [{"path": "width", "text": "old"}]})
    again = inspector.write("submitted", [first])
    second = supervisor.write("returned", [again], {"remarks": [{"path": "length", "text": "new"}]})

    state = state_of([created, submitted, first, again, second])

    assert [(remark.path, remark.text) for remark in state.remarks] == [("length", "new")]
    assert state.last(Action.RETURNED) is not None
