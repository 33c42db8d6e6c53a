"""What a look at a store says of cases."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from app.domain.case_clock import Colour
from app.domain.case_listing import CaseQuery, CaseRow
from app.domain.kinds import Status


class CaseReading(Protocol):
    """Cases by filter; cheap, and never the whole of them unless asked."""

    def case_rows(
        self, query: CaseQuery, now: datetime, limit: int | None = None, offset: int = 0
    ) -> tuple[CaseRow, ...]:
        """Return the cases that match, in order, past the first ``offset`` and at most ``limit``."""
        ...

    def count_cases(self, query: CaseQuery, now: datetime) -> Mapping[Status, int]:
        """Return how many match, by state."""
        ...

    def count_colours(self, query: CaseQuery, now: datetime) -> Mapping[Colour, int]:
        """Return how many of the open ones that match stand how to their limit."""
        ...

    def case_units(self) -> tuple[str, ...]:
        """Return the names of all responsible units."""
        ...
