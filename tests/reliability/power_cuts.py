"""Power cuts and failing disks: histories of sync on disks that lose what was not synced.

``python -m tests.reliability.power_cuts --cuts 1000`` prints how many entries were lost (none, or it says which).
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from random import Random

from tests.reliability.power_disk import PowerDisk
from tests.simulation.faults import Fault
from tests.simulation.history import History, Machines
from tests.simulation.machines import close_loop

CUTTING = (Fault.CLIENT_KILLED, Fault.SERVER_KILLED)


@dataclass
class Endured:
    """What machines went through: cuts of the power, failures of their disks, entries made, promises broken by seed."""

    histories: int = 0
    cuts: int = 0
    errors: int = 0
    entries: int = 0
    broken: dict[int, str] = field(default_factory=dict)


@contextmanager
def fragile(
    folder: Path, *, error_rate: float = 0.0, is_lying: bool = False
) -> Iterator[tuple[Machines, list[PowerDisk]]]:
    """Yield machines on such disks."""
    disks: list[PowerDisk] = []

    def new_disk() -> PowerDisk:
        disk = PowerDisk(Random(len(disks)), error_rate)  # noqa: S311  # no secret
        disk.platter.is_lying = is_lying
        disks.append(disk)
        return disk

    machines = Machines(folder, new_disk)
    try:
        yield machines, disks
    finally:
        for disk in disks:
            disk.close()
        close_loop()


def endure(folder: Path, cuts: int, *, first: int = 0, error_rate: float = 0.0, is_lying: bool = False) -> Endured:
    """Run histories until the power was cut (or, with an error rate, a disk has failed) so often."""
    endured = Endured()
    with fragile(folder, error_rate=error_rate, is_lying=is_lying) as (machines, disks):
        for seed in count(first):
            history = History(seed, machines, () if error_rate else CUTTING)
            try:
                history.run()
            except Exception as error:  # noqa: BLE001  # whatever breaks a history is told with its number
                endured.broken[seed] = f"{type(error).__name__}: {error}"
            endured.histories += 1
            endured.entries += len(history.promises.made)
            endured.cuts = sum(disk.platter.cuts for disk in disks)
            endured.errors = sum(disk.platter.errors for disk in disks)
            if (endured.errors if error_rate else endured.cuts) >= cuts:
                return endured
    raise AssertionError("unreachable")


def main(arguments: Sequence[str]) -> int:
    """Run and print; 1 where a promise was broken."""
    parser = argparse.ArgumentParser(prog="python -m tests.reliability.power_cuts")
    parser.add_argument("--cuts", type=int, default=1_000)
    parser.add_argument("--errors", type=float, default=0.0, help="how often the disk fails, such as 0.02")
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        endured = endure(Path(folder), given.cuts, error_rate=given.errors)
    sys.stdout.write(
        f"histories {endured.histories}, power cuts {endured.cuts}, disk errors {endured.errors},"
        f" entries {endured.entries}, promises broken {len(endured.broken)} {endured.broken or ''}\n"
    )
    return 1 if endured.broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
