"""A session that meets cycles, failing expressions and unknown keys, and takes acts back."""

import pytest

from app.errors import AppError
from tests.forms.workbooks import codes, question, session


def test_a_cycle_is_reported_with_its_members() -> None:
    with pytest.raises(AppError) as refused:
        session(
            question("calculate", "a", calculation="${b} + 1"),
            question("calculate", "b", calculation="${c}"),
            question("calculate", "c", calculation="${a}"),
            "text t",
        )

    assert refused.value.code == "form.cycle"
    assert refused.value.parameters["members"] in ("a → c → b → a", "a → b → c → a", "b → a → c → b", "c → b → a → c")


def test_a_group_that_depends_on_its_own_question_is_a_cycle() -> None:
    with pytest.raises(AppError) as refused:
        session(question("begin_group", "g", relevant="${a} = 1"), "integer a", "end_group")

    assert refused.value.code == "form.cycle"


def test_questions_that_trigger_each_other_come_to_rest() -> None:
    record = session(
        question("text", "a", trigger="${b}", calculation="concat(${b}, 'a')"),
        question("text", "b", trigger="${a}", calculation="concat(${a}, 'b')"),
    )

    record.set("a", "x")

    assert (record.value("b"), record.value("a")) == ("xb", "xba")


def test_a_text_that_doubles_in_each_calculation_is_stopped() -> None:
    names = [f"c{number}" for number in range(40)]
    doubling = [
        question("calculate", name, calculation=f"concat(${{{before}}}, ${{{before}}})")
        for before, name in zip(["a", *names], names, strict=False)
    ]
    record = session("text a", *doubling)

    record.set("a", "x" * 100)

    assert "form.evaluation_failed" in codes(record).values()
    assert max(len(str(record.value(name) or "")) for name in names) <= 50_000


def test_an_expression_that_works_again_is_no_problem_any_more() -> None:
    record = session("text pattern", question("text", "b", relevant="regex('a', ${pattern})"))
    record.set("pattern", "(")
    assert codes(record) == {"b": "form.evaluation_failed"}

    record.set("pattern", "a")

    assert codes(record) == {}


def test_nobody_is_asked_for_what_he_may_not_change() -> None:
    record = session(question("text", "a", readonly="yes", required="yes"), question("note", "n", required="yes"))

    assert codes(record) == {}


def test_an_expression_that_fails_is_a_problem_of_its_question_only() -> None:
    record = session("text a", question("text", "b", relevant="instance('nowhere')/root/x = ${a}"), "text c")

    record.set("c", "1")
    record.set("a", "2")

    assert codes(record) == {"b": "form.evaluation_failed"}


@pytest.mark.parametrize("key", ["nothing", "a/b", "rooms[x]", ""])
def test_an_unknown_key_is_refused(key: str) -> None:
    record = session("text a")

    with pytest.raises(AppError) as refused:
        record.set(key, "1")

    assert refused.value.code in ("form.no_such_key", "form.not_a_question")


def test_undo_and_redo_walk_through_the_acts() -> None:
    record = session("text a", "text b")
    record.set("a", "1")
    record.set("a", "12")
    record.set("b", "x")

    record.undo()
    assert (record.value("a"), record.value("b")) == ("12", None)
    record.undo()
    assert record.value("a") is None
    assert not record.can_undo
    record.redo()
    record.redo()

    assert (record.value("a"), record.value("b"), record.can_redo) == ("12", "x", False)


def test_a_new_act_forgets_what_was_undone() -> None:
    record = session("text a", "text b")
    record.set("a", "1")
    record.undo()

    record.set("b", "2")

    assert not record.can_redo
    assert record.redo() == ()


def test_undo_takes_back_what_a_trigger_wrote() -> None:
    record = session("text a", question("text", "copy", trigger="${a}", calculation="${a}"))
    record.set("a", "x")

    record.undo()

    assert (record.value("a"), record.value("copy")) == (None, None)
