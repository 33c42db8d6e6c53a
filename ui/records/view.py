"""The list of records, drawn."""

from PySide6.QtCore import QSignalBlocker, Qt, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QStackedWidget, QWidget

from ui.records.model import Choice, RecordsModel
from ui.records.table import Role
from ui.style.colours import Tone
from ui.style.metrics import dp, touch
from ui.widgets.banner import Banner
from ui.widgets.busy import BusyBar
from ui.widgets.buttons import SMALL_TOUCH_PX
from ui.widgets.chip_delegate import ChipDelegate
from ui.widgets.empty import EmptyState
from ui.widgets.flow import FlowLayout
from ui.widgets.frames import ScrollColumn, column
from ui.widgets.header import PageHeader
from ui.widgets.search import SearchField
from ui.widgets.tables import ROW_PX, Table

TABLE_ROWS_LEAST = 4


class RecordsView(QWidget):
    """Filters, a search field and a table of records."""

    def __init__(self, model: RecordsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = model
        self._lines, self._words = model.lines, model.lines.words()
        outer = column(self, spacing=0)
        scroll = ScrollColumn()
        outer.addWidget(scroll)
        page = scroll.column
        page.setSpacing(dp(10))
        self.header = PageHeader(self._words.title, " ")
        page.addWidget(self.header)
        self.banner = Banner()
        page.addWidget(self.banner)
        page.addWidget(self._filters())
        self.busy = BusyBar(self.tr("正在读取记录"))
        page.addWidget(self.busy)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._table())
        self.empty = EmptyState("records", self._words.nothing)
        self.empty.chosen.connect(model.clear)
        self._stack.addWidget(self.empty)
        page.addWidget(self._stack, 1)
        self.setFocusProxy(self.table)
        model.changed.connect(self._render)
        model.failed.connect(self._complain)
        self._render()

    @Slot()
    def focus_search(self) -> None:
        """Put the cursor into the search field."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _filters(self) -> QWidget:
        bar = QWidget()
        line = FlowLayout(bar, spacing=dp(10))
        self.search = SearchField(self._words.search)
        self.search.setMinimumWidth(dp(240))
        self.search.searched.connect(self.model.search)
        self.search.left_down.connect(self._go_to_rows)
        self.status = self._combo(self.tr("按状态筛选"), self.tr("全部状态"), self.model.statuses)
        self.township = self._combo(self.tr("按乡镇筛选"), self.tr("全部乡镇"), ())
        self.form = self._combo(self.tr("按表单筛选"), self._words.all_forms, ())
        self.unsent = QCheckBox(self.tr("只看未送达"))
        self.unsent.toggled.connect(self._choose)
        for widget in (self.search, self.status, self.township, self.form, self.unsent):
            line.addWidget(widget)
        return bar

    def _combo(self, name: str, everything: str, choices: tuple[Choice, ...]) -> QComboBox:
        combo = QComboBox()
        combo.setAccessibleName(name)
        combo.setMinimumHeight(touch(SMALL_TOUCH_PX))
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        combo.addItem(everything, "")
        _offer(combo, choices)
        combo.activated.connect(self._choose)
        return combo

    def _table(self) -> Table:
        self.table = Table(self._words.title, self.model.table)
        self._chips = ChipDelegate(Role.TONE)
        for section in self._lines.CHIPS:
            self.table.setItemDelegateForColumn(section, self._chips)
        self.table.set_widths(self._lines.WIDTHS, self._lines.STRETCHED, self._lines.SPARE)
        for section in self._lines.CHIPS:
            self.table.make_room(section, self._lines.longest_words(section))
        self.table.setMinimumHeight(dp(TABLE_ROWS_LEAST * ROW_PX))
        header = self.table.horizontalHeader()
        header.setSortIndicatorShown(True)
        header.setSectionsClickable(True)
        header.sortIndicatorChanged.connect(self._sort)
        self.table.activated_row.connect(self.model.open_row)
        self._key: int | None = None
        self.model.table.modelAboutToBeReset.connect(self._remember)
        return self.table

    @Slot()
    def _remember(self) -> None:
        """Keep in mind which row is current, to find it again when the answer is there."""
        key = self.model.table.key_at(self.table.currentIndex().row())
        self._key = self._key if key is None else key

    def _recall(self) -> None:
        row = None if self._key is None else self.model.table.row_of(self._key)
        self._key = None
        if row is not None:
            self.table.selectRow(row)

    @Slot()
    def _choose(self) -> None:
        self.model.choose(
            status=self.status.currentData(),
            township=self.township.currentData(),
            form=self.form.currentData(),
            only_unsent=self.unsent.isChecked(),
        )

    @Slot()
    def _go_to_rows(self) -> None:
        self.table.setFocus()
        self.table.selectRow(max(0, self.table.currentIndex().row()))

    @Slot(int, Qt.SortOrder)
    def _sort(self, section: int, order: Qt.SortOrder) -> None:
        self.model.sort(section, descending=order is Qt.SortOrder.DescendingOrder)

    @Slot()
    def _render(self) -> None:
        model = self.model
        self._show_query()
        if model.is_busy:
            self.busy.move_on()
        else:
            self.busy.rest()
        if model.is_counted:
            self._recall()
            self.header.set_title(self._words.title, self.tr("共 {count} 条").format(count=f"{model.count:,}"))
        nothing = model.is_counted and model.count == 0
        self._stack.setCurrentIndex(1 if nothing else 0)
        if nothing and model.is_filtered:
            advice = self.tr("换个词搜索，或去掉筛选条件。")
            self.empty.say(self._words.not_found, advice, self._words.show_all)
        elif nothing:
            self.empty.say(self._words.nothing, self._words.advice)

    def _show_query(self) -> None:
        """Show what is asked for, whoever asked."""
        query = self.model.query
        _offer(self.township, self.model.townships)
        _offer(self.form, self.model.forms)
        for combo, chosen in (
            (self.status, query.statuses),
            (self.township, query.townships),
            (self.form, query.forms),
        ):
            combo.setCurrentIndex(max(0, combo.findData(min(chosen, default=""))))
        with QSignalBlocker(self.unsent):
            self.unsent.setChecked(query.only_unsent)
        if not self.search.hasFocus():
            with QSignalBlocker(self.search):
                self.search.setText(query.text)
        self._show_order()

    def _show_order(self) -> None:
        header = self.table.horizontalHeader()
        order = Qt.SortOrder.DescendingOrder if self.model.query.descending else Qt.SortOrder.AscendingOrder
        with QSignalBlocker(header):
            for section, sort in self._lines.SORTS.items():
                if sort is self.model.query.sort:
                    header.setSortIndicator(section, order)

    @Slot(str)
    def _complain(self, sentence: str) -> None:
        self.banner.say(sentence, Tone.DANGER)


def _offer(combo: QComboBox, choices: tuple[Choice, ...]) -> None:
    """Offer these choices after the one that stands for all, unless they are offered already."""
    present = tuple((combo.itemData(index), combo.itemText(index)) for index in range(1, combo.count()))
    if present != choices:
        while combo.count() > 1:
            combo.removeItem(1)
        for value, words in choices:
            combo.addItem(words, value)
