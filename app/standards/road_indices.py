"""The subgrade, the structures and the facilities of a road, and the index over all: SCI, BCI, TCI, MQI.

Each function writes its steps into the working and returns the last one. Indices 0–100, higher is better.
Source: JTG 5210-2018; the rural guide has tables of its own for SCI and borrows the others.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from app.errors import AppError
from app.standards.editions import Block
from app.standards.road_pavement import Damage, row_of
from app.standards.trace import Number, Step, Words
from app.standards.working import Quantity, Symbols, Working, labelled

PARTS_OF_MQI = ("PQI", "SCI", "BCI", "TCI")


def sci(working: Working, losses: Sequence[Damage], *, length: Decimal) -> Step:
    """SCI = Σ wᵢ·(100 − GDᵢ), the deductions scaled to 1000 m; 0 with a heavily damaged subgrade structure."""
    heavy = disqualifying(working.block("sci"), losses)
    if heavy:
        working.assume("sci_zero")
    return working.step("SCI", {**_weighted(working, "SCI", losses, length), "heavy": Decimal(len(heavy))})


def tci(working: Working, losses: Sequence[Damage], *, length: Decimal) -> Step:
    """TCI = Σ wᵢ·(100 − GDᵢ), the deductions scaled to 1000 m."""
    return working.step("TCI", _weighted(working, "TCI", losses, length))


def bci(working: Working, structures: Sequence[Damage]) -> Step:
    """BCI = the smallest of 100 − GDᵢ over bridges, tunnels and culverts; 100 where there are none."""
    if not structures:
        working.assume("no_structures")
    kinds = _by_kind(working.block("bci"), structures)
    deductions = [_accumulated(working, "BCI", kind, losses, {}) for kind, losses in kinds if losses]
    return working.step("BCI", {"GD": deductions or [Decimal(0)]})


def disqualifying(table: Block, losses: Sequence[Damage]) -> list[Damage]:
    """Those losses whose mere presence makes an index 0."""
    return [loss for loss in losses if row_of(table, loss).flag("zero") and loss.quantity > 0]


def mqi(working: Working, parts: Mapping[str, Quantity], *, unsafe: Decimal = Decimal(0)) -> Step:
    """MQI = Σ wᵢ·(PQI, SCI, BCI, TCI); 0 when something in the unit is unsafe."""
    table = working.block("mqi")
    weights = [table.number(name, label=name) for name in PARTS_OF_MQI]
    symbols: Symbols = {"w": weights, "x": [labelled(parts[name], name) for name in PARTS_OF_MQI], "unsafe": unsafe}
    return working.step("MQI", symbols)


def _weighted(working: Working, index: str, losses: Sequence[Damage], length: Decimal) -> Symbols:
    """The weight and the accumulated deduction of each kind of loss that the table knows."""
    if not length:
        raise AppError("standards.positive", field="length_m")
    scale: Symbols = {"unit_length": working.block("unit").number("length"), "L": length}
    weights, deductions = [], []
    for kind, found in _by_kind(working.block(index.lower()), losses):
        name = kind.text("name")
        weights.append(kind.number("weight", label=name))
        deductions.append(_accumulated(working, index, kind, found, scale) if found else Number(Decimal(0), name))
    return {"w": weights, "GD": deductions}


def _by_kind(table: Block, losses: Sequence[Damage]) -> list[tuple[Block, list[tuple[Damage, Block]]]]:
    """One row of each kind in the table, with the losses of that kind and their own rows."""
    rows = [(loss, row_of(table, loss)) for loss in losses]
    kinds = {row.text("name"): row for row in table.rows}
    return [(row, [pair for pair in rows if pair[0].name == name]) for name, row in kinds.items()]


def _accumulated(
    working: Working, index: str, kind: Block, losses: Sequence[tuple[Damage, Block]], scale: Symbols
) -> Number:
    """The deduction of one kind of loss: scaled to 1000 m, or as it is where there is no scale."""
    name = kind.text("name")
    symbols: Symbols = {
        "n": [Number(loss.quantity, loss.level) for loss, _ in losses],
        "points": [row.number("points", label=loss.level) for loss, row in losses],
        **scale,
    }
    form = "GD" if scale else "GD_structures"
    step = working.step(form, symbols, key=f"GD.{index}.{name}", subject=Words(name, kind.text("en")))
    return labelled(step, name)
