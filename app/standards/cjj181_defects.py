"""The defects of a sewer, scored, merged and told apart by their spacing. Source: CJJ 181-2012, 8.2.3."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from app.errors import AppError
from app.standards.editions import Block, Edition
from app.standards.measured import Measured
from app.standards.trace import Number, Step, Words
from app.standards.working import Symbols, Working

FIELDS = ("code", "grade", "at_m", "length_m")


@dataclass(frozen=True, slots=True)
class Defect:
    """One defect as the camera saw it.

    Attributes:
        code: two letters, for example PL.
        grade: 1 to 4; some defects have fewer.
        at_m: where it begins, from the start manhole; None counts as far from all others.
        length_m: of a continuous defect; 0 for a local one.
    """

    code: str
    grade: int
    at_m: Decimal | None = None
    length_m: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class DefectKind:
    """One kind of defect that a form can offer; ``grades`` says in a few words what each grade means (from memory)."""

    code: str
    name: Words
    functional: bool
    grades: tuple[str, ...]


def defect_kinds(edition: Edition) -> tuple[DefectKind, ...]:
    """Every structural defect, then every functional one."""
    return tuple(
        DefectKind(row.text("code"), row.words(), table == "functional", row.texts("grades"))
        for table in ("structural", "functional")
        for row in edition.tables[table].rows
    )


@dataclass(frozen=True, slots=True)
class Place:
    """One place that counts as one defect: its score, the length it counts with, and whether a neighbour is close."""

    score: Step
    length_m: Decimal
    near: bool


def read_defects(rows: Iterable[object]) -> list[Defect]:
    """Read defects given as ``Defect``, as mappings, or as tuples ``(code, grade[, at_m[, length_m]])``."""
    return [_read(row, place) for place, row in enumerate(rows)]


def _read(row: object, place: int) -> Defect:
    if isinstance(row, Defect):
        return row
    if isinstance(row, Mapping):
        given = row
    elif isinstance(row, Sequence) and not isinstance(row, str) and len(row) <= len(FIELDS):
        given = dict(zip(FIELDS, row, strict=False))
    else:
        raise AppError("standards.rows", field=f"defects[{place}]")
    data = Measured(given, f"defects[{place}].").only(*FIELDS)
    data.number("grade")
    length = data.maybe("length_m") or Decimal(0)
    return Defect(data.text("code"), data.count("grade", 0, least=1, most=4), data.maybe("at_m"), length)


def score_of(table: Block, defect: Defect) -> Number:
    """The score of a defect's grade, or a refusal that names what the table has."""
    row = table.row(code=defect.code)
    if row is None:
        known = "、".join(row.text("code") for row in table.rows)
        raise AppError("standards.choice", field="code", value=defect.code, choices=known)
    scores = row.numbers("scores")
    if defect.grade > len(scores):
        raise AppError("standards.range", field=f"{defect.code}.grade", value=defect.grade, least=1, most=len(scores))
    return scores[defect.grade - 1]


def places(working: Working, table: Block, spacing: Block, defects: Sequence[Defect]) -> list[Place]:
    """Merge defects no more than 1 m apart and say which of the places have a neighbour within 1.5 m.

    The distance is the free length between two defects; a local one has no length of its own for this, but counts
    with 1 m in the density.
    """
    merging = working.block("merging")
    runs = _runs(working, defects, spacing.number("close").value)
    placed = []
    for number, run in enumerate(runs, 1):
        names = "、".join(f"{one.code}{one.grade}" for one in run)
        if len(run) > 1:
            working.assume("merged", what=names)
        symbols: Symbols = {"p": [score_of(table, one) for one in run], "cap": merging.number("cap")}
        score = working.step("P", symbols, key=f"P.{table.path}.{number}", about=[names])
        least = merging.number("least_length").value
        placed.append(Place(score, max(least, _end(run) - _start(run)), _is_near(runs, run, spacing)))
    return placed


def _runs(working: Working, defects: Sequence[Defect], close: Decimal) -> list[list[Defect]]:
    """Defects in order of chainage, those within ``close`` of the ones before together; unplaced ones on their own."""
    runs: list[list[Defect]] = []
    for one in sorted((one for one in defects if one.at_m is not None), key=lambda one: one.at_m or Decimal(0)):
        if runs and _start([one]) - _end(runs[-1]) <= close:
            runs[-1].append(one)
        else:
            runs.append([one])
    for one in defects:
        if one.at_m is None:
            working.assume("apart", what=f"{one.code}{one.grade}")
            runs.append([one])
    return runs


def _start(run: Sequence[Defect]) -> Decimal:
    return min(one.at_m or Decimal(0) for one in run)


def _end(run: Sequence[Defect]) -> Decimal:
    return max((one.at_m or Decimal(0)) + one.length_m for one in run)


def _is_near(runs: Sequence[Sequence[Defect]], run: Sequence[Defect], spacing: Block) -> bool:
    """Whether the nearest other place is no more than 1.5 m away."""
    if run[0].at_m is None:
        return False
    gaps = [
        max(_start(run) - _end(other), _start(other) - _end(run))
        for other in runs
        if other is not run and other[0].at_m is not None
    ]
    return bool(gaps) and min(gaps) <= spacing.number("far").value
