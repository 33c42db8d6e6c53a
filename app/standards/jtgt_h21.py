"""JTG/T H21-2011, the technical condition of bridges: numbers in, numbers out, and the traced grade of a bridge.

Scores are 0–100 and higher is better; classes are 1 (best) to 5. Every function raises AppError ``standards.…`` for
what cannot be.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from app.errors import AppError
from app.standards import h21_bridge, h21_indicators, h21_inventory
from app.standards import h21_scores as scores
from app.standards.editions import read
from app.standards.grade import Grade
from app.standards.h21_indicators import CrackLimit, Indicator, Usage
from app.standards.h21_inventory import Component
from app.standards.h21_record import Books
from app.standards.measured import exact
from app.standards.trace import Number, Words
from app.standards.working import Working

NAME, INDICATORS = "jtgt_h21", "jtgt_h21_indicators"


def deduction(max_scale: int, scale: int) -> float:
    """Return the points that scale ``scale`` of an indicator with ``max_scale`` scales takes off; table 4.1.1."""
    return float(scores.deduction(read(NAME), max_scale, scale).value)


def member_score(deductions: Sequence[float]) -> float:
    """Return a bridge member's score, 0–100, from the deductions of its damage indicators.

    Worst first: U1 = DP1, Ux = DPx / (100·√x) · (100 − ΣU). Any deduction of 100 gives 0.
    Source: JTG/T H21-2011, 4.1.1.
    """
    points = [exact(one, "deductions", most=100) for one in deductions]
    return float(scores.member(_working(), points).value)


def component_score(members: Sequence[float], *, main: bool = False) -> float:
    """Return a component's score from its members': mean − (100 − worst)/t, not below 0.

    A main component of super- or substructure with a member below 60 scores as its worst member; a component of one
    member scores as that. Source: JTG/T H21-2011, 4.1.2.
    """
    given = [(1, exact(one, "members", most=100)) for one in members]
    limit = read(NAME).tables["main_rule"].number("below") if main else None
    return float(scores.component(_working(), given, main_below=limit).value)


def part_score(scores: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Return Σ wᵢ·scoreᵢ of the components there are; the weights of missing ones are shared out in proportion.

    Source: JTG/T H21-2011, 4.1.3.
    """
    unknown = set(scores) - set(weights)
    if unknown:
        raise AppError("standards.choice", field="scores", value="、".join(sorted(unknown)), choices="、".join(weights))
    return _part([(weights[name], score) for name, score in scores.items()])


def _part(pairs: Sequence[tuple[float, float]]) -> float:
    given = [(Number(exact(weight, "weights")), exact(score, "scores", most=100)) for weight, score in pairs]
    return float(scores.part(_working(), given).value)


def overall_score(*, deck: float, superstructure: float, substructure: float) -> float:
    """Return Dr = 0.20·deck + 0.40·superstructure + 0.40·substructure; 4.1.4."""
    parts = {"deck": deck, "superstructure": superstructure, "substructure": substructure}
    return float(scores.overall(_working(), {name: exact(one, name, most=100) for name, one in parts.items()}).value)


def class_of(score: float) -> int:
    """Return the class of a score: 1 from 95, 2 from 80, 3 from 60, 4 from 40, else 5; table 4.1.5."""
    return int(scores.classify(_working(), exact(score, "score", most=100)).value)


def grade(data: Mapping[str, object], *, tables: Path | None = None) -> Grade:
    """Grade a bridge; for its data see ``h21_record``."""
    return h21_bridge.grade_bridge(_books(tables), data)


def member_scores(data: Mapping[str, object]) -> dict[tuple[str, str, str], float]:
    """Return the score of each damaged member, by unit, component and member; all others score 100."""
    return {key: float(score) for key, score in h21_bridge.member_scores(_books(), data).items()}


def components(bridge_type: str, layout: Mapping[str, object]) -> tuple[Component, ...]:
    """Return the components of a bridge with their numbered members, for the form and the drawing."""
    return h21_inventory.inventory(read(NAME), bridge_type, layout)


def indicators() -> Mapping[str, Indicator]:
    """Return the 234 damage indicators by the number of their table."""
    return h21_indicators.indicators(read(INDICATORS))


def usages(bridge_type: str, component: str) -> tuple[Usage, ...]:
    """Return which indicators rate a component, one entry for each material or form."""
    return h21_indicators.usages(read(INDICATORS), bridge_type, component)


def crack_limits() -> tuple[CrackLimit, ...]:
    """Return the crack widths that tell 未超限 from 超限; from memory, unchecked."""
    return h21_indicators.crack_limits(read(NAME))


def controls() -> Mapping[int, Words]:
    """Return the single-item controls of 4.3.1 by number, for the form."""
    return h21_indicators.controls(read(NAME))


def _books(folder: Path | None = None) -> Books:
    return Books(read(NAME, folder), read(INDICATORS, folder))


def _working() -> Working:
    return Working(read(NAME))
