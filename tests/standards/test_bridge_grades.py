"""Whole bridges: the special rules of 4.1.6 to 4.1.8, several units, advice, and the trace."""

import json
import random
from decimal import Decimal
from pathlib import Path

import pytest

from app.errors import AppError
from app.standards import jtgt_h21
from app.standards.sheet import sheet
from app.standards.written import from_json, to_json

Data = dict[str, object]


def damage(component: str, member: str, indicator: str, scale: int) -> Data:
    return {"component": component, "member": member, "indicator": indicator, "scale": scale}


def a_bridge(*damages: Data, **changes: object) -> Data:
    """Three spans of four beams."""
    return {"layout": {"spans": 3, "beams": 4}, "damages": list(damages), **changes}


def worn(component: str, indicator: str, scale: int, spans: int = 3) -> list[Data]:
    """The same damage on every member of a component."""
    members = {one.name.zh: one.members for one in jtgt_h21.components("beam", {"spans": spans, "beams": 4})}
    return [damage(component, member, indicator, scale) for member in members[component]]


def test_a_sound_bridge_is_class_1() -> None:
    grade = jtgt_h21.grade(a_bridge())

    assert (grade.value, grade.class_number, grade.class_name.zh) == (Decimal(100), 1, "1类")
    assert [advice.text.zh for advice in grade.advice] == ["正常保养"]


def test_one_cracked_beam_by_hand() -> None:
    # beam 1-3 with crack scale 3 of 5 (45) and honeycombs scale 2 of 3 (20):
    # PMCI = 100 − 45 − 20/(100√2)·55 = 47.2218 < 60, a main component: PCCI = 47.2218
    # SPCI = 0.70·47.2218 + 0.30·100 = 63.0553;  Dr = 0.4·63.0553 + 0.4·100 + 0.2·100 = 85.2221: class 2
    grade = jtgt_h21.grade(
        a_bridge(damage("上部承重构件", "1-3", "5.1.1-11", 3), damage("上部承重构件", "1-3", "5.1.1-1", 2))
    )

    assert round(float(grade.value_of("SPCI") or 0), 4) == 63.0553
    assert round(float(grade.value or 0), 4) == 85.2221
    assert grade.class_number == 2


def test_the_main_component_limit_is_a_parameter() -> None:
    # with 40 the beam of 47.22 does not decide alone: (47.2218 + 11·100)/12 − 52.7782/7.7 = 88.7476
    cracked = (damage("上部承重构件", "1-3", "5.1.1-11", 3), damage("上部承重构件", "1-3", "5.1.1-1", 2))
    grade = jtgt_h21.grade(a_bridge(*cracked, main_below=40))

    assert round(float(grade.value_of("PCCI.上部承重构件") or 0), 3) == 88.748
    assert any("40" in remark.text.zh for remark in grade.assumptions)


def test_the_same_indicator_on_the_same_member_counts_once_with_its_worst_scale() -> None:
    twice = (damage("桥墩", "1-柱1", "9.1.1-9", 2), damage("桥墩", "1-柱1", "9.1.1-9", 3))

    assert jtgt_h21.grade(a_bridge(*twice)).value == jtgt_h21.grade(a_bridge(twice[1])).value
    assert jtgt_h21.grade(a_bridge(*reversed(twice))).value == jtgt_h21.grade(a_bridge(twice[1])).value


def test_missing_components_share_their_weights_and_the_grade_says_so() -> None:
    grade = jtgt_h21.grade(a_bridge(*worn("桥面铺装", "10.1.1-1", 3), members={"人行道": 6, "照明、标志": 4}))
    without = jtgt_h21.grade(a_bridge(*worn("桥面铺装", "10.1.1-1", 3)))

    assert grade.value is not None
    assert without.value is not None
    assert without.value < grade.value
    assert any("人行道" in remark.text.zh for remark in without.assumptions)
    assert not any("人行道" in remark.text.zh for remark in grade.assumptions)


@pytest.mark.parametrize("number", range(1, 15))
def test_any_single_item_control_makes_class_5(number: int) -> None:
    grade = jtgt_h21.grade(a_bridge(controls=[number]))

    assert (grade.value, grade.class_number) == (Decimal(100), 5)
    assert any(f"单项控制指标 {number}：" in remark.text.zh for remark in grade.assumptions)
    assert "立即封闭交通" in grade.advice[0].text.zh
    assert not grade.advice[0].checked


