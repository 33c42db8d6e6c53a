"""CJJ 181-2012: every score and limit and both sides of it, the second calculation, and the trace."""

import json
import random
from decimal import Decimal

import pytest

from app.errors import AppError
from app.standards import cjj181
from app.standards.cjj181 import Structural
from app.standards.cjj181_defects import Defect
from app.standards.editions import read
from app.standards.sheet import sheet
from app.standards.written import from_json, to_json
from tests.standards import second_sewer as second

DRAWS = 10_000


def state(*defects: object, length_m: float = 100, diameter_mm: float = 300, **where: str) -> Structural:
    place = {"importance": "other", "soil": "ordinary", **where}
    return cjj181.structural(defects, length_m=length_m, diameter_mm=diameter_mm, **place)


@pytest.mark.parametrize(
    ("code", "grade", "score"),
    [
        (row.text("code"), grade, float(score.value))
        for row in read("cjj181").tables["structural"].rows
        for grade, score in enumerate(row.numbers("scores"), 1)
    ],
)
def test_one_defect_gives_its_score(code: str, grade: int, score: float) -> None:
    found = state((code, grade, 10))

    assert (found.s, found.s_max, found.f) == (score, score, score)


@pytest.mark.parametrize(
    ("code", "grade", "score"),
    [
        (row.text("code"), grade, float(score.value))
        for row in read("cjj181").tables["functional"].rows
        for grade, score in enumerate(row.numbers("scores"), 1)
    ],
)
def test_one_functional_defect_gives_its_score(code: str, grade: int, score: float) -> None:
    found = cjj181.functional([(code, grade, 10)], length_m=50, diameter_mm=300, importance="other")

    assert (found.y, found.y_max, found.g) == (score, score, score)


def test_a_pipe_without_defects_is_grade_1() -> None:
    assert state() == Structural(s=0, s_max=0, f=0, grade=1, density=0, ri=0, ri_grade=1)


@pytest.mark.parametrize(
    ("defects", "s"),
    [
        ([("PL", 3, 10), ("TJ", 2, 11.6)], (5 + 3) / 2),  # 1.6 m apart
        ([("PL", 3, 10), ("TJ", 2, 11.5)], 1.1 * (5 + 3) / 2),  # 1.5 m: both have a neighbour
        ([("PL", 3, 10), ("TJ", 2, 11.01)], 1.1 * (5 + 3) / 2),
        ([("PL", 3, 10), ("TJ", 2, 11)], 8),  # 1.0 m: one place
        ([("PL", 3, 10), ("TJ", 2, 10)], 8),
        ([("PL", 4, 10), ("TJ", 4, 10.5)], 10),  # 20, but at most 10
        ([("PL", 3, 10, 4), ("TJ", 2, 14.5)], 8),  # 0.5 m behind the end of a long one
        ([("PL", 3, 10, 4), ("TJ", 2, 15.2)], 1.1 * 4),
        ([("PL", 3, 10), ("TJ", 2, 11.2), ("BX", 2, 30)], (1.1 * 5 + 1.1 * 3 + 2) / 3),
        ([("PL", 3), ("TJ", 2)], 4),  # without a position: apart
    ],
)
def test_neighbours_count_by_their_distance(defects: list[object], s: float) -> None:
    assert state(*defects).s == pytest.approx(s)


def test_the_larger_of_mean_and_maximum_is_the_parameter() -> None:
    assert state(("PL", 4, 10), ("TJ", 1, 50)).f == 10
    # 10 and 10 at 1.2 m: S = 11, above the largest
    assert state(("PL", 4, 10), ("TJ", 4, 11.2)).f == pytest.approx(11)


@pytest.mark.parametrize(
    ("scores", "grade"),
    [([("AJ", 1)], 1), ([("TJ", 1)], 1), ([("PL", 2)], 2), ([("TJ", 2)], 2), ([("PL", 3)], 3), ([("PL", 4)], 4)],
)
def test_the_grade_follows_the_parameter(scores: list[object], grade: int) -> None:
    assert state(*scores).grade == grade  # parameters 0.5, 1, 2, 3, 5, 10 with limits 1, 3, 6


