"""What a supervisor decides of a record, and what its inspector may take back."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from app.domain.canonical import Json
from app.domain.entry import Entry
from app.domain.kinds import Action, Role, find_move
from app.domain.state import State
from app.errors import AppError
from app.ports.clock import Clock, Ids
from app.ports.store import Reading, Unit
from app.usecases.acts import Step, chain_of_acts
from app.workplace import RecordKey

RemarkOn = tuple[str, str]
"""The path of a question, empty for the whole record, and what is to be mended."""


def give_back(
    unit: Unit,
    *,
    clock: Clock,
    ids: Ids,
    person: str,
    key: RecordKey,
    heads: Iterable[str],
    remarks: Sequence[RemarkOn],
) -> Entry:
    """Return a record to its inspector with remarks.

    Raises:
        AppError: ``review.no_remark`` if nothing says what to mend; those of ``decide``.
    """
    said: list[Json] = [{"path": path, "text": text.strip()} for path, text in remarks if text.strip()]
    if not said:
        raise AppError("review.no_remark")
    return decide(unit, (Action.RETURNED, {"remarks": said}), clock=clock, ids=ids, person=person, key=key, heads=heads)


def approve(unit: Unit, *, clock: Clock, ids: Ids, person: str, key: RecordKey, heads: Iterable[str]) -> Entry:
    """Approve what the heads show; raises as ``decide``."""
    return decide(unit, (Action.APPROVED, {}), clock=clock, ids=ids, person=person, key=key, heads=heads)


def void(
    unit: Unit, *, clock: Clock, ids: Ids, person: str, key: RecordKey, heads: Iterable[str], reason: str
) -> Entry:
    """Declare a record void, with the reason; raises as ``decide``."""
    return decide(unit, (Action.VOIDED, {"reason": reason}), clock=clock, ids=ids, person=person, key=key, heads=heads)


def withdraw(unit: Unit, *, clock: Clock, ids: Ids, person: str, key: RecordKey, heads: Iterable[str]) -> Entry:
    """Take a submitted record back to go on working on it; raises as ``decide``."""
    return decide(unit, (Action.WITHDRAWN, {}), clock=clock, ids=ids, person=person, key=key, heads=heads)


def settle(unit: Unit, *, clock: Clock, ids: Ids, person: str, key: RecordKey, values: Mapping[str, Json]) -> Entry:
    """Settle conflicting answers: the values become the only ones; raises as ``decide``."""
    heads = unit.state(key.stream, key.record).heads
    step: Step = (Action.SETTLED, {"values": values})
    return decide(unit, step, clock=clock, ids=ids, person=person, key=key, heads=heads)


def decide(
    unit: Unit, step: Step, *, clock: Clock, ids: Ids, person: str, key: RecordKey, heads: Iterable[str]
) -> Entry:
    """Put one action on a record into the outbox.

    Raises:
        AppError: ``review.stale`` if the record has moved on since these heads were looked at, ``review.not_allowed``
            if the person may not do this to it now, ``review.needs_another_person`` if the person would judge own
            work, ``record.needs_newer_program``.
    """
    state = unit.state(key.stream, key.record)
    if tuple(sorted(heads)) != state.heads and not state.needs_newer_program:
        raise AppError("review.stale")
    check_allowed(unit, state, [step[0]], person)
    return unit.append(chain_of_acts(key, state.heads, [step], clock=clock, ids=ids))[0]


def check_allowed(reading: Reading, state: State, actions: Iterable[Action], person: str) -> None:
    """Check that a person may do actions to a record with the roles of the directory; raises as ``check_moves``."""
    check_moves(state, actions, person, reading.directory().roles(person, state.stream))


def check_moves(state: State, actions: Iterable[Action], person: str, roles: Collection[Role]) -> None:
    """Check that a person in these roles may do actions to a record, one after the other, by the table of moves.

    Raises:
        AppError: ``review.not_allowed``, ``review.needs_another_person``, ``record.needs_newer_program``.
    """
    if state.needs_newer_program:
        raise AppError("record.needs_newer_program")
    status = state.status
    for action in actions:
        move = find_move(state.kind, status, action) if state.kind is not None else None
        if move is None or move.roles.isdisjoint(roles):
            raise AppError("review.not_allowed", action=action.value)
        if state.is_own_work(move, person):
            raise AppError("review.needs_another_person")
        status = move.to
