"""The spot check: which approved or waiting records a supervisor looks at again, by rules that anybody can repeat.

The same records give the same list on every machine: no rule draws lots, and each row says which rules chose it.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.domain.canonical import Json
from app.domain.directory import EVERYTHING
from app.domain.kinds import Status
from app.domain.listing import RecordQuery, RecordRow, Sort
from app.domain.state import State
from app.errors import AppError
from app.ports.store import Reading
from app.usecases.kept_grades import kept_grades
from app.usecases.review_queue import key_of, supervised_townships

MOST = 2_000
"""How many of the newest records the rules are applied to."""


class Rule(StrEnum):
    """Why a record is on the list."""

    EVERY_NTH = "every_nth"
    BAD_GRADE = "bad_grade"
    FIRST_ONES = "first_ones"
    NO_POSITION = "no_position"


@dataclass(frozen=True, slots=True)
class SpotRules:
    """Which rules apply; 0 or False switches one off.

    Attributes:
        every: of so many records one, by the hash of its id, which nobody chooses.
        worst_from: the class from which a grade is bad, for example 4.
        first_ones: how many of each inspector's first records.
        no_position: photos without a position.
    """

    every: int = 20
    worst_from: int = 4
    first_ones: int = 3
    no_position: bool = True


@dataclass(frozen=True, slots=True)
class Spot:
    """A record to look at again, and every rule that chose it."""

    row: RecordRow
    rules: tuple[Rule, ...]


def spot_check(reading: Reading, person: str, rules: SpotRules) -> tuple[Spot, ...]:
    """Return the list for what a person supervises, newest first."""
    townships = supervised_townships(reading, person)
    if not townships:
        return ()
    query = RecordQuery(
        statuses=frozenset({Status.SUBMITTED, Status.APPROVED}),
        townships=frozenset() if EVERYTHING in townships else townships,
        sort=Sort.MADE,
        descending=False,
    )
    rows = reading.record_rows(reading.record_keys(query))
    firsts = first_records(rows, rules.first_ones)
    newest = rows[-MOST:]
    found = [(row, _rules_of(reading.state(key_of(row).stream, row.record), row, rules, firsts)) for row in newest]
    return tuple(Spot(row, chosen) for row, chosen in reversed(found) if chosen)


def first_records(rows: Iterable[RecordRow], count: int) -> frozenset[str]:
    """Return the ids of each author's first records.

    Args:
        rows: in the order in which they were made.
        count: how many of each author.
    """
    made: dict[str, int] = {}
    firsts = set()
    for row in rows:
        made[row.author] = made.get(row.author, 0) + 1
        if made[row.author] <= count:
            firsts.add(row.record)
    return frozenset(firsts)


def is_nth(record: str, every: int) -> bool:
    """Whether a record is the one of so many, by the SHA-256 of its id."""
    return every > 0 and int.from_bytes(hashlib.sha256(record.encode()).digest()[:8], "big") % every == 0


def _rules_of(state: State, row: RecordRow, rules: SpotRules, firsts: frozenset[str]) -> tuple[Rule, ...]:
    applies = {
        Rule.EVERY_NTH: is_nth(row.record, rules.every),
        Rule.BAD_GRADE: rules.worst_from > 0 and _worst_class(state.answers()) >= rules.worst_from,
        Rule.FIRST_ONES: row.record in firsts,
        Rule.NO_POSITION: rules.no_position and any(_lacks_position(body) for body in state.attached().values()),
    }
    return tuple(rule for rule, does in applies.items() if does)


def _worst_class(answers: Mapping[str, Json]) -> int:
    """Return the worst class among the grades of a record; 0 for none."""
    try:
        return max((kept.grade.class_number or 0 for kept in kept_grades(answers)), default=0)
    except AppError:  # a grade that cannot be read says no class
        return 0


def _lacks_position(body: Mapping[str, Json]) -> bool:
    facts = body.get("facts")
    return not (isinstance(facts, Mapping) and facts.get("position"))
