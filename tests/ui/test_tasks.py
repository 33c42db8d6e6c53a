"""Work off the UI thread and its way back."""

import threading
from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import QObject, QTimer, SignalInstance
from pytestqt.qtbot import QtBot

from app.errors import AppError
from ui.tasks import Tasks


class Listener(QObject):
    """Remembers what it was told, and on which thread."""

    def __init__(self) -> None:
        super().__init__()
        self.results: list[object] = []
        self.errors: list[AppError] = []
        self.threads: set[int] = set()

    def done(self, result: object) -> None:
        self.threads.add(threading.get_ident())
        self.results.append(result)

    def refused(self, error: AppError) -> None:
        self.threads.add(threading.get_ident())
        self.errors.append(error)


@pytest.mark.parametrize("worker", ["on_database", "on_network", "on_pictures"])
def test_work_runs_elsewhere_and_its_result_comes_back_to_the_ui_thread(
    qtbot: QtBot, tasks: Tasks, worker: str
) -> None:
    listener = Listener()
    start: Callable[..., object] = getattr(tasks, worker)

    start(threading.get_ident, listener.done, listener.refused)
    qtbot.waitUntil(lambda: bool(listener.results))

    assert listener.results[0] != threading.get_ident()
    assert listener.threads == {threading.get_ident()}


def test_what_can_happen_to_a_careful_user_goes_to_the_model(qtbot: QtBot, tasks: Tasks) -> None:
    listener = Listener()

    def work() -> None:
        raise AppError("store.newer")

    tasks.on_database(work, listener.done, listener.refused)
    qtbot.waitUntil(lambda: bool(listener.errors))

    assert [error.code for error in listener.errors] == ["store.newer"]
    assert not listener.results


def test_anything_else_is_raised_on_the_ui_thread(qtbot: QtBot, tasks: Tasks) -> None:
    listener = Listener()

    def work() -> None:
        raise ZeroDivisionError("ours")

    with qtbot.captureExceptions() as caught:
        tasks.on_database(work, listener.done, listener.refused)
        qtbot.waitUntil(lambda: bool(caught))

    assert caught[0][0] is ZeroDivisionError
    assert not listener.results
    assert not listener.errors


def test_work_for_the_database_is_done_one_after_the_other(qtbot: QtBot, tasks: Tasks) -> None:
    listener = Listener()
    gate = threading.Event()

    tasks.on_database(gate.wait, listener.done, listener.refused)
    for number in range(5):
        tasks.on_database(lambda number=number: number, listener.done, listener.refused)  # type: ignore[misc]  # a default argument
    gate.set()
    qtbot.waitUntil(lambda: len(listener.results) == 6)

    assert listener.results == [True, 0, 1, 2, 3, 4]


def test_a_result_that_is_no_longer_wanted_is_not_delivered(qtbot: QtBot, tasks: Tasks) -> None:
    listener = Listener()
    gate = threading.Event()

    unwanted = tasks.on_database(gate.wait, listener.done, listener.refused)
    unwanted.drop()
    gate.set()
    tasks.on_database(lambda: "last", listener.done, listener.refused)
    qtbot.waitUntil(lambda: "last" in listener.results)

    assert listener.results == ["last"]


@pytest.mark.parametrize("bound", [lambda listener: listener, partial])
def test_a_result_for_an_object_that_is_gone_is_not_delivered(
    qtbot: QtBot, tasks: Tasks, bound: Callable[[Callable[[object], None]], Callable[[object], None]]
) -> None:
    import shiboken6

    gone, present = Listener(), Listener()
    gate = threading.Event()

    tasks.on_database(gate.wait, bound(gone.done), gone.refused)
    shiboken6.delete(gone)
    gate.set()
    tasks.on_database(lambda: "last", present.done, present.refused)
    qtbot.waitUntil(lambda: bool(present.results))

    assert not gone.results


def test_news_from_a_worker_arrive_on_the_ui_thread(qtbot: QtBot, tasks: Tasks) -> None:
    listener = Listener()

    tasks.on_network(lambda: tasks.tell(listener.done, "half"), listener.done, listener.refused)
    qtbot.waitUntil(lambda: len(listener.results) == 2)

    assert listener.results == ["half", None]
    assert listener.threads == {threading.get_ident()}


def test_widgets_that_are_garbage_are_destroyed_on_the_ui_thread_alone(qtbot: QtBot, tasks: Tasks) -> None:
    ends: list[int] = []
    listener = Listener()

    def litter() -> None:
        for _ in range(3000):
            knot: list[object] = []
            knot.append(knot)

    for _ in range(20):
        knot: list[object] = [Knot(ends)]
        knot.append(knot)
    del knot
    for _ in range(10):
        tasks.on_database(litter, listener.done, listener.refused)
    qtbot.waitUntil(lambda: len(listener.results) == 10)
    qtbot.waitUntil(lambda: len(ends) == 20)

    assert set(ends) == {threading.get_ident()}


class Knot:
    """Tells on which thread it was destroyed."""

    def __init__(self, ends: list[int]) -> None:
        self._ends = ends

    def __del__(self) -> None:
        self._ends.append(threading.get_ident())


def test_a_closed_program_delivers_nothing_that_waits_and_begins_nothing(qtbot: QtBot) -> None:
    tasks, listener = Tasks(), Listener()
    tasks.on_database(lambda: "late", listener.done, listener.refused)
    tasks.tell(listener.done, "news")
    tasks.close()
    task = tasks.on_network(lambda: "later", listener.done, listener.refused)
    with qtbot.waitSignal(_soon(tasks)):
        pass
    assert task.future.cancelled()
    assert (listener.results, listener.errors) == ([], [])


def _soon(tasks: Tasks) -> SignalInstance:
    """Return a signal that comes after all that is already queued."""
    timer = QTimer(tasks)
    timer.setSingleShot(True)
    timer.start(0)
    return timer.timeout
