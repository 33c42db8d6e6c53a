"""The window in which people draw, sign, and mark a photo."""

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QIcon, QImage, QKeySequence, QPainter, QPixmap, QShortcut
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QDialog, QHBoxLayout, QPushButton, QWidget

from ui.controls.canvas import Canvas, Tool
from ui.style.metrics import dp, touch
from ui.widgets.buttons import button
from ui.widgets.flow import FlowLayout
from ui.widgets.frames import column, row
from ui.widgets.labels import label

RED, YELLOW, BLUE, BLACK, WHITE = "#D93025", "#F5B400", "#1F61B5", "#000000", "#FFFFFF"
MARGIN_SHARE = 0.92
"""How much of the window around it the drawing window fills."""


class DrawingWindow(QDialog):
    """A canvas with tools above it.

    Signals:
        drawn: the new picture, a ``QImage``.
    """

    drawn = Signal(object)

    def __init__(self, title: str, ground: QImage | None, parent: QWidget, *, is_signature: bool = False) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.canvas = Canvas(ground, self)
        self.canvas.setAccessibleName(title)
        self.tools = QButtonGroup(self)
        self.colours = QButtonGroup(self)
        stack = column(self, margins=(16, 12, 16, 12), spacing=10)
        stack.addWidget(label(title, "h2"))
        line = FlowLayout(spacing=dp(8))
        if not is_signature:
            self._offer_tools(line)
            self._offer_colours(line, RED if ground is not None else BLACK)
        self.undo, self.redo, self.clear = (
            self._act(line, words, act)
            for words, act in (
                (self.tr("撤销"), self.canvas.undo),
                (self.tr("重做"), self.canvas.redo),
                (self.tr("全部擦除"), self.canvas.clear),
            )
        )
        stack.addLayout(line)
        stack.addWidget(self.canvas, 1)
        stack.addLayout(self._make_end())
        QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self).activated.connect(self.canvas.undo)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Redo), self).activated.connect(self.canvas.redo)
        self.canvas.changed.connect(self._show_state)
        self._show_state()
        self.resize((parent.window().size().toSizeF() * MARGIN_SHARE).toSize())

    def _offer_tools(self, line: FlowLayout) -> None:
        words = {Tool.PEN: self.tr("画笔"), Tool.ARROW: self.tr("箭头"), Tool.BOX: self.tr("方框")}
        for tool, name in words.items():
            made = self._choice(self.tools, name, tool.value)
            made.setText(name)
            made.setChecked(tool is Tool.PEN)
            line.addWidget(made)
        self.tools.buttonClicked.connect(self._take_tool)

    def _offer_colours(self, line: FlowLayout, first: str) -> None:
        words = {RED: self.tr("红色"), YELLOW: self.tr("黄色"), BLUE: self.tr("蓝色"), BLACK: self.tr("黑色")}
        for colour, name in (words | {WHITE: self.tr("白色")}).items():
            made = self._choice(self.colours, name, colour)
            made.setIcon(_dot(colour))
            made.setIconSize(QSize(dp(22), dp(22)))
            made.setChecked(colour == first)
            line.addWidget(made)
        self.canvas.colour = first
        self.colours.buttonClicked.connect(self._take_colour)

    def _choice(self, group: QButtonGroup, name: str, value: str) -> QPushButton:
        made = QPushButton(self)
        made.setCheckable(True)
        made.setMinimumSize(touch(), touch())
        made.setToolTip(name)
        made.setAccessibleName(name)
        made.setProperty("value", value)
        made.setAutoDefault(False)
        group.addButton(made)
        return made

    def _act(self, line: FlowLayout, words: str, act: object) -> QPushButton:
        made = button(words, "plain")
        made.setMinimumHeight(touch())
        made.setAutoDefault(False)
        made.clicked.connect(act)
        line.addWidget(made)
        return made

    def _make_end(self) -> QHBoxLayout:
        line = row(spacing=10)
        line.addStretch()
        cancel, self.keep = button(self.tr("取消")), button(self.tr("完成"), "primary")
        cancel.clicked.connect(self.reject)
        self.keep.clicked.connect(self._keep)
        for part in (cancel, self.keep):
            part.setMinimumHeight(touch())
            line.addWidget(part)
        self.keep.setDefault(True)
        return line

    @Slot(QAbstractButton)
    def _take_tool(self, chosen: QAbstractButton) -> None:
        self.canvas.tool = Tool(chosen.property("value"))

    @Slot(QAbstractButton)
    def _take_colour(self, chosen: QAbstractButton) -> None:
        self.canvas.colour = chosen.property("value")

    @Slot()
    def _show_state(self) -> None:
        for part in (self.undo, self.clear, self.keep):
            part.setEnabled(not self.canvas.is_empty)
        self.redo.setEnabled(self.canvas.can_redo)

    @Slot()
    def _keep(self) -> None:
        self.drawn.emit(self.canvas.image())
        self.accept()


def _dot(colour: str) -> QIcon:
    """Return a round drop of a colour with a grey edge."""
    pixmap = QPixmap(44, 44)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QColor("#7A8696"))
    painter.setBrush(QColor(colour))
    painter.drawEllipse(2, 2, 40, 40)
    painter.end()
    return QIcon(pixmap)
