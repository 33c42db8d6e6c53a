"""One case: how it stands, what it is about, before and after, what happened, and what may be done now."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from app.domain.canonical import Json
from app.domain.kinds import Action
from ui.cases.asking import AskDialog
from ui.cases.cards import FactsCard, PairCard, TimelineCard, item_of
from ui.cases.sheet_model import CaseModel
from ui.cases.words import colour_label, colour_tone, severity_label, severity_tone
from ui.notices.dialog import NoticeDialog
from ui.photos.pictures import Pictures
from ui.photos.viewer import PhotoViewer
from ui.record.fitting import let_words_shrink
from ui.review.look import review_sheet
from ui.style.colours import Tone
from ui.style.metrics import touch
from ui.townships import township_name
from ui.widgets.banner import Banner
from ui.widgets.buttons import button
from ui.widgets.frames import ScrollColumn, clear, column, row
from ui.widgets.header import PageHeader
from ui.widgets.labels import Chip
from ui.widgets.weakly import weakly
from ui.words import action_label, delivery_label, status_label, status_tone

_FIRST_KEYS, _MOST_KEYS = 1, 9


class CasePage(QWidget):
    """A page that is opened over the others (``ui.shell.leaves.Leaf``).

    Signals:
        closed: the user is done here.
        changed: what other pages show may be old.
        wanted: the record that the case came out of, or its asset, is to be opened; the ``RecordKey``.
    """

    closed = Signal()
    changed = Signal()
    wanted = Signal(object)

    def __init__(self, model: CaseModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = model
        model.setParent(self)
        self.pictures = Pictures(model.workplace.shelf, model.tasks, self)
        self.setObjectName("page")
        self.setStyleSheet(review_sheet())
        self.dialog: AskDialog | None = None
        self.buttons: dict[Action, QPushButton] = {}
        self._shortcuts: list[QShortcut] = []
        stack = column(self, margins=(0, 16, 0, 0), spacing=4)
        stack.addLayout(self._head())
        self.sheet = ScrollColumn()
        self.sheet.column.addStretch(1)
        stack.addWidget(self.sheet, 1)
        self.foot = QFrame()
        self.foot.setObjectName("foot")
        self._actions = row(self.foot, margins=(24, 10, 24, 10), spacing=10)
        stack.addWidget(self.foot)
        model.changed.connect(self.redraw)
        model.refused.connect(self._complain)
        model.acted.connect(self._tell)
        model.refresh()

    @Slot()
    def redraw(self) -> None:
        """Draw the case as it is now; the place in it is kept."""
        looked = self.model.sheet
        if looked is None:
            return
        case, place = looked.case, self.sheet.verticalScrollBar().value()
        parts = (case.number, township_name(looked.key.stream.township), looked.class_name)
        self.header.set_title(case.title, " · ".join(filter(None, parts)))
        self._show_chips()
        clear(self.sheet.column, keeps=1)
        facts = FactsCard(looked, self.model.now)
        facts.wanted.connect(self.wanted)
        pair = PairCard(looked, self.pictures)
        pair.opened.connect(self._look_at)
        for number, card in enumerate((facts, pair, TimelineCard(looked))):
            self.sheet.column.insertWidget(number, card)
        self.sheet.verticalScrollBar().setValue(place)
        self._draw_actions()

    def ask(self, action: Action) -> None:
        """Open the small form of an action."""
        self.dialog = AskDialog(self.model, action, self)
        self.dialog.said.connect(self._act)
        self.dialog.open()

    @Slot()
    def open_notices(self) -> None:
        """Look at the letters about the case: 整改通知书, 移送函, 抄告单."""
        looked = self.model.sheet
        if looked is not None:
            NoticeDialog(self.model.workplace, self.model.tasks, looked.key, self).open()

    def _head(self) -> QVBoxLayout:
        top = column(margins=(24, 0, 24, 0), spacing=8)
        line = row(spacing=8)
        self.header = PageHeader("", " ", back=True)
        self.header.back_wanted.connect(self.closed)
        self.notices = self.header.add_action(self.tr("文书…"))
        self.notices.clicked.connect(self.open_notices)
        line.addWidget(self.header, 1)
        self.severity, self.clock, self.status, self.delivery = Chip(), Chip(), Chip(), Chip()
        for chip in (self.severity, self.clock, self.status, self.delivery):
            line.addWidget(chip)
        top.addLayout(line)
        self.banner = Banner()
        top.addWidget(self.banner)
        let_words_shrink(self.header)
        return top

    def _show_chips(self) -> None:
        looked = self.model.sheet
        if looked is None:
            return
        case, colour = looked.case, looked.colour(self.model.now)
        self.severity.setVisible(case.severity is not None)
        if case.severity is not None:
            self.severity.show_state(severity_label(case.severity), severity_tone(case.severity))
        self.clock.setVisible(colour is not None)
        if colour is not None:
            self.clock.show_state(colour_label(colour), colour_tone(colour))
        if case.state.status is not None:
            self.status.show_state(status_label(case.state.status), status_tone(case.state.status))
        self.delivery.show_state(delivery_label(looked.unsent), Tone.WARNING if looked.unsent else Tone.SUCCESS)

    def _draw_actions(self) -> None:
        clear(self._actions)
        for shortcut in self._shortcuts:
            shortcut.deleteLater()
        self._shortcuts, self.buttons = [], {}
        main = self.model.main_action
        self._actions.addStretch(1)
        others = [action for action in self.model.actions if action is not main]
        for number, action in enumerate(others, start=_FIRST_KEYS):
            self._add(action, "", f"Alt+{number}" if number <= _MOST_KEYS else "")
        if main is not None:
            self._add(main, "primary", "Ctrl+Return")
        self.foot.setVisible(bool(self.buttons))

    def _add(self, action: Action, kind: str, keys: str) -> None:
        made = button(action_label(action), kind)
        made.setMinimumHeight(touch())
        made.setEnabled(not self.model.is_busy)
        made.clicked.connect(weakly(self.ask, action))
        if keys:
            shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
            made.setToolTip(f"{action_label(action)}（{shown}）")
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(made.click)
            self._shortcuts.append(shortcut)
        self.buttons[action] = made
        self._actions.addWidget(made)

    @Slot(object, object, object)
    def _act(self, action: Action, body: dict[str, Json], photos: Sequence[Path]) -> None:
        self.model.act(action, body, photos)

    @Slot(str)
    def _look_at(self, photo: str) -> None:
        looked = self.model.sheet
        if looked is not None:
            items = [item_of(each) for each in (*looked.case.before, *looked.case.after)]
            PhotoViewer(items, photo, looked.case.site, self.pictures, self.window()).open()

    @Slot(str)
    def _complain(self, sentence: str) -> None:
        self.banner.say(sentence, Tone.DANGER)

    @Slot(object)
    def _tell(self, action: Action) -> None:
        words = self.tr("已{action}，等待发送给服务器。").format(action=action_label(action))
        self.banner.say(words, Tone.SUCCESS)
        self.changed.emit()
