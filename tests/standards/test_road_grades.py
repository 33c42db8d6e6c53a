"""Whole units and networks: what is graded, what is said to be missing, and the trace."""

import json
import random
from decimal import Decimal
from pathlib import Path

import pytest

from app.errors import AppError
from app.standards import jtg5210, rural_roads
from app.standards.editions import read
from app.standards.road_network import evaluation_units, merge_short
from app.standards.sheet import sheet
from app.standards.written import from_json, to_json

Data = dict[str, object]


def a_unit(**changes: object) -> Data:
    """A township road of 1000 m × 6 m with one pothole, everything surveyed."""
    unit: Data = {
        "pavement": "asphalt",
        "length_m": 1000,
        "width_m": 6,
        "damages": [{"name": "坑槽", "quantity": 6}],
        "iri": 4,
        "subgrade": [],
        "structures": [],
        "facilities": [],
    }
    unit.update(changes)
    return {name: value for name, value in unit.items() if value is not None}


def test_a_fully_surveyed_unit_gets_its_mqi_as_by_hand() -> None:
    # DR = 100·6/6000 = 0.1 %;  PCI = 100 − 15·0.1^0.412 = 94.191 (0.1^0.412 = 0.38726)
    # RQI = 100/(1 + 0.0185·e^(0.58·4)) = 100/(1 + 0.0185·10.1757) = 84.157
    # PQI = 0.6·94.191 + 0.4·84.157 = 90.178;  MQI = 0.6·90.178 + 0.4·100 = 94.107
    grade = rural_roads.grade(a_unit())

    assert grade.value_of("DR") == Decimal("0.1")
    assert [round(float(grade.value_of(key) or 0), 3) for key in ("PCI", "RQI", "PQI", "MQI")] == [
        94.191,
        84.157,
        90.178,
        94.107,
    ]
    assert (grade.result, grade.class_number, grade.class_name.zh) == ("MQI", 1, "优")


def test_without_roughness_only_pci_is_graded_and_the_grade_says_why() -> None:
    grade = rural_roads.grade(a_unit(iri=None))

    assert grade.result == "PCI"
    assert [remark.text.zh for remark in grade.missing] == ["仅有 PCI：没有平整度 IRI，PQI 未计算"]


def test_a_survey_may_agree_that_pci_stands_in_for_pqi() -> None:
    grade = rural_roads.grade(a_unit(iri=None, pqi_from_pci=True))

    assert grade.value_of("PQI") == grade.value_of("PCI")
    assert "没有平整度 IRI，按约定以 PCI 作为 PQI" in [remark.text.zh for remark in grade.assumptions]


def test_an_index_from_a_test_report_goes_before_one_of_our_own() -> None:
    grade = rural_roads.grade(a_unit(indices={"RQI": 71.5}))

    assert float(grade.value_of("RQI") or 0) == 71.5


def test_what_was_not_surveyed_is_missing_and_not_taken_for_sound() -> None:
    grade = rural_roads.grade(a_unit(subgrade=None, facilities=None))

    assert grade.result == "PQI"
    assert [remark.text.en.split()[0] for remark in grade.missing] == ["SCI", "TCI"]


def test_nothing_surveyed_is_no_grade() -> None:
    grade = rural_roads.grade({"pavement": "asphalt", "length_m": 1000, "width_m": 6})

    assert (grade.value, grade.class_number, grade.result) == (None, None, "")
    assert sheet(grade)[-1].startswith(" · ")
    assert "资料不足，未能评定" in sheet(grade)


@pytest.mark.parametrize(
    ("change", "mqi"),
    [
        ({"structures": [{"name": "桥梁", "level": "4类", "quantity": 1}]}, None),
        ({"structures": [{"name": "桥梁", "level": "5类", "quantity": 1}]}, 0),
        ({"structures": [{"name": "隧道", "level": "5类", "quantity": 1}]}, 0),
        ({"structures": [{"name": "涵洞", "level": "差", "quantity": 1}]}, None),
        ({"structures": [{"name": "涵洞", "level": "危险", "quantity": 1}]}, 0),
        ({"structures": [{"name": "涵洞", "level": "危险", "quantity": 0}]}, None),
        ({"slope_endangers_traffic": True}, 0),
    ],
)
def test_an_unsafe_structure_or_slope_makes_the_unit_zero(change: Data, mqi: int | None) -> None:
    grade = jtg5210.grade(a_unit(damages=[{"name": "坑槽", "level": "轻", "quantity": 6}], **change))

    assert (grade.value == 0) == (mqi == 0)
    assert any("MQI 记 0" in remark.text.zh for remark in grade.assumptions) == (mqi == 0)


