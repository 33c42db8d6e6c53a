"""Any of many: what is chosen stands in front of a box that is searched by typing."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from app.domain.canonical import Json
from ui.controls.ask import Ask, members_of
from ui.controls.choosing import SearchControl
from ui.controls.control import Control
from ui.style.metrics import dp
from ui.widgets.buttons import button
from ui.widgets.flow import FlowLayout
from ui.widgets.frames import column


class PickManyControl(Control):
    """Chosen values as buttons that take themselves away; the box adds one more.

    Backspace in the empty box takes the last one away.
    """

    def __init__(self, ask: Ask, parent: QWidget | None = None) -> None:
        super().__init__(ask, parent)
        self._labels = {option.value: option.label for option in ask.options}
        self._chosen: tuple[str, ...] = ()
        self.chosen: dict[str, QPushButton] = {}
        self.search = SearchControl(ask, self)
        self.search.entry.setPlaceholderText(self.tr("输入文字查找，可选多项"))
        self.search.entry.installEventFilter(self)
        self.search.answered.connect(self._add)
        self.setFocusProxy(self.search.box)
        stack = column(self, spacing=6)
        self._flow = FlowLayout(spacing=dp(6))
        stack.addLayout(self._flow)
        stack.addWidget(self.search)

    def show_answer(self, answer: Json) -> None:
        """Show the chosen ones in the order of the choices."""
        given = members_of(answer)
        wanted = tuple(value for value in self._labels if value in given)
        if wanted == self._chosen:
            return
        self._chosen = wanted
        for value in [value for value in self.chosen if value not in wanted]:
            gone = self.chosen.pop(value)
            self._flow.removeWidget(gone)
            gone.deleteLater()
        for value in wanted:
            if value not in self.chosen:
                self.chosen[value] = self._make(value)
        for value in wanted:
            self._flow.removeWidget(self.chosen[value])
            self._flow.addWidget(self.chosen[value])
        self.updateGeometry()

    def set_read_only(self, read_only: bool) -> None:  # noqa: FBT001  Qt's setters look so
        """Forbid adding and taking away."""
        self.search.setVisible(not read_only)
        for each in self.chosen.values():
            each.setEnabled(not read_only)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """Take the last one away with Backspace."""
        is_press = event.type() is QEvent.Type.KeyPress and self._chosen and not self.search.entry.text()
        if is_press and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Backspace:
            self._tell(self._chosen[:-1])
            return True
        return super().eventFilter(watched, event)

    def _make(self, value: str) -> QPushButton:
        made = button(f"{self._labels[value]}　✕", "picked")
        made.setAccessibleName(
            self.tr("{label}：移除 {choice}").format(label=self.ask.label, choice=self._labels[value])
        )
        made.setProperty("value", value)
        made.clicked.connect(self._remove)
        return made

    @Slot(object)
    def _add(self, value: Json) -> None:
        QTimer.singleShot(0, self.search, self._empty)
        if isinstance(value, str) and value not in self._chosen:
            self._tell((*self._chosen, value))

    @Slot()
    def _empty(self) -> None:
        """Make room for the next word; the list has closed by now."""
        self.search.show_answer(None)
        self.search.entry.clear()

    @Slot()
    def _remove(self) -> None:
        value = self.sender().property("value")
        self._tell(tuple(each for each in self._chosen if each != value))

    def _tell(self, chosen: tuple[str, ...]) -> None:
        self.show_answer(list(chosen))
        self.answered.emit(list(self._chosen) or None)
