"""Letters of the office through python-docx: templates read without trust, filled run by run so that looks stay."""

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile

from app.errors import AppError
from db.documents.whole import replacing

if TYPE_CHECKING:
    from docx.document import Document as OpenDocument
    from docx.table import Table
    from docx.text.paragraph import Paragraph

MAX_UNPACKED_BYTES = 100 << 20
PICTURE_CM = 6.0

_PLACE = re.compile(r"\{\{\s*([^{}]{1,40}?)\s*\}\}")
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class OfficeLetters:
    """The port ``app.ports.notices.NoticePaper`` on files."""

    def places(self, template: Path) -> tuple[str, ...]:
        """Return the names of the places of a template, each once, in their order."""
        document = _open(template)
        found = (match[1] for paragraph in _paragraphs(document) for match in _PLACE.finditer(paragraph.text))
        return tuple(dict.fromkeys(found))

    def fill(
        self, template: Path, values: Mapping[str, str], pictures: Mapping[str, Sequence[bytes]], out: Path
    ) -> None:
        """Write a letter: every place filled, JPEGs in the paragraphs that name them."""
        document = _open(template)
        for paragraph in list(_paragraphs(document)):
            _fill_pictures(paragraph, pictures)
            _fill_words(paragraph, values)
        try:
            with replacing(out) as written:
                document.save(str(written))
        except OSError as error:
            raise AppError("notice.cannot_write", file=out.name, reason=error.strerror or str(error)) from error

    def html(self, letter: Path) -> str:
        """Return a letter as HTML to look at and to print."""
        from db.documents.letter_html import to_html  # as in ``_open``

        return to_html(_open(letter))


def _open(path: Path) -> "OpenDocument":
    unpacked = _unpacked_bytes(path)
    if unpacked > MAX_UNPACKED_BYTES:
        raise AppError("notice.unreadable", file=path.name, reason=f"{unpacked >> 20} MB")
    from docx import Document  # python-docx takes longer to load than a start may cost

    try:
        return Document(str(path))
    except Exception as error:  # python-docx and lxml raise many kinds of errors on damaged documents
        raise AppError("notice.unreadable", file=path.name, reason=type(error).__name__) from error


def _unpacked_bytes(path: Path) -> int:
    try:
        with ZipFile(path) as package:
            return sum(part.file_size for part in package.infolist())
    except OSError as error:
        raise AppError("notice.unreadable", file=path.name, reason=error.strerror or str(error)) from error
    except (BadZipFile, ValueError, NotImplementedError) as error:
        raise AppError("notice.unreadable", file=path.name, reason=".docx") from error


def _paragraphs(document: "OpenDocument") -> "Iterator[Paragraph]":
    """Yield the paragraphs of body, tables, headers and footers."""
    yield from document.paragraphs
    for table in document.tables:
        yield from _in_table(table)
    for section in document.sections:
        for part in (section.header, section.footer):
            yield from part.paragraphs
            for table in part.tables:
                yield from _in_table(table)


def _in_table(table: "Table") -> "Iterator[Paragraph]":
    seen = set()
    for row in table.rows:
        for cell in row.cells:
            if cell._tc in seen:  # noqa: SLF001  # a merged cell comes once for each column it covers
                continue
            seen.add(cell._tc)  # noqa: SLF001  # as above
            yield from cell.paragraphs
            for inner in cell.tables:
                yield from _in_table(inner)


def _fill_words(paragraph: "Paragraph", values: Mapping[str, str]) -> None:
    """Put values where their places begin; the letters of a place may lie in several runs."""
    runs = paragraph.runs
    whole = "".join(run.text for run in runs)
    for match in reversed(list(_PLACE.finditer(whole))):
        value = _ILLEGAL.sub("", values.get(match[1], ""))
        at = 0
        for run in runs:
            text, begin, end = run.text, max(match.start() - at, 0), max(match.end() - at, 0)
            at += len(text)
            if begin >= len(text) or end == 0:
                continue
            is_first = match.start() >= at - len(text)
            run.text = text[:begin] + (value if is_first else "") + text[end:]


def _fill_pictures(paragraph: "Paragraph", pictures: Mapping[str, Sequence[bytes]]) -> None:
    """Replace a paragraph that is one place for pictures by the pictures; without any the place becomes empty."""
    match = _PLACE.fullmatch(paragraph.text.strip())
    if match is None or match[1] not in pictures:
        return
    from docx.shared import Cm  # as in ``_open``

    for run in paragraph.runs:
        run.text = ""
    for number, picture in enumerate(pictures[match[1]]):
        run = paragraph.add_run()
        run.add_picture(io.BytesIO(picture), width=Cm(PICTURE_CM))
        paragraph.add_run("" if number % 2 else "  ")