@pytest.mark.parametrize("controls", [[0], [15], ["1"], "1", [True], [1.0]])
def test_an_unknown_control_is_refused(controls: object) -> None:
    with pytest.raises(AppError):
        jtgt_h21.grade(a_bridge(controls=controls))


def test_the_deck_does_not_pull_two_class_3_parts_into_class_4() -> None:
    damages = [
        *worn("上部承重构件", "5.1.1-2", 4),  # 50 each; main and below 60, so 50: SPCI = 35 + 0.18·94.2 + 12 = 64.0
        damage("上部一般构件", "1-1", "5.1.1-2", 2),
        *worn("桥墩", "9.1.1-2", 4),  # 50
        *worn("桥台", "9.2.1-5", 4),  # 50
        *worn("墩台基础", "9.3.2-3", 2),  # 75 − 25/9.5 = 72.4: SBCI = (15 + 15 + 20.3 + 10)/0.98 = 61.5
        *worn("桥面铺装", "10.1.1-3", 4),
        *worn("桥面铺装", "10.1.1-1", 4),  # 32.3 − 67.7/9.7 = 25.3
        *worn("伸缩缝装置", "10.2.1-1", 4),  # 50 − 50/10 = 45
        *worn("排水系统", "10.5.1-1", 4),  # 50: BDCI = (10.1 + 11.25 + 10 + 5)/0.85 = 42.8; Dr = 58.7
    ]
    grade = jtgt_h21.grade(a_bridge(*damages))
    parts = [grade.value_of(f"class.{part}") for part in ("SPCI", "SBCI", "BDCI")]

    assert parts == [3, 3, 4]
    assert grade.value is not None
    assert 40 <= grade.value < 60
    assert grade.value_of("class.Dr") == 4
    assert grade.class_number == 3


def test_a_dangerous_main_component_decides_only_if_the_inspector_says_so() -> None:
    bad = damage("墩台基础", "1", "9.3.2-1", 5)

    without = jtgt_h21.grade(a_bridge(bad))
    told = jtgt_h21.grade(a_bridge(bad, main_affects_safety=True))

    assert without.class_number == 2
    assert told.class_number == 5
    assert any("影响安全" in remark.text.zh for remark in told.assumptions)
    assert jtgt_h21.grade(a_bridge(main_affects_safety=True)).class_number == 1


def test_a_class_4_main_component_gives_class_4_advice() -> None:
    grade = jtgt_h21.grade(a_bridge(damage("桥台", "0-台身", "9.2.1-8", 4), main_affects_safety=True))

    assert grade.value_of("BCCI.桥台") == 40
    assert grade.class_number == 4
    assert "交通管制" in grade.advice[0].text.zh


def test_the_worst_unit_represents_the_bridge() -> None:
    approach = a_bridge(name="引桥")
    main: Data = {"name": "主桥", "type": "cable_stayed", "layout": {"spans": 2, "stays": 8}}
    main["damages"] = [damage("斜拉索系统", "1-1-1", "8.1.1-1", 5)]
    grade = jtgt_h21.grade({"units": [approach, main]})

    assert grade.value == grade.value_of("主桥/Dr")
    assert grade.class_number == grade.value_of("主桥/class.4.1.6")
    assert grade.value_of("引桥/Dr") == 100
    assert grade.recompute() == grade


def test_two_units_of_one_name_are_refused() -> None:
    with pytest.raises(AppError) as refused:
        jtgt_h21.grade({"units": [a_bridge(name="一"), a_bridge(name="一")]})

    assert refused.value.code == "standards.twice"


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        (damage("上部承重构件", "4-1", "5.1.1-1", 2), "standards.member"),
        (damage("浮箱", "1", "5.1.1-1", 2), "standards.member"),
        (damage("上部承重构件", "1-1", "9.1.1-9", 2), "standards.indicator"),
        (damage("上部承重构件", "1-1", "5.1.1-1", 4), "standards.range"),
        (damage("上部承重构件", "1-1", "5.1.1-1", 0), "standards.range"),
        ({"component": "上部承重构件", "member": "1-1", "indicator": "5.1.1-1"}, "standards.needed"),
        ({**damage("上部承重构件", "1-1", "5.1.1-1", 2), "note": ""}, "standards.unknown_field"),
        ({**damage("上部承重构件", "1-1", "5.1.1-1", 2), "scale": 2.5}, "standards.number"),
        ({**damage("上部承重构件", "1-1", "5.1.1-1", 2), "member": ["1-1"]}, "standards.needed"),
        (5, "standards.rows"),
    ],
)
def test_a_damage_that_the_bridge_cannot_have_is_refused(bad: Data, code: str) -> None:
    with pytest.raises(AppError) as refused:
        jtgt_h21.grade(a_bridge(bad))

    assert refused.value.code == code


