"""The numbers of JTG/T H21-2011: every row and limit and both sides of it."""

from itertools import product
from math import sqrt

import pytest

from app.errors import AppError
from app.standards import jtgt_h21
from app.standards.editions import read

STEP = 1e-9
TYPES = (
    "beam",
    "arch_slab_rib_box_double",
    "arch_rigid_frame_truss",
    "arch_steel_concrete_composite",
    "suspension",
    "cable_stayed",
)
POINTS = {3: (0, 20, 35), 4: (0, 25, 40, 50), 5: (0, 35, 45, 60, 100)}


@pytest.mark.parametrize(
    ("most", "scale", "points"),
    [(most, scale, points) for most, row in POINTS.items() for scale, points in enumerate(row, 1)],
)
def test_a_scale_takes_the_points_of_table_4_1_1(most: int, scale: int, points: float) -> None:
    assert jtgt_h21.deduction(most, scale) == points


@pytest.mark.parametrize(("most", "scale"), [(3, 0), (3, 4), (4, 5), (5, 6), (2, 1), (6, 1)])
def test_a_scale_that_does_not_exist_is_refused(most: int, scale: int) -> None:
    with pytest.raises(AppError) as refused:
        jtgt_h21.deduction(most, scale)

    assert refused.value.code == "standards.choice"


# Members, 4.1.1


def test_one_damage_takes_its_points_and_none_takes_nothing() -> None:
    assert jtgt_h21.member_score([]) == 100
    assert jtgt_h21.member_score([0, 0]) == 100
    assert jtgt_h21.member_score([45]) == 55


def test_the_second_damage_counts_less() -> None:
    # U1 = 35; U2 = 20/(100·√2)·(100 − 35) = 9.1924; 100 − 44.1924 = 55.8076
    assert jtgt_h21.member_score([20, 35]) == pytest.approx(100 - 35 - 20 / (100 * sqrt(2)) * 65, abs=1e-9)
    assert jtgt_h21.member_score([20, 35]) == pytest.approx(55.8076, abs=5e-5)


def test_three_damages_by_hand() -> None:
    # U1 = 60; U2 = 45/141.42·40 = 12.7279; U3 = 25/173.21·(100 − 72.7279) = 3.9364; 100 − 76.6643 = 23.3357
    assert jtgt_h21.member_score([25, 60, 45]) == pytest.approx(23.3357, abs=5e-5)


@pytest.mark.parametrize("order", [[20, 35, 50], [50, 35, 20], [35, 20, 50]])
def test_the_order_of_recording_does_not_matter(order: list[float]) -> None:
    assert jtgt_h21.member_score(order) == jtgt_h21.member_score(sorted(order, reverse=True))


@pytest.mark.parametrize(("worst", "zero"), [(100, True), (99.999, False)])
def test_a_deduction_of_100_and_only_that_gives_zero(worst: float, zero: bool) -> None:
    assert (jtgt_h21.member_score([worst, 20]) == 0) == zero


@pytest.mark.parametrize("deduction", [-0.1, 100.1])
def test_a_deduction_outside_0_to_100_is_refused(deduction: float) -> None:
    with pytest.raises(AppError):
        jtgt_h21.member_score([deduction])


# Components, 4.1.2


TABLE_T = {
    **dict(enumerate([10, 9.7, 9.5, 9.2, 8.9, 8.7, 8.5, 8.3, 8.1, 7.9, 7.7, 7.5, 7.3, 7.2], 2)),
    **dict(enumerate([7.08, 6.96, 6.84, 6.72, 6.6, 6.48, 6.36, 6.24, 6.12, 6.0, 5.88, 5.76, 5.64, 5.52, 5.4], 16)),
    40: 4.9,
    50: 4.4,
    60: 4.0,
    70: 3.6,
    80: 3.2,
    90: 2.8,
    100: 2.5,
    200: 2.3,
}
BETWEEN = {35: 5.15, 31: 5.35, 39: 4.95, 95: 2.65, 101: 2.498, 150: 2.4, 199: 2.302, 201: 2.3, 999: 2.3}


@pytest.mark.parametrize(("members", "t"), (TABLE_T | BETWEEN).items())
def test_t_follows_its_table_and_is_linear_in_between(members: int, t: float) -> None:
    scores = [80.0] + [100.0] * (members - 1)
    mean = sum(scores) / members

    assert jtgt_h21.component_score(scores) == pytest.approx(max(0, mean - 20 / t), abs=1e-9)


