"""The sewer calculation once more, written independently in floats: only the numbers of the tables are shared.

Distances are rounded to 1e-9 m before they are compared: in floats 17.1 − 15.6 is more than 1.5.
"""

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

TABLES = Path(__file__).resolve().parents[2] / "resources" / "standards"
CJJ: dict[str, Any] = tomllib.loads((TABLES / "cjj181.toml").read_text(encoding="utf-8"))["tables"]
SCORES = {row["code"]: row["scores"] for kind in ("structural", "functional") for row in CJJ[kind]["rows"]}
Defect = tuple[str, int, float, float]


def merged(defects: Sequence[Defect]) -> list[tuple[float, float, float]]:
    """Start, end and score of each place, by sweeping along the pipe."""
    swept: list[tuple[float, float, float]] = []
    for code, grade, at, length in sorted(defects, key=lambda one: one[2]):
        score = SCORES[code][grade - 1]
        if swept and round(at - swept[-1][1], 9) <= CJJ["spacing"]["close"]:
            start, end, before = swept.pop()
            swept.append((start, max(end, at + length), before + score))
        else:
            swept.append((at, at + length, score))
    return [(start, end, min(CJJ["merging"]["cap"], score)) for start, end, score in swept]


def parameters(defects: Sequence[Defect], pipe_m: float) -> tuple[float, float, float, float]:
    """Mean, largest, the larger of both, density."""
    placed = merged(defects)
    if not placed:
        return 0.0, 0.0, 0.0, 0.0
    weighted = []
    for i, (start, end, score) in enumerate(placed):
        gaps = [start - placed[i - 1][1]] if i else []
        gaps += [placed[i + 1][0] - end] if i + 1 < len(placed) else []
        close = bool(gaps) and round(min(gaps), 9) <= CJJ["spacing"]["far"]
        weighted.append((score * (CJJ["spacing"]["alpha"] if close else 1), max(1.0, end - start)))
    mean = sum(score for score, _ in weighted) / len(weighted)
    largest = max(score for *_, score in placed)
    density = sum(score * length for score, length in weighted) / (mean * pipe_m)
    return mean, largest, max(mean, largest), density


def grade(value: float, limits: Sequence[float]) -> int:
    return next((number for number, limit in enumerate(limits, 1) if value <= limit), len(limits) + 1)


def importance_of_pipe(diameter: float) -> float:
    row = CJJ["E"]
    if diameter < row["d1"]:
        return 0
    return float(row["e1"] if diameter <= row["d2"] else row["e2"] if diameter <= row["d3"] else row["e3"])


def ri(f: float, k: float, diameter: float, t: float) -> float:
    serious = f >= CJJ["K"]["low"]
    total = 0.7 * f + (0.1 * k + 0.05 * importance_of_pipe(diameter) if serious else 0)
    return total + (0.15 * t if f else 0)


def mi(g: float, k: float, diameter: float) -> float:
    return 0.8 * g + (0.15 * k + 0.05 * importance_of_pipe(diameter) if g >= CJJ["K"]["low"] else 0)
