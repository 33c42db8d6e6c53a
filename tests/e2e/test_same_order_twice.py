"""Two supervisors take in the same order while the server is gone: one order, one case, nothing stays stuck."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.assembly.client import Client
from app.assembly.enrolment import enrol_by_network
from app.demo.district import PASSWORDS, SUPERVISOR, TOWNSHIPS
from app.demo.founding import found
from app.demo.people import at_work, sync
from app.demo.serving import DemoServer
from app.domain.kinds import RecordKind, Role
from app.domain.listing import RecordQuery, RecordRow, WaitReason
from app.domain.order import CELLS
from app.domain.state import State
from app.domain.stream import Stream
from app.ports.sheets import Table
from app.usecases.orders import Choices, Imported, carry_out, plan
from app.usecases.reissue import reissue
from app.workplace import RecordKey
from db.keys import FORCE_FILE
from sync.server.__main__ import OpenServer

pytestmark = pytest.mark.e2e

SECOND = "shenhe2"
HEADINGS = ("工单编号", "诉求标题", "诉求内容", "诉求地址", "所属街镇", "受理时间", "办理结果")
LAMP = (
    "20261120-0001",
    "路灯不亮",
    "晚上很黑",
    f"{TOWNSHIPS[0].name}中心路",
    TOWNSHIPS[0].name,
    "2026-11-20 08:30",
    "",
)


def found_with_two(server: OpenServer) -> None:
    """Found the demonstration with a second supervisor."""
    found(server)
    person = server.users.add(SECOND, "第二审核人", PASSWORDS[SUPERVISOR])
    server.registrar.grant(person, Role.SUPERVISOR, [township.code for township in TOWNSHIPS])


@pytest.fixture
def homes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[DemoServer, Path, Path]]:
    """A server, and the homes of both supervisors, who have met it once."""
    monkeypatch.setenv(FORCE_FILE, "1")
    server = DemoServer(tmp_path / "server", found_with_two)
    url = server.start()
    paths = (tmp_path / "one", tmp_path / "two")
    for home, login in zip(paths, (SUPERVISOR, SECOND), strict=True):
        enrol_by_network(home, url, login, PASSWORDS[SUPERVISOR])
        meet(home)
    yield server, *paths
    server.stop()


def meet(home: Path) -> None:
    """Let somebody meet the server."""
    with at_work(home) as client:
        assert sync(client).problem is None


def take_in(home: Path, *, said: str = LAMP[2]) -> Imported:
    """Import the order, as it reads now, from a file."""
    row = (*LAMP[:2], said, *LAMP[3:])
    path = home / "orders.xlsx"
    with at_work(home) as client:
        client.workplace.sheets.write(path, [Table("工单", HEADINGS, [row])])
        return carry_out(client.workplace, plan(client.workplace, path, "12345"), Choices(rest_is_new=True))


def rows_of(client: Client, kind: RecordKind) -> tuple[RecordRow, ...]:
    """Return all records of a kind in a home."""
    with client.workplace.store.reading() as reading:
        return reading.record_rows(reading.record_keys(RecordQuery(kind=kind)))


def order_of(home: Path) -> State:
    """Return the one order of a home."""
    with at_work(home) as client:
        (row,) = rows_of(client, RecordKind.ORDER)
        with client.workplace.store.reading() as reading:
            return reading.state(Stream(row.township, row.subject), row.record)


def refused(home: Path) -> set[RecordKey]:
    """Return the records of which something was refused."""
    with at_work(home) as client, client.workplace.store.reading() as reading:
        waiting = reading.waiting()
    assert {item.reason for item in waiting} <= {WaitReason.REFUSED}
    return {RecordKey(Stream(item.township, item.subject), item.record) for item in waiting}


def try_again(home: Path) -> None:
    """Press what the page of syncing offers beside each refused record, and meet the server."""
    keys = refused(home)
    with at_work(home) as client:
        place = client.workplace
        for key in keys:
            with place.store() as unit:
                reissue(unit, clock=place.clock, ids=place.ids, person=place.person, key=key)
    meet(home)


@pytest.mark.parametrize("said", [LAMP[2], "晚上很黑，已三天"])
def test_the_same_order_taken_in_by_two_becomes_one_and_nothing_stays_refused(
    homes: tuple[DemoServer, Path, Path], said: str
) -> None:
    server, one, two = homes
    server.stop()
    assert take_in(one) == take_in(two, said=said) == Imported(opened=1)
    server.start()
    meet(one)
    meet(two)
    assert len(refused(two)) == 2

    try_again(two)
    meet(one)

    for home in (one, two):
        assert refused(home) == set()
        cells = order_of(home).answers()[CELLS]
        assert isinstance(cells, list)
        assert ["诉求内容", said] in cells
        with at_work(home) as client:
            assert len(rows_of(client, RecordKind.CASE)) == 1
    assert order_of(one).heads == order_of(two).heads
    assert take_in(two, said=said) == Imported(left=1)
