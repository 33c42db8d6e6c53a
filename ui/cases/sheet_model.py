"""One case that is looked at: what its page shows, what may be done to it, and doing it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.canonical import Json
from app.domain.case_class import GridClasses
from app.domain.kinds import CONTENT, MOVES, Action, RecordKind
from app.errors import AppError
from app.standards.calendars import work_time
from app.standards.grid_classes import grid_classes
from app.usecases.case_photos import take_photo
from app.usecases.case_sheet import CaseSheet, read_sheet
from app.usecases.cases import decide_case
from app.workplace import RecordKey, Workplace
from ui.tasks import Tasks
from ui.words import explain

NEXT = (Action.FILED, Action.ASSIGNED, Action.HANDLED, Action.VERIFIED, Action.CLOSED)
"""The plain way of a case; the first of these that is allowed is the page's main button."""

ACTIONS = tuple(
    dict.fromkeys(move.action for move in MOVES if move.kind is RecordKind.CASE and move.action not in CONTENT)
)


Heads = tuple[str, ...]
"""The entries that were the newest when the case was looked at."""


class CaseModel(QObject):
    """A case and decisions on it.

    Signals:
        changed: the case as it is now; read ``sheet``.
        refused: something was not done; the argument is the sentence to show.
        acted: something was done; the argument is the ``Action``.

    Attributes:
        sheet: the case; None before it is read.
        units: names of units that other cases were given to.
    """

    changed = Signal()
    refused = Signal(str)
    acted = Signal(object)

    def __init__(self, workplace: Workplace, tasks: Tasks, key: RecordKey, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workplace, self.tasks, self.key = workplace, tasks, key
        self.sheet: CaseSheet | None = None
        self.units: tuple[str, ...] = ()
        self.is_busy = False

    @property
    def classes(self) -> GridClasses:
        """The grid classes to file a case under."""
        return grid_classes()

    @property
    def now(self) -> datetime:
        """The moment at which the clock is read."""
        return self.workplace.clock.now()

    @property
    def actions(self) -> tuple[Action, ...]:
        """What the person may do now, by the table of moves."""
        sheet = self.sheet
        return tuple(action for action in ACTIONS if sheet is not None and sheet.may(action))

    @property
    def main_action(self) -> Action | None:
        """The action that takes the case on its plain way; None where that is somebody else's."""
        return next((action for action in NEXT if action in self.actions), None)

    @Slot()
    def refresh(self) -> None:
        """Read the case again."""
        self.tasks.on_database(partial(_read, self.workplace, self.key), self._show, self._refuse)

    def act(self, action: Action, body: Mapping[str, Json], photos: Sequence[Path] = ()) -> None:
        """Do something to the case as it is shown; photos are taken in first, off the UI thread."""
        if self.sheet is None or self.is_busy:
            return
        self.is_busy = True
        self.changed.emit()
        heads = self.sheet.case.state.heads
        work = partial(_act, self.workplace, self.key, (action, body), tuple(photos), heads)
        on = self.tasks.on_pictures if photos else self.tasks.on_database
        on(work, self._finish, self._refuse)

    @Slot(object)
    def _show(self, read: tuple[CaseSheet, tuple[str, ...]]) -> None:
        self.sheet, self.units = read
        self.changed.emit()

    @Slot(object)
    def _finish(self, action: Action) -> None:
        self.is_busy = False
        self.acted.emit(action)
        self.refresh()

    @Slot(object)
    def _refuse(self, error: AppError) -> None:
        self.is_busy = False
        self.changed.emit()
        self.refused.emit(explain(error))
        if error.code == "review.stale":
            self.refresh()


def _read(place: Workplace, key: RecordKey) -> tuple[CaseSheet, tuple[str, ...]]:
    """Read a case; runs on the database worker."""
    with place.store.reading() as reading:
        sheet = read_sheet(reading, key, place.person, work_time(), grid_classes())
        return sheet, reading.case_units()


def _act(
    place: Workplace, key: RecordKey, said: tuple[Action, Mapping[str, Json]], files: Sequence[Path], heads: Heads
) -> Action:
    """Take the photos in and act; runs off the UI thread."""
    photos = [take_photo(place, file) for file in files]
    action, body = said
    with place.store() as unit:
        decide_case(
            unit,
            action,
            body,
            clock=place.clock,
            ids=place.ids,
            person=place.person,
            key=key,
            heads=heads,
            photos=photos,
        )
    return action
