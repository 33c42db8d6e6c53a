"""One field of a record that is looked at: its value, what it was before, both sides of a conflict, remarks."""

from functools import partial

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from app.domain.kinds import Action
from app.usecases.differences import Change
from ui.photos.item import of_question
from ui.photos.pictures import Pictures
from ui.photos.place import place_of
from ui.photos.strip import PhotoStrip
from ui.record.question import Shown
from ui.record.steady import SteadyBox
from ui.review.looking import LookedAt
from ui.review.model import LookModel
from ui.review.titles import before_label, words_of_value
from ui.style.colours import Tone
from ui.style.metrics import dp, touch
from ui.widgets.buttons import SMALL_TOUCH_PX, button
from ui.widgets.frames import column, row
from ui.widgets.labels import Chip, label

NAME_PX = 180


class FieldRow(SteadyBox):
    """A field; a click on it, or its button, opens a line for a remark where remarks can be written."""

    def __init__(
        self, model: LookModel, looked: LookedAt, shown: Shown, pictures: Pictures, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.key = shown.key
        self._model = model
        self._looked = looked
        self.editor: QLineEdit | None = None
        self.photos: PhotoStrip | None = None
        self.setObjectName("field")
        self._least_px = touch(SMALL_TOUCH_PX) if model.may_remark else 0
        field = looked.state.values.get(self.key)
        self._change = next((each for each in _changes(looked) if each.path == self.key), None)
        self.setProperty("is_changed", self._change is not None)
        self.setProperty("in_conflict", field is not None and field.in_conflict)
        outer = column(self, margins=(8, 6, 8, 6), spacing=4)
        line = row(spacing=12)
        outer.addLayout(line)
        name = label(shown.ask.label, "caption", wrap=True)
        name.setFixedWidth(dp(NAME_PX))
        name.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Minimum)
        name.setMinimumHeight(self._least_px)
        line.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
        self._values = column(spacing=4)
        if shown.takes_photos:
            line.addStretch()
            outer.addLayout(self._values)
        else:
            line.addLayout(self._values, 1)
        self._draw_value(shown, pictures)
        self._draw_conflict()
        self._draw_remark()
        self._offer_remark(line, shown.ask.label)

    def open_editor(self) -> None:
        """Open the line for a remark and put the keyboard into it."""
        if self.editor is None:
            self.editor = QLineEdit(self._model.remarks.get(self.key, ""), self)
            self.editor.setPlaceholderText(self.tr("写下这一项要怎样改正"))
            self.editor.setAccessibleName(self.tr("{label} 的退回意见").format(label=self._name()))
            self.editor.setMinimumHeight(touch())
            self.editor.textEdited.connect(self._write)
            self._values.addWidget(self.editor)
        self.editor.setFocus()

    def mouseReleaseEvent(self, event: QEvent) -> None:  # noqa: N802  Qt's name
        """Open the line for a remark."""
        if self._model.may_remark:
            self.open_editor()
        event.accept()

    def _name(self) -> str:
        return self._looked.reader.label(self.key)

    def _draw_value(self, shown: Shown, pictures: Pictures) -> None:
        if shown.takes_photos:
            self.photos = PhotoStrip(pictures, shown.ask.label, is_editable=False)
            items = of_question(self._looked.photos, self.key)
            marks = dict.fromkeys(_added(self._looked), self.tr("新增"))
            self.photos.show_photos(items, place_of(self._looked.asset), marks)
            self._values.addWidget(self.photos if items else label("—", "caption"))
            return
        line = row(spacing=8)
        value = label(words_of_value(self._looked.reader, self.key, shown.answer), wrap=True)
        value.setMinimumHeight(self._least_px)
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        value.setCursor(Qt.CursorShape.IBeamCursor)
        if self._change is not None:
            line.addWidget(before_label(self._looked.reader, self._change))
            line.addWidget(label("→", "caption"))
        line.addWidget(value, 1)
        if self._change is not None:
            line.addWidget(Chip(self.tr("已改"), Tone.INFO))
        self._values.addLayout(line)

    def _draw_conflict(self) -> None:
        """Show what each wrote who did not know of the other, and let one of them stand."""
        field = self._looked.state.values.get(self.key)
        if field is None or not field.in_conflict:
            return
        self._values.addWidget(Chip(self.tr("两人同时填写，内容不同"), Tone.WARNING))
        times = {step.entry: step.made_at for step in self._looked.state.history}
        for write in field.writes:
            line = row(spacing=8)
            words = words_of_value(self._looked.reader, self.key, write.value)
            who = f"{self._looked.name(write.author)} {times.get(write.entry, '')[:16].replace('T', ' ')}"
            line.addWidget(label(words, "strong"))
            line.addWidget(label(who, "caption"), 1)
            if self._model.may(Action.SETTLED):
                take = button(self.tr("采用“{value}”").format(value=words))
                take.clicked.connect(partial(self._model.settle, self.key, write.value))
                line.addWidget(take)
            self._values.addLayout(line)

    def _draw_remark(self) -> None:
        for remark in self._looked.state.remarks:
            if remark.path == self.key:
                author = self._looked.name(remark.author)
                self._values.addWidget(
                    label(self.tr("{author}：{text}").format(author=author, text=remark.text), "quote", wrap=True)
                )

    def _offer_remark(self, line: QHBoxLayout, name: str) -> None:
        if not self._model.may_remark:
            return
        write = button(self.tr("批注"), "plain")
        write.setAccessibleName(self.tr("批注 {label}").format(label=name))
        write.clicked.connect(self.open_editor)
        line.addWidget(write, 0, Qt.AlignmentFlag.AlignTop)
        if self._model.remarks.get(self.key):
            self.open_editor()

    @Slot(str)
    def _write(self, text: str) -> None:
        self._model.remark(self.key, text)


def _changes(looked: LookedAt) -> tuple[Change, ...]:
    return looked.changes.answers if looked.changes else ()


def _added(looked: LookedAt) -> tuple[str, ...]:
    return looked.changes.photos_added if looked.changes else ()