def test_a_limit_of_the_parameter_belongs_to_the_lower_grade() -> None:
    # 1.1·(scores)/n just above a limit: 1 and 1 at 1.2 m give 1.1; 3 and 3 give 3.3; 5 + 1 merged give 6; 5 + 2 give 7
    assert state(("BX", 1, 10), ("TJ", 1, 11.2)).grade == 2
    assert state(("TJ", 2, 10), ("TL", 2, 11.2)).grade == 3
    assert state(("PL", 3, 10), ("TJ", 1, 10.5)).grade == 3
    assert state(("PL", 3, 10), ("BX", 2, 10.5)).grade == 4


@pytest.mark.parametrize(("length", "density"), [(10, 0.1), (9.9, 0.10101), (10.1, 0.09901), (2, 0.5), (1.9, 0.52632)])
def test_the_density_is_the_share_of_the_pipe(length: float, density: float) -> None:
    assert state(("PL", 3, 1), length_m=length).density == pytest.approx(density, abs=1e-5)


def test_a_long_defect_counts_with_its_length_and_a_short_one_with_a_metre() -> None:
    assert state(("FS", 3, 10, 20), length_m=100).density == pytest.approx(0.2)
    assert state(("FS", 3, 10, 0.4), length_m=100).density == pytest.approx(0.01)


@pytest.mark.parametrize(
    ("diameter", "e"), [(599.9, 0), (600, 3), (1000, 3), (1000.1, 6), (1500, 6), (1500.1, 10), (3000, 10)]
)
def test_the_importance_of_a_pipe_grows_with_its_diameter(diameter: float, e: float) -> None:
    assert state(("PL", 3, 1), diameter_mm=diameter).ri == pytest.approx(0.7 * 5 + 0.05 * e)


@pytest.mark.parametrize(("importance", "k"), [("centre", 10), ("arterial", 6), ("road", 3), ("other", 0)])
def test_the_importance_of_the_place(importance: str, k: float) -> None:
    assert state(("PL", 3, 1), importance=importance).ri == pytest.approx(0.7 * 5 + 0.1 * k)


def test_chinese_names_are_taken_as_well() -> None:
    assert state(("PL", 3, 1), importance="交通干道", soil="粉砂层") == state(
        ("PL", 3, 1), importance="arterial", soil="silt"
    )


@pytest.mark.parametrize(
    ("soil", "t"),
    [(row.text("key"), float(row.number("value").value)) for row in read("cjj181").tables["T"].rows],
)
def test_the_soil_counts_unless_there_is_no_defect(soil: str, t: float) -> None:
    assert state(("PL", 3, 1), soil=soil).ri == pytest.approx(0.7 * 5 + 0.15 * t)
    assert state(soil=soil).ri == 0


def test_place_and_diameter_count_only_from_a_parameter_of_4() -> None:
    # 3.3 < 4: only 0.7·3.3; 5 + 1 merged … and exactly 4 is 2 + 2 merged
    below = state(("TJ", 2, 10), ("TL", 2, 11.2), importance="centre", diameter_mm=2000)
    four = state(("PL", 2, 10), ("BX", 2, 10.5), importance="centre", diameter_mm=2000)

    assert below.ri == pytest.approx(0.7 * 3.3)
    assert four.ri == pytest.approx(0.7 * 4 + 0.1 * 10 + 0.05 * 10)


@pytest.mark.parametrize(("value", "grade"), [(1, 1), (1.0001, 2), (4, 2), (4.0001, 3), (7, 3), (7.0001, 4)])
def test_a_limit_of_the_index_belongs_to_the_lower_grade(value: float, grade: int) -> None:
    assert second.grade(value, [float(one.value) for one in read("cjj181").tables["RI"].numbers("limits")]) == grade


def test_the_indices_are_graded_by_their_limits() -> None:
    assert state(("PL", 4, 1)).ri_grade == 3  # 7.0, the limit itself
    assert state(("PL", 4, 1), importance="road").ri_grade == 4  # 7.3
    assert state(("PL", 3, 1)).ri_grade == 2  # 3.5
    assert state(("PL", 3, 1), importance="arterial").ri_grade == 3  # 4.1
    assert state(("TJ", 1, 1)).ri_grade == 1  # 0.7
    assert state(("PL", 2, 1)).ri_grade == 2  # 1.4


