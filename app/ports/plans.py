"""What a look at the store says of plans, works, figures, excavations and waste sheets; never by folding."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Protocol

from app.domain.plan_listing import Excavation, FactRow, FigureRow, Tally, WasteSheet, WorksRow


class PlanReading(Protocol):
    """A part of ``app.ports.store.Reading``; an empty collection of townships stands for all."""

    def tallies(self, townships: Collection[str] = ()) -> tuple[Tally, ...]:
        """Return the sums behind all plans; their number does not grow with the records."""
        ...

    def facts(self, name: str, townships: Collection[str] = (), limit: int = 500) -> tuple[FactRow, ...]:
        """Return the records behind a tally, the newest first."""
        ...

    def works(self, works_class: str = "", townships: Collection[str] = (), limit: int = 5000) -> tuple[WorksRow, ...]:
        """Return works, the unfinished first, by name."""
        ...

    def one_works(self, record: str) -> WorksRow | None:
        """Return one piece of works."""
        ...

    def works_by_code(self, codes: Collection[str]) -> tuple[WorksRow, ...]:
        """Return the works with these codes."""
        ...

    def figures(self, plan: str, target: str = "", townships: Collection[str] = ()) -> tuple[FigureRow, ...]:
        """Return the figures reported for a plan, or for one of its targets, the newest period first."""
        ...

    def excavations(self, first: date, last: date, townships: Collection[str] = ()) -> tuple[Excavation, ...]:
        """Return what digs up a road on a day from ``first`` to ``last``, by road and day."""
        ...

    def excavations_on(self, township: str, road: str) -> Sequence[Excavation]:
        """Return everything that ever dug up a road."""
        ...

    def waste_sheets(self, townships: Collection[str] = ()) -> tuple[WasteSheet, ...]:
        """Return the sheets of construction waste."""
        ...
