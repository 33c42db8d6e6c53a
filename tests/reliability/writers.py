"""Eight writers and a puller on one PostgreSQL, each through a ledger of its own: nothing is missed.

``python -m tests.reliability.writers --entries 100000``. Each pushes batches as
the processes of a server do that share one database; the puller pulls with a cursor all the while.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

from sqlalchemy import Engine

from app.domain.stream import DIRECTORY, Stream
from app.ports.ledger import Outcome
from db.engine import open_engine, reading
from db.ledger import LogLedger
from tests.databases import PostgresServer
from tests.reliability.counting import Counted, count_log
from tests.server.people import BRIDGES, ROADS, District, Machine, open_ledger

WRITERS, BATCH, PAGE = 8, 100, 500
STREAMS = (BRIDGES, ROADS)


class Puller:
    """Pulls with cursors and keeps what came, by stream."""

    def __init__(self, ledger: LogLedger, person: str) -> None:
        self._ledger, self._person = ledger, person
        self.cursors: dict[Stream, int] = {}
        self.got: dict[Stream, list[str]] = {stream: [] for stream in (DIRECTORY, *STREAMS)}
        self.polls = 0

    def pull(self) -> bool:
        """Ask once; return whether anything came."""
        self.polls += 1
        pulled = self._ledger.pull(self.cursors, self._person, PAGE)
        for page in pulled.pages:
            self.cursors[page.stream] = page.after + len(page.entries)
            self.got[page.stream] += [json.loads(one.payload)["id"] for one in page.entries]
        return bool(pulled.pages)


def write(database: str, machine: Machine, entries: int) -> list[str]:
    """Push so many entries in batches through a ledger of one's own; return the ids of what was accepted."""
    engine = open_engine(database)
    ledger, accepted = open_ledger(engine), list[str]()
    while len(accepted) < entries:
        batch = [machine.begin(STREAMS[number % 2]) for number in range(BATCH)]
        rulings = ledger.accept(batch, "", "2026-05-06T09:00:00.000+08:00")
        accepted += [ruling.entry for ruling in rulings if ruling.outcome is Outcome.ACCEPTED]
        assert all(ruling.outcome is Outcome.ACCEPTED for ruling in rulings)
    engine.dispose()
    return accepted


def endure(database: str, entries: int) -> tuple[Counted, int]:
    """Let them write and pull; return what was found, and how often the puller asked."""
    engine = open_engine(database)
    district = District(open_ledger(engine))
    machines = [district.inspector(*STREAMS) for _ in range(WRITERS)]
    reader = district.inspector(*STREAMS)
    puller = Puller(open_ledger(engine), reader.author.person)
    done = Event()

    def pull_on() -> None:
        while not done.is_set():
            puller.pull()
        while puller.pull():
            pass

    with ThreadPoolExecutor(WRITERS + 1) as pool:
        pulling = pool.submit(pull_on)
        writing = [pool.submit(write, database, machine, entries // WRITERS) for machine in machines]
        try:
            made = [name for future in writing for name in future.result()]
        finally:
            done.set()
        pulling.result()
    counted = _count(engine, made, puller.got)
    engine.dispose()
    return counted, puller.polls


def _count(engine: Engine, made: Sequence[str], got: Mapping[Stream, Sequence[str]]) -> Counted:
    with reading(engine) as log:
        counted = count_log(log, log, STREAMS, made)
    pulled = [name for stream in STREAMS for name in got[stream]]
    counted.missed = len(set(made) - set(pulled))
    counted.duplicated += len(pulled) - len(set(pulled))
    return counted


def main(arguments: Sequence[str]) -> int:
    """Run and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.reliability.writers")
    parser.add_argument("--entries", type=int, default=100_000)
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="yingxun-writers-", ignore_cleanup_errors=True) as folder:
        postgres = PostgresServer(Path(folder) / "postgres")
        counted, polls = endure(postgres.fresh(), given.entries)
        postgres.close()
    sys.stdout.write(f"{WRITERS} writers, {polls} pulls: {counted}\n")
    return 0 if counted.is_clean else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