def test_one_member_is_its_component() -> None:
    assert jtgt_h21.component_score([73.5]) == 73.5
    assert jtgt_h21.component_score([73.5], main=True) == 73.5


def test_sound_members_make_a_sound_component() -> None:
    assert jtgt_h21.component_score([100.0] * 12, main=True) == 100


@pytest.mark.parametrize(("worst", "decides"), [(60, False), (60 - STEP, True), (60 + STEP, False), (0, True)])
def test_below_60_the_worst_member_decides_a_main_component(worst: float, decides: bool) -> None:
    members = [worst, 100, 100]

    assert (jtgt_h21.component_score(members, main=True) == pytest.approx(worst, abs=1e-10)) == decides
    assert jtgt_h21.component_score(members) == pytest.approx((200 + worst) / 3 - (100 - worst) / 9.7)


def test_a_component_does_not_fall_below_zero() -> None:
    assert jtgt_h21.component_score([0, 0]) == 0


def test_a_component_without_members_is_refused() -> None:
    with pytest.raises(AppError):
        jtgt_h21.component_score([])


# Parts and the whole, 4.1.3 to 4.1.5


@pytest.mark.parametrize("bridge_type", TYPES)
def test_the_weights_of_every_part_add_up_to_one(bridge_type: str) -> None:
    components = jtgt_h21.components(bridge_type, {})

    for part in ("superstructure", "substructure", "deck"):
        assert sum(one.weight.value for one in components if one.part == part) == 1


def test_weights_of_missing_components_are_shared_in_proportion() -> None:
    # 支座 0.12 is missing: 0.70/0.88·90 + 0.18/0.88·80 = 87.9545
    weights = {"承重": 0.70, "一般": 0.18, "支座": 0.12}

    assert jtgt_h21.part_score({"承重": 90, "一般": 80}, weights) == pytest.approx(87.9545, abs=5e-5)
    assert jtgt_h21.part_score({"一般": 80}, weights) == 80


def test_components_all_at_80_stay_exactly_at_80() -> None:
    weights = {row.text("name"): float(row.number("weight").value) for row in read("jtgt_h21").tables["deck"].rows}
    for lacking in weights:
        score = jtgt_h21.part_score({name: 80 for name in weights if name != lacking}, weights)

        assert (score, jtgt_h21.class_of(score)) == (80, 2)


def test_a_score_without_a_weight_is_refused() -> None:
    with pytest.raises(AppError):
        jtgt_h21.part_score({"浮桥": 80}, {"主梁": 1})
    with pytest.raises(AppError):
        jtgt_h21.part_score({}, {"主梁": 1})


@pytest.mark.parametrize(("name", "weight"), [("deck", 0.2), ("superstructure", 0.4), ("substructure", 0.4)])
def test_each_part_moves_the_whole_by_its_weight(name: str, weight: float) -> None:
    scores = {part: 0.0 if part == name else 100.0 for part in ("deck", "superstructure", "substructure")}

    assert jtgt_h21.overall_score(**scores) == pytest.approx(100 * (1 - weight))


@pytest.mark.parametrize(("limit", "better"), [(95, 1), (80, 2), (60, 3), (40, 4)])
def test_a_class_limit_belongs_to_the_better_class(limit: float, better: int) -> None:
    assert jtgt_h21.class_of(limit) == better
    assert jtgt_h21.class_of(limit + STEP) == better
    assert jtgt_h21.class_of(limit - STEP) == better + 1


def test_the_scale_ends_in_the_first_and_the_last_class() -> None:
    assert (jtgt_h21.class_of(100), jtgt_h21.class_of(0)) == (1, 5)


# Inventories and indicators


def test_a_beam_bridge_is_divided_by_its_spans_and_beams() -> None:
    components = {one.name.zh: one for one in jtgt_h21.components("beam", {"spans": 3, "beams": 8})}

    assert len(components["上部承重构件"].members) == 24
    assert components["上部承重构件"].members[8] == "2-1"
    assert len(components["上部一般构件"].members) == 21  # seven joints a span
    assert len(components["支座"].members) == 48  # one under each end of each beam
    assert components["桥墩"].members == ("1-柱1", "1-柱2", "1-盖梁", "2-柱1", "2-柱2", "2-盖梁")
    assert components["桥台"].members == ("0-台身", "0-台帽", "3-台身", "3-台帽")
    assert components["墩台基础"].members == ("0", "1", "2", "3")
    assert len(components["桥面铺装"].members) == 3
    assert components["人行道"].members == ()


