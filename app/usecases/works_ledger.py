"""Ledgers of works and figures that were kept on paper or in tables before: taken in once, marked as imported.

A row is known again by its township and code (works), or by target, period and township (figures): a second import of
the same file changes nothing, one of a corrected file changes what differs.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.domain.canonical import Json
from app.domain.entry import Act
from app.domain.kinds import Action, Status
from app.domain.plan import Plan
from app.domain.plan_listing import FigureRow, WorksRow
from app.domain.stream import DISTRICT
from app.domain.works import PARTS, WORKS_CLASSES, WorksValue, day_of, number_of, works_facts
from app.errors import AppError
from app.ports.sheets import Sheet
from app.ports.store import Unit
from app.usecases.acts import Step, chain_of_acts, new_record
from app.usecases.assets_import import ImportReport, RefusedLine
from app.usecases.divisions import district_divisions
from app.usecases.figures import Report, figure_stream, reporting
from app.usecases.order_matching import day_of as office_day
from app.usecases.works import ENTERERS, creation, works_stream
from app.workplace import RecordKey, Workplace

WORKS_COLUMNS: Mapping[str, WorksValue] = {
    "编号": WorksValue.CODE,
    "名称": WorksValue.NAME,
    "类别": WorksValue.CLASS,
    "归属": WorksValue.PART,
    "村居": WorksValue.VILLAGE,
    "地点": WorksValue.PLACE,
    "道路": WorksValue.ROAD,
    "计划量": WorksValue.PLANNED,
    "完成量": WorksValue.QUANTITY,
    "牵头单位": WorksValue.LEAD,
    "开工日期": WorksValue.STARTS_ON,
    "完工日期": WorksValue.ENDS_ON,
    "验收日期": WorksValue.ACCEPTED_ON,
    "备注": WorksValue.REMARK,
}
"""The columns of a ledger of works; 乡镇 stands beside them."""

FIGURE_COLUMNS = ("目标编号", "期间", "数值", "总数", "乡镇", "牵头单位", "依据")
TOWNSHIP = "乡镇"
_NUMBERS = frozenset({WorksValue.PLANNED, WorksValue.QUANTITY})
_DAYS = frozenset({WorksValue.STARTS_ON, WorksValue.ENDS_ON, WorksValue.ACCEPTED_ON})
_IMPORTED = "yes"


@dataclass(frozen=True, slots=True)
class _Line:
    """One row by its columns; ``number`` as the file counts."""

    number: int
    cells: Mapping[str, str]

    def text(self, column: str) -> str:
        return self.cells.get(column, "").strip()

    def wrong(self, column: str) -> AppError:
        return AppError("ledger.wrong_cell", column=column, value=self.text(column))


def import_works(place: Workplace, sheet: Sheet) -> ImportReport:
    """Take in a ledger of works.

    Raises:
        AppError: ``ledger.column_missing``.
    """
    lines = _lines(sheet, ("名称", "类别", TOWNSHIP, "编号"))
    report = ImportReport(is_trial=False)
    with place.store() as unit:
        known = {_works_name(row): row for row in unit.works_by_code({line.text("编号") for line in lines})}
        for line in lines:
            report.rows += 1
            try:
                name = (_township(line), line.text("编号"))
                acts = _works_acts(place, unit, line, name[0], known.get(name))
            except AppError as error:
                report.refused.append(RefusedLine(line.number, line.text("编号"), line.text("名称"), (error,)))
                continue
            _count(report, acts, is_known=name in known)
            unit.append(acts)
            if acts:
                known |= {_works_name(row): row for row in unit.works_by_code([name[1]])}
    return report


def import_figures(place: Workplace, plan: Plan, sheet: Sheet) -> ImportReport:
    """Take in a ledger of figures; each waits for another person to confirm it.

    Raises:
        AppError: ``ledger.column_missing``.
    """
    report = ImportReport(is_trial=False)
    with place.store() as unit:
        known = {_figure_name(row): row for row in unit.figures(plan.id) if row.status is not Status.VOIDED}
        for line in _lines(sheet, FIGURE_COLUMNS[:3]):
            report.rows += 1
            try:
                acts, name = _figure_acts(place, unit, plan, line, known)
            except AppError as error:
                report.refused.append(RefusedLine(line.number, line.text("目标编号"), line.text("期间"), (error,)))
                continue
            _count(report, acts, is_known=name in known)
            unit.append(acts)
            known |= {_figure_name(row): row for row in unit.figures(plan.id, name[0])} if acts else {}
    return report


def _lines(sheet: Sheet, needed: Sequence[str]) -> list[_Line]:
    header = sheet.rows[0] if sheet.rows else ()
    for column in needed:
        if column not in header:
            raise AppError("ledger.column_missing", sheet=sheet.name, column=column)
    rows = enumerate(sheet.rows[1:], start=2)
    return [_Line(number, dict(zip(header, row, strict=False))) for number, row in rows if any(row)]


def _count(report: ImportReport, acts: Sequence[Act], *, is_known: bool) -> None:
    if not acts:
        report.unchanged += 1
    elif is_known:
        report.updated += 1
    else:
        report.created += 1


def _township(line: _Line, missing: str = "") -> str:
    text = line.text(TOWNSHIP)
    found = district_divisions().township(text) if text else missing
    if not found:
        raise line.wrong(TOWNSHIP)
    return found


def _works_acts(place: Workplace, unit: Unit, line: _Line, township: str, before: WorksRow | None) -> tuple[Act, ...]:
    values = _works_values(line)
    key = new_record(works_stream(township), place.ids)
    if not unit.directory().roles(place.person, key.stream) & ENTERERS:
        raise AppError("works.not_allowed", township=township)
    if before is None:
        steps = [creation(values), *_stages(values)]
        return chain_of_acts(key, (), steps, clock=place.clock, ids=place.ids)
    return _changes(place, unit, before, values)


def _changes(place: Workplace, unit: Unit, before: WorksRow, values: Mapping[str, Json]) -> tuple[Act, ...]:
    """Return what brings known works to what the ledger says now; accepted and void ones are left as they are."""
    key = RecordKey(works_stream(before.township), before.record)
    state = unit.state(key.stream, key.record)
    said = state.answers()
    changed = {str(path): value for path, value in values.items() if said.get(path) != value}
    if not changed or before.status in (Status.ACCEPTED, Status.VOIDED):
        return ()
    steps: list[Step] = [(Action.ANSWERED, {"values": changed})]
    if before.status in (Status.PLANNED, Status.STARTED):
        steps += _stages({**said, **values}, is_started=before.status is Status.STARTED)
    return chain_of_acts(key, state.heads, steps, clock=place.clock, ids=place.ids)


def _stages(values: Mapping[str, Json], *, is_started: bool = False) -> Iterator[Step]:
    """Yield how far the ledger says the works are; accepting them takes an inspection."""
    facts = works_facts(values)
    if facts.ends_on is not None or facts.accepted_on is not None:
        yield Action.FINISHED, {}
    elif facts.starts_on is not None and not is_started:
        yield Action.STARTED, {}


def _works_values(line: _Line) -> dict[str, Json]:
    values: dict[str, Json] = {}
    for column, path in WORKS_COLUMNS.items():
        text = line.text(column)
        if not text:
            continue
        values[path.value] = _checked(line, column, path, text)
    for path in (WorksValue.CODE, WorksValue.NAME, WorksValue.CLASS):
        if path not in values:
            raise line.wrong(next(column for column, value in WORKS_COLUMNS.items() if value is path))
    unit = WORKS_CLASSES[str(values[WorksValue.CLASS])][1]
    return {**values, WorksValue.UNIT.value: unit, WorksValue.IMPORTED.value: _IMPORTED}


def _checked(line: _Line, column: str, path: WorksValue, text: str) -> str:
    """Return a cell as works keep it; raise where it is none of what its column may be."""
    if path in _NUMBERS:
        number = number_of(text)
        if number is None or number < 0:
            raise line.wrong(column)
        return format(number, "f")
    if path in _DAYS:
        day = day_of(text) or office_day(text)
        if day is None:
            raise line.wrong(column)
        return day.isoformat()
    if path is WorksValue.CLASS:
        return _named(line, column, {name: words for name, (words, _) in WORKS_CLASSES.items()})
    return _named(line, column, PARTS) if path is WorksValue.PART else text


def _named(line: _Line, column: str, names: Mapping[str, str]) -> str:
    """Return what a cell names, by its name or by the words for it."""
    text = line.text(column)
    found = next((name for name, words in names.items() if text in (name, words)), None)
    if found is None:
        raise line.wrong(column)
    return found


def _figure_acts(
    place: Workplace, unit: Unit, plan: Plan, line: _Line, known: Mapping[tuple[str, str, str], FigureRow]
) -> tuple[tuple[Act, ...], tuple[str, str, str]]:
    """Return what a row adds, and its name: target, period and township."""
    report = _report(line)
    name = (report.target, report.period, report.township)
    stream = figure_stream(report.township)
    if not unit.directory().roles(place.person, stream) & ENTERERS:
        raise AppError("figure.not_allowed", township=report.township)
    (created, body), submitted = reporting(plan, report)
    before = known.get(name)
    if before is None:
        key = new_record(stream, place.ids)
        return chain_of_acts(key, (), [(created, body), submitted], clock=place.clock, ids=place.ids), name
    if before.status is Status.CONFIRMED or (before.facts.amount, before.facts.whole) == (report.amount, report.whole):
        return (), name
    key = RecordKey(stream, before.record)
    values = body["values"]
    steps: list[Step] = [(Action.ANSWERED, {"values": values})]
    if before.status is not Status.SUBMITTED:
        steps.append(submitted)
    heads = unit.state(stream, before.record).heads
    return chain_of_acts(key, heads, steps, clock=place.clock, ids=place.ids), name


def _report(line: _Line) -> Report:
    amount, whole = number_of(line.text("数值")), number_of(line.text("总数"))
    if amount is None:
        raise line.wrong("数值")
    if whole is None and line.text("总数"):
        raise line.wrong("总数")
    return Report(
        target=line.text("目标编号"),
        period=line.text("期间"),
        amount=amount,
        whole=whole,
        lead=line.text("牵头单位"),
        basis=line.text("依据"),
        township=_township(line, missing=DISTRICT),
        is_imported=True,
    )


def _works_name(row: WorksRow) -> tuple[str, str]:
    return row.township, row.facts.code


def _figure_name(row: FigureRow) -> tuple[str, str, str]:
    return row.facts.target, row.facts.period, row.township
