"""Choices and values from attached tables and from other answers."""

from app.forms import AttachedFile, Session, compile_form
from tests.forms.workbooks import context, form, question, session, source

CITIES = AttachedFile(
    "cities.csv", "key,title,state,pop\nhou,休斯敦,tx,100\ndal,达拉斯,tx,200\nsea,西雅图,wa,300\n".encode()
)


def values(record: Session, key: str) -> list[str]:
    """The values that can be chosen."""
    return [choice.value for choice in record.choices(key)]


def test_a_cell_of_an_attached_table_can_be_looked_up() -> None:
    made = form(
        "text city",
        question("calculate", "pop", calculation="pulldata('cities', 'pop', 'key', ${city})"),
        files=(CITIES,),
    )
    record = Session(made, context())

    record.set("city", "dal")
    found = record.value("pop")
    record.set("city", "nowhere")

    assert (found, record.value("pop")) == ("200", None)


def test_a_search_takes_its_choices_from_a_table() -> None:
    made = form(
        "text state",
        question("select_one c", "city", appearance="minimal search('cities', 'matches', 'state', ${state})"),
        choices=("c key",),
        files=(CITIES,),
    )
    record = Session(made, context())

    record.set("state", "tx")

    assert values(record, "city") == ["hou", "dal"]
    assert made.items[1].appearance == ("minimal",)


def test_a_search_may_look_for_a_part_of_a_text() -> None:
    made = form(
        "text part",
        question("select_one c", "city", appearance="search('cities', 'contains', 'title', ${part}, 'state', 'wa')"),
        choices=("c key",),
        files=(CITIES,),
    )
    record = Session(made, context())

    record.set("part", "西")

    assert values(record, "city") == ["sea"]


def test_external_choices_follow_their_filter() -> None:
    content = (
        "| survey |\n| | type | name | label | choice_filter |\n| | text | state | State | |\n"
        "| | select_one_external cities | city | City | state=${state} |\n"
        "| external_choices |\n| | list_name | name | label | state |\n"
        "| | cities | hou | Houston | tx |\n| | cities | sea | Seattle | wa |\n"
    )
    record = Session(compile_form(source(content.encode())), context())

    record.set("state", "wa")

    assert [(choice.value, choice.label) for choice in record.choices("city")] == [("sea", "Seattle")]


def test_the_instances_of_a_repeat_can_be_chosen_from() -> None:
    record = session(
        "begin_repeat rooms",
        "text room",
        "end_repeat",
        question("select_one ${room}", "largest", choice_filter="${room} != 'b'"),
    )
    record.set(f"{record.instances('rooms')[0]}/room", "a")
    second = record.add_repeat("rooms")
    record.take_changed()

    changed = record.set(f"{second}/room", "c")

    assert "largest" in changed
    assert values(record, "largest") == ["a", "c"]


def test_a_missing_table_offers_no_choices_and_harms_nothing_else() -> None:
    record = session("select_one_from_file nowhere.csv city", "text other")

    record.set("other", "x")

    assert record.choices("city") == ()
    assert record.problems() == ()
