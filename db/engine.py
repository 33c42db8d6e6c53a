"""Opening a database: SQLite through sqlcipher3, encrypted when there is a key, or PostgreSQL through psycopg."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from time import sleep
from types import ModuleType
from typing import TYPE_CHECKING

import sqlalchemy
from sqlalchemy import Connection, Engine, ExceptionContext, event
from sqlalchemy.exc import OperationalError

from app.errors import AppError

if TYPE_CHECKING:
    from sqlcipher3.dbapi2 import Connection as SqliteConnection

BUSY_MS = 20_000
_PAUSE_MS = 50
_DISK_FULL = ("database or disk is full", "No space left on device")
_DISK_FAILING = "disk I/O error"
"""How SQLite and PostgreSQL put it."""
_PRAGMAS = (
    "synchronous = FULL",
    "foreign_keys = ON",
    "temp_store = MEMORY",
    "cache_size = -16000",
)


def open_sqlite(path: Path, key: bytes | None = None) -> Engine:
    """Open or create an SQLite file: WAL, every commit on disk (synchronous=FULL), foreign keys on.

    Args:
        path: the file.
        key: raw key of 32 bytes, or None for a file in the clear.

    Raises:
        AppError: ``store.unreadable`` if the file cannot be reached, is no database, or the key is not its own.
    """
    from sqlcipher3 import dbapi2

    def connect() -> "SqliteConnection":
        try:
            connection = dbapi2.connect(
                str(path), timeout=BUSY_MS / 1000, check_same_thread=False, isolation_level=None
            )
            return set_up(connection, key)
        except dbapi2.DatabaseError as error:
            raise AppError("store.unreadable", path=path.name, reason=error) from error

    return sqlite_over(dbapi2, sqlalchemy.QueuePool(connect, pool_size=4, max_overflow=8))


def sqlite_over(module: ModuleType, pool: sqlalchemy.Pool) -> Engine:
    """Return an engine over a pool of SQLite connections; transactions and errors are those of every store.

    Args:
        module: the DB-API module (PEP 249) that the connections come from; they begin no transaction by themselves.
        pool: of the connections.
    """
    engine = sqlalchemy.create_engine("sqlite://", module=module, pool=pool)
    event.listen(engine, "begin", _begin)
    event.listen(engine, "handle_error", _say_of_the_disk)
    return engine


def open_engine(url: str, key: bytes | None = None) -> Engine:
    """Open a database by URL: ``postgresql://…``, ``sqlite:///file``, or a file's path."""
    if url.startswith("postgresql"):
        address = sqlalchemy.make_url(url).set(drivername="postgresql+psycopg")
        engine = sqlalchemy.create_engine(address, pool_pre_ping=True)
        event.listen(engine, "handle_error", _say_of_the_disk)
        return engine
    return open_sqlite(Path(url.removeprefix("sqlite:///")), key)


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Begin one writing transaction: SQLite's write lock is taken at once, so that numbers are allocated in order."""
    with engine.connect().execution_options(yingxun_writes=True) as connection, connection.begin():
        yield connection


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Begin a transaction that sees one state of the database and never waits for a writer."""
    with engine.connect() as connection, connection.begin():
        yield connection


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("yingxun_writes", False)
    statement = "BEGIN IMMEDIATE" if writes else "BEGIN"
    # Half of all statements: past SQLAlchemy's own machinery, which costs ten times as much as the statement.
    beginning = connection.connection.cursor()
    try:
        beginning.execute(statement)
    except connection.dialect.loaded_dbapi.Error as error:
        _check_disk(error)
        raise OperationalError(statement, None, error) from error
    finally:
        beginning.close()


def _say_of_the_disk(context: ExceptionContext) -> None:
    """Say in a sentence what the disk refused the database; the transaction is rolled back.

    Raises:
        AppError: ``store.disk_full`` or ``store.disk_failing``.
    """
    _check_disk(context.original_exception)


def _check_disk(error: BaseException) -> None:
    said = str(error)
    if any(sign in said for sign in _DISK_FULL):
        raise AppError("store.disk_full") from error
    if _DISK_FAILING in said:
        raise AppError("store.disk_failing") from error


def set_up(connection: "SqliteConnection", key: bytes | None) -> "SqliteConnection":
    """Hand over the key and set the connection up; one that fails is closed."""
    with ExitStack() as on_failure:
        on_failure.callback(connection.close)
        if key is not None:
            connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        _write_ahead(connection)
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        on_failure.pop_all()
    return connection


def _write_ahead(connection: "SqliteConnection") -> None:
    """Switch to the write-ahead log; where two open a new file at once, SQLite refuses one instead of letting it wait.

    Raises:
        DatabaseError: it is no database, or the key is not its own.
    """
    from sqlcipher3 import dbapi2

    for attempts_left in reversed(range(BUSY_MS // _PAUSE_MS)):
        try:
            connection.execute("PRAGMA journal_mode = WAL").fetchone()
        except dbapi2.OperationalError as error:
            if not attempts_left or "locked" not in str(error):
                raise
            sleep(_PAUSE_MS / 1000)
        else:
            return
