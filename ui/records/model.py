"""What the list of records shows, and what the user does to it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.kinds import STATES, Status
from app.domain.listing import RecordQuery, RecordRow, Sort
from app.domain.stream import Stream
from app.errors import AppError
from app.workplace import RecordKey, Workplace
from ui.records import lines as inspection_lines
from ui.records.lines import Names
from ui.records.table import PAGE_ROWS, Lines, RecordTable
from ui.tasks import Task, Tasks
from ui.townships import granted_townships
from ui.words import explain, status_label

Choice = tuple[str, str]
"""A value and what it is called; the empty value stands for all."""


ALL_INSPECTIONS = RecordQuery(sort=Sort.MADE)


@dataclass(frozen=True, slots=True)
class _First:
    """The first page of an answer, and the names its rows need."""

    keys: Sequence[int]
    rows: tuple[RecordRow, ...]
    names: Names
    townships: tuple[Choice, ...]
    forms: tuple[Choice, ...]


class RecordsModel(QObject):
    """The list of records of one kind.

    Args:
        lines: what the list says of its rows.
        start: what is shown when nothing is left out.

    Signals:
        changed: count, choices or whether it is busy have changed; read the properties again.
        failed: something could not be read; the argument is the sentence to show.
        opened: the user wants this record (a ``RecordKey``).
    """

    changed = Signal()
    failed = Signal(str)
    opened = Signal(object)

    def __init__(
        self,
        workplace: Workplace,
        tasks: Tasks,
        parent: QObject | None = None,
        *,
        lines: Lines = inspection_lines,
        start: RecordQuery = ALL_INSPECTIONS,
    ) -> None:
        super().__init__(parent)
        self._workplace, self._tasks = workplace, tasks
        self.lines, self._start = lines, start
        self.table = RecordTable(self, lines)
        self.table.page_wanted.connect(self._fetch)
        self.query = start
        self.is_busy = False
        self.is_counted = False
        self.townships: tuple[Choice, ...] = ()
        self.forms: tuple[Choice, ...] = ()
        self._task: Task | None = None
        self._page: Task | None = None

    @property
    def count(self) -> int:
        """How many records match, as far as is known."""
        return self.table.rowCount()

    @property
    def is_filtered(self) -> bool:
        """Whether something is left out."""
        return self.query != self._unfiltered()

    @property
    def statuses(self) -> tuple[Choice, ...]:
        """The statuses to choose from."""
        return tuple((status.value, status_label(status)) for status in STATES[self._start.kind])

    def ask(self, query: RecordQuery) -> None:
        """Show what matches a query; the first page comes at once, the keys of all others after it."""
        self.query = query
        self.refresh()

    def search(self, text: str) -> None:
        """Look for words in number, title and place."""
        self.ask(replace(self.query, text=text))

    def choose(self, *, status: str = "", township: str = "", form: str = "", only_unsent: bool = False) -> None:
        """Leave out what has another status, township or form, or is delivered; empty chooses all."""
        self.ask(
            replace(
                self.query,
                statuses=frozenset({Status(status)} if status else ()),
                townships=frozenset({township} if township else ()),
                forms=frozenset({form} if form else ()),
                only_unsent=only_unsent,
            )
        )

    def clear(self) -> None:
        """Leave nothing out."""
        self.ask(self._unfiltered())

    def sort(self, column: int, *, descending: bool) -> None:
        """Order by a column; one that the store cannot order by leaves the order as it is."""
        if column in self.lines.SORTS:
            self.ask(replace(self.query, sort=self.lines.SORTS[column], descending=descending))

    def _unfiltered(self) -> RecordQuery:
        return replace(self._start, sort=self.query.sort, descending=self.query.descending)

    def open_row(self, row: int) -> None:
        """Open the record of a row."""
        record = self.table.record_at(row)
        if record is not None:
            self.opened.emit(RecordKey(Stream(record.township, record.subject), record.record))

    @Slot()
    def refresh(self) -> None:
        """Ask the store again."""
        for task in (self._task, self._page):
            if task is not None:
                task.drop()
        self._page = None
        self.is_busy, self.is_counted = True, False
        self.changed.emit()
        self._task = self._tasks.on_database(partial(_first, self._workplace, self.query), self._show, self._fail)

    def _show(self, first: _First) -> None:
        self.table.begin(first.keys, first.rows, first.names)
        self.townships, self.forms = first.townships, first.forms
        if len(first.keys) < PAGE_ROWS:
            self._finish()
            return
        self.changed.emit()
        self._task = self._tasks.on_database(partial(_all_keys, self._workplace, self.query), self._extend, self._fail)

    def _extend(self, keys: Sequence[int]) -> None:
        self.table.extend(keys)
        self._finish()

    def _finish(self) -> None:
        self.is_busy, self.is_counted = False, True
        self.changed.emit()

    def _fail(self, error: AppError) -> None:
        self.is_busy = False
        self.changed.emit()
        self.failed.emit(explain(error))

    @Slot()
    def _fetch(self) -> None:
        """Fetch the page that was wanted last, one at a time, so that fast scrolling skips what it passed."""
        if self._page is not None:
            return
        wanted = self.table.next_page()
        if wanted is not None:
            page, keys = wanted
            work = partial(_rows, self._workplace, keys)
            self._page = self._tasks.on_database(work, partial(self._put, page, len(keys)), self._fail_page)

    def _put(self, page: int, expected: int, rows: tuple[RecordRow, ...]) -> None:
        self._page = None
        if len(rows) < expected:
            self.refresh()
            return
        self.table.put_page(page, rows)
        self._fetch()

    def _fail_page(self, error: AppError) -> None:
        self._page = None
        self.failed.emit(explain(error))


def _first(workplace: Workplace, query: RecordQuery) -> _First:
    forms = tuple((info.id, info.title) for info in workplace.forms.infos() if info.record == query.kind)
    with workplace.store.reading() as reading:
        keys = reading.record_keys(query, PAGE_ROWS)
        directory = reading.directory()
        names = Names(dict(forms), {person.id: person.name for person in directory.persons.values()})
        townships = granted_townships(directory, workplace.person)
        return _First(keys, reading.record_rows(keys), names, townships, forms)


def _all_keys(workplace: Workplace, query: RecordQuery) -> Sequence[int]:
    with workplace.store.reading() as reading:
        return reading.record_keys(query)


def _rows(workplace: Workplace, keys: Sequence[int]) -> tuple[RecordRow, ...]:
    with workplace.store.reading() as reading:
        return reading.record_rows(keys)
