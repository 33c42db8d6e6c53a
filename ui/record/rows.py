"""One question on the form page: its label, its control, what is wrong with it and what was said about it."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel, QWidget

from app.domain.canonical import Json
from app.forms import QuestionType
from ui.controls.ask import Ask
from ui.controls.coding import CodeControl
from ui.controls.control import Control
from ui.controls.making import make_control
from ui.controls.marking import as_html, is_marked
from ui.controls.scales import GRID
from ui.photos.item import item_of_draft
from ui.photos.pictures import Pictures
from ui.photos.strip import PhotoStrip
from ui.record.explaining import Guidance, picture_label
from ui.record.files import FileField
from ui.record.model import RecordModel
from ui.record.question import Shown
from ui.record.sketches import ANNOTATED, SKETCHED, MarkBar, SketchField
from ui.record.steady import SteadyBox
from ui.style.colours import Tone
from ui.widgets.frames import column, row
from ui.widgets.labels import Chip, label


class QuestionRow(SteadyBox):
    """A question; ``redraw`` touches only what differs from what is drawn."""

    def __init__(self, model: RecordModel, pictures: Pictures, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._pictures = pictures
        self._drawn: Shown | None = None
        self.key = key
        self.control: Control | None = None
        self.photos: PhotoStrip | None = None
        self.files: FileField | None = None
        self.sketch: SketchField | None = None
        self._marks: MarkBar | None = None
        self._column = column(self, spacing=4)
        head = row(spacing=6)
        self._label, self._star = label(wrap=True), label("*", "star")
        self._changed = Chip(self.tr("退回后已改"), Tone.INFO)
        self._star.setToolTip(self.tr("必填"))
        self._star.setAccessibleName(self.tr("必填"))
        head.addWidget(self._star)
        head.addWidget(self._label, 1)
        head.addWidget(self._changed)
        self._head = head
        self._column.addLayout(head)
        self._notes: dict[str, QLabel] = {}
        self._guidance: Guidance | None = None
        self.redraw()

    def redraw(self) -> None:
        """Draw the question as it stands."""
        shown = self._model.reader.question(self.key)
        if shown.takes_photos:
            self._draw_media(shown)
        if shown == self._drawn:
            return
        before, self._drawn = self._drawn, shown
        self._draw_words(shown)
        if not shown.takes_photos:
            self._draw_control(shown, None if before is None else before.ask)
        if self.control is not None:
            self.control.set_wrong(bool(shown.problem))
        self.setVisible(shown.is_relevant)

    def focus(self) -> None:
        """Put the keyboard into the control."""
        target = self.control or self.photos or self.files or self.sketch
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _draw_words(self, shown: Shown) -> None:
        is_rich = is_marked(shown.words)
        self._label.setTextFormat(Qt.TextFormat.RichText if is_rich else Qt.TextFormat.PlainText)
        self._label.setText(as_html(shown.words) if is_rich else shown.words)
        self._star.setVisible(shown.is_required)
        self._changed.setVisible(shown.is_changed)
        self._note("caption", shown.hint, 1)
        self._draw_more(shown)
        self._note("wrong", shown.problem, -1)
        said = self.tr("退回意见：{text}").format(text=shown.remark) if shown.remark else ""
        self._note("quote", said, 1 + ("caption" in self._notes))

    def _note(self, kind: str, text: str, place: int) -> None:
        """Show a line of a kind, made when it is first needed; an empty one takes no room."""
        if kind not in self._notes and text:
            self._notes[kind] = label("", kind, wrap=True)
            self._column.insertWidget(place, self._notes[kind])
        if kind in self._notes:
            self._notes[kind].setText(text)
            self._notes[kind].setVisible(bool(text))

    def _draw_control(self, shown: Shown, before: Ask | None) -> None:
        if self.control is None or before is None or _needs_another(before, shown.ask):
            had_focus = self.control is not None and self.control.isAncestorOf(self.focusWidget() or self)
            if self.control is not None:
                self.control.deleteLater()
            self.control = make_control(shown.ask, self)
            self.control.answered.connect(self._answer)
            if isinstance(self.control, CodeControl):
                self.control.pictured.connect(self._read_codes)
            if shown.ask.appearance & GRID:
                self.setObjectName("grid")
                self._head.addWidget(self.control, 2)
            else:
                self._column.insertWidget(self._column.count() - ("wrong" in self._notes), self.control)
            if had_focus:
                self.control.setFocus()
        self.control.set_read_only(shown.ask.is_read_only)
        self.control.show_answer(shown.answer)

    def _draw_more(self, shown: Shown) -> None:
        """Show the picture of the label, and guidance folded under a button."""
        if shown.picture and "picture" not in self._notes:
            self._notes["picture"] = picture_label(shown.picture)
            self._column.insertWidget(1 + ("caption" in self._notes), self._notes["picture"])
        if shown.guidance and self._guidance is None:
            self._guidance = Guidance(shown.ask.label)
            self._column.insertWidget(1 + ("caption" in self._notes), self._guidance)
        if self._guidance is not None:
            self._guidance.show_text(shown.guidance)

    def _draw_media(self, shown: Shown) -> None:
        """Draw what is attached to the question as its type and its appearance ask."""
        if shown.ask.type != QuestionType.IMAGE:
            self._draw_files(shown)
        elif shown.ask.appearance & SKETCHED:
            self._draw_sketch(shown)
        else:
            self._draw_photos(shown)
            if ANNOTATED in shown.ask.appearance and not shown.ask.is_read_only:
                self._offer_marking(shown)

    def _draw_files(self, shown: Shown) -> None:
        evidence = self._model.evidence
        if self.files is None:
            is_editable, can_open = not shown.ask.is_read_only, evidence.opener.can_open
            self.files = FileField(shown.ask.label, shown.ask.type, is_editable=is_editable, can_open=can_open)
            self.files.given.connect(self._give)
            self.files.removed.connect(evidence.remove)
            self.files.opened.connect(evidence.opener.open)
            self._column.addWidget(self.files)
        self.files.show_files(evidence.photos_of(self.key))

    def _draw_sketch(self, shown: Shown) -> None:
        evidence = self._model.evidence
        if self.sketch is None:
            is_signature, is_editable = "signature" in shown.ask.appearance, not shown.ask.is_read_only
            self.sketch = SketchField(
                self._pictures, shown.ask.label, is_signature=is_signature, is_editable=is_editable
            )
            self.sketch.drawn.connect(self._keep_drawing)
            self.sketch.removed.connect(evidence.remove)
            self._column.addWidget(self.sketch)
        self.sketch.show_sketch(evidence.photos_of(self.key))

    def _offer_marking(self, shown: Shown) -> None:
        if self._marks is None:
            self._marks = MarkBar(self._pictures, shown.ask.label)
            self._marks.drawn.connect(self._keep_drawing)
            self._column.addWidget(self._marks)
        self._marks.show_photos(self._model.evidence.photos_of(self.key))

    def _draw_photos(self, shown: Shown) -> None:
        if self.photos is None:
            self.photos = PhotoStrip(self._pictures, shown.ask.label, is_editable=not shown.ask.is_read_only)
            self.photos.given.connect(self._give)
            self.photos.removed.connect(self._model.evidence.remove)
            self._column.addWidget(self.photos)
        items = [item_of_draft(photo) for photo in self._model.evidence.photos_of(self.key)]
        self.photos.show_photos(items, self._model.place)

    @Slot(object)
    def _answer(self, answer: Json) -> None:
        self._model.answer(self.key, answer)

    @Slot(object, str)
    def _keep_drawing(self, image: QImage, name: str) -> None:
        self._model.evidence.add_image(image, self.key, name)

    @Slot(object)
    def _read_codes(self, picture: Path) -> None:
        self._model.evidence.read_codes(picture, self._take_codes)

    @Slot(object)
    def _take_codes(self, codes: tuple[str, ...]) -> None:
        if isinstance(self.control, CodeControl):
            self.control.take_codes(codes)

    @Slot(object)
    def _give(self, files: Sequence[Path]) -> None:
        self._model.evidence.add_files(files, self.key)


def _needs_another(before: Ask, now: Ask) -> bool:
    """Whether the control has to be made anew: another label or read-only state can be shown by the one there is."""
    return (before.type, before.options, before.appearance, before.parameters) != (
        now.type,
        now.options,
        now.appearance,
        now.parameters,
    )
