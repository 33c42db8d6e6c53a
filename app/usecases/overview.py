"""A township's state at a glance: due, overdue, open cases, returned, waiting; every number with the rows behind it.

Counted are townships and assets, never persons, and never who was at work when.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.case_listing import OPEN
from app.domain.directory import EVERYTHING, Directory
from app.domain.due import Due, DueState
from app.domain.kinds import RecordKind, Status
from app.domain.listing import RecordQuery, RecordRow, Sort
from app.domain.stream import DISTRICT
from app.ports.store import Reading
from app.usecases.day import due_checks
from app.usecases.divisions import district_divisions

MOST_ROWS = 2_000
"""How many rows a number opens at most."""


class Figure(StrEnum):
    """What is counted of a township."""

    OVERDUE = "overdue"
    DUE = "due"
    OPEN_CASES = "open_cases"
    RETURNED = "returned"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class TownshipState:
    """The figures of a township."""

    township: str
    figures: Mapping[Figure, int]


@dataclass(frozen=True, slots=True)
class Opened:
    """The rows behind a number: checks that are due, or records; one of the two is empty."""

    checks: tuple[Due, ...] = ()
    records: tuple[RecordRow, ...] = ()


_STATUSES: Mapping[Figure, tuple[RecordKind, frozenset[Status]]] = {
    Figure.OPEN_CASES: (RecordKind.CASE, OPEN),
    Figure.RETURNED: (RecordKind.INSPECTION, frozenset({Status.RETURNED})),
    Figure.WAITING: (RecordKind.INSPECTION, frozenset({Status.SUBMITTED})),
}
_DUE = {Figure.OVERDUE: DueState.OVERDUE, Figure.DUE: DueState.THIS_WEEK}


def overview(reading: Reading, person: str, day: date) -> tuple[TownshipState, ...]:
    """Return the state of every township that a person has a role in, by code."""
    checks = dict(reading.count_deadlines_by_township(day))
    for extra in reading.extra_checks():
        if extra.begins_on <= day:
            state = DueState.OVERDUE if extra.deadline < day else DueState.THIS_WEEK
            for township in extra.townships:
                checks[township, state] = checks.get((township, state), 0) + reading.count_missing(extra)
    records = reading.count_records_by_township()
    return tuple(
        TownshipState(township, {figure: _count(figure, township, checks, records) for figure in Figure})
        for township in townships_of(reading.directory(), person)
    )


def opened(reading: Reading, figure: Figure, township: str, day: date) -> Opened:
    """Return the rows behind a number, the most urgent or newest first."""
    if figure in _DUE:
        found = due_checks(reading, day, [_DUE[figure]])
        return Opened(checks=tuple(due for due in found if due.asset.township == township)[:MOST_ROWS])
    kind, statuses = _STATUSES[figure]
    query = RecordQuery(kind=kind, statuses=statuses, townships=frozenset({township}), sort=Sort.CHANGED)
    return Opened(records=reading.record_rows(reading.record_keys(query, MOST_ROWS)))


def townships_of(directory: Directory, person: str) -> tuple[str, ...]:
    """Return the codes of the townships in which a person has a role."""
    granted = {code for grant in directory.grants if grant.person == person for code in grant.townships}
    every = district_divisions().townships
    return tuple(sorted(every if EVERYTHING in granted else granted - {DISTRICT}))


def _count(
    figure: Figure,
    township: str,
    checks: Mapping[tuple[str, DueState], int],
    records: Mapping[tuple[str, RecordKind, Status], int],
) -> int:
    if figure in _DUE:
        return checks.get((township, _DUE[figure]), 0)
    kind, statuses = _STATUSES[figure]
    return sum(records.get((township, kind, status), 0) for status in statuses)
