"""An import of orders under way: what would be done with each row, what was decided, doing it."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.domain.order import Channel, Meaning
from app.errors import AppError
from app.usecases.order_matching import Offer
from app.usecases.orders import Choices, Imported, Line, Plan, Standing, carry_out, plan
from app.workplace import Workplace
from ui.tasks import Tasks
from ui.words import explain


class ImportModel(QObject):
    """A file of orders.

    Signals:
        changed: plan or decisions are others.
        failed: something was not done; the argument is the sentence to show.
        done: it was taken in; the argument is the ``Imported``.
    """

    changed = Signal()
    failed = Signal(str)
    done = Signal(object)

    def __init__(
        self, workplace: Workplace, tasks: Tasks, path: Path, channel: Channel, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._workplace, self._tasks = workplace, tasks
        self.path, self.channel = path, channel
        self.plan: Plan | None = None
        self.columns: dict[Meaning, str] = {}
        self.township = ""
        self.offers: dict[str, Offer | None] = {}
        self.is_busy = False

    @property
    def lines(self) -> tuple[Line, ...]:
        """The rows of the file."""
        return self.plan.lines if self.plan is not None else ()

    @property
    def undecided(self) -> int:
        """How many rows wait for a decision."""
        return sum(line.needs_decision and line.order.number not in self.offers for line in self.lines)

    @property
    def ready(self) -> int:
        """How many rows would be taken in or brought up to date."""
        choices = Choices(self.offers)
        fresh = sum(line.standing is Standing.NEW and choices.decides(line) for line in self.lines)
        return fresh + sum(line.standing is Standing.CHANGED for line in self.lines)

    def read(self) -> None:
        """Read the file with the columns and the township that are chosen."""
        self.is_busy = True
        self.changed.emit()
        work = partial(plan, self._workplace, self.path, self.channel.value, dict(self.columns), self.township)
        self._tasks.on_database(work, self._show, self._fail)

    def choose_column(self, meaning: Meaning, heading: str) -> None:
        """Say which column means what, and read the file anew."""
        self.columns[meaning] = heading
        self.read()

    def choose_township(self, township: str) -> None:
        """Say where orders belong that do not say it, and read the file anew."""
        self.township = township
        self.read()

    def decide(self, number: str, offer: Offer | None) -> None:
        """Accept an offer for an order, or with None refuse all and open a new case."""
        self.offers[number] = offer
        self.changed.emit()

    def take_in(self) -> None:
        """Take in what is decided."""
        if self.plan is None or self.is_busy:
            return
        self.is_busy = True
        self.changed.emit()
        work = partial(carry_out, self._workplace, self.plan, Choices(dict(self.offers)))
        self._tasks.on_database(work, self._finish, self._fail)

    def _show(self, planned: Plan) -> None:
        self.plan, self.is_busy = planned, False
        self.changed.emit()

    def _finish(self, imported: Imported) -> None:
        self.is_busy = False
        self.done.emit(imported)

    def _fail(self, error: AppError) -> None:
        self.is_busy = False
        self.changed.emit()
        self.failed.emit(explain(error))
