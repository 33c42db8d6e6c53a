"""The page of handing over: to whom, what, and what is on its way."""

from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.domain.kinds import Status
from app.usecases.handover import Offer
from ui.handover.model import HandoverModel, Stock
from ui.style.colours import Tone
from ui.style.metrics import dp, touch
from ui.townships import township_name
from ui.widgets.banner import Banner
from ui.widgets.busy import BusyBar
from ui.widgets.buttons import SMALL_TOUCH_PX, button
from ui.widgets.frames import Card, ScrollColumn, clear, column, row
from ui.widgets.header import PageHeader
from ui.widgets.labels import Chip, label

VILLAGES_DP = 220
CHOICE_DP = 260


class HandoverPage(QWidget):
    """One form to offer work, one card for each offer that waits.

    Signals:
        closed: the user is done here.
        changed: what other pages show may be old: drafts went or came.
    """

    closed = Signal()
    changed = Signal()

    def __init__(self, model: HandoverModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = model
        model.setParent(self)
        self._shown: Stock | None = None
        self.setObjectName("page")
        outer = column(self, spacing=0)
        scroll = ScrollColumn()
        outer.addWidget(scroll)
        page = scroll.column
        header = PageHeader(self.tr("交接"), self.tr("对方接收后双方都有签名；接收之前可以取回"), back=True)
        header.back_wanted.connect(self.closed)
        page.addWidget(header)
        self.banner = Banner()
        page.addWidget(self.banner)
        self.busy = BusyBar(self.tr("正在读取"))
        page.addWidget(self.busy)
        self._offers = QVBoxLayout()
        page.addLayout(self._offers)
        page.addWidget(self._form())
        page.addStretch(1)
        model.changed.connect(self._render)
        model.failed.connect(self._complain)
        model.done.connect(self.changed)
        model.refresh()

    def _form(self) -> QWidget:
        card = Card()
        card.column.addWidget(label(self.tr("交出"), "h2"))
        self.to = QComboBox()
        self.to.setAccessibleName(self.tr("交给谁"))
        self.to.setMinimumHeight(touch(SMALL_TOUCH_PX))
        self.to.setMinimumWidth(dp(CHOICE_DP))
        line = row(spacing=10)
        line.addWidget(label(self.tr("交给谁"), "caption"))
        line.addWidget(self.to)
        line.addStretch(1)
        card.column.addLayout(line)
        self.drafts, self.returned = QCheckBox(), QCheckBox()
        card.column.addWidget(self.drafts)
        card.column.addWidget(self.returned)
        card.column.addWidget(label(self.tr("设施，按村（到期日随设施一起交接）"), "caption"))
        self.villages = QListWidget()
        self.villages.setAccessibleName(self.tr("要交接设施的村"))
        self.villages.setMinimumHeight(dp(VILLAGES_DP))
        card.column.addWidget(self.villages)
        self.note = QLineEdit()
        self.note.setPlaceholderText(self.tr("说明，例如：休假至月底"))
        self.note.setAccessibleName(self.tr("说明"))
        self.note.setMinimumHeight(touch(SMALL_TOUCH_PX))
        card.column.addWidget(self.note)
        self.send = button(self.tr("签名交出"), "primary")
        self.send.clicked.connect(self._send)
        line = row()
        line.addStretch(1)
        line.addWidget(self.send)
        card.column.addLayout(line)
        return card

    @Slot()
    def _send(self) -> None:
        items = [self.villages.item(place) for place in range(self.villages.count())]
        chosen = [item.data(Qt.ItemDataRole.UserRole) for item in items if item.checkState() is Qt.CheckState.Checked]
        self.model.offer(
            self.to.currentData(),
            [(str(township), str(village)) for township, village in chosen],
            drafts=self.drafts.isChecked(),
            returned=self.returned.isChecked(),
            note=self.note.text(),
        )

    @Slot()
    def _render(self) -> None:
        model = self.model
        if model.is_busy:
            self.busy.move_on()
            self.send.setEnabled(False)
            return
        self.busy.rest()
        self.send.setEnabled(bool(model.stock.people))
        if model.stock != self._shown:
            self._shown = model.stock
            self._fill(model.stock)

    def _fill(self, stock: Stock) -> None:
        """Show what there is now; who is chosen stays so, villages are chosen anew."""
        self.drafts.setText(self.tr("草稿 {count} 份（内容和照片随交接走，本机不再保留）").format(count=stock.drafts))
        self.returned.setText(self.tr("退回待订正 {count} 条").format(count=stock.returned))
        chosen = self.to.currentData()
        self.to.clear()
        for person, name in stock.people:
            self.to.addItem(name, person)
        self.to.setCurrentIndex(max(0, self.to.findData(chosen)))
        self.villages.clear()
        for (township, village), count in stock.villages:
            words = self.tr("{where}（{count} 处）").format(where=f"{township_name(township)} {village}", count=count)
            item = QListWidgetItem(words, self.villages)
            item.setData(Qt.ItemDataRole.UserRole, (township, village))
            item.setCheckState(Qt.CheckState.Unchecked)
        self._show_offers(stock.offers)

    def _show_offers(self, offers: tuple[tuple[Offer, ...], ...]) -> None:
        clear(self._offers)
        for batch in offers:
            self._offers.addWidget(self._offer_card(batch))

    def _offer_card(self, batch: tuple[Offer, ...]) -> QWidget:
        model, first, card = self.model, batch[0], Card()
        is_mine = first.giver == model.person
        head = row(spacing=8)
        words = self.tr("我交给 {person}") if is_mine else self.tr("{person} 交给我")
        head.addWidget(label(words.format(person=model.name(first.taker if is_mine else first.giver)), "strong"), 1)
        is_declined = any(offer.status is Status.DECLINED for offer in batch)
        head.addWidget(
            Chip(self.tr("对方未接收"), Tone.DANGER) if is_declined else Chip(self.tr("待接收"), Tone.WARNING)
        )
        card.column.addLayout(head)
        said = self.tr("设施 {assets} 处 · 草稿 {drafts} 份 · 退回 {returned} 条").format(
            assets=sum(len(offer.assets) for offer in batch),
            drafts=sum(len(offer.drafts) for offer in batch),
            returned=sum(len(offer.returned) for offer in batch),
        )
        card.column.addWidget(label(" · ".join(part for part in (said, first.note) if part), "caption", wrap=True))
        line = row(spacing=8)
        line.addStretch(1)
        acts = (
            ((self.tr("取回"), "", model.take_back),)
            if is_mine
            else ((self.tr("不接收"), "", model.decline), (self.tr("签名接收"), "primary", model.accept))
        )
        for name, kind, act in acts:
            made = button(name, kind)
            made.clicked.connect(partial(act, batch))
            line.addWidget(made)
        card.column.addLayout(line)
        return card

    @Slot(str)
    def _complain(self, sentence: str) -> None:
        self.banner.say(sentence, Tone.DANGER)
