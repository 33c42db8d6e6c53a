"""The damage indicators of bridges: which apply to a component, and what their scales mean."""

from dataclasses import dataclass
from functools import lru_cache

from app.errors import AppError
from app.standards.editions import Edition
from app.standards.trace import Words

SHARED = ("common", "deck")


@dataclass(frozen=True, slots=True)
class Indicator:
    """One table of chapters 5 to 10.

    Attributes:
        table: its number, for example ``5.1.1-11``.
        name: of the damage.
        max_scale: 3, 4 or 5.
        scales: what scales 1, 2 … mean, in our own short words; empty where the standard leaves one empty.
        checked: whether a second source confirms it.
    """

    table: str
    name: Words
    max_scale: int
    scales: tuple[str, ...]
    checked: bool


@dataclass(frozen=True, slots=True)
class Usage:
    """The indicators that rate a component of one material or form; an empty material means any."""

    material: str
    sections: tuple[str, ...]
    indicators: tuple[str, ...]


@lru_cache(maxsize=8)
def indicators(edition: Edition) -> dict[str, Indicator]:
    """Every indicator by the number of its table."""
    blocks = [block for path, block in edition.tables.items() if path.startswith("indicators.")]
    return {
        row.text("table"): Indicator(
            row.text("table"), row.words(), len(row.texts("scales")), row.texts("scales"), row.checked
        )
        for block in blocks
        for row in block.rows
    }


@lru_cache(maxsize=256)
def usages(edition: Edition, bridge_type: str, component: str) -> tuple[Usage, ...]:
    """How a component of a bridge type may be rated, one entry a material or form.

    Raises:
        AppError: ``standards.choice`` when the type has no such component.
    """
    sections = {row.text("section"): row.texts("indicators") for row in edition.tables["clauses"].rows}
    rows = [row for row in edition.tables["usage"].rows if row.text("component") == component]
    own = [row for row in rows if row.text("type") == bridge_type]
    shared = [row for row in rows if row.text("type") in SHARED]
    if not own and not shared:
        raise AppError("standards.choice", field="component", value=component, choices=bridge_type)
    return tuple(
        Usage(
            row.text("material"),
            row.texts("sections"),
            tuple(dict.fromkeys(table for section in row.texts("sections") for table in sections[section])),
        )
        for row in own or shared
    )


@lru_cache(maxsize=256)
def rating(edition: Edition, bridge_type: str, component: str) -> frozenset[str]:
    """Every indicator that rates this component, of whatever material."""
    return frozenset(table for usage in usages(edition, bridge_type, component) for table in usage.indicators)


@dataclass(frozen=True, slots=True)
class CrackLimit:
    """The width in mm up to which a crack counts as within the limit (未超限); 0 means that none is allowed."""

    group: str
    place: str
    limit_mm: float


def crack_limits(edition: Edition) -> tuple[CrackLimit, ...]:
    """The limits that the indicators of cracks refer to; from memory, unchecked."""
    rows = edition.tables["crack_limits"].rows
    return tuple(CrackLimit(row.text("group"), row.text("place"), float(row.number("limit").value)) for row in rows)


def controls(edition: Edition) -> dict[int, Words]:
    """The single-item controls of 4.3.1 by number; any of them makes the bridge class 5."""
    return {int(row.number("number").value): row.words() for row in edition.tables["controls"].rows}
