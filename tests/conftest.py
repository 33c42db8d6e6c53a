"""What every test gets: Qt without a screen, Chinese letters, Hypothesis profiles, and failure on late Qt warnings."""

import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings
from pylopdf_fonts_zh_cn import sans_path
from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.buckets import bucket_server, photos
from tests.databases import database, on_each_engine, postgres

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# What a plain pytest explores differs each time; `dev.py test` gives every machine the same examples.
settings.register_profile("developer", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("thorough", deadline=None, max_examples=5_000)
settings.load_profile("developer")

# A machine that does ten other things takes its time; what never comes fails all the same.
PATIENCE_MS = 30_000
for waits in (QtBot.waitUntil, QtBot.waitSignal, QtBot.waitSignals):
    assert waits.__kwdefaults__ is not None
    assert "timeout" in waits.__kwdefaults__
    waits.__kwdefaults__["timeout"] = PATIENCE_MS

__all__ = ["bucket_server", "database", "photos", "postgres"]

pytest_generate_tests = on_each_engine

ALARMING = {QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg}
LATE = pytest.StashKey[list[str]]()


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> QApplication:
    """pytest-qt's application with a Chinese font, since a fresh machine has none and would draw boxes."""
    number = QFontDatabase.addApplicationFont(str(sans_path()))
    qapp.setFont(QFont(QFontDatabase.applicationFontFamilies(number)[0], 10))
    return qapp


def pytest_sessionstart(session: pytest.Session) -> None:
    """Listen to Qt from before pytest-qt does, which puts this listener back at the end of each test's call."""
    messages = session.config.stash.setdefault(LATE, [])

    def keep(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
        if kind in ALARMING:
            messages.append(message)

    qInstallMessageHandler(keep)


@pytest.fixture(autouse=True)
def no_late_qt_message(pytestconfig: pytest.Config) -> Iterator[None]:
    """Fail a test whose end makes Qt complain; complaints during the test are failed by pytest-qt."""
    yield
    late = pytestconfig.stash[LATE]
    messages, late[:] = list(late), []
    assert not messages, f"Qt complained after the test: {messages}"


def pytest_sessionfinish() -> None:
    """Stop listening, since Qt may speak while the interpreter is taken apart."""
    qInstallMessageHandler(None)
