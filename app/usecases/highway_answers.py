"""A highway section for JTG 5210 from answers: its pavement, and what was looked at beside it.

The question ``surveyed`` says which of ``subgrade``, ``structures`` and ``facilities`` were looked at; only these
count, and one without rows was found sound. A name is the standard's own; what follows a bracket is for people.
"""

from collections.abc import Iterator, Mapping, Sequence

from app.standards.editions import Block, read
from app.standards.measured import exact
from app.usecases.answered import Answered, Row, text_of

BESIDE: Mapping[str, str] = {"subgrade": "subgrade", "structures": "structure", "facilities": "facility"}
"""What lies beside the pavement: the repeat, and what the names of its questions begin with (as in ``…_loss``)."""

SECTION = ("pavement", "road_class", "length_m", "width_m", "iri")


def highway_data(answered: Answered) -> tuple[dict[str, object], int]:
    """Return what ``jtg5210`` reads, and how many losses are not filled in completely."""
    data: dict[str, object] = {name: answered.text(name) for name in SECTION if answered.text(name)}
    rows = answered.rows("damages")
    pavement = list(_damages(rows, read("jtg5210").tables.get(f"damage.{answered.text('pavement')}")))
    data["damages"] = pavement
    unfinished = len(rows) - len(pavement)
    surveyed = answered.members("surveyed")
    for name, prefix in BESIDE.items():
        if name in surveyed:
            losses = answered.rows(name)
            data[name] = found = list(_losses(losses, prefix))
            unfinished += len(losses) - len(found)
    data["pqi_from_pci"] = answered.text("without_iri") == "pci"
    data["slope_endangers_traffic"] = answered.text("slope_endangers_traffic") == "yes"
    return data, unfinished


def _damages(rows: Sequence[Row], table: Block | None) -> Iterator[dict[str, object]]:
    """Yield the damages that are told whole: area by length and width, or length where the table counts metres."""
    for row in rows:
        name, level = text_of(row, "kind").partition("（")[0], text_of(row, "level")
        rated = table.row(name=name, level=level) if table is not None else None
        if rated is None:
            continue
        length, width = text_of(row, "damage_length_m"), text_of(row, "damage_width_m")
        if length and (width or rated.text("measured") == "m"):
            factor = 1 if rated.text("measured") == "m" else exact(width, "width_m")
            yield {"name": name, "level": level, "quantity": exact(length, "length_m") * factor}


def _losses(rows: Sequence[Row], prefix: str) -> Iterator[dict[str, object]]:
    for row in rows:
        name, quantity = text_of(row, f"{prefix}_loss"), text_of(row, f"{prefix}_quantity")
        if name and quantity:
            yield {"name": name, "level": text_of(row, f"{prefix}_level"), "quantity": quantity}
