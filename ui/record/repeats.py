"""Repeats on the form page: instances as cards that fold, are added, copied, moved and removed."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt, Slot
from PySide6.QtWidgets import QFrame, QToolButton, QVBoxLayout, QWidget

from app.forms import Repeat
from ui.record.model import RecordModel, repeat_of
from ui.style.colours import current_colours
from ui.style.icons import icon
from ui.style.metrics import dp, touch
from ui.widgets.buttons import SMALL_TOUCH_PX, button, picture_button
from ui.widgets.frames import Card, column, row
from ui.widgets.labels import label

OPEN_AT_FIRST = 3
"""Up to so many instances of a kept record are open; of more, none."""

SUMMARY_PARTS = 3

Fill = Callable[[QVBoxLayout, str], None]
"""Draws what is inside an instance into a column."""


class InstanceCard(QFrame):
    """One instance: a line that names it, and below, unless folded, its questions; these are drawn when first open."""

    def __init__(self, model: RecordModel, key: str, fill: Fill, *, is_open: bool) -> None:
        super().__init__()
        self.setObjectName("instance")
        self._model = model
        self._fill = fill
        self._is_filled = False
        self.key = key
        stack = column(self, margins=(12, 6, 12, 10), spacing=6)
        head = row(spacing=4)
        self.fold = QToolButton(self)
        self.fold.setMinimumSize(touch(SMALL_TOUCH_PX), touch(SMALL_TOUCH_PX))
        self.fold.clicked.connect(self._toggle)
        self._title, self._summary = label("", "strong"), label("", "caption")
        head.addWidget(self.fold)
        head.addWidget(self._title)
        head.addWidget(self._summary, 1)
        for widget in self._acts():
            head.addWidget(widget)
        stack.addLayout(head)
        self._inside = QWidget(self)
        self._questions = column(self._inside, margins=(8, 0, 8, 0), spacing=14)
        stack.addWidget(self._inside)
        self.set_open(is_open)

    @property
    def is_open(self) -> bool:
        """Whether its questions are shown."""
        return not self._inside.isHidden()

    def set_open(self, is_open: bool) -> None:  # noqa: FBT001  Qt's setters look so
        """Show or fold its questions."""
        if is_open and not self._is_filled:
            self._is_filled = True
            self._fill(self._questions, self.key)
        self._inside.setVisible(is_open)
        self.fold.setIcon(icon("chevron-up" if is_open else "chevron-down", current_colours().muted, edge_px=dp(18)))
        self.fold.setAccessibleName(self.tr("折叠") if is_open else self.tr("展开"))
        self.redraw()

    def redraw(self) -> None:
        """Name it again: its number, and when folded what it says."""
        like = self._model.session.instances(repeat_of(self.key))
        self.up.setEnabled(self.key in like and like[0] != self.key)
        self.down.setEnabled(self.key in like and like[-1] != self.key)
        self._title.setText(self._model.reader.title_of(self.key).rpartition(" · ")[2])
        self._summary.setText("" if self.is_open else summary(self._model, self.key))

    def _acts(self) -> tuple[QWidget, ...]:
        """Return what can be done with it; where the form says how many there are, only moving."""

        def act(text: str, do: Callable[[], object]) -> QWidget:
            made = button(text, "plain")
            made.clicked.connect(do)
            return made

        self.up = picture_button("chevron-up", self.tr("上移"))
        self.up.clicked.connect(partial(self._model.move_instance, self.key, -1))
        self.down = picture_button("chevron-down", self.tr("下移"))
        self.down.clicked.connect(partial(self._model.move_instance, self.key, 1))
        repeat = self._model.session.item(repeat_of(self.key))
        if isinstance(repeat, Repeat) and repeat.count:
            return self.up, self.down
        copy = act(self.tr("复制"), partial(self._model.duplicate_instance, self.key))
        remove = act(self.tr("移除"), partial(self._model.remove_instance, self.key))
        return self.up, self.down, copy, remove

    @Slot()
    def _toggle(self) -> None:
        self.set_open(not self.is_open)


class RepeatBox(Card):
    """All instances of a repeat, and the button that adds one."""

    def __init__(
        self, model: RecordModel, key: str, fill: Fill, forget: Callable[[str], None], *, parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._fill = fill
        self._forget = forget
        self.key = key
        self.cards: dict[str, InstanceCard] = {}
        head = row(spacing=8)
        self._count = label("", "caption")
        head.addWidget(label(model.reader.label(key), "h2"))
        head.addWidget(self._count)
        head.addStretch()
        self.column.addLayout(head)
        self._instances = column(spacing=8)
        self.column.addLayout(self._instances)
        self.add = button(self.tr("添加一处{name}").format(name=model.reader.label(key)), picture="add")
        self.add.setMinimumHeight(touch())
        self.add.clicked.connect(self._add)
        self.column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self.redraw(are_new_open=len(model.session.instances(key)) <= OPEN_AT_FIRST)

    def redraw(self, *, are_new_open: bool = True) -> None:
        """Have a card for each instance, in order; cards that stay are moved, not made anew."""
        wanted = self._model.session.instances(self.key)
        for key in [key for key in self.cards if key not in wanted]:
            self.cards.pop(key).deleteLater()
            self._forget(key)
        for index, key in enumerate(wanted):
            if key not in self.cards:
                self.cards[key] = InstanceCard(self._model, key, self._fill, is_open=are_new_open)
            if self._instances.indexOf(self.cards[key]) != index:
                self._instances.insertWidget(index, self.cards[key])
        for card in self.cards.values():
            card.redraw()
        self._count.setText(self.tr("{count} 处").format(count=len(wanted)))
        self.add.setVisible(self._model.session.can_add(self.key))
        self.setVisible(self._model.session.is_relevant(self.key))

    @Slot()
    def _add(self) -> None:
        card = self.cards.get(self._model.add_instance(self.key))
        if card is not None:
            card.set_open(True)
            card.fold.setFocus()
            card.focusNextChild()


def summary(model: RecordModel, instance: str) -> str:
    """Return the first answers of an instance in one line."""
    reader = model.reader
    questions = (key for key in reader.children(instance) if reader.is_question(key))
    answers = (reader.answer_words(key, reader.session.value(key)) for key in questions)
    parts = [answer for answer in answers if answer][:SUMMARY_PARTS]
    return " · ".join(parts) or QCoreApplication.translate("RepeatBox", "未填写")
