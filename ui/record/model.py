"""One record being filled in or corrected: what the page shows and what it may do."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import cast

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.canonical import Json
from app.domain.draft import SITE, Draft
from app.domain.kinds import RecordKind
from app.domain.photo import PhotoFacts
from app.domain.site import Position
from app.domain.state import Remark
from app.errors import AppError
from app.forms import Form, Given, Problem, Session
from app.usecases import drafts
from app.usecases.grading import gradings
from app.usecases.kept_grades import values_of
from app.usecases.same_spot import SEVERITY, LastFinding, LastTime, Since, follow
from app.usecases.submission import submit
from app.workplace import Workplace
from ui.grades.recalculation import Recalculation, Work
from ui.photos.place import place_of
from ui.record.attachments import Attachments
from ui.record.evidence import Evidence
from ui.record.opening import OpenedDraft, open_draft
from ui.record.prefill import date_question, day_of_visit
from ui.record.question import Reader
from ui.record.saving import Autosave
from ui.tasks import Tasks
from ui.words import explain


class RecordModel(QObject):
    """A draft with its form under way.

    Signals:
        opened: the form is there; read everything.
        changed: these keys of the form look different.
        refused: something was not done; the argument is the sentence to show.
        submitted: the record is in the outbox; the argument is its 编号.
        ended: the draft was thrown away.

    Attributes:
        saving: keeps the draft.
        reader: reads the form; this and the following are there once ``opened`` was emitted.
        evidence: photos and site.
        place: where the asset is registered, None for unknown.
    """

    opened = Signal()
    changed = Signal(object)
    refused = Signal(str)
    submitted = Signal(str)
    ended = Signal()

    def __init__(self, workplace: Workplace, tasks: Tasks, draft: Draft, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._tasks = tasks
        self._touched: set[str] = set()
        self.draft = draft
        self.is_busy = False
        self.saving = Autosave(workplace, tasks, self.current_draft, self)

    def open(self) -> None:
        """Read the form and what belongs to it."""
        self._tasks.on_database(partial(open_draft, self._workplace, self.draft), self._open, self._refuse)

    @Slot(object)
    def _open(self, opened: OpenedDraft) -> None:
        self._opened = opened
        self.session: Session = opened.session
        self.place = place_of(opened.asset)
        self.evidence = Evidence(
            self._workplace, self._tasks, opened.session, Attachments(opened.draft.photos, opened.site), self
        )
        self.evidence.changed.connect(self.saving.note)
        self.evidence.answered.connect(self._changed)
        self.evidence.photographed.connect(self._fill_day)
        self.evidence.refused.connect(self.refused)
        self.reader = Reader(
            opened.session,
            {remark.path: remark.text for remark in opened.remarks if remark.path},
            opened.returned.answers() if opened.returned else None,
            enclosures=opened.enclosures,
            near=_middle(self.evidence.site or self.place),
        )
        self.opened.emit()

    @property
    def form_title(self) -> str:
        """Which form is filled in, in which version."""
        return self.tr("{form} · 第 {version} 版").format(
            form=self.session.form.title, version=self.session.form.version
        )

    @property
    def last(self) -> LastTime | None:
        """What was found last time; None for a first time, and for a correction, which is no new visit."""
        return None if self.draft.is_correction else self._opened.last

    @property
    def first_remark(self) -> str:
        """The key of the first question that is to be mended; empty for none."""
        keys = [remark.path for remark in self._opened.remarks if remark.path]
        return next((key for key in keys if key in self.session.answers() or self._is_asked(key)), "")

    @property
    def overall_remarks(self) -> tuple[Remark, ...]:
        """What the supervisor wrote about the whole record."""
        return tuple(remark for remark in self._opened.remarks if not remark.path)

    @property
    def remark_author(self) -> str:
        """Who returned the record; empty for one that was not returned."""
        return self._opened.remark_author

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What keeps the record from being submitted."""
        return self.session.problems()

    @property
    def can_undo(self) -> bool:
        """Whether there is something to take back."""
        return self.session.can_undo or self.evidence.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether there is something to do again."""
        return self.session.can_redo or self.evidence.can_redo

    @property
    def can_submit(self) -> bool:
        """Whether the submit button is live."""
        return not self.is_busy and self.evidence.intake.under_way == 0

    def recalculation(self, work: Work) -> Recalculation:
        """Return what gives the answers to some work whenever they change."""
        made = Recalculation(self.session, self._tasks, work, self)
        self.changed.connect(made.note)
        return made

    def leave(self) -> None:
        """Keep what is not kept yet, and calculate nothing any more."""
        self.saving.flush()
        for each in self.findChildren(Recalculation):
            each.end()

    def current_draft(self) -> Draft:
        """Return the draft as it stands on the page."""
        return replace(self.draft, values=self._values(self.session.answers()), photos=self.evidence.all_photos())

    def answer(self, key: str, answer: Json) -> None:
        """Answer a question."""
        self._touched.add(key)
        self._do(partial(self.session.set, key, cast(Given, answer)))  # controls give text, lists of text, or None

    def follow(self, finding: LastFinding, since: Since) -> str:
        """Write down what became of a finding of last time; return the key of the question it stands at now."""
        changed = follow(self.session, finding, since)
        self._changed(changed)
        return next((key for key in changed if key.endswith(SEVERITY)), "")

    def add_instance(self, repeat: str) -> str:
        """Add an instance to a repeat and return its key."""
        key = self.session.add_repeat(repeat)
        self._changed(self.session.take_changed())
        return key

    def duplicate_instance(self, key: str) -> str:
        """Copy an instance, without its photos, and return the copy's key."""
        copy = self.session.duplicate_repeat(key)
        changed = self.session.take_changed()
        self.evidence.empty_photo_questions(copy)
        self._changed(changed)
        return copy

    def remove_instance(self, key: str) -> None:
        """Remove an instance; undo brings it back with its photos."""
        self._do(partial(self.session.remove_repeat, key))

    def move_instance(self, key: str, by: int) -> None:
        """Move an instance up or down among its like."""
        place = self.session.instances(repeat_of(key)).index(key) + by
        self._do(partial(self.session.move_repeat, key, max(0, place)))

    @Slot()
    def undo(self) -> None:
        """Take the last act back."""
        if not self.evidence.undo(is_last_resort=not self.session.can_undo):
            self._show(self.session.undo())

    @Slot()
    def redo(self) -> None:
        """Do again what was taken back."""
        if not self.evidence.redo(is_last_resort=not self.session.can_redo):
            self._show(self.session.redo())

    @Slot()
    def submit(self) -> None:
        """Put the record into the outbox, or name from now on what is missing."""
        if not self.can_submit:
            return
        self._changed(self.session.finish())
        problems = self.problems
        if problems:
            self.reader.names_missing = True
            self._show(tuple(problem.key for problem in problems))
            return
        self.is_busy = True
        self.saving.end()
        photos = self.evidence.all_photos(relevant_only=True)
        draft = replace(self.current_draft(), photos=photos)
        values = self._values(self.session.answers(relevant_only=True))
        work = partial(_submit, self._workplace, draft, values, self.session.form)
        self._tasks.on_database(work, self._submitted, self._regret)

    @Slot()
    def discard(self) -> None:
        """Throw the draft away."""
        self.saving.end()
        self._tasks.on_database(partial(_discard, self._workplace, self.draft.record), self._end, self._refuse)

    def _is_asked(self, key: str) -> bool:
        try:
            return self.session.is_relevant(key)
        except AppError:
            return False

    def _values(self, answers: Mapping[str, Json]) -> dict[str, Json]:
        site = self.evidence.site
        return {**answers, SITE: site.to_body()} if site is not None else dict(answers)

    def _do(self, act: Callable[[], tuple[str, ...]]) -> None:
        try:
            self._changed(act())
        except AppError as error:
            self._refuse(error)

    @Slot(object)
    def _changed(self, keys: tuple[str, ...]) -> None:
        """Show what a person's act changed; what was taken back cannot be done again any more."""
        if keys:
            self.evidence.forget_undone()
            self._show(keys)

    def _show(self, keys: tuple[str, ...]) -> None:
        if keys:
            self.saving.note()
            self.changed.emit(keys)

    @Slot(object)
    def _fill_day(self, facts: PhotoFacts) -> None:
        """Take the day of the visit from the photo, unless a person said it or the record is a correction."""
        key, day = date_question(self.session), day_of_visit(facts)
        if key is not None and day is not None and key not in self._touched and not self.draft.is_correction:
            self._touched.add(key)
            self._do(partial(self.session.set, key, day))

    @Slot(object)
    def _submitted(self, number: str) -> None:
        self.is_busy = False
        self.submitted.emit(number)

    @Slot(object)
    def _regret(self, error: AppError) -> None:
        self.is_busy = False
        self.saving.resume()
        self._refuse(error)

    @Slot(object)
    def _end(self, _nothing: None) -> None:
        self.ended.emit()

    @Slot(object)
    def _refuse(self, error: AppError) -> None:
        self.refused.emit(explain(error))


def repeat_of(instance: str) -> str:
    """Return the key of the repeat that an instance belongs to."""
    return instance.rpartition("[")[0]


def _middle(position: Position | None) -> tuple[float, float] | None:
    """Return where maps begin."""
    return None if position is None else (position.latitude, position.longitude)


def _submit(workplace: Workplace, draft: Draft, values: Mapping[str, Json], form: Form) -> str:
    """Grade, submit and return the 编号; runs on the database worker."""
    values = {**values, **values_of(gradings(form, values))}
    with workplace.store() as unit:
        return submit(
            unit,
            machine=workplace.machine,
            clock=workplace.clock,
            ids=workplace.ids,
            draft=draft,
            values=values,
            kind=RecordKind(form.record or RecordKind.INSPECTION),
        )


def _discard(workplace: Workplace, record: str) -> None:
    """Throw a draft away; runs on the database worker."""
    with workplace.store() as unit:
        drafts.discard(unit, record, workplace.clock)
