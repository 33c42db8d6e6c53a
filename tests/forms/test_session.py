"""A record while it is filled."""

import pytest

from app.errors import AppError
from app.forms import Session
from tests.forms.workbooks import codes, context, form, question, session


def test_an_act_returns_only_the_keys_that_look_different() -> None:
    record = session(
        "integer a",
        "integer b",
        question("calculate", "sum", calculation="${a} + 1"),
        question("note", "far", label="x"),
    )

    assert set(record.set("a", "1")) == {"a", "sum"}
    assert record.set("a", "1") == ()
    assert record.value("sum") == "2"


def test_a_question_that_does_not_apply_is_kept_but_not_submitted() -> None:
    record = session("text kind", question("text", "detail", relevant="${kind} = 'crack'", required="yes"))
    record.set("kind", "crack")
    record.set("detail", "wide")

    changed = record.set("kind", "none")

    assert "detail" in changed
    assert not record.is_relevant("detail")
    assert record.answers()["detail"] == "wide"
    assert "detail" not in record.answers(relevant_only=True)
    assert codes(record) == {}


def test_an_expression_does_not_see_answers_that_do_not_apply() -> None:
    record = session(
        "text kind",
        question("integer", "width", relevant="${kind} = 'crack'"),
        question("calculate", "copy", calculation="coalesce(${width}, 'none')"),
    )
    record.set("kind", "crack")
    record.set("width", "3")
    assert record.value("copy") == "3"

    record.set("kind", "")

    assert record.value("copy") == "none"


def test_a_group_takes_its_questions_with_it() -> None:
    record = session(
        "text kind",
        question("begin_group", "more", relevant="${kind} != ''"),
        question("text", "x", required="yes"),
        "end_group",
    )
    assert not record.is_relevant("more/x")

    record.set("kind", "a")

    assert record.is_relevant("more/x")
    assert codes(record) == {"more/x": "form.answer_required"}


def test_the_authors_own_message_is_given_in_the_language_of_the_session() -> None:
    record = session(
        question(
            "decimal",
            "w",
            constraint=". > 0",
            constraint_message="宽度须大于 0",
            required="yes",
            required_message="量一下",
        )
    )
    assert record.problems()[0].message == "量一下"

    record.set("w", "-1")

    assert (record.problems()[0].code, record.problems()[0].message) == ("form.answer_constraint", "宽度须大于 0")


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        ("integer", "-12", "1.5"),
        ("integer", "0", "1e3"),
        ("decimal", "3.14", "3,14"),
        ("range", "10", "11"),
        ("range", "1", "1.5"),
        ("date", "2026-02-28", "2026-02-29"),
        ("time", "23:59", "24:00"),
        ("dateTime", "2026-05-01T08:00:00.000+08:00", "2026-05-01 08:00"),
        ("geopoint", "31.6 121.5 0 5", "121.5 31.6"),
        ("geotrace", "31 121;31 122", "31 121"),
        ("geoshape", "31 121;31 122;32 122;31 121", "31 121;31 122;32 122"),
        ("select_one yn", "yes", "maybe"),
        ("select_multiple yn", "yes no", "yes maybe"),
        ("rank yn", "no yes", "no maybe"),
    ],
)
def test_an_answer_of_the_wrong_form_is_a_problem_and_is_kept(kind: str, good: str, bad: str) -> None:
    record = session(f"{kind} q", choices=("yn yes", "yn no"))
    record.set("q", good)
    assert codes(record) == {}

    record.set("q", bad)

    assert list(codes(record)) == ["q"]
    assert record.value("q") in (bad, bad.split())


def test_python_values_become_the_text_that_odk_writes() -> None:
    from datetime import date, time
    from decimal import Decimal

    record = session(
        "integer i", "decimal d", "date t", "time c", "acknowledge a", "select_multiple yn m", choices=("yn a", "yn b")
    )

    record.set("i", 3)
    record.set("d", Decimal("1E+2"))
    record.set("t", date(2026, 5, 1))
    record.set("c", time(8, 5))
    record.set("a", True)
    record.set("m", ["a", "b"])

    answers = {key: value for key, value in record.answers().items() if not key.startswith("meta")}
    assert answers == {"i": "3", "d": "100", "t": "2026-05-01", "c": "08:05:00", "a": "OK", "m": ["a", "b"]}


def test_text_is_normalised_and_freed_of_what_xml_cannot_carry() -> None:
    record = session("text t")

    record.set("t", "e\u0301\x00\ud800桥")

    assert record.value("t") == "é桥"


def test_choices_follow_their_filter() -> None:
    record = session(
        "select_one town town",
        question("select_one village", "village", choice_filter="town = ${town}"),
        choices=("town t1", "town t2", "village v1 town=t1", "village v2 town=t2", "village v3 town=t2"),
    )
    assert record.choices("village") == ()

    changed = record.set("town", "t2")

    assert "village" in changed
    assert [choice.value for choice in record.choices("village")] == ["v2", "v3"]