def test_a_heavily_damaged_subgrade_structure_makes_sci_zero() -> None:
    heavy = [{"name": "路基构造物损坏", "level": "重", "quantity": 1}]
    grade = jtg5210.grade(a_unit(damages=[], subgrade=heavy))

    assert grade.value_of("SCI") == 0


def test_an_expressway_wants_all_five_indices() -> None:
    few = jtg5210.grade(a_unit(damages=[], road_class=0, rut_mm=8))
    all_five = a_unit(damages=[], road_class=0, rut_mm=8, bumps=[{"level": "中", "count": 1}], wear_percent=4)

    assert [remark.text.en.split()[0] for remark in few.missing] == ["PBI", "SRI/PWI"]
    assert jtg5210.grade(all_five).result == "MQI"
    assert jtg5210.grade({**all_five, "indices": {"SRI": 90}}).value != jtg5210.grade(all_five).value


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"pavement": "gold"}, "standards.choice"),
        ({"pavement": None}, "standards.needed"),
        ({"length_m": "wide"}, "standards.number"),
        ({"width_m": 201}, "standards.range"),
        ({"iri": -0.1}, "standards.range"),
        ({"irri": 3}, "standards.unknown_field"),
        ({"damages": "many"}, "standards.rows"),
        ({"damages": [5]}, "standards.rows"),
        ({"damages": [{"name": "坑", "quantity": 1}]}, "standards.damage"),
        ({"damages": [{"name": "坑槽"}]}, "standards.needed"),
        ({"road_class": 2.5}, "standards.number"),
        ({"pqi_from_pci": "yes"}, "standards.flag"),
        ({"indices": {"PQI": 90}}, "standards.unknown_field"),
    ],
)
def test_what_cannot_be_graded_is_refused_with_a_code(change: Data, code: str) -> None:
    with pytest.raises(AppError) as refused:
        rural_roads.grade(a_unit(**change))

    assert refused.value.code == code


def test_jtg_5211_says_that_it_is_provisional_and_rounds_dr() -> None:
    grade = rural_roads.grade_provisional(a_unit(damages=[{"name": "松散", "quantity": 7.37}]))

    assert grade.provisional
    assert str(grade.value_of("DR")) == "0.12"  # 0.1228… to two decimals
    assert "暂行：标准的数值尚不完全，仅供参考" in sheet(grade)


def test_gravel_is_graded_with_unchecked_numbers_marked() -> None:
    grade = rural_roads.grade(a_unit(pavement="gravel", damages=[{"name": "车辙", "quantity": 30}]))

    assert grade.result == "MQI"
    assert any("（未核对）" in line for line in sheet(grade))


# Networks and units


def test_network_figures_are_weighted_by_length() -> None:
    # 400 of 1000 m are ≥ 80: 优良路率 40 %; 700 are ≥ 70: 优良中等路率 70 %
    # the mean is 0.1·90 + 0.3·80 + 0.3·70 + 0.3·50 = 69
    lengths, scores = (100, 300, 300, 300), (90, 80, 70, 50)
    units = [{"length_m": length, "PQI": score} for length, score in zip(lengths, scores, strict=True)]
    grade = jtg5210.grade({"units": units})
    figures = {key: float(grade.value_of(f"{key}.PQI") or 0) for key in ("mean", "excellent", "good", "fair", "poor")}

    assert figures == {"mean": 69, "excellent": 10, "good": 40, "fair": 70, "poor": 30}
    assert (grade.result, grade.class_name.zh) == ("mean.PQI", "次")
    assert [remark.text.en.split()[0] for remark in grade.missing] == ["MQI"]


@pytest.mark.parametrize(("score", "good", "fair"), [(79.99, 0, 100), (80, 100, 100), (70, 0, 100), (69.99, 0, 0)])
def test_the_limits_of_the_rates_belong_to_the_better_side(score: float, good: float, fair: float) -> None:
    grade = jtg5210.grade({"units": [{"length_m": 1, "MQI": score, "PQI": score}]})

    assert [grade.value_of(key) for key in ("good.MQI", "fair.MQI", "good.PQI", "fair.PQI")] == [good, fair, good, fair]


def test_a_network_without_units_is_refused() -> None:
    with pytest.raises(AppError):
        jtg5210.grade({"units": []})


