"""The plan of a bridge as a drawing has it: its members as rectangles, spans side by side, components in bands; no Qt.

Across, one span is 1 wide and supports lie at the whole numbers, the abutment where the bridge begins at 0. Down, one
row of members is 1 high. The numbering of members is that of ``app.standards.h21_inventory``.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby

from app.standards import jtgt_h21
from app.standards.editions import read
from app.standards.h21_inventory import Component

ORDER = ("deck", "superstructure", "substructure")
SHARED_BANDS: Mapping[str, str] = {"桥台": "桥墩"}
"""Components that never stand at the same support are drawn in one band."""

AT_SUPPORTS = frozenset({"pier", "abutment", "support"})
SUPPORT_WIDTH, END_WIDTH = 0.44, 0.2
MANY_ROWS, MANY_GIRDERS, THIN = 4, 10, 0.6
"""In a band of more rows than this, of main girders or arches of more than ten, each is thinner."""

GAP = 0.35


@dataclass(frozen=True, slots=True)
class Cell:
    """A member as a rectangle."""

    part: str
    component: str
    member: str
    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Band:
    """The members of a component, side by side."""

    name: str
    part: str
    top: float
    height: float


@dataclass(frozen=True, slots=True)
class Plan:
    """All members of a bridge.

    Attributes:
        spans: how many there are; half a support sticks out at either end.
        height: of all bands with the gaps between.
    """

    spans: int
    height: float
    bands: tuple[Band, ...]
    cells: tuple[Cell, ...]

    @property
    def left(self) -> float:
        """Where the drawing begins."""
        return -SUPPORT_WIDTH / 2

    @property
    def width(self) -> float:
        """From the outer edge of the first support to that of the last one."""
        return self.spans + SUPPORT_WIDTH


def bridge_plan(bridge_type: str, layout: Mapping[str, object]) -> Plan:
    """Return the plan of a bridge.

    Raises:
        AppError: ``standards.…`` for a type or a layout that cannot be.
    """
    return _plan(bridge_type, tuple(sorted((name, str(count)) for name, count in layout.items())))


@lru_cache(maxsize=16)
def _plan(bridge_type: str, counts: tuple[tuple[str, str], ...]) -> Plan:
    layout = dict(counts)
    components = [one for one in jtgt_h21.components(bridge_type, layout) if one.members]
    axes = _axes(bridge_type)
    spans = int(layout.get("spans") or read("jtgt_h21").tables["layout"].number("spans").value)
    ordered = sorted(components, key=lambda one: ORDER.index(one.part))
    bands: list[Band] = []
    cells: list[Cell] = []
    top = 0.0
    for name, group in groupby(ordered, key=lambda one: SHARED_BANDS.get(one.name.zh, one.name.zh)):
        sharing = list(group)
        drawn = [cell for one in sharing for cell in _cells(one, axes[one.name.zh], spans)]
        height = max(cell.top + cell.height for cell in drawn)
        bands.append(Band("、".join(one.name.zh for one in sharing) or name, sharing[0].part, top, height))
        cells += [replace(cell, top=cell.top + top) for cell in drawn]
        top += height + GAP
    return Plan(spans, top - GAP if bands else 0.0, tuple(bands), tuple(cells))


def _axes(bridge_type: str) -> dict[str, tuple[str, ...]]:
    """What the members of each component are numbered by."""
    tables = read("jtgt_h21").tables
    kind = tables["types"].row(name=bridge_type)
    below = "" if kind is None else kind.text("substructure")
    blocks = (tables[f"components.{bridge_type}"], tables[f"substructure.{below}"], tables["deck"])
    return {row.text("name"): row.texts("axes") for block in blocks for row in block.rows}


def _cells(component: Component, axes: Sequence[str], spans: int) -> Iterator[Cell]:
    """Yield a component's members: across by span or support, or else evenly; down by the rest of their numbers."""
    numbered = [(member, tuple(member.split("-"))) for member in component.members]
    ends = axes.index("end") if "end" in axes else None
    rows = list(dict.fromkeys(_row(numbers, ends) for _, numbers in numbered))
    row_of = {row: place for place, row in enumerate(rows)}
    is_girder = component.main and component.part == "superstructure" and ends is None
    height = THIN if len(rows) > (MANY_GIRDERS if is_girder else MANY_ROWS) else 1.0
    columns = list(dict.fromkeys(numbers[0] for _, numbers in numbered))
    for member, numbers in numbered:
        left, width = _across(axes, numbers, columns, spans)
        if ends is not None:
            left, width = (left + (1 - END_WIDTH if numbers[ends] == "1" else 0.0), END_WIDTH)
        place = row_of[_row(numbers, ends)]
        yield Cell(component.part, component.name.zh, member, left, place * height, width, height)


def _row(numbers: Sequence[str], ends: int | None) -> tuple[str, ...]:
    """What tells the members above each other apart: every number but the first one and the end of the span."""
    return tuple(number for place, number in enumerate(numbers) if place not in (0, ends))


def _across(axes: Sequence[str], numbers: Sequence[str], columns: Sequence[str], spans: int) -> tuple[float, float]:
    """Where a member begins, and how wide it is."""
    if axes[0] == "span":
        return float(int(numbers[0]) - 1), 1.0
    if axes[0] in AT_SUPPORTS:
        return int(numbers[0]) - SUPPORT_WIDTH / 2, SUPPORT_WIDTH
    each = spans / len(columns)
    return columns.index(numbers[0]) * each, each
