"""Keeps Python's garbage collection on the UI thread.

Left to itself it runs on whichever thread allocates, and widgets that lie in a reference cycle would be destroyed
there, which Qt does not survive.
"""

import gc

from PySide6.QtCore import QObject, QTimer, Slot

SWEEP_MS = 200


class Sweeper(QObject):
    """Collects garbage by a timer while it lives; made on the UI thread, stopped there."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        gc.freeze()
        self._timer = QTimer(self)
        self._timer.setInterval(SWEEP_MS)
        self._timer.timeout.connect(self.sweep)
        self._timer.start()

    @Slot()
    def sweep(self) -> None:
        """Collect the oldest generation that is due, by Python's own thresholds."""
        counts, thresholds = gc.get_count(), gc.get_threshold()
        for generation in (2, 1, 0):
            if counts[generation] > thresholds[generation]:
                gc.collect(generation)
                return

    def stop(self) -> None:
        """Leave Python to itself again; no other thread may be at work."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()
