"""Scored sheets and sewers graded from the answers of the built-in forms."""

from collections.abc import Mapping
from functools import cache

import pytest

from app.forms import Form, Session, compile_form
from app.forms.fill import fill
from app.forms.workbook_file import open_source
from app.standards.scored_sheets import items, sheets
from app.usecases.grading import Graded, gradings, outside_grade, own_grade
from app.usecases.sheet_answers import sheet_of
from resources import resource_folder
from tests.forms.workbooks import context

LIFT = {
    "lift": {"commissioned_on": "2009-03-01"},
    "items": {"registered": "full", "inspected": "full", "maintained": "part", "alarm": "full", "car": "full"},
}
PIPE = {"length_m": "30", "inspected_m": "30", "diameter_mm": "600", "importance": "other", "soil": "ordinary"}


@cache
def form(name: str) -> Form:
    return compile_form(open_source(resource_folder() / "forms" / f"{name}.md"))


def graded(name: str, answers: Mapping[str, object]) -> Graded:
    session = Session(form(name), context())
    fill(session, answers)
    return gradings(form(name), session.answers(relevant_only=True))[0]


def lift(**more: str) -> Graded:
    return graded("old_lift", {**LIFT, "items": {**LIFT["items"], **more}})


def test_a_part_met_item_counts_half_its_weight() -> None:
    found = lift(assessed="full", no_open_defect="full")

    assert found.grade is not None
    assert found.grade.value == 90
    assert found.grade.class_number == 1


def test_an_open_defect_fails_the_whole_sheet() -> None:
    found = lift(assessed="full", no_open_defect="none")

    assert found.grade is not None
    assert found.grade.class_number == 2


def test_a_sheet_asks_for_the_items_that_are_not_answered_yet() -> None:
    assert lift(assessed="full").needed == ("items/no_open_defect",)


SCORED = ("waste_sorting", "shop_sign", "basement", "old_lift", "ebike_charging", "bottled_gas", "works_site")


@pytest.mark.parametrize("name", SCORED)
def test_every_item_of_a_sheet_is_a_question_of_its_form(name: str) -> None:
    asked = {question.name for question in form(name).questions()}

    assert sheet_of(form(name)) in sheets()
    assert {item.key for item in items(sheet_of(form(name)))} <= asked


def test_a_broken_sewer_counts_as_one_of_grade_three() -> None:
    defects = [{"code": "PL", "grade": "3", "at_m": "12.4"}, {"code": "CJ", "grade": "1", "at_m": "20"}]

    found = graded("sewer_cctv", {"pipe": PIPE, "defects": defects})

    assert found.grade is not None
    assert found.grade.value_of("F") == 5
    assert found.grade.value_of("plan_by_defect") == 1


def test_a_defect_without_its_grade_is_told_and_not_counted() -> None:
    found = graded("sewer_cctv", {"pipe": PIPE, "defects": [{"code": "PL", "at_m": "12.4"}]})

    assert found.grade is not None
    assert any("1" in remark.text.zh for remark in found.grade.missing)


@pytest.mark.parametrize(
    ("name", "key"), [("bridge_h21", "conclusion/outside_class"), ("village_road", "known/baseline")]
)
def test_a_grade_from_outside_has_a_question_of_its_own(name: str, key: str) -> None:
    assert outside_grade(form(name)) == key
    assert own_grade(form(name)) not in ("", key)


def test_items_that_a_small_site_need_not_have_are_not_counted_against_it() -> None:
    safety = {"edge": "full", "scaffold": "na", "pit": "na", "lifting": "na", "electricity": "full", "fire": "full"}
    civil = {"fence": "full", "dust": "full", "noise": "full"}

    found = graded("works_site", {"variant": "small", "safety": {**safety, "protective": "full"}, "civil": civil})

    assert found.grade is not None
    assert found.grade.value == 100


def test_a_road_side_that_was_not_looked_at_gives_no_mqi() -> None:
    section = {"road_class": "4", "start_km": "0", "end_km": "1", "width_m": "6", "pavement": "asphalt"}
    answers = {"section": section, "beside": {"surveyed": ["structures"]}, "result": {"iri": "3"}}

    found = graded("rural_highway", answers)

    assert found.grade is not None
    assert found.grade.result == "PQI"
    assert found.grade.value_of("SCI") is None


def test_a_slope_that_endangers_traffic_makes_the_unit_worthless() -> None:
    section = {"road_class": "4", "start_km": "0", "end_km": "1", "width_m": "6", "pavement": "asphalt"}
    slope = {"subgrade_loss": "边坡坍塌", "subgrade_level": "重", "subgrade_quantity": "1"}
    result = {"iri": "3", "slope_endangers_traffic": "yes"}

    found = graded("rural_highway", {"section": section, "subgrade": [slope], "result": result})

    assert found.grade is not None
    assert found.grade.result == "MQI"
    assert found.grade.value == 0


def test_a_damage_of_a_highway_without_its_degree_is_told_and_not_counted() -> None:
    section = {"road_class": "4", "start_km": "0", "end_km": "1", "width_m": "6", "pavement": "asphalt"}

    found = graded("rural_highway", {"section": section, "damages": [{"kind": "坑槽", "damage_length_m": "3"}]})

    assert found.grade is not None
    assert found.grade.value_of("PCI") == 100
    assert any(remark.text.zh.startswith("1 处") for remark in found.grade.missing)
