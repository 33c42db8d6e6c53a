"""When to try, how long to pause after a failure, how much to send at once; all pure."""

from dataclasses import dataclass, replace
from enum import StrEnum

from app.domain.listing import WaitReason

FIRST_PAUSE_S = 2.0
LONGEST_PAUSE_S = 600.0
INTERVAL_S = 300.0
SLOW_S = 5.0
FAST_S = 2.0

FLOOR_BYTES = 32 * 1024
CEILING_BYTES = 1024 * 1024

_PEOPLE_MUST_ACT = frozenset({WaitReason.SIGNED_OUT, WaitReason.TOO_OLD})


def pause_s(failures: int, chance: float) -> float:
    """Return how long to pause after so many failures in a row, in seconds.

    Doubles from 2 s to 10 min, of which ``chance``, a random number in [0, 1), takes up to half away, so that machines
    that lost the same server do not come back together.
    """
    longest = min(LONGEST_PAUSE_S, FIRST_PAUSE_S * 2.0 ** min(max(failures - 1, 0), 16))
    return longest * (1 - chance / 2)


class Errand(StrEnum):
    """What the automatic part of sync should do now."""

    NOTHING = "nothing"
    ASK_HEALTH = "ask_health"
    ROUND = "round"


@dataclass(frozen=True, slots=True)
class Schedule:
    """When the next automatic try is due; times in seconds of a clock that only moves forward.

    A round starts only after ``/health`` has answered with our header: a system that calls itself online proves little.

    Attributes:
        due_at: when to ask whether the server is there.
        failures: failed tries in a row.
        is_paused: the person has paused sync.
        needs_person: automatic tries are useless until somebody signs in or updates the program.
    """

    due_at: float = 0.0
    failures: int = 0
    is_paused: bool = False
    needs_person: bool = False

    def errand(self, now: float, *, is_ours: bool | None = None) -> Errand:
        """Return what to do now; ``is_ours`` is what ``/health`` has just shown, None if it was not asked."""
        if self.is_paused or self.needs_person:
            return Errand.NOTHING
        if is_ours is not None:
            return Errand.ROUND if is_ours else Errand.NOTHING
        return Errand.ASK_HEALTH if now >= self.due_at else Errand.NOTHING

    def after_health(self, now: float, chance: float) -> "Schedule":
        """Return the schedule after ``/health`` did not answer as ours does."""
        return self._after_failure(now, chance)

    def after_round(self, now: float, problem: WaitReason | None, chance: float) -> "Schedule":
        """Return the schedule after a round, automatic or not, that ended with this problem or none."""
        if problem is None:
            return replace(self, due_at=now + INTERVAL_S, failures=0, needs_person=False)
        return replace(self._after_failure(now, chance), needs_person=problem in _PEOPLE_MUST_ACT)

    def after_act(self, now: float) -> "Schedule":
        """Return the schedule after a person made something to send or signed in: try now, patience restored."""
        return replace(self, due_at=now, failures=0, needs_person=False)

    def _after_failure(self, now: float, chance: float) -> "Schedule":
        failures = self.failures + 1
        return replace(self, due_at=now + pause_s(failures, chance), failures=failures)


@dataclass(frozen=True, slots=True)
class Pace:
    """How many bytes go into one request, so that each takes 2–5 s: a cut loses little, and so do round trips."""

    size: int = 4 * FLOOR_BYTES
    floor: int = FLOOR_BYTES
    ceiling: int = CEILING_BYTES

    def after(self, sent: int, seconds: float) -> "Pace":
        """Return the pace after a request of so many bytes; one that was not full says nothing of a faster link."""
        if seconds > SLOW_S:
            return self.slower()
        if seconds < FAST_S and sent * 2 >= self.size:
            return replace(self, size=min(self.ceiling, self.size * 2))
        return self

    def slower(self) -> "Pace":
        """Return the pace after a request that was too slow, too large or cut."""
        return replace(self, size=max(self.floor, self.size // 2))
