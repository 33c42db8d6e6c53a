"""Calculating again what follows from the answers: off the UI thread, a moment after they change."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.domain.canonical import Json
from app.errors import AppError
from app.forms import Session
from ui.tasks import Task, Tasks

PAUSE_MS = 120

Work = Callable[[Mapping[str, Json]], object]


class Recalculation(QObject):
    """Gives the answers to some work 120 ms after the first change; what is outdated meanwhile is dropped.

    Signals:
        calculated: what the work returned for the newest answers.
        refused: the ``AppError`` with which it ended instead.
    """

    calculated = Signal(object)
    refused = Signal(object)

    def __init__(self, session: Session, tasks: Tasks, work: Work, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._tasks = tasks
        self._work = work
        self._task: Task | None = None
        self._is_ended = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.start)

    @Slot()
    def note(self) -> None:
        """Remember that an answer changed; going on typing does not put the calculation off."""
        if not self._is_ended and not self._pause.isActive():
            self._pause.start()

    def end(self) -> None:
        """Calculate nothing any more: the page is left."""
        self._is_ended = True
        self._pause.stop()
        if self._task is not None:
            self._task.drop()

    @Slot()
    def start(self) -> None:
        """Calculate now."""
        self._pause.stop()
        if self._task is not None:
            self._task.drop()
        work, answers = self._work, self._session.answers(relevant_only=True)
        self._task = self._tasks.on_figures(lambda: work(answers), self._show, self._refuse)

    @Slot(object)
    def _show(self, result: object) -> None:
        self._task = None
        self.calculated.emit(result)

    @Slot(object)
    def _refuse(self, error: AppError) -> None:
        self._task = None
        self.refused.emit(error)
