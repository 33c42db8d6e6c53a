"""Two calculations of a bridge's scores, written apart, agree on 10,000 random inputs each."""

import random
from collections.abc import Callable

import pytest

from app.standards import jtgt_h21
from tests.standards import second_bridge as second

DRAWS = 10_000
Case = Callable[[random.Random], tuple[float, float]]


def some_deductions(rng: random.Random) -> list[float]:
    drawn = (rng.choice((3, 4, 5)) for _ in range(rng.randrange(7)))
    return [float(rng.choice(second.POINTS[most])) for most in drawn]


def case_member(rng: random.Random) -> tuple[float, float]:
    deductions = some_deductions(rng) if rng.random() < 0.7 else [rng.uniform(0, 99) for _ in range(rng.randrange(9))]
    return jtgt_h21.member_score(deductions), second.member(deductions)


def case_component(rng: random.Random) -> tuple[float, float]:
    size = rng.choice((1, 2, rng.randrange(1, 31), rng.randrange(30, 260)))
    damaged = rng.choice((0.1, 1.0))
    members = [rng.uniform(30, 100) if rng.random() < damaged else 100.0 for _ in range(size)]
    main = rng.random() < 0.5
    return jtgt_h21.component_score(members, main=main), second.component(members, main=main)


def case_part(rng: random.Random) -> tuple[float, float]:
    rows = rng.choice((second.H21["substructure"]["common"], second.H21["deck"]))["rows"]
    weights = {row["name"]: row["weight"] for row in rows}
    present = rng.sample(sorted(weights), rng.randrange(1, len(weights) + 1))
    scores = {name: rng.uniform(0, 100) for name in present}
    return jtgt_h21.part_score(scores, weights), second.part(scores, weights)


def case_overall(rng: random.Random) -> tuple[float, float]:
    deck, upper, lower = (rng.uniform(0, 100) for _ in range(3))
    ours = jtgt_h21.overall_score(deck=deck, superstructure=upper, substructure=lower)
    return ours, second.overall(deck, upper, lower)


def case_class(rng: random.Random) -> tuple[float, float]:
    score = rng.choice((rng.uniform(0, 100), float(rng.randrange(101))))
    return jtgt_h21.class_of(score), second.class_of(score)


@pytest.mark.slow
@pytest.mark.parametrize("case", [case_member, case_component, case_part, case_overall, case_class])
def test_a_second_calculation_agrees_on_ten_thousand_random_inputs(case: Case) -> None:
    rng = random.Random(21)  # noqa: S311 - examples, not secrets

    for draw in range(DRAWS):
        ours, theirs = case(rng)

        assert ours == pytest.approx(theirs, abs=5e-9), f"draw {draw}"
