"""How far a plan is: what the page of progress shows, and what the user filters and opens."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.kinds import RecordKind
from app.domain.plan import Plan
from app.domain.plan_listing import FactRow
from app.domain.stream import Stream
from app.errors import AppError
from app.ports.sheets import Table
from app.usecases.plans.progress import Progress, Standing, progress_of, tally_of
from app.usecases.plans.publication import publish_plan
from app.usecases.plans.report import facts_table, progress_table
from app.usecases.plans.sheets import plan_from_sheets, plan_tables
from app.usecases.plans.shelf import plan_named, plans
from app.workplace import RecordKey, Workplace
from ui.tasks import Task, Tasks
from ui.townships import all_townships, granted_townships
from ui.words import explain

ROWS_SHOWN = 500


@dataclass(frozen=True, slots=True)
class _Read:
    """What one reading brought."""

    plans: tuple[tuple[str, int, int], ...]
    plan: Plan
    progress: tuple[Progress, ...]
    townships: tuple[tuple[str, str], ...]


class ProgressModel(QObject):
    """The progress of one plan.

    Signals:
        changed: what is shown has changed; read the properties again.
        rows_changed: the rows behind the chosen target have come.
        failed: something was refused; the argument is the sentence to show.
        told: something was done; the argument is the sentence to show.
        opened: the user wants this inspection (a ``RecordKey``).
        wanted: the user wants works or a figure (a ``RecordKind`` and the id of the record).
    """

    changed = Signal()
    rows_changed = Signal()
    failed = Signal(str)
    told = Signal(str)
    opened = Signal(object)
    wanted = Signal(object, str)

    def __init__(self, workplace: Workplace, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workplace, self._tasks = workplace, tasks
        self.plan: Plan | None = None
        self.plans: tuple[tuple[str, int, int], ...] = ()
        self.townships: tuple[tuple[str, str], ...] = ()
        self.township, self.lead = "", ""
        self.standing: Standing | None = None
        self.is_busy = False
        self.chosen: Progress | None = None
        self.rows: tuple[FactRow, ...] = ()
        self._progress: tuple[Progress, ...] = ()
        self._name = ""
        self._task: Task | None = None
        self._rows_task: Task | None = None

    @property
    def leads(self) -> tuple[str, ...]:
        """The lead units to choose from."""
        return self.plan.leads if self.plan is not None else ()

    @property
    def of_lead(self) -> tuple[Progress, ...]:
        """The targets of the chosen lead unit, whatever their standing."""
        plan = self.plan
        return tuple(
            one for one in self._progress if plan is None or not self.lead or self.lead in plan.leads_of(one.target)
        )

    @property
    def shown(self) -> tuple[Progress, ...]:
        """The targets that the filters leave."""
        return tuple(one for one in self.of_lead if self.standing in (None, one.standing))

    def count(self, standing: Standing) -> int:
        """Return how many targets of the lead unit stand so."""
        return sum(one.standing is standing for one in self.of_lead)

    @Slot()
    def refresh(self) -> None:
        """Read again."""
        if self._task is not None:
            self._task.drop()
        self.is_busy = True
        self.changed.emit()
        work = partial(_read, self._workplace, self._name, self.township)
        self._task = self._tasks.on_database(work, self._show, self._fail)

    def choose_plan(self, name: str) -> None:
        """Show another plan."""
        if name != self._name:
            self._name, self.lead, self.standing = name, "", None
            self.refresh()

    def choose_township(self, township: str) -> None:
        """Show what was done in one township; empty for the whole district."""
        self.township = township
        self.refresh()

    def choose_lead(self, lead: str) -> None:
        """Leave out the targets of other lead units; empty leaves out none."""
        self.lead = lead
        self.changed.emit()

    def choose_standing(self, standing: Standing | None) -> None:
        """Leave out targets that stand otherwise; None leaves out none."""
        self.standing = standing
        self.changed.emit()

    def choose(self, number: int) -> None:
        """Show the rows behind the target of a line."""
        if not 0 <= number < len(self.shown) or self.plan is None:
            return
        self.chosen = self.shown[number]
        if self._rows_task is not None:
            self._rows_task.drop()
        work = partial(_rows, self._workplace, tally_of(self.plan, self.chosen.target), self.township)
        self._rows_task = self._tasks.on_database(work, self._show_rows, self._fail)

    def open_row(self, number: int) -> None:
        """Open the record of a row behind the number."""
        if not 0 <= number < len(self.rows):
            return
        row = self.rows[number]
        if row.kind is RecordKind.INSPECTION:
            self.opened.emit(RecordKey(Stream(row.township, row.subject), row.record))
        else:
            self.wanted.emit(row.kind, row.record)

    def export(self, path: Path) -> None:
        """Write what is shown as a workbook, with the rows of the chosen target as a second sheet."""
        if self.plan is None:
            return
        tables = [progress_table(self.plan, self.shown)]
        if self.chosen is not None and self.rows and path.suffix.lower() == ".xlsx":
            tables.append(facts_table(self.chosen.target.id, self.rows, all_townships()))
        self._write(path, tables)

    def export_plan(self, path: Path) -> None:
        """Write the plan itself as a workbook that can be imported again."""
        if self.plan is not None:
            self._write(path, plan_tables(self.plan))

    def import_plan(self, path: Path) -> None:
        """Read a plan's workbook and publish it to the district."""
        self._tasks.on_database(partial(_import_plan, self._workplace, path), self._tell_published, self._fail)

    def _write(self, path: Path, tables: Sequence[Table]) -> None:
        self._tasks.on_database(partial(_write_tables, self._workplace, path, tables), self._tell_written, self._fail)

    def _show(self, read: _Read) -> None:
        self.plan, self.plans, self.townships = read.plan, read.plans, read.townships
        self._progress, self._name = read.progress, read.plan.id
        self.is_busy = False
        if self.chosen is not None:
            known = {one.target.id: one for one in read.progress}
            self.chosen = known.get(self.chosen.target.id)
        self.changed.emit()

    def _show_rows(self, rows: tuple[FactRow, ...]) -> None:
        self.rows = rows
        self.rows_changed.emit()

    def _tell_written(self, path: Path) -> None:
        self.told.emit(self.tr("已写入 {file}").format(file=path.name))

    def _tell_published(self, published: tuple[str, bool]) -> None:
        name, is_new = published
        words = self.tr("已发布计划“{plan}”，同步后全区可见") if is_new else self.tr("计划“{plan}”没有变化")
        self.told.emit(words.format(plan=name))
        self._name = ""
        self.refresh()

    def _fail(self, error: AppError) -> None:
        self.is_busy = False
        self.changed.emit()
        self.failed.emit(explain(error))


def _read(workplace: Workplace, name: str, township: str) -> _Read:
    townships = [township] if township else []
    with workplace.store.reading() as reading:
        directory = reading.directory()
        plan = plan_named(directory, name)
        progress = progress_of(plan, reading.tallies(townships), year=workplace.clock.now().year, townships=townships)
        granted = granted_townships(directory, workplace.person)
        return _Read(
            tuple((one.id, one.first_year, one.last_year) for one in plans(directory)), plan, progress, granted
        )


def _rows(workplace: Workplace, name: str, township: str) -> tuple[FactRow, ...]:
    with workplace.store.reading() as reading:
        return reading.facts(name, [township] if township else [], ROWS_SHOWN)


def _write_tables(workplace: Workplace, path: Path, tables: Sequence[Table]) -> Path:
    workplace.sheets.write(path, tables)
    return path


def _import_plan(workplace: Workplace, path: Path) -> tuple[str, bool]:
    plan = plan_from_sheets(workplace.sheets.read(path))
    with workplace.store() as unit:
        is_new = publish_plan(unit, plan, clock=workplace.clock, ids=workplace.ids, person=workplace.person)
    return plan.title, is_new
