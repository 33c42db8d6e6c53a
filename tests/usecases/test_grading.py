"""From a form to a grade: what is read, what is still missing, how a record keeps it."""

import json
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pytest

from app.domain.canonical import Json, canonical
from app.domain.draft import GRADE
from app.errors import AppError
from app.standards import jtgt_h21, rural_roads
from app.usecases.grading import GRADERS, gradings, own_grade
from app.usecases.kept_grades import kept_grades, regraded, values_of
from app.usecases.submission import MAX_VALUES_BYTES
from benchmarks.standards_bridge import a_bridge
from resources import resource_folder
from tests.ui.grades.graded import BRIDGE, ROAD, answers_of, built_in

BRIDGE_FORM, ROAD_FORM = "bridge_h21", "village_road"


def with_section(**changes: str) -> Mapping[str, object]:
    section = ROAD["section"]
    assert isinstance(section, Mapping)
    return {**ROAD, "section": {**section, **changes}}


def test_a_village_road_is_graded_by_the_guide_as_its_entry_points_do_it() -> None:
    guide, _ = gradings(built_in(ROAD_FORM), answers_of(built_in(ROAD_FORM), ROAD))

    ratio = rural_roads.damage_ratio("cement", {"破碎板": 72, "裂缝": 40, "坑洞": 2}, length_m=850, width_m=4.5)
    assert guide.grade is not None
    ours = guide.grade.value_of("DR")
    assert ours is not None
    assert float(ours) == pytest.approx(ratio)
    assert guide.grade.result == "PCI"


def test_without_iri_a_road_says_that_there_is_only_pci() -> None:
    guide, _ = gradings(built_in(ROAD_FORM), answers_of(built_in(ROAD_FORM), ROAD))

    assert guide.grade is not None
    assert any("IRI" in remark.text.en or "平整度" in remark.text.zh for remark in guide.grade.missing)


def test_with_iri_a_road_has_a_pqi() -> None:
    document = {**ROAD, "result": {"grade": "B", "iri": "4.2"}}

    guide, _ = gradings(built_in(ROAD_FORM), answers_of(built_in(ROAD_FORM), document))

    assert guide.grade is not None
    assert guide.grade.result == "PQI"


def test_the_rule_for_village_roads_says_that_it_is_an_editable_default() -> None:
    _, rule = gradings(built_in(ROAD_FORM), answers_of(built_in(ROAD_FORM), ROAD))

    assert rule.grade is not None
    assert rule.grade.provisional
    assert rule.grade.class_name.zh.startswith("C")
    assert any("缺省" in remark.text.zh for remark in rule.grade.assumptions)


def test_the_district_edits_the_rule_in_its_form() -> None:
    form = built_in(ROAD_FORM)
    edited = replace(form, settings={**form.settings, "grading_rule": "a=95 b=90"})
    document = {**ROAD, "damages": [{"kind": "裂缝", "damage_length_m": "150"}]}

    (_, before), (_, after) = (gradings(each, answers_of(form, document)) for each in (form, edited))

    assert before.grade is not None
    assert after.grade is not None
    assert (before.grade.class_number, after.grade.class_number) == (2, 3)


def test_a_damage_that_the_rule_does_not_know_is_named_and_not_counted() -> None:
    guide, _ = gradings(built_in(ROAD_FORM), answers_of(built_in(ROAD_FORM), ROAD))

    assert guide.grade is not None
    assert any("露骨" in remark.text.zh for remark in guide.grade.missing)
    assert guide.grade.value_of("wA.露骨..3") is None


def test_a_damage_without_size_is_counted_as_unfinished() -> None:
    document = {**ROAD, "damages": [{"kind": "破碎板", "damage_length_m": "3"}]}

    guide, _ = gradings(built_in(ROAD_FORM), answers_of(built_in(ROAD_FORM), document))

    assert guide.grade is not None
    assert guide.grade.value == 100
    assert any(remark.text.zh.startswith("1 处") for remark in guide.grade.missing)


def test_words_in_brackets_behind_a_kind_are_for_people() -> None:
    document = {
        **with_section(pavement="gravel"),
        "damages": [{"kind": "坑槽（砂石）", "damage_length_m": "3", "damage_width_m": "2"}],
    }

    guide, _ = gradings(built_in(ROAD_FORM), answers_of(built_in(ROAD_FORM), document))

    assert guide.grade is not None
    ratio = guide.grade.value_of("DR")
    assert ratio is not None
    assert ratio.quantize(Decimal("0.0001")) == Decimal("0.1569")


@pytest.mark.parametrize(("absent", "needed"), [("pavement", "section/pavement"), ("end_km", "section/end_km")])
def test_a_road_names_the_questions_that_come_first(absent: str, needed: str) -> None:
    section = ROAD["section"]
    assert isinstance(section, Mapping)
    document = {"section": {name: value for name, value in section.items() if name != absent}}

    for graded in gradings(built_in(ROAD_FORM), answers_of(built_in(ROAD_FORM), document)):
        assert graded.grade is None
        assert graded.needed == (needed,)


def test_a_form_without_the_questions_is_refused_by_name() -> None:
    form = built_in(BRIDGE_FORM)
    foreign = replace(form, settings={**form.settings, "grading": "rural_guide"})

    (graded,) = gradings(foreign, {})

    assert graded.refusal is not None
    assert graded.refusal.code == "grading.no_question"
    assert "pavement" in str(graded.refusal.parameters["names"])