def test_a_road_is_cut_at_whole_kilometres_and_where_it_changes() -> None:
    units = evaluation_units(460, 3120, breaks=(1500, 9000))

    assert [(int(a), int(b)) for a, b in units] == [(460, 1000), (1000, 1500), (1500, 2000), (2000, 3000), (3000, 3120)]


def test_a_road_of_whole_kilometres_has_no_empty_unit() -> None:
    assert len(evaluation_units(1000, 3000, breaks=(1000, 3000))) == 2


def test_units_under_500_m_join_their_neighbour() -> None:
    joined = merge_short(evaluation_units(600, 3499))

    assert [(int(a), int(b)) for a, b in joined] == [(600, 2000), (2000, 3499)]
    assert len(merge_short(evaluation_units(500, 3500))) == 4


# Traces


def a_random_unit(rng: random.Random) -> Data:
    rows = read("jtg5210").tables["damage.asphalt"].rows
    damages = [
        {"name": row.text("name"), "level": row.text("level"), "quantity": round(rng.uniform(0, 80), 2)}
        for row in rng.sample(rows, rng.randrange(6))
    ]
    changes = {"iri": rng.choice((None, round(rng.uniform(1, 9), 2))), "rut_mm": rng.choice((None, rng.randrange(60)))}
    return a_unit(damages=damages, length_m=rng.randrange(200, 1200), road_class=rng.randrange(5), **changes)


def refuse_float(text: str) -> float:
    raise AssertionError(f"a float in the JSON of a grade: {text}")


def test_random_grades_survive_json_and_recompute_to_themselves() -> None:
    rng = random.Random(4)  # noqa: S311 - examples, not secrets

    for _ in range(60):
        grade = jtg5210.grade(a_random_unit(rng))
        again = from_json(json.loads(json.dumps(to_json(grade)), parse_float=refuse_float))

        assert again == grade
        assert again.recompute() == grade
        assert sheet(again) == sheet(grade)
        assert all(isinstance(sheet(grade, language), tuple) for language in ("zh", "en"))


def test_a_changed_table_changes_new_grades_and_leaves_old_ones(tmp_path: Path) -> None:
    old = to_json(jtg5210.grade(a_unit(damages=[{"name": "坑槽", "level": "轻", "quantity": 6}])))
    source = Path(jtg5210.__file__).parents[2] / "resources" / "standards" / "jtg5210.toml"
    changed = source.read_text(encoding="utf-8").replace("a0 = 15.00", "a0 = 16.00").replace("2018.1", "2018.2")
    (tmp_path / "jtg5210.toml").write_text(changed, encoding="utf-8")
    unit = a_unit(damages=[{"name": "坑槽", "level": "轻", "quantity": 6}])

    new = jtg5210.grade(unit, tables=tmp_path)
    kept = from_json(json.loads(json.dumps(old)))

    assert (new.edition, kept.edition) == ("2018.2", "2018.1")
    assert new.value is not None
    assert kept.value is not None
    assert new.value < kept.value
    assert kept.recompute() == kept
    assert new.recompute() == new


def test_a_trace_that_was_tampered_with_does_not_recompute_to_itself() -> None:
    data = json.loads(json.dumps(to_json(rural_roads.grade(a_unit()))))
    for step in data["steps"]:
        if step["key"] == "PCI":
            step["value"] = "99"

    assert from_json(data).recompute() != from_json(data)


def test_a_corrected_measurement_runs_through_the_whole_trace() -> None:
    data = json.loads(json.dumps(to_json(rural_roads.grade(a_unit(damages=[{"name": "坑槽", "quantity": 6}])))))
    (area,) = [step for step in data["steps"] if step["symbol"] == "wA"]
    (quantity,) = [item for item in area["inputs"] if item["symbol"] == "q"]
    quantity["numbers"][0]["value"] = "60"

    corrected = from_json(data).recompute()

    assert corrected.value == rural_roads.grade(a_unit(damages=[{"name": "坑槽", "quantity": 60}])).value


def test_the_forms_learn_what_can_be_damaged_and_how_it_is_measured() -> None:
    rutting = [one for one in jtg5210.damage_kinds("asphalt") if one.name.zh == "车辙"]

    assert [(one.level, one.unit, one.severity) for one in rutting] == [
        ("轻", "m", "深10~15mm"),
        ("重", "m", "深>15mm"),
    ]
    assert [one.name.zh for one in rural_roads.damage_kinds("cement")] == ["破碎板", "裂缝", "错台", "拱起", "坑洞"]
