"""``dev.py prove``: everything that shows that sync loses nothing, at full length, and the dated report of it."""

from __future__ import annotations

import subprocess
import time
from typing import TYPE_CHECKING, NamedTuple

from devtools.environment import ROOT, located, variables

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

REPORT = ROOT / "docs" / "reliability.md"
STATE = ROOT / ".prove" / "histories.json"
COUNTS = {"histories": 1_000_000, "cuts": 1_000, "errors": 2_000, "kills": 50, "entries": 100_000}
QUICK = {"histories": 200, "cuts": 20, "errors": 50, "kills": 2, "entries": 1_600}


class Proof(NamedTuple):
    """One part: its name, the command (``{kills}`` and the like stand for counts), and what it shows."""

    name: str
    command: str
    shows: str


class Outcome(NamedTuple):
    """How a proof ended: its exit code, what it printed, and the minutes it took."""

    proof: Proof
    command: str
    code: int
    said: str
    minutes: float


PROOFS = (
    Proof(
        "simulation",
        "python -m tests.simulation --histories {histories} --state " + STATE.relative_to(ROOT).as_posix(),
        "The product's own rounds, ledger, outbox and reception on real SQLite in memory, under a seeded scheduler; "
        "a history that breaks a promise is named and replays with `--seed`.",
    ),
    Proof("mutants", "python -m pytest -q -n0 tests/simulation -k planted", "Bugs planted on purpose are found."),
    Proof(
        "power cuts",
        "python -m tests.reliability.power_cuts --cuts {cuts}",
        "The product's SQL, WAL and synchronous=FULL, run by apsw on a disk in memory that drops, reorders and tears "
        "what was not synced; the real engine gets the kills below.",
    ),
    Proof(
        "failing disk",
        "python -m tests.reliability.power_cuts --cuts {errors} --errors 0.02",
        "The same with 2 % of all reads, writes and syncs failing, and full disks.",
    ),
    Proof(
        "kills, SQLite",
        "python -m tests.reliability.kills --kills {kills} --backend sqlite",
        "`kill -9` of a real server and of a real client, so often each, while a puller pulls.",
    ),
    Proof(
        "kills, PostgreSQL",
        "python -m tests.reliability.kills --kills {kills} --backend postgresql",
        "The same on PostgreSQL.",
    ),
    Proof(
        "writers",
        "python -m tests.reliability.writers --entries {entries}",
        "Eight writers, each through a ledger of its own, and a puller on one PostgreSQL.",
    ),
    Proof(
        "cutting proxy", "python -m benchmarks.cuts", "A link that is cut again and again: bytes sent for each of use."
    ),
    Proof(
        "flat costs", "python -m benchmarks.sync_flat", "Cost per record with 10,000 and with 2,000,000 stored entries."
    ),
)

HEAD = """# What was done to lose an entry

Written by `python3 dev.py prove` on {date}; every figure is of that run. `--quick` runs a short form, names run some
parts only, `--histories N` sets how many histories; histories go on behind those that were run before.

| part | minutes | ended |
| --- | ---: | --- |
"""


def prove(names: Sequence[str], counts: Mapping[str, int], date: str) -> int:
    """Run the proofs named, all if none are, and write the report; return 1 if one failed."""
    STATE.parent.mkdir(exist_ok=True)
    outcomes = [_run(proof, counts) for proof in PROOFS if not names or proof.name in names]
    REPORT.write_text(report(outcomes, date), encoding="utf-8")
    print(f"\nWritten: {REPORT.relative_to(ROOT)}")
    return max([min(1, abs(outcome.code)) for outcome in outcomes], default=0)


def report(outcomes: Sequence[Outcome], date: str) -> str:
    """Return the report's text."""
    rows = [f"| {one.proof.name} | {one.minutes:.1f} | {'clean' if one.code == 0 else 'BROKEN'} |" for one in outcomes]
    parts = [f"## {one.proof.name}\n\n{one.proof.shows}\n\n`{one.command}`\n\n{one.said}\n" for one in outcomes]
    return HEAD.format(date=date) + "\n".join(rows) + "\n\n" + "\n".join(parts)


def _run(proof: Proof, counts: Mapping[str, int]) -> Outcome:
    command = proof.command.format(**counts)
    print(f"\n== {proof.name}: {command}", flush=True)
    began, given = time.monotonic(), variables(offscreen=True)
    done = subprocess.run(
        located(command.split(), given), env=given, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False
    )
    print(done.stdout, flush=True)
    return Outcome(proof, command, done.returncode, done.stdout.strip(), (time.monotonic() - began) / 60)
