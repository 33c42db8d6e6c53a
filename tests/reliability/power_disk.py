"""A machine's database on a disk whose power is cut; in a history it is what ``tests.simulation.disks.Disk`` is."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from random import Random
from weakref import WeakKeyDictionary

import apsw
from sqlalchemy import StaticPool
from sqlcipher3 import dbapi2

from db.engine import sqlite_over
from tests.reliability import apsw_module
from tests.reliability.power import File, Platter, PlatterVfs, PowerCutError
from tests.simulation.disks import Disk, Image

NAME = "store.db"
_NO_LIMIT = 1 << 30
_numbers = count(1)
_images: WeakKeyDictionary[Image, bytes] = WeakKeyDictionary()


class PowerDisk(Disk):
    """A disk in memory that dies at a write; what a kill is elsewhere is a cut of the power here."""

    def __init__(self, random: Random, error_rate: float = 0.0) -> None:
        self.error_rate = error_rate
        self.platter = Platter(random)
        self._vfs = PlatterVfs(self.platter, f"platter-{next(_numbers)}")
        self._real: apsw_module.Connection | None = None
        self.engine = sqlite_over(apsw_module, StaticPool(self._connect))  # type: ignore[arg-type]  # a module by its names
        self.checked = 0

    def load(self, image: Image) -> None:
        """Let everything be as it was, all of it on the platter."""
        self.close()
        raw = _images.get(image) or _bytes_of(image)
        _images[image] = raw
        self.platter.error_rate = self.error_rate
        self.platter.files = {NAME: File(bytearray(raw), bytearray(raw))}
        self.spare()

    def save(self) -> Image:
        """Return everything as it is now."""
        image = Image()
        with self._faultless(), tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / NAME
            path.write_bytes(self._connect().real.serialize("main"))
            source = dbapi2.connect(str(path))
            source.backup(image.connection)
            source.close()
        return image

    def kill_after(self, statements: int) -> None:
        """Cut the power at the write after so many."""
        self.platter.cut_at = statements

    def fill(self) -> None:
        """Let there be no more room than what is used."""
        (pages,) = self.rows("PRAGMA page_count")[0]
        self.rows(f"PRAGMA max_page_count = {pages}")

    def spare(self) -> None:
        """Let the power come back, and check that the file is whole after a cut."""
        self.platter.cut_at = None
        if self.platter.is_dead:
            self.close()
            self.platter.reboot()
            self.checked += 1
            assert self.rows("PRAGMA integrity_check") == [("ok",)], "the file is damaged"
        self.rows(f"PRAGMA max_page_count = {_NO_LIMIT}")

    def repair(self) -> None:
        """Let nothing fail from now on."""
        self.spare()
        self.platter.error_rate = 0.0

    def rows(self, sql: str, *parameters: object) -> list[tuple[object, ...]]:
        """Look at the disk from outside, where it never fails."""
        with self._faultless():
            return self._connect().execute(sql, parameters).fetchall()

    def do(self, sql: str, *parameters: object) -> None:
        """Spoil the disk from outside."""
        self.rows(sql, *parameters)

    @contextmanager
    def _faultless(self) -> Iterator[None]:
        rate, self.platter.error_rate = self.platter.error_rate, 0.0
        try:
            yield
        finally:
            self.platter.error_rate = rate

    def _connect(self) -> apsw_module.Connection:
        if self._real is None:
            with self._faultless():
                self._real = apsw_module.Connection(_opened(self._vfs.name))
        return self._real

    def close(self) -> None:
        """Leave the file as a dead process does: unclosed; SQLite's own goodbye must not reach the platter."""
        if self._real is None:
            return
        was_dead, self.platter.is_dead = self.platter.is_dead, True
        with suppress(apsw.Error, PowerCutError):
            self._real.real.close(True)  # apsw's: by force
        self._real = None
        self.engine.dispose()
        self.platter.is_dead = was_dead


def _opened(vfs: str) -> apsw.Connection:
    real = apsw.Connection(NAME, vfs=vfs)
    for pragma in ("locking_mode = EXCLUSIVE", "journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        real.execute(f"PRAGMA {pragma}").fetchall()
    real.wal_autocheckpoint(20)
    return real


def _bytes_of(image: Image) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / NAME
        target = dbapi2.connect(str(path))
        image.connection.backup(target)
        target.close()
        return path.read_bytes()
