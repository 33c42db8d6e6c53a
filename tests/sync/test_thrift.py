"""Sparing the link: bytes that pass in a second, and photos that wait for another link."""

from app.ports.courier import Thrift
from sync.allowance import Allowance
from tests.databases import SQLITE
from tests.sync.conftest import Seat
from tests.sync.desks import Desk

ENGINES = (SQLITE,)


def test_without_a_rate_nothing_waits() -> None:
    assert Allowance().delay_s(1_000_000) == 0


def test_bytes_wait_for_those_before_them() -> None:
    allowance = Allowance(1_000, clock=lambda: 50.0)

    delays = [allowance.delay_s(500), allowance.delay_s(500), allowance.delay_s(2_000)]

    assert delays == [0.5, 1.0, 3.0]


def test_a_link_that_was_idle_owes_nothing() -> None:
    now = [0.0]
    allowance = Allowance(1_000, clock=lambda: now[0])
    allowance.delay_s(1_000)
    now[0] = 100.0

    assert allowance.delay_s(1_000) == 1.0


def sync(desk: Desk, thrift: Thrift) -> int:
    """Run a round and return how many photos went out."""
    return desk.courier().round(lambda _: None, lambda: False, thrift).photos_sent


def test_on_a_metered_link_entries_go_out_and_photos_wait_for_another(seat: Seat) -> None:
    desk = seat()
    key = desk.inspect(b"a photo of a bridge")

    first = sync(desk, Thrift.METERED)
    left = [item.what for item in desk.waiting()]
    second = sync(desk, Thrift.NONE)

    assert (first, left, second) == (0, ["photo"], 1)
    assert desk.is_delivered(key)


def test_a_slow_round_delivers_all_the_same(seat: Seat) -> None:
    desk = seat()
    key = desk.inspect(b"a photo of a bridge")

    sync(desk, Thrift.SLOW)

    assert desk.is_delivered(key)
