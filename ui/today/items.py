"""Cards of records that came back and of drafts."""

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from app.domain.case_listing import CaseRow
from app.domain.draft import Draft
from ui import moments
from ui.style.colours import Tone
from ui.today.model import Returned
from ui.townships import township_name
from ui.widgets.buttons import button
from ui.widgets.frames import Card, row
from ui.widgets.labels import Chip, label

REMARKS_SHOWN = 3


class ItemCard(Card):
    """A title, a line below it, perhaps remarks, and a button.

    Signals:
        chosen: the button was pressed.
    """

    chosen = Signal()

    def __init__(self, title: str, caption: str, chip: Chip, action: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        head = row(spacing=8)
        head.addWidget(label(title, "strong", wrap=True), 1)
        head.addWidget(chip)
        self.column.addLayout(head)
        foot = row(spacing=8)
        foot.addWidget(label(caption, "caption", wrap=True), 1)
        self.button = button(action)
        self.button.setAccessibleName(f"{action} {title}")
        self.button.clicked.connect(self.chosen)
        foot.addWidget(self.button)
        self.column.addLayout(foot)

    def quote(self, text: str) -> None:
        """Add a remark above the button."""
        self.column.insertWidget(self.column.count() - 1, label(text, "quote", wrap=True))


def returned_card(returned: Returned, form: str) -> ItemCard:
    """Return the card of a record that came back, with what is to be mended."""
    translate = QCoreApplication.translate
    row_ = returned.row
    caption = " · ".join(part for part in (form, township_name(row_.township), moments.day(row_.made_at)) if part)
    chip = Chip(translate("Today", "已退回"), Tone.DANGER)
    card = ItemCard(row_.title or row_.number, caption, chip, translate("Today", "去订正"))
    for remark in returned.remarks[:REMARKS_SHOWN]:
        card.quote(remark.text)
    more = len(returned.remarks) - REMARKS_SHOWN
    if more > 0:
        card.quote(translate("Today", "还有 {count} 条意见，打开记录查看。").format(count=more))
    return card


def case_card(case: CaseRow) -> ItemCard:
    """Return the card of a problem that was mended and waits to be seen by another person."""
    translate = QCoreApplication.translate
    caption = " · ".join(part for part in (township_name(case.township), case.place, case.number) if part)
    chip = Chip(translate("Today", "待复核"), Tone.WARNING)
    return ItemCard(case.title or case.number, caption, chip, translate("Today", "去复核"))


def draft_card(draft: Draft, form: str) -> ItemCard:
    """Return the card of a draft."""
    translate = QCoreApplication.translate
    saved = translate("Today", "保存于 {moment}").format(moment=moments.minute(draft.changed_at))
    photos = translate("Today", "{count} 张照片").format(count=len(draft.photos)) if draft.photos else ""
    words = translate("Today", "订正中") if draft.is_correction else translate("Today", "草稿")
    caption = " · ".join(part for part in (form, saved, photos) if part)
    return ItemCard(draft.title or form, caption, Chip(words, Tone.NEUTRAL), translate("Today", "继续"))
