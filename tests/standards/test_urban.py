"""CJJ 99 and CJJ 36: every limit and both sides of it, and a second calculation written apart."""

import random
import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from app.errors import AppError
from app.standards import cjj36, cjj99
from app.standards.editions import read
from app.standards.sheet import sheet

DRAWS = 10_000
STEP = 1e-9
TABLES = Path(__file__).resolve().parents[2] / "resources" / "standards"
Data = dict[str, Any]


def raw(name: str) -> Data:
    tables: Data = tomllib.loads((TABLES / f"{name}.toml").read_text(encoding="utf-8"))["tables"]
    return tables


CJJ99, CJJ36 = raw("cjj99"), raw("cjj36")


def elements(table: str, score: float) -> Data:
    return {row["name"]: score for row in CJJ99[table]["rows"]}


def a_bridge(score: float = 100, **changes: object) -> Data:
    return {
        "deck": elements("deck", score),
        "superstructure": elements("superstructure", score),
        "piers": [elements("pier", score)],
        "abutments": [elements("abutment", score)],
        **changes,
    }


@pytest.mark.parametrize(("limit", "better"), [(90, 1), (80, 2), (66, 3), (50, 4)])
def test_a_limit_of_bci_belongs_to_the_better_class(limit: float, better: int) -> None:
    assert cjj99.grade(a_bridge(limit)).class_number == better
    assert cjj99.grade(a_bridge(limit + STEP)).class_number == better
    assert cjj99.grade(a_bridge(limit - STEP)).class_number == better + 1


@pytest.mark.parametrize("table", ["deck", "superstructure", "pier", "abutment"])
def test_the_weights_of_an_urban_part_add_up_to_one(table: str) -> None:
    assert sum(row.number("weight").value for row in read("cjj99").tables[table].rows) == 1


def test_an_urban_bridge_by_hand() -> None:
    # deck 100 but joints 60: 100 − 0.25·40 = 90; girders 80: 0.6·80 + 0.4·100 = 88; piers 100, abutments 100
    # BCI = 0.15·90 + 0.4·88 + 0.45·100 = 93.7
    bridge = a_bridge(deck={**elements("deck", 100), "伸缩装置": 60}, superstructure={"主梁": 80, "横向联系": 100})
    graded = cjj99.grade(bridge)

    assert float(graded.value or 0) == pytest.approx(93.7)
    assert graded.value_of("BSI.桥面系") == 60
    assert graded.class_name.zh == "A级（完好）"
    assert graded.recompute() == graded


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"deck": {}}, "standards.needed"),
        ({"deck": {"浮筒": 3}}, "standards.unknown_field"),
        ({"superstructure": {"主梁": 101}}, "standards.range"),
        ({"piers": [], "abutments": []}, "standards.needed"),
        ({"type": "footbridge"}, "standards.choice"),
    ],
)
def test_an_urban_bridge_that_cannot_be_is_refused(change: Data, code: str) -> None:
    with pytest.raises(AppError) as refused:
        cjj99.grade(a_bridge(**change))

    assert refused.value.code == code


@pytest.mark.slow
def test_a_second_calculation_of_bci_agrees_on_ten_thousand_random_bridges() -> None:
    rng = random.Random(99)  # noqa: S311 - examples, not secrets

    def some(table: str) -> Data:
        rows = CJJ99[table]["rows"]
        return {row["name"]: rng.uniform(0, 100) for row in rng.sample(rows, rng.randint(1, len(rows)))}

    def mean(table: str, scores: Data) -> float:
        weights = {row["name"]: row["weight"] for row in CJJ99[table]["rows"]}
        total = sum(float(weights[name]) for name in scores)
        return float(sum(float(weights[name]) / total * score for name, score in scores.items()))

    for draw in range(DRAWS):
        kind = rng.choice(CJJ99["overall"]["rows"])
        bridge = {"type": kind["type"], "deck": some("deck"), "superstructure": some("superstructure")}
        piers, abutments = [some("pier") for _ in range(rng.randrange(3))], [some("abutment"), some("abutment")]
        supports = [mean("pier", one) for one in piers] + [mean("abutment", one) for one in abutments]
        expected = (
            kind["deck"] * mean("deck", bridge["deck"])
            + kind["superstructure"] * mean("superstructure", bridge["superstructure"])
            + kind["substructure"] * sum(supports) / len(supports)
        )
        ours = cjj99.grade({**bridge, "piers": piers, "abutments": abutments})

        assert float(ours.value or 0) == pytest.approx(expected, abs=1e-8), f"draw {draw}"