def test_a_grader_that_nobody_has_is_refused_by_name() -> None:
    form = built_in(BRIDGE_FORM)

    (graded,) = gradings(replace(form, settings={**form.settings, "grading": "phrenology"}), {})

    assert graded.refusal is not None
    assert graded.refusal.code == "grading.unknown"


def test_a_form_without_grading_has_no_grades() -> None:
    assert gradings(built_in("bridge_patrol"), {}) == ()


def test_every_grader_is_one_that_the_standards_know() -> None:
    from app.standards.dispatch import GRADINGS

    assert {grader.standard for grader in GRADERS.values()} <= GRADINGS.keys()


def test_a_bridge_is_graded_as_its_data_are() -> None:
    (graded,) = gradings(built_in(BRIDGE_FORM), answers_of(built_in(BRIDGE_FORM), BRIDGE))

    damages = BRIDGE["damages"]
    assert isinstance(damages, list)
    told = [{name: row[name] for name in ("component", "member", "indicator")} for row in damages]
    data = {
        "layout": {"spans": 3, "beams": 8},
        "damages": [{**row, "scale": int(each["scale"])} for row, each in zip(told, damages, strict=True)],
    }
    assert graded.grade is not None
    assert graded.grade.value == jtgt_h21.grade(data).value
    assert graded.grade.class_number == 3


@pytest.mark.parametrize(
    ("changes", "expected"),
    [({}, 3), ({"controls": ["12"]}, 5), ({"main_affects_safety": "yes"}, 4)],
)
def test_what_the_inspector_decides_changes_the_class(changes: Mapping[str, object], expected: int) -> None:
    document = {**BRIDGE, "conclusion": {"class": "2", **changes}}

    (graded,) = gradings(built_in(BRIDGE_FORM), answers_of(built_in(BRIDGE_FORM), document))

    assert graded.grade is not None
    assert graded.grade.class_number == expected


def test_a_member_that_the_bridge_does_not_have_is_refused() -> None:
    damage = {
        "part": "superstructure",
        "component": "上部承重构件",
        "member": "9-9",
        "indicator": "5.1.1-3",
        "scale": "2",
    }

    (graded,) = gradings(built_in(BRIDGE_FORM), answers_of(built_in(BRIDGE_FORM), {**BRIDGE, "damages": [damage]}))

    assert graded.refusal is not None
    assert graded.refusal.code == "standards.member"


@pytest.mark.parametrize(
    ("name", "own"),
    [
        (ROAD_FORM, "result/grade"),
        (BRIDGE_FORM, "conclusion/class"),
        ("bridge_periodic", "class"),
        ("bridge_patrol", ""),
    ],
)
def test_the_inspectors_own_grade_is_found(name: str, own: str) -> None:
    assert own_grade(built_in(name)) == own


def test_the_choices_of_the_bridge_form_are_those_of_the_standard() -> None:
    from tests.usecases.h21_choices import END, START, written

    text = (resource_folder() / "forms" / "bridge_h21.md").read_text("utf-8")

    assert text[text.index(START) : text.index(END)] == written()


@pytest.mark.parametrize("share", [0.005, 0.1, 1.0])
def test_a_kept_grade_is_read_as_it_was_and_fits_into_entries(share: float) -> None:
    graded = tuple(replace(one, grade=jtgt_h21.grade(a_bridge(share))) for one in gradings(built_in(BRIDGE_FORM), {}))

    values = values_of(graded)

    (kept,) = kept_grades(json.loads(json.dumps(values)))
    assert kept.grade == graded[0].grade
    assert kept.grade.recompute() == kept.grade
    assert kept.grader == "jtgt_h21"
    for path, value in values.items():
        assert len(canonical({path: value})) <= MAX_VALUES_BYTES


def test_a_grade_of_thousands_of_damages_goes_on_under_further_paths() -> None:
    (graded,) = gradings(built_in(BRIDGE_FORM), {})

    values = values_of([replace(graded, grade=jtgt_h21.grade(a_bridge(1.0)))])

    assert list(values) == [GRADE, f"{GRADE}/1"]


def test_both_grades_of_a_road_are_kept_the_main_one_first() -> None:
    values = values_of(gradings(built_in(ROAD_FORM), answers_of(built_in(ROAD_FORM), ROAD)))

    assert list(values) == [GRADE, f"{GRADE}.village_roads"]
    assert [kept.grader for kept in kept_grades(values)] == ["rural_guide", "village_roads"]


@pytest.mark.parametrize("damage", [{"steps": "x"}, {"format": 99}, {"steps": None}])
def test_a_damaged_grade_is_told(damage: Mapping[str, Json]) -> None:
    values = values_of(gradings(built_in(ROAD_FORM), answers_of(built_in(ROAD_FORM), ROAD)))
    head = values[GRADE]
    assert isinstance(head, dict)

    with pytest.raises(AppError) as refused:
        kept_grades({GRADE: {**head, **damage}})

    assert refused.value.code == "grading.damaged"


def test_regrading_replaces_what_was_kept_and_clears_what_is_needed_no_more() -> None:
    answers = answers_of(built_in(ROAD_FORM), ROAD)

    values = regraded(built_in(ROAD_FORM), {**answers, GRADE: {"old": 1}, f"{GRADE}/1": "old", "@site": {}})

    assert values[f"{GRADE}/1"] is None
    assert kept_grades({path: value for path, value in values.items() if value is not None})
