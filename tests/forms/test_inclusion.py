"""Shared fragments: what a form gets from them, and that it needs them no more afterwards."""

from pathlib import Path

import pytest

from app.errors import AppError
from app.forms import compile_form
from app.forms.inclusion import with_fragments
from app.forms.markdown import Sheet, read_sheets, write_sheets
from app.forms.plain_case import PlainCase, plain_case
from app.forms.session import Session
from app.forms.workbook_file import open_source
from tests.forms.workbooks import context, session

HOST = """| survey |
|  | type | name | label |
|  | text | before | 前 |
|  | include | weather |  |
|  | text | after | 后 |
"""
WEATHER = """| survey |
|  | type | name | label | required |
|  | select_one weather | weather | 天气 | yes |

| choices |
|  | list_name | name | label |
|  | weather | fine | 晴 |
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A form that includes a fragment."""
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared" / "weather.md").write_text(WEATHER, "utf-8")
    (tmp_path / "host.md").write_text(HOST, "utf-8")
    return tmp_path


def test_the_questions_of_a_fragment_stand_where_it_was_included(folder: Path) -> None:
    form = compile_form(open_source(folder / "host.md"))

    asked = [question for question in form.questions() if "/" not in question.path]
    assert [question.name for question in asked] == ["before", "weather", "after"]
    assert asked[1].rules.required == "true()"


def test_a_form_may_bring_its_own_list_to_the_questions_of_a_fragment() -> None:
    own = HOST + "| choices |\n|  | list_name | name | label |\n|  | weather | hail | 冰雹 |\n"

    completed = read_sheets(with_fragments(own, lambda _name: WEATHER))

    assert [row["name"] for row in completed["choices"].rows] == ["hail"]


def test_a_changed_fragment_is_another_version_of_the_form(folder: Path) -> None:
    before = open_source(folder / "host.md").version_hash
    (folder / "shared" / "weather.md").write_text(WEATHER.replace("晴", "晴天"), "utf-8")

    assert open_source(folder / "host.md").version_hash != before


def test_a_form_without_fragments_is_not_touched() -> None:
    text = HOST.replace("include", "text") + "| | odd   spacing |"

    assert with_fragments(text, lambda _name: WEATHER) is text


@pytest.mark.parametrize("name", ["absent", "../host"])
def test_a_fragment_that_is_not_there_is_named(folder: Path, name: str) -> None:
    (folder / "host.md").write_text(HOST.replace("include | weather", f"include | {name}"), "utf-8")

    with pytest.raises(AppError) as caught:
        open_source(folder / "host.md")

    assert caught.value.code == "form.no_fragment"
    assert caught.value.parameters["fragment"] == name


def test_a_bar_inside_a_cell_survives_being_written_and_read() -> None:
    sheets = {"survey": Sheet(("name", "label"), ({"name": "a", "label": "甲|乙"}, {"name": "b"}))}

    assert read_sheets(write_sheets(sheets)) == sheets


def test_a_plain_case_asks_only_for_what_follows_from_the_first_choices() -> None:
    record = session(
        {"type": "select_one yn", "name": "sound", "label": "s", "required": "yes"},
        {"type": "image", "name": "proof", "label": "p", "required": "yes", "relevant": "${sound} = 'no'"},
        {"type": "date", "name": "day", "label": "d", "required": "yes", "default": "2026-01-01"},
        {"type": "image", "name": "overview", "label": "o", "required": "yes"},
        choices=("yn yes", "yn no"),
    )

    assert plain_case(record) == PlainCase(inputs=2, photos=1, photo_questions=2)


def test_a_plain_case_ends_even_where_no_answer_is_accepted() -> None:
    record = session({"type": "integer", "name": "never", "label": "n", "required": "yes", "constraint": ". > . + 1"})

    assert plain_case(record).inputs == 1


def test_an_opened_form_needs_its_fragments_no_more(folder: Path) -> None:
    source = open_source(folder / "host.md")
    (folder / "shared" / "weather.md").unlink()

    assert Session(compile_form(source), context()).children("")[:3] == ("before", "weather", "after")
