"""What lists of cases ask for and what they show."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.domain.case_clock import Colour, Due
from app.domain.kinds import Status
from app.domain.stream import Stream

OPEN = frozenset(
    {
        *(Status.REPORTED, Status.FILED, Status.ASSIGNED, Status.ON_HOLD),
        *(Status.HANDLED, Status.VERIFIED, Status.TRANSFERRED),
    }
)
"""The states in which something remains to be done."""


class CaseSort(StrEnum):
    """What a list of cases is ordered by; ``DUE`` has the most urgent first and those without a clock last."""

    DUE = "due_at"
    CHANGED = "changed_at"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class CaseQuery:
    """A filter and an order; empty sets and texts filter nothing.

    Attributes:
        text: words in number, title or place.
        units: names of responsible units.
        colours: how the case stands to its limit at the moment asked about.
        since: reported at or after, ISO 8601 in UTC.
        until: reported before.
        origin: UUID of the record whose findings they are.
        order: the number of the order that it answers.
        asset: UUID of the asset.
        person: id of the person it was assigned to.
        campaign: UUID of the campaign that found it.
    """

    text: str = ""
    townships: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()
    statuses: frozenset[Status] = frozenset()
    units: frozenset[str] = frozenset()
    colours: frozenset[Colour] = frozenset()
    since: str = ""
    until: str = ""
    origin: str = ""
    order: str = ""
    asset: str = ""
    person: str = ""
    campaign: str = ""
    sort: CaseSort = CaseSort.DUE


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One line of a list of cases; times are ISO 8601 in UTC, ``due`` is None while no unit has it."""

    township: str
    record: str
    subject: str
    status: Status
    number: str
    title: str
    place: str
    class_id: str
    severity: str
    unit: str
    person: str
    source: str
    origin: str
    order: str
    asset: str
    campaign: str
    made_at: str
    changed_at: str
    due: Due | None
    photos: int
    unsent: int

    @property
    def stream(self) -> Stream:
        """The stream of the case."""
        return Stream(self.township, self.subject)

    def colour(self, now: datetime) -> Colour | None:
        """Return how the case stands to its limit; None where it has none."""
        return self.due.colour(now) if self.due is not None else None
