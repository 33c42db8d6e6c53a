"""The members of a bridge, generated from its type and layout. Source: JTG/T H21-2011, 3.1, tables 3.2.2 and 4.1.3."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from app.errors import AppError
from app.standards.editions import Block, Edition
from app.standards.measured import Measured
from app.standards.trace import Number, Words

PARTS = ("superstructure", "substructure", "deck")
MOST_MEMBERS = 20_000


@dataclass(frozen=True, slots=True)
class Component:
    """One component of a bridge and its members.

    Attributes:
        part: superstructure, substructure or deck.
        name: Chinese and English; the Chinese one is its key.
        weight: in its part, before the weights of missing components are shared out.
        main: whether it is a main component (table 3.2.2).
        members: their numbers, for example ``2-5`` for the fifth girder of the second span; empty when the bridge has
            no such component.
    """

    part: str
    name: Words
    weight: Number
    main: bool
    members: tuple[str, ...]


def inventory(edition: Edition, bridge_type: str, layout: Mapping[str, object]) -> tuple[Component, ...]:
    """Return all components of a bridge of this type with their members.

    Args:
        edition: the tables of JTG/T H21.
        bridge_type: ``beam``, ``arch_slab_rib_box_double``, ``arch_rigid_frame_truss``,
            ``arch_steel_concrete_composite``, ``suspension`` or ``cable_stayed``.
        layout: how many there are of each: ``spans``, ``beams`` (per span), ``bearings_per_end`` and so on; what is not
            given is taken from the table ``layout``.
    """
    kind = edition.tables["types"].row(name=bridge_type)
    if kind is None:
        known = "、".join(row.text("name") for row in edition.tables["types"].rows)
        raise AppError("standards.choice", field="type", value=bridge_type, choices=known)
    counts = _counts(edition.tables["layout"], layout)
    return _generated(edition, bridge_type, kind.text("substructure"), tuple(counts.items()))


@lru_cache(maxsize=64)
def _generated(
    edition: Edition, bridge_type: str, substructure: str, counts: tuple[tuple[str, int], ...]
) -> tuple[Component, ...]:
    axes = _axes(dict(counts))
    tables = {
        "superstructure": edition.tables[f"components.{bridge_type}"],
        "substructure": edition.tables[f"substructure.{substructure}"],
        "deck": edition.tables["deck"],
    }
    return tuple(_component(part, row, bridge_type, axes) for part in PARTS for row in tables[part].rows)


def _counts(defaults: Block, layout: Mapping[str, object]) -> dict[str, int]:
    given = Measured(layout, "layout.").only(*defaults.cells)
    return {name: given.count(name, int(defaults.number(name).value)) for name in defaults.cells}


def _axes(counts: Mapping[str, int]) -> dict[str, tuple[str, ...]]:
    """What the members are numbered by; supports count from 0, the abutment where the first span begins."""
    spans = counts["spans"]
    shafts = tuple(f"柱{number}" for number in range(1, counts["columns_per_pier"] + 1))
    caps = tuple(f"盖梁{number or ''}" for number in range(counts["cap_beams"]))
    return {
        "span": _to(spans),
        "beam": _to(counts["beams"]),
        "seam": _to(counts["beams"] - 1),
        "end": ("0", "1"),
        "bearing": _to(counts["bearings_per_end"]),
        "rib": _to(counts["ribs"]),
        "spandrel": _to(counts["spandrels"]),
        "panel": _to(counts["panels"]),
        "brace": _to(counts["braces"]),
        "post": _to(counts["posts"]),
        "hanger": _to(counts["hangers"]),
        "segment": _to(counts["segments"]),
        "tower": _to(counts["towers"]),
        "cable": _to(counts["cables"]),
        "stay": _to(counts["stays"]),
        "anchorage": _to(counts["anchorages"]),
        "pier": _to(spans - 1),
        "pier_member": shafts + caps,
        "abutment": ("0", str(spans)),
        "abutment_member": ("台身", "台帽"),
        "support": tuple(str(number) for number in range(spans + 1)),
        "bed": _to(counts["beds"]),
        "works": _to(counts["works"]),
        "joint": _to(counts["expansion_joints"]),
        "footway": _to(counts["footways"]),
        "railing": _to(counts["railings"]),
        "side": ("1", "2"),
        "wing": _to(counts["wing_walls"]),
        "drain": _to(counts["drains"]),
        "light": _to(counts["lights"]),
    }


def _to(last: int) -> tuple[str, ...]:
    return tuple(str(number) for number in range(1, last + 1))


def _component(part: str, row: Block, bridge_type: str, axes: Mapping[str, Sequence[str]]) -> Component:
    numbering = [axes[axis] for axis in row.texts("axes")]
    size = 1
    for axis in numbering:
        size *= len(axis)
    name = Words(row.text("name"), row.text("en"))
    if size > MOST_MEMBERS:
        raise AppError("standards.range", field=name.zh, value=size, least=0, most=MOST_MEMBERS)
    return Component(
        part=part,
        name=name,
        weight=row.number("weight", label=name.zh),
        main=row.flag("main") and bridge_type not in row.texts("not_main_for"),
        members=tuple("-".join(numbers) for numbers in product(*numbering)),
    )
