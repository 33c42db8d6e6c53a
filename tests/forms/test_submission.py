"""Records as submission XML, out and in."""

import itertools

import pytest

from app.errors import AppError
from app.forms import Session
from app.forms.submission import read_submission, write_submission
from tests.forms.workbooks import context, form, question

NEW_ID = lambda: "new"  # noqa: E731  a builder of one word


def test_a_submission_has_the_shape_that_odk_servers_take() -> None:
    made = form("text name", "select_multiple yn m", choices=("yn a", "yn b"), form_id="bridge", version="3")
    record = Session(made, context())
    record.set("name", "甲 <桥>")
    record.set("m", ["a", "b"])

    xml = write_submission(record)

    assert '<data id="bridge" version="3">' in xml
    assert "<name>甲 &lt;桥&gt;</name><m>a b</m>" in xml
    assert "<meta><instanceID>uuid:a1</instanceID></meta>" in xml


def test_what_does_not_apply_is_left_out_and_comes_back_as_unanswered() -> None:
    made = form(
        "text kind",
        question("text", "detail", relevant="${kind} = 'x'"),
        question("begin_group", "g", relevant="${kind} = 'x'"),
        "text inner",
        "end_group",
        form_id="f",
    )
    record = Session(made, context())
    record.set("detail", "kept")

    received = read_submission(made, write_submission(record), NEW_ID)

    assert "<g" not in write_submission(record)
    assert "detail" not in received.answers
    assert received.unknown == ()


def test_a_submission_read_back_is_the_same_record() -> None:
    made = form("begin_repeat r", "text a", "begin_repeat s", "integer n", "end_repeat", "end_repeat", form_id="f")
    record = Session(made, context())
    outer = record.add_repeat("r")
    inner = record.add_repeat(f"{outer}/s")
    record.add_repeat(f"{outer}/s", after=record.instances(f"{outer}/s")[0])
    record.set(f"{outer}/a", "two\nlines")
    record.set(f"{inner}/n", "3")

    received = read_submission(made, write_submission(record), NEW_ID)

    assert received.answers == record.answers(relevant_only=True)


def test_instances_from_other_clients_get_ids_and_keep_their_order() -> None:
    made = form("begin_repeat r", "text a", "end_repeat", form_id="f")
    numbers = itertools.count()
    xml = "<x:data id='f' xmlns:x='urn:x'><x:r><x:a>1</x:a></x:r><x:r><x:a>2</x:a></x:r><x:more/></x:data>"

    received = read_submission(made, xml, lambda: f"n{next(numbers)}")
    record = Session(made, context(), received.answers)

    assert [record.value(f"{key}/a") for key in record.instances("r")] == ["1", "2"]
    assert received.unknown == ("more",)


def test_entities_travel_in_attributes() -> None:
    from app.forms import compile_form
    from tests.forms.workbooks import source

    content = (
        "| survey |\n| | type | name | label | save_to |\n| | text | name | Name | title |\n"
        "| entities |\n| | list_name | label |\n| | trees | ${name} |\n"
    )
    made = compile_form(source(content.encode()))
    record = Session(made, context())
    record.set("name", "银杏")

    xml = write_submission(record)

    assert 'dataset="trees"' in xml
    assert "<label>银杏</label>" in xml
    assert read_submission(made, xml, NEW_ID).answers["meta/entity/@id"] == record.value("meta/entity/@id")


@pytest.mark.parametrize(
    ("xml", "code"),
    [
        ("<data id='other'/>", "form.submission_of_another_form"),
        ("<data id='f'>", "form.submission_unreadable"),
        ("", "form.submission_unreadable"),
        ("<!DOCTYPE d [<!ENTITY a 'b'>]><data id='f'>&a;</data>", "form.submission_unreadable"),
    ],
)
def test_a_submission_that_cannot_be_read_is_refused(xml: str, code: str) -> None:
    with pytest.raises(AppError) as refused:
        read_submission(form("text a", form_id="f"), xml, NEW_ID)

    assert refused.value.code == code
