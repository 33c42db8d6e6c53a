"""The product's own sync under a seeded scheduler: what it promises holds whatever goes wrong."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.simulation.history import History, Machines
from tests.simulation.machines import close_loop
from tests.simulation.mutants import MOST, MUTANTS, finding
from tests.simulation.running import run_block
from tests.source_tree import ROOT

HISTORIES, PARTS = 60, 4
DOCUMENTED_SEED = 42
ENOUGH_MUTANTS, FEW = 20, 60

pytestmark = pytest.mark.slow


@pytest.fixture
def machines(tmp_path: Path) -> Iterator[Machines]:
    yield Machines(tmp_path)
    close_loop()


@pytest.mark.parametrize("part", range(PARTS))
def test_no_promise_is_broken_whatever_goes_wrong(tmp_path: Path, part: int) -> None:
    share = HISTORIES // PARTS

    tally = run_block(tmp_path, part * share, (part + 1) * share)

    sys.stdout.write(f"\n{share} histories, {tally.entries} entries, {tally.faults} faults\n")
    sys.stdout.write(f"{tally.coverage().table()}\n")
    assert tally.broken == {}


def test_a_seed_replays_exactly_in_another_process(machines: Machines) -> None:
    command = [sys.executable, "-m", "tests.simulation", "--seed", str(DOCUMENTED_SEED)]
    here = History(DOCUMENTED_SEED, machines).run()

    there = subprocess.run(
        command, cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": "7"}, capture_output=True, text=True, check=True
    )

    assert there.stdout.splitlines()[-1] == f"seed {DOCUMENTED_SEED}: {here}"


def test_at_least_twenty_bugs_are_planted() -> None:
    assert len(MUTANTS) >= ENOUGH_MUTANTS
    assert all(0 <= mutant.found_by < MOST for mutant in MUTANTS.values())


@pytest.mark.parametrize("name", MUTANTS)
def test_a_planted_bug_is_found(name: str, machines: Machines) -> None:
    _, how = finding(MUTANTS[name], machines, FEW)

    assert how, MUTANTS[name].bug
