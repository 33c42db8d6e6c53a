"""One evaluation unit of a road, graded from what was measured on it as far as that reaches.

The data of a unit (only ``pavement``, ``length_m`` and ``width_m`` are always needed; lengths in m)::

    {"pavement": "asphalt", "road_class": 4, "length_m": 1000, "width_m": 6,
     "damages": [{"name": "坑槽", "level": "轻", "quantity": 3.5}],          # m² or m, as the table says
     "iri": 3.2, "rut_mm": 6, "bumps": [{"level": "中", "count": 1}], "wear_percent": 4,
     "indices": {"RQI": 88.1, "SRI": 91},                                  # from a test report
     "subgrade": [{"name": "排水不畅", "level": "轻", "quantity": 1}],
     "structures": [{"name": "桥梁", "level": "2类", "quantity": 1}],
     "facilities": [{"name": "标志缺损", "quantity": 2}],
     "slope_endangers_traffic": false, "pqi_from_pci": false}

A list that is absent was not surveyed; a list that is empty was surveyed and nothing was found.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from app.standards import road_indices as indices
from app.standards import road_pavement as pavements
from app.standards.grade import Grade, conclude, names_of
from app.standards.measured import Measured
from app.standards.road_pavement import Damage
from app.standards.trace import Step
from app.standards.working import Working

FIELDS = (
    "name",
    "pavement",
    "road_class",
    "length_m",
    "width_m",
    "damages",
    "iri",
    "rut_mm",
    "bumps",
    "wear_percent",
    "indices",
    "subgrade",
    "structures",
    "facilities",
    "slope_endangers_traffic",
    "pqi_from_pci",
)
INDICES = ("PCI", "RQI", "RDI", "PBI", "PWI", "SRI", "SCI", "BCI", "TCI")
HIGHEST = Decimal(100)


@dataclass
class _Unit:
    """The unit on its way through the calculation."""

    working: Working
    data: Measured
    pavement: str
    road_class: int
    length: Decimal
    pqi_from_pci: bool
    slope_endangers_traffic: bool
    found: dict[str, Step] = field(default_factory=dict)


def grade_section(working: Working, data: Mapping[str, object]) -> Grade:
    """Grade one unit: MQI if everything is there, else PQI, else PCI; what is missing is said in the grade.

    Raises:
        AppError: ``standards.…`` when a value is missing, out of range, or names something the tables do not have.
    """
    measured = Measured(data).only(*FIELDS)
    unit = _Unit(
        working,
        measured,
        pavement=measured.text("pavement", among=("asphalt", "cement", "gravel")),
        road_class=measured.count("road_class", pavements.LOWEST, most=pavements.LOWEST),
        length=measured.number("length_m"),
        pqi_from_pci=measured.flag("pqi_from_pci"),
        slope_endangers_traffic=measured.flag("slope_endangers_traffic"),
    )
    _pavement(unit)
    _roadside(unit)
    _pqi(unit)
    _mqi(unit)
    for name, step in unit.found.items():
        pavements.classify(working, step, name=name, pavement=unit.pavement, road_class=unit.road_class)
    result = next((name for name in ("MQI", "PQI", "PCI") if name in unit.found), "")
    graded = f"class.{result}" if result else ""
    return conclude(working, result=result, graded=graded, classes=names_of(working.block("classes")))


def _pavement(unit: _Unit) -> None:
    """What can be said of the pavement itself; an index from a report goes before one of our own."""
    given, working = unit.data, unit.working
    reported = given.inner("indices").only(*INDICES)
    for name in reported.data:
        unit.found[name] = pavements.entered(working, name, reported.number(name, most=HIGHEST))
    if "PCI" not in unit.found and "damages" in given.data:
        width = given.number("width_m", most=200)
        ratio = pavements.damage_ratio(
            working, unit.pavement, _losses(given, "damages"), length=unit.length, width=width
        )
        unit.found["PCI"] = pavements.pci(working, unit.pavement, ratio)
    if "RQI" not in unit.found and (iri := given.maybe("iri", most=50)) is not None:
        unit.found["RQI"] = pavements.rqi(working, unit.road_class, iri)
    if "RDI" not in unit.found and (rut := given.maybe("rut_mm", most=1000)) is not None:
        unit.found["RDI"] = pavements.rdi(working, rut)
    if "PBI" not in unit.found and "bumps" in given.data:
        bumps = {row.text("level"): row.number("count") for row in given.rows("bumps")}
        unit.found["PBI"] = pavements.pbi(working, bumps)
    if "PWI" not in unit.found and (wear := given.maybe("wear_percent", most=HIGHEST)) is not None:
        unit.found["PWI"] = pavements.pwi(working, wear)


def _roadside(unit: _Unit) -> None:
    """SCI, TCI and BCI, where they were surveyed."""
    given, working = unit.data, unit.working
    if "SCI" not in unit.found and "subgrade" in given.data:
        unit.found["SCI"] = indices.sci(working, _losses(given, "subgrade"), length=unit.length)
    if "TCI" not in unit.found and "facilities" in given.data:
        unit.found["TCI"] = indices.tci(working, _losses(given, "facilities"), length=unit.length)
    if "BCI" not in unit.found and "structures" in given.data:
        unit.found["BCI"] = indices.bci(working, _losses(given, "structures"))
    standard_length = working.block("unit").number("length").value
    if unit.length != standard_length and {"subgrade", "facilities"} & set(given.data):
        working.assume("short_unit", length=unit.length)


def _pqi(unit: _Unit) -> None:
    table = pavements.chosen(unit.working, f"pqi.{pavements.group_of(unit.road_class)}", unit.pavement)
    lacking = [name for name in table.cells if not any(one in unit.found for one in name.split("_or_"))]
    if not lacking:
        unit.found["PQI"] = pavements.pqi(unit.working, unit.found, pavement=unit.pavement, road_class=unit.road_class)
    elif lacking == ["RQI"] and unit.pqi_from_pci:
        unit.working.assume("pqi_as_pci")
        unit.found["PQI"] = unit.working.step("PQI_as_PCI", {"PCI": unit.found["PCI"]}, key="PQI")
    elif lacking == ["RQI"]:
        unit.working.lack("no_iri")
    else:
        for name in lacking:
            unit.working.lack("no_index", index=name.replace("_or_", "/"))


def _mqi(unit: _Unit) -> None:
    lacking = [name for name in indices.PARTS_OF_MQI if name not in unit.found]
    if lacking:
        for name in lacking:
            if name != "PQI":
                unit.working.lack("no_index", index=name)
        return
    unsafe = _unsafe(unit)
    if unsafe:
        unit.working.assume("zero", what="、".join(unsafe))
    unit.found["MQI"] = indices.mqi(unit.working, unit.found, unsafe=Decimal(len(unsafe)))


def _unsafe(unit: _Unit) -> list[str]:
    """What makes the MQI of the unit 0: a class-5 structure, a dangerous culvert, a slope that endangers traffic."""
    structures = indices.disqualifying(unit.working.block("bci"), _losses(unit.data, "structures"))
    slope = ["边坡坍塌"] if unit.slope_endangers_traffic else []
    return [one.name + one.level for one in structures] + slope


def _losses(data: Measured, name: str) -> tuple[Damage, ...]:
    rows = (row.only("name", "level", "quantity") for row in data.rows(name))
    return tuple(Damage(row.text("name"), row.text("level", default=""), row.number("quantity")) for row in rows)
