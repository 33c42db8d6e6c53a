"""What the day's page shows, and what the user does there."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.case_listing import CaseRow
from app.domain.draft import Draft
from app.domain.due import Due, DueState
from app.domain.listing import RecordRow
from app.domain.state import Remark
from app.domain.stream import Stream
from app.errors import AppError
from app.usecases.cases_today import cases_today
from app.usecases.day import Today, today
from app.usecases.day_route import day_route
from app.workplace import FormInfo, RecordKey, Workplace
from ui.handover.model import HandoverModel
from ui.print.documents import day_document
from ui.tasks import Task, Tasks
from ui.today.beginning import begin_correction, begin_inspection
from ui.today.due_table import DueTable
from ui.words import explain


class Section(StrEnum):
    """What the cards count and filter by."""

    OVERDUE = "overdue"
    THIS_WEEK = "this_week"
    RETURNED = "returned"
    TO_CHECK = "to_check"
    DRAFTS = "drafts"


@dataclass(frozen=True, slots=True)
class Returned:
    """A record that came back, with what is to be mended."""

    row: RecordRow
    remarks: tuple[Remark, ...]

    @property
    def key(self) -> RecordKey:
        """What names the record."""
        return RecordKey(Stream(self.row.township, self.row.subject), self.row.record)


@dataclass(frozen=True, slots=True)
class _Day:
    today: Today
    returned: tuple[Returned, ...]
    forms: Mapping[str, FormInfo]
    to_check: tuple[CaseRow, ...]


class TodayModel(QObject):
    """The day's page.

    Signals:
        changed: something shown has changed; read the properties again.
        failed: something went wrong; the argument is the sentence to show.
        draft_ready: a ``Draft`` was begun or found and is to be opened.
        case_wanted: the ``RecordKey`` of a case that is to be seen.
        paper_wanted: what gathers a document to print.
        handover_wanted: the model of the page of handing over.
    """

    changed = Signal()
    failed = Signal(str)
    draft_ready = Signal(object)
    case_wanted = Signal(object)
    paper_wanted = Signal(object)
    handover_wanted = Signal(object)

    def __init__(self, workplace: Workplace, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workplace, self._tasks = workplace, tasks
        self._day: _Day | None = None
        self._task: Task | None = None
        self.section: Section | None = None
        self.is_busy = False
        self.is_by_village = False
        self.is_of_everybody = False
        self.due_table = DueTable(self)

    @property
    def is_known(self) -> bool:
        """Whether the day has been read."""
        return self._day is not None

    @property
    def name(self) -> str:
        """Whose day it is."""
        return self._workplace.name

    @property
    def date(self) -> date | None:
        """What day it is in the district; None before the day has been read."""
        return self._day.today.on if self._day else None

    @property
    def counts(self) -> Mapping[Section, int]:
        """How many there are of each; empty before the day has been read."""
        if self._day is None:
            return {}
        return {
            Section.OVERDUE: self._day.today.counts[DueState.OVERDUE],
            Section.THIS_WEEK: self._day.today.counts[DueState.THIS_WEEK],
            Section.RETURNED: len(self._day.returned),
            Section.TO_CHECK: len(self._day.to_check),
            Section.DRAFTS: len(self._day.today.drafts),
        }

    @property
    def returned(self) -> tuple[Returned, ...]:
        """The records that came back and are to be shown now."""
        is_shown = self._day is not None and self.section in (None, Section.RETURNED)
        return self._day.returned if self._day and is_shown else ()

    @property
    def to_check(self) -> tuple[CaseRow, ...]:
        """The mended problems that wait to be seen by another person and are to be shown now."""
        is_shown = self._day is not None and self.section in (None, Section.TO_CHECK)
        return self._day.to_check if self._day and is_shown else ()

    @property
    def drafts(self) -> tuple[Draft, ...]:
        """The drafts that are to be shown now."""
        is_shown = self._day is not None and self.section in (None, Section.DRAFTS)
        return self._day.today.drafts if self._day and is_shown else ()

    @property
    def shows_due(self) -> bool:
        """Whether the table of due checks is to be shown now."""
        return self.section in (None, Section.OVERDUE, Section.THIS_WEEK)

    def form_title(self, form: str) -> str:
        """Return the title of a form."""
        info = self._day.forms.get(form) if self._day else None
        return info.title if info else form

    def choose(self, section: Section | None) -> None:
        """Show only one section, or everything."""
        self.section = section
        self._show_due()
        self.changed.emit()

    def start_check(self, row: int) -> None:
        """Begin the check of a row of the table."""
        due = self.due_table.due_at(row)
        form = self._day.forms.get(due.form) if self._day else None
        if form is None:
            self._fail(AppError("today.no_form", form=due.form))
            return
        self._begin(partial(begin_inspection, self._workplace, form, due.asset.township, due.asset))

    def mend(self, returned: Returned) -> None:
        """Begin to correct a record that came back."""
        self._begin(partial(begin_correction, self._workplace, returned.key))

    def see(self, case: CaseRow) -> None:
        """Open a case that waits to be checked."""
        self.case_wanted.emit(RecordKey(case.stream, case.record))

    def walk_by_village(self, by_village: bool) -> None:  # noqa: FBT001  # a button's state
        """Order the checks by village along a short way, or by how urgent they are."""
        self.is_by_village = by_village
        self._show_due()
        self.changed.emit()

    @property
    def others(self) -> int:
        """How many checks there are of assets that other people took over."""
        return self._day.today.others if self._day else 0

    def show_everybodys(self, of_everybody: bool) -> None:  # noqa: FBT001  # a button's state
        """Show the checks of assets that other people took over too, or only the person's own."""
        self.is_of_everybody = of_everybody
        self.refresh()

    def go_on(self, draft: Draft) -> None:
        """Go on with a draft."""
        self.draft_ready.emit(draft)

    @Slot()
    def hand_over(self) -> None:
        """Open the page of handing over."""
        self.handover_wanted.emit(HandoverModel(self._workplace, self._tasks))

    @Slot()
    def print_day(self) -> None:
        """Show the list of the day as it is printed."""
        self.paper_wanted.emit(partial(day_document, self._workplace))

    @Slot()
    def refresh(self) -> None:
        """Read the day again."""
        if self._task is not None:
            self._task.drop()
        self.is_busy = True
        self.changed.emit()
        self._task = self._tasks.on_database(
            partial(_read, self._workplace, self.is_of_everybody), self._show, self._fail
        )

    def _begin(self, work: Callable[[], Draft]) -> None:
        if not self.is_busy:
            self.is_busy = True
            self.changed.emit()
            self._tasks.on_database(work, self._open, self._fail)

    def _open(self, draft: Draft) -> None:
        self.is_busy = False
        self.changed.emit()
        self.draft_ready.emit(draft)

    def _show(self, day: _Day) -> None:
        self._day, self.is_busy = day, False
        self._show_due()
        self.changed.emit()

    def _show_due(self) -> None:
        forms = {form.id: form.title for form in self._day.forms.values()} if self._day else {}
        states = {Section.OVERDUE: (DueState.OVERDUE,), Section.THIS_WEEK: (DueState.THIS_WEEK,)}
        shown = states.get(self.section, tuple(DueState)) if self.section else tuple(DueState)
        due = self._due(*shown)
        if self.is_by_village:
            due = tuple(each for leg in day_route(due) for each in leg.checks)
        self.due_table.show_due(due, forms)

    def _due(self, *states: DueState) -> tuple[Due, ...]:
        return tuple(due for due in self._day.today.due if due.state in states) if self._day else ()

    def _fail(self, error: AppError) -> None:
        self.is_busy = False
        self.changed.emit()
        self.failed.emit(explain(error))


def _read(workplace: Workplace, of_everybody: bool) -> _Day:  # noqa: FBT001  # called by partial
    forms = {form.id: form for form in workplace.forms.infos()}
    with workplace.store.reading() as reading:
        read = today(reading, now=workplace.clock.now(), person=workplace.person, of_everybody=of_everybody)
        returned = tuple(
            Returned(row, reading.state(Stream(row.township, row.subject), row.record).remarks) for row in read.returned
        )
        waiting = cases_today(reading, workplace.person, workplace.clock.now())
        return _Day(read, returned, forms, waiting.to_check)