def test_a_choice_that_is_no_longer_offered_is_a_problem_and_not_lost() -> None:
    record = session(
        "select_one town town",
        question("select_one village", "village", choice_filter="town = ${town}"),
        choices=("town t1", "town t2", "village v1 town=t1", "village v2 town=t2"),
    )
    record.set("town", "t1")
    record.set("village", "v1")

    record.set("town", "t2")

    assert codes(record) == {"village": "form.answer_not_a_choice"}
    assert record.value("village") == "v1"


def test_a_seeded_random_order_is_the_same_each_time() -> None:
    made = form(
        question("select_one n", "q", parameters="randomize=true, seed=42"),
        choices=tuple(f"n c{number}" for number in range(9)),
    )

    orders = {tuple(choice.value for choice in Session(made, context()).choices("q")) for _ in range(3)}

    assert len(orders) == 1
    assert orders != {tuple(f"c{number}" for number in range(9))}


def test_labels_show_the_answers_they_mention() -> None:
    record = session("text name", question("note", "hello", label="你好 ${name}"))

    changed = record.set("name", "阿强")

    assert "hello" in changed
    assert record.label("hello") == "你好 阿强"


def test_metadata_and_defaults_fill_a_new_record_but_not_a_kept_one() -> None:
    made = form(
        "start start",
        "today today",
        "deviceid device",
        "username who",
        question("date", "when", default="today()"),
        question("text", "fixed", default="x"),
    )

    new = Session(made, context(deviceid="D7", username="阿强"))
    kept = Session(made, context(), {"fixed": "y"})

    assert {key: new.value(key) for key in ("start", "today", "device", "who", "when", "fixed")} == {
        "start": "2026-05-01T08:30:00.000+08:00",
        "today": "2026-05-01",
        "device": "D7",
        "who": "阿强",
        "when": "2026-05-01",
        "fixed": "x",
    }
    assert (kept.value("fixed"), kept.value("when"), kept.value("device")) == ("y", None, None)


def test_a_record_notes_when_it_was_finished() -> None:
    record = session("end end", "text t")
    assert record.value("end") is None

    record.finish()

    assert record.value("end") == "2026-05-01T08:30:00.000+08:00"


def test_a_trigger_sets_a_value_only_when_its_question_changes() -> None:
    record = session("text a", question("text", "copy", trigger="${a}", calculation="concat(${a}, '!')"), "text b")
    record.set("b", "1")
    assert record.value("copy") is None

    record.set("a", "x")

    assert record.value("copy") == "x!"
    record.set("copy", "mine")
    record.set("b", "2")
    assert record.value("copy") == "mine"


def test_one_question_may_trigger_several() -> None:
    record = session(
        "text a",
        question("text", "b", trigger="${a}", calculation="concat(${a}, '1')"),
        question("text", "c", trigger="${a}", calculation="concat(${a}, '2')"),
    )

    record.set("a", "x")

    assert (record.value("b"), record.value("c")) == ("x1", "x2")


def test_once_keeps_its_first_value() -> None:
    record = session("text a", question("calculate", "c", calculation="once(concat(${a}, random()))"))
    record.set("a", "x")
    first = record.value("c")

    record.set("a", "y")

    assert record.value("c") == first


def test_the_last_saved_record_gives_its_answers() -> None:
    made = form(question("text", "who", default="${last-saved#who}"), form_id="f")

    record = Session(made, context(), last_saved="<data id='f'><who>阿强</who></data>")

    assert record.value("who") == "阿强"


def test_the_label_of_a_choice_can_be_computed_with() -> None:
    record = session(
        "select_one yn q",
        question("calculate", "said", calculation="jr:choice-name(${q}, '${q}')"),
        choices=("yn yes", "yn no"),
    )

    record.set("q", "no")

    assert record.value("said") == "no"


def test_a_frozen_record_shows_what_was_saved_and_refuses_changes() -> None:
    made = form("integer a", question("calculate", "b", calculation="${a} * 2"))

    record = Session(made, context(), {"a": "2", "b": "5"}, is_frozen=True)

    assert record.value("b") == "5"
    with pytest.raises(AppError) as refused:
        record.set("a", "3")
    assert refused.value.code == "form.read_only"


def test_a_read_only_question_refuses_answers() -> None:
    record = session(question("text", "a", readonly="yes"))

    with pytest.raises(AppError) as refused:
        record.set("a", "x")

    assert refused.value.code == "form.read_only"


def test_answers_the_form_has_no_place_for_are_kept() -> None:
    record = session("text a", answers={"a": "1", "gone": "2", "parts[u1]": {"after": "V"}, "parts[u1]/kind": "x"})

    assert record.answers() == {"a": "1", "gone": "2", "parts[u1]": {"after": "V"}, "parts[u1]/kind": "x"}
