"""The calculation sheet on paper: a PDF, or plain text."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, Qt
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QPainter, QPdfWriter

from app.errors import AppError

POINTS, TITLE_POINTS = 9.5, 14.0
MARGIN_MM = 18.0
DOTS_PER_INCH = 300
INDENT_POINTS = 5.0
"""How far one space at the beginning of a line moves it."""

POINTS_PER_INCH = 72
WRAPPED = Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere | Qt.AlignmentFlag.AlignTop


def write_sheet(path: Path, title: str, lines: Sequence[str], font: QFont) -> Path:
    """Write a sheet as what the name's ending says, ``.pdf`` or text; return the path. Made for a worker.

    Raises:
        AppError: ``grading.sheet_unwritable``.
    """
    try:
        if path.suffix.lower() == ".pdf":
            path.touch()  # QPdfWriter only prints a warning where it cannot write
            _write_pdf(path, title, lines, font)
        else:
            path.write_text("\n".join((title, "", *lines, "")), "utf-8")
    except OSError as error:
        raise AppError("grading.sheet_unwritable", path=path, reason=error.strerror or error) from error
    return path


def _write_pdf(path: Path, title: str, lines: Sequence[str], font: QFont) -> None:
    """Draw line below line; a QTextDocument would want the event loop of the UI thread."""
    writer = QPdfWriter(str(path))
    writer.setResolution(DOTS_PER_INCH)
    writer.setTitle(title)
    margins = QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM)
    page = QPageSize(QPageSize.PageSizeId.A4)
    writer.setPageLayout(QPageLayout(page, QPageLayout.Orientation.Portrait, margins, QPageLayout.Unit.Millimeter))
    painter = QPainter(writer)
    top = 0.0
    for place, line in enumerate((title, "", *lines)):
        painter.setFont(_face(font, line, is_title=place == 0))
        top = _draw_line(writer, painter, line, top)
    painter.end()


def _draw_line(writer: QPdfWriter, painter: QPainter, line: str, top: float) -> float:
    """Draw one line, on a new page where this one is full; return where the next one begins."""
    words = line.lstrip()
    indent = (len(line) - len(words)) * INDENT_POINTS * DOTS_PER_INCH / POINTS_PER_INCH
    room = QRectF(indent, top, writer.width() - indent, writer.height())
    height = painter.boundingRect(room, int(WRAPPED), words or " ").height()
    if top and top + height > writer.height():
        writer.newPage()
        room.moveTop(0.0)
    painter.drawText(room, int(WRAPPED), words)
    return room.top() + height


def _face(font: QFont, line: str, *, is_title: bool) -> QFont:
    """The title is large, the first line of each step is bold."""
    face = QFont(font)
    face.setPointSizeF(TITLE_POINTS if is_title else POINTS)
    is_bold = is_title or (bool(line) and not line[0].isspace())
    face.setWeight(QFont.Weight.DemiBold if is_bold else QFont.Weight.Normal)
    return face
