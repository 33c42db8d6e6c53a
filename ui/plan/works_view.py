"""The works behind a plan, drawn: a list, and below it the chosen works with their inspections and what may be done."""

from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt, Slot
from PySide6.QtWidgets import QDialog, QFileDialog, QInputDialog, QPushButton, QSplitter, QWidget

from app.domain.kinds import Action
from app.domain.listing import RecordRow
from app.domain.plan_listing import WorksRow
from app.domain.works import WORKS_CLASSES
from app.usecases.plans.report import shown
from app.usecases.works import STAGES
from ui.plan.choosing import combo, offer
from ui.plan.rows import TONE_ROLE, Column, Rows
from ui.plan.words import class_label, overlap_words
from ui.plan.works_dialog import WorksDialog
from ui.plan.works_model import WorksModel
from ui.style.colours import Tone
from ui.style.metrics import dp
from ui.townships import all_townships, township_name
from ui.widgets.banner import Banner
from ui.widgets.buttons import button
from ui.widgets.chip_delegate import ChipDelegate
from ui.widgets.flow import FlowLayout
from ui.widgets.frames import column
from ui.widgets.labels import label
from ui.widgets.tables import Table
from ui.widgets.weakly import weakly
from ui.words import action_label, status_label, status_tone

WIDTHS = (96, 200, 160, 110, 84, 84, 60, 170, 120)
INSPECTION_WIDTHS = (110, 260, 240, 120)
_SHEETS = "Excel (*.xlsx);;CSV (*.csv)"


