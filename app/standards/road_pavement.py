"""The pavement of a road, step by step: damage ratio, PCI, RQI, RDI, PBI, PWI, PQI, and the classes.

Highways and rural roads differ in their tables, not in their arithmetic, so both come here with their own edition.
Each function writes its steps into the working and returns the last one. Lengths in m, areas in m², indices 0–100
and higher is better. Source: JTG 5210-2018; the rural guide borrows from it what it lacks.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from app.errors import AppError
from app.standards.editions import Block, Edition
from app.standards.trace import Number, Step, Words
from app.standards.working import Quantity, Symbols, Working, labelled

EXPRESSWAY, FIRST, LOWEST = 0, 1, 4


@dataclass(frozen=True, slots=True)
class Damage:
    """One kind of damage or loss of a section, summed up.

    Attributes:
        name: the standard's Chinese name, for example 坑槽.
        level: 轻, 中 or 重 (of a structure its state, for example 3类); empty where the standard knows no levels.
        quantity: in the unit that the table gives for it: m², m, or a count.
    """

    name: str
    level: str
    quantity: Decimal


@dataclass(frozen=True, slots=True)
class DamageKind:
    """One damage in one degree that a form can offer.

    Attributes:
        name: Chinese and English.
        level: 轻, 中, 重, or empty.
        unit: m² or m.
        severity: how the degree is told apart (from memory); empty where that is not known.
    """

    name: Words
    level: str
    unit: str
    severity: str


def damage_kinds(edition: Edition, pavement: str) -> tuple[DamageKind, ...]:
    """Every damage of a pavement in every degree, as the edition's table has them."""
    working = Working(edition)
    rows = chosen(working, "damage", pavement).rows
    path = f"severity.{pavement}"
    words = {(row.text("name"), row.text("level")): row.text("zh") for row in _rows(working, path)}
    return tuple(
        DamageKind(
            Words(row.text("name"), row.text("en")),
            row.text("level"),
            row.text("measured"),
            words.get((row.text("name"), row.text("level")), ""),
        )
        for row in rows
    )


def _rows(working: Working, path: str) -> tuple[Block, ...]:
    return working.block(path).rows if working.has_block(path) else ()


def group_of(road_class: int) -> str:
    """Expressways and class 1 roads have coefficients of their own; 0 is an expressway, 1 to 4 the classes."""
    if road_class not in range(LOWEST + 1):
        raise AppError("standards.choice", field="road_class", value=road_class, choices="0、1、2、3、4")
    return "expressway" if road_class <= FIRST else "other"


def chosen(working: Working, table: str, pavement: str) -> Block:
    """The table of a pavement, or a refusal that names the pavements there are."""
    if not working.has_block(f"{table}.{pavement}"):
        known = (name for name in ("asphalt", "cement", "gravel") if working.has_block(f"{table}.{name}"))
        raise AppError("standards.choice", field="pavement", value=pavement, choices="、".join(known))
    return working.block(f"{table}.{pavement}")


def row_of(table: Block, damage: Damage) -> Block:
    """The row of a damage and its level, or a refusal that names what the table has."""
    row = table.row(name=damage.name, level=damage.level)
    if row is None:
        known = "、".join(f"{row.text('name')}{row.text('level')}" for row in table.rows)
        raise AppError("standards.damage", name=damage.name + damage.level, known=known)
    return row


def damage_ratio(
    working: Working, pavement: str, damages: Sequence[Damage], *, length: Decimal, width: Decimal
) -> Step:
    """DR = 100·Σ(wᵢ·Aᵢ)/A in percent; a damage measured in m counts with its influence width."""
    table = chosen(working, "damage", pavement)
    if not length or not width:
        raise AppError("standards.positive", field="length_m, width_m")
    areas = [_damaged_area(working, row_of(table, damage), damage) for damage in damages]
    area = working.step("area", {"L": length, "B": width})
    return working.step("DR", {"wA": [labelled(step, step.subject.zh) for step in areas], "A": area})


