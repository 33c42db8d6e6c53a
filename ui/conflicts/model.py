"""The conflicts of a person's records, and settling them."""

from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from app.errors import AppError
from app.usecases import settlement
from app.workplace import RecordKey, Workplace
from ui.conflicts.reading import ShownClash, ShownRecord, read_conflicts
from ui.photos.pictures import Pictures
from ui.tasks import Tasks
from ui.words import explain


class ConflictsModel(QObject):
    """What is in conflict.

    Signals:
        changed: another list; read ``records``.
        failed: something was not done; the argument is the sentence to show.
        settled: a conflict was settled; what other pages show may be old.
        opened: the user wants this record (a ``RecordKey``).
    """

    changed = Signal()
    failed = Signal(str)
    settled = Signal()
    opened = Signal(object)

    def __init__(self, workplace: Workplace, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workplace, self._tasks = workplace, tasks
        self.pictures = Pictures(workplace.shelf, tasks, self)
        self.records: tuple[ShownRecord, ...] = ()
        self.is_read = self.is_busy = False

    @property
    def count(self) -> int:
        """How many fields are in conflict."""
        return sum(len(record.clashes) for record in self.records)

    @Slot()
    def refresh(self) -> None:
        """Read again what is in conflict."""
        self._tasks.on_database(partial(read_conflicts, self._workplace), self._show, self._complain)

    def settle(self, record: ShownRecord, clash: ShownClash, side: int) -> None:
        """Let one side stand: an entry like any other, sent and judged."""
        if not self.is_busy and clash.may_settle:
            self.is_busy = True
            self._tasks.on_database(
                partial(_settle, self._workplace, record.key, clash, side), self._done, self._refuse
            )

    def open(self, record: ShownRecord) -> None:
        """Open the record."""
        self.opened.emit(record.key)

    def _show(self, records: tuple[ShownRecord, ...]) -> None:
        self.is_busy, self.is_read, self.records = False, True, records
        self.changed.emit()

    def _done(self, _nothing: None) -> None:
        self.settled.emit()
        self.refresh()

    def _refuse(self, error: AppError) -> None:
        """Explain, and show what has become of it meanwhile."""
        self._complain(error)
        self.refresh()

    def _complain(self, error: AppError) -> None:
        self.is_busy = False
        self.failed.emit(explain(error))


def _settle(workplace: Workplace, key: RecordKey, shown: ShownClash, side: int) -> None:
    """Settle what is in conflict now as it was shown; runs on the database worker.

    Raises:
        AppError: ``review.stale`` if others wrote meanwhile, or those of ``settlement.settle``.
    """
    with workplace.store() as unit:
        now = {clash.path: clash for clash in settlement.clashes(unit.state(key.stream, key.record))}
        if now.get(shown.clash.path) != shown.clash:
            raise AppError("review.stale")
        settlement.settle(
            unit, shown.clash, side, clock=workplace.clock, ids=workplace.ids, person=workplace.person, key=key
        )
