"""What the window around the pages shows."""

from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.draft import Draft
from app.domain.kinds import RecordKind, Role
from app.errors import AppError
from app.workplace import RecordKey, Workplace
from ui.shell.destinations import Destination
from ui.tasks import Tasks
from ui.words import explain


class ShellModel(QObject):
    """The window: where one is, where one may go.

    Signals:
        changed: the destinations or the present one have changed; read the properties again.
        failed: something went wrong; the argument is the sentence to show.
        draft_found: the ``Draft`` that was asked for.
        told_apart: what a ``RecordKey`` names, a ``RecordKind``.
    """

    changed = Signal()
    failed = Signal(str)
    draft_found = Signal(object)
    told_apart = Signal(object, object)

    def __init__(self, workplace: Workplace, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workplace, self._tasks = workplace, tasks
        self._is_supervisor = False
        self.present = Destination.TODAY

    @property
    def person(self) -> str:
        """Whose window it is."""
        return self._workplace.name

    @property
    def destinations(self) -> tuple[Destination, ...]:
        """Where the side bar leads: to the reviews only for those who review."""
        return tuple(one for one in Destination if one is not Destination.REVIEW or self._is_supervisor)

    @Slot()
    def refresh(self) -> None:
        """Read again what the person may do."""
        self._tasks.on_database(partial(_reviews, self._workplace), self._show, self._fail)

    def go(self, destination: Destination) -> None:
        """Go to a page; one where the side bar does not lead is left alone."""
        if destination in self.destinations:
            self.present = destination
            self.changed.emit()

    def find_draft(self, record: str) -> None:
        """Look up a draft by the id of its record."""
        self._tasks.on_database(partial(_draft, self._workplace, record), self._show_draft, self._fail)

    def tell_apart(self, key: RecordKey) -> None:
        """Look up what a key names; ``told_apart`` answers, ``failed`` where it is not here."""
        self._tasks.on_database(partial(_kind, self._workplace, key), partial(self.told_apart.emit, key), self._fail)

    def _show(self, is_supervisor: bool) -> None:  # noqa: FBT001  # a result, delivered alone
        self._is_supervisor = is_supervisor
        if self.present not in self.destinations:
            self.present = Destination.TODAY
        self.changed.emit()

    def _show_draft(self, draft: Draft | None) -> None:
        if draft is not None:
            self.draft_found.emit(draft)

    def _fail(self, error: AppError) -> None:
        self.failed.emit(explain(error))


def _reviews(workplace: Workplace) -> bool:
    with workplace.store.reading() as reading:
        grants = reading.directory().grants
    return any(grant.person == workplace.person and grant.role is Role.SUPERVISOR for grant in grants)


def _kind(workplace: Workplace, key: RecordKey) -> RecordKind:
    with workplace.store.reading() as reading:
        row = reading.record_row(key.stream.township, key.record)
    if row is None:
        raise AppError("record.unknown")
    return row.kind


def _draft(workplace: Workplace, record: str) -> Draft | None:
    with workplace.store.reading() as reading:
        return reading.draft(record)
