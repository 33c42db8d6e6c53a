"""A bridge drawn as a plan, every member coloured by its state; a click or the keyboard picks one."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.standards import jtgt_h21
from ui.grades.bridge_plan import Cell, Plan
from ui.style.colours import Colours, Tone, current_colours
from ui.style.metrics import dp

ROW_PX, SPAN_PX, NAMES_PX, EDGE_PX = 15, 26, 104, 8
HATCHED_FROM = 4
"""From this class on a member is hatched too, so that it is told apart without colours."""

CLASS_TONES: Mapping[int, Tone] = {
    1: Tone.SUCCESS,
    2: Tone.INFO,
    3: Tone.WARNING,
    4: Tone.DANGER,
    5: Tone.DANGER,
}

Member = tuple[str, str]
"""A component and the number of a member of it."""

_STEPS: Mapping[Qt.Key, tuple[int, int]] = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


@dataclass(frozen=True, slots=True)
class MemberState:
    """What is known of a damaged member: its score of 100, None where it cannot be told, and how many damages."""

    score: float | None
    damages: int

    @property
    def class_number(self) -> int:
        """The class of the score; 3 where there is none, for it is damaged."""
        return 3 if self.score is None else jtgt_h21.class_of(self.score)


class BridgeSchematic(QWidget):
    """The plan; arrows go from member to member, Return or Space picks.

    Signals:
        pointed: the member that the keyboard or the mouse is at, as a ``Cell``; None for none.
        picked: a ``Cell`` was clicked, or chosen by key.
    """

    pointed = Signal(object)
    picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.plan = Plan(1, 0.0, (), ())
        self.states: Mapping[Member, MemberState] = {}
        self._current: Cell | None = None
        self._boxes: tuple[QRectF, ...] = ()
        self._places: Mapping[Member, int] = {}
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("桥梁示意图"))

    @property
    def current(self) -> Cell | None:
        """The member that the keyboard is at."""
        return self._current

    def show_bridge(self, plan: Plan, states: Mapping[Member, MemberState]) -> None:
        """Draw a bridge; the keyboard stays at its member if there still is one of that number."""
        if plan is not self.plan and plan != self.plan:
            self._take(plan)
        self.states = states
        self.update()

    def point_at(self, cell: Cell | None) -> None:
        """Move the keyboard to a member."""
        if cell != self._current:
            self._current = cell
            self.setAccessibleDescription("" if cell is None else self.words_of(cell))
            self.pointed.emit(cell)
            self.update()

    def words_of(self, cell: Cell) -> str:
        """Return what is known of a member in one line."""
        state = self.states.get((cell.component, cell.member))
        name = f"{cell.component} {cell.member}"
        if state is None:
            return self.tr("{name}：没有病害").format(name=name)
        if state.score is None:
            return self.tr("{name}：{count} 处病害").format(name=name, count=state.damages)
        words = self.tr("{name}：{count} 处病害，{score} 分，相当于 {number} 类")
        return words.format(name=name, count=state.damages, score=f"{state.score:.1f}", number=state.class_number)

    def cell_at(self, point: QPointF) -> Cell | None:
        """Return the member at a point of the widget."""
        found = (cell for cell, box in zip(self.plan.cells, self._boxes, strict=True) if box.contains(point))
        return next(found, None)

    def box_of(self, component: str, member: str) -> QRectF:
        """Return where a member is drawn.

        Raises:
            KeyError: the bridge has no such member.
        """
        return self._boxes[self._places[component, member]]

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Return the room in which every span can still be hit."""
        width = dp(NAMES_PX) + round(self.plan.width * dp(SPAN_PX)) + 2 * dp(EDGE_PX)
        return QSize(width, round(self.plan.height * dp(ROW_PX)) + 2 * dp(EDGE_PX))

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Return the least room."""
        return self.minimumSizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Draw bands, members, and where the keyboard is."""
        colours = current_colours()
        painter = QPainter(self)
        painter.setPen(QColor(colours.muted))
        names = dp(NAMES_PX) - dp(EDGE_PX)
        for band in self.plan.bands:
            middle = dp(EDGE_PX) + (band.top + band.height / 2) * dp(ROW_PX)
            box = QRectF(dp(EDGE_PX) / 2, middle - dp(12), names, dp(24))
            name = painter.fontMetrics().elidedText(band.name, Qt.TextElideMode.ElideRight, names)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)
        painter.setPen(QColor(colours.edge))
        painter.setBrush(QColor(colours.stripe))
        painter.drawRects(self._boxes)
        for member, state in self.states.items():
            if member in self._places:
                _draw(painter, self._boxes[self._places[member]], state, colours)
        if self._current is not None:
            painter.setPen(QPen(QColor(colours.primary), 3 if self.hasFocus() else 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.box_of(self._current.component, self._current.member).adjusted(-1, -1, 1, 1))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Put every member in its place."""
        self._arrange()
        super().resizeEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """Show that members can be clicked."""
        over = self.cell_at(event.position()) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """Pick the member."""
        cell = self.cell_at(event.position())
        if cell is not None and event.button() is Qt.MouseButton.LeftButton:
            self.point_at(cell)
            self.picked.emit(cell)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Go on, or pick."""
        key = Qt.Key(event.key())
        if key in _STEPS:
            self.point_at(self._next(*_STEPS[key]))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._current is not None:
            self.picked.emit(self._current)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Tell what is under the mouse."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            cell = self.cell_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), "" if cell is None else self.words_of(cell), self)
            return True
        return super().event(event)

    def _next(self, right: int, down: int) -> Cell | None:
        """Return the nearest member in a direction; sideways only in the same row."""
        here = self._current
        if here is None:
            return self.plan.cells[0] if self.plan.cells else None
        best, found = float("inf"), here
        for cell in self.plan.cells:
            across = (cell.left + cell.width / 2) - (here.left + here.width / 2)
            along = (cell.top + cell.height / 2) - (here.top + here.height / 2)
            ahead, aside = (right * across, abs(along)) if right else (down * along, abs(across))
            if ahead > 0 and (not right or not aside) and ahead + aside / 100 < best:
                best, found = ahead + aside / 100, cell
        return found

    def _take(self, plan: Plan) -> None:
        wanted = (self._current.component, self._current.member) if self._current else ("", "")
        self.plan = plan
        self._places = {(cell.component, cell.member): place for place, cell in enumerate(plan.cells)}
        self._current = plan.cells[self._places[wanted]] if wanted in self._places else None
        self._arrange()
        self.setMinimumSize(self.minimumSizeHint())
        self.updateGeometry()

    def _arrange(self) -> None:
        """Measure once for all members: a large bridge has thousands."""
        edge, row = dp(EDGE_PX), dp(ROW_PX)
        left = dp(NAMES_PX) + edge
        span = (self.width() - left - edge) / self.plan.width
        self._boxes = tuple(
            QRectF(
                left + (cell.left - self.plan.left) * span,
                edge + cell.top * row,
                cell.width * span - 1,
                cell.height * row - 1,
            )
            for cell in self.plan.cells
        )


def _draw(painter: QPainter, box: QRectF, state: MemberState, colours: Colours) -> None:
    """Draw a damaged member over the sound one."""
    shade = colours.shade(CLASS_TONES[state.class_number])
    painter.setPen(QPen(QColor(shade.ink), 2))
    painter.setBrush(QColor(shade.wash))
    painter.drawRect(box)
    if state.class_number >= HATCHED_FROM:
        painter.fillRect(box, QBrush(QColor(shade.ink), Qt.BrushStyle.BDiagPattern))
