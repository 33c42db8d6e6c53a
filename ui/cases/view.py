"""The list of cases, drawn."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QFileDialog, QStackedWidget, QWidget

from app.domain.case_clock import Colour
from app.domain.case_listing import OPEN
from ui.cases.model import MOST, CasesModel, Choice
from ui.cases.table import CHIPS, SPARE, WIDTHS, Column
from ui.cases.words import colour_label, colour_tone
from ui.records.table import Role
from ui.style.colours import Tone
from ui.style.metrics import dp, touch
from ui.widgets.banner import Banner
from ui.widgets.buttons import SMALL_TOUCH_PX
from ui.widgets.chip_delegate import ChipDelegate
from ui.widgets.count_card import CountCard
from ui.widgets.empty import EmptyState
from ui.widgets.flow import FlowLayout
from ui.widgets.frames import ScrollColumn, column
from ui.widgets.header import PageHeader
from ui.widgets.search import SearchField
from ui.widgets.tables import ROW_PX, Table
from ui.words import status_label

_ROWS_LEAST = 5
_PERIODS = ("7", "30", "90", "365")


class CasesView(QWidget):
    """How many stand how to their limit, filters, and a table of cases."""

    def __init__(self, model: CasesModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = model
        outer = column(self, spacing=0)
        scroll = ScrollColumn()
        outer.addWidget(scroll)
        page = scroll.column
        page.setSpacing(dp(10))
        self.header = PageHeader(self.tr("案卷"), " ")
        self.print = self.header.add_action(self.tr("打印清单"))
        self.print.setToolTip(self.tr("三张清单合为一份，附整改前后照片（Ctrl+P）"))
        self.print.clicked.connect(model.print)
        self.export = self.header.add_action(self.tr("导出三张清单"), picture="file")
        self.export.clicked.connect(self._ask_file)
        page.addWidget(self.header)
        self.banner = Banner()
        page.addWidget(self.banner)
        page.addWidget(self._cards())
        page.addWidget(self._filters())
        self._stack = QStackedWidget()
        self._stack.addWidget(self._table())
        self.empty = EmptyState("records", self.tr("没有案卷"))
        self.empty.chosen.connect(model.clear)
        self._stack.addWidget(self.empty)
        page.addWidget(self._stack, 1)
        self.setFocusProxy(self.table)
        model.changed.connect(self._render)
        model.failed.connect(self._complain)
        model.exported.connect(self._tell_export)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Print), self).activated.connect(model.print)
        self._render()

    def _cards(self) -> QWidget:
        bar = QWidget()
        line = FlowLayout(bar, spacing=dp(12), stretch=True)
        self.cards: dict[Colour, CountCard] = {}
        for colour in (Colour.RED, Colour.AMBER, Colour.GREEN):
            card = CountCard(colour_label(colour), colour_tone(colour))
            card.setCheckable(True)
            card.clicked.connect(partial(self.model.choose_colour, colour))
            self.cards[colour] = card
            line.addWidget(card)
        return bar

    def _filters(self) -> QWidget:
        bar = QWidget()
        line = FlowLayout(bar, spacing=dp(10))
        self.search = SearchField(self.tr("按编号、问题、地点搜索"))
        self.search.setMinimumWidth(dp(240))
        self.search.searched.connect(self.model.search)
        self.search.left_down.connect(self._go_to_rows)
        everything: Choice = ("*", self.tr("全部状态"))
        self.status = self._combo(self.tr("按状态筛选"), self.tr("未办结"), (everything, *self.model.statuses))
        self.township = self._combo(self.tr("按乡镇筛选"), self.tr("全部乡镇"), ())
        self.subject = self._combo(self.tr("按类别筛选"), self.tr("全部类别"), ())
        self.unit = self._combo(self.tr("按责任单位筛选"), self.tr("全部单位"), ())
        days = tuple((count, self.tr("近 {count} 天").format(count=count)) for count in _PERIODS)
        self.period = self._combo(self.tr("按上报时间筛选"), self.tr("全部时间"), days)
        for widget in (self.search, self.status, self.township, self.subject, self.unit, self.period):
            line.addWidget(widget)
        return bar

    def _combo(self, name: str, everything: str, choices: tuple[Choice, ...]) -> QComboBox:
        combo = QComboBox()
        combo.setAccessibleName(name)
        combo.setMinimumHeight(touch(SMALL_TOUCH_PX))
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        combo.addItem(everything, "")
        for value, words in choices:
            combo.addItem(words, value)
        combo.activated.connect(self._choose)
        return combo

    def _table(self) -> Table:
        self.table = Table(self.tr("案卷"), self.model.table)
        self._chips = ChipDelegate(Role.TONE)
        for section in CHIPS:
            self.table.setItemDelegateForColumn(section, self._chips)
        self.table.set_widths(WIDTHS, Column.TITLE, SPARE)
        self.table.make_room(Column.CLOCK, map(colour_label, Colour))
        self.table.make_room(Column.STATUS, map(status_label, OPEN))
        self.table.setMinimumHeight(dp(_ROWS_LEAST * ROW_PX))
        self.table.activated_row.connect(self.model.open_row)
        return self.table

    @Slot()
    def _choose(self) -> None:
        self.model.choose(
            status=self.status.currentData(),
            township=self.township.currentData(),
            subject=self.subject.currentData(),
            unit=self.unit.currentData(),
            since=self.period.currentData(),
        )

    @Slot()
    def _go_to_rows(self) -> None:
        self.table.setFocus()
        self.table.selectRow(max(0, self.table.currentIndex().row()))

    @Slot()
    def _ask_file(self) -> None:
        name = self.tr("问题整改责任清单") + ".xlsx"
        file, _ = QFileDialog.getSaveFileName(self, self.tr("导出三张清单"), name, self.tr("Excel 工作簿 (*.xlsx)"))
        if file:
            self.model.export(Path(file).with_suffix(".xlsx"))

    @Slot()
    def _render(self) -> None:
        model = self.model
        for colour, card in self.cards.items():
            card.show_number(model.colours.get(colour) if model.is_read else None)
            card.setChecked(colour in model.query.colours)
        _offer(self.township, model.townships)
        _offer(self.subject, model.subjects)
        _offer(self.unit, tuple((unit, unit) for unit in model.units))
        self.export.setEnabled(not model.is_exporting)
        if model.is_read:
            told = self.tr("共 {count} 件").format(count=model.count)
            if model.count > MOST:
                told = self.tr("显示前 {most} 件，其余请用筛选或搜索查找").format(most=MOST)
            self.header.set_title(self.tr("案卷"), told)
        self._render_rows()

    def _render_rows(self) -> None:
        model = self.model
        nothing = model.is_read and model.count == 0
        self._stack.setCurrentIndex(1 if nothing else 0)
        if not model.is_filtered:
            self._show_all()
        if nothing and model.is_filtered:
            self.empty.say(
                self.tr("没有符合条件的案卷"), self.tr("换个词搜索，或去掉筛选条件。"), self.tr("显示未办结案卷")
            )
        elif nothing:
            self.empty.say(self.tr("没有未办结的案卷"), self.tr("打开一条巡查记录，点“立为案卷”，问题就会出现在这里。"))

    def _show_all(self) -> None:
        """Show in the filters that nothing is filtered, whoever said so."""
        for combo in (self.status, self.township, self.subject, self.unit, self.period):
            with QSignalBlocker(combo):
                combo.setCurrentIndex(0)
        if not self.search.hasFocus():
            with QSignalBlocker(self.search):
                self.search.setText("")

    @Slot(str)
    def _complain(self, sentence: str) -> None:
        self.banner.say(sentence, Tone.DANGER)

    @Slot(str, int)
    def _tell_export(self, file: str, count: int) -> None:
        self.banner.say(self.tr("已把 {count} 件案卷导出到“{file}”。").format(count=count, file=file), Tone.SUCCESS)

    @Slot()
    def focus_search(self) -> None:
        """Put the cursor into the search field."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()


def _offer(combo: QComboBox, choices: tuple[Choice, ...]) -> None:
    """Offer these choices after the one that stands for all, unless they are offered already."""
    present = tuple((combo.itemData(index), combo.itemText(index)) for index in range(1, combo.count()))
    if present != choices:
        chosen = combo.currentData()
        while combo.count() > 1:
            combo.removeItem(1)
        for value, words in choices:
            combo.addItem(words, value)
        combo.setCurrentIndex(max(0, combo.findData(chosen)))
