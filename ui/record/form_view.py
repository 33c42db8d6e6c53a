"""The form itself: sections one below the other, drawn a few questions at a time so that the first show at once."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from ui.grades.drawing import make_drawing
from ui.photos.pictures import Pictures
from ui.record.model import RecordModel
from ui.record.paging import Pager, is_paged
from ui.record.question import Section
from ui.record.repeats import RepeatBox
from ui.record.rows import QuestionRow
from ui.record.slices import Slices
from ui.style.metrics import dp
from ui.widgets.frames import Card, ScrollColumn, column
from ui.widgets.labels import label

ROOM_PX = 90
FIRST_SCREEN = 2
"""How many sections are shown question by question."""


class FormView(ScrollColumn):
    """Sections of questions.

    Signals:
        drawn: everything is there.
        opened: the id of a photo that is to be looked at.

    Attributes:
        rows: key → the question drawn for it.
        pager: turns the pages of a form that has them, None for a form in one piece.
    """

    drawn = Signal()
    opened = Signal(str)

    def __init__(self, model: RecordModel, pictures: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._pictures = pictures
        self.rows: dict[str, QuestionRow] = {}
        self._groups: dict[str, QWidget] = {}
        self._repeats: dict[str, RepeatBox] = {}
        self._appears_whole = False
        self._unseen: Card | None = None
        self._slices = Slices(self)
        self._slices.finished.connect(self.drawn)
        self._lead: QWidget | None = None
        self._sections: tuple[Section, ...] = ()
        self.pager: Pager | None = None
        self._into = self.column
        self.column.addStretch(1)
        model.changed.connect(self.redraw)

    def lead(self, widget: QWidget) -> None:
        """Put something above the questions; page by page it is on the first page only."""
        self._lead = widget
        self.column.insertWidget(0, widget)

    def begin(self, sections: Sequence[Section], names: Sequence[str]) -> None:
        """Draw the sections under their names; the first screen at once, the rest when there is time."""
        self._sections = tuple(sections)
        if is_paged(self._model.session.form.settings.get("style", "")):
            self.pager = Pager(self._is_wanted, self.widget())
            self.pager.turned.connect(self._turn)
            self.column.insertWidget(self.column.count() - 1, self.pager)
        self._slices.begin(self._draw_sections(sections, names))

    def clear(self) -> None:
        """Take all questions away, to draw them anew."""
        self._slices.stop()
        for number in reversed(range(self.column.count() - 1)):
            item = self.column.itemAt(number)
            widget = None if item is None else item.widget()
            if widget is not None and widget is not self._lead:
                self.column.removeWidget(widget)
                widget.hide()
                widget.deleteLater()
        self._rows_and_boxes_gone()

    def _rows_and_boxes_gone(self) -> None:
        for drawn in (self.rows, self._groups, self._repeats):
            drawn.clear()
        self._unseen, self.pager, self._into = None, None, self.column

    def jump(self, key: str) -> None:
        """Scroll to a question and put the keyboard into it; draw and unfold on the way what is needed."""
        self._slices.take_until(partial(self._is_there, key))
        target = self.rows.get(key) or self._groups.get(key) or self._repeats.get(key)
        if target is None:
            return
        if self.pager is not None:
            self.pager.show_page(next(number for number, each in enumerate(self._sections) if each.holds(key)))
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        self.ensureWidgetVisible(target, 0, dp(ROOM_PX))
        if isinstance(target, QuestionRow):
            target.focus()

    def part(self, key: str) -> QWidget:
        """Return what is drawn for a question, a group or a repeat.

        Raises:
            KeyError: it is not drawn.
        """
        drawn: Mapping[str, QWidget] = {**self._groups, **self._repeats, **self.rows}
        return drawn[key]

    def key_of(self, widget: QWidget | None) -> str:
        """Return the key of the question that a widget belongs to, empty for none."""
        while widget is not None and not isinstance(widget, QuestionRow):
            widget = widget.parentWidget()
        return "" if widget is None else widget.key

    @Slot(object)
    def redraw(self, keys: Sequence[str]) -> None:
        """Draw again what looks different; repeats first, since what is in an instance may be gone with it."""
        for key in keys:
            if key in self._repeats:
                self._repeats[key].redraw()
        for key in keys:
            if key in self._groups:
                self._groups[key].setVisible(self._model.session.is_relevant(key))
            elif key in self.rows:
                self.rows[key].redraw()
        if self.pager is not None:
            self.pager.refresh()

    @Slot()
    def _turn(self) -> None:
        """Begin another page at its top."""
        if self.pager is not None and self._lead is not None:
            self._lead.setVisible(self.pager.current == 0)
        self.verticalScrollBar().setValue(0)

    def _is_wanted(self, page: int) -> bool:
        """Whether anything on a page applies."""
        return any(self._model.session.is_relevant(key) for key in self._sections[page].keys)

    def _begin_page(self) -> None:
        """Let what is drawn next go onto a page of its own, above the line that turns them."""
        if self.pager is not None:
            page, self._into = self.pager.add_page(self.widget())
            self.column.insertWidget(self.column.indexOf(self.pager), page)

    def _draw_sections(self, sections: Sequence[Section], names: Sequence[str]) -> Iterator[None]:
        """Draw section after section; those below the first screen appear when they are whole.

        The page is laid out anew whenever something appears on it: once for each section, not once for each question.
        """
        for number, (section, name) in enumerate(zip(sections, names, strict=True)):
            self._appears_whole = number >= FIRST_SCREEN
            self._begin_page()
            if section.title:
                yield from self._draw(self._into, section.keys[0], is_outer=True)
            else:
                card = self._card(name)
                for key in section.keys:
                    yield from self._draw(card.column, key)
            self._show_whole()

    def _show_whole(self) -> None:
        """Show the card that was drawn out of sight."""
        card, self._unseen = self._unseen, None
        if card is not None:
            key = next((key for key, group in self._groups.items() if group is card), "")
            card.setVisible(not key or self._model.session.is_relevant(key))

    def _card(self, title: str) -> Card:
        card = Card(self.widget())
        card.column.setSpacing(dp(14))
        if self._appears_whole:
            card.hide()
            self._unseen = card
        card.column.addWidget(label(title, "h2"))
        self._into.insertWidget(self._into.count() - 1, card)
        return card

    def _draw(self, into: QVBoxLayout, key: str, *, is_outer: bool = False) -> Iterator[None]:
        """Draw a question, a group or a repeat at the end of a column; those right on the page get a card."""
        reader = self._model.reader
        if reader.is_question(key):
            self._add_row(into, key)
            yield
        elif reader.is_repeat(key):
            self._add_drawing(into, key, is_outer=is_outer)
            box = RepeatBox(self._model, key, self._fill, self._forget, parent=into.parentWidget())
            self._repeats[key] = box
            into.insertWidget(into.count() - is_outer, box)
            yield
        else:
            inside = self._group(into, key, is_outer=is_outer)
            for child in reader.children(key):
                yield from self._draw(inside, child)

    def _group(self, into: QVBoxLayout, key: str, *, is_outer: bool) -> QVBoxLayout:
        """Make the box of a group and return its column."""
        box: QFrame
        if is_outer:
            box = card = self._card(self._model.reader.label(key))
            inside = card.column
        else:
            box = QFrame(into.parentWidget())
            box.setObjectName("inner")
            inside = column(box, margins=(12, 0, 0, 0), spacing=14)
            inside.addWidget(label(self._model.reader.label(key), "strong"))
            into.addWidget(box)
        self._groups[key] = box
        if box is not self._unseen:
            box.setVisible(self._model.session.is_relevant(key))
        return inside

    def _add_drawing(self, into: QVBoxLayout, repeat: str, *, is_outer: bool) -> None:
        """Put the drawing that a repeat asks for above it."""
        drawing = make_drawing(self._model, repeat, into.parentWidget())
        if drawing is not None:
            drawing.wanted.connect(self.jump)
            into.insertWidget(into.count() - is_outer, drawing)

    def _add_row(self, into: QVBoxLayout, key: str) -> None:
        made = QuestionRow(self._model, self._pictures, key, into.parentWidget())
        if made.photos is not None:
            made.photos.opened.connect(self.opened)
        self.rows[key] = made
        into.addWidget(made)
        made.ensurePolished()  # here, in the time of one question, and not when a whole card appears

    def _fill(self, into: QVBoxLayout, instance: str) -> None:
        """Draw what is inside an instance at once."""
        for child in self._model.reader.children(instance):
            for _ in self._draw(into, child):
                pass

    def _forget(self, instance: str) -> None:
        """Forget the drawn questions of an instance that is gone."""
        drawn: tuple[dict[str, QuestionRow] | dict[str, QWidget] | dict[str, RepeatBox], ...]
        drawn = (self.rows, self._groups, self._repeats)
        for widgets in drawn:
            for key in [key for key in widgets if key.startswith(f"{instance}/")]:
                del widgets[key]

    def _is_there(self, key: str) -> bool:
        """Whether a key is drawn; instances around it are unfolded on the way."""
        for box in list(self._repeats.values()):
            for instance, card in box.cards.items():
                if key.startswith(f"{instance}/"):
                    card.set_open(True)
        return self._unseen is None and (key in self.rows or key in self._groups or key in self._repeats)
