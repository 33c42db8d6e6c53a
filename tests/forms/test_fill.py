"""Filling a record from an answers file."""

import json

import pytest

from app.errors import AppError
from app.forms import Session
from app.forms.fill import fill
from tests.forms.workbooks import context, form, question

MADE = form(
    "text kind",
    question("decimal", "width", relevant="${kind} = 'crack'", constraint=". > 0", constraint_message="须大于 0"),
    "begin_group g",
    question("begin_repeat", "damages", appearance="minimal"),
    question("decimal", "size", required="yes"),
    "end_repeat",
    "end_group",
    question("calculate", "total", calculation="sum(${size})"),
    "select_multiple yn m",
    choices=("yn a", "yn b"),
)


def filled(document: object) -> dict[str, object]:
    """The state after an answers file."""
    return fill(Session(MADE, context()), document)


def test_nested_objects_lists_and_paths_say_the_same() -> None:
    nested = filled({"kind": "crack", "width": 2.5, "g": {"damages": [{"size": 1}, {"size": "2.5"}]}, "m": ["a", "b"]})
    flat = filled(
        [
            ["kind", "crack"],
            ["width", "2.5"],
            {"path": "g/damages[1]/size", "value": 1},
            ["g/damages[2]/size", "2.5"],
            ["m", "a b"],
        ]
    )

    assert nested == flat
    assert nested["calculations"] == {"total": "3.5"}
    assert nested["is_complete"] is True


def test_everything_that_follows_from_the_answers_is_told_as_json_without_floats() -> None:
    state = filled({"kind": "crack", "width": -1, "g": {"damages": [{}]}})

    text = json.dumps(state)

    assert json.loads(text, parse_float=pytest.fail) == state
    assert state["failed"] == [
        {"path": "width", "code": "form.answer_constraint", "message": "须大于 0"},
    ]
    assert state["is_complete"] is False


def test_answers_are_applied_in_the_order_of_the_file() -> None:
    made = form("text a", question("text", "b", trigger="${a}", calculation="concat(${a}, '!')"))

    last = fill(Session(made, context()), [["a", "x"], ["b", "mine"]])
    first = fill(Session(made, context()), [["b", "mine"], ["a", "x"]])

    assert last["values"]["b"] == "mine"  # type: ignore[index]  # values are a mapping
    assert first["values"]["b"] == "x!"  # type: ignore[index]  # values are a mapping


def test_no_instance_is_added_where_the_form_says_how_many_there_are() -> None:
    made = form(question("begin_repeat", "parts", repeat_count="2"), "text kind", "end_repeat")

    with pytest.raises(AppError) as refused:
        fill(Session(made, context()), {"parts[3]/kind": "x"})

    assert refused.value.code == "form.no_such_key"


@pytest.mark.parametrize(
    ("document", "code"),
    [
        ({"nothing": 1}, "form.no_such_key"),
        ({"g/damages[3]/size": 1}, "form.no_such_key"),
        ({"g/damages[x]/size": 1}, "form.no_such_key"),
        ({"g/damages[0]/size": 1}, "form.no_such_key"),
        (["kind"], "form.answers_unreadable"),
        ("kind", "form.answers_unreadable"),
        ([[1, 2]], "form.answers_unreadable"),
        ({"g": {"damages": "x"}}, "form.no_such_key"),
    ],
)
def test_an_answers_file_that_does_not_fit_is_refused(document: object, code: str) -> None:
    with pytest.raises(AppError) as refused:
        filled(document)

    assert refused.value.code in (code, "form.not_a_question")
