"""Two calculations of the road indices, written apart, agree on 10,000 random inputs each."""

import random
from collections.abc import Callable

import pytest

from app.standards import jtg5210, rural_roads
from app.standards.measured import exact
from app.standards.road_pavement import Damage
from tests.standards import second_roads as second

DRAWS = 10_000
Case = Callable[[random.Random], tuple[float, float]]


def case_pci(rng: random.Random) -> tuple[float, float]:
    ratio, pavement = rng.choice((0.0, rng.uniform(0, 3), rng.uniform(0, 100))), rng.choice(("asphalt", "cement"))
    return jtg5210.pci(ratio, pavement), second.pci(ratio, pavement)


def case_rqi(rng: random.Random) -> tuple[float, float]:
    iri, road_class = rng.uniform(0, 20), rng.randrange(5)
    return jtg5210.rqi(iri, road_class), second.rqi(iri, road_class)


def case_rdi(rng: random.Random) -> tuple[float, float]:
    depth = rng.uniform(0, 50)
    return jtg5210.rdi(depth), second.rdi(depth)


def case_pbi(rng: random.Random) -> tuple[float, float]:
    counts = {level: rng.randrange(4) for level in ("轻", "中", "重")}
    return jtg5210.pbi(counts), second.pbi(counts)


def case_pwi(rng: random.Random) -> tuple[float, float]:
    wear = rng.uniform(0, 100)
    return jtg5210.pwi(wear), second.pwi(wear)


def case_pqi(rng: random.Random) -> tuple[float, float]:
    indices = {name: rng.uniform(0, 100) for name in ("PCI", "RQI", "RDI", "PBI", "SRI")}
    pavement, road_class = rng.choice(("asphalt", "cement")), rng.randrange(5)
    ours = jtg5210.pqi(indices, pavement=pavement, road_class=road_class)
    return ours, second.pqi(indices, pavement, road_class)


def case_mqi(rng: random.Random) -> tuple[float, float]:
    sci, pqi, bci, tci = (rng.uniform(0, 100) for _ in range(4))
    ours, tables = rng.choice(((jtg5210.mqi, second.HIGHWAY), (rural_roads.mqi, second.GUIDE)))
    theirs = second.mqi(tables, {"SCI": sci, "PQI": pqi, "BCI": bci, "TCI": tci})
    return ours(sci=sci, pqi=pqi, bci=bci, tci=tci), theirs


def drawn(rng: random.Random, rows: list[second.Row], most: float) -> list[tuple[str, str, float]]:
    chosen = rng.sample(rows, rng.randrange(min(len(rows), 6)))
    return [(str(row["name"]), str(row["level"]), rng.uniform(0, most)) for row in chosen]


def damages(listed: list[tuple[str, str, float]]) -> list[Damage]:

    return [Damage(name, level, exact(quantity, name)) for name, level, quantity in listed]


def case_highway_ratio(rng: random.Random) -> tuple[float, float]:
    pavement = rng.choice(("asphalt", "cement"))
    rows = second.HIGHWAY["damage"][pavement]["rows"]
    listed, length, width = drawn(rng, rows, 300), rng.uniform(50, 1500), rng.uniform(3, 25)
    ours = jtg5210.damage_ratio(pavement, damages(listed), length_m=length, width_m=width)
    return ours, second.damage_ratio(rows, listed, length, width)


def case_guide_ratio(rng: random.Random) -> tuple[float, float]:
    pavement = rng.choice(("asphalt", "cement", "gravel"))
    rows = second.GUIDE["damage"][pavement]["rows"]
    listed, length, width = drawn(rng, rows, 300), rng.uniform(50, 1500), rng.uniform(3, 7)
    named = {name: quantity for name, _, quantity in listed}
    ours = rural_roads.damage_ratio(pavement, named, length_m=length, width_m=width)
    return ours, second.damage_ratio(rows, listed, length, width)


def case_sci(rng: random.Random) -> tuple[float, float]:
    rows = second.HIGHWAY["sci"]["rows"]
    listed, length = drawn(rng, rows, 4), rng.uniform(200, 1500)
    return jtg5210.sci(damages(listed), length_m=length), second.deducted(rows, listed, length)


def case_tci(rng: random.Random) -> tuple[float, float]:
    rows = second.HIGHWAY["tci"]["rows"]
    listed, length = drawn(rng, rows, 6), rng.uniform(200, 1500)
    return jtg5210.tci(damages(listed), length_m=length), second.deducted(rows, listed, length)


def case_bci(rng: random.Random) -> tuple[float, float]:
    listed = drawn(rng, second.HIGHWAY["bci"]["rows"], 3)
    return jtg5210.bci(damages(listed)), second.bci(listed)


@pytest.mark.slow
@pytest.mark.parametrize(
    "case",
    [
        case_pci,
        case_rqi,
        case_rdi,
        case_pbi,
        case_pwi,
        case_pqi,
        case_mqi,
        case_highway_ratio,
        case_guide_ratio,
        case_sci,
        case_tci,
        case_bci,
    ],
)
def test_a_second_calculation_agrees_on_ten_thousand_random_inputs(case: Case) -> None:
    rng = random.Random(5210)  # noqa: S311 - examples, not secrets

    for draw in range(DRAWS):
        ours, theirs = case(rng)

        assert ours == pytest.approx(theirs, abs=2e-9), f"draw {draw}"
