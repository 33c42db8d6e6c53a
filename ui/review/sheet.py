"""A whole record to look at: cards, and its fields in the order of the form."""

from collections.abc import Iterator

from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app.domain.kinds import Action, Status
from app.usecases.kept_grades import is_grade
from ui.grades.review_card import GradeCard
from ui.grades.sheet import SheetDialog
from ui.photos.pictures import Pictures
from ui.photos.place import place_of
from ui.photos.viewer import PhotoViewer
from ui.record.question import section_names
from ui.record.slices import Slices
from ui.review.cards import ChangesCard, DeliveryCard, HistoryCard, PlaceCard
from ui.review.field_row import FieldRow
from ui.review.look import review_sheet
from ui.review.looking import LookedAt
from ui.review.model import LookModel
from ui.style.metrics import dp
from ui.widgets.frames import Card, ScrollColumn, clear
from ui.widgets.labels import label

ROOM_PX = 90


class RecordSheet(ScrollColumn):
    """A record, drawn anew whenever the model shows another or the same as it is now.

    Signals:
        drawn: everything is there.

    Attributes:
        rows: key → the field drawn for it.
    """

    drawn = Signal()

    def __init__(self, model: LookModel, pictures: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: dict[str, FieldRow] = {}
        self._model = model
        self._pictures = pictures
        self._slices = Slices(self)
        self._slices.finished.connect(self.drawn)
        self._record = ""
        self._only_changes = False
        self.setStyleSheet(review_sheet())
        self.column.addStretch(1)
        model.changed.connect(self.redraw)

    @Slot()
    def redraw(self) -> None:
        """Draw what the model shows; the place in it is kept while the record is the same."""
        looked = self._model.looked
        place = self.verticalScrollBar().value()
        self._clear()
        if looked is None:
            self._record = ""
            return
        self._slices.begin(self._draw(looked))
        if looked.key.record == self._record:
            self._slices.take_until(lambda: False)
            QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
            self.verticalScrollBar().setValue(place)
        else:
            self.verticalScrollBar().setValue(0)
        self._record = looked.key.record

    @property
    def only_changes(self) -> bool:
        """Whether only what changed since the last decision is shown, where one was made."""
        return self._only_changes

    @Slot(bool)
    def show_only_changes(self, is_wanted: bool) -> None:  # noqa: FBT001  # Qt's signal gives it so
        """Show only what changed since the last decision, or all."""
        self._only_changes = is_wanted
        self._record = ""
        self.redraw()

    @Slot(str)
    def jump(self, key: str) -> None:
        """Scroll to a field."""
        self._slices.take_until(lambda: key in self.rows)
        if key in self.rows:
            QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
            self.ensureWidgetVisible(self.rows[key], 0, dp(ROOM_PX))
            self.rows[key].setFocus()

    @Slot(str)
    def look_at(self, photo: str) -> None:
        """Open a photo in the whole window."""
        looked = self._model.looked
        if looked is not None:
            items = [*looked.photos, *looked.removed]
            PhotoViewer(items, photo, place_of(looked.asset), self._pictures, self.window()).open()

    def _clear(self) -> None:
        self.rows = {}
        clear(self.column, keeps=1)

    def _draw(self, looked: LookedAt) -> Iterator[None]:
        if looked.changes is not None and (looked.changes or looked.state.status is Status.SUBMITTED):
            changes = ChangesCard(looked, looked.changes, self._pictures)
            changes.wanted.connect(self.jump)
            self._add(changes)
            yield
            if self._only_changes:
                return
        place = PlaceCard(looked, self._pictures)
        place.opened.connect(self.look_at)
        self._add(place)
        yield
        if looked.grades:
            self._add(self._grade_card(looked))
            yield
        sections = looked.reader.sections()
        for section, name in zip(sections, section_names(sections), strict=True):
            card = Card()
            card.column.setSpacing(0)
            self._add(card)
            card.column.addWidget(label(name, "h2"))
            for key in section.keys:
                yield from self._draw_item(looked, card.column, key, is_titled=bool(section.title))
        self._add(DeliveryCard(looked))
        self._add(HistoryCard(looked))

    def _grade_card(self, looked: LookedAt) -> GradeCard:
        in_conflict = any(is_grade(path) for path in looked.state.conflicts)
        may_regrade = self._model.may(Action.SETTLED)
        card = GradeCard(looked.reader, looked.grades, in_conflict=in_conflict, may_regrade=may_regrade)
        card.sheet_wanted.connect(self._show_calculation)
        card.regrade_wanted.connect(self._model.regrade)
        return card

    @Slot()
    def _show_calculation(self) -> None:
        looked = self._model.looked
        if looked is not None:
            heading = " ".join(filter(None, (looked.row.title, looked.row.number)))
            SheetDialog(self._model.tasks, heading, looked.grades, looked.reader.label, self.window()).open()

    def _draw_item(self, looked: LookedAt, into: QVBoxLayout, key: str, *, is_titled: bool = False) -> Iterator[None]:
        """Draw a field, or what is inside a group, a repeat or an instance, under its name."""
        reader = looked.reader
        if not reader.session.is_relevant(key):
            return
        if not reader.is_repeat(key) and reader.is_question(key):
            self._draw_field(looked, into, key)
            yield
            return
        if not is_titled:
            into.addSpacing(dp(8))
            into.addWidget(label(reader.title_of(key).rpartition(" · ")[2], "strong"))
        inside = reader.session.instances(key) if reader.is_repeat(key) else reader.children(key)
        if not inside:
            into.addWidget(label(self.tr("无"), "caption"))
        for child in inside:
            yield from self._draw_item(looked, into, child)

    def _draw_field(self, looked: LookedAt, into: QVBoxLayout, key: str) -> None:
        made = FieldRow(self._model, looked, looked.reader.question(key), self._pictures, into.parentWidget())
        if made.photos is not None:
            made.photos.opened.connect(self.look_at)
        self.rows[key] = made
        into.addWidget(made)

    def _add(self, card: QWidget) -> None:
        self.column.insertWidget(self.column.count() - 1, card)
