"""The fold: from a record's entries to its state, the same on every machine, whatever order they arrived in."""

from collections.abc import Iterable, Mapping, Sequence
from typing import cast

from app.domain.canonical import Json
from app.domain.entry import FORMAT, Entry
from app.domain.kinds import CONTENT, STATES, Action, RecordKind, Status, find_move
from app.domain.state import Field, Remark, State, Step, Write
from app.domain.stream import Stream

FOLD_VERSION = 1
"""Raised with every change of what the fold or the projections yield; they are rebuilt when it differs."""

_STATUS = ("status", "")


def fold(record: str, stream: Stream, entries: Iterable[Entry]) -> State:
    """Return the state of a record from a set of its entries, in any order and with repetitions.

    Entries whose ancestors are incomplete are named in ``waiting`` and not folded.
    """
    unique = {entry.id: entry for entry in entries if entry.kind != Action.STUBBED}
    ordered, waiting = in_causal_order(unique.values())
    if any(entry.v != FORMAT or entry.kind not in set(Action) for entry in ordered):
        known = [entry for entry in ordered if entry.v == FORMAT and entry.kind in set(Action)]
        return _fold(record, stream, ordered, known, waiting)
    return _fold(record, stream, ordered, ordered, waiting)


def ancestors_of(entry: Entry, entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return those of a record's entries that the author of ``entry`` had seen."""
    by_id = {other.id: other for other in entries}
    found: dict[str, Entry] = {}
    todo = [parent for parent in entry.parents if parent in by_id]
    while todo:
        name = todo.pop()
        if name not in found:
            found[name] = by_id[name]
            todo.extend(parent for parent in by_id[name].parents if parent in by_id)
    return tuple(found.values())


def in_causal_order(entries: Iterable[Entry]) -> tuple[tuple[Entry, ...], tuple[str, ...]]:
    """Return the entries, parents first and ties by id, and the ids of those whose ancestors are incomplete."""
    pending = {entry.id: entry for entry in entries}
    children: dict[str, list[str]] = {}
    missing = {name: len(entry.parents) for name, entry in pending.items()}
    for name, entry in pending.items():
        for parent in entry.parents:
            children.setdefault(parent, []).append(name)
    ready = sorted((name for name, count in missing.items() if count == 0), reverse=True)
    ordered: list[Entry] = []
    while ready:
        name = ready.pop()
        ordered.append(pending[name])
        freed = []
        for child in children.get(name, ()):
            missing[child] -= 1
            if missing[child] == 0:
                freed.append(child)
        if freed:
            ready = sorted({*ready, *freed}, reverse=True)
    done = {entry.id for entry in ordered}
    return tuple(ordered), tuple(sorted(pending.keys() - done))


def _fold(
    record: str, stream: Stream, ordered: Sequence[Entry], known: Sequence[Entry], waiting: tuple[str, ...]
) -> State:
    seen = _seen_by(ordered)
    kind = _kind_of(known)
    registers = {register: _newest(writes, seen) for register, writes in _writes(known, kind, seen).items()}
    status_writes = registers.pop(_STATUS, ())
    content = frozenset(entry.id for entry in known if entry.kind in CONTENT)
    unseen = _has_unseen_content(kind, status_writes, content, seen)
    creation = next((entry for entry in known if entry.kind == Action.CREATED), None)
    parents = {parent for entry in ordered for parent in entry.parents}
    return State(
        record=record,
        stream=stream,
        kind=kind,
        about={key: value for key, value in creation.body.items() if key != "values"} if creation else {},
        status=Status.SUBMITTED if unseen else _least_final(kind, status_writes),
        status_writes=status_writes,
        values={path: Field(writes) for (area, path), writes in registers.items() if area == "values"},
        photos={path: Field(writes) for (area, path), writes in registers.items() if area == "photos"},
        remarks=_remarks(known),
        history=tuple(
            Step(entry.id, Action(entry.kind), entry.author, entry.made_at, entry.body, entry.parents)
            for entry in known
        ),
        heads=tuple(sorted(entry.id for entry in ordered if entry.id not in parents)),
        waiting=waiting,
        has_unseen_content=unseen,
        needs_newer_program=len(known) != len(ordered),
    )


def _seen_by(ordered: Sequence[Entry]) -> Mapping[str, frozenset[str]]:
    """Return for each entry the ids of all its ancestors."""
    seen: dict[str, frozenset[str]] = {}
    for entry in ordered:
        seen[entry.id] = frozenset(entry.parents).union(*(seen[parent] for parent in entry.parents))
    return seen


def _kind_of(entries: Sequence[Entry]) -> RecordKind | None:
    for entry in entries:
        if entry.kind == Action.CREATED and entry.body.get("record") in set(RecordKind):
            return RecordKind(cast(str, entry.body["record"]))
    return None


_Register = tuple[str, str]


def _writes(
    entries: Sequence[Entry], kind: RecordKind | None, seen: Mapping[str, frozenset[str]]
) -> dict[_Register, list[Write]]:
    found: dict[_Register, list[Write]] = {}
    content = frozenset(entry.id for entry in entries if entry.kind in CONTENT)

    def write(entry: Entry, register: _Register, value: Json) -> None:
        found.setdefault(register, []).append(Write(entry.id, entry.author, value))

    for entry in entries:
        action = Action(entry.kind)
        values = entry.body.get("values")
        if action in CONTENT and isinstance(values, dict):
            for path, value in values.items():
                write(entry, ("values", path), value)
        if action in (Action.ATTACHED, Action.DETACHED):
            removed = action is Action.DETACHED
            write(entry, ("photos", str(entry.body.get("photo", ""))), None if removed else dict(entry.body))
        to = _leads_to(kind, entry, found.get(_STATUS, []), content & seen[entry.id], seen)
        if to is not None:
            write(entry, _STATUS, to.value)
    return found


def _leads_to(
    kind: RecordKind | None,
    entry: Entry,
    moves: Sequence[Write],
    content: frozenset[str],
    seen: Mapping[str, frozenset[str]],
) -> Status | None:
    """Return the state that an action leads to, from where its author stood; None where it moves nothing.

    Args:
        kind: of the record.
        entry: the action.
        moves: the moves that were folded before it.
        content: ids of the content that its author had seen.
        seen: the ancestors of each entry.
    """
    action = Action(entry.kind)
    if kind is None or (action in CONTENT and action is not Action.CREATED):
        return None
    known = _newest([write for write in moves if write.entry in seen[entry.id]], seen)
    is_open_again = _has_unseen_content(kind, known, content, seen)
    move = find_move(kind, Status.SUBMITTED if is_open_again else _least_final(kind, known), action)
    return move.to if move else None


def _newest(writes: Sequence[Write], seen: Mapping[str, frozenset[str]]) -> tuple[Write, ...]:
    """Return the writes to one register that no other write to it had seen, by entry id."""
    covered = frozenset[str]().union(*(seen[write.entry] for write in writes))
    return tuple(sorted((write for write in writes if write.entry not in covered), key=lambda write: write.entry))


def _least_final(kind: RecordKind | None, writes: Sequence[Write]) -> Status | None:
    if kind is None or not writes:
        return None
    return min((Status(cast(str, write.value)) for write in writes), key=STATES[kind].index)


def _has_unseen_content(
    kind: RecordKind | None, moves: Sequence[Write], content: frozenset[str], seen: Mapping[str, frozenset[str]]
) -> bool:
    """Whether an approved inspection has content that the approval did not know of."""
    if kind is not RecordKind.INSPECTION or _least_final(kind, moves) is not Status.APPROVED:
        return False
    return not content <= frozenset[str]().union(*(seen[write.entry] for write in moves))


def _remarks(entries: Sequence[Entry]) -> tuple[Remark, ...]:
    newest = next((entry for entry in reversed(entries) if entry.kind == Action.RETURNED), None)
    if newest is None:
        return ()
    remarks = cast(Sequence[Mapping[str, Json]], newest.body.get("remarks", ()))
    return tuple(
        Remark(newest.id, newest.author, str(remark.get("path", "")), str(remark.get("text", ""))) for remark in remarks
    )
