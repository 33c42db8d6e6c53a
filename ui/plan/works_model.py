"""The works behind a plan: what the list shows, and what people do to works."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.canonical import Json
from app.domain.kinds import Action, RecordKind, find_move, may_move
from app.domain.listing import RecordQuery, RecordRow
from app.domain.plan_listing import WorksRow
from app.domain.stream import Stream
from app.domain.works import EXCAVATION
from app.errors import AppError
from app.ports.store import Unit
from app.usecases.assets_import import ImportReport
from app.usecases.day import SHANGHAI
from app.usecases.excavations import Overlap, excavation_from, warnings_for
from app.usecases.works import (
    ENTERERS,
    STAGES,
    acceptance_form,
    begin_acceptance,
    change_works,
    enter_works,
    move_works,
    works_stream,
)
from app.usecases.works_ledger import import_works
from app.workplace import RecordKey, Workplace
from ui.tasks import Task, Tasks
from ui.townships import granted_townships
from ui.words import explain

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Read:
    """What one reading brought: works, and the townships in which the person may enter some."""

    works: tuple[WorksRow, ...]
    townships: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class WorksDetail:
    """One piece of works with its inspections, what may be done to it, and what digs on the same road."""

    row: WorksRow
    heads: tuple[str, ...]
    inspections: tuple[RecordRow, ...]
    actions: tuple[Action, ...]
    may_change: bool
    may_inspect: bool
    overlaps: tuple[Overlap, ...]


class WorksModel(QObject):
    """The list of works.

    Signals:
        changed: the list or its filters have changed.
        detail_changed: the chosen works have changed.
        warned: works being typed overlap others (a tuple of ``Overlap``, empty for none).
        failed, told: the argument is the sentence to show.
        opened: the user wants this inspection (a ``RecordKey``).
        draft_ready: an acceptance inspection was begun (a ``Draft``).
        acted: something was written; other pages may be old.
    """

    changed = Signal()
    detail_changed = Signal()
    warned = Signal(object)
    failed = Signal(str)
    told = Signal(str)
    opened = Signal(object)
    draft_ready = Signal(object)
    acted = Signal()

    def __init__(self, workplace: Workplace, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workplace, self._tasks = workplace, tasks
        self.works: tuple[WorksRow, ...] = ()
        self.townships: tuple[tuple[str, str], ...] = ()
        self.works_class, self.township = "", ""
        self.detail: WorksDetail | None = None
        self._wanted = ""
        self._task: Task | None = None

    @Slot()
    def refresh(self) -> None:
        """Read again."""
        if self._task is not None:
            self._task.drop()
        work = partial(_read, self._workplace, self.works_class, self.township)
        self._task = self._tasks.on_database(work, self._show, self._fail)
        if self._wanted:
            self.choose(self._wanted)

    def filter(self, works_class: str, township: str) -> None:
        """Leave out works of other classes and townships; empty leaves out none."""
        self.works_class, self.township = works_class, township
        self.refresh()

    def choose(self, record: str) -> None:
        """Show one piece of works."""
        self._wanted = record
        self._tasks.on_database(partial(_detail, self._workplace, record), self._show_detail, self._fail)

    def open_inspection(self, number: int) -> None:
        """Open one of the inspections of the chosen works."""
        if self.detail is not None and 0 <= number < len(self.detail.inspections):
            row = self.detail.inspections[number]
            self.opened.emit(RecordKey(Stream(row.township, row.subject), row.record))

    def check(self, township: str, values: Mapping[str, Json], record: str = "") -> None:
        """Look whether works being typed dig up a road where others do; ``warned`` tells."""
        work = partial(_overlaps, self._workplace, township, values, record)
        self._tasks.on_database(work, self.warned.emit, self._fail)

    def enter(self, township: str, values: Mapping[str, Json]) -> None:
        """Enter new works."""
        self._act(lambda unit: enter_works(unit, **self._tools, township=township, values=values), self._choose_key)

    def change(self, values: Mapping[str, Json]) -> None:
        """Change what the chosen works say."""
        if self.detail is not None:
            key = self._key(self.detail)
            self._act(lambda unit: change_works(unit, **self._tools, key=key, values=values), self._done)

    def move(self, action: Action, reason: str = "") -> None:
        """Move the chosen works on."""
        if self.detail is not None:
            key, heads = self._key(self.detail), self.detail.heads
            self._act(
                lambda unit: move_works(unit, **self._tools, key=key, action=action, heads=heads, reason=reason),
                self._done,
            )

    def inspect(self) -> None:
        """Begin the acceptance inspection of the chosen works."""
        if self.detail is not None:
            work = partial(_begin, self._workplace, self.detail.row)
            self._tasks.on_database(work, self.draft_ready.emit, self._fail)

    def take_ledger(self, path: Path) -> None:
        """Take in a ledger."""
        self._tasks.on_database(partial(_take, self._workplace, path), self._tell_import, self._fail)

    @property
    def _tools(self) -> Mapping[str, Any]:
        work = self._workplace
        return {"clock": work.clock, "ids": work.ids, "person": work.person}

    def _key(self, detail: WorksDetail) -> RecordKey:
        return RecordKey(works_stream(detail.row.township), detail.row.record)

    def _act(self, act: Callable[[Unit], T], done: Callable[[T], None]) -> None:
        self._tasks.on_database(partial(_in_unit, self._workplace, act), done, self._fail)

    def _choose_key(self, key: RecordKey) -> None:
        self._wanted = key.record
        self._done(key)

    def _done(self, _result: object) -> None:
        self.refresh()
        self.acted.emit()

    def _show(self, read: _Read) -> None:
        self.works, self.townships = read.works, read.townships
        self.changed.emit()

    def _show_detail(self, detail: WorksDetail | None) -> None:
        self.detail = detail
        self.detail_changed.emit()

    def _tell_import(self, report: ImportReport) -> None:
        words = self.tr("台账：新增 {created}，更新 {updated}，未变 {unchanged}，未导入 {refused}").format(
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


def _in_unit(workplace: Workplace, act: Callable[[Unit], T]) -> T:
    with workplace.store() as unit:
        return act(unit)


def _read(workplace: Workplace, works_class: str, township: str) -> _Read:
    with workplace.store.reading() as reading:
        directory = reading.directory()
        townships = tuple(
            (code, name)
            for code, name in granted_townships(directory, workplace.person)
            if directory.roles(workplace.person, works_stream(code)) & ENTERERS
        )
        return _Read(reading.works(works_class, [township] if township else []), townships)


def _detail(workplace: Workplace, record: str) -> WorksDetail | None:
    with workplace.store.reading() as reading:
        row = reading.one_works(record)
        if row is None:
            return None
        stream = works_stream(row.township)
        state = reading.state(stream, record)
        roles = reading.directory().roles(workplace.person, stream)
        inspections = reading.record_rows(reading.record_keys(RecordQuery(asset=record), 100))
        digging = excavation_from(state.answers(), township=row.township, record=record, kind=RecordKind.WORKS)
        known = reading.excavations_on(row.township, digging.road) if digging is not None else ()
    kind = RecordKind.WORKS
    return WorksDetail(
        row=row,
        heads=state.heads,
        inspections=inspections,
        actions=tuple(action for action in STAGES if may_move(roles, kind, state.status, action)),
        may_change=may_move(roles, kind, state.status, Action.ANSWERED),
        may_inspect=find_move(kind, state.status, Action.ANSWERED) is not None and bool(roles),
        overlaps=warnings_for(digging, known) if digging is not None and row.facts.works_class == EXCAVATION else (),
    )


def _overlaps(workplace: Workplace, township: str, values: Mapping[str, Json], record: str) -> tuple[Overlap, ...]:
    digging = excavation_from(values, township=township, record=record, kind=RecordKind.WORKS)
    if digging is None:
        return ()
    with workplace.store.reading() as reading:
        return warnings_for(digging, reading.excavations_on(township, digging.road))


def _begin(workplace: Workplace, works: WorksRow) -> object:
    name = acceptance_form(works)
    form = next((info for info in workplace.forms.infos() if info.id == name), None)
    if form is None:
        raise AppError("form.unknown", form=name, known="")
    today = workplace.clock.now().astimezone(SHANGHAI).date()
    with workplace.store() as unit:
        return begin_acceptance(unit, clock=workplace.clock, ids=workplace.ids, form=form, works=works, today=today)


def _take(workplace: Workplace, path: Path) -> ImportReport:
    return import_works(workplace, workplace.sheets.read(path)[0])
