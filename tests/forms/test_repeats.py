"""Repeats: instances with ids of their own, in an order that two people can change at once."""

import itertools
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import AppError
from app.forms import Session
from app.forms.ordering import between
from tests.forms.workbooks import context, form, question, session

ROOMS = (
    "begin_repeat rooms",
    "text name",
    "begin_repeat walls",
    "decimal width",
    question("calculate", "double", calculation="${width} * 2"),
    question("calculate", "nth", calculation="position(..)"),
    "end_repeat",
    question("calculate", "wide", calculation="sum(${width})"),
    "end_repeat",
    question("calculate", "total", calculation="sum(${wide})"),
    question("calculate", "many", calculation="count(${rooms})"),
)


def test_a_new_record_has_one_instance_as_in_odk() -> None:
    record = session(*ROOMS)

    assert len(record.instances("rooms")) == 1
    assert len(record.instances(f"{record.instances('rooms')[0]}/walls")) == 1


def test_a_repeat_of_minimal_appearance_starts_empty() -> None:
    record = session(question("begin_repeat", "damages", appearance="minimal"), "text kind", "end_repeat")

    assert record.instances("damages") == ()
    assert record.can_add("damages")


def test_a_change_in_one_instance_concerns_that_instance_and_the_totals_only() -> None:
    record = session(*ROOMS)
    first = record.instances("rooms")[0]
    wall = record.instances(f"{first}/walls")[0]
    other = record.add_repeat(f"{first}/walls")
    record.take_changed()

    changed = record.set(f"{wall}/width", "2.5")

    assert f"{wall}/double" in changed
    assert f"{other}/double" not in changed
    record.set(f"{other}/width", "1")
    assert record.value(f"{first}/wide") == "3.5"
    assert record.value("total") == "3.5"


def test_positions_follow_when_instances_come_go_and_move() -> None:
    record = session(*ROOMS)
    walls = f"{record.instances('rooms')[0]}/walls"
    record.add_repeat(walls)
    third = record.add_repeat(walls)

    def places() -> list[object]:
        return [record.value(f"{key}/nth") for key in record.instances(walls)]

    assert places() == ["1", "2", "3"]
    record.move_repeat(third, 0)
    assert record.instances(walls)[0] == third
    assert places() == ["1", "2", "3"]
    record.remove_repeat(third)
    assert places() == ["1", "2"]


def test_what_depends_on_the_order_follows_a_move() -> None:
    record = session(
        "begin_repeat r", "text a", "end_repeat", question("calculate", "all", calculation="join(',', ${a})")
    )
    first, second = record.instances("r")[0], record.add_repeat("r")
    record.set(f"{first}/a", "1")
    record.set(f"{second}/a", "2")

    changed = record.move_repeat(second, 0)

    assert record.value("all") == "2,1"
    assert {"r", "all"} <= set(changed)


def test_a_copy_keeps_what_a_trigger_once_wrote() -> None:
    record = session(
        "begin_repeat r", "text a", question("text", "b", trigger="${a}", calculation="concat(${a}, '!')"), "end_repeat"
    )
    first = record.instances("r")[0]
    record.set(f"{first}/a", "x")
    record.set(f"{first}/b", "mine")

    copy = record.duplicate_repeat(first)

    assert record.value(f"{copy}/b") == "mine"


def test_a_trigger_inside_an_instance_concerns_that_instance_only() -> None:
    record = session(
        "begin_repeat r", "text a", question("text", "b", trigger="${a}", calculation="concat(${a}, '!')"), "end_repeat"
    )
    first, second = record.instances("r")[0], record.add_repeat("r")

    record.set(f"{second}/a", "x")

    assert (record.value(f"{first}/b"), record.value(f"{second}/b")) == (None, "x!")


def test_what_was_removed_is_not_named_as_changed() -> None:
    record = session(*ROOMS)
    first = record.instances("rooms")[0]
    record.set(f"{record.instances(f'{first}/walls')[0]}/width", "2")

    changed = record.remove_repeat(first)

    assert {"rooms", "total", "many"} <= set(changed)
    assert not [key for key in changed if key.startswith(first)]


def test_an_instance_can_be_put_behind_another() -> None:
    record = session(*ROOMS)
    first = record.instances("rooms")[0]
    last = record.add_repeat("rooms")

    middle = record.add_repeat("rooms", after=first)

    assert record.instances("rooms") == (first, middle, last)


def test_a_copy_has_all_answers_and_new_ids() -> None:
    record = session(*ROOMS)
    first = record.instances("rooms")[0]
    wall = record.instances(f"{first}/walls")[0]
    record.set(f"{first}/name", "厅")
    record.set(f"{wall}/width", "2")

    copy = record.duplicate_repeat(first)

    assert record.value(f"{copy}/name") == "厅"
    (inner,) = record.instances(f"{copy}/walls")
    assert inner.rpartition("/")[2] != wall.rpartition("/")[2]
    assert record.value("total") == "4"
    assert record.instances("rooms") == (first, copy)


