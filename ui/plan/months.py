"""The year of each road that is dug up: twelve cells a road, dark where more than one digs."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.style.colours import current_colours
from ui.style.metrics import dp
from ui.townships import township_name

NAME_DP, ROW_DP, HEAD_DP, LEAST_CELL_DP = 230, 28, 26, 34
MONTHS = 12

Roads = Sequence[tuple[str, tuple[int, ...]]]
"""``township code/road`` and how many dig it up in each month."""


class MonthStrip(QWidget):
    """A line for each road; a screen reader hears the roads that are dug up twice in a month."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._roads: Roads = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_roads(self, roads: Roads) -> None:
        """Show these roads."""
        self._roads = roads
        twice = [name.partition("/")[2] for name, counts in roads if max(counts) > 1]
        self.setAccessibleName(self.tr("掘路日历；同月重复掘路：{roads}").format(roads="、".join(twice) or "—"))
        self.setFixedHeight(self.sizeHint().height())
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        """Return the room of every road."""
        return QSize(dp(NAME_DP + MONTHS * LEAST_CELL_DP), dp(HEAD_DP + ROW_DP * max(len(self._roads), 1)))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002  # Qt's name and signature
        """Draw the heading and a line for each road."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = current_colours()
        cell = max((self.width() - dp(NAME_DP)) / MONTHS, dp(LEAST_CELL_DP))
        painter.setPen(QColor(colours.muted))
        for month in range(MONTHS):
            room = QRectF(dp(NAME_DP) + month * cell, 0, cell, dp(HEAD_DP))
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, self.tr("{month} 月").format(month=month + 1))
        for line, (name, counts) in enumerate(self._roads):
            top = dp(HEAD_DP) + line * dp(ROW_DP)
            self._draw_name(painter, name, top)
            for month, count in enumerate(counts):
                room = QRectF(dp(NAME_DP) + month * cell + dp(2), top + dp(3), cell - dp(4), dp(ROW_DP - 6))
                _draw_cell(painter, room, count)
        painter.end()

    def _draw_name(self, painter: QPainter, name: str, top: float) -> None:
        township, _, road = name.partition("/")
        painter.setPen(QColor(current_colours().text))
        room = QRectF(dp(4), top, dp(NAME_DP - 12), dp(ROW_DP))
        words = f"{road}  {township_name(township)}"
        shown = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


def _draw_cell(painter: QPainter, room: QRectF, count: int) -> None:
    colours = current_colours()
    shade = colours.danger if count > 1 else colours.info
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(shade.wash if count else colours.header))
    painter.drawRoundedRect(room, dp(3), dp(3))
    if count:
        painter.setPen(QColor(shade.ink))
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, str(count))
