"""The photos of a record that is being filled in, and where it was made; what was done to either can be taken back.

A photo question is answered with the ids of its photos as file names (``<id>.jpg``), so that the form's own undo brings
them and takes them. Photos of the whole record and the site are no answers; they have a history here, in which each act
remembers the answers at which it was made: it is its turn to be taken back when those are the answers again.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePath

from app.domain.canonical import Json
from app.domain.draft import DraftPhoto
from app.domain.site import Position
from ui.controls.ask import text_of

Answers = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Held:
    """Photos of the whole record, and its site."""

    photos: tuple[DraftPhoto, ...] = ()
    site: Position | None = None


@dataclass(frozen=True, slots=True)
class _Act:
    """One change of what is held, and the answers there were."""

    before: Held
    after: Held
    answers: Answers


class Attachments:
    """What hangs on a record beside its answers."""

    def __init__(self, photos: Iterable[DraftPhoto], site: Position | None) -> None:
        known = tuple(photos)
        self._known = {photo.id: photo for photo in known}
        self.held = Held(tuple(photo for photo in known if not photo.path), site)
        self._done: list[_Act] = []
        self._undone: list[_Act] = []

    def learn(self, photo: DraftPhoto) -> None:
        """Know a photo that answers a question."""
        self._known[photo.id] = photo

    def of_answer(self, answer: Json, path: str) -> tuple[DraftPhoto, ...]:
        """Return the photos that an answer names, as photos of that question."""
        named = (self._known.get(PurePath(name).stem) for name in text_of(answer).split())
        return tuple(replace(photo, path=path) for photo in named if photo is not None)

    def change(self, held: Held, answers: Answers) -> None:
        """Hold something else from now on."""
        self._done.append(_Act(self.held, held, dict(answers)))
        self._undone.clear()
        self.held = held

    def forget_undone(self) -> None:
        """Drop what could be done again, because something else was done."""
        self._undone.clear()

    @property
    def can_undo(self) -> bool:
        """Whether there is an act to take back, now or later."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether there is an act to do again, now or later."""
        return bool(self._undone)

    def undo(self, answers: Answers, *, is_last_resort: bool) -> bool:
        """Take the last act back if its turn has come, or nothing else is left; tell whether."""
        if not self._done or not (is_last_resort or self._done[-1].answers == answers):
            return False
        self._undone.append(self._done.pop())
        self.held = self._undone[-1].before
        return True

    def redo(self, answers: Answers, *, is_last_resort: bool) -> bool:
        """Do the act again that was taken back last, if its turn has come or nothing else is left; tell whether."""
        if not self._undone or not (is_last_resort or self._undone[-1].answers == answers):
            return False
        self._done.append(self._undone.pop())
        self.held = self._done[-1].after
        return True


def named_in_answer(answer: Json, photo: DraftPhoto) -> str:
    """Return a photo question's answer with one more photo."""
    return f"{text_of(answer)} {photo.id}{PurePath(photo.name).suffix.lower()}".strip()


def removed_from_answer(answer: Json, photo: str) -> str | None:
    """Return a photo question's answer without a photo, None if it was the last."""
    return " ".join(name for name in text_of(answer).split() if PurePath(name).stem != photo) or None
