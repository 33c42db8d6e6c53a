"""Draws table cells as chips: a coloured dot and a word, legible when the row is selected too."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.style.colours import Tone, current_colours
from ui.style.metrics import dp


class ChipDelegate(QStyledItemDelegate):
    """Reads the words from the display role and the tone from ``tone_role``."""

    def __init__(self, tone_role: int) -> None:
        super().__init__()
        self._tone_role = tone_role

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the row's ground as usual, then the chip."""
        tone = index.data(self._tone_role)
        if tone not in set(Tone):
            super().paint(painter, option, index)
            return
        self.initStyleOption(option, index)
        words, option.text = option.text, ""
        QApplication.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _draw_chip(painter, option, words, Tone(tone))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: N802  # Qt's name
        """Return the room of the words and the chip around them."""
        size = super().sizeHint(option, index)
        return QSize(size.width() + dp(34), size.height())


def _draw_chip(painter: QPainter, option: QStyleOptionViewItem, words: str, tone: Tone) -> None:
    shade = current_colours().shade(tone)
    room = QRectF(option.rect).adjusted(dp(8), 0, -dp(4), 0)
    metrics = option.fontMetrics
    height = metrics.height() + dp(4)
    width = min(room.width(), metrics.horizontalAdvance(words) + dp(28))
    chip = QRectF(room.x(), room.center().y() - height / 2, width, height)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(shade.wash))
    painter.drawRoundedRect(chip, dp(4), dp(4))
    painter.setBrush(QColor(shade.ink))
    painter.drawEllipse(QPointF(chip.x() + dp(11), chip.center().y()), dp(3.4), dp(3.4))
    painter.setPen(QColor(shade.ink))
    painter.setFont(option.font)
    inside = chip.adjusted(dp(20), 0, -dp(6), 0)
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, int(inside.width()) + 1)
    painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
