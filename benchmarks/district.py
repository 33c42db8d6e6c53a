"""The full demonstration district against the times promised: start, lists, search, the history of an asset.

Run: ``python -m benchmarks.district [FOLDER]``. FOLDER is one that ``yingxun demo --full --home FOLDER`` made; without
it a small one is made first. Prints the median and the 95th percentile of each in milliseconds beside the limit of
50 ms for a page, the processor's share, and how long the program takes to its usable window. Nothing is asserted.
"""

import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from random import Random
from statistics import median, quantiles
from time import perf_counter, process_time

from app.assembly.client import open_client
from app.domain.kinds import RecordKind, Status
from app.domain.listing import RecordQuery, Sort
from app.ports.store import Reading
from app.usecases.assets_history import asset_history
from app.usecases.day import today
from app.workplace import Workplace
from benchmarks.start import WITHOUT_SCREEN, seconds_to_window

LIMIT_MS, ROUNDS, PAGE, SMALL = 50.0, 40, 200, 1_500
QUERIES = {
    "inspections": RecordQuery(),
    "inspections, one township": RecordQuery(townships=frozenset({"310151104"})),
    "inspections, submitted": RecordQuery(statuses=frozenset({Status.SUBMITTED})),
    "inspections, one form": RecordQuery(forms=frozenset({"bridge_regular"})),
    "inspections, search": RecordQuery(text="红星"),
    "inspections, search two words": RecordQuery(text="永丰 村"),
    "assets": RecordQuery(kind=RecordKind.ASSET, sort=Sort.NUMBER),
    "assets, one township": RecordQuery(kind=RecordKind.ASSET, sort=Sort.NUMBER, townships=frozenset({"310151104"})),
    "assets, search": RecordQuery(kind=RecordKind.ASSET, sort=Sort.TITLE, text="中心路"),
    "cases": RecordQuery(kind=RecordKind.CASE),
}


def main() -> None:
    """Measure a district, made before or now."""
    os.environ.update(WITHOUT_SCREEN)
    if len(sys.argv) > 1:
        measure(Path(sys.argv[1]))
        return
    from app.demo.full import FullDistrict

    with tempfile.TemporaryDirectory() as folder:
        district = FullDistrict(Path(folder), print, SMALL)
        district.make()
        district.server.stop()
        measure(Path(folder))


def measure(root: Path) -> None:
    """Print what there is and how long it takes."""
    home = root / "inspector"
    with open_client(home) as client:
        place = client.workplace
        with place.store.reading() as reading:
            print(f"{_counted(reading)}; store {(home / 'store.db').stat().st_size / 1e6:.0f} MB")
            print(f"{'first page of':<40}{'median':>9}{'p95':>9}{'of CPU':>9}   limit {LIMIT_MS:.0f} ms")
            for name, query in QUERIES.items():
                for descending in (True, False):
                    asked = replace(query, descending=descending)
                    _print(f"{name} {'▼' if descending else '▲'}", partial(_page, reading, asked))
            _histories(place, reading)
            began = perf_counter()
            due = today(reading, now=place.clock.now(), person=place.person).due
            print(f"{f'the day, {len(due)} due':<40}{(perf_counter() - began) * 1000:>9.1f}")
    print(f"{'start to the usable window':<40}{seconds_to_window(home):>9.2f} s")
    print(f"{'and again':<40}{seconds_to_window(home):>9.2f} s")


def _counted(reading: Reading) -> str:
    kinds = (RecordKind.ASSET, RecordKind.INSPECTION, RecordKind.CASE, RecordKind.WORKS, RecordKind.FIGURE)
    return ", ".join(f"{len(reading.record_keys(RecordQuery(kind=kind)))} {kind.value}" for kind in kinds)


def _page(reading: Reading, query: RecordQuery) -> object:
    return reading.record_rows(reading.record_keys(query, PAGE))


def _histories(place: Workplace, reading: Reading) -> None:
    """Measure the history of assets drawn at random, and of the one that was visited most."""
    graded = frozenset(
        info.id
        for info in place.forms.infos()
        if info.record == RecordKind.INSPECTION and place.forms.form(info.id, info.version).grading
    )
    assets = [asset.record for asset in reading.assets("bridge", limit=100_000)]
    chosen = _endless(Random(3).sample(assets, min(len(assets), ROUNDS)))  # noqa: S311  # not a secret
    _print("history of a bridge with its grades", lambda: asset_history(reading, next(chosen), graded))
    most = max(assets, key=lambda asset: len(reading.record_keys(RecordQuery(asset=asset))))
    lines = len(asset_history(reading, most, graded))
    _print(f"history of {lines} inspections", partial(asset_history, reading, most, graded))


def _endless(names: Sequence[str]) -> Iterator[str]:
    while True:
        yield from names


def _print(name: str, act: Callable[[], object]) -> None:
    times, busy = [], []
    for _ in range(ROUNDS):
        began, began_busy = perf_counter(), process_time()
        act()
        times.append((perf_counter() - began) * 1000)
        busy.append((process_time() - began_busy) * 1000)
    p95 = quantiles(times, n=20, method="inclusive")[-1]
    over = "" if p95 <= LIMIT_MS else "   over the limit"
    print(f"{name:<40}{median(times):>9.1f}{p95:>9.1f}{median(busy):>9.1f}{over}", flush=True)


if __name__ == "__main__":
    main()
