"""The page of orders, drawn: the list with what became of each, import and export."""

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QFileDialog, QWidget

from app.domain.order import Channel
from app.usecases.orders import Imported
from ui import moments
from ui.orders.import_dialog import ImportDialog
from ui.orders.import_model import ImportModel
from ui.orders.model import OrdersModel, Shown
from ui.orders.words import channel_name
from ui.style.colours import Tone
from ui.style.metrics import touch
from ui.townships import township_name
from ui.widgets.banner import Banner
from ui.widgets.buttons import button
from ui.widgets.chip_delegate import ChipDelegate
from ui.widgets.empty import EmptyState
from ui.widgets.frames import column, row
from ui.widgets.labels import label
from ui.widgets.row_table import TONE_ROLE, Cell, RowTable
from ui.widgets.tables import Table
from ui.words import status_label, status_tone

WIDTHS = (180, 300, 100, 200, 140, 120)
STATE = 5
SHEETS = "Excel (*.xlsx);;CSV (*.csv)"


class OrdersView(QWidget):
    """Orders of a channel; Enter opens the case that answers one."""

    def __init__(self, model: OrdersModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = model
        stack = column(self, spacing=10)
        self.banner = Banner()
        stack.addWidget(self.banner)
        line = row(spacing=10)
        self.channels = QComboBox(self)
        self.channels.setAccessibleName(self.tr("工单来源"))
        self.channels.setMinimumHeight(touch())
        for channel in Channel:
            self.channels.addItem(channel_name(channel), channel.value)
        self.channels.activated.connect(self._choose)
        self.count = label("", "caption")
        line.addWidget(self.channels)
        line.addWidget(self.count, 1)
        self.fill = button(self.tr("填回原表…"))
        self.fill.clicked.connect(self._fill)
        self.export = button(self.tr("导出结果…"))
        self.export.clicked.connect(self._export)
        self.take = button(self.tr("导入工单…"), "primary", picture="add")
        self.take.clicked.connect(self._import)
        for made in (self.fill, self.export, self.take):
            line.addWidget(made)
        stack.addLayout(line)
        headings = (
            self.tr("工单编号"),
            self.tr("内容"),
            self.tr("乡镇"),
            self.tr("地点"),
            self.tr("导入时间"),
            self.tr("案卷状态"),
        )
        self.rows = RowTable(headings, parent=self)
        self.table = Table(self.tr("工单"), self.rows)
        self._chips = ChipDelegate(TONE_ROLE)
        self.table.setItemDelegateForColumn(STATE, self._chips)
        self.table.set_widths(WIDTHS, 1, (4, 3))
        self.table.activated_row.connect(model.open_row)
        stack.addWidget(self.table, 1)
        advice = self.tr("从 12345 或网格系统导出 Excel 或 CSV，点“导入工单”。列只需选一次，重复导入不会重复立案。")
        self.empty = EmptyState("file", self.tr("还没有导入工单"), advice, self.tr("导入工单…"))
        self.empty.chosen.connect(self._import)
        stack.addWidget(self.empty, 1)
        self.setFocusProxy(self.table)
        model.changed.connect(self._render)
        model.failed.connect(self._complain)
        model.exported.connect(self._tell_export)
        self._render()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  # Qt's name
        """Read the orders whenever the page is turned to."""
        super().showEvent(event)
        self.model.refresh()

    def take_in(self, path: Path) -> ImportDialog:
        """Show what a file would bring."""
        model = ImportModel(self.model.workplace, self.model.tasks, path, self.model.channel)
        dialog = ImportDialog(model, self)
        model.done.connect(self._tell_import)
        dialog.open()
        return dialog

    @Slot()
    def _render(self) -> None:
        shown = self.model.shown
        self.rows.show_rows([_cells(each) for each in shown])
        self.count.setText(self.tr("{count} 件工单").format(count=len(shown)) if shown else "")
        self.table.setVisible(bool(shown))
        self.empty.setVisible(self.model.is_read and not shown)
        self.export.setEnabled(bool(shown))
        self.fill.setEnabled(bool(shown))

    @Slot(int)
    def _choose(self, index: int) -> None:
        self.model.choose(Channel(self.channels.itemData(index)))

    @Slot()
    def _import(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, self.tr("选择工单表"), "", "Excel, CSV (*.xlsx *.xlsm *.csv)")
        if name:
            self.take_in(Path(name))

    @Slot()
    def _export(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, self.tr("导出办理结果"), self.tr("工单办理结果.xlsx"), SHEETS)
        if name:
            self.model.export(Path(name))

    @Slot()
    def _fill(self) -> None:
        original, _ = QFileDialog.getOpenFileName(self, self.tr("选择原来的工单表"), "", "Excel, CSV (*.xlsx *.csv)")
        if not original:
            return
        suggested = str(Path(original).with_stem(f"{Path(original).stem}-{self.tr('办理结果')}"))
        name, _ = QFileDialog.getSaveFileName(self, self.tr("保存填好的表"), suggested, SHEETS)
        if name:
            self.model.export(Path(name), Path(original))

    @Slot(object)
    def _tell_import(self, done: Imported) -> None:
        said = self.tr("新开案卷 {opened} 件，并入已有案卷 {joined} 件，更新 {updated} 件，未动 {left} 件。")
        words = said.format(opened=done.opened, joined=done.joined, updated=done.updated, left=done.left)
        self.banner.say(words, Tone.SUCCESS)
        self.model.refresh()

    @Slot(int, object)
    def _tell_export(self, count: int, path: Path) -> None:
        self.banner.say(self.tr("已写入 {count} 行：{path}").format(count=count, path=path), Tone.SUCCESS)

    @Slot(str)
    def _complain(self, sentence: str) -> None:
        self.banner.say(sentence, Tone.DANGER)


def _cells(shown: Shown) -> tuple[Cell, ...]:
    row_ = shown.order.row
    status = shown.order.case.status if shown.order.case is not None else None
    state: Cell = (status_label(status), status_tone(status)) if status is not None else "—"
    return row_.number, row_.title, township_name(row_.township), row_.place, moments.minute(row_.made_at), state
