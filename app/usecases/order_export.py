"""Results back to where the orders came from: the order's own columns in their order, with what became of each."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.domain.kinds import Action, RecordKind, Status
from app.domain.listing import RecordQuery, RecordRow, Sort
from app.domain.order import CASE, CELLS, RESULTS, Meaning, linked_case, order_record
from app.domain.photo import ASSUMED_ZONE as DISTRICT_ZONE
from app.domain.state import State, Step
from app.domain.stream import Stream
from app.errors import AppError
from app.ports.sheets import Table
from app.ports.store import Reading
from app.usecases.order_sheets import clean, find_table, guess, order_words, recall
from app.usecases.orders import known_orders
from app.workplace import Workplace


@dataclass(frozen=True, slots=True)
class OrderRow:
    """An order as lists show it: its row, the channel, the cells as they came, and the case that answers it."""

    row: RecordRow
    channel: str
    cells: tuple[tuple[str, str], ...]
    case: State | None


def order_rows(reading: Reading, channel: str = "", limit: int | None = None) -> Iterator[OrderRow]:
    """Yield the orders of this home, newest first; of one channel if given."""
    query = RecordQuery(kind=RecordKind.ORDER, sort=Sort.MADE)
    for row in reading.record_rows(reading.record_keys(query, limit)):
        state = reading.state(Stream(row.township, row.subject), row.record)
        came_by = str(state.about.get("channel", ""))
        if row.status is not Status.VOIDED and channel in ("", came_by):
            yield OrderRow(row, came_by, _cells(state), _case(reading, state))


def results(case: State | None) -> dict[Meaning, str]:
    """Return what is told of a case, by meaning; what is not known yet is left out."""
    if case is None or case.status is None:
        return {}
    done = case.last(Action.HANDLED)
    closed = case.last(Action.CLOSED) if case.status is Status.CLOSED else None
    assigned = case.last(Action.ASSIGNED)
    told = {
        Meaning.STATE: order_words().results.get(case.status.value, case.status.value),
        Meaning.REPLY: _reply(case, done),
        Meaning.REPLIED_AT: _minute(closed) if closed is not None else "",
        Meaning.UNIT: str(assigned.body.get("unit", "")) if assigned is not None else "",
    }
    return {meaning: text for meaning, text in told.items() if text}


def export_tables(place: Workplace, channel: str, original: Path | None = None) -> tuple[Table, ...]:
    """Return one table for each layout in which orders came, or the original file with the results filled in.

    Raises:
        AppError: ``orders.nothing_to_export``, those of reading ``original``.
    """
    with place.store.reading() as reading:
        tables = (_filled(place, reading, channel, original),) if original else _by_layout(reading, channel)
    if not any(table.rows for table in tables):
        raise AppError("orders.nothing_to_export")
    return tables


def write_results(place: Workplace, path: Path, channel: str, original: Path | None = None) -> int:
    """Write the results into a file and return how many rows it has.

    Raises:
        AppError: as ``export_tables``; ``orders.several_layouts`` where a CSV file would need several tables;
            ``sheets.cannot_write``.
    """
    tables = export_tables(place, channel, original)
    if path.suffix.lower() == ".csv" and len(tables) > 1:
        raise AppError("orders.several_layouts", count=len(tables))
    place.sheets.write(path, tables)
    return sum(len(tuple(table.rows)) for table in tables)


def _by_layout(reading: Reading, channel: str) -> tuple[Table, ...]:
    groups: dict[tuple[str, ...], list[OrderRow]] = {}
    for order in order_rows(reading, channel):
        groups.setdefault(tuple(heading for heading, _ in order.cells), []).append(order)
    tables = []
    for number, (headings, orders) in enumerate(groups.items(), start=1):
        places, header = _places(headings, recall(reading, headings) or guess(headings))
        rows = [_row([text for _, text in order.cells], places, len(header), results(order.case)) for order in orders]
        tables.append(Table(f"{channel or '工单'}{'' if len(groups) == 1 else number}", header, rows))
    return tuple(tables)


def _filled(place: Workplace, reading: Reading, channel: str, original: Path) -> Table:
    """Return the rows of a file as they are, with the results of those orders that this home has."""
    table = find_table(place.sheets.read(original), original.name)
    columns = recall(reading, table.headings) or guess(table.headings)
    places, header = _places(table.headings, columns)
    known = known_orders(reading)
    at = table.headings.index(columns[Meaning.NUMBER])
    rows = []
    for _, cells in table.rows:
        padded = [*cells[: len(table.headings)], *[""] * (len(table.headings) - len(cells))]
        found = known.get(order_record(channel, clean(padded[at])))
        case = _case(reading, reading.state(Stream(found.township, found.subject), found.record)) if found else None
        rows.append(_row(padded, places, len(header), results(case)))
    return Table(channel, header, rows)


def _places(headings: Sequence[str], columns: Mapping[Meaning, str]) -> tuple[dict[Meaning, int], tuple[str, ...]]:
    """Return in which column each result goes, and the headings; results without a column get one at the end."""
    header, places = list(headings), {}
    for meaning in RESULTS:
        heading = columns.get(meaning)
        if heading is None or heading not in headings:
            heading = order_words().headings[meaning]
            header.append(heading)
            places[meaning] = len(header) - 1
        else:
            places[meaning] = header.index(heading)
    return places, tuple(header)


def _row(cells: Sequence[str], places: Mapping[Meaning, int], width: int, told: Mapping[Meaning, str]) -> list[str]:
    row = [*cells, *[""] * (width - len(cells))]
    for meaning, text in told.items():
        if meaning is not Meaning.UNIT or not row[places[meaning]]:
            row[places[meaning]] = text
    return row


def _reply(case: State, done: Step | None) -> str:
    if case.status is Status.DECLINED:
        declined = case.last(Action.DECLINED)
        return str(declined.body.get("reason", "")) if declined is not None else ""
    if case.status is Status.TRANSFERRED:
        sent = case.last(Action.TRANSFERRED)
        return f"已移送{sent.body.get('to', '')}（{sent.body.get('letter', '')}）" if sent is not None else ""
    return str(done.body.get("measures", "")) if done is not None else ""


def _minute(step: Step) -> str:
    return datetime.fromisoformat(step.made_at).astimezone(DISTRICT_ZONE).strftime("%Y-%m-%d %H:%M")


def _cells(state: State) -> tuple[tuple[str, str], ...]:
    kept = state.answers().get(CELLS)
    pairs = kept if isinstance(kept, list) else []
    return tuple((str(pair[0]), str(pair[1])) for pair in pairs if isinstance(pair, list) and len(pair) == len("ab"))


def _case(reading: Reading, order: State) -> State | None:
    named = linked_case(order.answers().get(CASE))
    if named is None:
        return None
    state = reading.state(*named)
    return state if state.kind is RecordKind.CASE else None