def test_a_bridge_of_one_span_has_no_piers_and_of_one_beam_no_joints() -> None:
    components = {one.name.zh: one for one in jtgt_h21.components("beam", {"spans": 1, "beams": 1})}

    assert components["桥墩"].members == ()
    assert components["上部一般构件"].members == ()


@pytest.mark.parametrize("bridge_type", TYPES)
def test_member_numbers_are_unique_and_every_component_has_indicators(bridge_type: str) -> None:
    layout = {"spans": 3, "beams": 4, "ribs": 2, "posts": 2, "hangers": 5, "stays": 6, "footways": 2, "lights": 1}
    for component in jtgt_h21.components(bridge_type, {**layout, "works": 1}):
        assert component.members
        assert len(set(component.members)) == len(component.members)
        for usage in jtgt_h21.usages(bridge_type, component.name.zh):
            assert set(usage.indicators) <= set(jtgt_h21.indicators())
            assert usage.indicators


@pytest.mark.parametrize(
    ("bridge_type", "names"),
    [
        ("beam", {"上部承重构件", "支座", "桥墩", "桥台", "墩台基础"}),
        ("arch_slab_rib_box_double", {"主拱圈", "拱上结构", "桥面板", "桥墩", "桥台", "墩台基础"}),
        ("arch_rigid_frame_truss", {"拱片", "横向联结系", "桥面板", "桥墩", "桥台", "墩台基础"}),
        (
            "arch_steel_concrete_composite",
            {"拱肋", "横向联结系", "立柱", "吊杆", "系杆", "桥面板（梁）", "支座"},
        ),
        ("suspension", {"主缆", "吊索及钢护筒", "加劲梁", "索塔", "锚碇", "索塔基础", "支座"}),
        ("cable_stayed", {"斜拉索系统", "主梁", "索塔", "桥墩", "桥台", "墩台基础", "支座"}),
    ],
)
def test_the_main_components_are_those_of_table_3_2_2(bridge_type: str, names: set[str]) -> None:
    assert {one.name.zh for one in jtgt_h21.components(bridge_type, {}) if one.main} == names


@pytest.mark.parametrize("layout", [{"spans": 0.5}, {"span": 3}, {"spans": 9000, "beams": 99}])
def test_a_layout_that_cannot_be_is_refused(layout: dict[str, object]) -> None:
    with pytest.raises(AppError):
        jtgt_h21.components("beam", layout)


def test_there_are_234_indicators_of_three_to_five_scales() -> None:
    indicators = jtgt_h21.indicators()

    assert len(indicators) == 234
    assert {one.max_scale for one in indicators.values()} == {3, 4, 5}
    assert all(one.scales[0] and one.scales[-1] and one.name.zh and one.name.en for one in indicators.values())


def test_every_indicator_is_used_by_some_component() -> None:
    used = {
        table
        for bridge_type in TYPES
        for component in jtgt_h21.components(bridge_type, {})
        for usage in jtgt_h21.usages(bridge_type, component.name.zh)
        for table in usage.indicators
    }

    assert set(jtgt_h21.indicators()) == used


def test_every_scale_of_every_indicator_has_a_deduction() -> None:
    for indicator in jtgt_h21.indicators().values():
        points = [jtgt_h21.deduction(indicator.max_scale, scale) for scale in range(1, indicator.max_scale + 1)]

        assert points == sorted(points)
        assert points[0] == 0


def test_all_pairs_of_deductions_score_less_than_either_alone() -> None:
    values = sorted({points for row in POINTS.values() for points in row if 0 < points < 100})
    for first, second in product(values, values):
        assert jtgt_h21.member_score([first, second]) < jtgt_h21.member_score([max(first, second)])


def test_the_form_gets_the_controls_and_the_crack_limits() -> None:
    limits = {(one.group, one.place): one.limit_mm for one in jtgt_h21.crack_limits()}

    assert sorted(jtgt_h21.controls()) == list(range(1, 15))
    assert limits["钢筋混凝土梁", "主筋附近竖向裂缝"] == 0.25
    assert not read("jtgt_h21").tables["crack_limits"].checked