class WorksView(QWidget):
    """Filters, the list of works, the chosen one."""

    def __init__(self, model: WorksModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = model
        page = column(self, margins=(0, 10, 0, 0), spacing=10)
        self.banner = Banner()
        page.addWidget(self.banner)
        page.addWidget(self._filters())
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self._table())
        splitter.addWidget(self._detail())
        splitter.setStretchFactor(0, 1)
        splitter.setSizes([dp(340), dp(260)])
        page.addWidget(splitter, 1)
        self.setFocusProxy(self.table)
        model.changed.connect(self._render)
        model.detail_changed.connect(self._render_detail)
        model.failed.connect(self._complain)
        model.told.connect(self._tell)
        self._render()
        self._render_detail()

    @Slot()
    def add(self) -> None:
        """Ask for new works and enter them."""
        dialog = WorksDialog(self.model, parent=self)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.model.enter(str(dialog.township.currentData()), dialog.values)

    def _filters(self) -> QWidget:
        bar = QWidget()
        line = FlowLayout(bar, spacing=dp(8))
        self.works_class = combo(self.tr("按类别筛选"))
        self.township = combo(self.tr("按乡镇筛选"))
        for box in (self.works_class, self.township):
            box.activated.connect(self._filter)
            line.addWidget(box)
        self.new = button(self.tr("新增项目"), "primary", picture="add")
        self.new.clicked.connect(self.add)
        line.addWidget(self.new)
        self.take = button(self.tr("导入台账"))
        self.take.clicked.connect(self._take)
        line.addWidget(self.take)
        return bar

    def _table(self) -> Table:
        self.lines: Rows[WorksRow] = Rows(
            (
                Column(self.tr("阶段"), lambda row: status_label(row.status), lambda row: status_tone(row.status)),
                Column(self.tr("名称"), lambda row: row.facts.name),
                Column(self.tr("类别"), lambda row: class_label(row.facts.works_class)),
                Column(self.tr("乡镇"), lambda row: township_name(row.township)),
                Column(self.tr("计划"), lambda row: shown(row.facts.planned), is_number=True),
                Column(self.tr("完成"), lambda row: shown(row.facts.quantity), is_number=True),
                Column(self.tr("单位"), lambda row: row.facts.unit),
                Column(self.tr("牵头单位"), lambda row: row.facts.lead),
                Column(self.tr("标记"), self._mark, lambda _row: Tone.WARNING),
            )
        )
        self.table = Table(self.tr("项目"), self.lines)
        self._chips = ChipDelegate(TONE_ROLE)
        for section in (0, 8):
            self.table.setItemDelegateForColumn(section, self._chips)
        self.table.set_widths(WIDTHS, 1, (7, 6, 3))
        self.table.make_room(8, [self.tr("导入，无照片")])
        self.table.setMinimumHeight(dp(150))
        self.table.selectionModel().currentRowChanged.connect(self._choose)
        return self.table

    def _mark(self, row: WorksRow) -> str:
        return self.tr("导入，无照片") if row.facts.is_imported else ""

    def _detail(self) -> QWidget:
        panel = QWidget()
        stack = column(panel, margins=(0, 8, 0, 0), spacing=6)
        self.title = label("", "h2", wrap=True)
        self.note = label("", "caption", wrap=True)
        self.warning = label("", "quote", wrap=True)
        for words in (self.title, self.note, self.warning):
            stack.addWidget(words)
        self.acts = QWidget()
        line = FlowLayout(self.acts, spacing=dp(8))
        self.change = button(self.tr("修改"))
        self.change.clicked.connect(self._change)
        self.inspect = button(self.tr("填写验收表"), "primary")
        self.inspect.clicked.connect(self.model.inspect)
        line.addWidget(self.inspect)
        line.addWidget(self.change)
        self.moves: dict[Action, QPushButton] = {}
        for action in STAGES:
            made = button(action_label(action), "danger" if action is Action.VOIDED else "")
            made.clicked.connect(weakly(self._move, action))
            self.moves[action] = made
            line.addWidget(made)
        stack.addWidget(self.acts)
        self.inspections: Rows[RecordRow] = Rows(
            (
                Column(self.tr("状态"), lambda row: status_label(row.status), lambda row: status_tone(row.status)),
                Column(self.tr("验收记录"), lambda row: row.number or self.tr("未提交")),
                Column(self.tr("名称"), lambda row: row.title),
                Column(self.tr("日期"), lambda row: row.made_at[:10]),
            )
        )
        self.inspected = Table(self.tr("验收记录"), self.inspections)
        self.inspected.setItemDelegateForColumn(0, self._chips)
        self.inspected.set_widths(INSPECTION_WIDTHS, 2, (3,))
        self.inspected.activated_row.connect(self.model.open_inspection)
        self.inspected.setMinimumHeight(dp(80))
        stack.addWidget(self.inspected, 1)
        return panel

    @Slot()
    def _render(self) -> None:
        model = self.model
        self.lines.show_rows(model.works)
        classes = tuple((name, words) for name, (words, _) in WORKS_CLASSES.items())
        offer(self.works_class, (("", self.tr("全部类别")), *classes), model.works_class)
        offer(self.township, (("", self.tr("全区")), *all_townships().items()), model.township)
        for made in (self.new, self.take):
            made.setVisible(bool(model.townships))
        chosen = model.detail.row.record if model.detail else ""
        number = next((number for number, row in enumerate(model.works) if row.record == chosen), None)
        if number is not None:
            self.table.selectRow(number)
        if not model.works and model.detail is None:
            self.title.setText(self.tr("还没有项目"))
            self.note.setText(self.tr("点“新增项目”录入，或用“导入台账”取入历年台账；项目验收审核通过后计入目标。"))

    @Slot()
    def _render_detail(self) -> None:
        detail = self.model.detail
        for widget in (self.acts, self.inspected):
            widget.setVisible(detail is not None)
        self.warning.setVisible(detail is not None and bool(detail.overlaps))
        if detail is None:
            self.title.setText(self.tr("选中一个项目，这里显示它的阶段、验收记录和可以做的事。"))
            return
        facts = detail.row.facts
        self.title.setText(facts.name)
        days = " 至 ".join(day.isoformat() for day in (facts.starts_on, facts.ends_on) if day)
        parts = (class_label(facts.works_class), facts.village, facts.place, facts.road, days, facts.code, facts.remark)
        self.note.setText("　".join(part for part in parts if part))
        self.warning.setText("\n".join(map(overlap_words, detail.overlaps)))
        self.inspections.show_rows(detail.inspections)
        self.change.setVisible(detail.may_change)
        self.inspect.setVisible(detail.may_inspect)
        for action, made in self.moves.items():
            made.setVisible(action in detail.actions)

    @Slot(QModelIndex, QModelIndex)
    def _choose(self, current: QModelIndex, _previous: QModelIndex) -> None:
        row = self.lines.row_at(current.row())
        if row is not None and (self.model.detail is None or self.model.detail.row != row):
            self.model.choose(row.record)

    @Slot()
    def _filter(self) -> None:
        self.model.filter(self.works_class.currentData(), self.township.currentData())

    @Slot()
    def _change(self) -> None:
        if self.model.detail is not None:
            dialog = WorksDialog(self.model, self.model.detail.row, self)
            if dialog.exec() == QDialog.DialogCode.Accepted:
                self.model.change(dialog.values)

    def _move(self, action: Action) -> None:
        if action not in (Action.RETURNED, Action.VOIDED):
            self.model.move(action)
            return
        reason, is_given = QInputDialog.getText(self, action_label(action), self.tr("原因"))
        if is_given and reason.strip():
            self.model.move(action, reason.strip())

    @Slot()
    def _take(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, self.tr("导入台账"), "", _SHEETS)
        if path:
            self.model.take_ledger(Path(path))

    @Slot(str)
    def _complain(self, sentence: str) -> None:
        self.banner.say(sentence, Tone.DANGER)

    @Slot(str)
    def _tell(self, sentence: str) -> None:
        self.banner.say(sentence, Tone.SUCCESS)
