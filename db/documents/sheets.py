"""Workbooks and CSV files of the office, read without trust and written whole or not at all."""

from collections.abc import Sequence
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from app.errors import AppError
from app.ports.sheets import Sheet, Table
from db.documents import comma
from db.documents.whole import replacing

MAX_FILE_BYTES = 100 << 20
MAX_UNPACKED_BYTES = 600 << 20
MAX_ROWS = 300_000
MAX_COLUMNS = 1_000

_WORKBOOKS = {".xlsx", ".xlsm"}
_OLE = b"\xd0\xcf\x11\xe0"


class OfficeSheets:
    """The port ``app.ports.sheets.Sheets`` on files."""

    def read(self, path: Path) -> tuple[Sheet, ...]:
        """Return the sheets of a file; a CSV file is one sheet with the file's name."""
        begin = _beginning(path)
        if begin == _OLE:
            raise AppError("sheets.old_excel", file=path.name)
        if not begin.startswith(b"PK"):
            return (comma.read(path, MAX_ROWS),)
        _refuse_bomb(path)
        from db.documents import workbook  # openpyxl takes longer to load than a start may cost

        return workbook.read(path, MAX_ROWS, MAX_COLUMNS)

    def write(self, path: Path, tables: Sequence[Table]) -> None:
        """Write the tables, replacing the file only when all is written; a CSV file takes exactly one table."""
        try:
            with replacing(path) as written:
                if path.suffix.lower() in _WORKBOOKS:
                    from db.documents import workbook  # as above

                    workbook.write(written, tables)
                else:
                    (table,) = tables
                    comma.write(written, table)
        except OSError as error:
            raise AppError("sheets.cannot_write", file=path.name, reason=error.strerror or str(error)) from error


def _beginning(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise AppError("sheets.too_large", file=path.name)
        with path.open("rb") as file:
            return file.read(4)
    except OSError as error:
        raise AppError("sheets.cannot_open", file=path.name, reason=error.strerror) from error


def _refuse_bomb(path: Path) -> None:
    """Refuse a workbook that would unpack to more than any office's table."""
    try:
        with ZipFile(path) as package:
            unpacked = sum(part.file_size for part in package.infolist())
    except (BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise AppError("sheets.not_a_table", file=path.name) from error
    if unpacked > MAX_UNPACKED_BYTES:
        raise AppError("sheets.too_large", file=path.name)
