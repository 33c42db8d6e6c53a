"""The window: first the door, then the desk of whoever came in, then the door again."""

import importlib.util
import json
import sys
import time
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication

from app.assembly.client import Client, identity_of
from app.assembly.homes import Homes
from app.workplace import Workplace
from db.machine import SystemClock
from ui.assets.asset_page import AssetPage
from ui.assets.page import AssetsPage
from ui.crash import CrashReporter
from ui.language import Speech
from ui.record.page import RecordPage
from ui.review.view import RecordView, ReviewPage
from ui.settings.preferences import Preferences
from ui.shell.desk import Desk, wear
from ui.shell.leaves import Leaves
from ui.signin.model import DoorModel
from ui.signin.view import DoorView
from ui.tasks import Tasks


def open_window(home: Path, *, measure_start: bool = False) -> int:
    """Open the program on a folder of home folders, or on one; return when it is closed.

    Args:
        home: the folder.
        measure_start: open the one enrolled home at once, print how long it took until usable, and close.
    """
    application = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(application, QApplication):
        raise TypeError("another kind of Qt application runs in this process")
    application.setApplicationName("Yingxun")
    add_chinese_letters()
    crashes = CrashReporter(home, SystemClock().now)
    crashes.install()
    program = Program(application, home)
    if measure_start:
        program.measure()
    else:
        program.show_door()
    code = application.exec()
    program.close()
    return code


def add_chinese_letters() -> None:
    """Where no installed font has Chinese letters (a bare Linux), use the developers' one if it is there."""
    if QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese):
        return
    if importlib.util.find_spec("pylopdf_fonts_zh_cn"):
        from pylopdf_fonts_zh_cn import sans_path

        QFontDatabase.addApplicationFont(str(sans_path()))


class Program(QObject):
    """Holds the door and the desk, one of which is open."""

    def __init__(self, application: QApplication, home: Path) -> None:
        super().__init__()
        self._application = application
        self._home = home
        self._speech = Speech(application)
        self._tasks = Tasks()
        self._clients: list[Client] = []
        self._desk: Desk | None = None
        self._homes = Homes(home, self._clients.append)
        self._model = DoorModel(self._homes, self._homes, self._tasks)
        self._model.entered.connect(self._enter)
        self._door: DoorView | None = None
        # Between two windows, at the door or when the looks change, none is open for a moment.
        application.setQuitOnLastWindowClosed(False)
        application.lastWindowClosed.connect(self._wait_for_another)

    @Slot()
    def show_door(self) -> None:
        """Let somebody sign in."""
        self._desk = None
        self._close_clients()
        wear(self._application, self._speech, Preferences())
        self._door = DoorView(self._model)
        self._door.resize(900, 680)
        self._door.show()
        self._model.begin()

    def measure(self) -> None:
        """Open the one enrolled home and tell when its day is on screen."""
        self._enter(self._homes.open(self._home, identity_of(self._home)))
        if self._desk is not None:
            self._desk.models.records.changed.connect(self._tell_start)

    def close(self) -> None:
        """Let the workers finish and close the store."""
        self._tasks.close()
        self._close_clients()

    @Slot(object)
    def _enter(self, workplace: Workplace) -> None:
        leaves = Leaves(
            draft=lambda draft: RecordPage(workplace, self._tasks, draft),
            record=lambda key: RecordView(workplace, self._tasks, key),
            review=lambda: ReviewPage(workplace, self._tasks),
            assets=lambda: AssetsPage(workplace, self._tasks),
            asset=lambda key: AssetPage(workplace, self._tasks, key),
        )
        self._desk = Desk(self._application, self._speech, workplace, self._tasks, leaves)
        self._desk.left.connect(self.show_door)
        self._desk.open()
        if self._door is not None:
            self._door.close()
            self._door.deleteLater()
            self._door = None

    @Slot()
    def _wait_for_another(self) -> None:
        QTimer.singleShot(0, self._quit_without_window)

    @Slot()
    def _quit_without_window(self) -> None:
        if not any(window.isVisible() for window in self._application.topLevelWidgets()):
            self._application.quit()

    @Slot()
    def _tell_start(self) -> None:
        if self._desk is None or self._desk.models.records.is_busy:
            return
        seconds = time.clock_gettime(time.CLOCK_MONOTONIC) - _process_began()
        print(json.dumps({"event": "usable", "seconds": round(seconds, 3)}), flush=True)  # noqa: T201  # what was asked for
        self._desk.close()
        self._application.quit()

    def _close_clients(self) -> None:
        while self._clients:
            self._clients.pop().close()


def _process_began() -> float:
    """Return when this process began, on the monotonic clock; on Linux from /proc, elsewhere when this was loaded."""
    try:
        ticks = int(Path("/proc/self/stat").read_text().rpartition(")")[2].split()[19])
    except OSError:
        return _LOADED
    import os

    return ticks / os.sysconf("SC_CLK_TCK")


_LOADED = time.monotonic()
