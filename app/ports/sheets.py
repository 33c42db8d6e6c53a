"""Tables that offices exchange: what is read from a workbook or a CSV file, and what is written into one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Sheet:
    """What was read from one sheet: rows of trimmed text, the first as it stands in the file; empty rows stay.

    Numbers are written as the office program shows them (at most 15 digits), dates as ISO 8601, an empty cell as "".
    Rows may be of different lengths.
    """

    name: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A cell that opens something: another sheet's cell (``#Sheet!A1``) or a file beside the workbook."""

    text: str
    target: str


@dataclass(frozen=True, slots=True)
class Image:
    """A cell that shows a JPEG or PNG, at most ``height_px`` high."""

    data: bytes
    height_px: int = 120


Cell = str | int | Decimal | date | datetime | Link | Image | None


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet to be written: a header row and its rows; text stays text, whatever it begins with."""

    name: str
    header: tuple[str, ...]
    rows: Iterable[Sequence[Cell]]
    widths: tuple[int, ...] = ()  # of columns, in letters; 14 where none is given


class Sheets(Protocol):
    """Reads and writes ``.xlsx`` and ``.csv`` (UTF-8 or GB 18030; comma, semicolon or tab)."""

    def read(self, path: Path) -> tuple[Sheet, ...]:
        """Return the sheets of a file; a CSV file is one sheet with the file's name.

        Raises:
            AppError: ``sheets.cannot_open``, ``sheets.not_a_table``, ``sheets.too_large``, ``sheets.old_excel``.
        """
        ...

    def write(self, path: Path, tables: Sequence[Table]) -> None:
        """Write the tables, replacing the file only when all is written; a CSV file takes exactly one table.

        Raises:
            AppError: ``sheets.cannot_write``.
        """
        ...
