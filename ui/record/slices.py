"""Drawing a little at a time, so that a long form shows at once and the window goes on answering."""

from collections.abc import Callable, Iterator
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal, Slot

SLICE_S = 0.010
"""How long one slice may take, in seconds; a step that has begun is finished."""


class Slices(QObject):
    """Takes steps of some work whenever there is time.

    Signals:
        finished: no step is left.
    """

    finished = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._steps: Iterator[None] = iter(())
        self._pause = QTimer(self)
        self._pause.setInterval(0)
        self._pause.timeout.connect(self._take_some)

    def begin(self, steps: Iterator[None]) -> None:
        """Take a first slice at once, the others when there is time; what was under way is given up."""
        self._steps = steps
        self._pause.start()
        self._take_some()

    def stop(self) -> None:
        """Give up what is under way."""
        self._pause.stop()
        self._steps = iter(())

    def take_until(self, is_enough: Callable[[], bool]) -> None:
        """Take steps now until it is enough, or none is left."""
        while not is_enough() and next(self._steps, self) is not self:
            pass

    @Slot()
    def _take_some(self) -> None:
        until = perf_counter() + SLICE_S
        while perf_counter() < until:
            if next(self._steps, self) is self:
                self._pause.stop()
                self.finished.emit()
                return
