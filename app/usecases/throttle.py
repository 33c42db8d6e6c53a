"""Slowing down whoever tries again and again: a few attempts are free, then each doubles the wait."""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from threading import Lock

from app.errors import AppError
from app.ports.clock import Clock

FIRST_WAIT = timedelta(seconds=2)
LONGEST_WAIT = timedelta(minutes=5)

_MOST_KEYS = 20_000


@dataclass(frozen=True, slots=True)
class _Attempts:
    count: int
    blocked_until: datetime


class Throttle:
    """Counts attempts by key, of which it remembers a bounded number; one for each process of the server.

    An attempt is counted before it is made, so that a hundred at once count as a hundred.
    """

    def __init__(self, clock: Clock, *, free: int) -> None:
        self._clock = clock
        self._free = free
        self._attempts: OrderedDict[str, _Attempts] = OrderedDict()
        self._lock = Lock()

    def attempt(self, key: str) -> None:
        """Count an attempt.

        Raises:
            AppError: ``account.too_many_attempts`` with the seconds to wait; then it is not counted.
        """
        now = self._clock.now()
        with self._lock:
            before = self._attempts.get(key, _Attempts(0, now))
            if before.blocked_until > now:
                raise AppError("account.too_many_attempts", seconds=ceil((before.blocked_until - now).total_seconds()))
            count = before.count + 1
            self._attempts[key] = _Attempts(count, now + self._wait(count))
            self._attempts.move_to_end(key)
            if len(self._attempts) > _MOST_KEYS:
                self._attempts.popitem(last=False)

    def succeed(self, key: str) -> None:
        """Forget the attempts of a key."""
        with self._lock:
            self._attempts.pop(key, None)

    def _wait(self, count: int) -> timedelta:
        if count < self._free:
            return timedelta()
        return min(LONGEST_WAIT, FIRST_WAIT * (1 << min(count - self._free, 20)))
