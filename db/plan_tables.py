"""The tables behind plans, all projections: what records add, the sums of it, works, figures, roads that are dug up."""

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, String, Table, Text

from db.tables import SHARED, metadata


def _township() -> "Column[str]":
    return Column("township", String(9), primary_key=True)


def _record() -> "Column[str]":
    return Column("record", String(36), primary_key=True)


facts = Table(
    "facts",
    metadata,
    _township(),
    _record(),
    Column("name", String(120), primary_key=True, comment="the tally that it adds to"),
    Column("thing", String(500), nullable=False, comment="what it is about; one fact of each thing counts"),
    Column("period", String(10), nullable=False),
    Column("day", String(40), nullable=False),
    Column("rank", Integer, nullable=False),
    Column("amount", BigInteger, nullable=False, comment="thousandths of the tally's unit"),
    Column("whole", BigInteger, nullable=False, comment="likewise"),
    Column("source", String(10), nullable=False),
    Column("counts", Boolean, nullable=False, comment="it is the newest of its thing and so in the tally"),
    Index("ix_facts_thing", "township", "name", "thing"),
    Index("ix_facts_rows", "name", "counts", "township", "day", "record"),
    info={"ends": SHARED},
    comment="Projection: what each approved record adds to the tallies of plans.",
)

tallies = Table(
    "tallies",
    metadata,
    _township(),
    Column("name", String(120), primary_key=True),
    Column("period", String(10), primary_key=True),
    Column("source", String(10), primary_key=True),
    Column("amount", BigInteger, nullable=False),
    Column("whole", BigInteger, nullable=False),
    Column("records", Integer, nullable=False),
    info={"ends": SHARED},
    comment="Projection: the sums of the facts that count, kept up as they come and go.",
)

works = Table(
    "works",
    metadata,
    _township(),
    _record(),
    Column("status", String(12), nullable=False),
    Column("works_class", String(40), nullable=False),
    Column("code", String(60), nullable=False),
    Column("name", String(400), nullable=False),
    Column("lead", String(60), nullable=False),
    Column("road", String(200), nullable=False),
    Column("is_imported", Boolean, nullable=False),
    Column("content", Text, nullable=False, comment="canonical JSON of its values"),
    Index("ix_works_class", "works_class", "status", "township"),
    Index("ix_works_code", "code"),
    info={"ends": SHARED},
    comment="Projection: works with their stage.",
)

figures = Table(
    "figures",
    metadata,
    _township(),
    _record(),
    Column("status", String(12), nullable=False),
    Column("plan", String(80), nullable=False),
    Column("target", String(40), nullable=False),
    Column("period", String(10), nullable=False),
    Column("author", String(36), nullable=False),
    Column("content", Text, nullable=False, comment="canonical JSON of its values"),
    Index("ix_figures_target", "plan", "target", "period"),
    info={"ends": SHARED},
    comment="Projection: figures that lead units report.",
)

excavations = Table(
    "excavations",
    metadata,
    _township(),
    _record(),
    Column("road", String(200), nullable=False, comment="its name without spaces"),
    Column("place", String(400), nullable=False),
    Column("title", String(400), nullable=False),
    Column("starts_on", String(10), nullable=False),
    Column("ends_on", String(10), nullable=False),
    Column("kind", String(12), nullable=False, comment="works or inspection"),
    Column("works", String(36), nullable=False, comment="the works that dig; empty where none were entered"),
    Index("ix_excavations_road", "township", "road", "ends_on"),
    info={"ends": SHARED},
    comment="Projection: when which road is dug up, from works and from acceptance inspections.",
)

waste_sheets = Table(
    "waste_sheets",
    metadata,
    _township(),
    _record(),
    Column("ticket", String(60), nullable=False, index=True),
    Column("part", String(10), nullable=False, comment="source, haul or disposal"),
    Column("waste_kind", String(40), nullable=False),
    Column("amount", BigInteger, nullable=False, comment="kilograms"),
    Column("day", String(10), nullable=False),
    Column("status", String(12), nullable=False),
    info={"ends": SHARED},
    comment="Projection: the sheets of construction waste by the number that links them.",
)

PLAN_TABLES = (facts, tallies, works, figures, excavations, waste_sheets)
