"""How long a plan's progress takes to open as the records behind it grow, and what keeping the sums costs each record.

Run: ``python -m benchmarks.plans [RECORDS]``. Three stores, the largest with as many approved records as asked for
(100,000), are filled by the projection itself. Prints the time of opening the progress of the whole district and of
one township, beside reading and summing every fact anew, and the time of the projection for each record. Nothing is
asserted but the ratio: opening with all records may take at most twice as long as with a tenth of them.
"""

import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from random import Random
from statistics import median

from sqlalchemy import Connection, func, select

from app.domain.canonical import Json
from app.domain.kinds import Action, RecordKind, Status
from app.domain.state import Field, State, Step, Write
from app.domain.stream import Stream
from app.usecases.plans.progress import progress_of
from app.usecases.plans.shelf import brought_plans
from benchmarks.records import TOWNSHIPS, open_store
from db.engine import reading, writing
from db.plan_projection import project_plans
from db.plan_tables import facts, tallies
from db.plans import PlanQueries

RECORDS, BATCH, ROUNDS = 100_000, 500, 9
MOST_GROWTH = 2.0
PLAN = brought_plans()[0]


class Look(PlanQueries):
    """The part of a look at a store that plans need."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection


def main() -> int:
    """Fill, measure, print; return 1 if opening grows with the records."""
    most = int(sys.argv[1]) if len(sys.argv) > 1 else RECORDS
    print(f"{'records':>9}{'facts':>9}{'sums':>7}{'district ms':>13}{'township ms':>13}{'anew ms':>9}{'µs/record':>11}")
    opened = [_measured(count) for count in (most // 100, most // 10, most)]
    growth = opened[-1] / opened[-2]
    print(f"opening with ten times the records takes {growth:.2f} times as long; limit {MOST_GROWTH:.1f}")
    return int(growth > MOST_GROWTH)


def _measured(count: int) -> float:
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder))
        began = time.perf_counter()
        states = approved(count)
        while batch := list(islice(states, BATCH)):
            with writing(store.engine) as connection:
                project_plans(connection, batch)
        each = (time.perf_counter() - began) / count * 1e6
        with reading(store.engine) as connection:
            look = Look(connection)
            whole = _timed(lambda: progress_of(PLAN, look.tallies(), year=2026))
            town = _timed(lambda: progress_of(PLAN, look.tallies([TOWNSHIPS[3]]), year=2026, townships=[TOWNSHIPS[3]]))
            anew = _timed(lambda: connection.execute(_ANEW).all())
            sizes = [connection.execute(select(func.count()).select_from(table)).scalar() for table in (facts, tallies)]
        store.close()
    print(f"{count:>9}{sizes[0]:>9}{sizes[1]:>7}{whole:>13.1f}{town:>13.1f}{anew:>9.1f}{each:>11.0f}", flush=True)
    return whole


_ANEW = (
    select(facts.c.township, facts.c.name, facts.c.period, func.sum(facts.c.amount), func.sum(facts.c.whole))
    .where(facts.c.counts)
    .group_by(facts.c.township, facts.c.name, facts.c.period)
)


def approved(count: int) -> Iterator[State]:
    """Yield states of approved inspections of several forms over three years, the same each time."""
    chance = Random(11)  # noqa: S311 - not a secret
    for number in range(count):
        day = f"{2024 + number % 3}-{chance.randrange(1, 13):02d}-{chance.randrange(1, 29):02d}"
        form, values = chance.choice(_FORMS)
        known = {name: f"{chance.randrange(5, 900)}" if value == "#" else value for name, value in values.items()}
        stream = Stream(chance.choice(TOWNSHIPS), "general")
        yield _state(f"{number:08x}-0000-7000-8000-000000000000", stream, form, {**known, "checked_on": day})


_FORMS: tuple[tuple[str, Mapping[str, str]], ...] = (
    (
        "illegal_construction",
        {"stage": "demolished", "stock_kind": "stock", "demolished_m2": "#", "is_dangerous": "no"},
    ),
    ("premises_fire", {"overall": "good"}),
    ("works_site", {"variant": "small", "registered": "yes", "promised": "yes"}),
    ("basement", {"complex": "mall", "overall": "good"}),
    ("traffic_signal", {"monitored": "yes", "adaptive_online": "no"}),
    ("works_acceptance", {"target": "river", "quantity": "#", "acceptance": "passed"}),
    (
        "waste_disposal",
        {"waste_kind": "earth", "amount_t": "20", "received_t": "20", "recycled_t": "18", "ticket": "#"},
    ),
)


def _state(record: str, stream: Stream, form: str, values: Mapping[str, Json]) -> State:
    step = Step("e", Action.CREATED, "p", "2026-01-01T00:00:00+08:00", {}, ())
    return State(
        record=record,
        stream=stream,
        kind=RecordKind.INSPECTION,
        about={"form": form},
        status=Status.APPROVED,
        values={name: Field((Write("e", "p", value),)) for name, value in values.items()},
        history=(step,),
    )


def _timed(act: Callable[[], object]) -> float:
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        act()
        times.append((time.perf_counter() - began) * 1000)
    return median(times)


if __name__ == "__main__":
    sys.exit(main())
