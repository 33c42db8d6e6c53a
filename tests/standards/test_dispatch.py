"""Grading by name, the listing, the tables as data, and the sentences of the errors."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from app.errors import AppError
from app.standards.dispatch import GRADINGS, grade, listing
from app.standards.editions import read
from app.standards.formula import FUNCTIONS
from app.standards.sheet import sheet
from app.standards.written import from_json, to_json

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted((ROOT / "resources" / "standards").glob("*.toml"))
A_SECTION = {"pavement": "asphalt", "length_m": 1000, "width_m": 6, "damages": []}
ROOM = {"桥面铺装": 90}

EXAMPLES: Mapping[str, Mapping[str, object]] = {
    "jtg5210": A_SECTION,
    "rural_guide": A_SECTION,
    "jtg5211": A_SECTION,
    "village_roads": A_SECTION,
    "jtgt_h21": {"layout": {"spans": 2, "beams": 3}},
    "cjj99": {"deck": ROOM, "superstructure": {"主梁": 90}, "abutments": [{"台身": 90}]},
    "cjj36": {"road": "branch", "area_m2": 100, "damages": []},
    "cjj181": {"length_m": 30, "diameter_mm": 300},
    "scored_sheets": {"sheet": "signs", "answers": {"structure": True}},
}


@pytest.mark.parametrize("name", sorted(GRADINGS))
def test_every_standard_grades_by_its_name_and_by_its_number(name: str) -> None:
    graded = grade(name, EXAMPLES[name])

    assert graded == grade(read(name).standard, EXAMPLES[name])
    assert graded.standard == read(name).standard
    assert graded.class_number is not None
    assert from_json(to_json(graded)).recompute() == graded


@pytest.mark.parametrize("name", sorted(GRADINGS))
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_grade_has_a_sheet_in_both_languages(name: str, language: str) -> None:
    lines = sheet(grade(name, EXAMPLES[name]), language)

    assert lines[0].startswith("依据" if language == "zh" else "By ")
    assert any(line.startswith("结果" if language == "zh" else "Result") for line in lines)


def test_an_unknown_standard_is_refused_and_the_known_ones_are_named() -> None:
    with pytest.raises(AppError) as refused:
        grade("DIN 1076", {})

    assert refused.value.code == "standards.unknown"
    assert "jtgt_h21" in refused.value.parameters["known"]


def test_the_listing_names_every_file_its_gaps_and_its_unchecked_numbers() -> None:
    listed = {one.name: one for one in listing()}

    assert set(listed) == {path.stem for path in FILES}
    assert all(one.standard and one.edition and one.title.zh and one.title.en for one in listed.values())
    assert {one.name for one in listed.values() if one.can_grade} == set(GRADINGS)
    assert any(one.place == "pqi.expressway.cement" for one in listed["jtg5210"].unchecked)
    assert any(one.what == "纵向裂缝 width" for one in listed["jtg5210"].unchecked)
    assert all(gap.zh and gap.en for one in listed.values() for gap in one.gaps)
    assert {one.name for one in listed.values() if one.provisional} == {"jtg5211", "village_roads", "scored_sheets"}


def groups(path: str, value: object) -> Iterator[tuple[str, Mapping[str, object]]]:
    """Every table of numbers that is not itself a folder of tables."""
    if isinstance(value, dict):
        if all(isinstance(inner, dict) for inner in value.values()):
            for key, inner in value.items():
                yield from groups(f"{path}.{key}", inner)
        else:
            yield path, value


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_number_has_a_clause_a_unit_and_says_whether_it_was_checked(file: Path) -> None:
    toml = tomllib.loads(file.read_text(encoding="utf-8"))
    found = list(groups("tables", toml["tables"]))

    assert found
    for path, group in found:
        assert isinstance(group.get("clause"), str), path
        assert isinstance(group.get("unit"), str), path
        assert isinstance(group.get("checked"), bool), path


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_step_has_its_names_a_clause_and_a_formula(file: Path) -> None:
    toml = tomllib.loads(file.read_text(encoding="utf-8"))
    for name, step in toml["steps"].items():
        assert step["zh"], name
        assert step["en"], name
        assert isinstance(step["clause"], str), name
        assert set(re.findall(r"([a-z_]+)\(", step["formula"])) <= set(FUNCTIONS), name
    for name, remark in toml.get("remarks", {}).items():
        assert set(re.findall(r"{\w+}", remark["zh"])) == set(re.findall(r"{\w+}", remark["en"])), name


def test_every_error_has_a_sentence_in_both_languages_that_names_its_parameters() -> None:
    sentences = tomllib.loads((ROOT / "resources/translations/errors/standards.toml").read_text(encoding="utf-8"))
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "app" / "standards").glob("*.py")]
    raised = {code for text in sources for code in re.findall(r'AppError\(\s*"(standards\.\w+)"', text)}

    assert set(sentences) == raised
    for code, words in sentences.items():
        assert set(re.findall(r"{\w+}", words["zh"])) == set(re.findall(r"{\w+}", words["en"])), code


def test_a_damaged_file_of_tables_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_text("standard = ", encoding="utf-8")
    for name in ("bad", "absent"):
        with pytest.raises(AppError) as refused:
            read(name, tmp_path)

        assert refused.value.code == "standards.table"


@pytest.mark.parametrize(
    "damage",
    [
        {"format": 2},
        {"steps": [{}]},
        {"steps": 5},
        {"standard": None},
        {"classes": [{"zh": 1, "en": ""}]},
    ],
)
def test_json_that_is_not_a_grade_is_refused(damage: dict[str, object]) -> None:
    data = {**to_json(grade("cjj181", EXAMPLES["cjj181"])), **damage}
    with pytest.raises(AppError) as refused:
        from_json(data)

    assert refused.value.code == "standards.trace"


@pytest.mark.parametrize(
    ("key", "value"),
    [("value", "NaN"), ("value", 5), ("value", "five"), ("formula", "exec(x)"), ("formula", "y + 1")],
)
def test_a_step_that_was_tampered_with_is_refused_or_does_not_recompute(key: str, value: object) -> None:
    data = to_json(grade("cjj181", EXAMPLES["cjj181"]))
    steps = data["steps"]
    assert isinstance(steps, list)
    steps[0][key] = value

    with pytest.raises(AppError):
        from_json(data).recompute()
