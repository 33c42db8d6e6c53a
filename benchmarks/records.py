"""How long a page of the records list takes, filtered, sorted and searched, from a store with a million records.

Run: ``python -m benchmarks.records [RECORDS]``. Prints milliseconds of each query: median and 95th percentile beside
the limit of 50 ms for a page, and the processor's share. The store is encrypted as a client's is; nothing is asserted.
"""

import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import islice
from pathlib import Path
from statistics import median, quantiles

from sqlalchemy import Connection, Index, insert

from app.domain.entry import Author
from app.domain.keys import PrivateKey
from app.domain.kinds import RecordKind, Status
from app.domain.listing import RecordQuery, Sort
from db import search
from db.engine import reading, writing
from db.listing import record_keys, record_rows
from db.machine import SystemClock
from db.store import ClientStore
from db.tables import records

RECORDS, PAGE, LIMIT_MS, ROUNDS = 1_000_000, 200, 50.0, 15
TOWNSHIPS = tuple(f"310151{number}" for number in (101, 102, 103, 104, 105, 106, 107, 108, 109, 110, 111, 112, 113))
FORMS = ("bridge_patrol", "bridge_regular", "bridge_periodic", "village_road")
PEOPLE = tuple(f"00000000-0000-7000-9000-{number:012x}" for number in range(60))
STATUSES = (Status.SUBMITTED, Status.RETURNED, Status.VOIDED, Status.APPROVED)
"""By age: what is new waits for review, what is old was approved or voided."""

_FIRST, _SECOND = (
    "新向堡港中建陈竖庙绿长横三米花桥候富江裕港东北跃进仙海",
    "河村民安永兴平星化沙桥镇海宁庄洪效富海林园阳光业",
)
_SORTS = (Sort.MADE, Sort.CHANGED, Sort.NUMBER, Sort.TITLE, Sort.STATUS)
_FILTERS: Mapping[str, RecordQuery] = {
    "all": RecordQuery(),
    "one status, common": RecordQuery(statuses=frozenset({Status.APPROVED})),
    "one status, rare": RecordQuery(statuses=frozenset({Status.RETURNED})),
    "two statuses": RecordQuery(statuses=frozenset({Status.SUBMITTED, Status.RETURNED})),
    "one township": RecordQuery(townships=frozenset({TOWNSHIPS[7]})),
    "township, status": RecordQuery(townships=frozenset({TOWNSHIPS[7]}), statuses=frozenset({Status.SUBMITTED})),
    "township, form": RecordQuery(townships=frozenset({TOWNSHIPS[7]}), forms=frozenset({FORMS[3]})),
    "one form": RecordQuery(forms=frozenset({FORMS[2]})),
    "own, returned": RecordQuery(author=PEOPLE[3], statuses=frozenset({Status.RETURNED})),
    "unsent": RecordQuery(only_unsent=True),
    "two characters": RecordQuery(text="新河"),
    "two words, status": RecordQuery(text="新河 绿", statuses=frozenset({Status.APPROVED})),
}


def main() -> None:
    """Build, measure, print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else RECORDS
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder))
        began = time.perf_counter()
        fill(store, count)
        size = sum(path.stat().st_size for path in Path(folder).iterdir())
        print(f"{count} records, {size / 1e6:.0f} MB, built in {time.perf_counter() - began:.0f} s")
        with reading(store.engine) as connection:
            measure(connection)
        store.close()


def open_store(home: Path) -> ClientStore:
    """Return an encrypted client's store in a folder."""
    return ClientStore(home, bytes(32), Author(PEOPLE[0], PEOPLE[0], PrivateKey(bytes(32))), SystemClock())


def fill(store: ClientStore, count: int) -> None:
    """Put rows of records and their index straight into the store; each index is made once at the end."""
    rows = plausible_records(count)
    with writing(store.engine) as connection:
        indexes = tuple(index for index in records.indexes if isinstance(index, Index))
        for index in indexes:
            index.drop(connection)
        while batch := list(islice(rows, 5_000)):
            connection.execute(insert(records), batch)
        for index in indexes:
            index.create(connection)
        _index(connection)
    with store.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")  # no client ever writes so much at once


