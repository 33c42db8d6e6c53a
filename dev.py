#!/usr/bin/env python3
"""What a developer does daily; ``python3 dev.py`` lists the commands.

Each command first makes sure of the environment: ``.venv`` with exactly the libraries of ``requirements-dev.lock``,
checked by hash, and the system libraries that Qt needs. An older Python can still read this file and ``devtools``,
so that it can say in a sentence what it lacks.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from devtools.environment import LOCK, OLDEST, PYTHON, ROOT, VENV, become, call, prepare, variables
from devtools.proving import COUNTS, PROOFS, QUICK
from devtools.proving import prove as run_proofs
from devtools.screen import has_display, virtual_screen
from devtools.suites import SUITES, run_suites

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

NEWER_PYTHONS = ("python3.11", "python3.12", "python3.13", "python3.14")
MADE = (".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis", ".import_linter_cache", "build", "dist", ".demo")


def run(arguments: Sequence[str]) -> int:
    """Start the demonstration: a central server on loopback and the client (``--headless``: without a window)."""
    headless = "--headless" in arguments
    if not headless and not has_display():
        print("There is no display here (DISPLAY and WAYLAND_DISPLAY are unset): running without a window.")
        arguments, headless = [*arguments, "--headless"], True
    prepare(window=not headless)
    return become([str(PYTHON), "-m", "app.demo", *arguments], variables(offscreen=headless))


def test(arguments: Sequence[str]) -> int:
    """Run every check and test within its budget, or only the suites named; what follows ``--`` goes to pytest."""
    names, options = split_at_dashes(arguments)
    unknown = sorted(set(names) - {suite.name for suite in SUITES})
    if unknown:
        sys.exit(f"There is no suite {', '.join(unknown)}, only {', '.join(suite.name for suite in SUITES)}.")
    prepare()
    return run_suites([suite for suite in SUITES if not names or suite.name in names], options)


def lint(_arguments: Sequence[str]) -> int:
    """Run the checks without the tests: ruff, its formatter, mypy and the import contracts."""
    return test([suite.name for suite in SUITES if suite.is_check])


def format_code(arguments: Sequence[str]) -> int:
    """Repair what ruff can repair and format every file, or those named."""
    prepare()
    paths = list(arguments) or ["."]
    unrepaired = call(["ruff", "check", "--fix", *paths])
    return call(["ruff", "format", *paths]) or unrepaired


def bench(arguments: Sequence[str]) -> int:
    """Run every benchmark, or those named."""
    prepare()
    names = list(arguments) or sorted(path.stem for path in (ROOT / "benchmarks").glob("[!_]*.py"))
    return max([call(["python", "-m", f"benchmarks.{name}"]) for name in names], default=0)


def prove(arguments: Sequence[str]) -> int:
    """Try to lose an entry and write docs/reliability.md (``--quick``, ``--histories N``, or names of its parts)."""
    parser = argparse.ArgumentParser(prog="dev.py prove")
    parser.add_argument("names", nargs="*", help=", ".join(proof.name for proof in PROOFS))
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--histories", type=int)
    chosen = parser.parse_args(arguments)
    unknown = sorted(set(chosen.names) - {proof.name for proof in PROOFS})
    if unknown:
        parser.error(f"there is no part {', '.join(unknown)}, only {', '.join(proof.name for proof in PROOFS)}")
    counts = QUICK if chosen.quick else COUNTS
    if chosen.histories is not None:
        counts = {**counts, "histories": chosen.histories}
    prepare()
    return run_proofs(chosen.names, counts, time.strftime("%Y-%m-%d"))


def execute(arguments: Sequence[str]) -> int:
    """Run a command inside the environment: ``exec -- COMMAND…``."""
    before, after = split_at_dashes(arguments)
    if not before + after:
        sys.exit("Say what to run: python3 dev.py exec -- COMMAND…")
    prepare()
    return become(before + after, variables())


def lock(arguments: Sequence[str]) -> int:
    """Write both lock files from pyproject.toml; versions stay pinned unless ``--upgrade`` is given."""
    prepare()
    with tempfile.TemporaryDirectory() as folder:
        if call(["python", "-m", "pip", "install", "--quiet", "--target", folder, "uv"]):
            sys.exit("uv, which resolves the lock, could not be installed: pip says why above.")
        uv = [
            str(Path(folder) / "bin" / "uv"),
            "pip",
            "compile",
            "pyproject.toml",
            "--python-version",
            "3.11",
            "--quiet",
        ]
        uv += ["--universal", "--generate-hashes", "--no-header", "--no-annotate", *arguments]
        return call([*uv, "--group", "dev", "-o", LOCK.name]) or call([*uv, "-c", LOCK.name, "-o", "requirements.lock"])


def screenshots(arguments: Sequence[str]) -> int:
    """Take docs/screenshots again, on a screen without a monitor; arguments go to ``tests.screenshots``."""
    prepare(window=True)
    with virtual_screen() as screen:
        return call(["python", "-m", "tests.screenshots", *arguments], {**variables(), **screen})


def clean(arguments: Sequence[str]) -> int:
    """Delete what can be made again: caches, builds, the demonstration; ``--all``: the environment too."""
    folders = [ROOT / name for name in MADE] + ([VENV] if "--all" in arguments else [])
    caches = [path for path in ROOT.rglob("__pycache__") if VENV not in path.parents]
    for folder in folders + caches:
        shutil.rmtree(folder, ignore_errors=True)
    return 0


COMMANDS: Mapping[str, Callable[[Sequence[str]], int]] = {
    "run": run,
    "test": test,
    "lint": lint,
    "format": format_code,
    "bench": bench,
    "prove": prove,
    "exec": execute,
    "lock": lock,
    "screenshots": screenshots,
    "clean": clean,
}


def split_at_dashes(arguments: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return what stands before and after the first ``--``."""
    at = arguments.index("--") if "--" in arguments else len(arguments)
    return list(arguments[:at]), list(arguments[at + 1 :])


def newer_python() -> str | None:
    """Return a Python on the PATH that is new enough and starts, or None."""
    for found in filter(None, map(shutil.which, NEWER_PYTHONS)):
        if subprocess.run([found, "-c", ""], capture_output=True, check=False).returncode == 0:
            return found
    return None


def main(arguments: Sequence[str]) -> int:
    """Run the command that the first argument names."""
    if sys.version_info < OLDEST:
        found = newer_python()
        if found is None:
            sys.exit("Yingxun needs Python 3.11 or newer and finds none here: install one and run this with it.")
        return become([found, __file__, *arguments], {"PATH": os.defpath, **os.environ})
    command = COMMANDS.get(arguments[0]) if arguments else None
    if command is None:
        for name, function in COMMANDS.items():
            print(f"python3 dev.py {name:<12} {function.__doc__}")
        return 2 if arguments else 0
    signal.signal(signal.SIGTERM, lambda number, _frame: sys.exit(128 + number))
    return command(arguments[1:])


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
