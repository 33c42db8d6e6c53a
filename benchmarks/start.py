"""How long the program takes from its start to a usable window, with an empty store and with 100,000 records.

Run: ``python -m benchmarks.start [RECORDS]``. Starts the real program on a home folder, as often with the one as with
the other in turn, and prints the medians in seconds and their ratio beside the limit of 1.5. Nothing here is asserted.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from statistics import median

from app.assembly.client import DEVICE_KEY, STORE_KEY, open_store, secrets_of
from benchmarks.records import PEOPLE, fill
from db.identity import Identity, verifier_of, write_identity
from db.keys import FORCE_FILE

RECORDS, LIMIT, ROUNDS = 100_000, 1.5, 7
WITHOUT_SCREEN = {"QT_QPA_PLATFORM": "offscreen", FORCE_FILE: "1"}


def main() -> None:
    """Build both homes, start the program on each, print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else RECORDS
    os.environ.update(WITHOUT_SCREEN)
    with tempfile.TemporaryDirectory() as folder:
        homes = {"empty": home_with(Path(folder) / "empty", 0), "full": home_with(Path(folder) / "full", count)}
        spent: dict[str, list[float]] = {name: [] for name in homes}
        for home in homes.values():
            seconds_to_window(home)  # warms the caches of the system and compiles the forms once
        for _ in range(ROUNDS):
            for name, home in homes.items():
                spent[name].append(seconds_to_window(home))
    empty, full = median(spent["empty"]), median(spent["full"])
    print(f"no records        {empty:6.2f} s")
    print(f"{count:<7} records   {full:6.2f} s")
    print(
        f"ratio             {full / empty:6.2f}   limit {LIMIT}{'' if full / empty <= LIMIT else '   over the limit'}"
    )


def home_with(home: Path, count: int) -> Path:
    """Make a home folder whose store has so many records."""
    home.mkdir()
    identity = Identity(
        person=PEOPLE[0],
        name="测试员",
        login="inspector",
        device=PEOPLE[1],
        server_url="http://127.0.0.1:9",
        server_device=PEOPLE[2],
        server_key="00" * 32,
        generation="g",
        verifier=verifier_of("password"),
    )
    write_identity(home, identity)
    secrets = secrets_of(home)
    secrets.put(STORE_KEY, os.urandom(32))
    secrets.put(DEVICE_KEY, os.urandom(32))
    with closing(open_store(home, identity)) as store:
        fill(store, count)
    return home


def seconds_to_window(home: Path) -> float:
    """Start the program and return the seconds until it said that its window is usable."""
    began = time.perf_counter()
    command = [sys.executable, "-m", "app", "--home", str(home), "--measure-start"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as program:  # noqa: S603 - our own program
        assert program.stdout is not None
        for line in program.stdout:
            if line.startswith("{") and json.loads(line)["event"] == "usable":
                spent = time.perf_counter() - began
                program.wait()
                return spent
    sys.exit(f"The program ended with {program.returncode} before its window was usable.")


if __name__ == "__main__":
    main()
