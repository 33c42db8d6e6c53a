"""Refusing a workbook that would do harm or mislead, before any parser of workbooks sees it.

The limits bound time and memory: whatever is larger is no form that a person filled.
"""

import io
import re
import zipfile
from dataclasses import replace

from app.errors import AppError
from app.forms.source import FormSource, SourceFormat

MAX_SOURCE_BYTES = 20_000_000
MAX_UNPACKED_BYTES = 80_000_000
MAX_PARTS = 2_000
MAX_ROWS = 30_000
MAX_TEXT_CELLS = 500_000
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_SHEET = re.compile(rb'<sheet [^>]*?name="([^"]+)"[^>]*?r:id="([^"]+)"')
_TARGET = re.compile(rb"<Relationship [^>]*>")
_FORMULA = re.compile(rb'<c r="([A-Z]+\d+)"[^>]*><f[^>]*?(?:/>|>[^<]*</f>)(?!<v>[^<])')
_MERGED = re.compile(rb'<mergeCell ref="([A-Z]+\d+:[A-Z]+\d+)"')
_FORM_SHEETS = frozenset({"survey", "choices", "settings", "external_choices", "entities"})


def guard(source: FormSource) -> FormSource:
    """Return the source as parsers may read it: within limits, texts in UTF-8.

    Raises:
        AppError: ``form.too_large``, ``form.too_many_rows``, ``form.encoding``, ``form.not_a_workbook``,
            ``form.encrypted``, ``form.macros``, ``form.zip_bomb``, ``form.entities``, ``form.formula``
            or ``form.merged_cells``.
    """
    if len(source.content) > MAX_SOURCE_BYTES:
        raise AppError(
            "form.too_large", size_mb=len(source.content) // 1_000_000, limit_mb=MAX_SOURCE_BYTES // 1_000_000
        )
    if source.format in (SourceFormat.MARKDOWN, SourceFormat.CSV):
        return _guard_text(source)
    if source.format is SourceFormat.XLSX:
        _guard_xlsx(source)
    elif not source.content.startswith(_OLE):
        raise AppError("form.not_a_workbook", file=source.name)
    return source


def _guard_text(source: FormSource) -> FormSource:
    text = _decode(source)
    rows, cells = text.count("\n"), text.count(",") + text.count("|")
    if rows > MAX_ROWS or cells > MAX_TEXT_CELLS:
        raise AppError("form.too_many_rows", rows=rows, limit=MAX_ROWS)
    return replace(source, content=text.encode())


def _decode(source: FormSource) -> str:
    """Read text as UTF-8, UTF-16 with its mark, or GB 18030, which Chinese spreadsheet programs write."""
    content = source.content
    encodings = ["utf-16"] if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text.replace("\r\n", "\n").replace("\r", "\n")
    raise AppError("form.encoding", file=source.name)


def _guard_xlsx(source: FormSource) -> None:
    if source.content.startswith(_OLE):
        raise AppError("form.encrypted", file=source.name)
    try:
        with zipfile.ZipFile(io.BytesIO(source.content)) as archive:
            _guard_archive(archive, source)
            for sheet, part in _sheets(archive):
                _guard_sheet(sheet, archive.read(part), source)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, KeyError, EOFError, OSError, NotImplementedError) as error:
        raise AppError("form.not_a_workbook", file=source.name) from error
    except RuntimeError as error:
        raise AppError("form.encrypted", file=source.name) from error


def _guard_archive(archive: zipfile.ZipFile, source: FormSource) -> None:
    """Look at the table of contents, then at every XML part; reading stops at the size that the table declares."""
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    if unpacked > MAX_UNPACKED_BYTES or len(parts) > MAX_PARTS:
        raise AppError("form.zip_bomb", file=source.name, size_mb=unpacked // 1_000_000)
    if any(part.filename.endswith("vbaProject.bin") for part in parts):
        raise AppError("form.macros", file=source.name)
    for part in parts:
        if part.filename.endswith((".xml", ".rels")):
            content = archive.read(part)
            if b"<!DOCTYPE" in content or b"<!ENTITY" in content or b"<\0!\0" in content:
                raise AppError("form.entities", file=source.name)


def _sheets(archive: zipfile.ZipFile) -> list[tuple[str, str]]:
    """Return (sheet name, part) of the sheets that make a form."""
    targets: dict[bytes, str] = {}
    for found in _TARGET.findall(archive.read("xl/_rels/workbook.xml.rels")):
        key, target = re.search(rb'Id="([^"]+)"', found), re.search(rb'Target="([^"]+)"', found)
        if key and target:
            targets[key[1]] = "xl/" + target[1].decode().removeprefix("/xl/").removeprefix("/")
    named = [(name.decode(), key) for name, key in _SHEET.findall(archive.read("xl/workbook.xml"))]
    return [(name, targets[key]) for name, key in named if key in targets and name.lower() in _FORM_SHEETS]


def _guard_sheet(sheet: str, content: bytes, source: FormSource) -> None:
    rows = content.count(b"<row ")
    if rows > MAX_ROWS:
        raise AppError("form.too_many_rows", rows=rows, limit=MAX_ROWS)
    if formula := _FORMULA.search(content):
        raise AppError("form.formula", file=source.name, sheet=sheet, cell=formula[1].decode())
    if merged := _MERGED.search(content):
        raise AppError("form.merged_cells", file=source.name, sheet=sheet, cells=merged[1].decode())