# CJJ 36


def a_section(road: str = "branch", **changes: object) -> Data:
    return {"road": road, "area_m2": 1000, "damages": [], **changes}


@pytest.mark.parametrize("row", CJJ36["deductions"]["PCI"]["rows"], ids=lambda row: str(row["name"]))
def test_a_damage_takes_its_points_at_each_density_and_between(row: Data) -> None:
    for percent, points in zip(CJJ36["density"]["percent"], row["points"], strict=True):
        damage = [{"name": row["name"], "area_m2": percent * 10}]

        assert cjj36.grade(a_section(damages=damage)).value == 100 - points
    # 0.055 % is halfway between 0.01 and 0.1, 5.5 % between 1 and 10
    for percent, (low, high) in {0.055: row["points"][:2], 5.5: row["points"][2:4]}.items():
        damage = [{"name": row["name"], "area_m2": percent * 10}]

        assert float(cjj36.grade(a_section(damages=damage)).value or 0) == pytest.approx(100 - (low + high) / 2)


@pytest.mark.parametrize("road", ["expressway", "arterial", "branch"])
@pytest.mark.parametrize("index", ["RQI", "FCI"])
def test_a_class_limit_of_an_urban_road_belongs_to_the_better_class(road: str, index: str) -> None:
    row = read("cjj36").tables["limits"].row(index=index, road=road)
    assert row is not None
    for better, limit in enumerate(row.numbers("limits"), 1):
        if index == "RQI":
            iri = (4.98 - float(limit.value)) / 0.34
            at, below = (cjj36.grade(a_section(road, iri=round(one, 9))) for one in (iri - 1e-6, iri + 1e-6))

            assert at.value_of("class.RQI") == better
            assert below.value_of("class.RQI") == better + 1
    assert [float(limit.value) for limit in row.numbers("limits")] == sorted(
        (float(limit.value) for limit in row.numbers("limits")), reverse=True
    )


@pytest.mark.parametrize(
    ("road", "points", "number"),
    [
        ("expressway", 10, 1), ("expressway", 11, 2), ("expressway", 25, 2), ("expressway", 26, 3),
        ("expressway", 35, 3), ("expressway", 36, 4), ("arterial", 15, 1), ("arterial", 16, 2),
        ("arterial", 30, 2), ("arterial", 31, 3), ("arterial", 40, 3), ("arterial", 41, 4),
        ("branch", 20, 1), ("branch", 21, 2), ("branch", 35, 2), ("branch", 36, 3), ("branch", 40, 3),
        ("branch", 41, 4),
    ],
)  # fmt: skip
def test_pci_is_classed_by_the_kind_of_road(road: str, points: float, number: int) -> None:
    # potholes: 10 points at 0.01 %, 15 at 0.1, 25 at 1, 40 at 10, 65 at 50
    rows = [(0.01, 10), (0.1, 15), (1, 25), (10, 40), (50, 65)]
    (x0, a), (x1, b) = next((low, high) for low, high in pairwise(rows) if low[1] <= points <= high[1])
    density = x0 + (points - a) / (b - a) * (x1 - x0)
    graded = cjj36.grade(a_section(road, damages=[{"name": "坑槽", "area_m2": round(density * 10, 12)}]))

    assert float(graded.value or 0) == pytest.approx(100 - points)
    assert graded.class_number == number


@pytest.mark.parametrize(("points", "number"), [(20, 1), (20.01, 2), (35, 2), (35.01, 3), (50, 3), (50.01, 4)])
def test_the_footway_is_classed_by_its_own_limits(points: float, number: int) -> None:
    rows = [(0.1, 20), (1, 25), (10, 42), (50, 64)]  # 裂缝
    (x0, a), (x1, b) = next((low, high) for low, high in pairwise(rows) if low[1] <= points <= high[1])
    damaged = round((x0 + (points - a) / (b - a) * (x1 - x0)) * 9 - 1e-9, 10)
    data = {"road": "arterial", "footway_area_m2": 900, "footway_damages": [{"name": "裂缝", "area_m2": damaged}]}
    graded = cjj36.grade(data)

    assert (graded.result, graded.class_number) == ("FCI", number)


