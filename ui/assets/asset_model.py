"""One asset: the record that is looked at, its history, and what can be done to it."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.draft import Draft
from app.domain.kinds import Action, RecordKind
from app.domain.stream import Stream
from app.errors import AppError
from app.usecases import assets_life, drafts
from app.usecases.assets_history import HistoryLine, asset_history
from app.workplace import FormInfo, RecordKey, Workplace
from ui.assets.history import HistoryTable
from ui.records.lines import Names
from ui.review.model import LookModel
from ui.tasks import Tasks
from ui.today.beginning import begin_inspection
from ui.words import explain


@dataclass(frozen=True, slots=True)
class _History:
    lines: tuple[HistoryLine, ...]
    names: Names
    forms: tuple[FormInfo, ...]


class AssetModel(QObject):
    """An asset's page.

    Signals:
        changed: history or forms are others.
        refused: something was not done; the argument is the sentence to show.
        draft_ready: a ``Draft`` is to be opened: a change of the asset, or an inspection of it.
        opened: an inspection of its history is to be opened (a ``RecordKey``).
        case_wanted: a case of its history is to be opened (a ``RecordKey``).
        acted: it was retired or restored; the argument is the ``Action``.

    Attributes:
        look: the asset's own record.
        forms: inspections that can be begun of it.
    """

    changed = Signal()
    refused = Signal(str)
    draft_ready = Signal(object)
    opened = Signal(object)
    case_wanted = Signal(object)
    acted = Signal(object)

    def __init__(self, workplace: Workplace, tasks: Tasks, key: RecordKey, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workplace, self._tasks, self.key = workplace, tasks, key
        self.look = LookModel(workplace, tasks, self)
        self.look.draft_ready.connect(self.draft_ready)
        self.history = HistoryTable()
        self.forms: tuple[FormInfo, ...] = ()

    @property
    def open_cases(self) -> int:
        """How many cases of it are not over."""
        return sum(line.is_open_case for line in self.history.lines)

    @Slot()
    def refresh(self) -> None:
        """Read everything again."""
        self.look.show(self.key)
        self._tasks.on_database(partial(_history, self._workplace, self.key), self._show, self._refuse)

    def may(self, action: Action) -> bool:
        """Whether the button of an action is live."""
        return self.look.looked is not None and self.look.looked.may(action)

    @Slot()
    def change(self) -> None:
        """Begin or go on with a change of its attributes."""
        if self.may(Action.ANSWERED):
            self._tasks.on_database(partial(_change, self._workplace, self.key), self._open, self._refuse)

    def inspect(self, form: FormInfo) -> None:
        """Begin an inspection of it."""
        self._tasks.on_database(partial(_inspect, self._workplace, self.key, form), self._open, self._refuse)

    def retire(self, reason: str) -> None:
        """Take it out of use."""
        self._tasks.on_database(partial(_retire, self._workplace, self.key, reason), self._done, self._refuse)

    @Slot()
    def restore(self) -> None:
        """Put it into use again."""
        self._tasks.on_database(partial(_restore, self._workplace, self.key), self._done, self._refuse)

    def open_line(self, row: int) -> None:
        """Open an inspection or a case of its history."""
        found = self.history.lines[row].row
        signal = self.case_wanted if found.kind is RecordKind.CASE else self.opened
        signal.emit(RecordKey(Stream(found.township, found.subject), found.record))

    def _show(self, found: _History) -> None:
        self.forms = found.forms
        self.history.show_lines(found.lines, found.names)
        self.changed.emit()

    def _open(self, draft: Draft) -> None:
        self.draft_ready.emit(draft)

    def _done(self, action: Action) -> None:
        self.acted.emit(action)
        self.refresh()

    def _refuse(self, error: AppError) -> None:
        self.refused.emit(explain(error))


def _history(place: Workplace, key: RecordKey) -> _History:
    infos = place.forms.infos()
    inspections = tuple(
        info for info in infos if info.record == RecordKind.INSPECTION and info.subject == key.stream.subject
    )
    graded = frozenset(info.id for info in inspections if place.forms.form(info.id, info.version).grading)
    with place.store.reading() as reading:
        lines = asset_history(reading, key.record, graded)
        people = {person.id: person.name for person in reading.directory().persons.values()}
    return _History(lines, Names({info.id: info.title for info in infos}, people), inspections)


def _change(place: Workplace, key: RecordKey) -> Draft:
    with place.store() as unit:
        return drafts.correct(unit, clock=place.clock, key=key)


def _inspect(place: Workplace, key: RecordKey, form: FormInfo) -> Draft:
    with place.store.reading() as reading:
        asset = reading.asset(key.record)
    return begin_inspection(place, form, key.stream.township, asset)


def _retire(place: Workplace, key: RecordKey, reason: str) -> Action:
    with place.store() as unit:
        assets_life.retire(unit, clock=place.clock, ids=place.ids, person=place.person, key=key, reason=reason)
    return Action.RETIRED


def _restore(place: Workplace, key: RecordKey) -> Action:
    with place.store() as unit:
        assets_life.restore(unit, clock=place.clock, ids=place.ids, person=place.person, key=key)
    return Action.RESTORED
