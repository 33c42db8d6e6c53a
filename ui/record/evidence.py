"""The photos and the site of a record that is being filled in: taken in, shown, removed, taken back."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QImage

from app.domain.draft import DraftPhoto
from app.domain.site import Position
from app.forms import Session
from app.forms.definition import MEDIA_TYPES, Question
from app.workplace import Workplace
from ui.photos.place import trusted_position
from ui.record.attachments import Attachments, Held, named_in_answer, removed_from_answer
from ui.record.intake import Intake, TakenIn
from ui.tasks import Tasks


class Evidence(QObject):
    """What shows that somebody was there.

    Signals:
        changed: photos of the whole record or the site are others.
        answered: keys of the form that look different because of photos.
        photographed: a photo was added; the argument is its ``PhotoFacts``.
        refused: a file was not taken; the argument is the sentence to show.

    Attributes:
        intake: how many files are still being read.
    """

    changed = Signal()
    answered = Signal(object)
    photographed = Signal(object)
    refused = Signal(str)

    def __init__(
        self,
        workplace: Workplace,
        tasks: Tasks,
        session: Session,
        held: Attachments,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._ids = workplace.ids
        self._session = session
        self._held = held
        self.intake = Intake(workplace, tasks, self)
        self.intake.arrived.connect(self._take)
        self.intake.refused.connect(self.refused)

    @property
    def site(self) -> Position | None:
        """Where the record was made."""
        return self._held.held.site

    @property
    def can_undo(self) -> bool:
        """Whether there is an act to take back."""
        return self._held.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether there is an act to do again."""
        return self._held.can_redo

    def photos_of(self, key: str) -> tuple[DraftPhoto, ...]:
        """Return the photos of a question, or with an empty key of the whole record."""
        return self._held.of_answer(self._session.value(key), key) if key else self._held.held.photos

    def all_photos(self, *, relevant_only: bool = False) -> tuple[DraftPhoto, ...]:
        """Return every photo, those of the whole record first; ``relevant_only`` leaves out what does not apply."""
        answers = self._session.answers(relevant_only=relevant_only)
        asked = (photo for key in self._photo_questions(answers) for photo in self.photos_of(key))
        return (*self.photos_of(""), *asked)

    def add_files(self, files: Sequence[Path], key: str) -> None:
        """Take files in for a question, or with an empty key for the whole record."""
        self.intake.give(files, key)

    def add_image(self, image: QImage, key: str) -> None:
        """Take a picture of the clipboard in."""
        self.intake.give_image(image, key)

    def remove(self, photo: str) -> None:
        """Take a photo off the record; undo brings it back."""
        held = self._held.held
        kept = tuple(each for each in held.photos if each.id != photo)
        if len(kept) < len(held.photos):
            self._hold(replace(held, photos=kept))
            return
        path = next((each.path for each in self.all_photos() if each.id == photo), "")
        if path:
            answer = removed_from_answer(self._session.value(path), photo)
            self.answered.emit(self._session.set(path, answer))

    def empty_photo_questions(self, instance: str) -> None:
        """Take the photos out of a copied instance: they show the damage it was copied from."""
        for key in self._photo_questions(self._session.answers()):
            if key.startswith(f"{instance}/"):
                self._session.set(key, None)

    def set_site(self, site: Position | None) -> None:
        """Say where the record was made."""
        if site != self.site:
            self._hold(replace(self._held.held, site=site))

    def undo(self, *, is_last_resort: bool) -> bool:
        """Take the last act back if it was made after the form's last one; tell whether."""
        done = self._held.undo(self._session.answers(), is_last_resort=is_last_resort)
        if done:
            self.changed.emit()
        return done

    def redo(self, *, is_last_resort: bool) -> bool:
        """Do the act again that was taken back last, if it is its turn; tell whether."""
        done = self._held.redo(self._session.answers(), is_last_resort=is_last_resort)
        if done:
            self.changed.emit()
        return done

    def forget_undone(self) -> None:
        """Drop what could be done again."""
        self._held.forget_undone()

    @Slot(object)
    def _take(self, taken: TakenIn) -> None:
        if any(photo.sha256 == taken.facts.sha256 for photo in self.all_photos()):
            self.refused.emit(self.tr("“{name}”已经在这条记录里，没有重复添加。").format(name=taken.name))
            return
        photo = taken.photo(self._ids.new())
        held = self._held.held
        site = held.site or trusted_position(taken.facts)
        if self.takes_photos(taken.path):
            self._held.learn(photo)
            if site != held.site:
                self._hold(replace(held, site=site))
            answer = named_in_answer(self._session.value(taken.path), photo)
            self.answered.emit(self._session.set(taken.path, answer))
        else:
            self._hold(Held((*held.photos, replace(photo, path="")), site))
        self.photographed.emit(taken.facts)

    def _hold(self, held: Held) -> None:
        self._held.change(held, self._session.answers())
        self.changed.emit()

    def _photo_questions(self, answers: Iterable[str]) -> Iterator[str]:
        return (key for key in answers if self.takes_photos(key))

    def takes_photos(self, key: str) -> bool:
        """Whether a key names a photo question that is still there."""
        if not key or key.endswith("]"):
            return False
        item = self._session.item(key)
        return isinstance(item, Question) and item.type in MEDIA_TYPES
