"""The suites of ``dev.py test``, each with the seconds it may take, and how they are run and counted."""

from __future__ import annotations

import contextlib
import os
import re
import shlex
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from devtools.environment import POSIX, ROOT, located, variables

if TYPE_CHECKING:
    from collections.abc import Sequence

GRACE_S = 20  # what pytest gets to report after Ctrl-C
JUNIT = re.compile(r'<testsuite [^>]*errors="(\d+)" failures="(\d+)" skipped="(\d+)" tests="(\d+)"')


class Suite(NamedTuple):
    """One step: a command of the environment and the seconds it may take on two idle cores."""

    name: str
    command: tuple[str, ...]
    budget_s: float
    is_check: bool = False


class Counts(NamedTuple):
    """How many tests passed, failed (errors included) and were skipped."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0


PYTEST = ("pytest", "--hypothesis-profile=ci")
SUITES = (
    Suite("ruff", ("ruff", "check", "."), 12, is_check=True),
    Suite("format", ("ruff", "format", "--check", "."), 8, is_check=True),
    Suite("types", ("mypy",), 60, is_check=True),
    Suite("imports", ("lint-imports",), 20, is_check=True),
    Suite("unit", (*PYTEST, "-n", "2", "--ignore=tests/e2e", "tests"), 880),
    Suite("e2e", (*PYTEST, "tests/e2e"), 220),
)


def run_suites(suites: Sequence[Suite], options: Sequence[str] = ()) -> int:
    """Run suites in order (``options`` go to pytest), print a table and last the counts; return 1 if one failed."""
    rows, not_passed, counts = [], [], [Counts()]
    with tempfile.TemporaryDirectory() as folder:
        for suite in suites:
            report = Path(folder) / f"{suite.name}.xml"
            extra = [*options, f"--junitxml={report}"] if suite.command[0] == "pytest" else []
            print(f"\n== {suite.name}: {shlex.join([*suite.command, *extra[:-1]])}", flush=True)
            began = time.monotonic()
            verdict = run_within([*suite.command, *extra], suite.budget_s)
            rows.append(f"{suite.name:<10}{time.monotonic() - began:>8.1f}{suite.budget_s:>8}  {verdict}")
            not_passed += [suite.name] if verdict != "passed" else []
            counts.append(counted(report))
    print(f"\n{'suite':<10}{'seconds':>8}{'budget':>8}", *rows, sep="\n")
    if not_passed:
        print(f"Not passed: {', '.join(not_passed)}")
    passed, failed, skipped = map(sum, zip(*counts))
    print(f"{passed} passed, {failed} failed, {skipped} skipped", flush=True)
    return 1 if not_passed else 0


def run_within(command: Sequence[str], budget_s: float) -> str:
    """Run a command; return ``passed``, ``failed`` or ``over its budget``, when it is stopped with its children."""
    given = variables(offscreen=True)
    process = subprocess.Popen(located(command, given), env=given, cwd=ROOT, start_new_session=POSIX)
    try:
        return "failed" if process.wait(budget_s) else "passed"
    except subprocess.TimeoutExpired:
        return "over its budget"
    finally:
        stop(process)


def stop(process: subprocess.Popen[bytes]) -> None:
    """End a process that still runs, with its children: first by Ctrl-C, so that pytest reports, then for good."""
    if process.poll() is not None:
        return
    if not POSIX:
        process.kill()
        process.wait()
        return
    os.killpg(process.pid, signal.SIGINT)
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(GRACE_S)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def counted(report: Path) -> Counts:
    """Return what pytest's report counts, zeros when there is none (a check, or a run that broke off)."""
    found = JUNIT.search(report.read_text(encoding="utf-8")) if report.is_file() else None
    if found is None:
        return Counts()
    errors, failed, skipped, total = map(int, found.groups())
    return Counts(total - errors - failed - skipped, errors + failed, skipped)
