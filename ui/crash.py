"""When the program itself is wrong: write down what is known, and say one sentence."""

import platform
import sys
import threading
import traceback
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal, Slot, qVersion
from PySide6.QtWidgets import QMessageBox

REPORTS_KEPT = 50


class CrashReporter(QObject):
    """Hears of every exception that nothing caught, on any thread, and writes it into ``home/crashes``.

    A report holds the time, the machine and the traceback. One window at a time tells the user.

    Signals:
        reported: a report was written (its ``Path``).
    """

    reported = Signal(object)

    def __init__(
        self, home: Path, now: Callable[[], datetime], *, tells: bool = True, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._folder = home / "crashes"
        self._now = now
        self.box: QMessageBox | None = None
        if tells:
            self.reported.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Hear of exceptions from now on."""
        sys.excepthook = self.report
        threading.excepthook = self._report_thread

    def report(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Write a report; an interrupt from the keyboard ends the program as ever."""
        sys.__excepthook__(kind, error, trace)
        if issubclass(kind, KeyboardInterrupt):
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._folder / f"{self._now():%Y%m%d-%H%M%S-%f}.txt"
        path.write_text(_report(self._now(), error), encoding="utf-8")
        for old in sorted(self._folder.glob("*.txt"))[:-REPORTS_KEPT]:
            old.unlink()
        self.reported.emit(path)

    def _report_thread(self, given: threading.ExceptHookArgs) -> None:
        if given.exc_value is not None:
            self.report(given.exc_type, given.exc_value, given.exc_traceback)

    @Slot(object)
    def _tell(self, path: Path) -> None:
        if self.box is not None and self.box.isVisible():
            return
        words = QCoreApplication.translate(
            "Crash",
            "程序出了错，刚才的一步可能没有完成；已保存的内容不受影响。请重新打开程序，并把报告交给管理员：{path}",
        )
        self.box = QMessageBox(
            QMessageBox.Icon.Critical, QCoreApplication.translate("Crash", "瀛巡"), words.format(path=path)
        )
        self.box.open()


def _report(now: datetime, error: BaseException) -> str:
    lines = [
        now.isoformat(timespec="seconds"),
        f"{platform.platform()} · Python {platform.python_version()} · Qt {qVersion()}",
        "",
        *traceback.format_exception(error),
    ]
    return "\n".join(lines)
