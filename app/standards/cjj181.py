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

from app.standards import cjj181_steps as steps
from app.standards.cjj181_defects import Defect, DefectKind, read_defects
from app.standards.cjj181_defects import defect_kinds as kinds_of
from app.standards.editions import read
from app.standards.grade import Grade, conclude, names_of
from app.standards.measured import Measured, exact
from app.standards.trace import Number, Step
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
    pipe = steps.checked_pipe(
        exact(length_m, "length_m"), exact(diameter_mm, "diameter_mm", most=WIDEST_MM), importance, soil
    )
    found = steps.structural(working, pipe, read_defects(defects))
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
    pipe = steps.checked_pipe(
        exact(length_m, "length_m"), exact(diameter_mm, "diameter_mm", most=WIDEST_MM), importance, ORDINARY
    )
    found = steps.functional(working, pipe, read_defects(defects))
    return Functional(
        y=float(found["Y"].value),
        y_max=float(found["Y_max"].value),
        g=float(found["G"].value),
        grade=int(found["grade.G"].value),
        density=float(found["Y_M"].value),
        mi=float(found["MI"].value),
        mi_grade=int(found["grade.MI"].value),
    )


def defect_kinds() -> tuple[DefectKind, ...]:
    """Return the defects with the meaning of their grades, for the form."""
    return kinds_of(read(NAME))


def grade(data: Mapping[str, object], *, tables: Path | None = None) -> Grade:
    """Grade a pipe by its structural parameter F; the functional state and both indices are in the steps."""
    working = Working(read(NAME, tables))
    given = Measured(data).only("name", "length_m", "diameter_mm", "importance", "soil", "defects")
    pipe = steps.checked_pipe(
        given.number("length_m"),
        given.number("diameter_mm", most=WIDEST_MM),
        given.text("importance", default=ELSEWHERE),
        given.text("soil", default=ORDINARY),
    )
    defects = read_defects(given.items("defects"))
    functional_codes = {row.text("code") for row in working.block("functional").rows}
    own = [one for one in defects if one.code not in functional_codes]
    found = steps.structural(working, pipe, own)
    steps.functional(working, pipe, [one for one in defects if one.code in functional_codes])
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
