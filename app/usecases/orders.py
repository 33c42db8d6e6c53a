"""Importing orders: what would be done with each row, then doing what was decided. The same file twice adds nothing."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from app.domain import case
from app.domain.canonical import Json
from app.domain.divisions import Divisions
from app.domain.kinds import Action, RecordKind, Role, find_move
from app.domain.listing import AssetRow, RecordQuery, RecordRow
from app.domain.order import CASE, CELLS, SUBJECT, Layout, Meaning, Order, case_link, order_case, order_record
from app.domain.photo import ASSUMED_ZONE as DISTRICT_ZONE
from app.domain.state import State
from app.domain.stream import Stream
from app.errors import AppError
from app.ports.store import Reading, Unit
from app.usecases.acts import Step, chain_of_acts
from app.usecases.divisions import district_divisions
from app.usecases.numbering import next_number
from app.usecases.order_matching import Offer, day_of, offered_assets, offered_cases
from app.usecases.order_sheets import find_table, guess, layout_of, read_orders, recall, remember, row_problem
from app.workplace import RecordKey, Workplace

MOST_ORDERS = 20_000
CASES_LOOKED_AT = 5_000
"""How many of a township's newest cases are compared with an order."""


class Standing(StrEnum):
    """What a row of the file is to this home."""

    NEW = "new"
    CHANGED = "changed"
    KNOWN = "known"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the file: the order, where it belongs, what it may be about; the error where it cannot be taken in."""

    order: Order
    standing: Standing
    township: str = ""
    offers: tuple[Offer, ...] = ()
    problem: AppError | None = None

    @property
    def needs_decision(self) -> bool:
        """Whether something is offered that a person has to accept or refuse."""
        return self.standing is Standing.NEW and bool(self.offers)


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be done with a file."""

    channel: str
    layout: Layout
    lines: tuple[Line, ...]
    was_remembered: bool


@dataclass(frozen=True, slots=True)
class Imported:
    """How many orders got a new case, were joined to an own one, were brought up to date, and were left alone."""

    opened: int = 0
    joined: int = 0
    updated: int = 0
    left: int = 0


@dataclass(frozen=True, slots=True)
class Choices:
    """What was decided of the offers.

    Attributes:
        offers: number of an order to the offer that was accepted; None refuses all of them.
        rest_is_new: whether orders that nothing was decided of get new cases although something was offered.
    """

    offers: Mapping[str, Offer | None] = field(default_factory=dict)
    rest_is_new: bool = False

    def decides(self, line: Line) -> bool:
        """Whether a new order may be taken in."""
        return not line.offers or line.order.number in self.offers or self.rest_is_new


def plan(
    place: Workplace, path: Path, channel: str, columns: Mapping[Meaning, str] | None = None, township: str = ""
) -> Plan:
    """Read a file and say what would be done with each row; nothing is written.

    Args:
        place: whose cases and assets are offered.
        path: ``.xlsx`` or ``.csv``.
        channel: where the orders come from.
        columns: headings that were chosen, in place of what is remembered or guessed; empty for no column.
        township: where orders belong that do not say.

    Raises:
        AppError: those of ``Sheets.read``, of ``find_table`` and of ``layout_of``; ``orders.too_many``.
    """
    table = find_table(place.sheets.read(path), path.name)
    if len(table.rows) > MOST_ORDERS:
        raise AppError("orders.too_many", file=path.name, most=MOST_ORDERS)
    with place.store.reading() as reading:
        remembered = recall(reading, table.headings)
        chosen = {**(remembered or guess(table.headings)), **(columns or {})}
        layout = layout_of(table.headings, {meaning: heading for meaning, heading in chosen.items() if heading})
        examined = _Examined(reading, place, channel, township)
        lines = tuple(examined.line(order) for order in read_orders(table, layout))
    return Plan(channel, layout, lines, remembered is not None)


