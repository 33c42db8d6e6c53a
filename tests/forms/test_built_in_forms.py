"""What holds for every form that the program brings: it opens, it can be filled, all of it can be reached."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.canonical import Json
from app.domain.draft import Draft
from app.domain.stream import Stream
from app.forms import Form, FormSource, QuestionType, Session, compile_form
from app.forms.check import check_form
from app.forms.definition import MEDIA_TYPES
from app.forms.workbook_file import open_source, settings_of
from app.usecases import drafts
from app.usecases.publication import version_name
from app.usecases.submission import submit
from app.workplace import FormInfo
from resources import resource_folder
from tests.forms.filling import UNASKED, Explorer, Filler
from tests.forms.workbooks import context
from tests.ui.place import Place, make_place

FOLDER = resource_folder() / "forms"
NAMES = sorted(path.stem for path in FOLDER.glob("*.md"))
LARGEST = "bridge_h21"  # 1,500 choices: its own tests go through all of its indicators
EXPLORED = [name for name in NAMES if name != LARGEST]
ROUNDS = 320
OFTEN = 0.6
NEVER = ("", "false()")
OF_RESIDENTS = re.compile(r"住户姓名|住户.*电话|联系电话|管理人电话|搭建人|排水户|^门牌$|诉求人的")
PERSONAL_TIMES = {("timestamp", "start"), ("timestamp", "end")}


@cache
def source(name: str) -> FormSource:
    return open_source(FOLDER / f"{name}.md")


@cache
def form(name: str) -> Form:
    return compile_form(source(name))


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """An inspector with a real store."""
    made = make_place(tmp_path_factory.mktemp("home"))
    yield made
    made.store.close()


@pytest.mark.parametrize("name", NAMES)
def test_a_built_in_form_has_no_error_and_no_warning(name: str) -> None:
    report = check_form(source(name))

    assert [(one.code, one.parameters) for one in (*report.errors, *report.warnings)] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_built_in_form_is_listed_as_it_opens(name: str) -> None:
    compiled, listed = form(name), settings_of(source(name))

    assert compiled.id == name
    assert (compiled.title, compiled.subject, compiled.record, compiled.version) == tuple(
        listed[column] for column in ("form_title", "subject", "record", "version")
    )
    assert Stream("310151101", compiled.subject)


@pytest.mark.parametrize("name", NAMES)
def test_a_mandatory_photo_says_which_rule_makes_it_mandatory(name: str) -> None:
    mandatory = [
        question
        for question in form(name).questions()
        if question.type in MEDIA_TYPES and question.rules.required not in NEVER
    ]

    assert [question.path for question in mandatory if not question.basis] == []


@pytest.mark.parametrize("name", NAMES)
def test_fields_about_residents_are_sensitive_and_nobodys_times_are_taken(name: str) -> None:
    questions = list(form(name).questions())

    exposed = [one.path for one in questions if OF_RESIDENTS.search(str(one.label.text(""))) and not one.is_sensitive]
    assert exposed == []
    assert [one.path for one in questions if one.preload in PERSONAL_TIMES] == []


@pytest.mark.parametrize("name", EXPLORED)
def test_a_rule_that_can_refuse_says_why(name: str) -> None:
    silent = [one.path for one in form(name).questions() if one.rules.constraint and not one.constraint_message]

    assert silent == []


@pytest.mark.parametrize("name", NAMES)
def test_every_list_of_choices_is_used(name: str) -> None:
    used = {question.itemset.instance for question in form(name).questions() if question.itemset}

    assert {instance.name for instance in form(name).instances if not instance.src} <= used


@pytest.mark.slow
@pytest.mark.parametrize("name", EXPLORED)
def test_every_question_can_be_reached_and_every_choice_picked(name: str) -> None:
    explorer = Explorer(form(name))
    asked = {one.path for one in form(name).questions() if one.type not in UNASKED and one.rules.readonly != "true()"}
    wanted = set(choices_of(form(name)))

    for _ in range(ROUNDS):
        explorer.explore(Session(form(name), context()))
        if asked <= explorer.shown and wanted <= explorer.accepted:
            break

    assert sorted(asked - explorer.shown) == []
    assert sorted(wanted - explorer.accepted) == []


def choices_of(form: Form) -> Iterator[tuple[str, str]]:
    """Every question with every choice of its list, whatever filter stands before it."""
    values = {instance.name: re.findall(r"<name>(.*?)</name>", instance.xml) for instance in form.instances}
    for question in form.questions():
        if question.itemset and question.type in (QuestionType.SELECT_ONE, QuestionType.SELECT_MULTIPLE):
            yield from ((question.path, value) for value in values[question.itemset.instance])


@pytest.mark.parametrize("name", EXPLORED)
@settings(max_examples=3, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(random=st.randoms(use_true_random=False))
def test_a_form_filled_at_random_and_submitted_comes_back_with_the_same_values(
    name: str, place: Place, random: Random
) -> None:
    filler = Filler(form(name), lambda _path, found: random.sample(found, len(found)), lambda: random.random() < OFTEN)
    filled = filler.fill(Session(form(name), context()), lambda _repeat: random.randrange(3))
    assert [(problem.key, problem.message) for problem in filled.problems()] == []
    values: dict[str, Json] = {**filled.answers(relevant_only=True)}

    key = submitted(place, form(name), values)
    with place.store.reading() as reading:
        kept = reading.state(key.stream, key.record).answers()

    assert kept == values
    assert Session(form(name), context(), kept).answers(relevant_only=True) == values


def submitted(place: Place, form: Form, values: Mapping[str, Json]) -> Draft:
    """Begin a record, submit it, and return the draft that it was."""
    work = place.workplace
    info = FormInfo(form.id, version_name(form), form.title, form.subject, form.record)
    stream = Stream("310151101", form.subject)
    with place.store() as unit:
        draft = drafts.begin(unit, clock=work.clock, ids=work.ids, form=info, stream=stream, asset=None)
        submit(unit, machine=work.machine, clock=work.clock, ids=work.ids, draft=draft, values=values)
    return draft
