"""The kinds of record, who may do what to each in which state: one table, for buttons and for the server."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a grant lets a person be."""

    INSPECTOR = "inspector"
    SUPERVISOR = "supervisor"
    HANDLER = "handler"
    ADMINISTRATOR = "administrator"
    SERVER = "server"


class RecordKind(StrEnum):
    """What a record is."""

    ASSET = "asset"
    INSPECTION = "inspection"
    CASE = "case"
    WORKS = "works"
    FIGURE = "figure"
    PERSON = "person"
    DEVICE = "device"
    GRANT = "grant"
    FORM = "form"
    PLAN = "plan"
    ORDER = "order"
    CAMPAIGN = "campaign"
    HANDOVER = "handover"


class Status(StrEnum):
    """The states of all kinds; within a kind, in the order of ``STATES``, least final first."""

    DRAFT = "draft"
    RETURNED = "returned"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    IN_USE = "in_use"
    RETIRED = "retired"
    OPEN = "open"
    OFFERED = "offered"
    REPORTED = "reported"
    FILED = "filed"
    ASSIGNED = "assigned"
    ON_HOLD = "on_hold"
    HANDLED = "handled"
    VERIFIED = "verified"
    DECLINED = "declined"
    TRANSFERRED = "transferred"
    CLOSED = "closed"
    PLANNED = "planned"
    STARTED = "started"
    FINISHED = "finished"
    ACCEPTED = "accepted"
    CONFIRMED = "confirmed"
    ACTIVE = "active"
    REVOKED = "revoked"
    VOIDED = "voided"


class Action(StrEnum):
    """What an entry says was done; the value is the entry's ``kind``."""

    CREATED = "created"
    ANSWERED = "answered"
    ATTACHED = "attached"
    DETACHED = "detached"
    SETTLED = "settled"
    SUBMITTED = "submitted"
    WITHDRAWN = "withdrawn"
    RETURNED = "returned"
    APPROVED = "approved"
    VOIDED = "voided"
    RETIRED = "retired"
    RESTORED = "restored"
    FILED = "filed"
    DECLINED = "declined"
    ASSIGNED = "assigned"
    SENT_BACK = "sent_back"
    HELD = "held"
    RESUMED = "resumed"
    EXTENDED = "extended"
    TRANSFERRED = "transferred"
    ESCALATED = "escalated"
    HANDLED = "handled"
    VERIFIED = "verified"
    CLOSED = "closed"
    REOPENED = "reopened"
    STARTED = "started"
    FINISHED = "finished"
    ACCEPTED = "accepted"
    CONFIRMED = "confirmed"
    REVOKED = "revoked"
    STUBBED = "stubbed"


CONTENT = frozenset({Action.CREATED, Action.ANSWERED, Action.ATTACHED, Action.DETACHED, Action.SETTLED})
"""Actions that change what a record says, as against where it stands."""

DECISIONS = frozenset(
    {
        *(Action.RETURNED, Action.APPROVED, Action.FILED, Action.DECLINED, Action.ASSIGNED, Action.SENT_BACK),
        *(Action.HELD, Action.RESUMED, Action.EXTENDED, Action.TRANSFERRED, Action.ESCALATED, Action.VERIFIED),
        *(Action.CLOSED, Action.REOPENED, Action.ACCEPTED, Action.CONFIRMED, Action.WITHDRAWN, Action.VOIDED),
    }
)
"""Actions that judge what their parents show; refused when those are no longer the newest heads."""


@dataclass(frozen=True, slots=True)
class Move:
    """One row of the table: in ``state`` (None before it exists) ``roles`` may do ``action``, which leads to ``to``.

    ``by_another`` demands another person than whoever did that earlier action last, all of them if they did not know
    of each other.
    """

    kind: RecordKind
    state: Status | None
    action: Action
    roles: frozenset[Role]
    to: Status
    by_another: Action | None = None


def _moves(kind: RecordKind, rows: Iterable[str]) -> tuple[Move, ...]:
    """Read rows ``states | action | roles | to [| not by]``; ``-`` stands for no state, ``=`` for the same state."""
    found = []
    for row in rows:
        states, action, roles, to, *not_by = (cell.strip() for cell in row.split("|"))
        for state in states.split(","):
            source = None if state == "-" else Status(state)
            found.append(
                Move(
                    kind,
                    source,
                    Action(action),
                    frozenset(Role(role) for role in roles.split(",")),
                    Status(state if to == "=" else to),
                    Action(not_by[0]) if not_by else None,
                )
            )
    return tuple(found)


_CONTENT_ACTIONS = ("answered", "attached", "detached", "settled")

