"""Village roads and scored sheets: the editable rules that are not standards, and that say so."""

import random
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from app.errors import AppError
from app.standards import scored_sheets, village_roads
from app.standards.editions import read
from app.standards.sheet import sheet

Data = dict[str, Any]


def a_road(*damages: tuple[str, float], **changes: object) -> Data:
    """A village lane of 100 m × 4 m."""
    return {
        "pavement": "cement",
        "length_m": 100,
        "width_m": 4,
        "damages": [{"name": name, "quantity": quantity} for name, quantity in damages],
        **changes,
    }


def test_a_sound_lane_is_a_and_says_that_the_rule_is_a_default() -> None:
    graded = village_roads.grade(a_road())

    assert (graded.class_name.zh, graded.provisional) == ("A级", True)
    assert graded.assumptions[0].text.zh == "本分级是可编辑的缺省规则，不是标准"
    assert graded.recompute() == graded


@pytest.mark.parametrize(("pci", "number"), [(85, 1), (84.9999, 2), (70, 2), (69.9999, 3)])
def test_the_limits_of_a_and_b_belong_to_the_better_class(pci: float, number: int) -> None:
    # PCI = 100 − 10.66·DR^0.461, so DR = ((100 − PCI)/10.66)^(1/0.461); 拱起 counts m² for m²
    ratio = ((100 - pci) / 10.66) ** (1 / 0.461)
    graded = village_roads.grade(a_road(("拱起", round(ratio * 400 / 100 - 1e-9, 10))))

    assert graded.class_number == number


@pytest.mark.parametrize(
    ("damages", "changes", "letter"),
    [
        ([("坑洞", 0.01)], {}, "B级"),
        ([("坑洞", 0.99)], {}, "B级"),
        ([("坑洞", 1)], {}, "C级（局部较差）"),
        ([("破碎板", 0.01)], {}, "C级（局部较差）"),
        ([], {"settlement_mm": 25}, "A级"),
        ([], {"settlement_mm": 25.1}, "C级（局部较差）"),
        ([("坑洞", 1)], {"rule": {"pothole_limit": 2}}, "B级"),
        ([("拱起", 2)], {"rule": {"a": 95}}, "B级"),
        ([("拱起", 2)], {"rule": {"a": 95, "b": 94}}, "C级（局部较差）"),
    ],
)
def test_local_failures_and_edited_limits_decide(damages: list[tuple[str, float]], changes: Data, letter: str) -> None:
    assert village_roads.grade(a_road(*damages, **changes)).class_name.zh == letter


def test_a_class_set_by_hand_keeps_the_calculation_and_its_reason() -> None:
    graded = village_roads.grade(a_road(by_hand={"class": "C", "reason": "桥头塌陷"}))

    assert graded.class_name.zh == "C级（局部较差）"
    assert graded.value_of("class") == 1
    assert any("桥头塌陷" in line for line in sheet(graded))


@pytest.mark.parametrize(
    "changes", [{"by_hand": {"class": "C"}}, {"by_hand": {"class": "D", "reason": "x"}}, {"rule": {"c": 1}}]
)
def test_a_rule_or_a_class_that_cannot_be_is_refused(changes: Data) -> None:
    with pytest.raises(AppError):
        village_roads.grade(a_road(**changes))


# Scored sheets


@pytest.mark.parametrize("name", sorted(scored_sheets.sheets()))
def test_every_built_in_sheet_weighs_100_and_passes_when_all_is_well(name: str) -> None:
    items = scored_sheets.items(name)
    graded = scored_sheets.grade({"sheet": name, "answers": {item.key: True for item in items}})

    assert sum(item.weight.value for item in items) == 100
    assert (graded.value, graded.class_name.zh) == (Decimal(100), "达标")
    assert not read("scored_sheets").tables[f"sheets.{name}"].checked
    assert any("不出自标准" in remark.text.zh for remark in graded.assumptions)


