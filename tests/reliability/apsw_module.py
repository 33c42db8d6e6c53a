"""Another SQLite for the product's SQL: apsw behind the DB-API (PEP 249), because it takes disks written in Python.

The product's own engine is sqlcipher3, which does not; it gets the kills of real processes.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

import apsw
import apsw.ext

from tests.simulation.disks import Killed

paramstyle = "qmark"
threadsafety = 1
apilevel = "2.0"
sqlite_version_info = tuple(int(part) for part in apsw.sqlite_lib_version().split("."))
sqlite_version = apsw.sqlite_lib_version()
Error = sqlite3.Error
Warning = sqlite3.Warning  # noqa: A001  # PEP 249's name
InterfaceError = sqlite3.InterfaceError
DatabaseError = sqlite3.DatabaseError
OperationalError = sqlite3.OperationalError
IntegrityError = sqlite3.IntegrityError
ProgrammingError = sqlite3.ProgrammingError
DataError = sqlite3.DataError
InternalError = sqlite3.InternalError
NotSupportedError = sqlite3.NotSupportedError
Binary = bytes
PARSE_DECLTYPES = PARSE_COLNAMES = 0

_ROWS = ("select", "with", "pragma", "explain")


@contextmanager
def _named() -> Iterator[None]:
    try:
        yield
    except apsw.ConstraintError as error:
        raise IntegrityError(str(error)) from error
    except apsw.Error as error:
        raise OperationalError(str(error)) from error


class Cursor:
    """A cursor that has read all its rows when ``execute`` returns."""

    arraysize = 1

    def __init__(self, connection: "Connection") -> None:
        self._connection = connection
        self._rows: list[Any] = []
        self.description: Any = None
        self.rowcount = -1
        self.lastrowid = 0

    def execute(self, sql: str, parameters: Sequence[object] = ()) -> "Cursor":
        """Run a statement."""
        with _named():
            self.description = self._connection.describe(sql)
            self._rows = list(self._connection.real.execute(sql, tuple(parameters)))
            self._count()
        return self

    def executemany(self, sql: str, many: Iterable[Sequence[object]]) -> "Cursor":
        """Run a statement for each set of parameters."""
        with _named():
            self.description, self._rows = None, []
            for parameters in many:
                self._connection.real.execute(sql, tuple(parameters))
            self._count()
        return self

    def fetchone(self) -> Any:
        """Return the next row or None."""
        return self._rows.pop(0) if self._rows else None

    def fetchmany(self, size: int | None = None) -> list[Any]:
        """Return the next rows."""
        size = size or self.arraysize
        taken, self._rows = self._rows[:size], self._rows[size:]
        return taken

    def fetchall(self) -> list[Any]:
        """Return all rows that are left."""
        taken, self._rows = self._rows, []
        return taken

    def close(self) -> None:
        """Nothing is open."""

    def setinputsizes(self, *_sizes: object) -> None:
        """PEP 249 asks for it."""

    def setoutputsize(self, *_sizes: object) -> None:
        """PEP 249 asks for it."""

    def _count(self) -> None:
        self.rowcount = self._connection.real.changes()
        self.lastrowid = self._connection.real.last_insert_rowid()


class Connection:
    """A connection that begins no transaction by itself."""

    def __init__(self, real: apsw.Connection) -> None:
        self.real = real
        self.isolation_level = None
        self._described: dict[str, Any] = {}

    def cursor(self) -> Cursor:
        """Return a cursor."""
        return Cursor(self)

    def execute(self, sql: str, parameters: Sequence[object] = ()) -> Cursor:
        """Run a statement."""
        return self.cursor().execute(sql, parameters)

    def commit(self) -> None:
        """Commit what was begun."""
        if self.real.in_transaction:
            with _named():
                self.real.execute("COMMIT")

    def rollback(self) -> None:
        """Roll back what was begun and has not ended by an error; a dead disk does so when it comes up again."""
        if self.real.in_transaction:
            with suppress(apsw.Error, Killed):
                self.real.execute("ROLLBACK")

    def create_function(self, *_about: object, **_more: object) -> None:
        """SQLAlchemy brings a function for regular expressions, which the product does not use."""

    def close(self) -> None:
        """Close it."""
        with _named():
            self.real.close(True)  # apsw's: by force

    def describe(self, sql: str) -> Any:
        """Return the columns of a statement that answers with rows."""
        if not sql.lstrip().lower().startswith(_ROWS) and " returning " not in sql.lower():
            return None
        if sql not in self._described:
            columns = apsw.ext.query_info(self.real, sql).description
            self._described[sql] = tuple((column[0], None, None, None, None, None, None) for column in columns)
        return self._described[sql] or None


def connect(real: apsw.Connection) -> Connection:
    """Return a connection of this module."""
    return Connection(real)