MOVES: tuple[Move, ...] = (
    *_moves(
        RecordKind.INSPECTION,
        [
            "- | created | inspector,supervisor | draft",
            *(f"draft,returned,submitted | {action} | inspector,supervisor | =" for action in _CONTENT_ACTIONS),
            "draft,returned | submitted | inspector,supervisor | submitted",
            "submitted | submitted | inspector,supervisor | submitted",
            "submitted | withdrawn | inspector | draft",
            "approved | withdrawn | supervisor | submitted",
            "submitted | returned | supervisor | returned | submitted",
            "submitted | approved | supervisor | approved | submitted",
            "draft,returned,submitted | voided | inspector,supervisor | voided",
            "approved | voided | supervisor | voided",
            "voided | restored | inspector,supervisor | submitted",
        ],
    ),
    *_moves(
        RecordKind.ASSET,
        [
            "- | created | supervisor,administrator,server | in_use",
            *(f"in_use | {action} | inspector,supervisor,administrator,server | =" for action in _CONTENT_ACTIONS),
            "in_use | retired | supervisor,administrator | retired",
            "retired | restored | supervisor,administrator | in_use",
        ],
    ),
    *_moves(
        RecordKind.CASE,
        [
            "- | created | inspector,supervisor | reported",
            *(
                f"reported,filed,assigned,handled | {action} | inspector,supervisor,handler | ="
                for action in _CONTENT_ACTIONS
            ),
            *(f"on_hold,transferred | {action} | inspector,supervisor | =" for action in _CONTENT_ACTIONS),
            "reported | filed | supervisor | filed",
            "reported | declined | supervisor | declined",
            "filed,assigned | assigned | supervisor | assigned",
            "filed,assigned | transferred | supervisor | transferred",
            "filed,assigned,on_hold,handled,transferred | escalated | supervisor | =",
            "assigned | sent_back | handler,supervisor | filed",
            "assigned | held | supervisor | on_hold",
            "on_hold | resumed | supervisor | assigned",
            "assigned | extended | supervisor | assigned",
            "assigned | handled | handler,supervisor | handled",
            "handled | sent_back | inspector,supervisor | assigned | handled",
            "handled | verified | inspector,supervisor | verified | handled",
            "transferred | verified | inspector,supervisor | verified | transferred",
            "verified | sent_back | supervisor | assigned | handled",
            "verified | closed | supervisor | closed | handled",
            "declined,transferred,closed | reopened | supervisor | filed",
            "reported,filed,assigned,on_hold | voided | supervisor | voided | created",
        ],
    ),
    *_moves(
        RecordKind.WORKS,
        [
            "- | created | supervisor,handler | planned",
            *(f"planned,started,finished | {action} | inspector,supervisor,handler | =" for action in _CONTENT_ACTIONS),
            "planned | started | supervisor,handler | started",
            "planned,started | finished | supervisor,handler | finished",
            "finished | accepted | supervisor | accepted | finished",
            "finished | returned | supervisor | started",
            "planned,started,finished | voided | supervisor | voided",
        ],
    ),
    *_moves(
        RecordKind.FIGURE,
        [
            "- | created | supervisor,handler | draft",
            *(f"draft,returned,submitted | {action} | supervisor,handler | =" for action in _CONTENT_ACTIONS),
            "draft,returned | submitted | supervisor,handler | submitted",
            "submitted | returned | supervisor,administrator | returned | submitted",
            "submitted | confirmed | supervisor,administrator | confirmed | submitted",
            "draft,returned,submitted | voided | supervisor,administrator | voided",
        ],
    ),
    *_moves(
        RecordKind.HANDOVER,
        [
            "- | created | inspector,supervisor | offered",
            *(f"offered | {action} | inspector,supervisor | =" for action in _CONTENT_ACTIONS),
            "offered | accepted | inspector,supervisor | accepted | created",
            "offered | declined | inspector,supervisor | declined | created",
            "offered,declined | withdrawn | inspector,supervisor | voided",
        ],
    ),
    *_moves(
        RecordKind.ORDER,
        [
            "- | created | supervisor | open",
            *(f"open | {action} | supervisor | =" for action in _CONTENT_ACTIONS),
            "open | voided | supervisor | voided",
            "voided | restored | supervisor | open",
        ],
    ),
    *_moves(
        RecordKind.CAMPAIGN,
        [
            "- | created | supervisor | open",
            *(f"open | {action} | inspector,supervisor | =" for action in _CONTENT_ACTIONS),
            "open | closed | supervisor | closed",
            "closed | reopened | supervisor | open",
            "open | voided | supervisor | voided",
        ],
    ),
    *_moves(
        RecordKind.PLAN,
        [
            "- | created | supervisor,administrator,server | active",
            *(f"active | {action} | supervisor,administrator,server | =" for action in ("answered", "settled")),
            "active | revoked | administrator,server | revoked",
            "revoked | restored | administrator,server | active",
        ],
    ),
    *(
        move
        for kind in (RecordKind.PERSON, RecordKind.DEVICE, RecordKind.GRANT, RecordKind.FORM)
        for move in _moves(
            kind,
            [
                "- | created | administrator,server | active",
                *(f"active | {action} | administrator,server | =" for action in _CONTENT_ACTIONS),
                "active | revoked | administrator,server | revoked",
                "revoked | restored | administrator,server | active",
            ],
        )
    ),
)

_TABLE = {(move.kind, move.state, move.action): move for move in MOVES}

STATES: dict[RecordKind, tuple[Status, ...]] = {
    kind: tuple(sorted({move.to for move in MOVES if move.kind is kind}, key=list(Status).index)) for kind in RecordKind
}
"""The states of each kind, least final first."""


def find_move(kind: RecordKind, state: Status | None, action: Action) -> Move | None:
    """Return the row of the table, or None where there is no such move."""
    return _TABLE.get((kind, state, action))


def may_move(roles: Iterable[Role], kind: RecordKind, state: Status | None, action: Action) -> bool:
    """Whether one of the roles may do the action to a record of this kind in this state."""
    move = find_move(kind, state, action)
    return move is not None and not move.roles.isdisjoint(roles)
