"""Reading a record to look at it: everything that its page shows, at once, on the database worker."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.draft import SITE, is_answer
from app.domain.kinds import Action, Role, Status, find_move, may_move
from app.domain.listing import AssetRow, RecordRow, WaitingItem
from app.domain.site import Position
from app.domain.state import State
from app.errors import AppError
from app.forms import Session
from app.usecases.differences import Differences, since_last_decision
from app.usecases.recording import context_of
from app.workplace import RecordKey, Workplace
from ui.grades.told import ToldGrade, told_record
from ui.photos.item import PhotoItem, items_of_state
from ui.record.opening import site_of
from ui.record.question import Reader
from ui.words import spoken_language


@dataclass(frozen=True, slots=True)
class LookedAt:
    """A record as it was when it was read.

    Attributes:
        row: its line in lists: number, title, how much is unsent.
        reader: reads its form, in the version that it was filled under.
        site: where it was made.
        photos: all that are attached.
        removed: photos that were attached when it was last decided on, and are no longer.
        changes: what changed since then; None if nobody decided yet.
        waiting: what of it has no receipt, with the reasons.
        roles: what the person at this program is to it.
        names: id of a person to the name.
        has_draft: whether a correction of it is under way here.
        grades: those that it keeps, and those that it should.
    """

    key: RecordKey
    row: RecordRow
    state: State
    reader: Reader
    asset: AssetRow | None
    site: Position | None
    photos: tuple[PhotoItem, ...]
    removed: tuple[PhotoItem, ...]
    changes: Differences | None
    waiting: tuple[WaitingItem, ...]
    roles: frozenset[Role]
    person: str
    names: Mapping[str, str]
    has_draft: bool
    grades: tuple[ToldGrade, ...] = ()

    def may(self, action: Action) -> bool:
        """Whether the person may do this to the record now, by the table of moves."""
        kind, status = self.state.kind, self.state.status
        if kind is None or self.state.needs_newer_program or not may_move(self.roles, kind, status, action):
            return False
        move = find_move(kind, status, action)
        return move is not None and not self.state.is_own_work(move, self.person)

    @property
    def may_correct(self) -> bool:
        """Whether the person may change what the record says; what is approved has to be reopened first."""
        return self.state.status in (Status.RETURNED, Status.SUBMITTED, Status.DRAFT) and self.may(Action.ANSWERED)

    def name(self, person: str) -> str:
        """Return a person's name."""
        return self.names.get(person, person[:8])


def look_at(workplace: Workplace, key: RecordKey) -> LookedAt:
    """Read a record.

    Raises:
        AppError: ``record.unknown`` if it is not here, ``form.unknown_version`` if its form is not.
    """
    with workplace.store.reading() as reading:
        row = reading.record_row(key.stream.township, key.record)
        if row is None:
            raise AppError("record.unknown")
        state = reading.state(key.stream, key.record)
        entries = reading.entries(key.stream.township, key.record)
        asset = reading.asset(str(state.about["asset"])) if state.about.get("asset") else None
        waiting = tuple(item for item in reading.waiting() if item.record == key.record)
        directory = reading.directory()
        has_draft = reading.draft(key.record) is not None
    form = workplace.forms.form(str(state.about.get("form", "")), str(state.about.get("version", "")))
    answers = {path: value for path, value in state.answers().items() if is_answer(path)}
    changes = since_last_decision(entries, key.stream, key.record)
    return LookedAt(
        key=key,
        row=row,
        state=state,
        reader=Reader(Session(form, context_of(workplace), answers, is_frozen=True)),
        asset=asset,
        site=site_of(state.answers().get(SITE)),
        photos=items_of_state(state.attached()),
        removed=_removed(state, changes),
        changes=changes,
        waiting=waiting,
        roles=directory.roles(workplace.person, key.stream),
        person=workplace.person,
        names={person.id: person.name for person in directory.persons.values()},
        has_draft=has_draft,
        grades=told_record(form, state.answers(), spoken_language().value),
    )


def _removed(state: State, changes: Differences | None) -> tuple[PhotoItem, ...]:
    """Return the photos that are gone, from the entries that once attached them."""
    gone = set(changes.photos_removed) if changes else set()
    bodies = {
        str(step.body["photo"]): step.body
        for step in state.history
        if step.action is Action.ATTACHED and step.body.get("photo") in gone
    }
    return items_of_state(bodies)
