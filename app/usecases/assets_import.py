"""Taking an office's table of assets into the register: new ones are created, known ones updated, the rest named.

Rows go in by chunks, each one transaction: a run that was cut off or cancelled is repeated and goes on where it stood,
since what is in already is found unchanged and writes nothing.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from app.domain.asset import RegisteredAsset
from app.domain.canonical import Json
from app.domain.entry import Act
from app.domain.kinds import Action, RecordKind, Role, Status, may_move
from app.domain.stream import Stream
from app.errors import AppError
from app.ports.store import Unit
from app.usecases.acts import moment_text
from app.usecases.assets_matching import Register, changes, move_problems
from app.usecases.assets_rows import AssetLine, LineReader
from app.usecases.divisions import district_divisions
from app.usecases.recording import context_of
from app.workplace import FormInfo, Workplace

CHUNK_ROWS = 2_000


@dataclass(frozen=True, slots=True)
class AssetTable:
    """Rows of data and what their columns are.

    Attributes:
        rows: without headers; empty ones are passed over.
        targets: of each column, see ``assets_columns``.
        first_line: number of the first row in its file.
        township: of rows that name none, "" for none.
    """

    rows: Sequence[Sequence[str]]
    targets: tuple[str, ...]
    first_line: int
    township: str = ""


@dataclass(frozen=True, slots=True)
class RefusedLine:
    """A row that did not go in, with every reason."""

    line: int
    code: str
    name: str
    reasons: tuple[AppError, ...]


@dataclass
class ImportReport:
    """What became of the rows.

    Attributes:
        is_trial: nothing was written; the counts say what would have been.
        is_cancelled: the user stopped it; what was counted is in.
    """

    is_trial: bool
    rows: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    refused: list[RefusedLine] = field(default_factory=list)
    is_cancelled: bool = False


Told = Callable[[int, int], None]
"""Is told how many rows are done, of how many."""


def import_assets(
    place: Workplace,
    info: FormInfo,
    table: AssetTable,
    *,
    is_trial: bool = False,
    told: Told = lambda _done, _of: None,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> ImportReport:
    """Take the rows of a table in; not for the UI thread.

    Args:
        place: where and by whom.
        info: the asset form that the rows answer.
        table: the rows.
        is_trial: look at every row and write nothing.
        told: hears of progress after each chunk.
        is_cancelled: asked before each chunk.
    """
    running = AssetImport(place, info, table, is_trial=is_trial)
    while not running.is_done:
        if is_cancelled():
            running.report.is_cancelled = True
            break
        running.advance()
        told(running.done, len(table.rows))
    return running.report


class AssetImport:
    """An import that goes on chunk by chunk, so that other work can be done between two.

    Attributes:
        report: what became of the rows so far.
        done: how many rows have been looked at.
    """

    def __init__(self, place: Workplace, info: FormInfo, table: AssetTable, *, is_trial: bool = False) -> None:
        divisions = district_divisions()
        form = place.forms.form(info.id, info.version)
        self._table = table
        self._reader = LineReader(form, table.targets, divisions, context_of(place), table.township)
        with place.store.reading() as reading:
            register = Register.of(reading.asset_register(info.subject), divisions.townships)
        self.report = ImportReport(is_trial)
        self._intake = _Intake(place, info, register, self.report)
        self.done = 0

    @property
    def is_done(self) -> bool:
        """Whether every row has been looked at."""
        return self.done >= len(self._table.rows)

    def advance(self) -> None:
        """Decide over the next chunk and write it, all or nothing of it."""
        chunk = self._table.rows[self.done : self.done + CHUNK_ROWS]
        first = self._table.first_line + self.done
        numbered = ((first + offset, row) for offset, row in enumerate(chunk) if any(row))
        self._intake.take([self._reader.read(line, row) for line, row in numbered])
        self.done += len(chunk)


@dataclass
class _Intake:
    """Decides over the rows of one table, chunk by chunk."""

    place: Workplace
    info: FormInfo
    register: Register
    report: ImportReport

    def take(self, lines: Sequence[AssetLine]) -> None:
        """Decide over a chunk and write what is to be written, all or nothing of it."""
        self.report.rows += len(lines)
        if self.report.is_trial:
            with self.place.store.reading() as reading:
                rights = _Rights(self.place.person, self.info.subject, reading.directory().roles)
            for _ in self._decided(lines, rights):
                pass
            return
        with self.place.store() as unit:
            rights = _Rights(self.place.person, self.info.subject, unit.directory().roles)
            decided = list(self._decided(lines, rights))
            unit.append([self._act(unit, line, asset, values) for line, asset, values in decided])

    def _decided(
        self, lines: Sequence[AssetLine], rights: "_Rights"
    ) -> Iterator[tuple[AssetLine, RegisteredAsset | None, dict[str, Json]]]:
        """Yield the rows that change something, with the asset they are and the attributes to write."""
        for line in lines:
            try:
                asset, values = self._decide(line, rights)
            except _RefusedError as refusal:
                self.report.refused.append(RefusedLine(line.line, line.code, line.name, refusal.reasons))
                continue
            if asset is None:
                self.report.created += 1
            elif values:
                self.report.updated += 1
            else:
                self.report.unchanged += 1
                continue
            yield line, asset, values

    def _decide(self, line: AssetLine, rights: "_Rights") -> tuple[RegisteredAsset | None, dict[str, Json]]:
        if line.problems:
            raise _RefusedError(line.problems)
        try:
            asset = self.register.find(line)
        except AppError as error:
            raise _RefusedError((error,)) from error
        before = asset.values() if asset is not None else {}
        problems = tuple(move_problems(line, before))
        values = changes(line, before)
        if values and not rights.may(line.township, Action.CREATED if asset is None else Action.ANSWERED):
            name = self.register.townships[line.township]
            problems = (AppError("asset_row.no_right", township=name),)
        if problems:
            raise _RefusedError(problems)
        return asset, values

    def _act(self, unit: Unit, line: AssetLine, asset: RegisteredAsset | None, values: dict[str, Json]) -> Act:
        made_at = moment_text(self.place.clock.now())
        stream = Stream(line.township, self.info.subject)
        if asset is None:
            about: dict[str, Json] = {"record": RecordKind.ASSET.value}
            about |= {"form": self.info.id, "version": self.info.version, "values": values}
            return Act(self.place.ids.new(), self.place.ids.new(), stream, Action.CREATED.value, (), about, made_at)
        heads = unit.state(stream, asset.record).heads
        return Act(
            self.place.ids.new(), asset.record, stream, Action.ANSWERED.value, heads, {"values": values}, made_at
        )


class _RefusedError(Exception):
    """A row does not go in; ``reasons`` say why."""

    def __init__(self, reasons: tuple[AppError, ...]) -> None:
        super().__init__(reasons)
        self.reasons = reasons


@dataclass
class _Rights:
    """What a person may do to the assets of a subject, looked up once for each township."""

    person: str
    subject: str
    roles: Callable[[str, Stream], frozenset[Role]]
    _known: dict[tuple[str, Action], bool] = field(default_factory=dict)

    def may(self, township: str, action: Action) -> bool:
        """Whether the person may do it in a township."""
        key = (township, action)
        if key not in self._known:
            roles = self.roles(self.person, Stream(township, self.subject))
            state = None if action is Action.CREATED else Status.IN_USE
            self._known[key] = may_move(roles, RecordKind.ASSET, state, action)
        return self._known[key]
