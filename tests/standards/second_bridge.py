"""The bridge calculation once more, written independently in floats: only the numbers of the tables are shared."""

import math
import tomllib
from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

TABLES = Path(__file__).resolve().parents[2] / "resources" / "standards"
H21: dict[str, Any] = tomllib.loads((TABLES / "jtgt_h21.toml").read_text(encoding="utf-8"))["tables"]
POINTS = {int(row["max_scale"]): row["points"] for row in H21["deduction"]["rows"]}


def member(deductions: Sequence[float]) -> float:
    """In closed form: the recursion is the product of (1 − DPx/(100·√x)), worst first."""
    if any(one == 100 for one in deductions):
        return 0.0
    rest = 1.0
    for x, one in enumerate(sorted(deductions, reverse=True), 1):
        rest *= 1 - one / (100 * math.sqrt(x))
    return 100 * rest


def t(members: int) -> float:
    rows = list(zip(H21["t"]["members"], H21["t"]["t"], strict=True))
    if members >= rows[-1][0]:
        return float(rows[-1][1])
    (n0, t0), (n1, t1) = next((a, b) for a, b in pairwise(rows) if a[0] <= members < b[0])
    share = (members - n0) / (n1 - n0)
    return float(t0 * (1 - share) + t1 * share)


def component(members: Sequence[float], *, main: bool) -> float:
    worst = min(members)
    if len(members) == 1 or (main and worst < H21["main_rule"]["below"]):
        return worst
    return max(0.0, math.fsum(members) / len(members) - (100 - worst) / t(len(members)))


def part(scores: Mapping[str, float], weights: Mapping[str, float]) -> float:
    total = math.fsum(weights[name] for name in scores)
    return math.fsum(weights[name] / total * score for name, score in scores.items())


def overall(deck: float, superstructure: float, substructure: float) -> float:
    weights = H21["overall"]
    parts = {"deck": deck, "superstructure": superstructure, "substructure": substructure}
    return math.fsum(float(weights[name]) * score for name, score in parts.items())


def class_of(score: float) -> int:
    for number, limit in enumerate(H21["classes"]["limits"], 1):
        if score >= limit:
            return number
    return 5
