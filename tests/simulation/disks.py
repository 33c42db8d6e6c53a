"""Databases in memory: set back to a template at once, killed at any statement, full when a history says so."""

from sqlalchemy import StaticPool, event
from sqlcipher3 import dbapi2

from db.engine import set_up, sqlite_over

_NO_LIMIT = 1 << 30


class Killed(Exception):  # noqa: N818  # no error of the program: its process ends here
    """The process that ran this was killed."""


class Image:
    """What lay on a disk at one moment."""

    def __init__(self) -> None:
        self.connection = _connect()


class Disk:
    """One machine's database. What was committed stays; a kill rolls back what was not.

    One connection serves a machine, whose program is one thread here.
    """

    def __init__(self) -> None:
        self._connection = _connect()
        self.engine = sqlite_over(dbapi2, StaticPool(lambda: self._connection))
        self.left: int | None = None
        event.listen(self.engine, "before_cursor_execute", lambda *_: self._count())
        event.listen(self.engine, "commit", lambda *_: self._count())

    def load(self, image: Image) -> None:
        """Let everything be as it was."""
        self.spare()
        image.connection.backup(self._connection)

    def save(self) -> Image:
        """Return everything as it is now."""
        image = Image()
        self._connection.backup(image.connection)
        return image

    def kill_after(self, statements: int) -> None:
        """Kill the process at the statement after so many; a commit counts as one."""
        self.left = statements

    def fill(self) -> None:
        """Let there be no more room than what is used."""
        pages = self._connection.execute("PRAGMA page_count").fetchone()[0]
        self._connection.execute(f"PRAGMA max_page_count = {pages}")

    def spare(self) -> None:
        """Kill nobody any more and make room."""
        self.left = None
        self._connection.execute(f"PRAGMA max_page_count = {_NO_LIMIT}")

    def repair(self) -> None:
        """Let nothing fail from now on."""
        self.spare()

    def rows(self, sql: str, *parameters: object) -> list[tuple[object, ...]]:
        """Look at the disk from outside."""
        return list(self._connection.execute(sql, parameters).fetchall())

    def do(self, sql: str, *parameters: object) -> None:
        """Spoil the disk from outside."""
        self._connection.execute(sql, parameters)

    def _count(self) -> None:
        if self.left is not None:
            self.left -= 1
            if self.left < 0:
                self.left = None
                raise Killed


def _connect() -> dbapi2.Connection:
    return set_up(dbapi2.connect(":memory:", check_same_thread=False, isolation_level=None), None)
