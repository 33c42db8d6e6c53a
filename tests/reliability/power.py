"""A disk that loses what was not synced when its power is cut, and that fails now and then: SQLite's files in memory.

Writes since the last sync are kept, dropped, reordered and torn at 512 bytes by a seed. There is no shared memory on
such a disk, so that a connection has the file for itself (``locking_mode=EXCLUSIVE``); all else is as in the product:
WAL, ``synchronous=FULL``.
"""

from dataclasses import dataclass, field
from random import Random
from typing import Any

import apsw

from tests.simulation.disks import Killed

SECTOR = 512


class PowerCutError(Killed):
    """The power was cut; nothing reaches the disk any more."""


@dataclass
class File:
    """One file: what is on the platter, what programs see, and the writes in between."""

    durable: bytearray = field(default_factory=bytearray)
    current: bytearray = field(default_factory=bytearray)
    pending: list[tuple[int, bytes | None]] = field(default_factory=list)


def _write(content: bytearray, offset: int, piece: bytes) -> None:
    if len(content) < offset:
        content.extend(bytes(offset - len(content)))
    content[offset : offset + len(piece)] = piece


class Platter:
    """The disk: files by name.

    Attributes:
        cut_at: the power is cut at the write after so many; None for never.
        error_rate: how often a read, a write or a sync fails.
        is_lying: whether a sync is answered without being done, as some cheap disks do.
        cuts: how often the power was cut.
        errors: how often the disk failed.
    """

    def __init__(self, random: Random) -> None:
        self.files: dict[str, File] = {}
        self.cut_at: int | None = None
        self.error_rate = 0.0
        self.is_dead = self.is_lying = False
        self.cuts = self.errors = 0
        self.random = random

    def reboot(self) -> None:
        """Come up again with what the platter has: the synced, and of the rest whatever made it."""
        for file in self.files.values():
            for offset, piece in file.pending:
                if self.random.random() < 0.5:
                    continue
                if piece is None:
                    del file.durable[offset:]
                    continue
                _write(file.durable, offset, self._torn(piece))
            file.current, file.pending = bytearray(file.durable), []
        self.is_dead, self.cut_at = False, None

    def _torn(self, piece: bytes) -> bytes:
        """Return a write, or now and then its first sectors only."""
        if len(piece) <= SECTOR or self.random.random() > 0.3:
            return piece
        return piece[: SECTOR * self.random.randrange(1, len(piece) // SECTOR + 1)]

    def count_write(self) -> None:
        """Count a write; raise where the power is cut there."""
        if self.is_dead:
            raise PowerCutError
        if self.cut_at is not None:
            self.cut_at -= 1
            if self.cut_at < 0:
                self.is_dead = True
                self.cuts += 1
                raise PowerCutError

    def may_fail(self) -> None:
        """Fail now and then; raise where it does."""
        if self.is_dead:
            raise PowerCutError
        if self.error_rate and self.random.random() < self.error_rate:
            self.errors += 1
            raise apsw.IOError("disk I/O error")


class _OpenFile:
    """A file as SQLite uses it (apsw's VFSFile, all of it ours)."""

    def __init__(self, platter: Platter, name: str) -> None:
        self._platter = platter
        self._file = platter.files.setdefault(name, File())

    def xRead(self, amount: int, offset: int) -> bytes:  # noqa: N802  # SQLite's name
        self._platter.may_fail()
        return bytes(self._file.current[offset : offset + amount])

    def xWrite(self, data: Any, offset: int) -> None:  # noqa: N802  # SQLite's name
        self._platter.may_fail()
        piece = bytes(data)
        _write(self._file.current, offset, piece)
        self._file.pending.append((offset, piece))
        self._platter.count_write()

    def xTruncate(self, size: int) -> None:  # noqa: N802  # SQLite's name
        del self._file.current[size:]
        self._file.pending.append((size, None))

    def xSync(self, _flags: int) -> None:  # noqa: N802  # SQLite's name
        self._platter.may_fail()
        if not self._platter.is_lying:
            self._file.durable, self._file.pending = bytearray(self._file.current), []

    def xFileSize(self) -> int:  # noqa: N802  # SQLite's name
        return len(self._file.current)

    def xClose(self) -> None:  # noqa: N802  # SQLite's name
        pass

    def xLock(self, _level: int) -> None:  # noqa: N802  # SQLite's name
        pass

    def xUnlock(self, _level: int) -> None:  # noqa: N802  # SQLite's name
        pass

    def xCheckReservedLock(self) -> bool:  # noqa: N802  # SQLite's name
        return False

    def xSectorSize(self) -> int:  # noqa: N802  # SQLite's name
        return SECTOR

    def xDeviceCharacteristics(self) -> int:  # noqa: N802  # SQLite's name
        return 0

    def xFileControl(self, _operation: int, _pointer: int) -> bool:  # noqa: N802  # SQLite's name
        return False


class PlatterVfs(apsw.VFS):
    """A platter under a name that SQLite opens files by."""

    def __init__(self, platter: Platter, name: str) -> None:
        self._platter = platter
        self.name = name
        super().__init__(name, base="")

    def xOpen(self, name: Any, flags: list[int]) -> Any:  # noqa: N802  # SQLite's name
        path = name.filename() if isinstance(name, apsw.URIFilename) else name
        flags[1] = flags[0]
        return _OpenFile(self._platter, _base(path or f"temporary-{len(self._platter.files)}"))

    def xDelete(self, name: str, _sync: bool) -> None:  # noqa: N802  # SQLite's
        self._platter.files.pop(_base(name), None)

    def xAccess(self, name: str, _flags: int) -> bool:  # noqa: N802  # SQLite's name
        return _base(name) in self._platter.files

    def xFullPathname(self, name: str) -> str:  # noqa: N802  # SQLite's name
        return "/" + _base(name)


def _base(name: str) -> str:
    return name.rsplit("/", 1)[-1]
