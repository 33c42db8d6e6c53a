"""A section of a road drawn as a strip with its damages by chainage; a click or the keyboard picks one, or a place."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ui.style.colours import Colours, Tone, current_colours
from ui.style.metrics import dp

STRIP_PX, SCALE_PX, EDGE_PX, MARK_PX = 46, 26, 18, 8
STEP_KM = Decimal("0.01")
TICK_PX = 84
"""How far apart the figures of the scale stand at least."""

TICKS_KM = tuple(Decimal(text) for text in ("0.01", "0.02", "0.05", "0.1", "0.2", "0.5", "1", "2", "5", "10"))


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a road, from one chainage in km to another."""

    start_km: Decimal
    end_km: Decimal

    @property
    def length_km(self) -> Decimal:
        """How long it is."""
        return self.end_km - self.start_km


@dataclass(frozen=True, slots=True)
class Mark:
    """A damage on the strip.

    Attributes:
        key: of its instance in the record.
        at_km: where it begins.
        length_m: how far it goes on; 0 where that is not told yet.
        words: what it is, for people.
        is_failure: whether it fails the section locally: a hole or a shattered slab.
    """

    key: str
    at_km: Decimal
    length_m: Decimal
    words: str
    is_failure: bool = False


class RoadStrip(QWidget):
    """The strip; Left and Right go from damage to damage, with Ctrl by 10 m, Return or Space picks.

    Signals:
        pointed: the chainage that the keyboard is at, as a ``Decimal`` in km.
        picked: the key of the damage that was clicked, or chosen by key.
        placed: the chainage of an empty place that was clicked, or chosen by key.
    """

    pointed = Signal(object)
    picked = Signal(str)
    placed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.section: Section | None = None
        self.marks: tuple[Mark, ...] = ()
        self._at_km = Decimal(0)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("路段示意图"))

    @property
    def at_km(self) -> Decimal:
        """Where the keyboard is."""
        return self._at_km

    def show_section(self, section: Section | None, marks: Sequence[Mark]) -> None:
        """Draw a section; None for one whose ends are not known."""
        if section is not None and section != self.section:
            self._at_km = min(max(self._at_km, section.start_km), section.end_km)
        self.section = section
        self.marks = tuple(sorted(marks, key=lambda mark: (mark.at_km, mark.key)))
        self.update()

    def mark_at(self, point: QPointF) -> Mark | None:
        """Return the damage at a point of the widget, the one drawn last."""
        return next((mark for mark in reversed(self.marks) if self._rectangle(mark).contains(point)), None)

    def point_at(self, at_km: Decimal) -> None:
        """Move the keyboard to a chainage inside the section."""
        if self.section is None:
            return
        self._at_km = min(max(at_km, self.section.start_km), self.section.end_km)
        mark = self._mark_here()
        self.setAccessibleDescription(stake(self._at_km) + (f" {mark.words}" if mark else ""))
        self.pointed.emit(self._at_km)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Return room for the strip and its scale."""
        return QSize(dp(320), dp(STRIP_PX) + dp(SCALE_PX) + dp(EDGE_PX))

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Return the same height in less width."""
        return QSize(dp(160), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Draw the road, its scale, the damages, and where the keyboard is."""
        colours = current_colours()
        painter = QPainter(self)
        road = self._road()
        painter.setPen(QColor(colours.edge))
        painter.setBrush(QColor(colours.stripe))
        painter.drawRect(road)
        if self.section is None:
            painter.setPen(QColor(colours.muted))
            painter.drawText(road, Qt.AlignmentFlag.AlignCenter, self.tr("填写起点和终点桩号后显示路段"))
            return
        self._draw_scale(painter, road, self.section, colours)
        for mark in self.marks:
            self._draw(painter, mark, colours)
        across = self._across(self._at_km)
        painter.setPen(QPen(QColor(colours.primary), 3 if self.hasFocus() else 1))
        painter.drawLine(QPointF(across, road.top() - dp(4)), QPointF(across, road.bottom() + dp(4)))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """Pick a damage, or a place on the road."""
        if self.section is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        mark = self.mark_at(event.position())
        if mark is not None:
            self.point_at(mark.at_km)
            self.picked.emit(mark.key)
        elif self._road().contains(event.position()):
            self.point_at(self._chainage(event.position().x()))
            self.placed.emit(self._at_km)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Go on, or pick."""
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._step(1 if key is Qt.Key.Key_Right else -1, event.modifiers())
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.section is not None:
            mark = self._mark_here()
            if mark is None:
                self.placed.emit(self._at_km)
            else:
                self.picked.emit(mark.key)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Tell what is under the mouse."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            mark = self.mark_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), f"{stake(mark.at_km)} {mark.words}" if mark else "", self)
            return True
        return super().event(event)

    def _step(self, direction: int, modifiers: Qt.KeyboardModifier) -> None:
        """Go to the next damage in a direction; with Ctrl, or where there is none, by 10 m."""
        ahead = [mark.at_km for mark in self.marks if (mark.at_km - self._at_km) * direction > 0]
        if ahead and not modifiers & Qt.KeyboardModifier.ControlModifier:
            self.point_at(min(ahead) if direction > 0 else max(ahead))
        else:
            self.point_at(self._at_km + direction * STEP_KM)

    def _mark_here(self) -> Mark | None:
        return next((mark for mark in self.marks if mark.at_km == self._at_km), None)

    def _road(self) -> QRectF:
        return QRectF(dp(EDGE_PX), dp(EDGE_PX) / 2, self.width() - 2 * dp(EDGE_PX), dp(STRIP_PX))

    def _across(self, at_km: Decimal) -> float:
        road, section = self._road(), self.section
        if section is None or not section.length_km:
            return road.left()
        return road.left() + float((at_km - section.start_km) / section.length_km) * road.width()

    def _chainage(self, across: float) -> Decimal:
        """Return the chainage at a place of the widget, to the metre."""
        road, section = self._road(), self.section
        if section is None:
            return Decimal(0)
        share = Decimal(str((across - road.left()) / road.width()))
        return (section.start_km + share * section.length_km).quantize(Decimal("0.001"))

    def _rectangle(self, mark: Mark) -> QRectF:
        road = self._road()
        left, right = self._across(mark.at_km), self._across(mark.at_km + mark.length_m / 1000)
        right = max(min(right, road.right()), left + dp(MARK_PX))
        return QRectF(left, road.top() + dp(6), right - left, road.height() - dp(12))

    def _draw(self, painter: QPainter, mark: Mark, colours: Colours) -> None:
        shade = colours.shade(Tone.DANGER if mark.is_failure else Tone.WARNING)
        box = self._rectangle(mark)
        painter.setPen(QPen(QColor(shade.ink), 2))
        painter.setBrush(QColor(shade.wash))
        painter.drawRect(box)
        if mark.is_failure:
            painter.fillRect(box, QBrush(QColor(shade.ink), Qt.BrushStyle.BDiagPattern))

    def _draw_scale(self, painter: QPainter, road: QRectF, section: Section, colours: Colours) -> None:
        painter.setPen(QColor(colours.muted))
        for at_km in ticks(section, max(1, int(road.width() // dp(TICK_PX)))):
            across = self._across(at_km)
            painter.drawLine(QPointF(across, road.bottom()), QPointF(across, road.bottom() + dp(5)))
            box = QRectF(across - dp(40), road.bottom() + dp(5), dp(80), dp(SCALE_PX) - dp(5))
            box.moveLeft(min(max(box.left(), 0.0), self.width() - box.width()))
            edge = Qt.AlignmentFlag.AlignHCenter
            if box.left() <= 0:
                edge = Qt.AlignmentFlag.AlignLeft
            elif box.right() >= self.width():
                edge = Qt.AlignmentFlag.AlignRight
            painter.drawText(box, edge | Qt.AlignmentFlag.AlignTop, stake(at_km))


def stake(at_km: Decimal) -> str:
    """Return a chainage as stakes write it: ``K1+250``."""
    metres = int((at_km * 1000).to_integral_value())
    return f"K{metres // 1000}+{metres % 1000:03d}"


def ticks(section: Section, most: int) -> tuple[Decimal, ...]:
    """Return round chainages inside a section, about so many at most."""
    step = next((step for step in TICKS_KM if section.length_km / step <= most), TICKS_KM[-1])
    first = (section.start_km / step).to_integral_value(ROUND_CEILING) * step
    count = int((section.end_km - first) // step) + 1
    return tuple(first + step * number for number in range(max(0, count)))