def test_the_form_decides_how_many_instances_there_are() -> None:
    record = session("integer n", question("begin_repeat", "parts", repeat_count="${n}"), "text kind", "end_repeat")
    record.set("n", "3")
    keys = record.instances("parts")
    record.set(f"{keys[2]}/kind", "beam")

    record.set("n", "1")
    assert record.instances("parts") == keys[:1]
    assert f"{keys[2]}/kind" not in record.answers(relevant_only=True)
    record.set("n", "3")

    assert record.instances("parts") == keys
    assert record.value(f"{keys[2]}/kind") == "beam"
    assert not record.can_add("parts")


def test_an_instance_that_the_form_adds_gets_its_defaults() -> None:
    record = session(
        "integer n",
        question("begin_repeat", "parts", repeat_count="${n}"),
        question("text", "kind", default="beam"),
        question("date", "when", default="today()"),
        "end_repeat",
    )

    record.set("n", "2")

    assert [record.value(f"{key}/kind") for key in record.instances("parts")] == ["beam", "beam"]
    assert [record.value(f"{key}/when") for key in record.instances("parts")] == ["2026-05-01", "2026-05-01"]


def test_an_absurd_number_of_instances_is_bounded() -> None:
    record = session("integer n", question("begin_repeat", "parts", repeat_count="${n}"), "text kind", "end_repeat")

    record.set("n", "999999999")

    assert len(record.instances("parts")) == 1_000


def test_a_running_total_over_earlier_instances_is_no_cycle() -> None:
    record = session(
        "begin_repeat rows",
        "integer n",
        question(
            "calculate", "sofar", calculation="coalesce(indexed-repeat(${sofar}, ${rows}, position(..) - 1), 0) + ${n}"
        ),
        "end_repeat",
    )
    keys = [record.instances("rows")[0], record.add_repeat("rows"), record.add_repeat("rows")]

    for key, number in zip(keys, ("1", "2", "3"), strict=True):
        record.set(f"{key}/n", number)

    assert [record.value(f"{key}/sofar") for key in keys] == ["1", "3", "6"]


def test_a_repeat_without_instances_still_knows_whether_it_applies() -> None:
    record = session(
        "text kind",
        question("begin_repeat", "damages", appearance="minimal", relevant="${kind} = 'bad'"),
        "text what",
        "end_repeat",
    )
    assert not record.can_add("damages")

    record.set("kind", "bad")

    assert record.can_add("damages")


def test_undo_brings_a_removed_instance_back_with_its_answers_and_place() -> None:
    record = session(*ROOMS)
    first = record.instances("rooms")[0]
    record.add_repeat("rooms")
    record.set(f"{first}/name", "厅")
    before = record.answers()

    record.remove_repeat(first)
    record.undo()

    assert record.answers() == before


def test_two_people_who_add_instances_at_once_see_the_same_order() -> None:
    made = form(*ROOMS)
    start = Session(made, context()).answers()
    ours, theirs = dict(start), dict(start)
    ours["rooms[us]"] = {"after": "X"}
    theirs["rooms[them]"] = {"after": "X"}

    left = Session(made, context(), {**ours, **theirs})
    right = Session(made, context(), {**theirs, **ours})

    assert left.instances("rooms") == right.instances("rooms")
    assert len(left.instances("rooms")) == 3


@pytest.mark.parametrize("act", ["add", "remove", "move", "duplicate"])
def test_a_repeat_that_does_not_exist_is_refused(act: str) -> None:
    record = session("text a", "begin_repeat r", "text b", "end_repeat")
    acts: dict[str, Callable[[], object]] = {
        "add": lambda: record.add_repeat("a"),
        "remove": lambda: record.remove_repeat("r[none]"),
        "move": lambda: record.move_repeat("a", 0),
        "duplicate": lambda: record.duplicate_repeat("nothing"),
    }

    with pytest.raises(AppError) as refused:
        acts[act]()

    assert refused.value.code in ("form.not_a_repeat", "form.no_such_key")


@given(st.lists(st.integers(min_value=0, max_value=40), max_size=60))
def test_a_key_fits_between_any_two_neighbours(places: list[int]) -> None:
    keys: list[str] = []
    for place in places:
        index = min(place, len(keys))
        low, high = keys[index - 1] if index else "", keys[index] if index < len(keys) else ""
        keys.insert(index, between(low, high))

    assert keys == sorted(set(keys))
    assert all(not key.endswith("0") for key in keys)


def test_keys_stay_short_when_instances_are_only_added_at_the_end() -> None:
    keys = list(itertools.accumulate(range(200), lambda last, _: between(last, ""), initial=""))

    assert max(map(len, keys)) <= 6
