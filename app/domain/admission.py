"""Admission: the one pure function by which the server decides whether an entry goes into the log.

It decides only who may; it never merges and never looks at a clock.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.bodies import BodyError, check_body
from app.domain.directory import Device
from app.domain.entry import FORMAT, Entry
from app.domain.fold import ancestors_of, fold
from app.domain.kinds import DECISIONS, Action, RecordKind, Role, find_move
from app.domain.state import State
from app.domain.stream import DIRECTORY, GENESIS

DIRECTORY_KINDS = frozenset({RecordKind.PERSON, RecordKind.DEVICE, RecordKind.GRANT, RecordKind.FORM, RecordKind.PLAN})


@dataclass(frozen=True, slots=True)
class ChainHead:
    """The newest number of a device in a stream and the hash of that entry; zero and zeros before the first."""

    number: int = 0
    hash: str = GENESIS


@dataclass(frozen=True, slots=True)
class Facts:
    """What the server knows when an entry arrives, gathered in the transaction that will log it.

    Attributes:
        device: the entry's device as the directory has it, or None.
        roles: what the entry's author is to its stream.
        chain: the device's chain in the stream.
        entries: what the log holds of the record.
        missing: the first of the entry's parents that the log lacks, or None.
        held: the first of them that was refused, or None.
        carrier: id of the device that brought it.
    """

    device: Device | None
    roles: frozenset[Role]
    chain: ChainHead
    entries: Sequence[Entry]
    missing: str | None
    held: str | None
    carrier: str


@dataclass(frozen=True, slots=True)
class Accepted:
    """It goes into the log."""


@dataclass(frozen=True, slots=True)
class Refused:
    """Its author may not; it consumes its number by a stub and stays with its author."""

    code: str


@dataclass(frozen=True, slots=True)
class Invalid:
    """It is not an entry of this program; ``has_stub`` if its number can be laid to its device."""

    code: str
    path: str
    has_stub: bool


@dataclass(frozen=True, slots=True)
class Waiting:
    """It comes later: ``missing`` names the entry, by id or hash, that must come first."""

    missing: str


@dataclass(frozen=True, slots=True)
class Fork:
    """The device has already used this number for something else: it was cloned or restored."""

    number: int


Verdict = Accepted | Refused | Invalid | Waiting | Fork


def admit(entry: Entry, facts: Facts) -> Verdict:
    """Return the verdict over an entry whose id the log does not hold."""
    return _stranger(entry, facts) or _out_of_order(entry, facts) or _ill_formed(entry) or _forbidden(entry, facts)


def _stranger(entry: Entry, facts: Facts) -> Verdict | None:
    """Judge whether the signature is that of a device of the author."""
    if facts.device is None:
        return Invalid("unknown_device", "device", has_stub=False)
    if not entry.is_signed_by(facts.device.key):
        return Invalid("bad_signature", "signature", has_stub=False)
    if facts.device.person != entry.author:
        return Invalid("not_the_devices_person", "author", has_stub=False)
    return None


def _out_of_order(entry: Entry, facts: Facts) -> Verdict | None:
    """Judge the chain and the parents."""
    if entry.number <= facts.chain.number:
        return Fork(entry.number)
    if entry.number > facts.chain.number + 1:
        return Waiting(entry.previous)
    if entry.previous != facts.chain.hash:
        return Fork(entry.number)
    if facts.missing is not None:
        return Waiting(facts.missing)
    return None


def _ill_formed(entry: Entry) -> Verdict | None:
    if entry.v != FORMAT:
        return Invalid("unknown_format", "v", has_stub=True)
    if entry.kind not in set(Action) or entry.kind == Action.STUBBED:
        return Invalid("unknown_kind", "kind", has_stub=True)
    try:
        check_body(Action(entry.kind), entry.body)
    except BodyError as error:
        return Invalid("wrong_body", error.path, has_stub=True)
    return None


def _forbidden(entry: Entry, facts: Facts) -> Verdict:
    """Judge the author's grants and the table of moves, from where the author stood."""
    if facts.device is not None and not facts.device.is_active:
        return Refused("device_revoked")
    if not facts.roles:
        return Refused("no_grant")
    if facts.held is not None:
        return Refused("parent_refused")
    action = Action(entry.kind)
    if (action is Action.CREATED) == bool(facts.entries):
        return Refused("already_created" if facts.entries else "not_created")
    stood_at = fold(entry.record, entry.stream, ancestors_of(entry, facts.entries))
    if action is not Action.CREATED and stood_at.kind is None:
        return Refused("not_created")
    return refusal(entry, action, stood_at, fold(entry.record, entry.stream, facts.entries), facts.roles) or Accepted()


def refusal(entry: Entry, action: Action, stood_at: State, now: State, roles: frozenset[Role]) -> Refused | None:
    """Return why an action may not be done by these roles, or None where it may.

    Args:
        entry: what asks.
        action: its action.
        stood_at: the record as the author saw it.
        now: the record as the log has it.
        roles: what the author is to the stream.
    """
    kind = RecordKind(str(entry.body["record"])) if action is Action.CREATED else stood_at.kind
    if kind is None or (kind in DIRECTORY_KINDS) != (entry.stream == DIRECTORY):
        return Refused("wrong_stream")
    move = find_move(kind, stood_at.status, action)
    if move is None:
        return Refused("no_such_move")
    if move.roles.isdisjoint(roles):
        return Refused("not_your_role")
    if action in DECISIONS and entry.parents != now.heads:
        return Refused("stale_decision")
    if stood_at.is_own_work(move, entry.author):
        return Refused("needs_another_person")
    return None
