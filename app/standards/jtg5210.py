"""JTG 5210-2018, the condition of highways: numbers in, numbers out, and the traced grade of a unit and a network.

All indices are 0–100 and higher is better. ``pavement`` is ``"asphalt"`` or ``"cement"``; ``road_class`` is 0 for an
expressway and 1 to 4 for the classes. Every function raises AppError ``standards.…`` for what cannot be.
"""

from collections.abc import Mapping, Sequence
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

NAME = "jtg5210"


def damage_ratio(pavement: str, damages: Sequence[Damage], *, length_m: float, width_m: float) -> float:
    """Return DR in percent, not rounded; quantities in m² or m as the table gives them."""
    length, width = exact(length_m, "length_m"), exact(width_m, "width_m")
    return float(pavements.damage_ratio(_working(), pavement, damages, length=length, width=width).value)


def damage_kinds(pavement: str) -> tuple[DamageKind, ...]:
    """Return what can be damaged on a pavement, in which degree and unit, for the form."""
    return pavements.damage_kinds(read(NAME), pavement)


def pci(dr_percent: float, pavement: str) -> float:
    """Return PCI = 100 − a0·DR^a1, not below 0."""
    return float(pavements.pci(_working(), pavement, exact(dr_percent, "dr_percent")).value)


def rqi(iri_m_per_km: float, road_class: int) -> float:
    """Return RQI = 100/(1 + a0·e^(a1·IRI))."""
    return float(pavements.rqi(_working(), road_class, exact(iri_m_per_km, "iri_m_per_km", most=1000)).value)


def rdi(rut_depth_mm: float) -> float:
    """Return RDI: 100 − RD to 10 mm, 90 − 3·(RD − 10) to 40 mm, beyond it 0."""
    return float(pavements.rdi(_working(), exact(rut_depth_mm, "rut_depth_mm")).value)


def pbi(bumps: Mapping[str, float]) -> float:
    """Return PBI from the number of bumps by level 轻, 中, 重; not below 0."""
    return float(pavements.pbi(_working(), {level: exact(count, level) for level, count in bumps.items()}).value)


def pwi(wear_percent: float) -> float:
    """Return PWI = 100 − 1.696·WR^0.785, not below 0."""
    return float(pavements.pwi(_working(), exact(wear_percent, "wear_percent")).value)


def pqi(indices: Mapping[str, float], *, pavement: str, road_class: int) -> float:
    """Return PQI from the indices that count for the pavement and class; others are not looked at."""
    given = {name: exact(value, name, most=100) for name, value in indices.items()}
    return float(pavements.pqi(_working(), given, pavement=pavement, road_class=road_class).value)


def sci(losses: Sequence[Damage], *, length_m: float = 1000) -> float:
    """Return SCI; deductions are scaled to 1000 m, a heavily damaged subgrade structure gives 0."""
    return float(indices.sci(_working(), losses, length=exact(length_m, "length_m")).value)


def bci(structures: Sequence[Damage]) -> float:
    """Return BCI; ``level`` is the class of a bridge or tunnel (``"3类"``) or the state of a culvert (``"较差"``)."""
    return float(indices.bci(_working(), structures).value)


def tci(losses: Sequence[Damage], *, length_m: float = 1000) -> float:
    """Return TCI; deductions are scaled to 1000 m."""
    return float(indices.tci(_working(), losses, length=exact(length_m, "length_m")).value)


def mqi(*, sci: float, pqi: float, bci: float, tci: float) -> float:
    """Return MQI = 0.70·PQI + 0.08·SCI + 0.12·BCI + 0.10·TCI."""
    parts = {"SCI": sci, "PQI": pqi, "BCI": bci, "TCI": tci}
    return float(indices.mqi(_working(), {name: exact(value, name, most=100) for name, value in parts.items()}).value)


def class_of(score: float, *, index: str = "MQI", pavement: str = "asphalt", road_class: int = 4) -> int:
    """Return the class of an index: 1 优, 2 良, 3 中, 4 次, 5 差."""
    working = _working()
    step = pavements.entered(working, index, exact(score, index, most=100))
    return int(pavements.classify(working, step, name=index, pavement=pavement, road_class=road_class).value)


def grade(data: Mapping[str, object], *, tables: Path | None = None) -> Grade:
    """Grade a unit, or a network when the data hold ``units``; see ``road_section`` and ``road_network``."""
    working = Working(read(NAME, tables))
    return grade_network(working, data) if "units" in data else grade_section(working, data)


def _working() -> Working:
    return Working(read(NAME))
