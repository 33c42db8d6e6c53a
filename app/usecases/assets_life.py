"""Retiring an asset and restoring it: decisions about the asset as a whole, with a reason."""

from collections.abc import Sequence

from app.domain.canonical import Json
from app.domain.kinds import Action, RecordKind, may_move
from app.errors import AppError
from app.ports.clock import Clock, Ids
from app.ports.store import Reading, Unit
from app.usecases.acts import chain_of_acts
from app.workplace import RecordKey


def retire(unit: Unit, *, clock: Clock, ids: Ids, person: str, key: RecordKey, reason: str) -> None:
    """Take an asset out of use; its history stays.

    Raises:
        AppError: ``asset.not_allowed``, ``record.needs_newer_program``.
    """
    _move(unit, Action.RETIRED, clock=clock, ids=ids, person=person, key=key, reason=reason)


def restore(unit: Unit, *, clock: Clock, ids: Ids, person: str, key: RecordKey, reason: str = "") -> None:
    """Put a retired asset into use again; raises as ``retire``."""
    _move(unit, Action.RESTORED, clock=clock, ids=ids, person=person, key=key, reason=reason)


def allowed_acts(unit: Reading, person: str, key: RecordKey) -> Sequence[Action]:
    """Return what a person may do to an asset now: change, retire, restore."""
    state = unit.state(key.stream, key.record)
    roles = unit.directory().roles(person, key.stream)
    wanted = (Action.ANSWERED, Action.RETIRED, Action.RESTORED)
    return [action for action in wanted if may_move(roles, RecordKind.ASSET, state.status, action)]


def _move(unit: Unit, action: Action, *, clock: Clock, ids: Ids, person: str, key: RecordKey, reason: str) -> None:
    state = unit.state(key.stream, key.record)
    roles = unit.directory().roles(person, key.stream)
    if state.needs_newer_program:
        raise AppError("record.needs_newer_program")
    if state.kind is not RecordKind.ASSET or not may_move(roles, state.kind, state.status, action):
        raise AppError("asset.not_allowed", name=str(state.answers().get("name", key.record)))
    body: dict[str, Json] = {"reason": reason.strip()} if reason.strip() else {}
    unit.append(chain_of_acts(key, state.heads, [(action, body)], clock=clock, ids=ids))