def carry_out(place: Workplace, planned: Plan, choices: Choices) -> Imported:
    """Take in what was decided, in one transaction, and remember the columns."""
    opened = joined = updated = left = 0
    with place.store() as unit:
        remember(unit, planned.layout)
        for line in planned.lines:
            if line.standing is Standing.CHANGED:
                _update(unit, place, planned.channel, line)
                updated += 1
            elif line.standing is not Standing.NEW or not choices.decides(line):
                left += 1
            else:
                offer = choices.offers.get(line.order.number)
                is_joined = offer is not None and offer.is_case
                _take_in(unit, place, planned.channel, line, offer)
                joined, opened = joined + is_joined, opened + (not is_joined)
    return Imported(opened, joined, updated, left)


def known_orders(reading: Reading) -> dict[str, RecordRow]:
    """Return every order of this home by its record, wherever it was taken in."""
    rows = reading.record_rows(reading.record_keys(RecordQuery(kind=RecordKind.ORDER)))
    return {row.record: row for row in rows}


class _Examined:
    """The rows of a file, looked at one after the other: doubles within it are found too."""

    def __init__(self, reading: Reading, place: Workplace, channel: str, township: str) -> None:
        self._reading, self._place, self._channel, self._township = reading, place, channel, township
        self._divisions = district_divisions()
        self._directory = reading.directory()
        self._seen: set[str] = set()
        self._known = known_orders(reading)
        self._assets: dict[str, list[AssetRow]] = defaultdict(list)
        for asset in reading.assets(limit=1_000_000):
            self._assets[asset.township].append(asset)
        self._cases: dict[str, tuple[RecordRow, ...]] = {}

    def line(self, order: Order) -> Line:
        """Say what a row is to this home."""
        problem = row_problem(order)
        if problem is None and order.number in self._seen:
            problem = AppError("orders.twice_in_file", row=order.row, number=order.number)
        if problem is not None:
            return Line(order, Standing.PROBLEM, problem=problem)
        self._seen.add(order.number)
        known = self._known.get(order_record(self._channel, order.number))
        if known is not None:
            return Line(order, self._standing(order, known), known.township)
        township = township_of(order, self._divisions) or self._township
        if not township:
            return Line(order, Standing.PROBLEM, problem=AppError("orders.no_township", number=order.number))
        if Role.SUPERVISOR not in self._directory.roles(self._place.person, Stream(township, SUBJECT)):
            name = self._divisions.townships.get(township, township)
            problem = AppError("orders.not_yours", number=order.number, township=name)
            return Line(order, Standing.PROBLEM, township, problem=problem)
        return Line(order, Standing.NEW, township, self._offers(order, township))

    def _standing(self, order: Order, known: RecordRow) -> Standing:
        state = self._reading.state(Stream(known.township, known.subject), known.record)
        return Standing.KNOWN if _cells(state) == [list(cell) for cell in order.cells] else Standing.CHANGED

    def _offers(self, order: Order, township: str) -> tuple[Offer, ...]:
        assets = offered_assets(order, (asset for asset in self._assets[township] if self._may(asset)))
        if township not in self._cases:
            query = RecordQuery(kind=RecordKind.CASE, townships=frozenset({township}))
            rows = self._reading.record_rows(self._reading.record_keys(query, CASES_LOOKED_AT))
            self._cases[township] = tuple(row for row in rows if self._may(row) and _can_be_joined(row))
        today = self._place.clock.now().astimezone(DISTRICT_ZONE).date()
        offers = (*offered_cases(order, self._cases[township], assets, today), *assets)
        return tuple(sorted(offers, key=lambda offer: -offer.weight))

    def _may(self, row: AssetRow | RecordRow) -> bool:
        """Whether the person supervises where a case or an asset belongs."""
        return Role.SUPERVISOR in self._directory.roles(self._place.person, Stream(row.township, row.subject))


