"""The calculation sheet on paper: a PDF, or plain text."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import (
    QFont,
    QPageLayout,
    QPageSize,
    QPdfWriter,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)

from app.errors import AppError

POINTS, TITLE_POINTS = 9.5, 14.0
MARGIN_MM = 18.0
DOTS_PER_INCH = 300


def write_sheet(path: Path, title: str, lines: Sequence[str], font: QFont) -> Path:
    """Write a sheet as what the name's ending says, ``.pdf`` or text; return the path. May run on any worker.

    Raises:
        AppError: ``grading.sheet_unwritable``.
    """
    try:
        if path.suffix.lower() == ".pdf":
            _write_pdf(path, title, lines, font)
        else:
            path.write_text("\n".join((title, "", *lines, "")), "utf-8")
    except OSError as error:
        raise AppError("grading.sheet_unwritable", path=path, reason=error.strerror or error) from error
    return path


def _write_pdf(path: Path, title: str, lines: Sequence[str], font: QFont) -> None:
    path.touch()  # QPdfWriter only prints a warning where it cannot write
    writer = QPdfWriter(str(path))
    writer.setResolution(DOTS_PER_INCH)
    writer.setTitle(title)
    margins = QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM)
    page = QPageSize(QPageSize.PageSizeId.A4)
    writer.setPageLayout(QPageLayout(page, QPageLayout.Orientation.Portrait, margins, QPageLayout.Unit.Millimeter))
    sheet_document(title, lines, font).print_(writer)


def sheet_document(title: str, lines: Sequence[str], font: QFont) -> QTextDocument:
    """Lay a sheet out: the title, and each step's first line in bold."""
    document = QTextDocument()
    face = QFont(font)
    face.setPointSizeF(POINTS)
    document.setDefaultFont(face)
    cursor = QTextCursor(document)
    cursor.insertText(title, _format(TITLE_POINTS, is_bold=True))
    for line in lines:
        cursor.insertBlock()
        cursor.insertText(line, _format(POINTS, is_bold=bool(line) and not line[0].isspace()))
    return document


def _format(points: float, *, is_bold: bool) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setFontPointSize(points)
    made.setFontWeight(QFont.Weight.DemiBold if is_bold else QFont.Weight.Normal)
    return made
