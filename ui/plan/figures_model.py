"""The figures that lead units report: what the list shows, and what people do to figures."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.kinds import Action, RecordKind, Status, may_move
from app.domain.plan import Plan
from app.domain.plan_listing import FigureRow
from app.domain.stream import DISTRICT
from app.errors import AppError
from app.ports.store import Unit
from app.usecases.assets_import import ImportReport
from app.usecases.figures import Report, confirm_figure, correct_figure, figure_stream, report_figure, return_figure
from app.usecases.plans.shelf import plan_named
from app.usecases.works import ENTERERS
from app.usecases.works_ledger import import_figures
from app.workplace import RecordKey, Workplace
from ui.tasks import Task, Tasks
from ui.townships import granted_townships, township_name
from ui.words import explain

T = TypeVar("T")
ACTIONS = (Action.CONFIRMED, Action.RETURNED)


@dataclass(frozen=True, slots=True)
class FigureLine:
    """One figure, who reported it and what the person may do to it."""

    row: FigureRow
    author: str
    actions: tuple[Action, ...]
    may_correct: bool


@dataclass(frozen=True, slots=True)
class _Read:
    """What one reading brought."""

    plan: Plan
    lines: tuple[FigureLine, ...]
    townships: tuple[tuple[str, str], ...]


class FiguresModel(QObject):
    """The figures of one plan.

    Signals:
        changed: the list has changed.
        failed, told: the argument is the sentence to show.
        acted: something was written; other pages may be old.
    """

    changed = Signal()
    failed = Signal(str)
    told = Signal(str)
    acted = Signal()

    def __init__(self, workplace: Workplace, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workplace, self._tasks = workplace, tasks
        self.plan: Plan | None = None
        self.lines: tuple[FigureLine, ...] = ()
        self.townships: tuple[tuple[str, str], ...] = ()
        self._name = ""
        self._task: Task | None = None

    @property
    def waiting(self) -> int:
        """How many figures wait for somebody to confirm them."""
        return sum(line.row.status is Status.SUBMITTED for line in self.lines)

    @Slot()
    def refresh(self) -> None:
        """Read again."""
        if self._task is not None:
            self._task.drop()
        self._task = self._tasks.on_database(partial(_read, self._workplace, self._name), self._show, self._fail)

    def choose_plan(self, name: str) -> None:
        """Show the figures of another plan."""
        self._name = name
        self.refresh()

    def report(self, report: Report) -> None:
        """Report a figure."""
        plan = self.plan
        if plan is not None:
            self._act(lambda unit: report_figure(unit, **self._tools, plan=plan, report=report))

    def correct(self, line: FigureLine, report: Report) -> None:
        """Give a returned figure another number."""
        plan, key = self.plan, _key(line)
        if plan is not None:
            self._act(lambda unit: correct_figure(unit, **self._tools, key=key, plan=plan, report=report))

    def confirm(self, line: FigureLine) -> None:
        """Confirm a figure."""
        key = _key(line)
        self._act(
            lambda unit: confirm_figure(unit, **self._tools, key=key, heads=unit.state(key.stream, key.record).heads)
        )

    def give_back(self, line: FigureLine, reason: str) -> None:
        """Return a figure with a reason."""
        key = _key(line)
        self._act(
            lambda unit: return_figure(
                unit, **self._tools, key=key, heads=unit.state(key.stream, key.record).heads, reason=reason
            )
        )

    def take_ledger(self, path: Path) -> None:
        """Take in a ledger of figures."""
        if self.plan is not None:
            work = partial(_take, self._workplace, self.plan, path)
            self._tasks.on_database(work, self._tell_import, self._fail)

    @property
    def _tools(self) -> Mapping[str, Any]:
        work = self._workplace
        return {"clock": work.clock, "ids": work.ids, "person": work.person}

    def _act(self, act: Callable[[Unit], object]) -> None:
        self._tasks.on_database(partial(_in_unit, self._workplace, act), self._done, self._fail)

    def _done(self, _result: object) -> None:
        self.refresh()
        self.acted.emit()

    def _show(self, read: _Read) -> None:
        self.plan, self.lines, self.townships = read.plan, read.lines, read.townships
        self.changed.emit()

    def _tell_import(self, report: ImportReport) -> None:
        words = self.tr("指标：新增 {created}，更新 {updated}，未变 {unchanged}，未导入 {refused}").format(
            created=report.created, updated=report.updated, unchanged=report.unchanged, refused=len(report.refused)
        )
        reasons = [f"{line.line}: {'；'.join(map(explain, line.reasons))}" for line in report.refused[:3]]
        self._done(report)
        if reasons:
            self.failed.emit("\n".join((words, *reasons)))
        else:
            self.told.emit(words)

    def _fail(self, error: AppError) -> None:
        self.failed.emit(explain(error))


def _key(line: FigureLine) -> RecordKey:
    return RecordKey(figure_stream(line.row.township), line.row.record)


def _in_unit(workplace: Workplace, act: Callable[[Unit], T]) -> T:
    with workplace.store() as unit:
        return act(unit)


def _read(workplace: Workplace, name: str) -> _Read:
    with workplace.store.reading() as reading:
        directory = reading.directory()
        plan = plan_named(directory, name)
        lines = []
        for row in reading.figures(plan.id):
            roles = directory.roles(workplace.person, figure_stream(row.township))
            is_own = row.author == workplace.person
            lines.append(
                FigureLine(
                    row,
                    directory.name(row.author),
                    tuple(
                        action
                        for action in ACTIONS
                        if not is_own and may_move(roles, RecordKind.FIGURE, row.status, action)
                    ),
                    row.status is Status.RETURNED and may_move(roles, RecordKind.FIGURE, row.status, Action.ANSWERED),
                )
            )
        codes = (DISTRICT, *(code for code, _ in granted_townships(directory, workplace.person)))
        allowed = [code for code in codes if directory.roles(workplace.person, figure_stream(code)) & ENTERERS]
    return _Read(plan, tuple(lines), tuple((code, township_name(code)) for code in allowed))


def _take(workplace: Workplace, plan: Plan, path: Path) -> ImportReport:
    return import_figures(workplace, plan, workplace.sheets.read(path)[0])
