"""Pairs of acts by two people who did not know of each other, and what each pair leaves, by which was first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.domain.canonical import Json
from app.domain.kinds import Action, Status

PHOTO, SECOND = "0198b5c2-0000-7000-8000-000000000001", "0198b5c2-0000-7000-8000-000000000002"
PICTURE: Mapping[str, Json] = {"photo": PHOTO, "sha256": "ab" * 32, "size": 10, "path": "photos"}
ANNOTATED: Mapping[str, Json] = {**PICTURE, "marks": [{"kind": "arrow", "at": ["0.2", "0.4"]}]}
OTHER: Mapping[str, Json] = {"photo": SECOND, "sha256": "cd" * 32, "size": 10, "path": "photos"}

Act = tuple[Action, Mapping[str, Json]]

CREATED: Act = (Action.CREATED, {"record": "inspection", "title": "一号桥", "values": {"width": "3.5"}})
ATTACHED: Act = (Action.ATTACHED, PICTURE)
SUBMITTED: Act = (Action.SUBMITTED, {})
ASSET: Act = (Action.CREATED, {"record": "asset", "values": {"name": "一号桥"}})
LIMIT: Json = {"amount": "2", "unit": "work_day"}
FILED: Act = (Action.FILED, {"class": "1-1-1"})
ASSIGNED: Act = (Action.ASSIGNED, {"unit": "镇建管所", "limit": LIMIT})
CASE: Act = (Action.CREATED, {"record": "case", "values": {"title": "栏杆缺失"}})


def says(**values: Json) -> Act:
    """Return an answer to these questions."""
    return Action.ANSWERED, {"values": values}


@dataclass(frozen=True)
class End:
    """What a pair leaves: status, paths in conflict, photos in conflict, and why the second was held, if it was."""

    status: Status
    conflicts: tuple[str, ...] = ()
    photos: tuple[str, ...] = ()
    held: str = ""


@dataclass(frozen=True)
class Pair:
    """Two acts on one record, by its two desks.

    Attributes:
        desks: who acts: ``inspector``, ``supervisor`` or ``second`` (another supervisor).
        begun: what both knew.
        first: what the first desk does.
        second: what the second desk does.
        ends: what is left when the first act is the first at the server, and when the second is.
        by: who did what both knew.
    """

    name: str
    desks: tuple[str, str]
    begun: Sequence[Act]
    first: Act
    second: Act
    ends: tuple[End, End]
    by: str = "inspector"


STALE = "stale_decision"
SENT, VOID = Status.SUBMITTED, Status.VOIDED
SUBMISSION = (CREATED, ATTACHED, SUBMITTED)
BOTH_OFFICES = ("supervisor", "second")

PAIRS = (
    Pair(
        "edit and edit of one field",
        ("inspector", "supervisor"),
        SUBMISSION,
        says(width="3.6"),
        says(width="4.1"),
        (End(SENT, ("width",)), End(SENT, ("width",))),
    ),
    Pair(
        "edit and edit of one field to the same",
        ("inspector", "supervisor"),
        SUBMISSION,
        says(width="4.1"),
        says(width="4.1"),
        (End(SENT), End(SENT)),
    ),
    Pair(
        "edit and edit of two fields",
        ("inspector", "supervisor"),
        SUBMISSION,
        says(width="3.6"),
        says(length="20"),
        (End(SENT), End(SENT)),
    ),
    Pair(
        "edit and clearing of one field",
        ("inspector", "supervisor"),
        SUBMISSION,
        says(width="3.6"),
        says(width=None),
        (End(SENT, ("width",)), End(SENT, ("width",))),
    ),
    Pair(
        "new content and approval",
        ("inspector", "supervisor"),
        SUBMISSION,
        says(width="3.6"),
        (Action.APPROVED, {}),
        (End(SENT, held=STALE), End(SENT)),
    ),
    Pair(
        "new content and return",
        ("inspector", "supervisor"),
        SUBMISSION,
        says(width="3.6"),
        (Action.RETURNED, {"remarks": [{"path": "width", "text": "再量"}]}),
        (End(SENT, held=STALE), End(Status.RETURNED)),
    ),
    Pair(
        "edit and void",
        ("inspector", "supervisor"),
        SUBMISSION,
        says(width="3.6"),
        (Action.VOIDED, {"reason": "重复"}),
        (End(SENT, held=STALE), End(VOID)),
    ),
    Pair(
        "void and void",
        ("inspector", "supervisor"),
        SUBMISSION,
        (Action.VOIDED, {"reason": "重复"}),
        (Action.VOIDED, {"reason": "填错"}),
        (End(VOID, held=STALE), End(VOID, held=STALE)),
    ),
    Pair(
        "withdrawal and approval",
        ("inspector", "supervisor"),
        SUBMISSION,
        (Action.WITHDRAWN, {}),
        (Action.APPROVED, {}),
        (End(Status.DRAFT, held=STALE), End(Status.APPROVED, held=STALE)),
    ),
    Pair(
        "approval and return by two supervisors",
        BOTH_OFFICES,
        SUBMISSION,
        (Action.APPROVED, {}),
        (Action.RETURNED, {"remarks": [{"path": "", "text": "补照片"}]}),
        (End(Status.APPROVED, held=STALE), End(Status.RETURNED, held=STALE)),
    ),
    Pair(
        "photo removed and photo annotated",
        ("inspector", "supervisor"),
        SUBMISSION,
        (Action.DETACHED, {"photo": PHOTO}),
        (Action.ATTACHED, ANNOTATED),
        (End(SENT, photos=(PHOTO,)), End(SENT, photos=(PHOTO,))),
    ),
    Pair(
        "photo removed and photo added",
        ("inspector", "supervisor"),
        SUBMISSION,
        (Action.DETACHED, {"photo": PHOTO}),
        (Action.ATTACHED, OTHER),
        (End(SENT), End(SENT)),
    ),
    Pair(
        "asset renamed twice",
        ("inspector", "supervisor"),
        (ASSET,),
        says(name="跃进桥"),
        says(name="跃进一号桥"),
        (End(Status.IN_USE, ("name",)), End(Status.IN_USE, ("name",))),
        by="supervisor",
    ),
    Pair(
        "asset changed and asset retired",
        ("inspector", "supervisor"),
        (ASSET,),
        says(name="跃进桥"),
        (Action.RETIRED, {}),
        (End(Status.RETIRED), End(Status.RETIRED)),
        by="supervisor",
    ),
    Pair(
        "case handled and case held",
        BOTH_OFFICES,
        (CASE, FILED, ASSIGNED),
        (Action.HANDLED, {"measures": "已补齐栏杆"}),
        (Action.HELD, {"reason": "等待材料"}),
        (End(Status.HANDLED, held=STALE), End(Status.ON_HOLD)),
        by="supervisor",
    ),
    Pair(
        "case assigned twice",
        BOTH_OFFICES,
        (CASE, FILED),
        ASSIGNED,
        (Action.ASSIGNED, {"unit": "镇水务站", "limit": LIMIT}),
        (End(Status.ASSIGNED, held=STALE), End(Status.ASSIGNED, held=STALE)),
        by="supervisor",
    ),
)
