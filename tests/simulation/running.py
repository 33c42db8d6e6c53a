"""Running many histories: in blocks, on every core, counted."""

import gc
import json
import multiprocessing
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from tests.simulation.faults import Coverage
from tests.simulation.history import History, Machines
from tests.simulation.machines import close_loop

BLOCK = 25
"""Histories that a process runs before it says so."""


@dataclass
class Tally:
    """What histories came to.

    Attributes:
        begun: the first number; ``next`` is the first that has not been run.
        entries: made in all of them.
        faults: injected.
        seconds: of processor time.
        met: which fault met which step how often, as ``fault|step``.
        broken: numbers of histories that broke a promise, and how.
    """

    begun: int = 0
    next: int = 0
    entries: int = 0
    seconds: float = 0.0
    met: Counter[str] = field(default_factory=Counter)
    broken: dict[str, str] = field(default_factory=dict)

    @property
    def faults(self) -> int:
        """How many faults were injected."""
        return sum(self.met.values())

    def add(self, other: "Tally") -> None:
        """Add those of another block, which follows."""
        self.next = max(self.next, other.next)
        self.entries += other.entries
        self.seconds += other.seconds
        self.met.update(other.met)
        self.broken.update(other.broken)

    def coverage(self) -> Coverage:
        """Return the table of faults and steps."""
        coverage = Coverage()
        for pair, times in self.met.items():
            fault, _, step = pair.partition("|")
            coverage.met[fault, step] += times
        return coverage


def run_block(folder: Path, first: int, last: int) -> Tally:
    """Run the histories from ``first`` up to before ``last``."""
    tally, began = Tally(first, last), time.process_time()
    gc.set_threshold(100_000, 50, 50)
    with tempfile.TemporaryDirectory(dir=folder) as place:
        machines = Machines(Path(place))
        for seed in range(first, last):
            history = History(seed, machines)
            try:
                history.run()
            except Exception as error:  # noqa: BLE001  # whatever breaks a history is told with its number
                tally.broken[str(seed)] = f"{type(error).__name__}: {error}"
            tally.entries += len(history.promises.made)
            for (fault, step), times in history.coverage.met.items():
                tally.met[f"{fault}|{step}"] += times
    close_loop()
    tally.seconds = time.process_time() - began
    return tally


def run_all(first: int, count: int, processes: int) -> Iterator[Tally]:
    """Yield the tallies of blocks, in their order."""
    memory = Path("/dev/shm")  # noqa: S108  # a disk in memory, where there is one: nothing here needs to be durable
    folder = memory if memory.is_dir() else Path(tempfile.gettempdir())
    starts = range(first, first + count, BLOCK)
    jobs = [(start, min(start + BLOCK, first + count)) for start in starts]
    with multiprocessing.get_context("spawn").Pool(processes) as pool:
        yield from pool.imap(partial(_job, folder), jobs)


def _job(folder: Path, job: tuple[int, int]) -> Tally:
    return run_block(folder, *job)


def read_state(path: Path | None) -> Tally:
    """Return what was run before."""
    if path is None or not path.exists():
        return Tally()
    kept = json.loads(path.read_text("utf-8"))
    return Tally(**{**kept, "met": Counter(kept["met"])})