def _can_be_joined(row: RecordRow) -> bool:
    """Whether a case still takes an order's number by the table of moves."""
    return find_move(RecordKind.CASE, row.status, Action.ANSWERED) is not None


def township_of(order: Order, divisions: Divisions) -> str:
    """Return the township that an order names in its column, or else in its address; empty where it names none."""
    named = divisions.township(order.texts.get(Meaning.TOWNSHIP, ""))
    if named is not None:
        return named
    address = order.texts.get(Meaning.ADDRESS, "")
    found = {code for code, name in divisions.townships.items() if name in address}
    return found.pop() if len(found) == 1 else ""


def _cells(state: State) -> list[list[str]]:
    kept = state.answers().get(CELLS)
    return [[str(part) for part in cell] for cell in kept if isinstance(cell, list)] if isinstance(kept, list) else []


def _values(order: Order) -> dict[str, Json]:
    values: dict[str, Json] = {CELLS: [list(cell) for cell in order.cells]}
    return values | {meaning.value: text for meaning, text in order.texts.items() if text}


def _take_in(unit: Unit, place: Workplace, channel: str, line: Line, offer: Offer | None) -> None:
    """Write an order and the case that answers it, or join it to the case that was accepted."""
    order = line.order
    if offer is not None and offer.is_case:
        answering = RecordKey(Stream(offer.township, offer.subject), offer.record)
        seen = unit.state(answering.stream, answering.record).heads
        number: Json = order.number
        step: Step = (Action.ANSWERED, {"values": {case.ORDER: number, case.CHANNEL: channel}})
        _append(unit, place, answering, seen, step)
    else:
        stream = Stream(line.township, offer.subject if offer is not None else SUBJECT)
        answering = RecordKey(stream, order_case(channel, order.number))
        _append(unit, place, answering, (), _opening(unit, place, channel, line, offer))
    about: dict[str, Json] = {
        "record": RecordKind.ORDER.value,
        "number": order.number,
        "title": order.title,
        "place": order.texts.get(Meaning.ADDRESS, ""),
        "channel": channel,
    }
    values = {**_values(order), CASE: case_link(answering.stream, answering.record)}
    key = RecordKey(Stream(line.township, SUBJECT), order_record(channel, order.number))
    _append(unit, place, key, (), (Action.CREATED, {**about, "values": values}))


def _opening(unit: Unit, place: Workplace, channel: str, line: Line, offer: Offer | None) -> Step:
    """Return the act that opens a case for an order."""
    order = line.order
    values: dict[str, Json] = {case.ORDER: order.number, case.CHANNEL: channel}
    texts = {case.DESCRIPTION: order.texts.get(Meaning.DESCRIPTION, ""), case.ADDRESS: order.texts.get(Meaning.ADDRESS)}
    values |= {path: text for path, text in texts.items() if text}
    received = day_of(order.texts.get(Meaning.RECEIVED_AT, ""))
    if received is not None:
        values[case.FOUND_AT] = f"{received.isoformat()}T00:00:00+08:00"
    about: dict[str, Json] = {
        "record": RecordKind.CASE.value,
        "number": next_number(unit, line.township, place.machine, place.clock),
        "title": order.title,
        "place": order.texts.get(Meaning.ADDRESS, ""),
        "source": case.CaseSource.ORDER.value,
        "values": values,
    }
    return Action.CREATED, about if offer is None else {**about, "asset": offer.record}


def _update(unit: Unit, place: Workplace, channel: str, line: Line) -> None:
    """Write the row as it reads now."""
    key = RecordKey(Stream(line.township, SUBJECT), order_record(channel, line.order.number))
    seen = unit.state(key.stream, key.record).heads
    _append(unit, place, key, seen, (Action.ANSWERED, {"values": _values(line.order)}))


def _append(unit: Unit, place: Workplace, key: RecordKey, seen: tuple[str, ...], step: Step) -> None:
    unit.append(chain_of_acts(key, seen, [step], clock=place.clock, ids=place.ids))
