"""Which cases wait for a person today, by what the table of moves lets that person do."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from app.domain.case_clock import Colour
from app.domain.case_listing import CaseQuery, CaseRow
from app.domain.kinds import Action, RecordKind, Role, Status, find_move
from app.ports.store import Reading

MOST = 200
"""How many of each are looked at; who has more works from the list of cases."""


@dataclass(frozen=True, slots=True)
class CasesToday:
    """Cases that wait for a person, the most urgent first.

    Attributes:
        to_check: reported mended by somebody else; to be seen on the spot.
        to_mend: assigned to the person, or to nobody by name where the person is a handler.
        to_decide: reported and not filed, or filed and not assigned; and seen mended, to be closed.
        warned: assigned ones that are amber or red, of those that the person may decide on.
    """

    to_check: tuple[CaseRow, ...] = ()
    to_mend: tuple[CaseRow, ...] = ()
    to_decide: tuple[CaseRow, ...] = ()
    warned: tuple[CaseRow, ...] = ()


def cases_today(look: Reading, person: str, now: datetime) -> CasesToday:
    """Return what waits for a person now."""
    to_mend = _rows(look, now, Status.ASSIGNED)
    warned = _rows(look, now, Status.ASSIGNED, colours=frozenset({Colour.AMBER, Colour.RED}))
    decided = ((Status.REPORTED, Action.FILED), (Status.FILED, Action.ASSIGNED), (Status.VERIFIED, Action.CLOSED))
    return CasesToday(
        to_check=tuple(_allowed(look, _rows(look, now, Status.HANDLED), Action.VERIFIED, person)),
        to_mend=tuple(row for row in _allowed(look, to_mend, Action.HANDLED, person) if _is_mine(look, row, person)),
        to_decide=tuple(
            row for state, action in decided for row in _allowed(look, _rows(look, now, state), action, person)
        ),
        warned=tuple(_allowed(look, warned, Action.EXTENDED, person)),
    )


def _rows(
    look: Reading, now: datetime, status: Status, colours: frozenset[Colour] = frozenset()
) -> tuple[CaseRow, ...]:
    return look.case_rows(CaseQuery(statuses=frozenset({status}), colours=colours), now, MOST)


def _allowed(look: Reading, rows: Iterable[CaseRow], action: Action, person: str) -> Iterator[CaseRow]:
    """Yield the cases to which the person may do this now; who mended one is not who checks it."""
    directory = look.directory()
    for row in rows:
        move = find_move(RecordKind.CASE, row.status, action)
        if move is None or move.roles.isdisjoint(directory.roles(person, row.stream)):
            continue
        if move.by_another is None or not look.state(row.stream, row.record).is_own_work(move, person):
            yield row


def _is_mine(look: Reading, row: CaseRow, person: str) -> bool:
    """Whether a case is the person's to mend: by name, or as a handler where no name was given."""
    return row.person == person or (not row.person and Role.HANDLER in look.directory().roles(person, row.stream))
