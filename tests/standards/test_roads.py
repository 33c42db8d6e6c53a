"""The numbers of JTG 5210-2018 and of the rural guide: every limit and both sides, and what was published."""

from decimal import Decimal
from math import exp

import pytest

from app.errors import AppError
from app.standards import jtg5210, rural_roads
from app.standards.editions import read
from app.standards.road_pavement import Damage

STEP = 1e-9


def one(name: str, level: str = "", quantity: str = "1") -> list[Damage]:
    return [Damage(name, level, Decimal(quantity))]


# Classes


@pytest.mark.parametrize(("limit", "better"), [(90, 1), (80, 2), (70, 3), (60, 4)])
@pytest.mark.parametrize("index", ["MQI", "PQI", "SCI", "BCI", "TCI", "PCI", "RQI", "RDI", "PBI", "PWI", "SRI"])
def test_a_class_limit_belongs_to_the_better_class(index: str, limit: int, better: int) -> None:
    assert jtg5210.class_of(limit, index=index) == better
    assert jtg5210.class_of(limit + STEP, index=index) == better
    assert jtg5210.class_of(limit - STEP, index=index) == better + 1


def test_the_scale_ends_in_the_first_and_the_last_class() -> None:
    assert (jtg5210.class_of(100), jtg5210.class_of(0)) == (1, 5)


@pytest.mark.parametrize(("score", "number"), [(92, 1), (92 - STEP, 2), (90, 2), (80, 2), (80 - STEP, 3)])
def test_the_pavement_of_an_expressway_is_excellent_only_from_92(score: float, number: int) -> None:
    assert jtg5210.class_of(score, index="PCI", road_class=0) == number
    assert jtg5210.class_of(90, index="PCI", road_class=1) == 1


@pytest.mark.parametrize(("score", "number"), [(88, 1), (88 - STEP, 2), (80, 2), (80 - STEP, 3)])
def test_the_ride_on_cement_is_excellent_from_88(score: float, number: int) -> None:
    assert jtg5210.class_of(score, index="RQI", pavement="cement") == number
    assert jtg5210.class_of(88, index="RQI", pavement="asphalt") == 2


# Pavement


@pytest.mark.parametrize(("pavement", "a0"), [("asphalt", 15.0), ("cement", 10.66)])
def test_pci_is_100_without_damage_and_loses_a0_at_one_percent(pavement: str, a0: float) -> None:
    assert jtg5210.pci(0, pavement) == 100
    assert jtg5210.pci(1, pavement) == pytest.approx(100 - a0)
    assert jtg5210.pci(0.001, pavement) < 100


@pytest.mark.parametrize(("pavement", "gone"), [("asphalt", (100 / 15) ** (1 / 0.412)), ("gravel", 100.0)])
def test_pci_does_not_fall_below_zero(pavement: str, gone: float) -> None:
    if pavement == "asphalt":  # 100 − 15·DR^0.412 = 0 at DR = (100/15)^(1/0.412) = 99.97 %
        assert gone == pytest.approx(99.97, abs=0.1)
        assert jtg5210.pci(gone + 0.001, pavement) == 0
        assert jtg5210.pci(gone - 0.01, pavement) > 0
    else:  # 100 − 10.10·100^0.487 = 4.88
        assert jtg5210.pci(gone, pavement) == pytest.approx(100 - 10.10 * 100**0.487)


@pytest.mark.parametrize(
    ("road_class", "a0", "a1"),
    [(0, 0.026, 0.65), (1, 0.026, 0.65), (2, 0.0185, 0.58), (3, 0.0185, 0.58), (4, 0.0185, 0.58)],
)
def test_rqi_has_its_own_coefficients_down_to_class_1(road_class: int, a0: float, a1: float) -> None:
    assert jtg5210.rqi(0, road_class) == pytest.approx(100 / (1 + a0))
    assert jtg5210.rqi(3.5, road_class) == pytest.approx(100 / (1 + a0 * exp(a1 * 3.5)))


@pytest.mark.parametrize("road_class", [-1, 5])
def test_there_are_no_road_classes_beyond_0_and_4(road_class: int) -> None:
    with pytest.raises(AppError) as refused:
        jtg5210.rqi(3, road_class)

    assert refused.value.code == "standards.choice"


@pytest.mark.parametrize(
    ("depth", "expected"),
    [(0, 100), (10 - STEP, 90), (10, 90), (10.01, 89.97), (25, 45), (40, 0), (40.01, 0), (100, 0)],
)
def test_rdi_falls_slowly_to_10_mm_and_steeply_to_40_mm(depth: float, expected: float) -> None:
    assert jtg5210.rdi(depth) == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize(
    ("bumps", "expected"),
    [({}, 100), ({"轻": 9}, 100), ({"中": 1}, 75), ({"重": 1}, 50), ({"中": 2, "重": 1}, 0), ({"重": 3}, 0)],
)
def test_pbi_takes_off_nothing_25_or_50_a_bump(bumps: dict[str, float], expected: float) -> None:
    assert jtg5210.pbi(bumps) == expected


