"""What a client keeps of the server's log: every entry verified, the cursor with it, the same however it arrives."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.entry import Author, Entry, seal
from app.domain.kinds import Role, Status
from app.domain.listing import RecordQuery, WaitReason
from app.domain.receipt import sign_receipt
from app.domain.stream import DIRECTORY, GENESIS
from app.errors import AppError
from app.ports.exchange import Page, Result
from tests.db.district import BRIDGES, ROADS, Client, Log, after, client_on, creation, enrolled, new_author
from tests.db.snapshots import projected, wipe


@pytest.fixture
def other(log: Log) -> Author:
    """Another inspector, on another device."""
    return log.enrol(new_author(), Role.INSPECTOR)


def three_records(log: Log, author: Author) -> None:
    """Log three records that were begun and submitted."""
    for number in range(3):
        first = creation(title=f"新河{number}号桥", form="f", asset="a")
        log.write(first, author)
        log.write(after(first, "submitted"), author)


def inspections(client: Client) -> list[dict[str, object]]:
    """Return the rows of all inspections."""
    with client.store.reading() as look:
        return [row for row in projected(look)["records"] if row["kind"] == "inspection"]


def refused(client: Client, page: Page) -> str:
    """Return the code with which a page is refused; nothing of it may be kept."""
    with client.store.reading() as look:
        before = projected(look), client.exchange.cursors()
    with pytest.raises(AppError) as error:
        client.exchange.receive(page)
    with client.store.reading() as look:
        assert (projected(look), client.exchange.cursors()) == before
    return error.value.code


def test_a_page_is_kept_with_the_cursor(client: Client, log: Log, other: Author) -> None:
    three_records(log, other)
    client.pull()

    received = client.exchange.receive(log.page(BRIDGES))

    assert (received.new, received.differs) == (6, False)
    assert client.exchange.cursors()[BRIDGES] == 6
    assert [row["title"] for row in inspections(client)] == ["新河0号桥", "新河1号桥", "新河2号桥"]


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Client, Log]]:
    """A log of three records, and a store that has received none of it."""
    log = Log()
    client = enrolled(tmp_path_factory.mktemp("shared"), log, Role.INSPECTOR)
    three_records(log, log.enrol(new_author(), Role.INSPECTOR))
    yield client, log
    client.store.close()


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=12))
@settings(max_examples=60)
def test_pages_in_pieces_repeated_and_overlapping_give_the_same_store(
    shared: tuple[Client, Log], pages: list[tuple[int, int]]
) -> None:
    client, log = shared
    wipe(client.store)
    client.pull()
    for start, most in pages:
        cursor = client.exchange.cursors().get(BRIDGES, 0)
        if start <= cursor:
            received = client.exchange.receive(log.page(BRIDGES, start, most))
            moved = client.exchange.cursors()[BRIDGES] - cursor
            assert (received.new, moved) == (max(0, min(start + most, 6) - cursor),) * 2
    client.pull(BRIDGES)

    with client.store.reading() as look:
        pieces = projected(look)
    client.exchange.forget(BRIDGES)
    client.pull(BRIDGES)
    with client.store.reading() as look:
        assert projected(look) == pieces
    assert len(inspections(client)) == 3


def test_a_page_that_does_not_follow_what_is_here_is_a_gap(client: Client, log: Log, other: Author) -> None:
    three_records(log, other)
    client.pull()
    client.exchange.receive(log.page(BRIDGES, most=2))

    assert refused(client, log.page(BRIDGES, 3)) == "sync.gap"
    assert client.exchange.receive(log.page(BRIDGES, 2)).new == 4


def forged(entry: Entry, thief: Author) -> Entry:
    """Return the entry as somebody else would have signed it."""
    return replace(entry, signature=thief.key.sign(b"yingxun entry\n" + entry.payload))


def changed(entry: Entry) -> Entry:
    """Return the entry with another payload under the old signature."""
    other = seal(replace(creation(entry.record), id=entry.id), new_author(), number=entry.number, previous=GENESIS)
    return replace(other, signature=entry.signature)


PAGES: dict[str, Callable[[list[Entry]], list[Entry]]] = {
    "signed by another": lambda entries: [*entries[:3], forged(entries[3], new_author()), *entries[4:]],
    "with another content": lambda entries: [*entries[:3], changed(entries[3]), *entries[4:]],
    "without an entry of a chain": lambda entries: [*entries[:2], *entries[3:]],
    "in another order": lambda entries: [entries[1], entries[0], *entries[2:]],
    "twice the same": lambda entries: [*entries[:2], entries[1], *entries[2:]],
}


@pytest.mark.parametrize("how", PAGES)
def test_a_page_that_was_tampered_with_is_refused_whole(client: Client, log: Log, other: Author, how: str) -> None:
    three_records(log, other)
    client.pull()
    page = log.page(BRIDGES)

    assert refused(client, replace(page, entries=tuple(PAGES[how](list(page.entries))))) == "sync.forged"
    assert client.exchange.receive(page).new == 6


def test_an_entry_of_a_device_that_nobody_announced_is_refused(client: Client, log: Log) -> None:
    three_records(log, new_author())

    assert refused(client, log.page(BRIDGES)) == "sync.forged"


def test_an_entry_of_another_stream_is_refused(client: Client, log: Log, other: Author) -> None:
    three_records(log, other)
    client.pull()

    assert refused(client, replace(log.page(BRIDGES), stream=ROADS)) == "sync.forged"


def test_a_digest_that_differs_from_the_servers_is_told(client: Client, log: Log, other: Author) -> None:
    three_records(log, other)
    client.pull()

    assert client.exchange.receive(replace(log.page(BRIDGES, most=3), digest="0" * 64)).differs is False
    assert client.exchange.receive(replace(log.page(BRIDGES, 3), digest="0" * 64)).differs is True
    assert client.exchange.receive(log.page(BRIDGES, 6)).differs is False


def test_a_device_may_write_on_the_page_of_the_directory_that_announces_it(client: Client, log: Log) -> None:
    administrator = log.enrol(new_author(), Role.ADMINISTRATOR, streams=(DIRECTORY,))
    log.write(creation(stream=DIRECTORY, record_kind="person", values={"name": "新人"}), administrator)

    client.pull()

    with client.store.reading() as look:
        assert "新人" in {person.name for person in look.directory().persons.values()}


def test_own_entries_that_come_back_wait_for_their_receipt_all_the_same(client: Client, log: Log) -> None:
    first = creation()
    sent = client.append(first, after(first, "submitted"))
    answer_lost = log.accept(*sent)

    assert client.exchange.receive(log.page(BRIDGES)).new == 0

    assert client.exchange.outgoing(10, 100_000) == sent
    assert client.exchange.settle(answer_lost) == 2
    assert client.exchange.receive(log.page(BRIDGES)).differs is False
    assert client.exchange.outgoing(10, 100_000) == ()


def test_a_stub_takes_the_place_of_a_refused_entry_in_its_devices_chain(
    client: Client, log: Log, tmp_path: Path
) -> None:
    author = enrolled(tmp_path / "other", log, Role.INSPECTOR)
    first, second = creation(), creation()
    entries = author.append(first, second, after(second, "submitted"))
    author.exchange.settle([log.refuse(entries[0]), *log.accept(*entries[1:])])
    author.store.close()
    client.pull()

    assert client.exchange.receive(log.page(BRIDGES)).new == 3
    with client.store.reading() as look:
        assert look.state(BRIDGES, first.record).status is None
        assert look.state(BRIDGES, second.record).status is Status.SUBMITTED


def test_a_store_that_was_set_back_goes_on_behind_its_newest_number(client: Client, log: Log, tmp_path: Path) -> None:
    first, second = client.append(creation(), creation())
    client.exchange.settle([*log.accept(first), log.refuse(second)])

    restored = client_on(tmp_path / "restored", log, client.author)
    restored.pull(BRIDGES)
    (third,) = restored.append(creation())
    restored.store.close()

    assert (third.number, third.previous) == (3, second.hash)


@pytest.mark.parametrize("is_refused", [False, True])
def test_a_number_used_for_two_things_is_a_fork(client: Client, log: Log, tmp_path: Path, is_refused: bool) -> None:
    (first,) = client.append(creation())
    copied = client_on(tmp_path / "copied", log, client.author)
    copied.append(creation())
    log.refuse(first) if is_refused else log.accept(first)

    assert refused(copied, log.page(BRIDGES)) == "sync.fork"
    copied.store.close()


def test_a_forgotten_stream_is_gone_from_every_list_but_what_is_unsent_stays(
    client: Client, log: Log, other: Author
) -> None:
    three_records(log, other)
    client.pull(DIRECTORY, BRIDGES)
    own, held = client.append(creation(title="向化桥"), creation())
    client.exchange.settle([log.refuse(held)])

    client.exchange.forget(BRIDGES)

    assert [row["title"] for row in inspections(client)] == ["向化桥"]
    with client.store.reading() as look:
        assert look.visits() == ()
        assert look.count_waiting() == 2
    assert client.exchange.outgoing(10, 100_000) == (own,)
    assert BRIDGES not in client.exchange.cursors()


def test_a_forgotten_stream_leaves_the_others_alone(client: Client, log: Log, other: Author) -> None:
    three_records(log, other)
    log.write(road := creation(stream=ROADS, title="村路"), other)
    client.pull(DIRECTORY, BRIDGES, ROADS)

    client.exchange.forget(BRIDGES)

    assert [row["record"] for row in inspections(client)] == [road.record]
    client.pull(ROADS)


def test_a_log_that_began_anew_is_offered_everything_again(client: Client, log: Log, other: Author) -> None:
    three_records(log, other)
    client.pull(DIRECTORY, BRIDGES)
    first, second, third = client.append(creation(title="一号桥"), creation(title="二号桥"), creation(title="三号桥"))
    client.exchange.settle([*log.accept(first), log.refuse(second), *log.accept(third)])
    client.pull(BRIDGES)
    before = inspections(client)

    backup = log.streams[BRIDGES][:4]  # what came later is lost
    replace_log(client, log, backup)
    client.pull(DIRECTORY, BRIDGES)
    offered = client.exchange.outgoing(100, 1_000_000)

    assert len(offered) == 9
    assert client.exchange.settle([answer(log, entry, refuse=second) for entry in offered]) == 9
    client.pull(BRIDGES)
    assert inspections(client) == before
    with client.store.reading() as look:
        assert [(item.id, item.reason) for item in look.waiting()] == [(second.id, WaitReason.REFUSED)]


def replace_log(client: Client, log: Log, backup: list[Entry]) -> None:
    """Set the log back to a backup, as a server that was restored does."""
    log.streams[BRIDGES] = list(backup)
    log.generation = "g2"
    assert client.exchange.set_generation("g2") is True
    assert client.exchange.set_generation("g2") is False
    assert client.exchange.cursors() == {}


def answer(log: Log, entry: Entry, refuse: Entry) -> Result:
    """Return what the restored server says of an entry that is offered again."""
    if entry == refuse:
        return log.refuse(entry)
    logged = log.streams[BRIDGES]
    if entry in logged:
        seq = logged.index(entry) + 1
        return Result(entry.id, "known", receipt=sign_receipt("g2", BRIDGES, seq, entry.hash, log.author.key))
    return log.accept(entry)[0]


def test_entries_that_others_wrote_are_not_taken_for_own_after_a_new_beginning(
    client: Client, log: Log, other: Author
) -> None:
    three_records(log, other)
    client.pull(DIRECTORY, BRIDGES)
    replace_log(client, log, [])
    with client.store.reading() as look:
        assert {row.unsent for row in look.record_rows(look.record_keys(RecordQuery()))} == {2}

    client.pull(DIRECTORY)
    assert client.push() == 6
    client.pull(BRIDGES)
    with client.store.reading() as look:
        assert {row.unsent for row in look.record_rows(look.record_keys(RecordQuery()))} == {0}