def test_two_damages_of_one_group_weigh_less_than_their_sum() -> None:
    # 坑槽 0.1 % = 15, 剥落 1 % = 8; u = 15/23, 8/23; w(u) = 3u³ − 5.5u² + 3.5u = 0.7754, 0.6783
    damages = [{"name": "坑槽", "area_m2": 1}, {"name": "剥落", "area_m2": 10}]
    graded = cjj36.grade(a_section(damages=damages))
    by_hand = 15 * (3 * (15 / 23) ** 3 - 5.5 * (15 / 23) ** 2 + 3.5 * 15 / 23)
    by_hand += 8 * (3 * (8 / 23) ** 3 - 5.5 * (8 / 23) ** 2 + 3.5 * 8 / 23)

    assert float(graded.value or 0) == pytest.approx(100 - by_hand)
    assert any("w(u)" in remark.text.zh for remark in graded.assumptions)
    assert graded.recompute() == graded
    assert sheet(graded)


@pytest.mark.parametrize(("iri", "rqi"), [(0, 4.98), (1, 4.64), (14.65, 0), (20, 0)])
def test_rqi_of_an_urban_road_is_a_straight_line_down_to_zero(iri: float, rqi: float) -> None:
    found = cjj36.grade({"road": "branch", "iri": iri}).value_of("RQI")

    assert float(found or 0) == pytest.approx(rqi, abs=0.001)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"road": "lane"}, "standards.choice"),
        ({"area_m2": 0}, "standards.positive"),
        ({"damages": [{"name": "云"}]}, "standards.choice"),
        ({"damages": [{"name": "坑槽"}]}, "standards.needed"),
    ],
)
def test_an_urban_section_that_cannot_be_is_refused(change: Data, code: str) -> None:
    with pytest.raises(AppError) as refused:
        cjj36.grade(a_section(**change))

    assert refused.value.code == code


def second_condition(index: str, damages: list[tuple[str, float]], area: float) -> float:
    rows = {row["name"]: row for row in CJJ36["deductions"][index]["rows"]}
    grid = [0, *CJJ36["density"]["percent"]]
    c3, c2, c1 = (CJJ36["w"][name] for name in ("c3", "c2", "c1"))

    def deducted(name: str, damaged: float) -> float:
        density = min(100.0, damaged / area * 100)
        points = [0, *rows[name]["points"]]
        for i in range(1, len(grid)):
            if density <= grid[i]:
                share = (density - grid[i - 1]) / (grid[i] - grid[i - 1])
                return float(points[i - 1] * (1 - share) + points[i] * share)
        raise AssertionError(density)

    def combined(parts: list[float]) -> float:
        total = sum(parts)
        shares = [part / total for part in parts] if total else []
        return sum(float(p * u * (c1 + u * (c3 * u - c2))) for p, u in zip(parts, shares, strict=False))

    groups: dict[str, list[float]] = {}
    for name, damaged in damages:
        groups.setdefault(rows[name]["group"], []).append(deducted(name, damaged))
    return max(0.0, 100 - combined([combined(parts) for parts in groups.values()]))


@pytest.mark.slow
def test_a_second_calculation_of_pci_and_fci_agrees_on_ten_thousand_random_sections() -> None:
    rng = random.Random(36)  # noqa: S311 - examples, not secrets

    for draw in range(DRAWS):
        index = rng.choice(("PCI", "FCI"))
        rows = CJJ36["deductions"][index]["rows"]
        damages = [
            (row["name"], rng.choice((0, rng.uniform(0, 5), rng.uniform(0, 900))))
            for row in rng.choices(rows, k=rng.randrange(4))
        ]
        listed = [{"name": name, "area_m2": damaged} for name, damaged in damages]
        prefix = "" if index == "PCI" else "footway_"
        graded = cjj36.grade({"road": "branch", f"{prefix}damages": listed, f"{prefix}area_m2": 800})

        assert float(graded.value or 0) == pytest.approx(second_condition(index, damages, 800), abs=1e-7), (
            f"draw {draw}"
        )