def test_a_worked_pipe_by_hand() -> None:
    # PL3 at 12.4 m (5); FS1 20–23 m (0.5) and TJ2 at 24.2 m (3): gap 1.2 m, both ×1.1
    # S = (5 + 1.1·3.5)/3 = 2.95; Smax = 5; F = 5: Ⅲ; SM = (5·1 + 1.1·(0.5·3 + 3·1))/(2.95·32.5) = 0.10378
    # RI = 0.7·5 + 0.1·6 + 0.05·3 + 0.15·10 = 5.75: Ⅲ
    found = cjj181.structural(
        [Defect("PL", 3, Decimal("12.4")), ("FS", 1, 20, 3), {"code": "TJ", "grade": 2, "at_m": 24.2}],
        length_m=32.5,
        diameter_mm=600,
        importance="arterial",
        soil="silt",
    )

    assert (found.s, found.s_max, found.f, found.grade) == (2.95, 5, 5, 3)
    assert found.density == pytest.approx(0.10378, abs=5e-6)
    assert (found.ri, found.ri_grade) == (5.75, 3)


# The plan, advice, refusals


@pytest.mark.parametrize(
    ("defects", "by_defect", "by_pipe"),
    [
        ([("PL", 2, 1)], 0, 0),
        ([("PL", 3, 1)], 40, 40),
        ([("CK", 4, 1)], 40, 40),
        ([("TJ", 2, 10), ("TL", 2, 11.2)], 0, 40),  # 3.3: grade Ⅲ of the pipe without a defect of grade 3
        ([("CJ", 4, 1)], 0, 0),  # functional
        ([], 0, 0),
    ],
)
def test_the_plan_counts_pipes_in_both_readings(defects: list[object], by_defect: float, by_pipe: float) -> None:
    counted = cjj181.plan_length([{"length_m": 40, "diameter_mm": 300, "defects": defects}])

    assert (counted.by_defect_m, counted.by_pipe_m) == (by_defect, by_pipe)


def test_a_defect_of_grade_3_counts_even_where_the_pipe_is_grade_2() -> None:
    table = read("cjj181").tables["structural"]
    lowest_third = min(float(row.numbers("scores")[2].value) for row in table.rows if len(row.numbers("scores")) > 2)

    assert lowest_third > 3  # so by CJJ 181 a defect of grade 3 always makes the pipe grade Ⅲ


def test_scum_is_recorded_and_not_scored() -> None:
    graded = cjj181.grade({"length_m": 40, "diameter_mm": 300, "defects": [{"code": "FZ", "grade": 2}]})

    assert graded.value_of("G") == 0
    assert "浮渣 只记录，不计分" in [remark.text.zh for remark in graded.assumptions]


@pytest.mark.parametrize(
    ("defects", "where", "advice"),
    [
        ([], {}, "不需修复"),
        ([("PL", 2, 1)], {}, "不需修复"),
        ([("PL", 3, 1)], {}, "局部修复（缺陷密度小于 0.1）"),
        ([("FS", 3, 1, 30)], {}, "整体修复（缺陷密度不小于 0.1）"),
        ([("PL", 4, 1)], {}, "局部修复（缺陷密度小于 0.1）"),
    ],
)
def test_the_advice_follows_index_parameter_and_density(
    defects: list[object], where: dict[str, object], advice: str
) -> None:
    graded = cjj181.grade({"length_m": 40, "diameter_mm": 300, "defects": defects, **where})

    assert [(one.text.zh, one.checked) for one in graded.advice] == [(advice, False)]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"defects": [("XX", 1)]}, "standards.choice"),
        ({"defects": [("PL", 5)]}, "standards.range"),
        ({"defects": [("TL", 3)]}, "standards.range"),
        ({"defects": [("PL",)]}, "standards.needed"),
        ({"defects": ["PL3"]}, "standards.rows"),
        ({"defects": [("PL", 1, -2)]}, "standards.range"),
        ({"importance": "village"}, "standards.choice"),
        ({"soil": "rock"}, "standards.choice"),
        ({"length_m": 0}, "standards.positive"),
        ({"diameter_mm": 0}, "standards.positive"),
        ({"diameter_mm": None}, "standards.needed"),
        ({"lenght": 3}, "standards.unknown_field"),
    ],
)
def test_a_pipe_that_cannot_be_is_refused(change: dict[str, object], code: str) -> None:
    with pytest.raises(AppError) as refused:
        cjj181.grade({"length_m": 40, "diameter_mm": 300, "defects": [], **change})

    assert refused.value.code == code


