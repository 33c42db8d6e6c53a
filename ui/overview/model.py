"""What the overview shows: figures by township, and the rows behind the number that is looked at."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.kinds import RecordKind
from app.domain.listing import AssetRow, RecordRow
from app.domain.stream import Stream
from app.errors import AppError
from app.usecases.day import SHANGHAI
from app.usecases.overview import Figure, Opened, TownshipState, opened, overview
from app.workplace import RecordKey, Workplace
from ui.overview.words import check_cells, record_cells
from ui.tasks import Task, Tasks
from ui.widgets.row_table import Cell
from ui.words import explain


@dataclass(frozen=True, slots=True)
class Behind:
    """The rows behind a number as cells, and what each opens with its kind."""

    cells: tuple[tuple[Cell, ...], ...] = ()
    keys: tuple[tuple[RecordKind, RecordKey], ...] = ()


class OverviewModel(QObject):
    """The state of the townships.

    Signals:
        changed: figures or rows are others.
        failed: something could not be read; the argument is the sentence to show.
        wanted: a row is to be opened; kind and ``RecordKey``.
    """

    changed = Signal()
    failed = Signal(str)
    wanted = Signal(object, object)

    def __init__(self, workplace: Workplace, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workplace, self._tasks = workplace, tasks
        self._task: Task | None = None
        self.states: tuple[TownshipState, ...] = ()
        self.behind = Behind()
        self.chosen: tuple[str, Figure] | None = None
        self.is_read = False

    @Slot()
    def refresh(self) -> None:
        """Read the figures again, and the rows of the number that is looked at."""
        self._tasks.on_database(partial(_states, self._workplace), self._show, self._fail)

    def choose(self, township: str, figure: Figure) -> None:
        """Look at the rows behind a number."""
        self.chosen = (township, figure)
        if self._task is not None:
            self._task.drop()
        work = partial(_behind, self._workplace, township, figure)
        self._task = self._tasks.on_database(work, self._show_behind, self._fail)

    def open_row(self, row: int) -> None:
        """Open what a row is about."""
        if 0 <= row < len(self.behind.keys):
            self.wanted.emit(*self.behind.keys[row])

    def _show(self, states: tuple[TownshipState, ...]) -> None:
        self.states, self.is_read = states, True
        self.changed.emit()
        if self.chosen is not None:
            self.choose(*self.chosen)

    def _show_behind(self, behind: Behind) -> None:
        self.behind = behind
        self.changed.emit()

    def _fail(self, error: AppError) -> None:
        self.failed.emit(explain(error))


def _states(workplace: Workplace) -> tuple[TownshipState, ...]:
    day = workplace.clock.now().astimezone(SHANGHAI).date()
    with workplace.store.reading() as reading:
        return overview(reading, workplace.person, day)


def _behind(workplace: Workplace, township: str, figure: Figure) -> Behind:
    day = workplace.clock.now().astimezone(SHANGHAI).date()
    forms = {info.id: info.title for info in workplace.forms.infos()}
    with workplace.store.reading() as reading:
        found: Opened = opened(reading, figure, township, day)
    cells = [*(check_cells(due, forms) for due in found.checks), *(record_cells(row, forms) for row in found.records)]
    assets = [
        (RecordKind.ASSET, RecordKey(Stream(due.asset.township, due.asset.subject), due.asset.record))
        for due in found.checks
    ]
    records = [(row.kind, _key(row)) for row in found.records]
    return Behind(tuple(cells), (*assets, *records))


def _key(row: AssetRow | RecordRow) -> RecordKey:
    return RecordKey(Stream(row.township, row.subject), row.record)
