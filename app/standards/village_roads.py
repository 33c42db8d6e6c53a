"""Roads inside villages: classes A, B and C by a rule that the district edits; NOT a standard.

The data of a road are those of a rural section (see ``road_section``) with ``settlement_mm``, the rule where the
district changed it, and a class set by hand with its reason::

    {"pavement": "cement", "length_m": 120, "width_m": 3.5, "damages": [{"name": "裂缝", "quantity": 14}],
     "settlement_mm": 10, "rule": {"a": 85, "b": 70, "pothole_limit": 1, "settlement_limit": 25},
     "by_hand": {"class": "C", "reason": "…"}}
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from app.standards import road_pavement as pavements
from app.standards.editions import read
from app.standards.grade import Grade, conclude, names_of
from app.standards.measured import Measured
from app.standards.road_pavement import Damage
from app.standards.trace import Number, Step
from app.standards.working import Symbols, Working

NAME, GUIDE, LENDER = "village_roads", "rural_guide", "jtg5210"
RULE = ("a", "b", "pothole_limit", "settlement_limit")
FIELDS = ("name", "pavement", "length_m", "width_m", "damages", "settlement_mm", "rule", "by_hand")
HOLES, SHATTERED = ("坑槽", "坑洞"), ("破碎板",)
CLASSES = ("A", "B", "C")


def grade(data: Mapping[str, object], *, tables: Path | None = None) -> Grade:
    """Grade a village road: C below ``b`` or with a local failure, A from ``a`` without a pothole, else B."""
    working = Working(read(NAME, tables), read(GUIDE, tables), read(LENDER, tables))
    working.assume("default")
    given = Measured(data).only(*FIELDS)
    damages = [
        Damage(row.only("name", "quantity").text("name"), "", row.number("quantity")) for row in given.rows("damages")
    ]
    pavement = given.text("pavement", among=("asphalt", "cement", "gravel"))
    sizes = {"length": given.number("length_m"), "width": given.number("width_m", most=200)}
    score = pavements.pci(working, pavement, pavements.damage_ratio(working, pavement, damages, **sizes))
    graded = _classify(working, given, damages, score)
    return conclude(working, result="PCI", graded=graded.key, classes=names_of(working.block("classes")))


def _classify(working: Working, given: Measured, damages: Sequence[Damage], score: Step) -> Step:
    rule = _rule(working, given.inner("rule").only(*RULE))
    holes = _sum(damages, HOLES)
    if not given.has("settlement_mm"):
        working.assume("not_measured")
    failing: Symbols = {
        "pothole": holes,
        "pothole_limit": rule["pothole_limit"],
        "settlement": given.maybe("settlement_mm", most=10_000) or Decimal(0),
        "settlement_limit": rule["settlement_limit"],
        "shattered": _sum(damages, SHATTERED),
    }
    failures = working.step("failures", failing)
    symbols: Symbols = {"failures": failures, "PCI": score, "pothole": holes, "a": rule["a"], "b": rule["b"]}
    graded = working.step("class", symbols)
    if "by_hand" in given.data:
        by_hand = given.inner("by_hand").only("class", "reason")
        number = Decimal(CLASSES.index(by_hand.text("class", among=CLASSES)) + 1)
        working.assume("by_hand", reason=by_hand.text("reason"))
        graded = working.step("class_by_hand", {"x": number})
    return graded


def _rule(working: Working, edited: Measured) -> dict[str, Number]:
    """The district's own number where it has one, otherwise the default."""
    table = working.block("rule")
    if edited.data:
        working.assume("edited", names="、".join(edited.data))
    return {name: Number(edited.number(name)) if edited.has(name) else table.number(name) for name in RULE}


def _sum(damages: Sequence[Damage], names: Sequence[str]) -> Decimal:
    return sum((one.quantity for one in damages if one.name in names), Decimal(0))
