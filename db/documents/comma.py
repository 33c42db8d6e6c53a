"""CSV files: as offices save them, UTF-8 or GB 18030, with comma, semicolon or tab."""

import csv
import io
from datetime import date
from pathlib import Path

from app.errors import AppError
from app.ports.sheets import Cell, Image, Link, Sheet, Table

_ENCODINGS = ("utf-8-sig", "gb18030")
_DELIMITERS = ",;\t"
_ACTIVE = ("=", "+", "-", "@", "\t", "\r")


def read(path: Path, max_rows: int) -> Sheet:
    """Return the rows of a CSV file."""
    text = _decoded(path)
    first = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first.count)
    rows: list[tuple[str, ...]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            if len(rows) == max_rows:
                raise AppError("sheets.too_large", file=path.name)
            rows.append(tuple(_passive(cell.strip()) for cell in row))
    except csv.Error as error:
        raise AppError("sheets.not_a_table", file=path.name) from error
    return Sheet(path.stem, tuple(rows))


def write(path: Path, table: Table) -> None:
    """Write one table as UTF-8 with a mark that Excel knows it by."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(table.header)
        rows.writerows([_text(cell) for cell in row] for row in table.rows)


def _decoded(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise AppError("sheets.cannot_open", file=path.name, reason=error.strerror) from error
    if b"\0" in data:
        raise AppError("sheets.not_a_table", file=path.name)
    for encoding in _ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise AppError("sheets.not_a_table", file=path.name)


def _text(cell: Cell) -> str:
    """Return a cell as text that a spreadsheet does not take for a formula (OWASP: CSV injection)."""
    match cell:
        case None | Image():
            return ""
        case Link(text=text):
            return text
        case date():
            return cell.isoformat()
        case str() if cell.startswith(_ACTIVE) and not _is_number(cell):
            return f"'{cell}"
    return str(cell)


def _passive(cell: str) -> str:
    """Return a cell as it was before ``_text`` quoted it."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_ACTIVE) else cell


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
