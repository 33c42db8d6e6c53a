"""CJJ 181-2012, sewers: structural and functional defects, their grades, the rehabilitation and maintenance index.

The data of a pipe for ``grade``; structural and functional defects may stand in one list::

    {"length_m": 32.5, "diameter_mm": 600, "importance": "arterial", "soil": "silt",
     "defects": [{"code": "PL", "grade": 3, "at_m": 12.4}, {"code": "FS", "grade": 1, "at_m": 20, "length_m": 3}]}

``importance`` is centre, arterial, road or other; ``soil`` is ordinary, silt, loess_1_2, loess_3, loess_4,
expansive_weak, expansive_medium, expansive_strong, mud, muddy or red_clay; the Chinese names are taken as well.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from app.errors import AppError
from app.standards.cjj181_defects import Defect, Place, places, read_defects
from app.standards.editions import Block, read
from app.standards.grade import Grade, conclude, names_of
from app.standards.measured import Measured, exact
from app.standards.trace import Number, Step, Words
from app.standards.working import Symbols, Working

NAME = "cjj181"
ORDINARY, ELSEWHERE = "ordinary", "other"
WIDEST_MM = 20_000


@dataclass(frozen=True, slots=True)
class Structural:
    """The structural state of a pipe.

    Attributes:
        s: mean defect parameter S.
        s_max: largest defect score.
        f: parameter of the pipe, the larger of both.
        grade: 1 (Ⅰ) to 4 (Ⅳ), by ``f``.
        density: defect density SM.
        ri: rehabilitation index.
        ri_grade: 1 to 4, by ``ri``.
    """

    s: float
    s_max: float
    f: float
    grade: int
    density: float
    ri: float
    ri_grade: int


@dataclass(frozen=True, slots=True)
class Functional:
    """The functional state of a pipe: mean, largest, parameter G, its grade, density, maintenance index, its grade."""

    y: float
    y_max: float
    g: float
    grade: int
    density: float
    mi: float
    mi_grade: int


@dataclass(frozen=True, slots=True)
class PlanLength:
    """Metres of pipe of grade 3 and above, in both readings of the plan: by any defect, and by the pipe's grade."""

    by_defect_m: float
    by_pipe_m: float


@dataclass(frozen=True, slots=True)
class Pipe:
    """What is needed of a pipe besides its defects."""

    length: Decimal
    diameter: Decimal
    importance: str
    soil: str


def structural(
    defects: Iterable[object], *, length_m: float, diameter_mm: float, importance: str, soil: str
) -> Structural:
    """Return the structural state of a pipe.

    Args:
        defects: ``Defect``, mappings with ``code``, ``grade``, ``at_m``, ``length_m``, or tuples in that order.
        length_m: of the pipe from manhole to manhole.
        diameter_mm: inner diameter.
        importance: of the place, see the module.
        soil: around the pipe, see the module.
    """
    working = Working(read(NAME))
    pipe = _pipe(exact(length_m, "length_m"), exact(diameter_mm, "diameter_mm", most=WIDEST_MM), importance, soil)
    found = _structural(working, pipe, read_defects(defects))
    return Structural(
        s=float(found["S"].value),
        s_max=float(found["S_max"].value),
        f=float(found["F"].value),
        grade=int(found["grade.F"].value),
        density=float(found["S_M"].value),
        ri=float(found["RI"].value),
        ri_grade=int(found["grade.RI"].value),
    )


def functional(defects: Iterable[object], *, length_m: float, diameter_mm: float, importance: str) -> Functional:
    """Return the functional state of a pipe; the arguments are those of ``structural``."""
    working = Working(read(NAME))
    pipe = _pipe(exact(length_m, "length_m"), exact(diameter_mm, "diameter_mm", most=WIDEST_MM), importance, ORDINARY)
    found = _functional(working, pipe, read_defects(defects))
    return Functional(
        y=float(found["Y"].value),
        y_max=float(found["Y_max"].value),
        g=float(found["G"].value),
        grade=int(found["grade.G"].value),
        density=float(found["Y_M"].value),
        mi=float(found["MI"].value),
        mi_grade=int(found["grade.MI"].value),
    )


def grade(data: Mapping[str, object], *, tables: Path | None = None) -> Grade:
    """Grade a pipe by its structural parameter F; the functional state and both indices are in the steps."""
    working = Working(read(NAME, tables))
    given = Measured(data).only("name", "length_m", "diameter_mm", "importance", "soil", "defects")
    pipe = _pipe(
        given.number("length_m"),
        given.number("diameter_mm", most=WIDEST_MM),
        given.text("importance", default=ELSEWHERE),
        given.text("soil", default=ORDINARY),
    )
    defects = read_defects(given.items("defects"))
    functional_codes = {row.text("code") for row in working.block("functional").rows}
    own = [one for one in defects if one.code not in functional_codes]
    found = _structural(working, pipe, own)
    _functional(working, pipe, [one for one in defects if one.code in functional_codes])
    _count_for_plan(working, own, found["grade.F"])
    _advise(working, found)
    return conclude(working, result="F", graded="grade.F", classes=names_of(working.block("F")))


def plan_length(pipes: Iterable[Mapping[str, object]]) -> PlanLength:
    """Return how many metres of pipe count as 3级及以上结构病害; each pipe as for ``grade``."""
    by_defect = by_pipe = Decimal(0)
    for pipe in pipes:
        graded = grade(pipe)
        length = Measured(pipe).number("length_m")
        by_defect += length * (graded.value_of("plan_by_defect") or 0)
        by_pipe += length * (graded.value_of("plan_by_pipe") or 0)
    return PlanLength(float(by_defect), float(by_pipe))


def _pipe(length: Decimal, diameter: Decimal, importance: str, soil: str) -> Pipe:
    if not length or not diameter:
        raise AppError("standards.positive", field="length_m, diameter_mm")
    return Pipe(length, diameter, importance, soil)


def _structural(working: Working, pipe: Pipe, defects: Sequence[Defect]) -> dict[str, Step]:
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


def _functional(working: Working, pipe: Pipe, defects: Sequence[Defect]) -> dict[str, Step]:
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


def _count_for_plan(working: Working, defects: Sequence[Defect], graded: Step) -> None:
    """Whether the pipe counts as 3级及以上结构病害, in both readings of the plan."""
    least = working.block("plan").number("least")
    symbols: Symbols = {"g": [Number(Decimal(one.grade), one.code) for one in defects], "least": least}
    working.step("plan_by_defect", symbols)
    working.step("plan_by_pipe", {"grade": graded, "least": least})


def _advise(working: Working, found: Mapping[str, Step]) -> None:
    """By RI, F and the density, as a repair handbook has it; not from CJJ 181 itself."""
    ri, f, density = found["RI"].value, found["F"].value, found["S_M"].value
    first, second = (number.value for number in working.block("RI").numbers("limits")[:2])
    serious = working.block("F").numbers("limits")[1].value
    if ri <= first or (ri <= second and f <= serious):
        working.advise("advice_none")
    else:
        local = working.block("density").numbers("limits")[0].value
        working.advise("advice_local" if density < local else "advice_whole")
