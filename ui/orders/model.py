"""What the page of orders shows: the orders of this home, and the results that can go back."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.kinds import RecordKind
from app.domain.order import Channel
from app.domain.stream import Stream
from app.errors import AppError
from app.usecases.order_export import OrderRow, order_rows, write_results
from app.workplace import RecordKey, Workplace
from ui.tasks import Tasks
from ui.words import explain

MOST_SHOWN = 2_000


@dataclass(frozen=True, slots=True)
class Shown:
    """An order in the list, and the case that answers it."""

    order: OrderRow

    @property
    def case(self) -> RecordKey | None:
        """What names the case."""
        state = self.order.case
        return RecordKey(Stream(state.stream.township, state.stream.subject), state.record) if state else None


class OrdersModel(QObject):
    """Orders of a channel.

    Signals:
        changed: the list is another.
        failed: something was not done; the argument is the sentence to show.
        exported: the results were written; how many rows, and the path.
        wanted: a case is to be opened; kind and ``RecordKey``.

    Attributes:
        workplace: whose orders.
        tasks: the workers.
    """

    changed = Signal()
    failed = Signal(str)
    exported = Signal(int, object)
    wanted = Signal(object, object)

    def __init__(self, workplace: Workplace, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workplace, self.tasks = workplace, tasks
        self.channel = Channel.HOTLINE
        self.shown: tuple[Shown, ...] = ()
        self.is_read = False

    @Slot()
    def refresh(self) -> None:
        """Read the orders again."""
        self.tasks.on_database(partial(_read, self.workplace, self.channel), self._show, self._fail)

    def choose(self, channel: Channel) -> None:
        """Show the orders of another channel."""
        self.channel = channel
        self.refresh()

    def open_row(self, row: int) -> None:
        """Open the case of an order."""
        key = self.shown[row].case if 0 <= row < len(self.shown) else None
        if key is not None:
            self.wanted.emit(RecordKind.CASE, key)

    def export(self, path: Path, original: Path | None = None) -> None:
        """Write the results, into the rows of the file that came if it is given."""
        work = partial(write_results, self.workplace, path, self.channel.value, original)
        self.tasks.on_database(work, lambda count: self.exported.emit(count, path), self._fail)

    def _show(self, shown: tuple[Shown, ...]) -> None:
        self.shown, self.is_read = shown, True
        self.changed.emit()

    def _fail(self, error: AppError) -> None:
        self.failed.emit(explain(error))


def _read(workplace: Workplace, channel: Channel) -> tuple[Shown, ...]:
    with workplace.store.reading() as reading:
        return tuple(Shown(order) for order in order_rows(reading, channel.value, MOST_SHOWN))
