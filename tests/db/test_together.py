"""Several that ask at the same time share one transaction, and none fails or waits for another's trouble."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from sqlalchemy.exc import IntegrityError

from db.ledger.together import MOST, Together


class Desk:
    """Doubles numbers; holds the first call until the others are waiting; refuses a 13 wherever it is."""

    def __init__(self) -> None:
        self.groups: list[tuple[int, ...]] = []
        self.may_go_on, self.has_begun = Event(), Event()

    def act(self, asked: Sequence[int]) -> Sequence[int]:
        self.groups.append(tuple(asked))
        if len(self.groups) == 1:
            self.has_begun.set()
            self.may_go_on.wait(20)
        if 13 in asked:
            raise IntegrityError("", {}, ValueError())
        return [number * 2 for number in asked]


def ask_at_once(desk: Desk, numbers: Sequence[int]) -> list[int | None]:
    """Ask everything while a first call is under way; None where asking raised."""
    together = Together(desk.act)
    with ThreadPoolExecutor(len(numbers) + 1) as pool:
        first = pool.submit(together, 1)
        desk.has_begun.wait(20)
        others = [pool.submit(together, number) for number in numbers]
        while len(together._queue) < len(numbers):
            Event().wait(0.001)
        desk.may_go_on.set()
        assert first.result() == 2
        return [None if one.exception() else one.result() for one in others]


def test_each_gets_its_own_answer_out_of_one_act() -> None:
    desk = Desk()

    answers = ask_at_once(desk, [5, 6, 7])

    assert answers == [10, 12, 14]
    assert [sorted(group) for group in desk.groups] == [[1], [5, 6, 7]]


def test_one_that_cannot_be_answered_fails_alone() -> None:
    desk = Desk()

    answers = ask_at_once(desk, [5, 13, 7])

    assert answers == [10, None, 14]


def test_no_group_is_larger_than_allowed() -> None:
    desk = Desk()

    answers = ask_at_once(desk, range(100, 120))

    assert answers == [number * 2 for number in range(100, 120)]
    assert max(map(len, desk.groups)) <= MOST


def test_alone_what_is_raised_is_raised() -> None:
    desk = Desk()
    desk.may_go_on.set()

    with pytest.raises(IntegrityError):
        Together(desk.act)(13)
