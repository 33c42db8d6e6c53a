"""Opening a database file: encrypted, every commit on disk, refused with a sentence when it cannot be read."""

from pathlib import Path
from threading import Thread

import pytest
from sqlalchemy import QueuePool, text
from sqlalchemy.exc import OperationalError
from sqlcipher3 import dbapi2

from app.errors import AppError
from db.engine import open_sqlite, reading, sqlite_over, writing

KEY, OTHER = bytes(range(32)), bytes(32)
PLAIN_HEADER = b"SQLite format 3\x00"


def made(path: Path, key: bytes | None) -> Path:
    """Return a file with one table and one row in it."""
    engine = open_sqlite(path, key)
    with writing(engine) as connection:
        connection.execute(text("CREATE TABLE bridges (name TEXT)"))
        connection.execute(text("INSERT INTO bridges VALUES ('新河桥')"))
    engine.dispose()
    return path


@pytest.mark.parametrize(("pragma", "value"), [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1)])
def test_every_connection_is_set_up_to_lose_nothing(tmp_path: Path, pragma: str, value: object) -> None:
    engine = open_sqlite(tmp_path / "store.db", KEY)

    with reading(engine) as first, reading(engine) as second:
        assert [first.exec_driver_sql(f"PRAGMA {pragma}").scalar() for first in (first, second)] == [value, value]
    engine.dispose()


def test_nothing_of_an_encrypted_file_can_be_read_in_it(tmp_path: Path) -> None:
    raw = made(tmp_path / "store.db", KEY).read_bytes()

    assert not raw.startswith(PLAIN_HEADER)
    assert "新河桥".encode() not in raw
    assert b"bridges" not in raw
    assert made(tmp_path / "plain.db", None).read_bytes().startswith(PLAIN_HEADER)


@pytest.mark.parametrize("key", [OTHER, None])
def test_a_file_is_not_opened_with_a_key_that_is_not_its_own(tmp_path: Path, key: bytes | None) -> None:
    path = made(tmp_path / "store.db", KEY)
    before = path.read_bytes()

    with pytest.raises(AppError) as refused, reading(open_sqlite(path, key)):
        pass

    assert refused.value.code == "store.unreadable"
    assert path.read_bytes() == before


def test_a_file_that_is_no_database_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    path.write_bytes(b"no database " * 1000)

    with pytest.raises(AppError) as refused, reading(open_sqlite(path, KEY)):
        pass

    assert refused.value.code == "store.unreadable"
    assert path.read_bytes() == b"no database " * 1000


def test_a_file_that_cannot_be_reached_is_refused(tmp_path: Path) -> None:
    with pytest.raises(AppError) as refused, reading(open_sqlite(tmp_path / "away" / "store.db", KEY)):
        pass

    assert refused.value.code == "store.unreadable"


def test_a_reader_sees_one_state_while_a_writer_commits(tmp_path: Path) -> None:
    engine = open_sqlite(made(tmp_path / "store.db", KEY), KEY)
    count = text("SELECT count(*) FROM bridges")

    with reading(engine) as reader:
        before = reader.execute(count).scalar()
        with writing(engine) as writer:
            writer.execute(text("INSERT INTO bridges VALUES ('向化桥')"))
        assert reader.execute(count).scalar() == before == 1
    with reading(engine) as reader:
        assert reader.execute(count).scalar() == 2
    engine.dispose()


def test_writers_take_turns_from_their_first_statement_on(tmp_path: Path) -> None:
    engine = open_sqlite(made(tmp_path / "store.db", KEY), KEY)

    def count_up() -> None:
        for _ in range(20):
            with writing(engine) as connection:
                known = connection.execute(text("SELECT count(*) FROM bridges")).scalar()
                connection.execute(text("INSERT INTO bridges VALUES (:name)"), {"name": str(known)})

    threads = [Thread(target=count_up) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with reading(engine) as connection:
        names = connection.execute(text("SELECT name FROM bridges")).scalars().all()
    engine.dispose()

    assert sorted(names[1:], key=int) == [str(number) for number in range(1, 81)]


def test_a_transaction_that_cannot_begin_fails_as_any_other_statement_does(tmp_path: Path) -> None:
    path = made(tmp_path / "store.db", None)
    hurried = sqlite_over(dbapi2, QueuePool(lambda: dbapi2.connect(str(path), timeout=0, isolation_level=None)))
    engine = open_sqlite(path)

    with writing(engine), pytest.raises(OperationalError, match="database is locked"), writing(hurried):
        pass

    with writing(hurried) as connection:
        assert connection.execute(text("SELECT count(*) FROM bridges")).scalar() == 1
    hurried.dispose()
    engine.dispose()


def test_many_may_open_a_new_file_at_once(tmp_path: Path) -> None:
    refused: list[AppError] = []

    def open_it() -> None:
        engine = open_sqlite(tmp_path / "store.db", KEY)
        try:
            with reading(engine) as connection:
                connection.exec_driver_sql("SELECT count(*) FROM sqlite_master")
        except AppError as error:
            refused.append(error)
        engine.dispose()

    threads = [Thread(target=open_it) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert refused == []


def test_a_full_disk_is_said_in_a_sentence_and_what_was_saved_before_stays(tmp_path: Path) -> None:
    engine = open_sqlite(tmp_path / "store.db")
    with writing(engine) as connection:
        connection.exec_driver_sql("CREATE TABLE notes (text TEXT)")
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")

    with pytest.raises(AppError) as caught, writing(engine) as connection:
        connection.exec_driver_sql("INSERT INTO notes VALUES (?)", ("x" * 100_000,))

    with writing(engine) as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
        connection.exec_driver_sql("INSERT INTO notes VALUES ('later')")
        assert connection.exec_driver_sql("SELECT text FROM notes").scalars().all() == ["later"]
    assert caught.value.code == "store.disk_full"
    engine.dispose()
