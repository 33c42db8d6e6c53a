"""A letter on A4 paper, as a PDF."""

from pathlib import Path

from PySide6.QtCore import QMarginsF, QSizeF
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QPdfWriter, QTextDocument

from app.errors import AppError

MARGINS_MM = QMarginsF(26, 20, 26, 16)
LETTER_PT = 14
RESOLUTION = 300


def letter_document(html: str) -> QTextDocument:
    """Return a letter as a text document with the letters of the program."""
    document = QTextDocument()
    font = QFont()
    font.setPointSizeF(LETTER_PT)
    document.setDefaultFont(font)
    document.setHtml(html)
    return document


def write_pdf(html: str, path: Path, title: str) -> None:
    """Print a letter into a PDF.

    Raises:
        AppError: ``notice.cannot_write``.
    """
    try:
        path.open("ab").close()  # QPdfWriter only prints a warning where it cannot write
    except OSError as error:
        raise AppError("notice.cannot_write", file=path.name, reason=error.strerror or str(error)) from error
    writer = QPdfWriter(str(path))
    writer.setTitle(title)
    writer.setResolution(RESOLUTION)
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Portrait,
            MARGINS_MM,
            QPageLayout.Unit.Millimeter,
        )
    )
    document = letter_document(html)
    document.documentLayout().setPaintDevice(writer)
    area = writer.pageLayout().paintRectPixels(RESOLUTION)
    document.setPageSize(QSizeF(area.width(), area.height()))
    document.print_(writer)
