"""Two people who did not know of each other: what becomes of each pair of acts, whichever reaches the server first.

Every row of ``conflict_pairs.PAIRS`` is played on two homes and a real server, on both databases, in both orders:
nothing that anyone did is lost (it is in the log, or held at its author with the reason), nothing stays stuck in an
outbox, and the record is the same on both homes and in the server's log.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.domain.fold import fold
from app.domain.kinds import Action, Role
from app.domain.listing import WaitReason
from app.domain.state import State
from app.usecases import settlement
from app.usecases.acts import chain_of_acts, new_record
from app.workplace import RecordKey
from tests.databases import POSTGRES, SQLITE, PostgresServer
from tests.server.office import Office
from tests.server.people import BRIDGES
from tests.sync.conflict_pairs import ANNOTATED, PAIRS, PHOTO, SUBMISSION, Act, Pair, says
from tests.sync.desks import CLOCK, IDS, Desk


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
    assert one.state(key) == other.state(key) == logged
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
    (clash,) = settlement.clashes(one.state(key))

    with one.store() as unit:
        made = settlement.settle(unit, clash, 1, clock=CLOCK, ids=IDS, person=one.person, key=key)
    for desk in (one, other):
        desk.sync()

    logged = town.logged(key)
    assert logged.conflicts == ()
    assert logged.values[clash.path].value == clash.sides[1].value
    assert one.state(key) == other.state(key) == logged
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
    (clash,) = settlement.clashes(other.state(key))

    with other.store() as unit:
        settlement.settle(unit, clash, side, clock=CLOCK, ids=IDS, person=other.person, key=key)
    for desk in (other, one):
        desk.sync()

    logged = town.logged(key)
    assert logged.photo_conflicts == ()
    assert (PHOTO in logged.attached()) == (clash.sides[side].value is not None)
    assert one.state(key) == other.state(key) == logged


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
        (clash,) = settlement.clashes(desk.state(key))
        with desk.store() as unit:
            settlement.settle(unit, clash, side, clock=CLOCK, ids=IDS, person=desk.person, key=key)

    for desk in (one, other, one):
        desk.sync()

    assert town.logged(key).conflicts == ("width",)
    assert one.state(key) == other.state(key) == town.logged(key)
