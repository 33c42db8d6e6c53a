"""Rural roads below class 2: the guide for low-class rural roads, and JTG 5211-2024 as far as it is known.

The guide is the default for township and village roads; what it lacks (TCI, BCI, RQI) is taken from JTG 5210-2018.
JTG 5211-2024 is provisional: names and influence widths are known, weights and coefficients stand in from the guide.
``pavement`` is ``"asphalt"``, ``"cement"`` or ``"gravel"``.
"""

from collections.abc import Mapping
from pathlib import Path

from app.standards import road_indices as indices
from app.standards import road_pavement as pavements
from app.standards.editions import read
from app.standards.grade import Grade
from app.standards.measured import exact
from app.standards.road_network import grade_network
from app.standards.road_pavement import Damage, DamageKind
from app.standards.road_section import grade_section
from app.standards.working import Working

GUIDE, PROVISIONAL, LENDER = "rural_guide", "jtg5211", "jtg5210"


def damage_ratio(pavement: str, damages: Mapping[str, float], *, length_m: float, width_m: float) -> float:
    """Return DR in percent by the guide, not rounded.

    Args:
        pavement: asphalt, cement or gravel.
        damages: quantity by the damage's Chinese name: m² of 网裂, 坑槽, 破碎板 …, m of 纵向裂缝, 横向裂缝, 裂缝, 错台.
        length_m: of the section.
        width_m: of the pavement.
    """
    listed = [Damage(name, "", exact(quantity, name)) for name, quantity in damages.items()]
    length, width = exact(length_m, "length_m"), exact(width_m, "width_m")
    return float(pavements.damage_ratio(_working(), pavement, listed, length=length, width=width).value)


def damage_kinds(pavement: str) -> tuple[DamageKind, ...]:
    """Return what can be damaged on a pavement by the guide, and its unit, for the form."""
    return pavements.damage_kinds(read(GUIDE), pavement)


def pqi(*, pci: float, rqi: float) -> float:
    """Return PQI = 0.60·PCI + 0.40·RQI."""
    given = {"PCI": exact(pci, "PCI", most=100), "RQI": exact(rqi, "RQI", most=100)}
    return float(pavements.pqi(_working(), given, pavement="asphalt", road_class=pavements.LOWEST).value)


def mqi(*, sci: float, pqi: float, bci: float, tci: float) -> float:
    """Return MQI = 0.60·PQI + 0.08·SCI + 0.20·BCI + 0.12·TCI."""
    parts = {"SCI": sci, "PQI": pqi, "BCI": bci, "TCI": tci}
    return float(indices.mqi(_working(), {name: exact(value, name, most=100) for name, value in parts.items()}).value)


def grade(data: Mapping[str, object], *, tables: Path | None = None) -> Grade:
    """Grade a unit, or a network when the data hold ``units``, by the guide."""
    return _grade(Working(read(GUIDE, tables), read(LENDER, tables)), data)


def grade_provisional(data: Mapping[str, object], *, tables: Path | None = None) -> Grade:
    """Grade by JTG 5211-2024 as far as it is known; the grade says that it is provisional."""
    return _grade(Working(read(PROVISIONAL, tables), read(GUIDE, tables), read(LENDER, tables)), data)


def _grade(working: Working, data: Mapping[str, object]) -> Grade:
    working.assume("borrowed")
    return grade_network(working, data) if "units" in data else grade_section(working, data)


def _working() -> Working:
    return Working(read(GUIDE), read(LENDER))