def test_pwi_follows_its_power_law_down_to_zero() -> None:
    assert jtg5210.pwi(0) == 100
    assert jtg5210.pwi(10) == pytest.approx(100 - 1.696 * 10**0.785)
    assert jtg5210.pwi(200) == 0


@pytest.mark.parametrize("pavement", ["asphalt", "cement"])
def test_every_damage_counts_with_its_own_weight_and_width(pavement: str) -> None:
    for row in read("jtg5210").tables[f"damage.{pavement}"].rows:
        width = row.number("width").value if row.has("width") else Decimal(1)
        expected = 100 * row.number("weight").value * 12 * width / (500 * 6)

        ratio = jtg5210.damage_ratio(pavement, one(row.text("name"), row.text("level"), "12"), length_m=500, width_m=6)

        assert ratio == pytest.approx(float(expected), abs=1e-9)


def test_the_same_damage_in_two_degrees_adds_up() -> None:
    found = one("坑槽", "轻", "10") + one("坑槽", "重", "10")

    assert jtg5210.damage_ratio("asphalt", found, length_m=100, width_m=10) == pytest.approx(
        (0.8 + 1.0) * 10 / 1000 * 100
    )


def test_a_damage_that_the_pavement_cannot_have_is_refused_by_name() -> None:
    with pytest.raises(AppError) as refused:
        jtg5210.damage_ratio("cement", one("龟裂", "轻"), length_m=100, width_m=6)

    assert refused.value.code == "standards.damage"
    assert refused.value.parameters["name"] == "龟裂轻"


@pytest.mark.parametrize(("length", "width"), [(0, 6), (100, 0)])
def test_a_section_without_area_is_refused(length: float, width: float) -> None:
    with pytest.raises(AppError) as refused:
        rural_roads.damage_ratio("asphalt", {"坑槽": 1}, length_m=length, width_m=width)

    assert refused.value.code == "standards.positive"


# Weights


@pytest.mark.parametrize("index", ["PCI", "RQI", "RDI", "PBI", "SRI"])
@pytest.mark.parametrize(("road_class", "pavement"), [(0, "asphalt"), (1, "cement"), (2, "asphalt"), (4, "cement")])
def test_each_index_moves_pqi_by_its_weight(road_class: int, pavement: str, index: str) -> None:
    weights = {
        (0, "asphalt"): {"PCI": 0.35, "RQI": 0.30, "RDI": 0.15, "PBI": 0.10, "SRI": 0.10},
        (1, "cement"): {"PCI": 0.50, "RQI": 0.30, "PBI": 0.10, "SRI": 0.10},
    }.get((road_class, pavement), {"PCI": 0.60, "RQI": 0.40})
    all_but_one = {name: 0.0 if name == index else 100.0 for name in ("PCI", "RQI", "RDI", "PBI", "SRI")}

    pqi = jtg5210.pqi(all_but_one, pavement=pavement, road_class=road_class)

    assert pqi == pytest.approx(100 * (1 - weights.get(index, 0)))


def test_wear_stands_in_for_skid_resistance() -> None:
    indices = {"PCI": 90, "RQI": 90, "RDI": 90, "PBI": 90, "PWI": 80}

    assert jtg5210.pqi(indices, pavement="asphalt", road_class=0) == pytest.approx(89)


def test_pqi_without_roughness_is_refused_not_guessed() -> None:
    with pytest.raises(AppError) as refused:
        jtg5210.pqi({"PCI": 90}, pavement="asphalt", road_class=3)

    assert (refused.value.code, refused.value.parameters["index"]) == ("standards.index_missing", "RQI")


@pytest.mark.parametrize(("name", "highway", "guide"), [
    ("pqi", 0.70, 0.60),
    ("sci", 0.08, 0.08),
    ("bci", 0.12, 0.20),
    ("tci", 0.10, 0.12),
])  # fmt: skip
def test_each_part_moves_mqi_by_its_weight(name: str, highway: float, guide: float) -> None:
    parts = {part: 0.0 if part == name else 100.0 for part in ("sci", "pqi", "bci", "tci")}

    assert jtg5210.mqi(**parts) == pytest.approx(100 * (1 - highway))
    assert rural_roads.mqi(**parts) == pytest.approx(100 * (1 - guide))


# Subgrade, structures, facilities


@pytest.mark.parametrize("index", ["sci", "tci"])
def test_every_loss_takes_its_points_times_its_weight_and_at_most_all_of_them(index: str) -> None:
    score = getattr(jtg5210, index)
    for row in read("jtg5210").tables[index].rows:
        weight, points = row.number("weight").value, row.number("points").value
        if row.flag("zero"):
            assert score(one(row.text("name"), row.text("level"))) == 0
            continue
        least = float(100 - weight * points)

        assert score(one(row.text("name"), row.text("level"))) == pytest.approx(least)
        assert score(one(row.text("name"), row.text("level"), "5000")) == pytest.approx(float(100 - 100 * weight))


