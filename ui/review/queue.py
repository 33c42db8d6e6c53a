"""The records that wait for a decision, oldest first."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.directory import EVERYTHING
from app.domain.listing import RecordRow
from app.errors import AppError
from app.usecases.review_queue import key_of, supervised_townships, waiting_rows
from app.workplace import RecordKey, Workplace
from ui.tasks import Task, Tasks
from ui.townships import all_townships, township_name
from ui.words import explain


@dataclass(frozen=True, slots=True)
class Waiting:
    """The queue as read: rows, names of their authors by id, the townships to choose from."""

    rows: tuple[RecordRow, ...]
    names: dict[str, str]
    townships: tuple[tuple[str, str], ...]


class QueueModel(QObject):
    """The queue, and which of it is looked at.

    Signals:
        changed: rows or townships are others.
        chosen: another record is looked at; the argument is its ``RecordKey`` or None.
        refused: something could not be read; the argument is the sentence to show.
    """

    changed = Signal()
    chosen = Signal(object)
    refused = Signal(str)

    def __init__(self, workplace: Workplace, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._tasks = tasks
        self._task: Task | None = None
        self._township = ""
        self._index = -1
        self.waiting = Waiting((), {}, ())
        self.is_read = False

    @property
    def index(self) -> int:
        """Which row is looked at; -1 for none."""
        return self._index

    @property
    def current(self) -> RecordKey | None:
        """The record that is looked at."""
        rows = self.waiting.rows
        return key_of(rows[self._index]) if 0 <= self._index < len(rows) else None

    @Slot()
    def refresh(self) -> None:
        """Read the queue again."""
        if self._task is not None:
            self._task.drop()
        self._task = self._tasks.on_database(
            partial(read_queue, self._workplace, self._township), self._show, self._refuse
        )

    def filter(self, township: str) -> None:
        """Show one township only, or with empty text all."""
        self._township = township
        self.refresh()

    def choose(self, index: int) -> None:
        """Look at a row."""
        if 0 <= index < len(self.waiting.rows) and index != self._index:
            self._index = index
            self.chosen.emit(self.current)

    @Slot()
    def next(self) -> None:
        """Look at the next row."""
        self.choose(self._index + 1)

    @Slot()
    def previous(self) -> None:
        """Look at the row before."""
        self.choose(self._index - 1)

    @Slot(object)
    def _show(self, waiting: Waiting) -> None:
        """Stay with the record that is looked at; where it is gone, take what is in its place now."""
        before, self.waiting = self.current, waiting
        keys = [key_of(row) for row in waiting.rows]
        self._index = keys.index(before) if before in keys else min(max(self._index, 0), len(keys) - 1)
        self.is_read = True
        self.changed.emit()
        if self.current != before:
            self.chosen.emit(self.current)

    @Slot(object)
    def _refuse(self, error: AppError) -> None:
        self.refused.emit(explain(error))


def read_queue(workplace: Workplace, township: str) -> Waiting:
    """Read what waits in the townships that the person supervises; runs on the database worker."""
    with workplace.store.reading() as reading:
        granted = supervised_townships(reading, workplace.person)
        rows = waiting_rows(reading, workplace.person, township)
        names = {person.id: person.name for person in reading.directory().persons.values()}
    codes = all_townships() if EVERYTHING in granted else sorted(granted)
    return Waiting(rows, names, tuple((code, township_name(code)) for code in codes))
