"""The day's page and the finder beside the number of assets: ``python -m benchmarks.day [--assets N]``.

Prints the milliseconds for a thousand assets and for N, and fails where the day's page takes more than ``MOST_RATIO``
times as long with N: what it shows must not grow with the register.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from app.domain.entry import Author
from app.domain.keys import PrivateKey
from app.domain.site import Position, Source
from app.ports.store import Reading
from app.usecases.day import SHANGHAI, today
from db.deadlines import project_deadlines
from db.engine import writing
from db.finding import project_words
from db.machine import SystemClock
from db.store import ClientStore
from db.tables import assets, visits

FEW, MANY = 1_000, 100_000
FLAT, MOST_RATIO = "the day", 5.0
"""The page of the day must not grow with the register; the finder reads through a narrow table, and only is told."""

LOOKS = 5
SEED = 7
NAMES = ("红星", "东风", "永丰", "新民", "友谊", "前进", "跃进", "团结", "丰收", "长寿")
NOW = datetime(2026, 11, 22, 10, tzinfo=SHANGHAI)
BATCH = 5_000


def main() -> int:
    """Measure both and return 1 where the larger one is too slow."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--assets", type=int, default=MANY)
    chosen = parser.parse_args()
    few, many = measure(FEW), measure(chosen.assets)
    is_slow = False
    for name, few_ms in few.items():
        ratio = many[name] / max(few_ms, 1.0)
        is_slow = is_slow or (name == FLAT and ratio > MOST_RATIO)
        limit = f" (limit {MOST_RATIO:.1f})" if name == FLAT else ""
        took = f"{FEW} assets {few_ms:.1f} ms, {chosen.assets} assets {many[name]:.1f} ms"
        sys.stdout.write(f"{name}: {took}, ratio {ratio:.1f}{limit}\n")
    return 1 if is_slow else 0


def measure(count: int) -> dict[str, float]:
    """Return how long each look takes with so many assets, in milliseconds, the quickest of some."""
    with tempfile.TemporaryDirectory() as folder:
        author = Author("p", "d", PrivateKey(bytes(32)))
        store = ClientStore(Path(folder), bytes(32), author, SystemClock())
        began = time.perf_counter()
        _fill(store, count)
        sys.stdout.write(f"{count} assets decided in {time.perf_counter() - began:.1f} s\n")
        looks: dict[str, Callable[[Reading], object]] = {
            "the day": lambda look: today(look, now=NOW, person="p"),
            "find hxq": lambda look: look.find("hxq", 9),
            "find what is not there": lambda look: look.find("zzzz", 9),
            "near a point": lambda look: look.near(Position(31.6, 121.5, Source.EXIF), 9),
        }
        found = {name: min(_once(store, look) for _ in range(LOOKS)) for name, look in looks.items()}
        store.close()
    return found


def _once(store: ClientStore, look: Callable[[Reading], object]) -> float:
    with store.reading() as reading:
        began = time.perf_counter()
        look(reading)
        return (time.perf_counter() - began) * 1000


def _fill(store: ClientStore, count: int) -> None:
    rows = list(_assets(count))
    with writing(store.engine) as connection:
        for start in range(0, count, BATCH):
            batch = rows[start : start + BATCH]
            connection.execute(assets.insert(), [row for row, _ in batch])
            connection.execute(visits.insert(), [visit for _, visit in batch])
            names = [(str(row["township"]), str(row["record"])) for row, _ in batch]
            project_deadlines(connection, names)
            project_words(connection, names)


def _assets(count: int) -> Iterator[tuple[dict[str, object], dict[str, object]]]:
    """Yield assets and a patrol of each, most of them in time, as in a district that does its work."""
    random = Random(SEED)  # noqa: S311  # plausible data, no secret
    for number in range(count):
        record = f"{number:036d}"
        township = f"31015110{number % 9}"
        asset: dict[str, object] = {
            "township": township,
            "record": record,
            "subject": "river",
            "code": f"H{number:06d}",
            "name": f"{random.choice(NAMES)}{random.choice(NAMES)}河",
            "village": f"{random.choice(NAMES)}村",
            "latitude": f"{31.5 + random.random() * 0.3:.6f}",
            "longitude": f"{121.2 + random.random() * 0.7:.6f}",
            "answers": "{}",
            "in_use": True,
        }
        days = random.randint(33, 60) if number % max(1, count // 500) == 0 else random.randint(1, 20)
        made_at = (NOW - timedelta(days=days)).astimezone().isoformat()
        yield asset, {"township": township, "asset": record, "form": "river_reach", "made_at": made_at}


if __name__ == "__main__":
    sys.exit(main())