def test_the_form_gets_the_defects_with_the_meaning_of_each_grade() -> None:
    kinds = {one.code: one for one in cjj181.defect_kinds()}

    assert len(kinds) == 16
    assert kinds["BX"].grades == ("≤管径5%", "5%～15%", "15%～25%", "＞25%")
    assert [code for code, one in kinds.items() if one.functional] == ["CJ", "JG", "ZW", "CQ", "SG", "FZ"]


# The second calculation and the trace


def random_defects(rng: random.Random, kind: str) -> list[second.Defect]:
    rows = [row for row in second.CJJ[kind]["rows"] if row["scores"]]
    found = []
    for row in rng.choices(rows, k=rng.randrange(8)):
        at = round(rng.uniform(0, 30), rng.choice((0, 1, 2)))
        found.append((row["code"], rng.randint(1, len(row["scores"])), at, rng.choice((0, 0, 0.5, 2.25, 6))))
    return found


@pytest.mark.slow
def test_a_second_calculation_agrees_on_ten_thousand_random_pipes() -> None:
    rng = random.Random(181)  # noqa: S311 - examples, not secrets
    places, soils = (second.CJJ[name]["rows"] for name in ("K", "T"))

    for draw in range(DRAWS):
        defects, length, diameter = random_defects(rng, "structural"), rng.uniform(30, 60), rng.uniform(200, 2000)
        place, soil = rng.choice(places), rng.choice(soils)
        ours = cjj181.structural(
            defects, length_m=length, diameter_mm=diameter, importance=place["key"], soil=soil["key"]
        )
        mean, largest, f, density = second.parameters(defects, length)
        index = second.ri(f, place["value"], diameter, soil["value"])

        assert (ours.s, ours.s_max, ours.f, ours.density, ours.ri) == pytest.approx(
            (mean, largest, f, density, index), abs=1e-9
        ), f"draw {draw}"
        assert ours.grade == second.grade(round(f, 9), second.CJJ["F"]["limits"])
        assert ours.ri_grade == second.grade(round(index, 9), second.CJJ["RI"]["limits"])


@pytest.mark.slow
def test_a_second_calculation_agrees_on_ten_thousand_random_functional_states() -> None:
    rng = random.Random(182)  # noqa: S311 - examples, not secrets

    for draw in range(DRAWS):
        defects, length, diameter = random_defects(rng, "functional"), rng.uniform(30, 60), rng.uniform(200, 2000)
        place = rng.choice(second.CJJ["K"]["rows"])
        ours = cjj181.functional(defects, length_m=length, diameter_mm=diameter, importance=place["key"])
        mean, largest, g, density = second.parameters(defects, length)

        assert (ours.y, ours.y_max, ours.g, ours.density, ours.mi) == pytest.approx(
            (mean, largest, g, density, second.mi(g, place["value"], diameter)), abs=1e-9
        ), f"draw {draw}"


def refuse_float(text: str) -> float:
    raise AssertionError(f"a float in the JSON of a grade: {text}")


def test_random_grades_survive_json_and_recompute_to_themselves() -> None:
    rng = random.Random(183)  # noqa: S311 - examples, not secrets

    for _ in range(60):
        defects = random_defects(rng, "structural") + random_defects(rng, "functional")
        graded = cjj181.grade({"length_m": 45, "diameter_mm": 800, "importance": "road", "defects": defects})
        again = from_json(json.loads(json.dumps(to_json(graded)), parse_float=refuse_float))

        assert again == graded
        assert again.recompute() == graded
        assert sheet(again) == sheet(graded)
