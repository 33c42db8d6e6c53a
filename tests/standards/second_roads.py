"""The road indices once more, written independently in floats: only the numbers of the tables are shared."""

import math
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

TABLES = Path(__file__).resolve().parents[2] / "resources" / "standards"
Row = dict[str, Any]


def numbers(name: str) -> dict[str, Any]:
    """The raw TOML, on purpose without our reader."""
    return tomllib.loads((TABLES / f"{name}.toml").read_text(encoding="utf-8"))["tables"]  # type: ignore[no-any-return]  # TOML is what it is


HIGHWAY, GUIDE = numbers("jtg5210"), numbers("rural_guide")


def damage_ratio(rows: Sequence[Row], damages: Sequence[tuple[str, str, float]], length: float, width: float) -> float:
    damaged = 0.0
    for name, level, quantity in damages:
        (row,) = [row for row in rows if (row["name"], row["level"]) == (name, level)]
        damaged += float(row["weight"]) * quantity * float(row.get("width", 1))
    return float(damaged / (length * width) * 100)


def pci(ratio: float, pavement: str) -> float:
    a0, a1 = (HIGHWAY["pci"][pavement][key] for key in ("a0", "a1"))
    return min(100.0, max(0.0, 100 - float(a0) * math.pow(ratio, a1)))


def rqi(iri: float, road_class: int) -> float:
    row = HIGHWAY["rqi"]["expressway" if road_class < 2 else "other"]
    return 100 / (1 + float(row["a0"]) * math.exp(float(row["a1"]) * iri))


def rdi(depth: float) -> float:
    row = HIGHWAY["rdi"]
    if depth > row["RDb"]:
        return 0.0
    shallow = 100 - float(row["a0"]) * min(depth, row["RDa"])
    return float(shallow - row["a1"] * max(0.0, depth - row["RDa"]))


def pbi(counts: Mapping[str, int]) -> float:
    points = {row["level"]: row["points"] for row in HIGHWAY["pbi"]["rows"]}
    return max(0.0, 100 - float(sum(points[level] * count for level, count in counts.items())))


def pwi(wear: float) -> float:
    return max(0.0, 100 - float(HIGHWAY["pwi"]["a0"]) * math.pow(wear, HIGHWAY["pwi"]["a1"]))


def pqi(indices: Mapping[str, float], pavement: str, road_class: int) -> float:
    total = 0.0
    for name, weight in HIGHWAY["pqi"]["expressway" if road_class < 2 else "other"][pavement].items():
        if isinstance(weight, float):
            total += weight * (indices["SRI"] if name == "SRI_or_PWI" else indices[name])
    return total


def mqi(tables: Mapping[str, Row], parts: Mapping[str, float]) -> float:
    return math.fsum(float(tables["mqi"][name]) * value for name, value in parts.items())


def deducted(rows: Sequence[Row], losses: Sequence[tuple[str, str, float]], length: float) -> float:
    if any(row.get("zero") and (row["name"], row["level"]) == loss[:2] for row in rows for loss in losses if loss[2]):
        return 0.0
    score = 0.0
    for name in {str(row["name"]) for row in rows}:
        own = [row for row in rows if row["name"] == name]
        lost = sum(float(row["points"]) * loss[2] for row in own for loss in losses if loss[:2] == (name, row["level"]))
        score += float(own[0]["weight"]) * (100 - min(100, lost * 1000 / length))
    return score


def bci(structures: Sequence[tuple[str, str, float]]) -> float:
    lost = {"桥梁": 0.0, "隧道": 0.0, "涵洞": 0.0}
    for row in HIGHWAY["bci"]["rows"]:
        lost[row["name"]] += row["points"] * sum(s[2] for s in structures if s[:2] == (row["name"], row["level"]))
    return 100 - min(100.0, max(lost.values()))
