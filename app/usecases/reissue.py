"""Trying again: what the server refused is written anew, and each new entry names the one that it replaces.

A refused entry has used up its number and stays, kept with its reason; nothing of it can be sent a second time.
Two people who take in the same order far from each other begin the same record: the second beginning is written anew as
answers that follow the first.
"""

from app.domain.canonical import Json
from app.domain.entry import Act, Entry
from app.domain.fold import in_causal_order
from app.domain.kinds import DECISIONS, Action
from app.errors import AppError
from app.ports.clock import Clock, Ids
from app.ports.store import Unit
from app.usecases.review import decide
from app.workplace import RecordKey


def reissue(unit: Unit, *, clock: Clock, ids: Ids, person: str, key: RecordKey) -> tuple[Entry, ...]:
    """Write anew, in their order, what of a record was refused; content keeps the time at which it was made.

    A decision judges the record as it stands now: whoever asks for it again has seen what came in between.

    Raises:
        AppError: ``reissue.nothing`` if nothing of the person's was refused, or those of ``review.decide``.
    """
    refused = {entry.id: entry for entry in unit.held(key.stream.township, key.record) if entry.author == person}
    if not refused:
        raise AppError("reissue.nothing")
    known = unit.entries(key.stream.township, key.record)
    ordered, waiting = in_causal_order([*known, *refused.values()])
    begun = next((entry for entry in known if entry.kind == Action.CREATED), None)
    after: dict[str, str] = {}
    written: list[Entry] = []
    for entry in [*ordered, *(refused[name] for name in waiting if name in refused)]:
        if entry.id not in refused:
            continue
        if entry.kind == Action.CREATED and begun is not None:
            added = _added(unit, entry, begun, ids=ids, key=key)
            after[entry.id] = added[0].id if added else begun.id
        else:
            added = (_again(unit, entry, after, clock=clock, ids=ids, person=person, key=key),)
            after[entry.id] = added[0].id
        written += added
    unit.mark_replaced(key.stream.township, key.record, list(refused))
    return tuple(written)


def _added(unit: Unit, entry: Entry, begun: Entry, *, ids: Ids, key: RecordKey) -> tuple[Entry, ...]:
    """Write what a second beginning says otherwise as answers that follow the first; nothing where they say the same.

    They know of no later answer than the first beginning, so that what was meanwhile answered shows as a conflict.
    """
    said, first = _values(entry), _values(begun)
    values = {path: value for path, value in said.items() if first.get(path) != value}
    if not values:
        return ()
    body: dict[str, Json] = {"values": values, "replaces": entry.id}
    act = Act(ids.new(), key.record, key.stream, Action.ANSWERED.value, (begun.id,), body, entry.made_at)
    return unit.append([act])


def _values(entry: Entry) -> dict[str, Json]:
    values = entry.body.get("values")
    return dict(values) if isinstance(values, dict) else {}


def _again(
    unit: Unit, entry: Entry, after: dict[str, str], *, clock: Clock, ids: Ids, person: str, key: RecordKey
) -> Entry:
    action = Action(entry.kind)
    body: dict[str, Json] = {**entry.body, "replaces": entry.id}
    if action in DECISIONS:
        heads = unit.state(key.stream, key.record).heads
        return decide(unit, (action, body), clock=clock, ids=ids, person=person, key=key, heads=heads)
    parents = tuple(sorted(after.get(parent, parent) for parent in entry.parents))
    act = Act(ids.new(), key.record, key.stream, entry.kind, parents, body, entry.made_at)
    return unit.append([act])[0]
