"""The state of a sewer, step by step: parameters, densities, grades, and the two indices.

Source: CJJ 181-2012, 8.2 to 8.5.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from app.errors import AppError
from app.standards.cjj181_defects import Defect, Place, places
from app.standards.editions import Block
from app.standards.trace import Number, Step, Words
from app.standards.working import Symbols, Working


@dataclass(frozen=True, slots=True)
class Pipe:
    """What is needed of a pipe besides its defects."""

    length: Decimal
    diameter: Decimal
    importance: str
    soil: str


def checked_pipe(length: Decimal, diameter: Decimal, importance: str, soil: str) -> Pipe:
    """A pipe that has a length and a diameter."""
    if not length or not diameter:
        raise AppError("standards.positive", field="length_m, diameter_mm")
    return Pipe(length, diameter, importance, soil)


def structural(working: Working, pipe: Pipe, defects: Sequence[Defect]) -> dict[str, Step]:
    """Return the steps S, S_max, F, S_M, RI, ``grade.F`` and ``grade.RI``."""
    placed = places(working, working.block("structural"), working.block("spacing"), defects)
    found = _parameters(working, pipe, placed, ("S", "S_max", "F", "S_M"), working.block("spacing"))
    f = found["F"]
    soil = _named(working.block("T"), "soil", pipe.soil)
    parts = {"F": f, **_importance(working, pipe, f, "RI"), "T": working.step("T", {"F": f, "t": soil}, key="RI.T")}
    weights = working.block("RI_weights")
    symbols: Symbols = {"w": [weights.number(name, label=name) for name in parts], "x": list(parts.values())}
    found["RI"] = working.step("RI", symbols)
    found["grade.RI"] = _grade(working, found["RI"], "RI", working.block("RI"))
    return found


def functional(working: Working, pipe: Pipe, defects: Sequence[Defect]) -> dict[str, Step]:
    """Return the steps Y, Y_max, G, Y_M, MI, ``grade.G`` and ``grade.MI``."""
    table, spacing = working.block("functional"), working.block("spacing_functional")
    scored = []
    for one in defects:
        row = table.row(code=one.code)
        if row is not None and not row.numbers("scores"):
            working.assume("unscored", name=row.words())
        else:
            scored.append(one)
    found = _parameters(working, pipe, places(working, table, spacing, scored), ("Y", "Y_max", "G", "Y_M"), spacing)
    parts = {"G": found["G"], **_importance(working, pipe, found["G"], "MI")}
    weights = working.block("MI_weights")
    symbols: Symbols = {"w": [weights.number(name, label=name) for name in parts], "x": list(parts.values())}
    found["MI"] = working.step("MI", symbols)
    found["grade.MI"] = _grade(working, found["MI"], "MI", working.block("RI"))
    return found


def _parameters(
    working: Working, pipe: Pipe, placed: Sequence[Place], keys: tuple[str, str, str, str], spacing: Block
) -> dict[str, Step]:
    """Mean, largest, the larger of both with its grade, and the density; structural and functional alike."""
    mean, largest, parameter, density = keys
    far, near = ([one for one in placed if one.near is close] for close in (False, True))
    alpha = spacing.number("alpha")
    scores: Symbols = {"P1": [one.score for one in far], "P2": [one.score for one in near], "alpha": alpha}
    found = {mean: working.step(mean, {**scores, "n": Decimal(len(placed))})}
    found[largest] = working.step(largest, {"P": [one.score for one in placed]})
    symbols: Symbols = {"S_max": found[largest], "S": found[mean]}
    found[parameter] = working.step(parameter, symbols)
    lengths: Symbols = {"L1": [one.length_m for one in far], "L2": [one.length_m for one in near], "L": pipe.length}
    found[density] = working.step(density, {**scores, **lengths, "S": found[mean]})
    found[f"grade.{parameter}"] = _grade(working, found[parameter], parameter, working.block("F"))
    _grade(working, found[density], density, working.block("density"))
    return found


def _importance(working: Working, pipe: Pipe, parameter: Step, index: str) -> dict[str, Step]:
    """K of the place and E of the pipe; both are 0 while the parameter is below 4."""
    table = working.block("E")
    place = _named(working.block("K"), "importance", pipe.importance)
    low = working.block("K").number("low")
    limits = {name: table.number(name) for name in ("low", "d1", "d2", "d3", "e1", "e2", "e3")}
    return {
        "K": working.step("K", {"F": parameter, "low": low, "k": place}, key=f"{index}.K"),
        "E": working.step("E", {"F": parameter, "D": pipe.diameter, **limits}, key=f"{index}.E"),
    }


def _named(table: Block, field: str, name: str) -> Number:
    row = next((row for row in table.rows if name in row.texts("names")), None)
    if row is None:
        choices = "、".join(f"{row.text('key')}（{row.text('zh')}）" for row in table.rows)
        raise AppError("standards.choice", field=field, value=name, choices=choices)
    return row.number("value")


def _grade(working: Working, value: Step, name: str, table: Block) -> Step:
    symbols: Symbols = {"x": value, "limits": table.numbers("limits")}
    return working.step("grade", symbols, key=f"grade.{name}", subject=Words(name, name))
