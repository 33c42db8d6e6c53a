"""Killed at any moment while it writes, a client's store is whole and has all that was acknowledged."""

import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.stream import GENESIS
from db.engine import reading
from db.rows import entry_of
from db.store import ClientStore
from db.tables import entries
from tests.db.writing_child import AUTHOR, RECORD, open_store
from tests.source_tree import ROOT

KILLS = 200
MOST_LINES = 14

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here to start 200 processes quickly with"),
]


class Nursery:
    """The process that forks the children."""

    def __init__(self, home: Path) -> None:
        command = [sys.executable, "-m", "tests.db.writing_child", str(home)]
        self.process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def write_and_die(self, lines: int) -> dict[str, int]:
        """Let a child write until it has said so many lines and kill it there and then; return what it said last."""
        assert self.process.stdin is not None
        self.process.stdin.write(b"one more\n")
        self.process.stdin.flush()
        said = dict([self._line()])
        for _ in range(lines):
            word, number = self._line()
            assert word != "ended", "the child has ended by itself"
            said[word] = number
        os.kill(said["pid"], signal.SIGKILL)
        while (line := self._line())[0] != "ended":
            said[line[0]] = line[1]
        return said

    def _line(self) -> tuple[str, int]:
        assert self.process.stdout is not None
        line = self.process.stdout.readline().decode()
        assert line, "the nursery has ended by itself"
        word, _, number = line.strip().partition(" ")
        return word, int(number or 0)

    def close(self) -> None:
        """End it and every pipe to it."""
        for pipe in (self.process.stdin, self.process.stdout):
            assert pipe is not None
            pipe.close()
        self.process.wait()


@pytest.fixture
def nursery(tmp_path: Path) -> Iterator[Nursery]:
    """A nursery for a store that exists."""
    open_store(tmp_path).close()
    nursery = Nursery(tmp_path)
    yield nursery
    nursery.close()


def counter_of(store: ClientStore) -> int:
    """Return how far the draft has come, 0 before the first."""
    with store.reading() as look:
        draft = look.draft(RECORD)
    return int(str(draft.values["counter"])) if draft else 0


def assert_whole(store: ClientStore) -> int:
    """Check the file and the device's chain; return its newest number."""
    with reading(store.engine) as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalars().all() == ["ok"]
        rows = connection.execute(entries.select().order_by(entries.c.number)).all()
    chain = [entry_of(row) for row in rows]
    assert [entry.number for entry in chain] == list(range(1, len(chain) + 1))
    assert [entry.previous for entry in chain] == [GENESIS, *(entry.hash for entry in chain[:-1])]
    with store.reading() as look:
        assert look.count_waiting() == len(chain)
    return len(chain)


def test_a_client_killed_200_times_while_it_writes_loses_nothing_that_was_saved(
    nursery: Nursery, tmp_path: Path
) -> None:
    chance = random.Random(20261122)  # noqa: S311 - when to kill is no secret
    entries_said = 0
    for _ in range(KILLS):
        said = nursery.write_and_die(chance.randrange(MOST_LINES))
        entries_said = max(entries_said, said.get("entry", 0))

        store = open_store(tmp_path)
        assert assert_whole(store) >= entries_said
        counter = counter_of(store)
        store.close()
        assert counter >= said.get("draft", 0)
    assert store.author == AUTHOR
    assert counter > KILLS
