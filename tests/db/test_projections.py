"""Projections are a cache: whatever happened, deleting all of them and folding again gives the very same rows."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.entry import Act, Author, Entry
from app.domain.kinds import Role
from app.domain.stream import DIRECTORY
from db import projections
from db.engine import reading, writing
from db.exchange import ClientExchange
from db.tables import meta
from tests.db.district import BRIDGES, Client, Log, after, creation, enrolled, new_author, new_id
from tests.db.snapshots import PROJECTIONS, projected, wipe

TITLES = st.text("新河桥村路 A1", max_size=5)
FACTS = st.fixed_dictionaries(
    {"width": st.sampled_from(["3.5", "4.0", None]), "name": TITLES, "village": st.sampled_from(["新河村", "永丰村"])}
)


class History:
    """What one client and one other person do to a few records, step by step, each step drawn."""

    def __init__(self, client: Client, other: Author, draw: st.DataObject) -> None:
        self.client, self.other, self.draw = client, other, draw
        self.assets = [new_id(), new_id()]
        self.known: list[Act | Entry] = []

    def step(self) -> None:
        """Do one thing."""
        act = self.draw.draw(st.sampled_from([self._begin, self._go_on, self._go_on, self._accept, self._refuse]))
        act()

    def _begin(self) -> None:
        kind = self.draw.draw(st.sampled_from(["inspection", "asset"]))
        about: dict[str, Any] = {
            "title": self.draw.draw(TITLES),
            "number": f"1-{len(self.known)}",
            "place": self.draw.draw(st.sampled_from(["新河村", ""])),
            "form": self.draw.draw(st.sampled_from(["f", "g", 7, None])),
            "asset": self.draw.draw(st.sampled_from([*self.assets, ["x"]])),
            "values": {**self.draw.draw(FACTS), "@site": {"latitude": "31.6", "longitude": 121}},
        }
        self._write(creation(self.assets.pop() if kind == "asset" and self.assets else None, record_kind=kind, **about))

    def _go_on(self) -> None:
        if not self.known:
            return
        last = self.draw.draw(st.sampled_from(self.known))
        kind = self.draw.draw(
            st.sampled_from(["answered", "attached", "detached", "submitted", "returned", "approved", "voided"])
        )
        sha256 = self.draw.draw(st.sampled_from(["a" * 64, "b" * 64]))
        bodies: dict[str, dict[str, object]] = {
            "answered": {"values": self.draw.draw(FACTS)},
            "attached": {"photo": f"p{sha256[0]}", "sha256": sha256, "size": 5},
            "detached": {"photo": f"p{sha256[0]}"},
        }
        if kind == "attached" and self.draw.draw(st.booleans()):
            with self.client.store() as unit:
                unit.keep_photo(BRIDGES.township, sha256, 5)
        self._write(after(last, kind, **bodies.get(kind, {})))

    def _write(self, act: Act) -> None:
        if self.draw.draw(st.booleans()):
            self.known.extend(self.client.append(act))
        else:
            self.client.log.write(act, self.other)
            self.known.append(act)
            self.client.pull(BRIDGES)
        self.client.clock.pass_(hours=self.draw.draw(st.integers(-30, 30)))

    def _accept(self) -> None:
        log = self.client.log
        self.client.exchange.settle(log.accept(*self.client.exchange.outgoing(2, 100_000)))
        for photo in self.client.exchange.unsent_photos(1):
            self.client.exchange.settle_photos([log.photo_receipt(photo.township, photo.sha256, photo.size)])

    def _refuse(self) -> None:
        self.client.exchange.settle([self.client.log.refuse(e) for e in self.client.exchange.outgoing(1, 1)])


@pytest.fixture(scope="module")
def emptied(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """One store for all examples."""
    client = enrolled(tmp_path_factory.mktemp("emptied"), Log(), Role.INSPECTOR)
    yield client
    client.store.close()


def fresh(client: Client) -> tuple[Client, Author]:
    """Return the store emptied and enrolled at a new log, and another person of it."""
    wipe(client.store)
    log = Log()
    log.enrol(client.author, Role.INSPECTOR)
    other = log.enrol(new_author(), Role.SUPERVISOR)
    exchange = ClientExchange(client.store, log.author.device, log.author.key.public)
    begun = Client(client.author, client.store, exchange, client.clock, log)
    begun.pull(DIRECTORY)
    return begun, other


def assert_rebuilt_alike(client: Client) -> None:
    with client.store.reading() as look:
        before = projected(look)
    with writing(client.store.engine) as connection:
        projections.rebuild(connection)
    with client.store.reading() as look:
        assert projected(look) == before


@given(st.data(), st.integers(1, 14))
@settings(max_examples=60)
def test_deleting_every_projection_and_folding_again_reproduces_every_row_and_hit(
    emptied: Client, draw: st.DataObject, steps: int
) -> None:
    client, other = fresh(emptied)
    history = History(client, other, draw)
    for _ in range(steps):
        history.step()

    assert_rebuilt_alike(client)


@given(st.data(), st.integers(3, 10))
@settings(max_examples=25)
def test_projections_are_the_same_after_a_stream_is_forgotten_or_the_log_began_anew(
    emptied: Client, draw: st.DataObject, steps: int
) -> None:
    client, other = fresh(emptied)
    history = History(client, other, draw)
    for number in range(steps):
        if number == steps - 2:
            client.exchange.forget(BRIDGES)
            client.pull(BRIDGES)
        history.step()
    client.log.generation = f"{client.log.generation}+{new_id()}"
    assert_rebuilt_alike(client)
    client.exchange.set_generation(client.log.generation)

    assert_rebuilt_alike(client)


def test_projections_of_another_fold_are_rebuilt_when_the_store_is_opened(client: Client) -> None:
    client.append(creation(title="新河桥"))
    with client.store.reading() as look:
        before = projected(look)
    with writing(client.store.engine) as connection:
        for table in PROJECTIONS:
            connection.execute(table.delete())
        connection.execute(meta.update().where(meta.c.name == "fold_version").values(value="0"))

    with writing(client.store.engine) as connection:
        assert projections.rebuild_if_older(connection) is True
        assert projections.rebuild_if_older(connection) is False
    with client.store.reading() as look:
        assert projected(look) == before


@pytest.mark.parametrize(
    ("made_at", "shown"),
    [
        ("2026-11-22T10:00:00+08:00", "2026-11-22T02:00:00.000Z"),
        ("2026-11-21T21:00:00.5-05:00", "2026-11-22T02:00:00.500Z"),
        ("0001-01-01T00:00:00+08:00", "0001-01-01T00:00:00.000Z"),
        ("9999-12-31T23:59:59-08:00", "9999-12-31T23:59:59.000Z"),
    ],
)
def test_times_are_listed_in_utc_even_at_the_ends_of_the_calendar(client: Client, made_at: str, shown: str) -> None:
    first = creation()
    client.append(Act(first.id, first.record, first.stream, first.kind, (), first.body, made_at))

    with client.store.reading() as look:
        row = look.record_row(BRIDGES.township, first.record)
    assert row is not None
    assert row.made_at == shown


def test_a_clock_that_runs_ahead_does_not_keep_a_record_on_top_for_ever(client: Client) -> None:
    first = creation()
    client.append(Act(first.id, first.record, first.stream, first.kind, (), first.body, "2099-01-01T00:00:00+08:00"))

    with client.store.reading() as look:
        row = look.record_row(BRIDGES.township, first.record)
    assert row is not None
    arrived = client.clock.moment.astimezone(UTC)
    assert datetime.fromisoformat(row.changed_at) - arrived < timedelta(seconds=1)


def test_rebuilding_does_not_touch_the_journal(client: Client) -> None:
    first = creation()
    entries = client.append(first, after(first, "submitted"))
    with writing(client.store.engine) as connection:
        projections.rebuild(connection)

    with client.store.reading() as look:
        assert set(look.entries(BRIDGES.township, first.record)) == set(entries)
    with reading(client.store.engine) as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
