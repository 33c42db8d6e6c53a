"""Figures over many evaluation units, and how a road is cut into units."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

from app.errors import AppError
from app.standards.grade import Grade, conclude, names_of
from app.standards.measured import Measured, exact
from app.standards.road_pavement import classify
from app.standards.trace import Number, Words
from app.standards.working import Symbols, Working, labelled

FIELDS = ("name", "length_m", "MQI", "PQI")
HIGHEST = Decimal(100)
RATES = (
    ("excellent", "rate", "excellent", Words("优等路率", "Share of excellent roads")),
    ("good", "rate", "good", Words("优良路率", "Share of excellent and good roads")),
    ("fair", "rate", "fair", Words("优良中等路率", "Share of excellent, good and fair roads")),
    ("poor", "rate_below", "fair", Words("次差路率", "Share of poor and bad roads")),
)


def grade_network(working: Working, data: Mapping[str, object]) -> Grade:
    """Return the length-weighted means and the shares of length by class, by MQI and by PQI.

    Args:
        working: with the edition whose classes count.
        data: ``{"units": [{"name": "…", "length_m": 1000, "MQI": 86.2, "PQI": 84.0}, …]}``; an index counts only
            when every unit has it.

    The steps ``mean.MQI``, ``excellent.MQI``, ``good.MQI`` (优良路率), ``fair.MQI`` (优良中等路率), ``poor.MQI``, and
    the same for PQI, hold the figures in percent; the result is the mean MQI, or PQI where there is no MQI.
    """
    units = [unit.only(*FIELDS) for unit in Measured(data).only("units", "name").rows("units")]
    if not units:
        raise AppError("standards.needed", field="units")
    found = [index for index in ("MQI", "PQI") if all(unit.has(index) for unit in units)]
    for index in found:
        _figures(working, units, index)
    for index in ("MQI", "PQI"):
        if index not in found:
            working.lack("no_index", index=index)
    result = f"mean.{found[0]}" if found else ""
    graded = f"class.{found[0]}" if found else ""
    return conclude(working, result=result, graded=graded, classes=names_of(working.block("classes")))


def _figures(working: Working, units: Sequence[Measured], index: str) -> None:
    lengths = [unit.number("length_m") for unit in units]
    if not sum(lengths):
        raise AppError("standards.positive", field="length_m")
    values = [
        Number(unit.number(index, most=HIGHEST), unit.text("name", default=str(place)))
        for place, unit in enumerate(units, 1)
    ]
    mean = working.step("mean", {"L": lengths, "x": values}, key=f"mean.{index}", subject=Words(index, index))
    classify(working, mean, name=index)
    limits = working.block("rates")
    for key, form, limit, name in RATES:
        symbols: Symbols = {"L": lengths, "x": [labelled(value, "") for value in values], "limit": limits.number(limit)}
        subject = Words(f"{name.zh}（按 {index}）", f"{name.en} (by {index})")
        working.step(form, symbols, key=f"{key}.{index}", subject=subject)


def evaluation_units(
    start_m: float, end_m: float, *, breaks: Sequence[float] = (), length_m: float = 1000
) -> tuple[tuple[Decimal, Decimal], ...]:
    """Cut a road into units: at every whole ``length_m`` of chainage, and where pavement, width or owner change.

    Args:
        start_m: chainage of the beginning, m.
        end_m: chainage of the end, m; larger.
        breaks: chainages of the changes; those outside do not count.
        length_m: 1000 by JTG 5210-2018.

    Returns:
        Pairs of chainages from start to end without a gap; the first and last may be shorter than ``length_m``.
    """
    start, end, length = exact(start_m, "start_m"), exact(end_m, "end_m"), exact(length_m, "length_m", least=1)
    if end <= start:
        raise AppError("standards.range", field="end_m", value=end_m, least=f"> {start_m}", most="")
    whole = (length * count for count in range(int(start // length) + 1, int(end // length) + 1))
    changes = (exact(change, "breaks") for change in breaks)
    cuts = sorted({start, end, *(cut for cut in (*whole, *changes) if start < cut < end)})
    return tuple(pairwise(cuts))


def merge_short(
    units: Sequence[tuple[Decimal, Decimal]], *, shortest_m: float = 500
) -> tuple[tuple[Decimal, Decimal], ...]:
    """Join a unit shorter than ``shortest_m`` to its neighbour of the same pavement.

    Args:
        units: neighbouring units of one pavement, in order.
        shortest_m: 500 by the survey programs that follow JTG 5211-2024 (not confirmed by the text).
    """
    shortest = exact(shortest_m, "shortest_m")
    joined: list[tuple[Decimal, Decimal]] = []
    for start, end in units:
        if joined and (end - start < shortest or joined[-1][1] - joined[-1][0] < shortest):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return tuple(joined)