def test_deductions_of_a_short_unit_are_scaled_to_a_kilometre() -> None:
    assert jtg5210.sci(one("排水不畅", "轻"), length_m=1000) == pytest.approx(100 - 0.1 * 20)
    assert jtg5210.sci(one("排水不畅", "轻"), length_m=500) == pytest.approx(100 - 0.1 * 40)
    assert jtg5210.tci(one("标志缺损"), length_m=2000) == pytest.approx(100 - 0.25 * 10)


@pytest.mark.parametrize(
    ("name", "level", "expected"),
    [
        (name, level, 100 - points)
        for name, levels in {
            "桥梁": ("1类", "2类", "3类", "4类", "5类"),
            "隧道": ("1类", "2类", "3类", "4类", "5类"),
            "涵洞": ("好", "较好", "较差", "差", "危险"),
        }.items()
        for level, points in zip(levels, (0, 10, 40, 70, 100), strict=True)
    ],
)
def test_a_structure_takes_the_points_of_its_state(name: str, level: str, expected: float) -> None:
    assert jtg5210.bci(one(name, level)) == expected


def test_bci_is_that_of_the_worst_kind_of_structure() -> None:
    assert jtg5210.bci([]) == 100
    assert jtg5210.bci(one("桥梁", "2类", "2") + one("涵洞", "较差")) == 60
    assert jtg5210.bci(one("桥梁", "4类", "2")) == 0


# Published figures


@pytest.mark.parametrize(
    ("row", "printed"),
    [
        ((93.87, 95.87, 98.39, 100, 99.32), 96.31),
        ((95.31, 95.90, 98.12, 100, 98.96), 96.74),
        ((92.44, 95.83, 98.65, 100, 99.69), 95.87),
    ],
)
def test_three_published_expressway_units_come_out_as_printed(row: tuple[float, ...], printed: float) -> None:
    by_hand = 0.35 * row[0] + 0.30 * row[1] + 0.15 * row[2] + 0.10 * row[3] + 0.10 * row[4]
    indices = dict(zip(("PCI", "RQI", "RDI", "PBI", "SRI"), row, strict=True))

    assert round(by_hand, 2) == printed
    assert round(jtg5210.pqi(indices, pavement="asphalt", road_class=0), 2) == printed


def test_two_published_rural_units_come_out_as_printed() -> None:
    # 0.6·85 + 0.4·80 = 51 + 32 = 83; 0.6·90.6 + 0.4·77.4 = 54.36 + 30.96 = 85.32, printed 85.3
    assert rural_roads.pqi(pci=85, rqi=80) == 83
    assert round(rural_roads.pqi(pci=90.6, rqi=77.4), 1) == 85.3


def test_the_published_rural_mqi_comes_out_as_printed() -> None:
    # 0.60·83 + 0.08·100 + 0.20·100 + 0.12·100 = 49.8 + 40 = 89.8
    assert rural_roads.mqi(sci=100, pqi=83, bci=100, tci=100) == 89.8


def test_the_one_published_rural_pci_is_close_but_not_exact() -> None:
    # 100 − 15·0.331^0.412 = 100 − 15·0.6342 = 90.49; the table prints 90.6, so the coefficients stay unchecked
    assert jtg5210.pci(0.331, "asphalt") == pytest.approx(90.49, abs=0.005)
    assert not read("rural_guide").tables["pci.asphalt"].checked


# The rural guide


@pytest.mark.parametrize("pavement", ["asphalt", "cement", "gravel"])
def test_every_rural_damage_counts_with_its_own_weight_and_width(pavement: str) -> None:
    for row in read("rural_guide").tables[f"damage.{pavement}"].rows:
        width = row.number("width").value if row.has("width") else Decimal(1)
        expected = 100 * row.number("weight").value * 12 * width / (1000 * 4)

        ratio = rural_roads.damage_ratio(pavement, {row.text("name"): 12}, length_m=1000, width_m=4)

        assert ratio == pytest.approx(float(expected), abs=1e-9)


def test_rural_cracks_count_with_their_influence_width() -> None:
    # asphalt: 20 m × 0.2 m = 4 m² and 3.5 m² of potholes on 1000 m × 6 m: 7.5/6000 = 0.125 %
    assert rural_roads.damage_ratio("asphalt", {"坑槽": 3.5, "纵向裂缝": 20}, length_m=1000, width_m=6) == 0.125
    # cement: 10 m × 0.8 m = 8 m² on 400 m × 5 m: 0.4 %
    assert rural_roads.damage_ratio("cement", {"裂缝": 10}, length_m=400, width_m=5) == pytest.approx(0.4)


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (-1, "standards.range"),
        (float("nan"), "standards.number"),
        (True, "standards.number"),
        ("x", "standards.number"),
    ],
)
def test_what_is_no_measurement_is_refused(value: float, code: str) -> None:
    with pytest.raises(AppError) as refused:
        jtg5210.pci(value, "asphalt")

    assert refused.value.code == code
