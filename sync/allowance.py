"""How fast bytes may pass, so that a round leaves some of a thin link to others."""

from collections.abc import Callable
from threading import Lock
from time import monotonic


class Allowance:
    """Bytes in a second, both ways counted together; shared by a courier, who sets it, and its link.

    Attributes:
        rate: bytes in a second; None for as fast as it goes.
    """

    def __init__(self, rate: int | None = None, clock: Callable[[], float] = monotonic) -> None:
        self.rate = rate
        self._clock = clock
        self._free_at = 0.0
        self._lock = Lock()

    def delay_s(self, size: int) -> float:
        """Return how long to pause after ``size`` bytes have passed, in seconds."""
        rate = self.rate
        if not rate:
            return 0.0
        with self._lock:
            now = self._clock()
            self._free_at = max(now, self._free_at) + size / rate
            return self._free_at - now
