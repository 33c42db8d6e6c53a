"""The photos and the site of a record that is being filled in: taken in, shown, removed, taken back."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QImage

from app.domain.draft import DraftPhoto
from app.domain.site import Position
from app.errors import AppError
from app.forms import Session
from app.forms.definition import MEDIA_TYPES, Question, QuestionType
from app.workplace import Workplace
from ui.controls.decoding import read_codes
from ui.photos.place import trusted_position
from ui.record.attachments import Attachments, Held, named_in_answer, removed_from_answer
from ui.record.intake import Intake, TakenIn
from ui.record.originals import OriginalOpener
from ui.record.sketches import SKETCHED
from ui.tasks import Tasks
from ui.words import explain


class Evidence(QObject):
    """What shows that somebody was there.

    Signals:
        changed: photos of the whole record or the site are others.
        answered: keys of the form that look different because of photos.
        photographed: a photo was added; the argument is its ``PhotoFacts``.
        refused: a file was not taken; the argument is the sentence to show.

    Attributes:
        intake: files that are still being read.
        opener: opens recordings, videos and files.
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
        self._tasks = tasks
        self._session = session
        self._held = held
        self.intake = Intake(workplace, tasks, self)
        self.intake.arrived.connect(self._take)
        self.intake.refused.connect(self.refused)
        self.opener = OriginalOpener(workplace.shelf, tasks, self)
        self.opener.refused.connect(self.refused)

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
        question = self._media_question(key)
        self.intake.give(files, key, may_be_any=question is not None and question.type is not QuestionType.IMAGE)

    def add_image(self, image: QImage, key: str, name: str = "") -> None:
        """Take a picture in that was drawn, or without a name one of the clipboard."""
        self.intake.give_image(image, key, name)

    def read_codes(self, picture: Path, done: Callable[[tuple[str, ...]], None]) -> None:
        """Read the barcodes in a picture, which is not kept; ``done`` gets none when it cannot be read."""
        self._tasks.on_pictures(partial(read_codes, picture), done, partial(self._find_none, done))

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
            before = None if self._holds_one(taken.path) else self._session.value(taken.path)
            answer = named_in_answer(before, photo)
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
        """Whether a key names a question for photos, or other files, that is still there."""
        return self._media_question(key) is not None

    def _media_question(self, key: str) -> Question | None:
        item = self._session.item(key) if key and not key.endswith("]") else None
        return item if isinstance(item, Question) and item.type in MEDIA_TYPES else None

    def _holds_one(self, key: str) -> bool:
        """Whether another picture takes the place of the one there is: a signature, a sketch."""
        question = self._media_question(key)
        return question is not None and bool(SKETCHED.intersection(question.appearance))

    def _find_none(self, done: Callable[[tuple[str, ...]], None], error: AppError) -> None:
        self.refused.emit(explain(error))
        done(())
