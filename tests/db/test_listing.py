"""Lists: every filter, order and search gives what a plain filter over the same rows gives, by whatever index."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, insert

from app.domain.kinds import RecordKind, Role, Status
from app.domain.listing import RecordQuery, RecordRow, Sort
from db import listing, search
from db.tables import records
from tests.db.district import Client, Log, after, creation, enrolled, new_id

ALPHABET = "新河桥村路东１1a（-）𠮷 "
TEXTS = st.text(ALPHABET, max_size=6)
STATUSES = (Status.SUBMITTED, Status.RETURNED, Status.APPROVED)
TOWNSHIPS = ("310151101", "310151102", "310151103")
MOMENTS = st.integers(1, 9).map(lambda day: f"2026-11-0{day}T00:00:00.000Z")

ROWS = st.builds(
    RecordRow,
    township=st.sampled_from(TOWNSHIPS),
    record=st.uuids().map(str),
    subject=st.sampled_from(["bridge", "road"]),
    kind=st.sampled_from([RecordKind.INSPECTION, RecordKind.INSPECTION, RecordKind.CASE]),
    status=st.sampled_from(STATUSES),
    number=st.one_of(st.just("1-1"), TEXTS),
    form=st.sampled_from(["f", "g", None]),
    asset=st.sampled_from(["a", "b", None]),
    title=st.one_of(st.just("新河桥"), TEXTS),
    place=TEXTS,
    author=st.sampled_from(["p", "q"]),
    made_at=MOMENTS,
    changed_at=MOMENTS,
    photos=st.just(0),
    conflicts=st.just(0),
    is_open_again=st.booleans(),
    unsent=st.integers(0, 1),
)
QUERIES = st.builds(
    RecordQuery,
    kind=st.sampled_from([RecordKind.INSPECTION, RecordKind.INSPECTION, RecordKind.CASE]),
    text=st.sampled_from(["", "", "", "新", "河桥 1", "东"]) | TEXTS,
    statuses=st.frozensets(st.sampled_from(STATUSES), max_size=2),
    townships=st.frozensets(st.sampled_from(TOWNSHIPS), max_size=2),
    subjects=st.frozensets(st.sampled_from(["bridge", "road"]), max_size=1),
    forms=st.frozensets(st.sampled_from(["f", "g"]), max_size=2),
    asset=st.sampled_from([None, None, None, "a"]),
    author=st.sampled_from([None, None, None, "p"]),
    only_unsent=st.sampled_from([False, False, True]),
    sort=st.sampled_from(Sort),
    descending=st.booleans(),
)


def matches(row: RecordRow, query: RecordQuery) -> bool:
    """Whether a row belongs into a list, told without SQL."""
    return (
        row.kind is query.kind
        and (not query.statuses or row.status in query.statuses)
        and (not query.townships or row.township in query.townships)
        and (not query.subjects or row.subject in query.subjects)
        and (not query.forms or row.form in query.forms)
        and query.asset in (None, row.asset)
        and query.author in (None, row.author)
        and (not query.only_unsent or row.unsent > 0)
        and all(any(word in letters(text) for text in (row.number, row.title, row.place)) for word in words(query))
    )


def letters(text: str) -> str:
    return "".join(character for character in text.lower() if character.isalnum())


def words(query: RecordQuery) -> list[str]:
    return [letters(word) for word in query.text.split()]


def order(row: RecordRow, query: RecordQuery) -> tuple[str, ...]:
    """Return what a row is ordered by; rows alike in it are ordered by their record."""
    if query.sort is Sort.STATUS:
        return (row.status, row.made_at, row.record)
    return (str(getattr(row, query.sort.value)), row.record)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """A store of which each example uses a transaction that it takes back."""
    client = enrolled(tmp_path_factory.mktemp("shared"), Log(), Role.INSPECTOR)
    yield client
    client.store.close()


@contextmanager
def holding(client: Client, rows: list[RecordRow]) -> Iterator[Connection]:
    """Hold rows in the store for a while."""
    with client.store.engine.connect().execution_options(yingxun_writes=True) as connection:
        for row in rows:
            connection.execute(insert(records).values({name: getattr(row, name) for name in row.__slots__}))
            search.index(connection, row.township, row.record)
        yield connection
        connection.rollback()


@contextmanager
def few_are(count: int) -> Iterator[None]:
    """Let as many rows count as few, so that small stores are read by every index."""
    usual, listing._FEW = listing._FEW, count
    yield
    listing._FEW = usual


@given(
    st.lists(ROWS, min_size=5, max_size=25, unique_by=lambda row: row.record),
    QUERIES,
    st.sampled_from([0, 3, 2_000]),
    st.sampled_from([None, 4]),
)
@settings(max_examples=150)
def test_a_list_equals_a_plain_filter_and_sort(
    shared: Client, rows: list[RecordRow], query: RecordQuery, few: int, limit: int | None
) -> None:
    expected = [row for row in rows if matches(row, query)]
    expected.sort(key=lambda row: order(row, query), reverse=query.descending)

    with holding(shared, rows) as connection, few_are(few):
        keys = listing.record_keys(connection, query, limit)
        found = listing.record_rows(connection, keys)

    assert list(found) == expected[:limit]


def titled(client: Client, title: str, number: str = "", place: str = "") -> str:
    first = creation(title=title, number=number, place=place)
    client.append(first)
    return first.record


def found(client: Client, text: str) -> set[str]:
    with client.store.reading() as look:
        return {row.record for row in look.record_rows(look.record_keys(RecordQuery(text=text)))}


@pytest.mark.parametrize(
    "text", ["𠮷", "新", "新河", "新河镇", "新河镇永丰村三号桥", "三号 新河", "ab-12", "AB12", "ａ", "一 永丰村"]
)
def test_words_of_any_length_are_found(client: Client, text: str) -> None:
    wanted = titled(client, "新河镇永丰村三号桥 𠮷ａ", number="AB-12-一", place="永丰村")
    titled(client, "向化桥")

    assert found(client, text) == {wanted}


@pytest.mark.parametrize("text", ["河新", "桥永", "新河桥", "三号 向化", "𠮷ab"])
def test_characters_that_do_not_stand_side_by_side_are_not_a_word(client: Client, text: str) -> None:
    titled(client, "新河镇永丰村三号桥", number="AB-12", place="永丰村𠮷")

    assert found(client, text) == set()


@pytest.mark.parametrize("text", ['"', "*", "(", "桥 OR 村", "title:桥", "^桥", "桥*", "NEAR(桥 村)", "{桥}", "\x00"])
def test_what_people_type_is_never_taken_for_a_command(client: Client, text: str) -> None:
    wanted = titled(client, "新河桥")

    assert found(client, text) in (set(), {wanted})
    assert found(client, f"新河 {'桥' if '桥' in text else ''}") == {wanted}


def test_a_title_that_changed_is_found_by_its_new_words_alone(client: Client) -> None:
    asset = creation(record_kind="asset", values={"name": "新河桥"})
    client.append(asset)
    client.append(after(asset, "answered", values={"name": "向化桥"}))

    with client.store.reading() as look:
        query = RecordQuery(kind=RecordKind.ASSET)
        assert len(look.record_keys(replace(query, text="向化"))) == 1
        assert len(look.record_keys(replace(query, text="新河"))) == 0


def test_rows_come_in_the_order_of_their_keys_and_those_that_are_gone_are_left_out(client: Client) -> None:
    for number in range(3):
        titled(client, f"{number}号桥")
    with client.store.reading() as look:
        keys = look.record_keys(RecordQuery(sort=Sort.TITLE, descending=False))
        shown = look.record_rows([keys[2], 10**9, keys[0]])

    assert [row.title for row in shown] == ["2号桥", "0号桥"]


def test_more_rows_are_read_than_a_statement_has_room_for(shared: Client) -> None:
    row = RecordRow(
        *("310151101", "", "bridge", RecordKind.INSPECTION, Status.SUBMITTED, "", None, None, "", "", "p", "", ""),
        *(0, 0, False, 0),
    )
    rows = [replace(row, record=new_id(), title=f"{number:04}") for number in range(1201)]
    with holding(shared, rows) as connection:
        keys = listing.record_keys(connection, RecordQuery(sort=Sort.TITLE))
        assert [shown.title for shown in listing.record_rows(connection, keys)] == [
            f"{number:04}" for number in reversed(range(1201))
        ]


def test_assets_are_listed_by_township_and_code_and_found_by_any_word(client: Client) -> None:
    for code, name in (("B2", "新河桥"), ("B1", "永丰桥"), ("B3", "100%桥")):
        client.append(creation(record_kind="asset", values={"code": code, "name": name, "village": "新河村"}))
    gone = creation(record_kind="asset", values={"code": "B0", "name": "旧桥"})
    client.append(gone, after(gone, "retired"))

    with client.store.reading() as look:
        assert [asset.code for asset in look.assets("bridge")] == ["B1", "B2", "B3"]
        assert [asset.code for asset in look.assets(text="新河 桥")] == ["B1", "B2", "B3"]
        assert [asset.code for asset in look.assets(text="永丰")] == ["B1"]
        assert [asset.code for asset in look.assets(text="0%桥")] == ["B3"]
        assert look.assets("road") == ()
        assert len(look.assets(limit=2)) == 2


def test_a_store_that_another_window_changes_is_listed_as_it_is(client: Client, tmp_path: Path) -> None:
    titled(client, "新河桥")
    with client.store.reading() as look:
        keys = look.record_keys(RecordQuery())
    titled(client, "向化桥")

    with client.store.reading() as look:
        assert len(look.record_rows(keys)) == 1
        assert len(look.record_keys(RecordQuery())) == 2
    assert tmp_path.exists()
