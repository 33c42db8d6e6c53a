"""Crash reports: written down, told once, never in the way of Ctrl+C."""

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.place import NOW
from ui.crash import REPORTS_KEPT, CrashReporter


@pytest.fixture
def reporter(tmp_path: Path) -> Iterator[CrashReporter]:
    """A reporter that writes but shows no window; what heard of exceptions before hears of them again."""
    hooks = sys.excepthook, threading.excepthook
    yield CrashReporter(tmp_path, lambda: NOW, tells=False)
    sys.excepthook, threading.excepthook = hooks


def fail(reporter: CrashReporter, error: BaseException) -> None:
    """Let an exception reach the reporter with a traceback."""

    def ours() -> None:
        raise error

    try:
        ours()
    except type(error) as caught:
        reporter.report(type(caught), caught, caught.__traceback__)


def reports(home: Path) -> list[Path]:
    """Return the reports in a home folder."""
    return sorted((home / "crashes").glob("*.txt"))


def test_a_report_holds_the_traceback_the_time_and_the_machine(reporter: CrashReporter, tmp_path: Path) -> None:
    fail(reporter, ZeroDivisionError("ours"))

    (report,) = reports(tmp_path)
    text = report.read_text(encoding="utf-8")
    assert "ZeroDivisionError: ours" in text
    assert "in fail" in text
    assert "2026-11-22T10:00:00+08:00" in text
    assert "Python" in text


def test_an_interrupt_from_the_keyboard_is_no_crash(reporter: CrashReporter, tmp_path: Path) -> None:
    fail(reporter, KeyboardInterrupt())

    assert reports(tmp_path) == []


def test_a_thread_that_fails_is_reported_too(qtbot: QtBot, reporter: CrashReporter, tmp_path: Path) -> None:
    reporter.install()

    with qtbot.waitSignal(reporter.reported) as reported:
        thread = threading.Thread(target=lambda: 1 / 0)
        thread.start()
        thread.join()

    assert reported.args == reports(tmp_path)


def test_old_reports_make_room(reporter: CrashReporter, tmp_path: Path) -> None:
    folder = tmp_path / "crashes"
    folder.mkdir()
    for number in range(REPORTS_KEPT + 5):
        (folder / f"20200101-000000-{number:06d}.txt").touch()

    fail(reporter, ZeroDivisionError("ours"))

    assert len(reports(tmp_path)) == REPORTS_KEPT
    assert reports(tmp_path)[-1].name.startswith("20261122")


def test_the_user_is_told_one_sentence_in_one_window(qtbot: QtBot, tmp_path: Path) -> None:
    reporter = CrashReporter(tmp_path, lambda: NOW)

    for _ in range(3):
        fail(reporter, ZeroDivisionError("ours"))
    qtbot.waitUntil(lambda: reporter.box is not None and reporter.box.isVisible())

    assert reporter.box is not None
    assert str(tmp_path) in reporter.box.text()
    reporter.box.close()
    reporter.box.deleteLater()
