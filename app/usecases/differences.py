"""What changed between two looks at a record."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.domain.canonical import Json
from app.domain.entry import Entry
from app.domain.fold import ancestors_of, fold
from app.domain.kinds import Action
from app.domain.state import State
from app.domain.stream import Stream


@dataclass(frozen=True, slots=True)
class Change:
    """One answer that is another now; None where there was or is none."""

    path: str
    before: Json
    after: Json


@dataclass(frozen=True, slots=True)
class Differences:
    """Answers that changed, by path, and ids of photos that came and went."""

    answers: tuple[Change, ...] = ()
    photos_added: tuple[str, ...] = ()
    photos_removed: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.answers or self.photos_added or self.photos_removed)


def differences(before: State, after: State) -> Differences:
    """Return what is different in ``after``."""
    old, new = before.answers(), after.answers()
    had, has = before.attached().keys(), after.attached().keys()
    return Differences(
        answers=tuple(
            Change(path, old.get(path), new.get(path))
            for path in sorted(old.keys() | new.keys())
            if old.get(path) != new.get(path)
        ),
        photos_added=tuple(sorted(has - had)),
        photos_removed=tuple(sorted(had - has)),
    )


def since_last_decision(entries: Sequence[Entry], stream: Stream, record: str) -> Differences | None:
    """Return what changed since the record was last returned or approved; None if it never was."""
    now = fold(record, stream, entries)
    decisions = (Action.RETURNED, Action.APPROVED)
    decision = next((step for step in reversed(now.history) if step.action in decisions), None)
    if decision is None:
        return None
    return differences(state_at(entries, stream, record, decision.parents), now)


def state_at(entries: Sequence[Entry], stream: Stream, record: str, heads: Iterable[str]) -> State:
    """Fold those entries of a record that lie at or before the given heads."""
    wanted = set(heads)
    tips = [entry for entry in entries if entry.id in wanted]
    return fold(record, stream, [*tips, *(earlier for tip in tips for earlier in ancestors_of(tip, entries))])
