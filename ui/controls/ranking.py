"""An order of the choices: dragged into place, or moved with buttons and keys."""

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListWidget, QListWidgetItem, QWidget

from app.domain.canonical import Json
from ui.controls.ask import Ask, members_of
from ui.controls.control import Control
from ui.style.metrics import dp, touch
from ui.widgets.buttons import button
from ui.widgets.frames import column, row
from ui.widgets.labels import label

LIST_PX = 360
VALUE = Qt.ItemDataRole.UserRole
LABEL = Qt.ItemDataRole.UserRole + 1
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class RankControl(Control):
    """All choices, the first one foremost; they are an answer once somebody moved one or said that the order is right.

    Alt with the arrow keys moves the chosen line.
    """

    def __init__(self, ask: Ask, parent: QWidget | None = None) -> None:
        super().__init__(ask, parent)
        self._labels = {option.value: option.label for option in ask.options}
        self._told: tuple[str, ...] = ()
        self.lines = self._make_list()
        self.up = button(self.tr("上移"), picture="chevron-up")
        self.down = button(self.tr("下移"), picture="chevron-down")
        self.accept = button(self.tr("就按这个顺序"))
        self.clear = button(self.tr("清除"), "plain")
        self._state = label("", "caption", wrap=True)
        self._arrange()
        self.up.clicked.connect(self._move_up)
        self.down.clicked.connect(self._move_down)
        self.accept.clicked.connect(self._tell)
        self.clear.clicked.connect(self._clear)
        self.lines.model().rowsMoved.connect(self._tell)
        self.show_answer(None)

    def _make_list(self) -> QListWidget:
        lines = QListWidget(self)
        lines.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        lines.setDefaultDropAction(Qt.DropAction.MoveAction)
        lines.setFrameShape(QFrame.Shape.NoFrame)
        lines.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        lines.setMaximumWidth(dp(LIST_PX))
        self.make_entry(lines)
        lines.installEventFilter(self)
        return lines

    def _arrange(self) -> None:
        whole = row(self, spacing=8)
        whole.addWidget(self.lines, 1)
        side = column(spacing=6)
        moves = row(spacing=6)
        for part in (self.up, self.down):
            part.setMinimumHeight(touch())
            part.setAccessibleName(f"{self.ask.label} {part.text()}")
            moves.addWidget(part)
        moves.addStretch()
        side.addLayout(moves)
        for act in (self.accept, self.clear):
            act.setAccessibleName(f"{self.ask.label} {act.text()}")
            side.addWidget(act, 0, Qt.AlignmentFlag.AlignLeft)
        side.addWidget(self._state)
        side.addStretch()
        whole.addLayout(side, 1)

    def show_answer(self, answer: Json) -> None:
        """Show the order; choices that it does not name come last, in the order of the form."""
        told = tuple(value for value in members_of(answer) if value in self._labels)
        wanted = (*told, *(value for value in self._labels if value not in told))
        self._told = told
        if wanted != self._order():
            chosen = self.lines.currentItem()
            value = chosen.data(VALUE) if chosen is not None else ""
            self.lines.clear()
            for each in wanted:
                self._add(each)
            self.lines.setCurrentRow(wanted.index(value) if value in wanted else 0)
            self._fit()
        self._number()

    def set_read_only(self, read_only: bool) -> None:  # noqa: FBT001  Qt's setters look so
        """Forbid moving."""
        self.lines.setDragEnabled(not read_only)
        for part in (self.up, self.down, self.accept, self.clear):
            part.setEnabled(not read_only)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """Move with Alt and the arrow keys."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            step = _STEPS.get(Qt.Key(event.key()))
            if step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
                self._move(step)
                return True
        return super().eventFilter(watched, event)

    def _add(self, value: str) -> None:
        item = QListWidgetItem()
        item.setData(VALUE, value)
        item.setData(LABEL, self._labels[value])
        self.lines.addItem(item)

    def _order(self) -> tuple[str, ...]:
        return tuple(self.lines.item(number).data(VALUE) for number in range(self.lines.count()))

    def _fit(self) -> None:
        """Make the list as high as its lines."""
        self.lines.setFixedHeight(sum(self.lines.sizeHintForRow(each) for each in range(self.lines.count())) + dp(6))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  Qt's name
        """Fit once the style is known."""
        super().showEvent(event)
        self._fit()

    def _number(self) -> None:
        for number in range(self.lines.count()):
            item = self.lines.item(number)
            item.setText(f"{number + 1}　{item.data(LABEL)}" if self._told else f"⠿　{item.data(LABEL)}")
        self._state.setText("" if self._told else self.tr("还没有排序：拖动，或选中一行后按 Alt+↑ / Alt+↓。"))
        self.accept.setVisible(not self._told)
        self.clear.setVisible(bool(self._told))

    def _move(self, by: int) -> None:
        place = self.lines.currentRow()
        if not self.up.isEnabled() or not 0 <= place + by < self.lines.count():
            return
        parent = self.lines.rootIndex()
        self.lines.model().moveRow(parent, place, parent, place + by + (by > 0))
        self.lines.setCurrentRow(place + by)

    @Slot()
    def _move_up(self) -> None:
        self._move(-1)

    @Slot()
    def _move_down(self) -> None:
        self._move(1)

    @Slot()
    def _tell(self) -> None:
        order = self._order()
        if order != self._told:
            self._told = order
            self._number()
            self.answered.emit(list(order))

    @Slot()
    def _clear(self) -> None:
        self.show_answer(None)
        self.answered.emit(None)
