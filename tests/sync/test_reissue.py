"""Trying again after a refusal: new entries that name what they replace; nothing waits for ever."""

import pytest

from app.domain.kinds import Action, Role, Status
from app.errors import AppError
from app.usecases.reissue import reissue
from app.workplace import RecordKey
from tests.databases import BOTH
from tests.server.office import Office
from tests.server.people import BRIDGES
from tests.sync.conftest import Seat
from tests.sync.desks import CLOCK, IDS, Desk

ENGINES = BOTH


def again(desk: Desk, key: RecordKey) -> int:
    """Write anew what was refused; return how many entries that took."""
    with desk.store() as unit:
        return len(reissue(unit, clock=CLOCK, ids=IDS, person=desk.person, key=key))


def test_what_was_refused_for_want_of_a_grant_goes_out_once_there_is_one(office: Office, seat: Seat) -> None:
    desk = seat()
    key = desk.inspect(b"a photo")
    office.district.revoke(desk.grant)
    assert desk.sync().refused == 3
    office.district.grant(desk.person, Role.INSPECTOR, BRIDGES)
    desk.sync()

    written = again(desk, key)
    desk.sync()

    assert written == 3
    assert desk.is_delivered(key)
    assert not desk.waiting()
    state = desk.state(key)
    assert (state.status, len(state.attached())) == (Status.SUBMITTED, 1)
    assert all(step.body.get("replaces") for step in state.history)


def test_a_stale_decision_is_done_again_on_what_stands_there_now(seat: Seat) -> None:
    inspector, supervisor = seat(), seat(Role.SUPERVISOR)
    key = inspector.inspect()
    for desk in (inspector, supervisor):
        desk.sync()
    inspector.act(key, Action.ANSWERED, {"values": {"width": "3.7"}})
    supervisor.act(key, Action.APPROVED)
    inspector.sync()
    assert supervisor.sync().refused == 1

    again(supervisor, key)
    supervisor.sync()
    inspector.sync()

    assert inspector.state(key).status is Status.APPROVED
    assert inspector.state(key) == supervisor.state(key)
    assert not supervisor.waiting()


def test_what_was_not_refused_is_not_written_again(seat: Seat) -> None:
    desk = seat()
    key = desk.inspect()

    with pytest.raises(AppError) as caught:
        again(desk, key)

    assert caught.value.code == "reissue.nothing"


def test_what_was_replaced_stays_and_its_replacement_may_be_refused_and_replaced_again(
    office: Office, seat: Seat
) -> None:
    desk = seat()
    key = desk.inspect()
    office.district.revoke(desk.grant)
    desk.sync()

    again(desk, key)
    refused = desk.sync().refused
    office.district.grant(desk.person, Role.INSPECTOR, BRIDGES)
    desk.sync()
    again(desk, key)
    desk.sync()

    assert refused == 2
    assert desk.is_delivered(key)
    assert [step.action for step in desk.state(key).history] == [Action.CREATED, Action.SUBMITTED]