def _index(connection: Connection) -> None:
    found = connection.exec_driver_sql("SELECT rowid, number, title, place FROM records")
    for batch in found.partitions(5_000):
        connection.exec_driver_sql(
            "INSERT INTO records_text (rowid, number, title, place) VALUES (?, ?, ?, ?)",
            [(row[0], *map(search.spaced, row[1:])) for row in batch],
        )


def plausible_records(count: int) -> Iterator[dict[str, object]]:
    """Yield rows of ``records`` about as they arrive, the same each time: three years of some 20,000 assets."""
    chance = random.Random(7)  # noqa: S311 - not a secret
    start = datetime(2023, 11, 1, tzinfo=UTC)
    for number in range(count):
        age = min(1.0, max(0.0, 1 - chance.gauss(number, count / 200) / count))
        made = start + timedelta(seconds=(1 - age) * 3 * 365 * 86_400)
        township = chance.choice(TOWNSHIPS)
        village = chance.choice(_FIRST) + chance.choice(_SECOND) + "村"
        status = STATUSES[min(3, int(age * 20))] if age < 0.15 else chance.choices(STATUSES, (1, 1, 3, 95))[0]
        yield {
            "township": township,
            "record": f"{int(made.timestamp()):08x}-0000-7000-8000-{number:012x}",
            "subject": "bridge",
            "kind": RecordKind.INSPECTION.value,
            "status": status.value,
            "number": f"{township}-{made:%Y%m%d}-{chance.choice('ABCDEF0123')}7F2-{number % 1000:03d}",
            "form": chance.choice(FORMS),
            "asset": f"00000000-0000-7000-a000-{chance.randrange(20_000):012x}",
            "title": f"{village}{chance.randrange(1, 40)}号{chance.choice(('桥', '路', '栏杆'))}",
            "place": f"{village}{chance.randrange(1, 30)}组",
            "author": chance.choice(PEOPLE),
            "made_at": _moment(made),
            "changed_at": _moment(made + timedelta(hours=chance.random() * 200)),
            "photos": chance.randrange(6),
            "conflicts": 0,
            "is_open_again": False,
            "unsent": int(age < 0.0005),
        }


def measure(connection: Connection) -> None:
    """Print the times of first pages, of all keys, and of pages by their keys."""
    print(f"{'first page of':<32}{'order':<16}{'median':>9}{'p95':>9}{'of CPU':>9}   limit {LIMIT_MS:.0f} ms")
    for name, query in _FILTERS.items():
        for sort in _SORTS:
            for descending in (True, False):
                asked = replace(query, sort=sort, descending=descending)
                shown = f"{name:<32}{sort.name.lower()} {'▼' if descending else '▲':<8}"
                _print(shown, partial(record_keys, connection, asked, PAGE), LIMIT_MS)
    for sort in (Sort.MADE, Sort.TITLE):
        keys = record_keys(connection, RecordQuery(sort=sort))
        pages = iter(random.Random(3).sample(range(max(1, len(keys) - PAGE)), ROUNDS))  # noqa: S311 - not a secret

        def page_anywhere(keys: Sequence[int] = keys, pages: Iterator[int] = pages) -> object:
            start = next(pages)
            return record_rows(connection, keys[start : start + PAGE])

        _print(f"{'rows of a page anywhere':<32}{sort.name.lower()}", page_anywhere, LIMIT_MS)
        _print(
            f"{'keys of all':<32}{sort.name.lower()}", partial(record_keys, connection, RecordQuery(sort=sort)), None
        )


def _print(name: str, act: Callable[[], object], limit: float | None) -> None:
    """Measure an act; the time of the processor is what it needs where other programs take turns."""
    times, busy = [], []
    for _ in range(ROUNDS):
        began, began_busy = time.perf_counter(), time.process_time()
        act()
        times.append((time.perf_counter() - began) * 1000)
        busy.append((time.process_time() - began_busy) * 1000)
    p95 = quantiles(times, n=20, method="inclusive")[-1]
    verdict = "" if limit is None or p95 <= limit else "   over the limit"
    print(f"{name:<48}{median(times):>9.1f}{p95:>9.1f}{median(busy):>9.1f}{verdict}", flush=True)


def _moment(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


if __name__ == "__main__":
    main()
