"""The page of conflicts, drawn."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from ui.conflicts.card import RecordCard
from ui.conflicts.model import ConflictsModel
from ui.style.colours import Tone
from ui.widgets.banner import Banner
from ui.widgets.empty import EmptyState
from ui.widgets.frames import ScrollColumn, column
from ui.widgets.header import PageHeader


class ConflictsView(QWidget):
    """Every record with conflicts as a card; a page over the others.

    Signals:
        closed: the user wants to leave.
        changed: a conflict was settled.
    """

    closed = Signal()
    changed = Signal()

    def __init__(self, model: ConflictsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = model
        outer = column(self, spacing=0)
        scroll = ScrollColumn()
        outer.addWidget(scroll)
        self._page = scroll.column
        self.header = PageHeader(self.tr("两边都改了的内容"), back=True)
        self.header.back_wanted.connect(self.closed)
        self._page.addWidget(self.header)
        self.banner = Banner()
        self._page.addWidget(self.banner)
        self.nothing = EmptyState(
            "success",
            self.tr("没有需要选定的内容"),
            self.tr("两人在互不知道的时候改了同一处，会并排列在这里，两边都不会丢。"),
        )
        self._page.addWidget(self.nothing, 1)
        self.cards: list[RecordCard] = []
        self._page.addStretch(1)
        model.changed.connect(self._render)
        model.failed.connect(self._complain)
        model.settled.connect(self.changed)
        self._render()
        model.refresh()

    @Slot()
    def _render(self) -> None:
        for card in self.cards:
            card.hide()
            self._page.removeWidget(card)
            card.deleteLater()
        self.cards = [RecordCard(self.model, record) for record in self.model.records]
        for number, card in enumerate(self.cards):
            self._page.insertWidget(2 + number, card)
        self.nothing.setVisible(self.model.is_read and not self.cards)
        words = self.tr("{count} 处，在 {records} 条记录中。选定的结果会签名、上传，另一边的值留在历史里。")
        subtitle = words.format(count=self.model.count, records=len(self.cards)) if self.cards else ""
        self.header.set_title(self.tr("两边都改了的内容"), subtitle)

    @Slot(str)
    def _complain(self, sentence: str) -> None:
        self.banner.say(sentence, Tone.DANGER)
