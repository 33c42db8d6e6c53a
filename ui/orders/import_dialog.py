"""The dialog of an import: columns at the top, the rows, and the decision about the row that is looked at."""

from functools import partial

from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt, Slot
from PySide6.QtWidgets import QButtonGroup, QComboBox, QDialog, QGridLayout, QRadioButton, QWidget

from app.domain.order import Meaning
from app.usecases.orders import Line, Standing
from ui.orders.import_model import ImportModel
from ui.orders.words import SHOWN_MEANINGS, meaning_name, offer_words, standing_name, standing_tone
from ui.style.colours import Tone
from ui.style.metrics import dp, touch
from ui.townships import all_townships, township_name
from ui.widgets.banner import Banner
from ui.widgets.buttons import button
from ui.widgets.chip_delegate import ChipDelegate
from ui.widgets.frames import Card, column, row
from ui.widgets.labels import label
from ui.widgets.row_table import TONE_ROLE, Cell, RowTable
from ui.widgets.tables import Table
from ui.words import explain

WIDTH_PX, HEIGHT_PX = 1040, 660
WIDTHS = (110, 170, 260, 110, 250)
PER_ROW = 6
STATE = 0


class ImportDialog(QDialog):
    """Offers are shown and never taken silently: a row with offers waits until somebody decides."""

    def __init__(self, model: ImportModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = model
        model.setParent(self)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("导入工单：{file}").format(file=model.path.name))
        room = self.screen().availableSize()
        self.resize(min(dp(WIDTH_PX), room.width()), min(dp(HEIGHT_PX), room.height()))
        stack = column(self, margins=(20, 16, 20, 16), spacing=10)
        self.banner = Banner()
        stack.addWidget(self.banner)
        self.columns_box = self._make_columns()
        self.columns_box.hide()
        self.choose_columns = button(self.tr("各列的含义…"))
        self.choose_columns.setCheckable(True)
        self.choose_columns.toggled.connect(self.columns_box.setVisible)
        head = row(spacing=8)
        head.addWidget(self.choose_columns)
        head.addWidget(label(self.tr("看不出乡镇的工单归到"), "caption"))
        head.addWidget(self.township)
        head.addStretch(1)
        stack.addLayout(head)
        stack.addWidget(self.columns_box)
        headings = (self.tr("状态"), self.tr("工单编号"), self.tr("内容"), self.tr("乡镇"), self.tr("处理方式"))
        self.rows = RowTable(headings, parent=self)
        self.table = Table(self.tr("文件中的工单"), self.rows)
        self._chips = ChipDelegate(TONE_ROLE)
        self.table.setItemDelegate(self._chips)
        self.table.set_widths(WIDTHS, 2, (3,))
        self.table.make_room(STATE, map(standing_name, Standing))
        self.table.selectionModel().currentRowChanged.connect(self._look)
        stack.addWidget(self.table, 1)
        self.offers = Card(self)
        stack.addWidget(self.offers)
        foot = row(spacing=10)
        self.count = label("", "caption")
        foot.addWidget(self.count, 1)
        cancel = button(self.tr("取消"))
        cancel.clicked.connect(self.reject)
        self.take = button("", "primary")
        self.take.clicked.connect(model.take_in)
        foot.addWidget(cancel)
        foot.addWidget(self.take)
        stack.addLayout(foot)
        model.changed.connect(self._render)
        model.failed.connect(self._complain)
        model.done.connect(self.accept)
        self._render()
        model.read()

    def _make_columns(self) -> QWidget:
        box = Card(self)
        box.column.addWidget(label(self.tr("各列的含义（选定后会记住，下次同样的表不用再选）"), "caption"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(dp(12))
        grid.setVerticalSpacing(dp(6))
        self.columns: dict[Meaning, QComboBox] = {}
        for at, meaning in enumerate(SHOWN_MEANINGS):
            chooser = self._chooser(meaning_name(meaning))
            chooser.activated.connect(partial(self._choose_column, meaning))
            self.columns[meaning] = chooser
            cell = column(spacing=2)
            cell.addWidget(label(meaning_name(meaning), "caption"))
            cell.addWidget(chooser)
            grid.addLayout(cell, at // PER_ROW, at % PER_ROW)
        box.column.addLayout(grid)
        self.township = self._chooser(self.tr("看不出乡镇的工单归到"))
        self.township.addItem(self.tr("（暂不导入）"), "")
        for code, name in all_townships().items():
            self.township.addItem(name, code)
        self.township.activated.connect(self._choose_township)
        return box

    def _chooser(self, name: str) -> QComboBox:
        made = QComboBox(self)
        made.setAccessibleName(name)
        made.setMinimumHeight(touch(32))
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        made.setMinimumContentsLength(8)
        return made

    @Slot()
    def _render(self) -> None:
        model = self.model
        layout = model.plan.layout if model.plan is not None else None
        for meaning, chooser in self.columns.items():
            with QSignalBlocker(chooser):
                chooser.clear()
                chooser.addItem("—", "")
                for heading in layout.headings if layout else ():
                    chooser.addItem(heading, heading)
                chooser.setCurrentIndex(max(0, chooser.findData(layout.columns.get(meaning, "") if layout else "")))
        self.rows.show_rows([self._cells(line) for line in model.lines])
        waiting = self.tr("，{count} 条等待决定").format(count=model.undecided) if model.undecided else ""
        self.count.setText(self.tr("共 {count} 行").format(count=len(model.lines)) + waiting)
        self.take.setText(self.tr("导入 {count} 条").format(count=model.ready))
        self.take.setEnabled(bool(model.ready) and not model.is_busy)
        self._show_offers()

    def _cells(self, line: Line) -> tuple[Cell, ...]:
        state = (standing_name(line.standing), standing_tone(line.standing))
        return state, line.order.number, line.order.title, township_name(line.township), self._decision(line)

    def _decision(self, line: Line) -> Cell:
        if line.problem is not None:
            return explain(line.problem)
        if line.standing is Standing.CHANGED:
            return self.tr("更新原有工单")
        if line.standing is Standing.KNOWN:
            return self.tr("不重复导入")
        if line.needs_decision and line.order.number not in self.model.offers:
            return self.tr("请在下方选择"), Tone.WARNING
        offer = self.model.offers.get(line.order.number)
        return self.tr("新开案卷") if offer is None else offer_words(offer)

    @Slot(QModelIndex, QModelIndex)
    def _look(self, _current: QModelIndex, _before: QModelIndex) -> None:
        self._show_offers()

    def _show_offers(self) -> None:
        while (taken := self.offers.column.takeAt(0)) is not None:
            widget = taken.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        at = self.table.currentIndex().row()
        line = self.model.lines[at] if 0 <= at < len(self.model.lines) else None
        self.offers.setVisible(line is not None and line.needs_decision)
        if line is None or not line.needs_decision:
            return
        title = self.tr("工单 {number} 可能与下列内容有关，请选择：").format(number=line.order.number)
        self.offers.column.addWidget(label(title, "strong"))
        self._group = QButtonGroup(self.offers)
        for offer in (*line.offers, None):
            choice = QRadioButton(offer_words(offer) if offer else self.tr("都不是，新开案卷"), self.offers)
            choice.setMinimumHeight(touch(32))
            number = line.order.number
            choice.setChecked(number in self.model.offers and self.model.offers[number] == offer)
            choice.clicked.connect(partial(self.model.decide, number, offer))
            self._group.addButton(choice)
            self.offers.column.addWidget(choice)

    def _choose_column(self, meaning: Meaning, index: int) -> None:
        self.model.choose_column(meaning, self.columns[meaning].itemData(index))

    @Slot(int)
    def _choose_township(self, index: int) -> None:
        self.model.choose_township(self.township.itemData(index))

    @Slot(str)
    def _complain(self, sentence: str) -> None:
        self.banner.say(sentence, Tone.DANGER)
