"""Excel workbooks through openpyxl."""

import io
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.drawing.image import Image as Drawing
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from PIL import Image as Pictures
from PIL import UnidentifiedImageError

from app.errors import AppError
from app.ports.sheets import Cell, Image, Link, Sheet, Table

USUAL_WIDTH = 14
POINTS_PER_PX = 0.75
MAX_NAME = 31  # letters that Excel allows
_BOLD = Font(bold=True)
_WRAPPED = Alignment(vertical="top", wrap_text=True)


def read(path: Path, max_rows: int, max_columns: int) -> tuple[Sheet, ...]:
    """Return the sheets of a workbook with the values that were last calculated."""
    try:
        book = load_workbook(path, read_only=True, data_only=True)
        try:
            return tuple(Sheet(sheet.title, _rows(sheet, path, max_rows, max_columns)) for sheet in book.worksheets)
        finally:
            book.close()
    except AppError:
        raise
    except Exception as error:  # parser boundary: openpyxl raises many kinds of errors on damaged workbooks
        raise AppError("sheets.not_a_table", file=path.name) from error


def write(path: Path, tables: Sequence[Table]) -> None:
    """Write a workbook with one sheet a table, its header bold and frozen."""
    book = Workbook(write_only=True)
    for table in tables:
        sheet = book.create_sheet(table.name[:MAX_NAME])
        sheet.freeze_panes = "A2"
        for index in range(len(table.header)):
            width = table.widths[index] if index < len(table.widths) else USUAL_WIDTH
            sheet.column_dimensions[get_column_letter(index + 1)].width = width
        sheet.append([_written(sheet, text, font=_BOLD) for text in table.header])
        for number, row in enumerate(table.rows, start=2):
            _append(sheet, number, row)
    book.save(path)


def _append(sheet: Any, number: int, row: Sequence[Cell]) -> None:  # noqa: ANN401  # openpyxl ships no types
    pictures = [(index, cell) for index, cell in enumerate(row, start=1) if isinstance(cell, Image)]
    if pictures:
        sheet.row_dimensions[number].height = max(cell.height_px for _, cell in pictures) * POINTS_PER_PX
    sheet.append([_written(sheet, cell) for cell in row])
    for index, cell in pictures:
        drawing = _drawing(cell)
        if drawing is not None:
            sheet.add_image(drawing, f"{get_column_letter(index)}{number}")


def _written(sheet: Any, value: Cell, font: Font | None = None) -> Any:  # noqa: ANN401  # openpyxl ships no types
    cell = WriteOnlyCell(sheet, value=None)
    match value:
        case Link(text=text, target=target):
            cell.hyperlink = target
            _set_text(cell, text)
            cell.style = "Hyperlink"
        case str():
            _set_text(cell, value)
        case datetime():
            cell.value = value.replace(tzinfo=None)
        case int() | Decimal() | date():
            cell.value = value
    if font is not None:
        cell.font = font
    cell.alignment = _WRAPPED
    return cell


def _set_text(cell: Any, text: str) -> None:  # noqa: ANN401  # openpyxl ships no types
    """Write text as text: what begins with an equals sign is no formula."""
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)
    if cell.value:
        cell.data_type = "s"


def _drawing(image: Image) -> Drawing | None:
    """Return the picture scaled to its height; None where the bytes are no picture."""
    try:
        with Pictures.open(io.BytesIO(image.data)) as picture:
            width, height = picture.size
    except (OSError, UnidentifiedImageError, ValueError):
        return None
    drawing = Drawing(io.BytesIO(image.data))
    drawing.height = min(image.height_px, height)
    drawing.width = round(width * drawing.height / height)
    return drawing


def _rows(sheet: Any, path: Path, max_rows: int, max_columns: int) -> tuple[tuple[str, ...], ...]:  # noqa: ANN401  # as above
    return tuple(_limited(sheet.iter_rows(values_only=True), path, max_rows, max_columns))


def _limited(rows: Iterator[Any], path: Path, max_rows: int, max_columns: int) -> Iterator[tuple[str, ...]]:
    for number, row in enumerate(rows):
        if number == max_rows or len(row) > max_columns:
            raise AppError("sheets.too_large", file=path.name)
        texts = [_shown(value) for value in row]
        while texts and not texts[-1]:
            texts.pop()
        yield tuple(texts)


def _shown(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "TRUE" if value else "FALSE"
        case float():
            return format(value, ".15g")
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case date() | time():
            return value.isoformat()
    return str(value).strip()
