"""The progress of a plan, drawn: a line for each target, and below it the records behind the number."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt, Slot
from PySide6.QtWidgets import QFileDialog, QSplitter, QWidget

from app.domain.plan import Feed
from app.domain.plan_listing import FactRow
from app.usecases.plans.progress import Progress, Standing
from app.usecases.plans.report import shown
from ui.plan.choosing import combo, offer
from ui.plan.printing import print_progress
from ui.plan.progress_model import ROWS_SHOWN, ProgressModel
from ui.plan.rows import TONE_ROLE, Column, Rows
from ui.plan.words import (
    aim_words,
    done_words,
    feed_label,
    percent_words,
    source_label,
    standing_label,
    standing_tone,
)
from ui.style.colours import Tone
from ui.style.metrics import dp
from ui.townships import township_name
from ui.widgets.banner import Banner
from ui.widgets.busy import BusyBar
from ui.widgets.buttons import button
from ui.widgets.chip_delegate import ChipDelegate
from ui.widgets.count_card import CountCard
from ui.widgets.flow import FlowLayout
from ui.widgets.frames import column
from ui.widgets.labels import label
from ui.widgets.tables import Table

WIDTHS = (84, 240, 110, 110, 76, 76, 76, 76, 96, 92)
TEXT, STANDING, FEED = 1, 8, 9
SPARE = (5, 6, 7, 0)
ROW_WIDTHS = (110, 220, 180, 150, 100, 90, 110)
CARDS = (Standing.REACHED, Standing.UNDER_WAY, Standing.OVERDUE, Standing.NO_DATA)
_WORKBOOKS = "Excel (*.xlsx);;CSV (*.csv)"


class ProgressView(QWidget):
    """Filters, counts, the table of targets, the rows behind the one that is chosen."""

    def __init__(self, model: ProgressModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = model
        page = column(self, margins=(0, 10, 0, 0), spacing=10)
        self.banner = Banner()
        page.addWidget(self.banner)
        page.addWidget(self._filters())
        page.addWidget(self._cards())
        self.busy = BusyBar(self.tr("正在计算进度"))
        page.addWidget(self.busy)
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self._table())
        self.splitter.addWidget(self._rows())
        self.splitter.setStretchFactor(0, 3)
        self.splitter.setStretchFactor(1, 2)
        page.addWidget(self.splitter, 1)
        self.setFocusProxy(self.table)
        model.changed.connect(self._render)
        model.rows_changed.connect(self._render_rows)
        model.failed.connect(self._complain)
        model.told.connect(self._tell)
        self._render()

    def _filters(self) -> QWidget:
        bar = QWidget()
        line = FlowLayout(bar, spacing=dp(8))
        self.plan = combo(self.tr("计划"))
        self.plan.activated.connect(lambda: self.model.choose_plan(self.plan.currentData()))
        self.township = combo(self.tr("按乡镇筛选"))
        self.township.activated.connect(lambda: self.model.choose_township(self.township.currentData()))
        self.lead = combo(self.tr("按牵头单位筛选"))
        self.lead.activated.connect(lambda: self.model.choose_lead(self.lead.currentData()))
        for widget in (self.plan, self.township, self.lead):
            line.addWidget(widget)
        for words, act in (
            (self.tr("导出进度"), self._export),
            (self.tr("打印"), self._print),
            (self.tr("导出计划"), self._export_plan),
            (self.tr("导入计划"), self._import_plan),
        ):
            made = button(words)
            made.clicked.connect(act)
            line.addWidget(made)
        return bar

    def _cards(self) -> QWidget:
        bar = QWidget()
        line = FlowLayout(bar, spacing=dp(10), stretch=True)
        self.cards: dict[Standing, CountCard] = {}
        for standing in CARDS:
            card = CountCard(standing_label(standing), standing_tone(standing))
            card.clicked.connect(partial(self._choose_standing, standing))
            self.cards[standing] = card
            line.addWidget(card)
        return bar

    def _table(self) -> Table:
        self.lines: Rows[Progress] = Rows(self._columns((2024, 2025, 2026)))
        self.table = Table(self.tr("目标进度"), self.lines)
        self._chips = ChipDelegate(TONE_ROLE)
        for section in (STANDING, FEED):
            self.table.setItemDelegateForColumn(section, self._chips)
        self.table.set_widths(WIDTHS, TEXT, SPARE)
        self.table.make_room(STANDING, map(standing_label, Standing))
        self.table.setMinimumHeight(dp(160))
        self.table.selectionModel().currentRowChanged.connect(self._choose)
        self.lines.modelReset.connect(self._connect_selection)
        return self.table

    def _columns(self, years: tuple[int, ...]) -> tuple[Column[Progress], ...]:
        return (
            Column(self.tr("编号"), lambda one: one.target.id),
            Column(self.tr("目标"), lambda one: one.target.text),
            Column(self.tr("要求"), lambda one: aim_words(one.target), is_number=True),
            Column(self.tr("完成"), done_words, is_number=True),
            Column(self.tr("完成率"), lambda one: percent_words(one.percent), is_number=True),
            *(Column(str(year), partial(_of_year, year), is_number=True) for year in years),
            Column(self.tr("状态"), lambda one: standing_label(one.standing), lambda one: standing_tone(one.standing)),
            Column(self.tr("来源"), lambda one: feed_label(one.target.feed), _feed_tone),
        )

    def _rows(self) -> QWidget:
        panel = QWidget()
        stack = column(panel, margins=(0, 8, 0, 0), spacing=4)
        self.about = label(self.tr("选中一个目标，这里列出数字背后的每一条记录。"), "h2", wrap=True)
        self.note = label("", "caption", wrap=True)
        stack.addWidget(self.about)
        stack.addWidget(self.note)
        self.behind: Rows[FactRow] = Rows(
            (
                Column(self.tr("乡镇"), lambda row: township_name(row.township)),
                Column(self.tr("编号"), lambda row: row.number),
                Column(self.tr("名称"), lambda row: row.title),
                Column(self.tr("地点"), lambda row: row.place),
                Column(self.tr("日期"), lambda row: row.day),
                Column(self.tr("数量"), lambda row: shown(row.amount), is_number=True),
                Column(self.tr("依据"), lambda row: source_label(row.source)),
            )
        )
        self.rows = Table(self.tr("数字背后的记录"), self.behind)
        self.rows.set_widths(ROW_WIDTHS, 2, (3, 0))
        self.rows.activated_row.connect(self.model.open_row)
        self.rows.setMinimumHeight(dp(90))
        stack.addWidget(self.rows, 1)
        return panel

    @Slot()
    def _connect_selection(self) -> None:
        """Keep the chosen target current when the lines were drawn anew."""
        if self.model.chosen is None:
            return
        for number, one in enumerate(self.lines.rows):
            if one.target.id == self.model.chosen.target.id:
                self.table.selectRow(number)
                return

    @Slot(QModelIndex, QModelIndex)
    def _choose(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid():
            self.model.choose(current.row())

    def _choose_standing(self, standing: Standing) -> None:
        self.model.choose_standing(None if self.model.standing is standing else standing)

    @Slot()
    def _render(self) -> None:
        model = self.model
        if model.is_busy:
            self.busy.move_on()
            return
        self.busy.rest()
        if model.plan is None:
            return
        years = tuple(model.plan.years)
        if [one.heading for one in self.lines.columns[5:-2]] != list(map(str, years)):
            self.lines.set_columns(self._columns(years))
        self.lines.show_rows(model.shown)
        offer(self.plan, [(name, self._years(first, last)) for name, first, last in model.plans], model.plan.id)
        offer(self.township, (("", self.tr("全区")), *model.townships), model.township)
        offer(self.lead, (("", self.tr("全部牵头单位")), *((one, one) for one in model.leads)), model.lead)
        for standing, card in self.cards.items():
            card.show_number(model.count(standing))
            card.setChecked(model.standing is standing)

    @Slot()
    def _render_rows(self) -> None:
        model = self.model
        self.behind.show_rows(model.rows)
        if model.chosen is None or model.plan is None:
            return
        target = model.chosen.target
        self.about.setText(f"{target.id}  {target.text}　{done_words(model.chosen)} / {aim_words(target)}")
        self.note.setText("　".join(part for part in self._notes(model.chosen) if part))

    def _years(self, first: int, last: int) -> str:
        return self.tr("{first}—{last} 年计划").format(first=first, last=last)

    def _notes(self, one: Progress) -> tuple[str, ...]:
        target, plan = one.target, self.model.plan
        imported = self.tr("其中导入（无照片）{number}").format(number=shown(one.imported)) if one.imported else ""
        beside = self.tr("另有上报数 {number}").format(number=shown(one.reported)) if one.reported is not None else ""
        more = self.tr("只列最近 {count} 条").format(count=ROWS_SHOWN) if one.records > ROWS_SHOWN else ""
        return (
            self.tr("牵头：{leads}").format(leads="、".join(plan.leads_of(target)) if plan else ""),
            self.tr("{count} 条记录").format(count=one.records) if one.records else self.tr("还没有数据"),
            *(imported, beside, more),
            self.tr("目标数为默认值，可在计划工作簿里改") if target.is_assumed else "",
            target.note,
        )

    @Slot()
    def _export(self) -> None:
        self._ask_file(self.tr("导出进度"), self.model.export)

    @Slot()
    def _export_plan(self) -> None:
        self._ask_file(self.tr("导出计划"), self.model.export_plan)

    def _ask_file(self, title: str, act: Callable[[Path], None]) -> None:
        path, _ = QFileDialog.getSaveFileName(self, title, f"{title}.xlsx", _WORKBOOKS)
        if path:
            act(Path(path))

    @Slot()
    def _import_plan(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, self.tr("导入计划"), "", "Excel (*.xlsx)")
        if path:
            self.model.import_plan(Path(path))

    @Slot()
    def _print(self) -> None:
        if self.model.plan is not None:
            print_progress(self, self.model.plan, self.model.shown)

    @Slot(str)
    def _complain(self, sentence: str) -> None:
        self.banner.say(sentence, Tone.DANGER)

    @Slot(str)
    def _tell(self, sentence: str) -> None:
        self.banner.say(sentence, Tone.SUCCESS)


def _feed_tone(one: Progress) -> Tone | None:
    """Return the tone that marks a number which is only reported; others need no mark."""
    return Tone.NEUTRAL if one.target.feed is Feed.REPORTED else None


def _of_year(year: int, one: Progress) -> str:
    return shown(one.by_year.get(year))
