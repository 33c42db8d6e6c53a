"""The day's page, drawn."""

from functools import partial

from PySide6.QtCore import QDate, QLocale, QModelIndex, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QScrollArea, QWidget

from app.domain.case_listing import CaseRow
from app.domain.draft import Draft
from ui.style.colours import Tone
from ui.style.metrics import dp
from ui.today.due_table import TONE_ROLE, Column, longest_words, start_words
from ui.today.items import case_card, draft_card, returned_card
from ui.today.model import Returned, Section, TodayModel
from ui.widgets.banner import Banner
from ui.widgets.busy import BusyBar
from ui.widgets.buttons import button
from ui.widgets.chip_delegate import ChipDelegate
from ui.widgets.count_card import CountCard
from ui.widgets.empty import EmptyState
from ui.widgets.flow import FlowLayout
from ui.widgets.frames import ScrollColumn, clear, column, row
from ui.widgets.header import PageHeader
from ui.widgets.labels import label
from ui.widgets.tables import Table

WIDTHS = (112, 150, 120, 122, 92, 96)
SIDE_BY_SIDE_DP = 860
TABLE_ROWS_LEAST = 6


class TodayView(QWidget):
    """Cards that count and filter, the table of due checks, what came back, drafts.

    Signals:
        new_wanted: the user wants to begin an inspection.
    """

    new_wanted = Signal()

    def __init__(self, model: TodayModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = model
        outer = column(self, spacing=0)
        self._scroll = ScrollColumn()
        outer.addWidget(self._scroll)
        page = self._scroll.column
        self.header = PageHeader(self.tr("今日"), model.name)
        self.handover = self.header.add_action(self.tr("交接"), "plain")
        self.handover.setToolTip(self.tr("把设施、草稿和退回的记录交给另一个人，或接收别人交来的"))
        self.handover.clicked.connect(model.hand_over)
        self.print = self.header.add_action(self.tr("打印清单"))
        self.print.setToolTip(self.tr("按村排好路线的今日清单（Ctrl+P）"))
        self.print.clicked.connect(model.print_day)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Print), self).activated.connect(model.print_day)
        self.new = self.header.add_action(self.tr("新建巡查"), "primary", picture="add")
        self.new.clicked.connect(self.new_wanted)
        page.addWidget(self.header)
        self.banner = Banner()
        page.addWidget(self.banner)
        page.addWidget(self._cards())
        self.busy = BusyBar(self.tr("正在读取今日事项"))
        page.addWidget(self.busy)
        self._columns = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._columns.setSpacing(dp(16))
        self._columns.addWidget(self._due(), 7)
        self._columns.addWidget(self._aside(), 4)
        page.addLayout(self._columns, 1)
        self.setFocusProxy(self.table)
        model.changed.connect(self._render)
        model.failed.connect(self._complain)
        self._render()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  # Qt's name
        """Put the two columns side by side where there is room."""
        is_wide = event.size().width() >= dp(SIDE_BY_SIDE_DP)
        direction = QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(direction)
        self._fit_aside()
        super().resizeEvent(event)

    def _cards(self) -> QWidget:
        box = QWidget()
        line = FlowLayout(box, spacing=dp(14), stretch=True)
        self.cards = {
            Section.OVERDUE: CountCard(self.tr("逾期"), Tone.DANGER),
            Section.THIS_WEEK: CountCard(self.tr("本周到期"), Tone.WARNING),
            Section.RETURNED: CountCard(self.tr("已退回"), Tone.DANGER),
            Section.TO_CHECK: CountCard(self.tr("待复核"), Tone.WARNING),
            Section.DRAFTS: CountCard(self.tr("草稿"), Tone.INFO),
        }
        for section, card in self.cards.items():
            card.toggled.connect(partial(self._choose, section))
            line.addWidget(card)
        return box

    def _due(self) -> QWidget:
        self.due = QWidget()
        stack = column(self.due, spacing=8)
        head = row(spacing=10)
        head.addWidget(label(self.tr("到期检查"), "h2"), 1)
        self.everybodys = button(self.tr("含他人负责的"), "plain")
        self.everybodys.setToolTip(self.tr("交接给他人的设施，其到期检查平时不列在这里"))
        self.everybodys.setCheckable(True)
        self.everybodys.toggled.connect(self.model.show_everybodys)
        self.by_village = button(self.tr("按村排路线"), "plain")
        self.by_village.setCheckable(True)
        self.by_village.toggled.connect(self.model.walk_by_village)
        head.addWidget(self.everybodys)
        head.addWidget(self.by_village)
        stack.addLayout(head)
        self.table = Table(self.tr("到期检查"), self.model.due_table)
        self._chips = ChipDelegate(TONE_ROLE)
        self.table.setItemDelegateForColumn(Column.STATE, self._chips)
        self.table.set_widths(WIDTHS, Column.ASSET, (Column.DUE, Column.PLACE))
        self.table.make_room(Column.STATE, longest_words())
        self.table.make_room(Column.START, (start_words(),))
        self.table.setMinimumHeight(dp(TABLE_ROWS_LEAST * 40))
        self.table.activated_row.connect(self.model.start_check)
        self.table.clicked.connect(self._click)
        stack.addWidget(self.table, 1)
        self.nothing_due = EmptyState("success", *self._nothing())
        self.nothing_due.chosen.connect(self.new_wanted)
        stack.addWidget(self.nothing_due, 1)
        return self.due

    def _aside(self) -> QWidget:
        """Return the second column, which scrolls by itself where it stands beside the first."""
        self.aside = QScrollArea()
        self.aside.setWidgetResizable(True)
        self.aside.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.aside.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.aside.setWidget(self._items())
        return self.aside

    def _fit_aside(self) -> None:
        is_beside = self._columns.direction() is QBoxLayout.Direction.LeftToRight
        inside = self.items.heightForWidth(self.aside.viewport().width()) if self.items.hasHeightForWidth() else 0
        self.aside.setMinimumHeight(0 if is_beside else max(inside, self.items.sizeHint().height()))

    def _items(self) -> QWidget:
        self._shown: tuple[tuple[Returned, ...], tuple[CaseRow, ...], tuple[Draft, ...]] = ((), (), ())
        self.items = QWidget()
        self.items.setObjectName("page")
        stack = column(self.items, margins=(0, 0, 6, 0), spacing=8)
        self._returned_title, self._returned = label(self.tr("退回待订正"), "h2"), column(spacing=10)
        self._drafts_title, self._drafts = label(self.tr("草稿"), "h2"), column(spacing=10)
        self._cases_title, self._cases = label(self.tr("待复核的问题"), "h2"), column(spacing=10)
        for title, cards in ((self._returned_title, self._returned), (self._cases_title, self._cases)):
            stack.addWidget(title)
            stack.addLayout(cards)
            stack.addSpacing(dp(6))
        stack.addWidget(self._drafts_title)
        stack.addLayout(self._drafts)
        self.no_items = EmptyState(
            "form", self.tr("没有待处理的记录"), self.tr("被退回的记录和没写完的草稿会出现在这里。")
        )
        stack.addWidget(self.no_items)
        stack.addStretch(1)
        return self.items

    def _choose(self, section: Section, checked: bool) -> None:  # noqa: FBT001  # Qt's signal gives it so
        self.model.choose(section if checked else None)

    @Slot(QModelIndex)
    def _click(self, index: QModelIndex) -> None:
        if index.column() == Column.START:
            self.model.start_check(index.row())

    @Slot()
    def _render(self) -> None:
        model = self.model
        if model.is_busy:
            self.busy.move_on()
        else:
            self.busy.rest()
        for section, card in self.cards.items():
            card.show_number(model.counts.get(section))
            with QSignalBlocker(card):
                card.setChecked(model.section is section)
        if model.date is not None:
            date = QDate(model.date.year, model.date.month, model.date.day)
            day = QLocale().toString(date, QLocale.FormatType.LongFormat)
            self.header.set_title(self.tr("今日"), f"{day} · {model.name}")
        has_due = model.due_table.rowCount() > 0
        self.table.setVisible(has_due or not model.is_known)
        self.nothing_due.setVisible(model.is_known and not has_due)
        self.nothing_due.say(*self._nothing())
        self.due.setVisible(model.shows_due)
        self.everybodys.setVisible(model.others > 0 or model.is_of_everybody)
        self._show_items()

    def _nothing(self) -> tuple[str, str, str]:
        if self.model.section is Section.OVERDUE:
            return self.tr("没有逾期的检查"), self.tr("再按一次“逾期”显示全部事项。"), ""
        advice = self.tr("仍可随时按 Ctrl+N 新建一次巡查；若设施名录是空的，请先同步。")
        return self.tr("近七天没有到期的检查"), advice, self.tr("新建巡查")

    def _show_items(self) -> None:
        model = self.model
        shown = (model.returned, model.to_check, model.drafts)
        if shown != self._shown:
            self._shown = shown
            self._fill_items()
        self._returned_title.setVisible(bool(model.returned))
        self._drafts_title.setVisible(bool(model.drafts))
        self._cases_title.setVisible(bool(model.to_check))
        self.no_items.setVisible(model.is_known and not any(shown))
        self._fit_aside()
        self.aside.setVisible(model.section not in (Section.OVERDUE, Section.THIS_WEEK))

    def _fill_items(self) -> None:
        model = self.model
        for cards in (self._returned, self._cases, self._drafts):
            clear(cards)
        for returned in model.returned:
            card = returned_card(returned, model.form_title(returned.row.form or ""))
            card.chosen.connect(partial(model.mend, returned))
            self._returned.addWidget(card)
        for case in model.to_check:
            card = case_card(case)
            card.chosen.connect(partial(model.see, case))
            self._cases.addWidget(card)
        for draft in model.drafts:
            card = draft_card(draft, model.form_title(draft.form))
            card.chosen.connect(partial(model.go_on, draft))
            self._drafts.addWidget(card)

    @Slot(str)
    def _complain(self, sentence: str) -> None:
        self.banner.say(sentence, Tone.DANGER)
