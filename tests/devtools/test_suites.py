"""Suites end within their budgets, and what they print at the end can be trusted."""

import sys
import time
from pathlib import Path

import pytest

from devtools.suites import SUITES, Counts, Suite, counted, run_suites, run_within

SLEEP_S = 60


def program(text: str) -> tuple[str, ...]:
    """Return the command that runs a line of Python."""
    return (sys.executable, "-c", text)


def test_all_suites_together_end_within_twenty_minutes() -> None:
    assert sum(suite.budget_s for suite in SUITES) <= 20 * 60


@pytest.mark.parametrize(("code", "verdict"), [(0, "passed"), (1, "failed"), (5, "failed")])
def test_a_suite_passes_only_when_its_command_ends_with_zero(code: int, verdict: str) -> None:
    assert run_within(program(f"raise SystemExit({code})"), 20) == verdict


def test_a_suite_over_its_budget_is_stopped_with_its_children() -> None:
    child = f"import subprocess, sys; subprocess.run([sys.executable, '-c', 'import time; time.sleep({SLEEP_S})'])"
    began = time.monotonic()

    verdict = run_within(program(child), 0.5)

    assert verdict == "over its budget"
    assert time.monotonic() - began < SLEEP_S / 2


def test_one_failing_suite_fails_the_run_after_all_have_run(capsys: pytest.CaptureFixture[str]) -> None:
    suites = [Suite("first", program("raise SystemExit(1)"), 20), Suite("second", program(""), 20)]

    code = run_suites(suites)

    lines = capsys.readouterr().out.splitlines()
    assert code == 1
    assert [line.split()[0] for line in lines if line.endswith(("passed", "failed"))] == ["first", "second"]
    assert lines[-2:] == ["Not passed: first", "0 passed, 0 failed, 0 skipped"]


def test_the_last_line_adds_up_what_pytest_reports(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    test = tmp_path / "test_four.py"
    test.write_text(
        "import pytest\n"
        "def test_passes(): pass\n"
        "def test_fails(): assert False\n"
        "def test_breaks(missing): pass\n"
        "def test_is_skipped(): pytest.skip('no reason')\n"
    )
    settings = tmp_path / "pytest.ini"
    settings.write_text("[pytest]\n")
    alone = ("pytest", "-q", "-c", str(settings), "-p", "no:cacheprovider", str(test))

    code = run_suites([Suite("one", alone, 60), Suite("two", alone, 60)])

    assert code == 1
    assert capsys.readouterr().out.splitlines()[-1] == "2 passed, 4 failed, 2 skipped"


def test_a_missing_report_counts_nothing(tmp_path: Path) -> None:
    assert counted(tmp_path / "absent.xml") == Counts(0, 0, 0)
