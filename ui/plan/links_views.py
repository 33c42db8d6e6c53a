"""The excavation calendar and the linked waste sheets, drawn."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QCheckBox, QSplitter, QStackedWidget, QWidget

from app.domain.plan_listing import Excavation
from app.usecases.excavations import Overlap
from app.usecases.plans.report import shown
from app.usecases.waste_links import WasteChain
from ui.plan.choosing import combo, offer
from ui.plan.links_model import LinksModel
from ui.plan.months import MonthStrip
from ui.plan.rows import TONE_ROLE, Column, Rows
from ui.plan.words import flaw_label
from ui.style.colours import Tone
from ui.style.metrics import dp
from ui.townships import township_name
from ui.widgets.chip_delegate import ChipDelegate
from ui.widgets.empty import EmptyState
from ui.widgets.flow import FlowLayout
from ui.widgets.frames import ScrollColumn, column
from ui.widgets.labels import label
from ui.widgets.tables import Table

YEARS_BACK, YEARS_AHEAD = 3, 1
OVERLAP_WIDTHS = (84, 110, 120, 230, 230, 176)
CHAIN_WIDTHS = (200, 150, 110, 110, 110, 120, 110)


class CalendarView(QWidget):
    """Overlapping works, and the year of each road that is dug up."""

    def __init__(self, model: LinksModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = model
        page = column(self, margins=(0, 10, 0, 0), spacing=8)
        bar = QWidget()
        line = FlowLayout(bar, spacing=dp(8))
        self.year = combo(self.tr("年份"))
        years = range(model.year - YEARS_BACK, model.year + YEARS_AHEAD + 1)
        offer(self.year, [(str(year), self.tr("{year} 年").format(year=year)) for year in years], str(model.year))
        self.year.activated.connect(self._choose_year)
        self.count = label("", "strong")
        line.addWidget(self.year)
        line.addWidget(self.count)
        page.addWidget(bar)
        self.stack = QStackedWidget()
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self._table())
        scroll = ScrollColumn()
        scroll.column.setContentsMargins(0, 0, 0, 0)
        self.strip = MonthStrip()
        scroll.column.addWidget(self.strip)
        scroll.column.addStretch(1)
        splitter.addWidget(scroll)
        splitter.setSizes([dp(220), dp(320)])
        self.stack.addWidget(splitter)
        advice = self.tr("在“项目”里新增类别为“掘路工程”的项目，或填写掘路修复验收表，道路和日期就会排进日历。")
        self.stack.addWidget(EmptyState("calendar", self.tr("这一年没有掘路"), advice))
        page.addWidget(self.stack, 1)
        self.setFocusProxy(self.table)
        model.changed.connect(self._render)
        self._render()

    def _table(self) -> Table:
        self.lines: Rows[Overlap] = Rows(
            (
                Column(self.tr("乡镇"), lambda one: township_name(one.first.township)),
                Column(self.tr("道路"), lambda one: one.first.road),
                Column(self.tr("关系"), self._relation, lambda one: Tone.DANGER if one.days else Tone.WARNING),
                Column(self.tr("先开挖"), lambda one: _digging(one.first)),
                Column(self.tr("后开挖"), lambda one: _digging(one.second)),
                Column(self.tr("建议"), self._advice),
            )
        )
        self.table = Table(self.tr("同路重叠的掘路"), self.lines)
        self._chips = ChipDelegate(TONE_ROLE)
        self.table.setItemDelegateForColumn(2, self._chips)
        self.table.set_widths(OVERLAP_WIDTHS, 4, (5, 0))
        self.table.make_room(2, [self.tr("重叠 {days} 天").format(days=300)])
        self.table.setMinimumHeight(dp(150))
        self.table.activated_row.connect(self._open)
        return self.table

    def _relation(self, one: Overlap) -> str:
        if one.days:
            return self.tr("重叠 {days} 天").format(days=one.days)
        return self.tr("相隔 {days} 天").format(days=one.gap_days)

    def _advice(self, one: Overlap) -> str:
        return self.tr("一次开挖、一次修复") if one.days else self.tr("协商合并实施")

    @Slot()
    def _render(self) -> None:
        model = self.model
        self.lines.show_rows(model.overlaps)
        self.strip.show_roads(model.months)
        found = {"roads": len(model.months), "pairs": len(model.overlaps)}
        self.count.setText(self.tr("{roads} 条道路有掘路，{pairs} 对重叠或相近").format(**found))
        self.stack.setCurrentIndex(0 if model.excavations else 1)

    @Slot()
    def _choose_year(self) -> None:
        self.model.choose_year(int(self.year.currentData()))

    @Slot(int)
    def _open(self, number: int) -> None:
        row = self.lines.row_at(number)
        if row is not None:
            self.model.open_excavation(row.second)


class WasteView(QWidget):
    """Chains of waste sheets, those with something missing first."""

    def __init__(self, model: LinksModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = model
        page = column(self, margins=(0, 10, 0, 0), spacing=8)
        bar = QWidget()
        line = FlowLayout(bar, spacing=dp(12))
        self.flawed = QCheckBox(self.tr("只看未闭环的"))
        self.flawed.setChecked(model.only_flawed)
        self.flawed.toggled.connect(model.choose_flawed)
        self.count = label("", "strong")
        line.addWidget(self.flawed)
        line.addWidget(self.count)
        page.addWidget(bar)
        self.stack = QStackedWidget()
        self.stack.addWidget(self._table())
        self.empty = EmptyState("records", " ")
        self.stack.addWidget(self.empty)
        page.addWidget(self.stack, 1)
        self.setFocusProxy(self.table)
        model.changed.connect(self._render)
        self._render()

    def _table(self) -> Table:
        self.lines: Rows[WasteChain] = Rows(
            (
                Column(self.tr("状态"), self._state, lambda one: Tone.SUCCESS if one.is_closed else Tone.WARNING),
                Column(self.tr("联单号"), lambda one: one.ticket),
                Column(self.tr("源头（t）"), lambda one: shown(one.source_t) or "—", is_number=True),
                Column(self.tr("运输（t）"), lambda one: shown(one.haul_t) or "—", is_number=True),
                Column(self.tr("消纳（t）"), lambda one: shown(one.disposal_t) or "—", is_number=True),
                Column(self.tr("最近日期"), lambda one: max(sheet.day for sheet in one.sheets)),
                Column(self.tr("乡镇"), lambda one: township_name(one.sheets[0].township)),
            )
        )
        self.table = Table(self.tr("建筑垃圾联单"), self.lines)
        self._chips = ChipDelegate(TONE_ROLE)
        self.table.setItemDelegateForColumn(0, self._chips)
        self.table.set_widths(CHAIN_WIDTHS, 0, (6, 5))
        self.table.activated_row.connect(self.model.open_chain)
        return self.table

    def _state(self, one: WasteChain) -> str:
        return "、".join(map(flaw_label, one.flaws)) or self.tr("已闭环")

    @Slot()
    def _render(self) -> None:
        model = self.model
        closed = sum(chain.is_closed for chain in model.chains)
        found = {"all": len(model.chains), "open": len(model.chains) - closed}
        self.count.setText(self.tr("共 {all} 个联单号，{open} 个未闭环").format(**found))
        self.lines.show_rows(model.shown_chains)
        self.stack.setCurrentIndex(0 if model.shown_chains else 1)
        if model.chains:
            self.empty.say(self.tr("所有联单都已闭环"), self.tr("去掉“只看未闭环的”可查看全部联单。"))
        else:
            advice = self.tr("源头、运输、消纳三张检查表填同一个联单号，这里就会对上数量、指出缺的一张。")
            self.empty.say(self.tr("还没有建筑垃圾联单"), advice)


def _digging(one: Excavation) -> str:
    return f"{one.title or one.place}  {one.starts_on.isoformat()[5:]} → {one.ends_on.isoformat()[5:]}"
