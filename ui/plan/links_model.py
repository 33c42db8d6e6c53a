"""What should go together: works that dig up one road, and the sheets of one load of waste."""

from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.kinds import RecordKind
from app.domain.plan_listing import Excavation
from app.domain.stream import Stream
from app.errors import AppError
from app.usecases.excavations import FORM, Overlap, overlaps
from app.usecases.waste_links import WasteChain, waste_chains
from app.workplace import RecordKey, Workplace
from ui.tasks import Task, Tasks
from ui.words import explain

MONTHS = 12


@dataclass(frozen=True, slots=True)
class _Read:
    """What one reading brought."""

    excavations: tuple[Excavation, ...]
    overlaps: tuple[Overlap, ...]
    chains: tuple[WasteChain, ...]


class LinksModel(QObject):
    """The excavation calendar of a year, and the chains of waste sheets.

    Signals:
        changed: what is shown has changed.
        failed: the argument is the sentence to show.
        opened: the user wants this inspection (a ``RecordKey``).
        wanted: the user wants works (a ``RecordKind`` and the id of the record).
    """

    changed = Signal()
    failed = Signal(str)
    opened = Signal(object)
    wanted = Signal(object, str)

    def __init__(self, workplace: Workplace, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workplace, self._tasks = workplace, tasks
        self.year = workplace.clock.now().year
        self.excavations: tuple[Excavation, ...] = ()
        self.overlaps: tuple[Overlap, ...] = ()
        self.chains: tuple[WasteChain, ...] = ()
        self.only_flawed = True
        self._task: Task | None = None

    @property
    def shown_chains(self) -> tuple[WasteChain, ...]:
        """The chains that the filter leaves."""
        return tuple(chain for chain in self.chains if not self.only_flawed or not chain.is_closed)

    @property
    def months(self) -> tuple[tuple[str, tuple[int, ...]], ...]:
        """Each township and road of the year, and of its months which ones dig it up how often."""
        roads: dict[tuple[str, str], list[int]] = {}
        for one in self.excavations:
            counts = roads.setdefault((one.township, one.road), [0] * MONTHS)
            for month in range(MONTHS):
                first, last = date(self.year, month + 1, 1), date(self.year + (month == 11), (month + 1) % 12 + 1, 1)  # noqa: PLR2004  # December
                counts[month] += one.starts_on < last and one.ends_on >= first
        return tuple((f"{township}/{road}", tuple(counts)) for (township, road), counts in roads.items())

    @Slot()
    def refresh(self) -> None:
        """Read again."""
        if self._task is not None:
            self._task.drop()
        self._task = self._tasks.on_database(partial(_read, self._workplace, self.year), self._show, self._fail)

    def choose_year(self, year: int) -> None:
        """Show the calendar of another year."""
        self.year = year
        self.refresh()

    def choose_flawed(self, only_flawed: bool) -> None:  # noqa: FBT001  # the state of a check box
        """Show only chains with something wrong, or all."""
        self.only_flawed = only_flawed
        self.changed.emit()

    def open_excavation(self, one: Excavation) -> None:
        """Open the works, or the inspection, that digs."""
        if one.kind is RecordKind.WORKS:
            self.wanted.emit(one.kind, one.record)
        else:
            self.opened.emit(RecordKey(Stream(one.township, _subject(self._workplace, FORM)), one.record))

    def open_chain(self, number: int) -> None:
        """Open the first sheet of a chain."""
        if 0 <= number < len(self.shown_chains):
            sheet = self.shown_chains[number].sheets[0]
            subject = _subject(self._workplace, f"waste_{sheet.part}")
            self.opened.emit(RecordKey(Stream(sheet.township, subject), sheet.record))

    def _show(self, read: _Read) -> None:
        self.excavations, self.overlaps, self.chains = read.excavations, read.overlaps, read.chains
        self.changed.emit()

    def _fail(self, error: AppError) -> None:
        self.failed.emit(explain(error))


def _read(workplace: Workplace, year: int) -> _Read:
    with workplace.store.reading() as reading:
        excavations = reading.excavations(date(year, 1, 1), date(year, 12, 31))
        return _Read(excavations, tuple(overlaps(excavations)), waste_chains(reading.waste_sheets()))


def _subject(workplace: Workplace, form: str) -> str:
    return next((info.subject for info in workplace.forms.infos() if info.id == form), form)
