"""Drawing with finger, pen or mouse: on white paper, or over a photo, which stays as it is."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QImage,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

PAPER = QSize(1200, 675)
"""Size in px of an empty sheet."""

LINE_SHARE = 1 / 260
"""Width of a line as a share of the longer edge of the picture."""

HEAD_LINES = 6
"""Length of an arrow's head in widths of its line."""


class Tool(StrEnum):
    """What a stroke becomes."""

    PEN = "pen"
    ARROW = "arrow"
    BOX = "box"


@dataclass(frozen=True, slots=True)
class Stroke:
    """One stroke: its tool, its colour and its places, in px of the picture."""

    tool: Tool
    colour: str
    places: tuple[QPointF, ...]


class Canvas(QWidget):
    """A picture and the strokes over it.

    Signals:
        changed: strokes were made or taken back.

    Attributes:
        tool: of the next stroke.
        colour: of the next stroke, ``#RRGGBB``.
    """

    changed = Signal()

    def __init__(self, ground: QImage | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tool = Tool.PEN
        self.colour = "#000000"
        self._ground = _paper() if ground is None else ground
        self._strokes: list[Stroke] = []
        self._undone: list[Stroke] = []
        self._under_way: list[QPointF] = []
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was drawn."""
        return not self._strokes

    @property
    def can_redo(self) -> bool:
        """Whether a stroke was taken back."""
        return bool(self._undone)

    def add(self, stroke: Stroke) -> None:
        """Put a stroke over the picture; what was taken back is gone for good."""
        self._strokes.append(stroke)
        self._undone.clear()
        self._redraw()

    def undo(self) -> None:
        """Take the last stroke back."""
        if self._strokes:
            self._undone.append(self._strokes.pop())
            self._redraw()

    def redo(self) -> None:
        """Draw the stroke again that was taken back last."""
        if self._undone:
            self._strokes.append(self._undone.pop())
            self._redraw()

    def clear(self) -> None:
        """Take all strokes back; they can be drawn again one by one."""
        while self._strokes:
            self._undone.append(self._strokes.pop())
        self._redraw()

    def image(self) -> QImage:
        """Return a new picture: the ground with the strokes on it, without what the ground's file said of itself."""
        drawn = self._ground.convertToFormat(QImage.Format.Format_RGB32)
        painter = QPainter(drawn)
        self._draw_strokes(painter)
        painter.end()
        return drawn

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Ask for a good part of the window."""
        return QSize(880, 520)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Return what fits the smallest window."""
        return QSize(320, 180)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """Begin a stroke."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._under_way = [self._on_ground(event.position())]

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """Go on with the stroke."""
        if self._under_way:
            self._under_way.append(self._on_ground(event.position()))
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802, ARG002  Qt's name and signature
        """End the stroke; a mere press is a dot of the pen, and nothing of the others."""
        places, self._under_way = self._under_way, []
        if len(places) > 1 or (places and self.tool is Tool.PEN):
            self.add(Stroke(self.tool, self.colour, tuple(places)))
        else:
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002  Qt's name and signature
        """Draw the ground, the strokes and the one under way."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        room = self._room()
        painter.translate(room.topLeft())
        painter.scale(room.width() / self._ground.width(), room.height() / self._ground.height())
        painter.drawImage(0, 0, self._ground)
        self._draw_strokes(painter)

    def _redraw(self) -> None:
        self.update()
        self.changed.emit()

    def _room(self) -> QRectF:
        """Return where the picture lies in the widget."""
        size = self._ground.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        left, top = (self.width() - size.width()) / 2, (self.height() - size.height()) / 2
        return QRectF(left, top, max(1, size.width()), max(1, size.height()))

    def _on_ground(self, place: QPointF) -> QPointF:
        room = self._room()
        across = (place.x() - room.x()) / room.width() * self._ground.width()
        down = (place.y() - room.y()) / room.height() * self._ground.height()
        return QPointF(across, down)

    def _draw_strokes(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = max(self._ground.width(), self._ground.height()) * LINE_SHARE
        under_way = [Stroke(self.tool, self.colour, tuple(self._under_way))] if self._under_way else []
        for stroke in (*self._strokes, *under_way):
            round_pen = (Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
            painter.setPen(QPen(QBrush(QColor(stroke.colour)), width, *round_pen))
            _draw(painter, stroke, width)


def _draw(painter: QPainter, stroke: Stroke, width: float) -> None:
    first, last = stroke.places[0], stroke.places[-1]
    if stroke.tool is Tool.BOX:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(first, last).normalized())
    elif stroke.tool is Tool.ARROW:
        painter.drawLine(first, last)
        painter.drawPolyline(_head(first, last, width * HEAD_LINES))
    elif len(stroke.places) == 1:
        painter.drawPoint(first)
    else:
        painter.drawPolyline(QPolygonF(list(stroke.places)))


def _head(first: QPointF, last: QPointF, length: float) -> QPolygonF:
    """Return the two lines at the end of an arrow."""
    along = last - first
    far = max(1.0, (along.x() ** 2 + along.y() ** 2) ** 0.5)
    back = QPointF(along.x() / far, along.y() / far) * length
    aside = QPointF(-back.y(), back.x()) * 0.6
    return QPolygonF([last - back + aside, last, last - back - aside])


def _paper() -> QImage:
    paper = QImage(PAPER, QImage.Format.Format_RGB32)
    paper.fill(Qt.GlobalColor.white)
    return paper
