"""Work off the UI thread: a worker for the database, one for the network, one for figures, two for pictures.

Results come back to the UI thread through one signal to a bound slot. What can happen to a careful user (``AppError``)
goes to the model that asked; anything else is raised on the UI thread, where the crash reporter hears of it.
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

from app.errors import AppError
from ui.garbage import Sweeper

T = TypeVar("T")

PICTURE_WORKERS = 2


@dataclass(slots=True)
class Task:
    """Something under way."""

    future: Future[Any] = field(repr=False)  # Any: one signal carries the results of every kind of work
    done: Callable[[Any], None] = field(repr=False)  # Any: as above
    refused: Callable[[AppError], None] = field(repr=False)
    is_wanted: bool = True

    def drop(self) -> None:
        """Make the result unwanted; work that has not begun is not begun."""
        self.is_wanted = False
        self.future.cancel()


class Tasks(QObject):
    """The workers of a program; made on the UI thread and closed when the program ends."""

    _finished = Signal(object)
    _told = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._database = ThreadPoolExecutor(1, "database")
        self._network = ThreadPoolExecutor(1, "network")
        self._figures = ThreadPoolExecutor(1, "figures")
        self._pictures = ThreadPoolExecutor(PICTURE_WORKERS, "pictures")
        self._sweeper = Sweeper(self)
        self._is_closed = False
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._told.connect(self._pass_on, Qt.ConnectionType.QueuedConnection)

    def on_database(
        self, work: Callable[[], T], done: Callable[[T], None], refused: Callable[[AppError], None]
    ) -> Task:
        """Run ``work`` on the database worker, after what it was given before; then one of the other two here."""
        return self._start(self._database, work, done, refused)

    def on_network(self, work: Callable[[], T], done: Callable[[T], None], refused: Callable[[AppError], None]) -> Task:
        """Run ``work`` on the network worker, after what it was given before; then one of the other two here."""
        return self._start(self._network, work, done, refused)

    def on_figures(self, work: Callable[[], T], done: Callable[[T], None], refused: Callable[[AppError], None]) -> Task:
        """Run ``work`` that only calculates, after what was given before; then one of the other two here."""
        return self._start(self._figures, work, done, refused)

    def on_pictures(
        self, work: Callable[[], T], done: Callable[[T], None], refused: Callable[[AppError], None]
    ) -> Task:
        """Run ``work`` on one of the picture workers; then one of the other two here."""
        return self._start(self._pictures, work, done, refused)

    def tell(self, listener: Callable[[T], None], news: T) -> None:
        """Call ``listener`` with the news on the UI thread; for work to report how far it is, from any thread."""
        self._told.emit(listener, news)

    def close(self) -> None:
        """Finish what has begun and all that the database was given; nothing is delivered or begun after it."""
        self._is_closed = True
        for pool in (self._network, self._figures, self._pictures):
            pool.shutdown(cancel_futures=True)
        self._database.shutdown()
        self._sweeper.stop()

    def _start(
        self,
        pool: ThreadPoolExecutor,
        work: Callable[[], T],
        done: Callable[[T], None],
        refused: Callable[[AppError], None],
    ) -> Task:
        if self._is_closed:
            return Task(_never(), done, refused)
        task = Task(pool.submit(work), done, refused)
        task.future.add_done_callback(lambda _future: self._finished.emit(task))
        return task

    @Slot(object)
    def _deliver(self, task: Task) -> None:
        if self._is_closed or not task.is_wanted or task.future.cancelled():
            return
        error = task.future.exception()
        if error is None:
            _call(task.done, task.future.result())
        elif isinstance(error, AppError):
            _call(task.refused, error)
        else:
            raise error

    @Slot(object, object)
    def _pass_on(self, listener: Callable[[Any], None], news: Any) -> None:  # noqa: ANN401  # any news, as Task
        if not self._is_closed:
            _call(listener, news)


def _never() -> Future[Any]:  # Any: as in Task
    """Return work that was cancelled before it began: what a closed program is asked for."""
    future: Future[Any] = Future()
    future.cancel()
    return future


def _call(listener: Callable[[T], None], news: T) -> None:
    """Call a listener, with arguments bound to it or without, unless it belongs to a Qt object that is gone."""
    owner = getattr(listener.func if isinstance(listener, partial) else listener, "__self__", None)
    if not isinstance(owner, QObject) or shiboken6.isValid(owner):
        listener(news)
