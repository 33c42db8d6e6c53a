"""The journal: numbers and chains without gaps whoever writes at once, and one act being one transaction."""

from threading import Thread

import pytest

from app.domain.entry import Entry
from app.domain.stream import GENESIS
from db.engine import reading
from db.rows import entry_of
from db.tables import entries
from tests.db.district import BRIDGES, ROADS, Client, after, creation, new_id


def journal_of(client: Client) -> list[Entry]:
    """Return all entries of the client's own device, by stream and number."""
    statement = entries.select().where(entries.c.device == client.author.device)
    with reading(client.store.engine) as connection:
        found = [entry_of(row) for row in connection.execute(statement)]
    return sorted(found, key=lambda entry: (entry.stream, entry.number))


def assert_whole_chain(chain: list[Entry], client: Client) -> None:
    assert [entry.number for entry in chain] == list(range(1, len(chain) + 1))
    assert [entry.previous for entry in chain] == [GENESIS, *(entry.hash for entry in chain[:-1])]
    assert all(entry.is_signed_by(client.author.key.public) for entry in chain)


def write_and_break(client: Client) -> None:
    with client.store() as unit:
        unit.append([creation()])
        unit.keep_photo(BRIDGES.township, "a" * 64, 5)
        unit.next_counter(BRIDGES.township, "20261122")
        raise ZeroDivisionError


def test_acts_are_numbered_and_chained_in_each_stream_by_itself(client: Client) -> None:
    bridge, road = creation(), creation(stream=ROADS)
    client.append(bridge, road)
    client.append(after(road, "submitted"), after(bridge, "submitted"))

    written = journal_of(client)
    for stream in (BRIDGES, ROADS):
        chain = [entry for entry in written if entry.stream == stream]
        assert len(chain) == 2
        assert_whole_chain(chain, client)


def test_writers_at_once_give_one_chain_without_gaps(client: Client) -> None:
    def write() -> None:
        for _ in range(10):
            first = creation()
            client.append(first, after(first, "submitted"))

    threads = [Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(journal_of(client)) == 80
    assert_whole_chain(journal_of(client), client)


def test_an_error_inside_a_unit_leaves_nothing_of_it(client: Client) -> None:
    kept = creation()
    client.append(kept)

    with pytest.raises(ZeroDivisionError):
        write_and_break(client)

    client.append(after(kept, "submitted"))
    assert_whole_chain(journal_of(client), client)
    assert [entry.record for entry in journal_of(client)] == [kept.record] * 2
    with client.store() as unit:
        assert unit.next_counter(BRIDGES.township, "20261122") == 1


def test_an_act_that_cannot_be_signed_takes_its_whole_unit_back(client: Client) -> None:
    too_long = creation(values={"note": "长" * 30_000})

    with pytest.raises(ValueError, match="more than"):
        client.append(creation(), too_long)

    assert journal_of(client) == []


def test_what_a_unit_wrote_is_seen_inside_it_and_outside_only_afterwards(client: Client) -> None:
    first = creation()
    with client.store() as unit:
        unit.append([first])
        assert unit.state(BRIDGES, first.record).heads == (first.id,)
        with client.store.reading() as outside:
            assert outside.state(BRIDGES, first.record).heads == ()

    with client.store.reading() as outside:
        assert outside.state(BRIDGES, first.record).heads == (first.id,)


def test_counters_run_for_each_township_and_day(client: Client) -> None:
    with client.store() as unit:
        assert [unit.next_counter("310151101", "20261122") for _ in range(3)] == [1, 2, 3]
        assert unit.next_counter("310151102", "20261122") == 1
        assert unit.next_counter("310151101", "20261123") == 1


def test_an_entry_names_the_record_that_it_was_made_for(client: Client) -> None:
    record = new_id()
    (entry,) = client.append(creation(record))

    with client.store.reading() as look:
        assert look.entries(BRIDGES.township, record) == (entry,)
        assert look.entries(ROADS.township, record) == ()
