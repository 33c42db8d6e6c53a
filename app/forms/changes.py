"""What acts did to a record, so that they can be taken back and done again."""

from collections.abc import Mapping
from dataclasses import dataclass

MAX_STEPS = 500


@dataclass(frozen=True)
class Written:
    """An answer was changed."""

    key: str
    former: str
    text: str

    def reversed(self) -> "Change":
        """Return what takes it back."""
        return Written(self.key, self.text, self.former)


@dataclass(frozen=True)
class Inserted:
    """An instance was added with these answers."""

    key: str
    answers: Mapping[str, object]

    def reversed(self) -> "Change":
        """Return what takes it back."""
        return Removed(self.key, self.answers)


@dataclass(frozen=True)
class Removed:
    """An instance was removed; these were its answers."""

    key: str
    answers: Mapping[str, object]

    def reversed(self) -> "Change":
        """Return what takes it back."""
        return Inserted(self.key, self.answers)


@dataclass(frozen=True)
class Moved:
    """An instance got another order key."""

    key: str
    former: str
    order: str

    def reversed(self) -> "Change":
        """Return what takes it back."""
        return Moved(self.key, self.order, self.former)


Change = Written | Inserted | Removed | Moved


class History:
    """Acts that can be taken back, newest last; typing on in one answer is one act."""

    def __init__(self) -> None:
        self._done: list[list[Change]] = []
        self._undone: list[list[Change]] = []
        self._open: list[Change] | None = None

    def begin(self) -> None:
        """Start an act."""
        self._open = []

    def note(self, change: Change) -> None:
        """Add a change to the act under way; without one it is not an act of a person and is not kept."""
        if self._open is not None:
            self._open.append(change)

    def end(self) -> None:
        """Finish the act; one that follows another in the same answer joins it."""
        act, self._open = self._open or [], None
        if not act:
            return
        self._undone.clear()
        last = self._done[-1] if self._done else []
        if len(act) == len(last) == 1:
            match last[0], act[0]:
                case Written(before, former, _), Written(now, _, text) if before == now:
                    self._done[-1] = [Written(now, former, text)]
                    return
        self._done.append(act)
        del self._done[:-MAX_STEPS]

    @property
    def can_step_back(self) -> bool:
        """Whether there is an act to take back."""
        return bool(self._done)

    @property
    def can_step_forward(self) -> bool:
        """Whether there is an act to do again."""
        return bool(self._undone)

    def step_back(self) -> list[Change]:
        """Return the last act's changes in the order in which they were made."""
        if not self._done:
            return []
        self._undone.append(self._done.pop())
        return self._undone[-1]

    def step_forward(self) -> list[Change]:
        """Return the changes of the act that was taken back last."""
        if not self._undone:
            return []
        self._done.append(self._undone.pop())
        return self._done[-1]
