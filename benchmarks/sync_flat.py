"""What a record costs to push and to pull when much is stored already: flat, within 1.3 of a small store.

Run: ``python -m benchmarks.sync_flat [--most 2000000]``. For SQLite and for a real PostgreSQL, a log of one township is
filled to 10,000 entries and measured, then to 2,000,000 and measured again. The stored rows are copies of one signed
entry's bytes with ids, numbers and hashes of their own, written in bulk: no signature of theirs is valid, which neither
push nor pull of new entries looks at. What is measured is real: signed entries through the ledger, pages read past a
cursor near the end. Prints records a second and the ratio, and ends with 1 where a ratio is above 1.3.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from uuid import UUID

from sqlalchemy import Engine, insert, update

from app.domain.stream import Stream
from db.engine import open_engine, writing
from db.ledger import LogLedger
from db.migrate import upgrade
from db.rows import LOG, row_of
from db.tables import entries, streams
from tests.databases import PostgresServer
from tests.server.people import BRIDGES, District, Machine, open_ledger

FEW, MOST, LIMIT = 10_000, 2_000_000, 1.3
BATCH, BATCHES, AT_ONCE = 100, 20, 20_000
_AT = "2026-05-06T09:00:00.000+08:00"


class Log:
    """A log that is filled without being signed.

    Attributes:
        stored: entries of the stream.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.ledger: LogLedger = open_ledger(engine)
        self.district = District(self.ledger)
        self.writer = self.district.inspector(BRIDGES)
        self._model = Machine(self.writer.author.person).begin()
        self.stored = 0

    def fill(self, up_to: int) -> None:
        """Store so many entries in all."""
        rows = self._rows(self.stored + 1, up_to + 1)
        while batch := list(islice(rows, AT_ONCE)):
            with writing(self._engine) as connection:
                connection.execute(insert(entries), batch)
        self._set_head(BRIDGES, up_to)
        with writing(self._engine) as connection:
            connection.exec_driver_sql("ANALYZE")  # what a server's database does by itself as it grows
        self.stored = up_to

    def push(self) -> float:
        """Push batches of signed entries; return records a second, of the best batch."""
        best = float("inf")
        for _ in range(BATCHES):
            batch = [self.writer.begin() for _ in range(BATCH)]
            began = time.perf_counter()
            self.ledger.accept(batch, "", _AT)
            best = min(best, time.perf_counter() - began)
        self.stored += BATCH * BATCHES
        return BATCH / best

    def pull(self) -> float:
        """Pull the newest entries; return records a second, of the best time."""
        best, cursors = float("inf"), {BRIDGES: self.stored - BATCH}
        for _ in range(BATCHES):
            began = time.perf_counter()
            pulled = self.ledger.pull(cursors, self.writer.author.person, BATCH * 10)
            best = min(best, time.perf_counter() - began)
            assert any(page.stream == BRIDGES and len(page.entries) == BATCH for page in pulled.pages)
        return BATCH / best

    def _rows(self, first: int, end: int) -> Iterator[dict[str, object]]:
        row = row_of(self._model, place=LOG, at=_AT)
        for seq in range(first, end):
            name = str(UUID(int=seq))
            yield {**row, "id": name, "record": name, "seq": seq, "number": seq, "hash": f"{seq:064x}"}

    def _set_head(self, stream: Stream, head: int) -> None:
        here = (streams.c.township == stream.township) & (streams.c.subject == stream.subject)
        with writing(self._engine) as connection:
            done = connection.execute(update(streams).where(here).values(head=head))
            if not done.rowcount:
                key = {"township": stream.township, "subject": stream.subject}
                connection.execute(insert(streams).values(**key, head=head, digest="0" * 64))


def measure(name: str, engine: Engine, most: int) -> bool:
    """Measure one backend and print; return whether both ratios are within the limit."""
    log, found = Log(engine), []
    for stored in (FEW, most):
        log.fill(stored)
        found.append((log.push(), log.pull()))
    ratios = [few / many for few, many in zip(*found, strict=True)]
    for what, few, many, ratio in zip(("push", "pull"), *found, ratios, strict=True):
        sys.stdout.write(
            f"{name} {what}: {few:.0f} records/s at {FEW:,}, {many:.0f} at {most:,}: {ratio:.2f} (limit {LIMIT})\n"
        )
        sys.stdout.flush()
    return all(ratio <= LIMIT for ratio in ratios)


def main(arguments: Sequence[str]) -> int:
    """Measure both and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.sync_flat")
    parser.add_argument("--most", type=int, default=MOST, help="entries in the big log")
    most = parser.parse_args(arguments).most
    with tempfile.TemporaryDirectory(prefix="yingxun-flat-", ignore_cleanup_errors=True) as folder:
        engine = open_engine(str(Path(folder) / "server.db"))
        upgrade(engine, "server")
        is_flat = measure("SQLite", engine, most)
        engine.dispose()
        postgres = PostgresServer(Path(folder) / "postgres")
        engine = open_engine(postgres.fresh())
        is_flat = measure("PostgreSQL", engine, most) and is_flat
        engine.dispose()
        postgres.close()
    return 0 if is_flat else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