def test_a_scale_may_come_as_text_from_a_form() -> None:
    as_text = {**damage("桥墩", "1-柱1", "9.1.1-9", 3), "scale": "3"}

    assert jtgt_h21.grade(a_bridge(as_text)) == jtgt_h21.grade(a_bridge(damage("桥墩", "1-柱1", "9.1.1-9", 3)))


def test_the_drawing_gets_the_score_of_each_damaged_member() -> None:
    bridge = a_bridge(damage("桥墩", "1-柱1", "9.1.1-9", 3), damage("桥墩", "2-柱1", "9.1.1-9", 1))

    assert jtgt_h21.member_scores(bridge) == {("", "桥墩", "1-柱1"): 55, ("", "桥墩", "2-柱1"): 100}


def random_bridge(rng: random.Random) -> Data:
    bridge_type = rng.choice(("beam", "arch_slab_rib_box_double", "suspension", "cable_stayed"))
    layout = {"spans": rng.randrange(1, 5), "beams": rng.randrange(1, 9), "ribs": 2, "hangers": 3, "stays": 4}
    damages = []
    for component in jtgt_h21.components(bridge_type, layout):
        tables = [table for usage in jtgt_h21.usages(bridge_type, component.name.zh) for table in usage.indicators]
        for member in rng.sample(component.members, min(2, len(component.members))):
            table = rng.choice(tables)
            scale = rng.randrange(1, jtgt_h21.indicators()[table].max_scale + 1)
            damages.append(damage(component.name.zh, member, table, scale))
    controls = rng.sample(range(1, 15), rng.choice((0, 0, 0, 1)))
    safety = rng.random() < 0.5
    return {
        "type": bridge_type,
        "layout": layout,
        "damages": damages,
        "controls": controls,
        "main_affects_safety": safety,
    }


def refuse_float(text: str) -> float:
    raise AssertionError(f"a float in the JSON of a grade: {text}")


def test_random_grades_survive_json_and_recompute_to_themselves() -> None:
    rng = random.Random(2011)  # noqa: S311 - examples, not secrets

    for _ in range(40):
        grade = jtgt_h21.grade(random_bridge(rng))
        again = from_json(json.loads(json.dumps(to_json(grade)), parse_float=refuse_float))

        assert again == grade
        assert again.recompute() == grade
        assert sheet(again, "en") == sheet(grade, "en")


def test_a_changed_table_changes_new_grades_and_leaves_old_ones(tmp_path: Path) -> None:
    bridge = a_bridge(damage("上部承重构件", "1-3", "5.1.1-11", 3))
    kept = to_json(jtgt_h21.grade(bridge))
    source = Path(jtgt_h21.__file__).parents[2] / "resources" / "standards"
    for name in ("jtgt_h21.toml", "jtgt_h21_indicators.toml"):
        text = (source / name).read_text(encoding="utf-8").replace("[0, 35, 45, 60, 100]", "[0, 35, 50, 60, 100]")
        (tmp_path / name).write_text(text, encoding="utf-8")

    new = jtgt_h21.grade(bridge, tables=tmp_path)
    old = from_json(json.loads(json.dumps(kept)))

    assert new.value is not None
    assert old.value is not None
    assert new.value < old.value
    assert old.recompute() == old


def test_the_sheet_reads_like_an_engineers_calculation() -> None:
    lines = sheet(jtgt_h21.grade(a_bridge(damage("上部承重构件", "1-3", "5.1.1-11", 3))))

    assert "1. 最重一项病害的扣分 [4.1.1]" in lines
    assert "   Dr = Σ(w × x)" in lines
    assert "      = 0.4 × 68.5[SPCI] + 0.4 × 100[SBCI] + 0.2 × 100[BDCI]" in lines
    assert "   · 1-3#：5.1.1-11 简支梁（板）桥、刚架桥裂缝 3/5" in lines
    assert lines[-1] == " · 小修、预防性养护（未核对）"
