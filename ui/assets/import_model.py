"""Importing a table: choose a file, say once what its columns are, look at what would become of it, take it in."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from app.errors import AppError
from app.forms import Form
from app.ports.sheets import Sheet
from app.usecases import assets_file
from app.usecases.assets_columns import AssetColumn, Header, columns_of, find_header
from app.usecases.assets_import import AssetImport, ImportReport
from app.workplace import FormInfo, Workplace
from ui.sentences import Language, sentence
from ui.tasks import Tasks
from ui.words import explain, spoken_language

PREVIEW_ROWS = 5


class Step(StrEnum):
    """Where the user is."""

    CHOOSING = "choosing"
    MAPPING = "mapping"
    RUNNING = "running"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class OpenedTable:
    """A file that was read, the form that it seems to suit, and what its columns seem to be."""

    path: Path
    sheet: Sheet
    forms: tuple[FormInfo, ...]
    info: FormInfo
    form: Form
    header: Header

    @property
    def names(self) -> tuple[str, ...]:
        """The headers as they stand in the file."""
        return self.sheet.rows[self.header.index]

    @property
    def columns(self) -> tuple[AssetColumn, ...]:
        """The fields that a column can be."""
        return columns_of(self.form)

    @property
    def count(self) -> int:
        """How many rows of data there are."""
        return sum(1 for row in self.sheet.rows[self.header.index + 1 :] if any(row))

    def preview(self, column: int) -> str:
        """Return the first values of a column."""
        rows = self.sheet.rows[self.header.index + 1 :][:PREVIEW_ROWS]
        return "、".join(row[column] for row in rows if column < len(row) and row[column])


class ImportModel(QObject):
    """The import of one table.

    Signals:
        changed: step, table, progress or report are others; read the properties again.
        failed: something was not done; the argument is the sentence to show.
        imported: assets were created or updated.
        saved: the report was written to the path in the argument.

    Attributes:
        opened: the file, None before one was read.
        report: what became of the rows, so far or in the end.
        is_trial: whether the report only says what would become of them.
    """

    changed = Signal()
    failed = Signal(str)
    imported = Signal()
    saved = Signal(str)

    def __init__(self, workplace: Workplace, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workplace, self._tasks = workplace, tasks
        self.step = Step.CHOOSING
        self.opened: OpenedTable | None = None
        self.report: ImportReport | None = None
        self.is_busy = False
        self.is_trial = True
        self._is_cancelled = False
        self._running: AssetImport | None = None

    @property
    def share(self) -> float:
        """How far the run is, 0 to 1."""
        if self._running is None or self.opened is None:
            return 0.0
        return self._running.done / max(1, len(self.opened.sheet.rows) - self.opened.header.index - 1)

    @property
    def can_run(self) -> bool:
        """Whether it is known which column is the name."""
        return self.opened is not None and not self.is_busy and "name" in self.opened.header.targets

    @Slot()
    def begin(self) -> None:
        """Start over."""
        self.step, self.opened, self.report = Step.CHOOSING, None, None
        self.changed.emit()

    @Slot()
    def map_again(self) -> None:
        """Go back to the columns of the same file."""
        self.step, self.report = Step.MAPPING, None
        self.changed.emit()

    def choose_file(self, path: Path) -> None:
        """Read a file and guess."""
        self.is_busy = True
        self.changed.emit()
        self._tasks.on_database(partial(_open, self._workplace, path, ""), self._show, self._refuse)

    def choose_form(self, form: str) -> None:
        """Say that the table suits another form; its columns are guessed anew."""
        if self.opened is not None and form != self.opened.info.id:
            self.is_busy = True
            self._tasks.on_database(partial(_suit, self._workplace, self.opened, form), self._show, self._refuse)

    def choose_target(self, column: int, target: str) -> None:
        """Say what a column is; "" leaves it out. A field that another column had is taken from it."""
        if self.opened is None:
            return
        self.opened = replace(self.opened, header=self.opened.header.with_target(column, target))
        self.changed.emit()

    def run(self, *, is_trial: bool) -> None:
        """Look at every row; take the good ones in unless it is a trial."""
        if self.opened is None or not self.can_run:
            return
        self.is_trial, self.is_busy, self._is_cancelled = is_trial, True, False
        self.step, self.report, self._running = Step.RUNNING, None, None
        self.changed.emit()
        work = partial(_begin, self._workplace, self.opened, is_trial=is_trial)
        self._tasks.on_database(work, self._go_on, self._refuse)

    @Slot()
    def cancel(self) -> None:
        """Stop after the chunk that is under way; what is in stays in."""
        self._is_cancelled = True

    def save_report(self, path: Path) -> None:
        """Write the refused rows with their reasons."""
        if self.report is not None:
            work = partial(_save, self._workplace, self.report, path)
            self._tasks.on_database(work, self._say_saved, self._refuse)

    def reasons(self) -> Sequence[tuple[int, str, str]]:
        """Return line, code or name, and what is wrong, of every refused row."""
        if self.report is None:
            return ()
        return [
            (each.line, each.code or each.name, " ".join(explain(reason) for reason in each.reasons))
            for each in self.report.refused
        ]

    def _show(self, opened: OpenedTable) -> None:
        self.opened, self.step, self.is_busy, self.report = opened, Step.MAPPING, False, None
        self.changed.emit()

    def _go_on(self, running: AssetImport) -> None:
        """Show how far it is and ask for the next chunk; other work of the database comes between."""
        self._running, self.report = running, running.report
        if running.is_done or self._is_cancelled:
            running.report.is_cancelled = not running.is_done
            self.step, self.is_busy = Step.DONE, False
            if not self.is_trial and running.report.created + running.report.updated:
                self.imported.emit()
        else:
            self._tasks.on_database(partial(_advance, running), self._go_on, self._refuse)
        self.changed.emit()

    def _say_saved(self, path: Path) -> None:
        self.saved.emit(str(path))

    def _refuse(self, error: AppError) -> None:
        self.is_busy = False
        if self.step is Step.RUNNING:
            self.step = Step.MAPPING
        self.changed.emit()
        self.failed.emit(explain(error))


def _open(place: Workplace, path: Path, form: str) -> OpenedTable:
    sheet = assets_file.read_sheet(place, path)
    info = assets_file.asset_form(place, form) if form else assets_file.likeliest_form(place, sheet.rows)
    compiled = place.forms.form(info.id, info.version)
    header = find_header(sheet.rows, compiled)
    return OpenedTable(path, sheet, assets_file.asset_forms(place), info, compiled, header)


def _suit(place: Workplace, opened: OpenedTable, form: str) -> OpenedTable:
    info = assets_file.asset_form(place, form)
    compiled = place.forms.form(info.id, info.version)
    return replace(opened, info=info, form=compiled, header=find_header(opened.sheet.rows, compiled))


def _begin(place: Workplace, opened: OpenedTable, *, is_trial: bool) -> AssetImport:
    table = assets_file.table_of(opened.sheet, opened.header, file=opened.path.name)
    return AssetImport(place, opened.info, table, is_trial=is_trial)


def _advance(running: AssetImport) -> AssetImport:
    running.advance()
    return running


def _save(place: Workplace, report: ImportReport, path: Path) -> Path:
    language = Language(spoken_language().value)
    reasons = [reason for refused in report.refused for reason in refused.reasons]
    said = {assets_file.reason_key(reason): sentence(reason, language) for reason in reasons}
    place.sheets.write(path, [assets_file.report_table(report, said)])
    return path
