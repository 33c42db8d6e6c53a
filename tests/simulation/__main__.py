"""Run histories by number, on every core: ``python -m tests.simulation --histories 1000 --state FILE``.

With ``--state`` what was run is noted, and the next run goes on behind it; ``--seed N`` runs one history and prints its
trace, the same each time.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from tests.simulation.history import History, Machines
from tests.simulation.machines import close_loop
from tests.simulation.running import read_state, run_all


def replay(seed: int) -> int:
    """Run one history and print its trace and the trace's hash."""
    with tempfile.TemporaryDirectory() as folder:
        history = History(seed, Machines(Path(folder)))
        history.lines = []
        try:
            ended = history.run()
        except AssertionError as error:
            ended = f"broken: {error}"
    close_loop()
    sys.stdout.write("\n".join([*history.lines, f"seed {seed}: {ended}"]) + "\n")
    return 1 if ended.startswith("broken") else 0


def main(arguments: Sequence[str]) -> int:
    """Run what the command line asks for; 1 where a promise was broken."""
    parser = argparse.ArgumentParser(prog="python -m tests.simulation")
    parser.add_argument("--histories", type=int, default=1_000, help="how many more to run")
    parser.add_argument("--seed", type=int, help="replay this one")
    parser.add_argument("--state", type=Path, help="a file that notes what was run, to go on behind it")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    given = parser.parse_args(arguments)
    if given.seed is not None:
        return replay(given.seed)
    tally, began = read_state(given.state), time.monotonic()
    for block in run_all(tally.next, given.histories, given.processes):
        tally.add(block)
        if given.state is not None:
            given.state.write_text(json.dumps(vars(tally)), "utf-8")
    rate = given.histories / (time.monotonic() - began)
    sys.stdout.write(f"{tally.coverage().table()}\n\n")
    holes = tally.coverage().holes()
    sys.stdout.write(f"pairs of fault and step not met: {len(holes)}\n")
    sys.stdout.write(
        f"histories {tally.next}, entries {tally.entries}, faults {tally.faults}, {rate:.1f} histories/s\n"
    )
    sys.stdout.write(f"promises broken: {len(tally.broken)} {tally.broken or ''}\n")
    return 1 if tally.broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
