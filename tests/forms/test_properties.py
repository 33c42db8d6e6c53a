"""What holds for every form and every way of filling it."""

from hypothesis import given, settings
from hypothesis import strategies as st

from app.forms import Form, Session, dump_form, load_form
from app.forms.fill import state
from app.forms.submission import read_submission, write_submission
from tests.forms.generated import act, forms
from tests.forms.workbooks import context

acts = st.integers(1, 12)


def filled(data: st.DataObject, form: Form) -> Session:
    """A record after some acts."""
    record = Session(form, context())
    for _ in range(data.draw(acts)):
        act(data.draw, record)  # type: ignore[arg-type]  # a data object draws as a composite does
    return record


@settings(max_examples=60)
@given(form=forms(), data=st.data())
def test_a_record_edited_step_by_step_ends_as_one_filled_at_once(form: Form, data: st.DataObject) -> None:
    edited = filled(data, form)

    at_once = Session(form, context(), edited.answers())

    assert state(at_once) == state(edited)


@settings(max_examples=60)
@given(form=forms(), data=st.data())
def test_a_record_exported_and_imported_is_the_same(form: Form, data: st.DataObject) -> None:
    record = filled(data, form)
    xml = write_submission(record)

    received = read_submission(form, xml, lambda: "never needed")
    again = Session(form, context(), received.answers)

    assert received.unknown == ()
    assert received.answers == record.answers(relevant_only=True)
    assert write_submission(again) == xml


@settings(max_examples=60)
@given(form=forms(), data=st.data())
def test_undoing_everything_and_doing_it_again_arrives_at_the_same_record(form: Form, data: st.DataObject) -> None:
    record = Session(form, context())
    start = state(record)
    for _ in range(data.draw(acts)):
        act(data.draw, record)  # type: ignore[arg-type]  # a data object draws as a composite does
    end = state(record)

    while record.can_undo:
        record.undo()
    assert state(record) == start
    while record.can_redo:
        record.redo()

    assert state(record) == end


@settings(max_examples=40)
@given(form=forms(), data=st.data())
def test_nothing_looks_different_that_an_act_did_not_name(form: Form, data: st.DataObject) -> None:
    record = filled(data, form)
    record.take_changed()
    before = state(record)

    act(data.draw, record)  # type: ignore[arg-type]  # a data object draws as a composite does
    after = state(record)

    if before["answers"] == after["answers"]:
        assert before == after


@settings(max_examples=40)
@given(form=forms())
def test_every_form_survives_the_trip_through_plain_data(form: Form) -> None:
    assert load_form(dump_form(form)) == form
