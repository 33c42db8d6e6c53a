"""Keeping a draft: within two seconds of each change, on the database worker."""

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from functools import partial

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from app.domain.draft import Draft
from app.errors import AppError
from app.ports.clock import Clock
from app.ports.store import Store
from app.usecases import drafts
from app.workplace import Workplace
from ui.tasks import Tasks
from ui.words import explain

PAUSE_MS = 700
RETRY_MS = 3000


class Saving(StrEnum):
    """How the draft on disk compares with the page."""

    KEPT = "kept"
    WAITING = "waiting"
    FAILED = "failed"


class Autosave(QObject):
    """Keeps a draft 700 ms after the first change that is not kept yet, so that going on typing does not put it off.

    Signals:
        changed: ``status``, ``kept_at`` or ``reason`` is another.

    Attributes:
        kept_at: when the draft was last kept by this page; None if not yet.
        reason: why it could not be kept.
    """

    changed = Signal()

    def __init__(
        self, workplace: Workplace, tasks: Tasks, current: Callable[[], Draft], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.status = Saving.KEPT
        self.kept_at: datetime | None = None
        self.reason = ""
        self._workplace = workplace
        self._tasks = tasks
        self._current = current
        self._changes = 0
        self._is_ended = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setTimerType(Qt.TimerType.PreciseTimer)
        self._pause.timeout.connect(self.flush)

    @Slot()
    def note(self) -> None:
        """Remember that something changed."""
        if self._is_ended:
            return
        self._changes += 1
        if not self._pause.isActive():
            self._pause.start(PAUSE_MS)
        self._become(Saving.WAITING)

    @Slot()
    def flush(self) -> None:
        """Keep what is not kept yet, now."""
        self._pause.stop()
        if self._is_ended or self.status is Saving.KEPT:
            return
        work = partial(_keep, self._workplace.store, self._workplace.clock, self._current(), self._changes)
        self._tasks.on_database(work, self._kept, self._fail)

    def end(self) -> None:
        """Keep nothing any more: the draft is submitted or thrown away."""
        self._is_ended = True
        self._pause.stop()

    def resume(self) -> None:
        """Keep again what changes: the draft was not submitted after all."""
        self._is_ended = False
        self.note()

    @Slot(object)
    def _kept(self, changes: int) -> None:
        self.kept_at = self._workplace.clock.now()
        self.reason = ""
        if changes == self._changes:
            self._become(Saving.KEPT)
        else:
            self.changed.emit()

    @Slot(object)
    def _fail(self, error: AppError) -> None:
        self.reason = explain(error)
        self._pause.start(RETRY_MS)
        self._become(Saving.FAILED)

    def _become(self, status: Saving) -> None:
        self.status = status
        self.changed.emit()


def _keep(store: Store, clock: Clock, draft: Draft, changes: int) -> int:
    """Keep a draft and return which change it includes; runs on the database worker."""
    with store() as unit:
        drafts.save(unit, draft, clock)
    return changes
