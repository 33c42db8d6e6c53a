"""Scales and grids: choices in columns of equal width, so that rows of the same choices make a table.

``likert`` has a line that runs through its steps; ``list`` has buttons below labels, ``list-nolabel`` only the buttons
and ``label`` only the labels: the head of a grid. Source: XLSForm reference, appearances.
"""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QHBoxLayout, QRadioButton, QSizePolicy, QWidget

from app.domain.canonical import Json
from ui.controls.ask import Ask, Option
from ui.controls.choosing import RadioControl
from ui.controls.control import Control
from ui.controls.ticking import CheckControl
from ui.style.colours import current_colours
from ui.style.metrics import dp, touch

GRID = frozenset({"list", "list-nolabel", "label"})
"""Appearances whose question stands at the left of its choices."""

SCALES = frozenset({"likert", "list", "list-nolabel"})
"""Appearances whose choices are columns of equal width."""

COLUMN_PX = 56
MARK_PX = 20
_MIDDLE = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
_AROUND = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap


class StepFace:
    """Draws a step of a scale: a mark in the middle, words below."""

    def __init__(self, button: QAbstractButton, words: str, *, has_mark: bool = True, has_line: bool = False) -> None:
        self._button = button
        self._words = words
        self._has_mark = has_mark
        self._has_line = has_line

    def size(self) -> QSize:
        """Return a column with room for one or two lines of words."""
        metrics = self._button.fontMetrics()
        lines = 2 if metrics.horizontalAdvance(self._words) > dp(COLUMN_PX) else 1
        words = metrics.lineSpacing() * lines + dp(6) if self._words else 0
        return QSize(dp(COLUMN_PX), self._mark_px() + words)

    def paint(self) -> None:
        """Draw line, mark, words, and a frame around what has the keyboard."""
        colours, button = current_colours(), self._button
        painter = QPainter(button)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QPointF(button.width() / 2, self._mark_px() / 2)
        if self._has_line:
            painter.setPen(QPen(QColor(colours.edge), dp(2)))
            painter.drawLine(QPointF(0, middle.y()), QPointF(button.width(), middle.y()))
        if self._has_mark:
            self._draw_mark(painter, middle)
        painter.setPen(QColor(colours.text if button.isEnabled() or not self._has_mark else colours.disabled))
        top = max(0, self._mark_px() - dp(4))
        room = QRect(dp(2), top, button.width() - dp(4), button.height() - top)
        painter.drawText(room, _AROUND if self._has_mark else _MIDDLE, self._words)
        if button.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colours.primary), 2))
            painter.drawRoundedRect(QRectF(button.rect()).adjusted(1, 1, -1, -1), dp(4), dp(4))

    def _mark_px(self) -> int:
        return touch() if self._has_mark else 0

    def _draw_mark(self, painter: QPainter, middle: QPointF) -> None:
        colours, edge, button = current_colours(), dp(MARK_PX), self._button
        box = QRectF(middle.x() - edge / 2, middle.y() - edge / 2, edge, edge)
        is_on, is_round = button.isChecked(), isinstance(button, QRadioButton)
        painter.setPen(QPen(QColor(colours.primary if is_on or button.underMouse() else colours.faint), dp(1.5)))
        painter.setBrush(QColor(colours.primary if is_on else colours.surface))
        radius = edge / 2 if is_round else dp(3)
        painter.drawRoundedRect(box, radius, radius)
        if is_on and is_round:
            painter.setBrush(QColor(colours.on_primary))
            painter.drawEllipse(middle, edge / 5, edge / 5)
        elif is_on:
            painter.setPen(QPen(QColor(colours.on_primary), dp(2)))
            corners = (QPointF(-edge / 4, 0), QPointF(-edge / 12, edge / 5), QPointF(edge / 4, -edge / 5))
            painter.drawPolyline([middle + corner for corner in corners])


class RoundStep(QRadioButton):
    """A step of which one is chosen; it is hit anywhere in its column."""

    def __init__(self, words: str, parent: QWidget, *, has_line: bool) -> None:
        super().__init__(parent)
        self.face = StepFace(self, words, has_line=has_line)

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Return a column."""
        return self.face.size()

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Return a column."""
        return self.face.size()

    def hitButton(self, position: QPoint) -> bool:  # noqa: N802  Qt's name
        """Take a press anywhere."""
        return self.rect().contains(position)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002  Qt's name and signature
        """Draw the step."""
        self.face.paint()


class SquareStep(QCheckBox):
    """A step of which any are ticked; it is hit anywhere in its column."""

    def __init__(self, words: str, parent: QWidget, *, has_mark: bool = True) -> None:
        super().__init__(parent)
        self.face = StepFace(self, words, has_mark=has_mark)

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Return a column."""
        return self.face.size()

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Return a column."""
        return self.face.size()

    def hitButton(self, position: QPoint) -> bool:  # noqa: N802  Qt's name
        """Take a press anywhere."""
        return self.rect().contains(position)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002  Qt's name and signature
        """Draw the step."""
        self.face.paint()


class ScaleControl(RadioControl):
    """One of a scale, or a row of a grid; choosing again or Delete takes the answer back."""

    def make_button(self, option: Option) -> QRadioButton:
        """Return a column of the scale."""
        words = "" if "list-nolabel" in self.ask.appearance else option.label
        return RoundStep(words, self, has_line="likert" in self.ask.appearance)

    def lay_out(self) -> None:
        """Put the columns side by side, all of one width."""
        _side_by_side(self, list(self.buttons.values()))


class TickScaleControl(CheckControl):
    """Any of several, as a row of a grid."""

    def make_box(self, option: Option) -> QCheckBox:
        """Return a column of the grid."""
        return SquareStep("" if "list-nolabel" in self.ask.appearance else option.label, self)

    def lay_out(self) -> None:
        """Put the columns side by side, all of one width."""
        _side_by_side(self, list(self.boxes.values()))


class HeadControl(Control):
    """The head of a grid: labels over the columns; nothing to answer."""

    def __init__(self, ask: Ask, parent: QWidget | None = None) -> None:
        super().__init__(ask, parent)
        heads = [SquareStep(option.label, self, has_mark=False) for option in ask.options]
        for head in heads:
            head.setEnabled(False)
            head.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        _side_by_side(self, heads)

    def show_answer(self, answer: Json) -> None:
        """Show nothing: a head has no answer."""


def _side_by_side(owner: QWidget, parts: Sequence[QWidget]) -> None:
    layout = QHBoxLayout(owner)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    for part in parts:
        part.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        layout.addWidget(part, 1)
