"""Sync as the window sees it: rounds by hand and in the background, and what still waits."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from threading import Event
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.domain.listing import WaitingItem, WaitReason
from app.domain.stream import Stream
from app.errors import AppError
from app.ports.courier import Progress, RoundReport, Thrift
from app.usecases.reissue import reissue
from app.workplace import RecordKey, Workplace
from ui.settings.preferences import Preferences
from ui.sync.waiting_table import WaitingTable
from ui.tasks import Tasks
from ui.words import explain

SEEK_MS = 5_000
REPORT_EVERY_S = 0.05
THRIFT = "thrift"
"""The note of a store that says how rounds spare the link."""

REFUSALS = frozenset({WaitReason.REFUSED, WaitReason.INVALID, WaitReason.FORK})


@dataclass(frozen=True, slots=True)
class _Outbox:
    items: tuple[WaitingItem, ...]
    count: int
    last_round_at: str
    thrift: Thrift


class SyncModel(QObject):
    """One for the whole window: the side bar shows its state too.

    Signals:
        changed: something shown has changed; read the properties again.
        finished: a round has ended (its ``RoundReport``); what other pages show may be old.
        failed: something went wrong that is not a round; the argument is the sentence to show.
        opened: the user wants this record (a ``RecordKey``).
        background_due: it is time for a round that nobody asked for.
    """

    background_due = Signal()
    changed = Signal()
    finished = Signal(object)
    failed = Signal(str)
    opened = Signal(object)

    def __init__(self, workplace: Workplace, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workplace, self._tasks = workplace, tasks
        self._cancelled = Event()
        self._told_at = 0.0
        self.is_running = self._is_seeking = self.is_paused = False
        self._has_read = False
        self.is_reachable: bool | None = None
        self.progress: Progress | None = None
        self.report: RoundReport | None = None
        self.count = 0
        self.last_round_at = ""
        self.thrift = Thrift.NONE
        self.waiting_table, self.refused_table = WaitingTable(self), WaitingTable(self)
        self._timer = QTimer(self)
        self._timer.setInterval(SEEK_MS)
        self._timer.timeout.connect(self.seek)
        self.background_due.connect(self.start)

    @property
    def server_url(self) -> str:
        """Where the server is."""
        return self._workplace.server_url

    @property
    def problem(self) -> WaitReason | None:
        """Why the last round stopped early; None where it did not."""
        return self.report.problem if self.report is not None else None

    @property
    def needs_password(self) -> bool:
        """Whether only signing in to the server helps."""
        return self.problem is WaitReason.SIGNED_OUT

    @property
    def share(self) -> float | None:
        """How far the phase under way is, 0 to 1; None where it is not known."""
        now = self.progress
        if now is None or now.bytes_all + now.items_all == 0:
            return None
        return now.bytes_done / now.bytes_all if now.bytes_all else now.items_done / now.items_all

    def begin(self) -> None:
        """Look at the server and the outbox now, and sync in the background from now on."""
        self._timer.start()
        self._tasks.on_database(partial(_outbox, self._workplace), self._show_first, self._complain)
        self.look()

    @Slot()
    def start(self) -> None:
        """Run a round, unless one is under way; one by hand and one in the background are the same."""
        if self.is_running:
            return
        self._cancelled.clear()
        self.is_running, self.progress = True, None
        self.changed.emit()
        work = partial(self._workplace.courier.round, self._note, self._cancelled.is_set, self.thrift)
        self._tasks.on_network(work, self._finish, self._fail)

    @Slot()
    def cancel(self) -> None:
        """Stop the round under way; what was sent stays sent."""
        self._cancelled.set()

    @Slot()
    def refresh(self) -> None:
        """Read again what waits."""
        self._tasks.on_database(partial(_outbox, self._workplace), self._show, self._complain)

    @Slot()
    def look(self) -> None:
        """See whether the server answers."""
        if not self.is_running:
            self._tasks.on_network(self._workplace.courier.is_reachable, self._show_reachable, self._complain)

    @Slot()
    def seek(self) -> None:
        """Begin a round if one is due, the server answers, that is not paused and the outbox was read once."""
        if self._has_read and not (self.is_running or self.is_paused or self._is_seeking):
            self._is_seeking = True
            self._tasks.on_network(self._workplace.courier.wants_round, self._found, self._not_found)

    def spare(self, thrift: Thrift) -> None:
        """Spare the link from now on, also after the program is started anew."""
        self.thrift = thrift
        self._tasks.on_database(partial(_keep_thrift, self._workplace, thrift), self._kept, self._complain)

    @Slot(object)
    def follow(self, preferences: Preferences) -> None:
        """Do as the person prefers: sync by itself, or only when asked."""
        self.is_paused = not preferences.syncs_by_itself

    def sign_in(self, password: str) -> None:
        """Sign in to the server again and sync."""
        work: Callable[[], None] = partial(self._workplace.courier.sign_in, password)
        self._tasks.on_network(work, self._go_on, self._complain)

    def reissue(self, item: WaitingItem) -> None:
        """Write anew what of an item's record was refused, and send it."""
        self._tasks.on_database(partial(_reissue, self._workplace, item), self._reissued, self._complain)

    def open_item(self, item: WaitingItem) -> None:
        """Open the record of an item."""
        self._tasks.on_database(partial(_key_of, self._workplace, item), self._open, self._complain)

    def close(self) -> None:
        """Sync no more."""
        self._timer.stop()
        self._cancelled.set()

    def _note(self, progress: Progress) -> None:
        """Pass progress on to the window, at most 20 times a second; called on the network worker."""
        now = monotonic()
        if now - self._told_at >= REPORT_EVERY_S:
            self._told_at = now
            self._tasks.tell(self._show_progress, progress)

    def _show_progress(self, progress: Progress) -> None:
        if self.is_running:
            self.progress = progress
            self.changed.emit()

    def _finish(self, report: RoundReport) -> None:
        self.is_running, self.progress, self.report = False, None, report
        if not report.was_cancelled:
            self.is_reachable = report.problem not in (WaitReason.UNREACHABLE, WaitReason.NOT_OURS)
        self.changed.emit()
        self.refresh()
        self.finished.emit(report)

    def _fail(self, error: AppError) -> None:
        self.is_running, self.progress = False, None
        self._complain(error)

    def _show_first(self, outbox: _Outbox) -> None:
        """Show what waits, and seek only now that it is known how rounds spare the link."""
        self._show(outbox)
        self.seek()

    def _show(self, outbox: _Outbox) -> None:
        refused = tuple(item for item in outbox.items if item.reason in REFUSALS)
        self.refused_table.show_items(refused)
        self.waiting_table.show_items(tuple(item for item in outbox.items if item.reason not in REFUSALS))
        has_more = self._has_read and outbox.count > self.count
        self.count, self.last_round_at, self._has_read = outbox.count, outbox.last_round_at, True
        self.thrift = outbox.thrift
        self.changed.emit()
        if has_more:
            self._workplace.courier.expect_round()
            self.seek()

    def _show_reachable(self, is_reachable: bool) -> None:  # noqa: FBT001  # a result, delivered alone
        self.is_reachable = is_reachable
        self.changed.emit()

    def _found(self, wants_round: bool | None) -> None:  # noqa: FBT001  # a result, delivered alone
        self._is_seeking = False
        if wants_round is not None:
            self._show_reachable(wants_round)
        if wants_round and not self.is_paused:
            self.background_due.emit()

    def _not_found(self, error: AppError) -> None:
        self._is_seeking = False
        self._complain(error)

    def _go_on(self, _nothing: None) -> None:
        self.report = None
        self.start()

    def _kept(self, _nothing: None) -> None:
        self.refresh()

    def _reissued(self, _nothing: None) -> None:
        self.refresh()
        self.start()

    def _open(self, key: RecordKey | None) -> None:
        if key is not None:
            self.opened.emit(key)

    def _complain(self, error: AppError) -> None:
        self.changed.emit()
        self.failed.emit(explain(error))


def _outbox(workplace: Workplace) -> _Outbox:
    with workplace.store.reading() as reading:
        thrift = Thrift(reading.note(THRIFT) or Thrift.NONE)
        return _Outbox(reading.waiting(), reading.count_waiting(), reading.note("last_round_at") or "", thrift)


def _keep_thrift(workplace: Workplace, thrift: Thrift) -> None:
    with workplace.store() as unit:
        unit.put_note(THRIFT, thrift.value)


def _reissue(workplace: Workplace, item: WaitingItem) -> None:
    with workplace.store() as unit:
        key = RecordKey(Stream(item.township, item.subject), item.record)
        reissue(unit, clock=workplace.clock, ids=workplace.ids, person=workplace.person, key=key)


def _key_of(workplace: Workplace, item: WaitingItem) -> RecordKey | None:
    with workplace.store.reading() as reading:
        row = reading.record_row(item.township, item.record)
        return RecordKey(Stream(row.township, row.subject), row.record) if row else None
