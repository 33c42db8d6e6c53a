"""The tables of a workbook in Markdown, read and written without pyxform, as pyxform reads them.

A line ``| name |`` begins a sheet, the next line names its columns, every further line is a row; the first cell of
both is empty. Source: pyxform, Markdown workbooks.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_PIPE = re.compile(r"(?<!\\)\|")

Row = Mapping[str, str]


@dataclass(frozen=True)
class Sheet:
    """One table: its columns, and column → text of each row; empty cells are left out."""

    columns: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()

    def extended(self, rows: Iterable[Row]) -> "Sheet":
        """Return the sheet with these rows instead of its own, and the columns that they need."""
        kept = tuple(rows)
        named = dict.fromkeys([*self.columns, *(column for row in kept for column in row)])
        return Sheet(tuple(named), kept)


def read_sheets(text: str) -> dict[str, Sheet]:
    """Read every sheet of a workbook by its name."""
    tables: dict[str, list[list[str]]] = {}
    name = ""
    for line in (line.strip() for line in text.splitlines()):
        if not line.startswith("|") or not line.endswith("|") or not line.strip("|-"):
            continue
        first, *cells = (cell.strip().replace(r"\|", "|") for cell in _PIPE.split(line[1:-1]))
        if first:
            name = first
            tables[name] = []
        if name and any(cells):
            tables[name].append(cells)
    return {name: _sheet(rows) for name, rows in tables.items()}


def _sheet(table: list[list[str]]) -> Sheet:
    if not table:
        return Sheet()
    columns, *rows = table
    return Sheet(
        tuple(column for column in columns if column),
        tuple({column: cell for column, cell in zip(columns, row, strict=False) if column and cell} for row in rows),
    )


def write_sheets(sheets: Mapping[str, Sheet]) -> str:
    """Write sheets such that ``read_sheets`` gives the same again."""
    return "\n".join(line for name, sheet in sheets.items() for line in _lines(name, sheet))


def _lines(name: str, sheet: Sheet) -> Iterable[str]:
    yield f"| {name} |"
    yield _line(sheet.columns)
    for row in sheet.rows:
        yield _line(row.get(column, "") for column in sheet.columns)
    yield ""


def _line(cells: Iterable[str]) -> str:
    return "|  | " + " | ".join(cell.replace("|", r"\|") for cell in cells) + " |"
