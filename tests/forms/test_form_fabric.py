"""How the built-in forms are woven: shared groups written once, no fact asked twice, nobody's times, photos."""

from collections import Counter
from collections.abc import Iterator

import pytest

from app.forms.definition import MEDIA_TYPES, UNSEEN_TYPES, Group, Item, Question, QuestionType, Repeat
from app.forms.markdown import Row, read_sheets
from app.forms.plain_case import plain_case
from app.standards.scored_sheets import items
from app.usecases.sheet_answers import MET, sheet_of
from tests.forms.built_in import FOLDER, INSPECTIONS, NAMES, begun, form

CLOCKS = {QuestionType.TIME, QuestionType.DATETIME}
ATTENDANCE = ("签到", "到岗时间", "离岗", "进场时间", "离场时间", "出勤", "考勤")
MOST_INPUTS = 30
"""What an inspector who finds nothing wrong has to give, at most."""
SCORED = [name for name in INSPECTIONS if form(name).grading == "scored_sheets"]


@pytest.mark.parametrize("name", NAMES)
def test_no_two_questions_of_a_form_ask_the_same_fact(name: str) -> None:
    asked = Counter(words for _, words in always_or_together(form(name).items))

    assert [words for words, count in asked.items() if count > 1] == []


@pytest.mark.parametrize("name", NAMES)
def test_no_form_takes_anybodys_times(name: str) -> None:
    questions = list(form(name).questions())

    assert [one.path for one in questions if one.type in CLOCKS] == []
    assert [one.path for one in questions if any(word in str(one.label.text("")) for word in ATTENDANCE)] == []


@pytest.mark.parametrize("name", NAMES)
def test_what_a_fragment_asks_is_included_and_not_copied(name: str) -> None:
    copied = [row for row in rows_of(f"{name}.md") if row in SHARED]

    assert copied == []


@pytest.mark.parametrize("name", INSPECTIONS)
def test_an_inspection_says_by_which_rules_and_has_a_photo(name: str) -> None:
    assert form(name).settings.get("standards")
    assert any(question.type in MEDIA_TYPES for question in form(name).questions())


@pytest.mark.parametrize("name", NAMES)
def test_a_plain_case_is_complete_by_itself(name: str) -> None:
    session = begun(name)

    asked = plain_case(session)

    assert [problem.key for problem in session.problems()] == []
    assert asked.photos <= asked.inputs <= MOST_INPUTS


@pytest.mark.parametrize("name", INSPECTIONS)
def test_what_an_asset_knows_is_not_hidden_by_a_default(name: str) -> None:
    """A question with a default counts as answered: what the asset knows would not be taken over."""
    known = {question.name for other in NAMES if form(other).subject == form(name).subject for question in facts(other)}

    hidden = [one.path for one in form(name).questions() if one.name in known and one.default]
    assert hidden == []


@pytest.mark.parametrize("name", INSPECTIONS)
def test_findings_bear_their_photos_themselves(name: str) -> None:
    findings = [item for item in form(name).walk() if isinstance(item, Repeat) and item.name in ("findings", "damages")]

    without = [one.path for one in findings if not any(each.type in MEDIA_TYPES for each in questions_in(one))]
    assert without == []


@pytest.mark.parametrize("name", SCORED)
def test_every_item_of_a_scored_sheet_is_a_question_that_can_be_met(name: str) -> None:
    lists = {question.name: question.itemset.instance for question in form(name).questions() if question.itemset}

    assert {item.key: lists.get(item.key) in ("met", "kept") for item in items(sheet_of(form(name)))} == {
        item.key: True for item in items(sheet_of(form(name)))
    }


def test_there_are_shared_rows_that_could_be_copied() -> None:
    assert SHARED


def test_what_can_be_met_is_offered_by_the_shared_lists() -> None:
    offered = {row["name"] for part in ("met", "kept") for row in read_sheets(fragment(part))["choices"].rows}

    assert offered == set(MET)


def facts(name: str) -> list[Question]:
    """Return what an asset form asks; nothing for any other."""
    return list(form(name).questions()) if name.startswith("asset_") else []


def always_or_together(inside: tuple[Item, ...], holder: str = "") -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield each question that people see, with its label and what it stands under: condition, repeat or nothing."""
    for item in inside:
        if isinstance(item, Question):
            if item.type not in UNSEEN_TYPES | {QuestionType.NOTE, QuestionType.CALCULATE}:
                yield item.path, (str(item.label.text("")), f"{holder}|{item.rules.relevant}")
        else:
            apart = isinstance(item, Repeat) or bool(item.rules.relevant)
            yield from always_or_together(item.items, item.path if apart else holder)


def questions_in(item: Group | Repeat) -> Iterator[Question]:
    """Yield the questions of a group."""
    for inner in item.items:
        if isinstance(inner, Question):
            yield inner
        else:
            yield from questions_in(inner)


def fragment(name: str) -> str:
    """Return the text of a shared fragment."""
    return (FOLDER / "shared" / f"{name}.md").read_text("utf-8")


def rows_of(file: str) -> list[Row]:
    """Return the rows of a workbook's survey that explain or check what they ask: no chance makes two of them alike."""
    sheet = read_sheets((FOLDER / file).read_text("utf-8")).get("survey")
    return [row for row in sheet.rows if "hint" in row or "constraint" in row] if sheet else []


SHARED = [row for path in sorted((FOLDER / "shared").glob("*.md")) for row in rows_of(f"shared/{path.name}")]
