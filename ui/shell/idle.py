"""Nobody at the desk: after some minutes without key, pointer or touch the program asks who is there."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

_ACTS = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.TouchBegin,
    QEvent.Type.TouchUpdate,
    QEvent.Type.Wheel,
}


class Idle(QObject):
    """Watches a whole application.

    Signals:
        passed: so many minutes have passed without an act; it is told once, until ``watch`` is called again.
    """

    passed = Signal()

    def __init__(self, application: QApplication, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.passed)
        self._application = application

    def watch(self, minutes: float) -> None:
        """Begin to count anew; nought never passes."""
        self._timer.stop()
        self._application.removeEventFilter(self)
        if minutes:
            self._application.installEventFilter(self)
            self._timer.start(round(minutes * 60_000))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's name
        """Count anew at every act of a person; the event goes on."""
        if event.type() in _ACTS and self._timer.isActive():
            self._timer.start()
        return super().eventFilter(watched, event)
