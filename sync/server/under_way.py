"""Packs that are being taken in, so that whoever was cut off is told of all that has arrived."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition

from starlette.requests import Request

PATIENCE_S = 1.0
"""How long an answer waits for a pack of the same sender to be on disk."""


def sender_of(request: Request) -> str:
    """Return who sends, as far as that is known before anybody has asked who it is: the token."""
    return request.headers.get("authorization", "")


class PacksUnderWay:
    """Counts packs by sender, within this process.

    A sender has one pack under way at a time: one that asks again has been cut off, perhaps before the server knew.
    """

    def __init__(self) -> None:
        self._counts = Counter[str]()
        self._ended = Condition()

    @contextmanager
    def one(self, sender: str) -> Iterator[None]:
        """Count a pack until it is stored, however it ends."""
        with self._ended:
            self._counts[sender] += 1
        try:
            yield
        finally:
            with self._ended:
                self._counts[sender] -= 1
                self._counts += Counter()
                self._ended.notify_all()

    def wait(self, sender: str) -> None:
        """Return once no pack of the sender is under way, or after ``PATIENCE_S``."""
        with self._ended:
            self._ended.wait_for(lambda: not self._counts[sender], PATIENCE_S)