@pytest.mark.parametrize("name", sorted(scored_sheets.sheets()))
def test_each_item_takes_its_weight_and_each_veto_item_fails_the_sheet(name: str) -> None:
    items = scored_sheets.items(name)
    for item in items:
        answers = {one.key: one is not item for one in items}
        graded = scored_sheets.grade({"sheet": name, "answers": answers, "pass_mark": 0})

        assert graded.value == 100 - item.weight.value
        assert graded.class_number == (2 if item.veto else 1)


def own(*answers: float | None, pass_mark: float = 80) -> Data:
    items = [{"key": f"i{n}", "zh": f"第{n}项", "weight": 10} for n in range(len(answers))]
    return {
        "sheet": "own",
        "pass_mark": pass_mark,
        "items": items,
        "answers": {f"i{n}": answer for n, answer in enumerate(answers)},
    }


@pytest.mark.parametrize(("mark", "number"), [(80, 1), (80.01, 2), (79.99, 1)])
def test_the_pass_mark_itself_passes(mark: float, number: int) -> None:
    assert scored_sheets.grade(own(1, 1, 1, 1, 0, pass_mark=mark)).class_number == number


def test_an_item_that_does_not_apply_is_left_out_and_one_unanswered_counts_0() -> None:
    assert scored_sheets.grade(own(1, None, 0.5)).value == 75
    data = own(1, 1)
    del data["answers"]["i1"]
    graded = scored_sheets.grade(data)

    assert graded.value == 50
    assert any("未填写：第1项" in remark.text.zh for remark in graded.assumptions)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"sheet": "none", "items": None}, "standards.rows"),
        ({"answers": {"x": 1}}, "standards.unknown_field"),
        ({"answers": {"i0": 1.1}}, "standards.range"),
        ({"answers": {"i0": None, "i1": None}}, "standards.needed"),
        ({"pass_mark": None}, "standards.needed"),
    ],
)
def test_a_sheet_that_cannot_be_is_refused(change: Data, code: str) -> None:
    with pytest.raises(AppError) as refused:
        scored_sheets.grade({**own(1, 1), **change})

    assert refused.value.code == code


def test_an_unknown_sheet_is_refused_and_the_known_ones_are_named() -> None:
    with pytest.raises(AppError) as refused:
        scored_sheets.grade({"sheet": "none", "answers": {}})

    assert "waste_sorting" in refused.value.parameters["choices"]


@pytest.mark.slow
def test_a_second_calculation_of_the_score_agrees_on_ten_thousand_random_sheets() -> None:
    rng = random.Random(5)  # noqa: S311 - examples, not secrets

    for _ in range(10_000):
        lines = [(rng.uniform(0.1, 50), rng.choice((0.0, 1.0, rng.random()))) for _ in range(rng.randint(1, 9))]
        items = [{"key": str(n), "zh": "项", "weight": weight} for n, (weight, _) in enumerate(lines)]
        answers = {str(n): answer for n, (_, answer) in enumerate(lines)}
        graded = scored_sheets.grade({"sheet": "own", "items": items, "answers": answers, "pass_mark": 60})
        expected = 100 * sum(weight * answer for weight, answer in lines) / sum(weight for weight, _ in lines)

        assert float(graded.value or 0) == pytest.approx(expected, abs=1e-8)


def test_a_district_folder_of_tables_replaces_the_rule(tmp_path: Path) -> None:
    source = Path(village_roads.__file__).parents[2] / "resources" / "standards"
    for name in ("village_roads", "rural_guide", "jtg5210"):
        text = (source / f"{name}.toml").read_text(encoding="utf-8").replace("\nb = 70", "\nb = 99.9")
        (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")

    assert village_roads.grade(a_road(("拱起", 1))).class_number == 1
    assert village_roads.grade(a_road(("拱起", 1)), tables=tmp_path).class_number == 3
