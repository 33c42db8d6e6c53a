"""What the list of cases shows, and what the user does to it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.case_clock import Colour
from app.domain.case_listing import OPEN, CaseQuery, CaseRow
from app.domain.kinds import STATES, RecordKind, Status
from app.errors import AppError
from app.usecases.registers import period, read_register, register_tables
from app.workplace import RecordKey, Workplace
from ui.cases.printing import register_document
from ui.cases.table import CaseTable
from ui.moments import today
from ui.tasks import Task, Tasks
from ui.townships import granted_townships
from ui.words import explain, status_label

Choice = tuple[str, str]
"""A value and what it is called; the empty value stands for all."""

MOST = 200
"""How many cases are shown; who has more narrows the filter."""

ALL_OPEN = CaseQuery(statuses=OPEN)


@dataclass(frozen=True, slots=True)
class _Read:
    """One answer of the store."""

    rows: tuple[CaseRow, ...]
    colours: Mapping[Colour, int]
    units: tuple[str, ...]
    townships: tuple[Choice, ...]
    subjects: tuple[Choice, ...]
    now: datetime


class CasesModel(QObject):
    """The list of cases.

    Signals:
        changed: other rows, counts or choices; read the properties again.
        opened: a case is to be shown; the argument is its ``RecordKey``.
        failed: something was not done; the argument is the sentence.
        paper_wanted: the lists are to be printed; the argument makes their ``Document``.
        exported: the lists were written; the arguments are the file and how many cases it has.
    """

    changed = Signal()
    opened = Signal(object)
    failed = Signal(str)
    paper_wanted = Signal(object)
    exported = Signal(str, int)

    def __init__(self, workplace: Workplace, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workplace, self.tasks = workplace, tasks
        self.table = CaseTable()
        self.query = ALL_OPEN
        self.count = 0
        self.colours: Mapping[Colour, int] = {}
        self.units: tuple[str, ...] = ()
        self.townships: tuple[Choice, ...] = ()
        self.subjects: tuple[Choice, ...] = ()
        self.is_read = self.is_exporting = False
        self._task: Task | None = None

    @property
    def statuses(self) -> tuple[Choice, ...]:
        """The states to filter by."""
        return tuple((status.value, status_label(status)) for status in STATES[RecordKind.CASE])

    @property
    def is_filtered(self) -> bool:
        """Whether anything but the plain list of open cases is asked for."""
        return self.query != ALL_OPEN

    @Slot()
    def refresh(self) -> None:
        """Read the list again."""
        if self._task is not None:
            self._task.drop()
        self._task = self.tasks.on_database(partial(_read, self.workplace, self.query), self._show, self._fail)

    def search(self, text: str) -> None:
        """Find words in number, title and place."""
        self._ask(replace(self.query, text=text))

    def choose(self, *, status: str, township: str, subject: str, unit: str, since: str) -> None:
        """Filter by a state (empty: the open ones, ``*``: all), a township, a subject, a unit, the last days."""
        chosen = OPEN if not status else frozenset() if status == "*" else frozenset({Status(status)})
        self._ask(
            replace(
                self.query,
                statuses=chosen,
                townships=frozenset({township} if township else ()),
                subjects=frozenset({subject} if subject else ()),
                units=frozenset({unit} if unit else ()),
                since=self._since(since),
            )
        )

    def choose_colour(self, colour: Colour | None) -> None:
        """Show only cases that stand so to their limit; the same again shows all."""
        wanted = frozenset({colour} if colour else ())
        self._ask(replace(self.query, colours=frozenset() if wanted == self.query.colours else wanted))

    @Slot()
    def clear(self) -> None:
        """Ask for the open cases again."""
        self._ask(ALL_OPEN)

    def open_row(self, row: int) -> None:
        """Open the case of a row."""
        case = self.table.case_at(row)
        if case is not None:
            self.opened.emit(RecordKey(case.stream, case.record))

    def export(self, file: Path) -> None:
        """Write the three lists of what is shown into a workbook."""
        self.is_exporting = True
        self.changed.emit()
        self.tasks.on_pictures(partial(_export, self.workplace, self.query, file), self._tell, self._fail)

    @Slot()
    def print(self) -> None:
        """Show the three lists of what is shown as they are printed."""
        self.paper_wanted.emit(partial(register_document, self.workplace, self.query))

    def _ask(self, query: CaseQuery) -> None:
        if query != self.query:
            self.query = query
            self.refresh()

    def _since(self, days: str) -> str:
        if not days:
            return ""
        first: date = today(self.workplace.clock.now()) - timedelta(days=int(days))
        return period(first.isoformat(), "")[0]

    @Slot(object)
    def _show(self, read: _Read) -> None:
        self.table.show(read.rows[:MOST], read.now)
        self.count, self.colours = len(read.rows), read.colours
        self.units, self.townships, self.subjects = read.units, read.townships, read.subjects
        self.is_read = True
        self.changed.emit()

    @Slot(object)
    def _tell(self, told: tuple[str, int]) -> None:
        self.is_exporting = False
        self.changed.emit()
        self.exported.emit(*told)

    @Slot(object)
    def _fail(self, error: AppError) -> None:
        self.is_exporting = False
        self.changed.emit()
        self.failed.emit(explain(error))


def _read(place: Workplace, query: CaseQuery) -> _Read:
    """Read a list; runs on the database worker."""
    now = place.clock.now()
    with place.store.reading() as reading:
        return _Read(
            rows=reading.case_rows(query, now, MOST + 1),
            colours=reading.count_colours(replace(query, colours=frozenset()), now),
            units=reading.case_units(),
            townships=granted_townships(reading.directory(), place.person),
            subjects=tuple((info.subject, info.title) for info in place.forms.infos() if info.record == "asset"),
            now=now,
        )


def _export(place: Workplace, query: CaseQuery, file: Path) -> tuple[str, int]:
    """Write the workbook; runs off the UI thread."""
    register = read_register(place, query)
    place.sheets.write(file, register_tables(register, place.shelf))
    return file.name, len(register.lines)
