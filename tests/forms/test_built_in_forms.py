"""What holds for every form that the program brings: it opens, it can be filled, all of it can be reached."""

import re
from collections.abc import Iterator

import pytest

from app.domain.stream import Stream
from app.forms import Form, QuestionType
from app.forms.check import check_form
from app.forms.definition import MEDIA_TYPES
from app.forms.workbook_file import settings_of
from tests.forms.built_in import LARGEST, NAMES, begun, form, source
from tests.forms.filling import UNASKED, Explorer

EXPLORED = [name for name in NAMES if name != LARGEST]
ROUNDS = 480
NEVER = ("", "false()")
OF_RESIDENTS = re.compile(r"住户姓名|住户.*电话|联系电话|管理人电话|搭建人|排水户|^门牌$|诉求人的")
PERSONAL_TIMES = {("timestamp", "start"), ("timestamp", "end")}


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
        explorer.explore(begun(name))
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
