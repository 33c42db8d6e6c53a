"""Two people who did not know of each other: what becomes of each pair of acts, whichever reaches the server first.

Every row of ``PAIRS`` is played on two homes and a real server, on both databases, in both orders: nothing that anyone
did is lost (it is in the log, or held at its author with the reason), nothing stays stuck in an outbox, and the record
is the same on both homes and in the server's log.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from app.domain.canonical import Json
from app.domain.fold import fold
from app.domain.kinds import Action, Role, Status
from app.domain.listing import WaitReason
from app.domain.state import State
from app.usecases import settlement
from app.usecases.acts import chain_of_acts, new_record
from app.workplace import RecordKey
from tests.databases import POSTGRES, SQLITE, PostgresServer
from tests.server.office import Office
from tests.server.people import BRIDGES
from tests.sync.desks import CLOCK, IDS, Desk

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
        begun: what both knew, by the first desk that may.
        first: what the first desk does.
        second: what the second desk does.
        ends: what is left when the first act is the first at the server, and when the second is.
    """

    name: str
    desks: tuple[str, str]
    begun: Sequence[Act]
    first: Act
    second: Act
    ends: tuple[End, End]
    by: str = "inspector"
    then: tuple[Act, ...] = field(default=())


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


@dataclass(frozen=True)
class Town:
    """A server and its desks, for all rows: each plays on a record of its own."""

    office: Office
    desks: Mapping[str, Desk]

    def logged(self, key: RecordKey) -> State:
        """Fold a record from the server's log."""
        log = self.office.server.central.ledger.stream(key.stream)
        return fold(key.record, key.stream, [entry for entry in log if entry.record == key.record])


ON_EACH = (pytest.param(SQLITE, 0), pytest.param(SQLITE, 1), pytest.param(POSTGRES, 1))
"""Which database, and which act comes first there: 0 for the first."""


@pytest.fixture(scope="module")
def town(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    folder: Path = tmp_path_factory.mktemp("town")
    database = None
    if getattr(request, "param", SQLITE) == POSTGRES:
        postgres: PostgresServer = request.getfixturevalue("postgres")
        database = postgres.fresh()
    with ExitStack() as stack:
        office = Office(folder / "server", database)
        stack.callback(office.close)
        roles = {"inspector": Role.INSPECTOR, "supervisor": Role.SUPERVISOR, "second": Role.SUPERVISOR}
        desks = {name: Desk(office, folder / name, role) for name, role in roles.items()}
        for desk in desks.values():
            stack.callback(desk.close)
        yield Town(office, desks)


def begin(desk: Desk, acts: Sequence[Act]) -> RecordKey:
    key = new_record(BRIDGES, IDS)
    with desk.store() as unit:
        unit.append(chain_of_acts(key, (), acts, clock=CLOCK, ids=IDS))
    return key


def state_at(desk: Desk, key: RecordKey) -> State:
    with desk.store.reading() as reading:
        return reading.state(key.stream, key.record)


def waiting(desk: Desk, key: RecordKey) -> list[tuple[WaitReason, str]]:
    return [(item.reason, item.code) for item in desk.waiting() if item.record == key.record]


@pytest.mark.parametrize(("town", "order"), ON_EACH, indirect=["town"], scope="module")
@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.name)
def test_both_sides_of_a_pair_are_kept_everywhere(town: Town, pair: Pair, order: int) -> None:
    one, other = (town.desks[name] for name in pair.desks)
    key = begin(town.desks[pair.by], pair.begun)
    for desk in (town.desks[pair.by], one, other):
        desk.sync()
    one.act(key, *pair.first)
    other.act(key, *pair.second)
    written = {entry.id for desk in (one, other) for entry in desk.entries(key)}

    for desk in (one, other, one) if order == 0 else (other, one, other):
        assert desk.sync().problem is None

    end, logged = pair.ends[order], town.logged(key)
    assert (logged.status, logged.conflicts, logged.photo_conflicts) == (end.status, end.conflicts, end.photos)
    assert state_at(one, key) == state_at(other, key) == logged
    late = other if order == 0 else one
    assert waiting(late, key) == ([(WaitReason.REFUSED, end.held)] if end.held else [])
    assert not waiting(one if order == 0 else other, key)
    in_log = {step.entry for step in logged.history}
    assert len(written - in_log) == bool(end.held)


@pytest.mark.parametrize("pair", [pair for pair in PAIRS if pair.ends[0].conflicts], ids=lambda pair: pair.name)
def test_a_settlement_ends_the_conflict_everywhere_and_is_itself_an_entry(town: Town, pair: Pair) -> None:
    one, other = (town.desks[name] for name in pair.desks)
    key = begin(town.desks[pair.by], pair.begun)
    for desk in (town.desks[pair.by], one, other):
        desk.sync()
    one.act(key, *pair.first)
    other.act(key, *pair.second)
    for desk in (one, other, one):
        desk.sync()
    (clash,) = settlement.clashes(state_at(one, key))

    with one.store() as unit:
        made = settlement.settle(unit, clash, 1, clock=CLOCK, ids=IDS, person=one.person, key=key)
    for desk in (one, other):
        desk.sync()

    logged = town.logged(key)
    assert logged.conflicts == ()
    assert logged.values[clash.path].value == clash.sides[1].value
    assert state_at(one, key) == state_at(other, key) == logged
    assert logged.history[-1].entry == made.id


@pytest.mark.parametrize("side", [0, 1])
def test_a_photo_that_one_removed_and_the_other_annotated_is_settled_either_way(town: Town, side: int) -> None:
    one, other = town.desks["inspector"], town.desks["supervisor"]
    key = begin(one, SUBMISSION)
    for desk in (one, other):
        desk.sync()
    one.act(key, Action.DETACHED, {"photo": PHOTO})
    other.act(key, Action.ATTACHED, ANNOTATED)
    for desk in (one, other, one):
        desk.sync()
    (clash,) = settlement.clashes(state_at(other, key))

    with other.store() as unit:
        settlement.settle(unit, clash, side, clock=CLOCK, ids=IDS, person=other.person, key=key)
    for desk in (other, one):
        desk.sync()

    logged = town.logged(key)
    assert logged.photo_conflicts == ()
    assert (PHOTO in logged.attached()) == (clash.sides[side].value is not None)
    assert state_at(one, key) == state_at(other, key) == logged


def test_two_settlements_that_did_not_know_of_each_other_are_a_conflict_again(town: Town) -> None:
    one, other = town.desks["inspector"], town.desks["supervisor"]
    key = begin(one, SUBMISSION)
    for desk in (one, other):
        desk.sync()
    one.act(key, *says(width="3.6"))
    other.act(key, *says(width="4.1"))
    for desk in (one, other, one):
        desk.sync()
    for desk, side in ((one, 0), (other, 1)):
        (clash,) = settlement.clashes(state_at(desk, key))
        with desk.store() as unit:
            settlement.settle(unit, clash, side, clock=CLOCK, ids=IDS, person=desk.person, key=key)

    for desk in (one, other, one):
        desk.sync()

    assert town.logged(key).conflicts == ("width",)
    assert state_at(one, key) == state_at(other, key) == town.logged(key)
