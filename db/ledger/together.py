"""Pushes that arrive while a transaction is under way share the next one: one set of queries and one wait for the disk.

Each still gets its own rulings; where what they share fails, each is tried alone, so nobody fails for another.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from threading import Lock
from typing import Generic, TypeVar

from sqlalchemy.exc import SQLAlchemyError

Asked = TypeVar("Asked")
Answered = TypeVar("Answered")

MOST = 16
"""So many share one transaction at most; none of them waits long for its own answer."""


@dataclass(slots=True)
class _Waiting(Generic[Asked, Answered]):
    """One that asks: ``answers`` holds its answer once there is one; ``is_alone`` once sharing has failed."""

    asked: Asked
    answers: tuple[Answered, ...] = ()
    is_alone: bool = False


class Together(Generic[Asked, Answered]):
    """Calls ``act`` with what several threads ask at the same time.

    Args:
        act: answers all in their order, or raises and has done nothing.
    """

    def __init__(self, act: Callable[[Sequence[Asked]], Sequence[Answered]]) -> None:
        self._act = act
        self._turn = Lock()
        self._queue_lock = Lock()
        self._queue: list[_Waiting[Asked, Answered]] = []

    def __call__(self, asked: Asked) -> Answered:
        """Return the answer, or raise what ``act`` raises when it is asked this alone."""
        mine: _Waiting[Asked, Answered] = _Waiting(asked)
        with self._queue_lock:
            self._queue.append(mine)
        with self._turn:
            while not (mine.answers or mine.is_alone):
                self._serve(self._take())
            return mine.answers[0] if mine.answers else self._act([asked])[0]

    def _take(self) -> list[_Waiting[Asked, Answered]]:
        with self._queue_lock:
            taken, self._queue = self._queue[:MOST], self._queue[MOST:]
        return taken

    def _serve(self, group: list[_Waiting[Asked, Answered]]) -> None:
        """Answer those that can be answered together, and leave the others to themselves."""
        try:
            if len(group) > 1:
                with suppress(SQLAlchemyError):
                    answers = self._act([one.asked for one in group])
                    for one, answer in zip(group, answers, strict=True):
                        one.answers = (answer,)
        finally:
            for one in group:
                one.is_alone = not one.answers
