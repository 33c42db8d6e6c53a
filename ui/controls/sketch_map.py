"""A simple drawn map: points, the line or the area between them, a net of round lengths and a scale bar; no tiles."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.controls.spots import Spot, View, round_length, view_of
from ui.style.colours import current_colours
from ui.style.metrics import dp

DISTRICT = (31.6230, 121.3970)
"""The seat of the district: where an empty map begins that knows no better place."""

FIRST_SCALE = 4.0
"""Metres per px of a map without points: about two kilometres across."""

CLOSEST = 0.05
FARTHEST = 2000.0
ZOOM_STEP = 1.4
FILLED = 0.7
"""Share of the map that all points take when it fits them."""

NEAR_PX = 18
DRAG_PX = 6
HEIGHT_PX = 260
METRES_IN_KM = 1000
_PANS = {Qt.Key.Key_Left: (1, 0), Qt.Key.Key_Right: (-1, 0), Qt.Key.Key_Up: (0, 1), Qt.Key.Key_Down: (0, -1)}


class SketchMap(QWidget):
    """Points that are set by a click and moved by dragging; dragging elsewhere moves the map, + and − zoom.

    Signals:
        added: a place without point was clicked; the argument is its ``Spot``.
        moved: a point was dragged; its number and its new ``Spot``.
        picked: a point was pressed; its number.
    """

    added = Signal(object)
    moved = Signal(int, object)
    picked = Signal(int)

    def __init__(self, near: tuple[float, float] | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = View(*(near or DISTRICT), FIRST_SCALE)
        self._spots: tuple[Spot, ...] = ()
        self._is_line = self._is_area = False
        self._is_followed = True
        self._chosen = -1
        self._dragged = -1
        self._pressed: QPointF | None = None
        self._grabbed: View | None = None
        self.is_editable = True
        self.setMinimumHeight(dp(HEIGHT_PX))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Ask for a landscape."""
        return QSize(dp(480), dp(HEIGHT_PX))

    def show_spots(self, spots: Sequence[Spot], *, is_line: bool, is_area: bool, chosen: int = -1) -> None:
        """Draw points, joined by a line or around an area; all are shown until somebody moves the map or sets one."""
        self._spots, self._is_line, self._is_area, self._chosen = tuple(spots), is_line, is_area, chosen
        if self._is_followed:
            self.fit()
        self.update()

    def fit(self) -> None:
        """Show all points from now on."""
        if self._spots:
            self._is_followed = True
            least = self._view.metres_per_px if len(self._spots) == 1 else CLOSEST
            self._view = view_of(self._spots, self.width() * FILLED, self.height() * FILLED, least)
            self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Show all points in the new room."""
        super().resizeEvent(event)
        if self._is_followed:
            self.fit()

    def zoom(self, factor: float) -> None:
        """Show a part that is smaller by a factor above 1, or larger."""
        scale = min(FARTHEST, max(CLOSEST, self._view.metres_per_px / factor))
        self._view = View(self._view.latitude, self._view.longitude, scale)
        self._is_followed = False
        self.update()

    def place_of(self, spot: Spot) -> QPointF:
        """Return where a point is drawn, in px of the widget."""
        return QRectF(self.rect()).center() + QPointF(*self._view.offset_px(spot))

    def spot_at(self, position: QPointF) -> Spot:
        """Return the point of a place in the widget."""
        offset = position - QRectF(self.rect()).center()
        return self._view.spot_at(offset.x(), offset.y())

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """Take hold of a point, or of the map."""
        self._pressed, self._grabbed = event.position(), self._view
        self._dragged = self._near(event.position()) if self.is_editable else -1
        if self._dragged >= 0:
            self.picked.emit(self._dragged)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """Move the point, or the map."""
        if self._pressed is None or self._grabbed is None:
            return
        if self._dragged >= 0:
            spots = list(self._spots)
            spots[self._dragged] = self.spot_at(event.position())
            self._spots = tuple(spots)
        elif (event.position() - self._pressed).manhattanLength() > dp(DRAG_PX):
            self._pan_from(self._grabbed, event.position() - self._pressed)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """Let go: tell of a point that was moved, or set one where nothing was dragged."""
        pressed, dragged = self._pressed, self._dragged
        self._pressed, self._dragged = None, -1
        if pressed is None or not self.is_editable:
            return
        was_click = (event.position() - pressed).manhattanLength() <= dp(DRAG_PX)
        if dragged >= 0 and not was_click:
            self._is_followed = False
            self.moved.emit(dragged, self.spot_at(event.position()))
        elif dragged < 0 and was_click:
            self._is_followed = False
            self.added.emit(self.spot_at(event.position()))

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802  Qt's name
        """Zoom if the map has the keyboard; else the page scrolls."""
        if self.hasFocus():
            self.zoom(ZOOM_STEP ** (event.angleDelta().y() / 120))
            event.accept()
        else:
            event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Move with the arrow keys, zoom with + and −, set a point in the middle with Enter."""
        key = Qt.Key(event.key())
        if key in _PANS:
            right, down = _PANS[key]
            self._pan_from(self._view, QPointF(right, down) * dp(40))
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            self.zoom(1 / ZOOM_STEP if key == Qt.Key.Key_Minus else ZOOM_STEP)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.is_editable and not event.modifiers():
            self.added.emit(self.spot_at(QRectF(self.rect()).center()))
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002  Qt's name and signature
        """Draw net, area, line, points, scale and, for the keyboard, the middle."""
        colours = current_colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(colours.stripe))
        self._draw_net(painter)
        self._draw_line(painter)
        for number, spot in enumerate(self._spots):
            self._draw_spot(painter, number, self.place_of(spot))
        self._draw_scale(painter)
        if self.hasFocus():
            middle = QRectF(self.rect()).center()
            painter.setPen(QPen(QColor(colours.muted), 1))
            painter.drawLine(middle - QPointF(dp(8), 0), middle + QPointF(dp(8), 0))
            painter.drawLine(middle - QPointF(0, dp(8)), middle + QPointF(0, dp(8)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(colours.primary if self.hasFocus() else colours.edge), 2 if self.hasFocus() else 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def _near(self, position: QPointF) -> int:
        """Return the number of the point under a finger, −1 for none."""
        places = [(self.place_of(spot) - position).manhattanLength() for spot in self._spots]
        nearest = min(range(len(places)), key=places.__getitem__, default=-1)
        return nearest if nearest >= 0 and places[nearest] <= dp(NEAR_PX) else -1

    def _pan_from(self, view: View, by: QPointF) -> None:
        middle = view.spot_at(-by.x(), -by.y())
        self._view = View(middle.latitude, middle.longitude, view.metres_per_px)
        self._is_followed = False
        self.update()

    def _step_px(self) -> float:
        return round_length(dp(110) * self._view.metres_per_px) / self._view.metres_per_px

    def _draw_net(self, painter: QPainter) -> None:
        painter.setPen(QPen(QColor(current_colours().line), 1))
        step, middle = self._step_px(), QRectF(self.rect()).center()
        for number in range(int(-self.width() / step), int(self.width() / step) + 1):
            across, down = middle.x() + number * step, middle.y() + number * step
            painter.drawLine(QPointF(across, 0), QPointF(across, self.height()))
            painter.drawLine(QPointF(0, down), QPointF(self.width(), down))

    def _draw_line(self, painter: QPainter) -> None:
        if not self._is_line or len(self._spots) < 2:  # noqa: PLR2004  a line joins two
            return
        colours = current_colours()
        places = QPolygonF([self.place_of(spot) for spot in self._spots])
        painter.setPen(QPen(QColor(colours.primary), dp(2.5)))
        if self._is_area:
            wash = QColor(colours.primary)
            wash.setAlpha(50)
            painter.setBrush(wash)
            painter.drawPolygon(places)
        else:
            painter.drawPolyline(places)

    def _draw_spot(self, painter: QPainter, number: int, place: QPointF) -> None:
        colours, radius = current_colours(), dp(10)
        is_chosen = number == self._chosen
        painter.setPen(QPen(QColor(colours.surface), dp(2)))
        painter.setBrush(QColor(colours.warning.ink if is_chosen else colours.primary))
        painter.drawEllipse(place, radius, radius)
        if self._is_line:
            painter.setPen(QColor(colours.surface if is_chosen else colours.on_primary))
            box = QRectF(place.x() - radius, place.y() - radius, 2 * radius, 2 * radius)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(number + 1))
        else:
            painter.setBrush(QColor(colours.on_primary))
            painter.drawEllipse(place, dp(3), dp(3))

    def _draw_scale(self, painter: QPainter) -> None:
        colours, step = current_colours(), self._step_px()
        metres = step * self._view.metres_per_px
        words = f"{metres / METRES_IN_KM:g} km" if metres >= METRES_IN_KM else f"{metres:g} m"
        left, bottom = dp(12), self.height() - dp(12)
        box = QRectF(left - dp(6), bottom - dp(26), step + dp(12), dp(34))
        painter.fillRect(box, QColor(colours.surface))
        painter.setPen(QPen(QColor(colours.text), dp(2)))
        ends = [QPointF(left, bottom - dp(5)), QPointF(left, bottom), QPointF(left + step, bottom)]
        painter.drawPolyline([*ends, QPointF(left + step, bottom - dp(5))])
        painter.drawText(box.adjusted(0, 0, 0, -dp(12)), Qt.AlignmentFlag.AlignCenter, words)
