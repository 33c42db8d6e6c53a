"""What pages about plans ask of the store and what they show."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.domain.figure import FigureFacts
from app.domain.kinds import RecordKind, Status
from app.domain.works import WorksFacts


@dataclass(frozen=True, slots=True)
class Tally:
    """The sum of all facts of one name, period and source in a township; in the tally's unit."""

    township: str
    name: str
    period: str
    source: str
    amount: Decimal
    whole: Decimal
    records: int


@dataclass(frozen=True, slots=True)
class FactRow:
    """One record behind a number; ``day`` in ISO 8601 or empty."""

    township: str
    record: str
    subject: str
    kind: RecordKind
    status: Status
    number: str
    title: str
    place: str
    day: str
    amount: Decimal
    whole: Decimal
    source: str


@dataclass(frozen=True, slots=True)
class WorksRow:
    """One piece of works."""

    township: str
    record: str
    status: Status
    facts: WorksFacts


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One reported figure; ``author`` is the id of the person who reported it."""

    township: str
    record: str
    status: Status
    author: str
    facts: FigureFacts


@dataclass(frozen=True, slots=True)
class Excavation:
    """When which road is dug up; both days included.

    ``works`` is the id of the works that dig: the record itself, or of an inspection the works that it accepts.
    """

    township: str
    record: str
    road: str
    place: str
    title: str
    starts_on: date
    ends_on: date
    kind: RecordKind
    works: str = ""


@dataclass(frozen=True, slots=True)
class WasteSheet:
    """One sheet of construction waste: ``part`` is source, haul or disposal."""

    township: str
    record: str
    ticket: str
    part: str
    waste_kind: str
    amount_t: Decimal
    day: str
    status: Status