def _damaged_area(working: Working, row: Block, damage: Damage) -> Step:
    subject = Words(damage.name + damage.level, f"{row.text('en')} {damage.level}".rstrip())
    key = f"wA.{damage.name}.{damage.level}.{len(working.steps)}"
    measured: Symbols = {"w": row.number("weight"), "q": damage.quantity}
    if not row.has("width"):
        return working.step("patch", measured, key=key, subject=subject)
    width = row.number("width")
    if not width.checked:
        working.assume("width_unchecked", name=damage.name, width=width.value)
    return working.step("strip", {**measured, "b": width}, key=key, subject=subject)


def pci(working: Working, pavement: str, ratio: Quantity) -> Step:
    """PCI = 100 − a0·DR^a1; DR in percent."""
    table = chosen(working, "pci", pavement)
    return working.step("PCI", {"DR": ratio, "a0": table.number("a0"), "a1": table.number("a1")})


def rqi(working: Working, road_class: int, iri: Decimal) -> Step:
    """RQI = 100/(1 + a0·e^(a1·IRI)); IRI in m/km."""
    table = working.block(f"rqi.{group_of(road_class)}")
    return working.step("RQI", {"IRI": iri, "a0": table.number("a0"), "a1": table.number("a1")})


def rdi(working: Working, depth_mm: Decimal) -> Step:
    """RDI from the rut depth in mm, in three straight pieces."""
    table = working.block("rdi")
    return working.step("RDI", {"RD": depth_mm, **{name: table.number(name) for name in ("RDa", "RDb", "a0", "a1")}})


def pbi(working: Working, bumps: Mapping[str, Decimal]) -> Step:
    """PBI = 100 − Σ aᵢ·PBᵢ; the number of bumps by level 轻, 中, 重."""
    rows = working.block("pbi").rows
    unknown = set(bumps) - {row.text("level") for row in rows}
    if unknown:
        raise AppError("standards.choice", field="bumps", value="、".join(sorted(unknown)), choices="轻、中、重")
    counts = [Number(bumps.get(row.text("level"), Decimal(0)), row.text("level")) for row in rows]
    return working.step("PBI", {"a": [row.number("points") for row in rows], "PB": counts})


def pwi(working: Working, wear_percent: Decimal) -> Step:
    """PWI = 100 − a0·WR^a1; the wear ratio in percent."""
    table = working.block("pwi")
    return working.step("PWI", {"WR": wear_percent, "a0": table.number("a0"), "a1": table.number("a1")})


def entered(working: Working, index: str, value: Decimal) -> Step:
    """An index that a report gives."""
    return working.step("entered", {"x": value}, key=index, symbol=index, subject=Words(index, index))


def pqi(working: Working, indices: Mapping[str, Quantity], *, pavement: str, road_class: int) -> Step:
    """PQI = Σ wᵢ·indexᵢ; which indices count depends on pavement and road class.

    Raises:
        AppError: ``standards.index_missing`` when one that counts is not there.
    """
    table = chosen(working, f"pqi.{group_of(road_class)}", pavement)
    pairs = [(table.number(name), _counted(working, indices, name)) for name in table.cells]
    return working.step("PQI", {"w": [weight for weight, _ in pairs], "x": [index for _, index in pairs]})


def _counted(working: Working, indices: Mapping[str, Quantity], name: str) -> Number:
    wanted = name.split("_or_")
    given = [one for one in wanted if one in indices]
    if not given:
        raise AppError("standards.index_missing", index="/".join(wanted))
    if len(given) > 1:
        working.assume("both_wear")
    return labelled(indices[given[0]], given[0])


def classify(working: Working, index: Step, *, name: str, pavement: str = "", road_class: int = LOWEST) -> Step:
    """The class of an index, 1 (优) to 5 (差); a limit belongs to the better class."""
    table = _limits(working, name, pavement, road_class)
    limits = table.numbers("limits")
    if not table.checked:
        working.assume("limits_unchecked", index=name, limits="/".join(str(limit.value) for limit in limits))
    symbols: Symbols = {"x": index, "limits": limits}
    return working.step("class", symbols, key=f"class.{name}", subject=Words(name, name))


def _limits(working: Working, name: str, pavement: str, road_class: int) -> Block:
    special = ""
    if name == "PCI" and road_class == EXPRESSWAY:
        special = "classes_pci_expressway"
    elif name == "RQI" and pavement == "cement":
        special = "classes_rqi_cement"
    return working.block(special if special in working.edition.tables else "classes")
