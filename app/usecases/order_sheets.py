"""Reading order sheets: which row holds the headings, what each column means, one order a row."""

import hashlib
import json
import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from app.domain.order import Layout, Meaning, Order
from app.errors import AppError
from app.ports.sheets import Sheet
from app.ports.store import Reading, Unit
from resources import resource_folder

HEADER_WITHIN = 20
"""Headings stand in one of the first rows, below the sheet's title."""

LEAST_HEADINGS = 2
MAX_NUMBER = 60
MAX_ROW_BYTES = 30_000

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_NOTE = "orders/columns/"


@dataclass(frozen=True, slots=True)
class Words:
    """The words of ``resources/orders``: of columns by meaning, of case states, of result columns."""

    columns: Mapping[Meaning, tuple[str, ...]]
    results: Mapping[str, str]
    headings: Mapping[Meaning, str]


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet with its headings found: rows below them, each with its number in the file, from 1."""

    headings: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


@cache
def order_words() -> Words:
    """Return the words that come with the program."""
    read = tomllib.loads((resource_folder() / "orders" / "columns.toml").read_text("utf-8"))
    return Words(
        {Meaning(name): tuple(words) for name, words in read["columns"].items()},
        read["results"],
        {Meaning(name): heading for name, heading in read["headings"].items()},
    )


def find_table(sheets: Sequence[Sheet], file: str) -> Table:
    """Return the first sheet that has headings of orders.

    Raises:
        AppError: ``orders.no_header`` if none has.
    """
    for sheet in sheets:
        at = _header_row(sheet)
        if at is not None:
            headings = _headings(sheet.rows[at])
            rows = tuple((at + 2 + number, row) for number, row in enumerate(sheet.rows[at + 1 :]) if any(row))
            return Table(headings, rows)
    raise AppError("orders.no_header", file=file)


def guess(headings: Sequence[str]) -> dict[Meaning, str]:
    """Return which heading probably has which meaning, each at most one; columns of the caller are left out."""
    free = [heading for heading in headings if heading not in private_columns(headings)]
    found: dict[Meaning, str] = {}
    for meaning, words in order_words().columns.items():
        named = next((heading for word in words for heading in free if word in heading.lower()), None)
        if named is not None and meaning is not Meaning.PRIVATE:
            found[meaning] = named
            free.remove(named)
    return found


def private_columns(headings: Sequence[str]) -> frozenset[str]:
    """Return the headings of columns that name the caller."""
    words = order_words().columns[Meaning.PRIVATE]
    return frozenset(heading for heading in headings if any(word in heading.lower() for word in words))


def recall(reading: Reading, headings: Sequence[str]) -> dict[Meaning, str] | None:
    """Return the columns that were chosen for this layout before; None the first time."""
    kept = reading.note(_NOTE + _fingerprint(headings))
    if kept is None:
        return None
    return {Meaning(name): heading for name, heading in json.loads(kept).items()}


def remember(unit: Unit, layout: Layout) -> None:
    """Keep the chosen columns of a layout for the next file that looks like it."""
    chosen = json.dumps({meaning.value: heading for meaning, heading in layout.columns.items()}, ensure_ascii=False)
    unit.put_note(_NOTE + _fingerprint(layout.headings), chosen)


def layout_of(headings: tuple[str, ...], columns: Mapping[Meaning, str]) -> Layout:
    """Return a layout with the columns chosen.

    Raises:
        AppError: ``orders.unknown_column`` if a chosen heading is not in the sheet, ``orders.no_number_column``.
    """
    for meaning, heading in columns.items():
        if heading not in headings:
            raise AppError("orders.unknown_column", heading=heading, meaning=meaning.value, known="、".join(headings))
    if Meaning.NUMBER not in columns:
        raise AppError("orders.no_number_column", known="、".join(headings))
    return Layout(headings, dict(columns), private_columns(headings) - set(columns.values()))


def read_orders(table: Table, layout: Layout) -> Iterator[Order]:
    """Yield the orders of a table, in its order; columns that name the caller are emptied."""
    places = {meaning: layout.headings.index(heading) for meaning, heading in layout.columns.items()}
    for number, row in table.rows:
        cells = [clean(row[at]) if at < len(row) else "" for at in range(len(layout.headings))]
        texts = {meaning: cells[at] for meaning, at in places.items()}
        kept = tuple(
            (heading, "" if heading in layout.private else cell)
            for heading, cell in zip(layout.headings, cells, strict=True)
        )
        yield Order(number, texts, kept)


def row_problem(order: Order) -> AppError | None:
    """Return what is wrong with a row by itself, or None."""
    if not order.number:
        return AppError("orders.no_number", row=order.row)
    if len(order.number) > MAX_NUMBER:
        return AppError("orders.number_too_long", row=order.row, most=MAX_NUMBER)
    if len(json.dumps(order.cells, ensure_ascii=False).encode()) > MAX_ROW_BYTES:
        return AppError("orders.row_too_long", row=order.row, number=order.number)
    return None


def clean(text: str) -> str:
    """Return a cell as an entry may carry it: composed letters, no control characters, nothing half a letter."""
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return _CONTROL.sub("", unicodedata.normalize("NFC", whole)).strip()


def _header_row(sheet: Sheet) -> int | None:
    best, found = LEAST_HEADINGS - 1, None
    for at, row in enumerate(sheet.rows[:HEADER_WITHIN]):
        named = guess(_headings(row))
        if len(named) > best and Meaning.NUMBER in named:
            best, found = len(named), at
    return found


def _headings(row: Sequence[str]) -> tuple[str, ...]:
    """Return headings that are all different, up to the last: one that comes again or is empty gets its number."""
    seen: set[str] = set()
    headings = []
    filled = max((at for at, cell in enumerate(row, start=1) if clean(cell)), default=0)
    for at, cell in enumerate(row[:filled], start=1):
        heading = clean(cell)
        heading = f"{heading or '列'}#{at}" if not heading or heading in seen else heading
        seen.add(heading)
        headings.append(heading)
    return tuple(headings)


def _fingerprint(headings: Sequence[str]) -> str:
    return hashlib.sha256(json.dumps(list(headings), ensure_ascii=False).encode()).hexdigest()[:40]
