"""CJJ 36-2016, urban roads: PCI of asphalt pavement, FCI of footways, RQI, and their classes A to D.

The data of a section; ``damages`` are of the carriageway, ``footway_damages`` of the footway, both in m²::

    {"road": "branch", "area_m2": 3500, "damages": [{"name": "坑槽", "area_m2": 12}], "iri": 4.1,
     "footway_area_m2": 900, "footway_damages": [{"name": "残缺", "area_m2": 6}]}

``road`` is expressway, arterial or branch. How PQI is formed, and cement pavement, are not in our sources.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from app.errors import AppError
from app.standards.editions import Block, read
from app.standards.grade import Grade, conclude, names_of
from app.standards.measured import Measured
from app.standards.trace import Number, Step, Words
from app.standards.working import Symbols, Working, labelled

NAME = "cjj36"
FIELDS = ("name", "road", "area_m2", "damages", "iri", "footway_area_m2", "footway_damages")
ROADS = ("expressway", "arterial", "branch")


def grade(data: Mapping[str, object], *, tables: Path | None = None) -> Grade:
    """Grade a section by its PCI; RQI and FCI stand in the steps where they were measured."""
    working = Working(read(NAME, tables))
    given = Measured(data).only(*FIELDS)
    road = given.text("road", among=ROADS)
    found: dict[str, Step] = {}
    if "damages" in data:
        found["PCI"] = _condition(working, "PCI", given.rows("damages"), given.number("area_m2"))
    if "footway_damages" in data:
        found["FCI"] = _condition(working, "FCI", given.rows("footway_damages"), given.number("footway_area_m2"))
    if given.has("iri"):
        found["RQI"] = _ride(working, given.number("iri", most=50))
    else:
        working.lack("no_iri")
    if not found:
        raise AppError("standards.needed", field="damages")
    for index, step in found.items():
        _classify(working, index, step, road)
    result = next(iter(found))
    return conclude(working, result=result, graded=f"class.{result}", classes=names_of(working.block("classes")))


def _condition(working: Working, index: str, damages: Sequence[Measured], area: Decimal) -> Step:
    """100 − the deductions, weighted within each group of damages and again across the groups."""
    if not area:
        raise AppError("standards.positive", field="area_m2")
    rows = {row.text("name"): row for row in working.block(f"deductions.{index}").rows}
    groups: dict[str, list[Step]] = {}
    for damage in damages:
        row = rows[damage.only("name", "area_m2").text("name", among=rows)]
        deducted = _deduction(working, index, row, damage.number("area_m2"), area)
        groups.setdefault(row.text("group"), []).append(deducted)
    if any(len(steps) > 1 for steps in groups.values()) or len(groups) > 1:
        working.assume("groups")
    totals = [_group(working, index, name, steps) for name, steps in groups.items()]
    weighted = [_weighted(working, one, totals) for one in totals]
    return working.step(index, {"DPw": [labelled(one, one.subject.zh) for one in weighted]})


def _deduction(working: Working, index: str, row: Block, damaged: Decimal, area: Decimal) -> Step:
    """The points at the damage's density, on the straight line between the rows of the table."""
    subject = Words(row.text("name"), row.text("en"))
    key = f"{index}.{subject.zh}.{len(working.steps)}"
    density = working.step("density", {"A": damaged, "area": area}, key=f"{key}.density", subject=subject)
    nothing = Number(Decimal(0))
    percents = (nothing, *working.block("density").numbers("percent"))
    points = (nothing, *row.numbers("points"))
    place = next(i for i in range(1, len(percents)) if density.value <= percents[i].value)
    symbols: Symbols = {
        "x": density,
        "x0": percents[place - 1],
        "x1": percents[place],
        "a": points[place - 1],
        "b": points[place],
    }
    return working.step("deduction", symbols, key=key, subject=subject)


def _group(working: Working, index: str, name: str, deductions: Sequence[Step]) -> Step:
    weighted = [_weighted(working, one, deductions) for one in deductions]
    symbols: Symbols = {"DPw": [labelled(one, one.subject.zh) for one in weighted]}
    return working.step("group", symbols, key=f"{index}.{name}", subject=Words(name, name))


def _weighted(working: Working, deduction: Step, among: Sequence[Step]) -> Step:
    """DP·w(u) with u the deduction's share of all, w(u) = 3u³ − 5.5u² + 3.5u."""
    table = working.block("w")
    symbols: Symbols = {
        "DP": deduction,
        "all": list(among),
        **{name: table.number(name) for name in ("c3", "c2", "c1")},
    }
    return working.step("weighted", symbols, key=f"{deduction.key}.w", subject=deduction.subject)


def _ride(working: Working, iri: Decimal) -> Step:
    """RQI = 4.98 − 0.34·IRI, from 0 to 4.98."""
    table = working.block("RQI")
    return working.step("RQI", {"IRI": iri, "most": table.number("most"), "slope": table.number("slope")})


def _classify(working: Working, index: str, value: Step, road: str) -> Step:
    row = working.block("limits").row(index=index, road=road)
    if row is None:
        raise AppError("standards.choice", field="road", value=road, choices="、".join(ROADS))
    symbols: Symbols = {"x": value, "limits": row.numbers("limits")}
    return working.step("class", symbols, key=f"class.{index}", subject=Words(f"{index} {row.text('zh')}", index))
