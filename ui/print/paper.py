"""A4 pages that are drawn from top to bottom, in millimetres; as pictures to look at, or as a PDF.

Made for a worker: a QTextDocument would want the event loop of the UI thread.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QMarginsF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPageLayout, QPageSize, QPainter, QPdfWriter, QPen

from app.errors import AppError

WIDTH_MM, HEIGHT_MM = 210.0, 297.0
MARGIN_MM = 15.0
ROOM_MM = WIDTH_MM - 2 * MARGIN_MM
"""How wide what is drawn may be."""

FOOT_MM = 8.0
MM_PER_INCH, POINTS_PER_INCH = 25.4, 72.0
PDF_DPI, PICTURE_DPI = 300, 110
BODY, SMALL, TITLE = 9.5, 8.0, 15.0
"""Sizes of letters, in points."""

WRAPPED = int(Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere | Qt.AlignmentFlag.AlignTop)
GREY = QColor("#7A8594")


class Device(Protocol):
    """Where pages come from."""

    dpi: int

    def next_page(self) -> QPainter:
        """Begin another page and return what draws on it."""
        ...

    def end(self) -> None:
        """Finish the last page."""
        ...


class Pictures:
    """Pages as pictures, to look at."""

    dpi = PICTURE_DPI

    def __init__(self) -> None:
        self.pages: list[QImage] = []
        self._painter: QPainter | None = None

    def next_page(self) -> QPainter:
        """Begin another page."""
        self.end()
        page = QImage(_dots(WIDTH_MM, self.dpi), _dots(HEIGHT_MM, self.dpi), QImage.Format.Format_RGB32)
        page.setDotsPerMeterX(round(self.dpi / MM_PER_INCH * 1000))
        page.setDotsPerMeterY(round(self.dpi / MM_PER_INCH * 1000))
        page.fill(Qt.GlobalColor.white)
        self.pages.append(page)
        self._painter = QPainter(page)
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        return self._painter

    def end(self) -> None:
        """Finish the last page."""
        if self._painter is not None:
            self._painter.end()
            self._painter = None


class Pdf:
    """Pages of a PDF file."""

    dpi = PDF_DPI

    def __init__(self, path: Path, title: str) -> None:
        self._writer = QPdfWriter(str(path))
        self._writer.setResolution(self.dpi)
        self._writer.setTitle(title)
        page, none = QPageSize(QPageSize.PageSizeId.A4), QMarginsF()
        self._writer.setPageLayout(QPageLayout(page, QPageLayout.Orientation.Portrait, none))
        self._painter: QPainter | None = None

    def next_page(self) -> QPainter:
        """Begin another page."""
        if self._painter is None:
            self._painter = QPainter(self._writer)
        else:
            self._writer.newPage()
        return self._painter

    def end(self) -> None:
        """Finish the file."""
        if self._painter is not None:
            self._painter.end()


class Paper:
    """A page under the hand; ``top_mm`` is where the next thing is drawn."""

    def __init__(self, device: Device, font: QFont, foot: str) -> None:
        self._device, self._font, self._foot = device, font, foot
        self._number = 0
        self._painter = self._begin_page()

    def need(self, height_mm: float) -> bool:
        """Begin another page where so much does not fit any more; return whether it did."""
        is_full = self.top_mm + height_mm > HEIGHT_MM - MARGIN_MM - FOOT_MM
        if is_full:
            self.next_page()
        return is_full

    def next_page(self) -> None:
        """Begin another page."""
        self._painter = self._begin_page()

    def height_of(self, text: str, width_mm: float, points: float = BODY, *, bold: bool = False) -> float:
        """Return how high a text is in lines of a width, in millimetres."""
        self._painter.setFont(self._face(points, bold=bold))
        room = QRectF(0, 0, self._px(width_mm), self._px(HEIGHT_MM))
        return self._painter.boundingRect(room, WRAPPED, text or " ").height() * MM_PER_INCH / self._device.dpi

    def text(
        self,
        left_mm: float,
        width_mm: float,
        text: str,
        points: float = BODY,
        *,
        bold: bool = False,
        grey: bool = False,
    ) -> float:
        """Draw a text from the margin plus ``left_mm``, at the present height; return how high it is."""
        height = self.height_of(text, width_mm, points, bold=bold)
        self._painter.setPen(GREY if grey else QColor(Qt.GlobalColor.black))
        room = QRectF(self._px(MARGIN_MM + left_mm), self._px(self.top_mm), self._px(width_mm), self._px(height + 1))
        self._painter.drawText(room, WRAPPED, text)
        return height

    def line(self, left_mm: float = 0.0, width_mm: float = ROOM_MM, *, below_mm: float = 0.0) -> None:
        """Draw a thin line, so far below the present height."""
        top, left = self._px(self.top_mm + below_mm), self._px(MARGIN_MM + left_mm)
        self._painter.setPen(self._pen())
        self._painter.drawLine(round(left), round(top), round(left + self._px(width_mm)), round(top))

    def box(self, left_mm: float, width_mm: float, height_mm: float, *, below_mm: float = 0.0) -> None:
        """Draw an empty box, so far below the present height."""
        self._painter.setPen(self._pen())
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        left, top = self._px(MARGIN_MM + left_mm), self._px(self.top_mm + below_mm)
        self._painter.drawRect(QRectF(left, top, self._px(width_mm), self._px(height_mm)))

    def picture(self, left_mm: float, edge_mm: float, picture: QImage) -> None:
        """Draw a square picture with hard edges."""
        left, top = self._px(MARGIN_MM + left_mm), self._px(self.top_mm)
        self._painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=False)
        self._painter.drawImage(QRectF(left, top, self._px(edge_mm), self._px(edge_mm)), picture)

    def photo(self, left_mm: float, width_mm: float, picture: QImage) -> float:
        """Draw a photo as wide as this; return how high it is, in millimetres."""
        height_mm = width_mm * picture.height() / max(1, picture.width())
        left, top = self._px(MARGIN_MM + left_mm), self._px(self.top_mm)
        self._painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=True)
        self._painter.drawImage(QRectF(left, top, self._px(width_mm), self._px(height_mm)), picture)
        return height_mm

    def end(self) -> None:
        """Finish the last page."""
        self._device.end()

    def _begin_page(self) -> QPainter:
        painter = self._device.next_page()
        self._number += 1
        painter.setFont(self._face(SMALL))
        painter.setPen(GREY)
        foot = QRectF(self._px(MARGIN_MM), self._px(HEIGHT_MM - MARGIN_MM), self._px(ROOM_MM), self._px(FOOT_MM))
        painter.drawText(foot, int(Qt.AlignmentFlag.AlignLeft), self._foot)
        painter.drawText(foot, int(Qt.AlignmentFlag.AlignRight), str(self._number))
        self.top_mm = MARGIN_MM
        return painter

    def _face(self, points: float, *, bold: bool = False) -> QFont:
        face = QFont(self._font)
        face.setPixelSize(max(1, round(points * self._device.dpi / POINTS_PER_INCH)))
        face.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        return face

    def _pen(self) -> QPen:
        return QPen(GREY, self._px(0.2))

    def _px(self, length_mm: float) -> float:
        return length_mm * self._device.dpi / MM_PER_INCH


Draw = Callable[[Paper], None]
"""Draws a whole document."""


def as_pictures(draw: Draw, font: QFont, foot: str) -> tuple[QImage, ...]:
    """Return the pages of a document as pictures."""
    device = Pictures()
    paper = Paper(device, font, foot)
    draw(paper)
    paper.end()
    return tuple(device.pages)


def as_pdf(draw: Draw, font: QFont, foot: str, path: Path, title: str) -> Path:
    """Write a document as a PDF; return the path.

    Raises:
        AppError: ``print.unwritable``.
    """
    try:
        path.touch()  # QPdfWriter only prints a warning where it cannot write
    except OSError as error:
        raise AppError("print.unwritable", path=path, reason=error.strerror or error) from error
    paper = Paper(Pdf(path, title), font, foot)
    draw(paper)
    paper.end()
    return path


def _dots(length_mm: float, dpi: int) -> int:
    return round(length_mm * dpi / MM_PER_INCH)
