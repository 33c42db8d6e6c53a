"""The page of sync, drawn."""

from functools import partial

from PySide6.QtCore import QModelIndex, Signal, Slot
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from app.domain.listing import WaitingItem, WaitReason
from app.ports.courier import Thrift
from ui.style.colours import Tone
from ui.style.metrics import dp, touch
from ui.sync.model import SyncModel
from ui.sync.state import last_round_words, progress_words, report_words, server_words
from ui.sync.waiting_table import TONE_ROLE, Column, WaitingTable, advice
from ui.widgets.banner import Banner
from ui.widgets.busy import BusyBar
from ui.widgets.buttons import SMALL_TOUCH_PX, button
from ui.widgets.chip_delegate import ChipDelegate
from ui.widgets.empty import EmptyState
from ui.widgets.frames import Card, ScrollColumn, column, row
from ui.widgets.header import PageHeader
from ui.widgets.labels import Chip, label
from ui.widgets.tables import ROW_PX, Table
from ui.words import wait_label

WIDTHS = (76, 136, 146, 200, 84, 134)
REFUSED_ROWS = 4


class SyncView(QWidget):
    """The server's state, a button, progress, what was refused, what waits.

    Signals:
        conflicts_wanted: the user wants to see what two people changed at the same time.
        stick_wanted: the user wants to sync by a stick.
    """

    conflicts_wanted = Signal()
    stick_wanted = Signal()

    def __init__(self, model: SyncModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = model
        self._report: object = None
        outer = column(self, spacing=0)
        scroll = ScrollColumn()
        outer.addWidget(scroll)
        page = scroll.column
        self.header = PageHeader(self.tr("同步"), model.server_url)
        self.cancel = self.header.add_action(self.tr("取消"))
        self.cancel.clicked.connect(model.cancel)
        self.clashes = self.header.add_action("")
        self.clashes.hide()
        self.clashes.clicked.connect(self.conflicts_wanted)
        self.stick = self.header.add_action(self.tr("用U盘同步…"))
        self.stick.clicked.connect(self.stick_wanted)
        self.start = self.header.add_action(self.tr("立即同步"), "primary", picture="sync")
        self.start.setToolTip("F5")
        self.start.clicked.connect(model.start)
        page.addWidget(self.header)
        self.banner = Banner()
        page.addWidget(self.banner)
        page.addWidget(self._server())
        page.addWidget(self._password())
        page.addWidget(self._refused())
        page.addWidget(self._waiting(), 1)
        self._chips = ChipDelegate(TONE_ROLE)
        for table in (self.refused, self.waiting):
            table.setItemDelegateForColumn(Column.REASON, self._chips)
            table.set_widths(WIDTHS, Column.ADVICE, (Column.SIZE, Column.SINCE))
            table.make_room(Column.REASON, map(wait_label, WaitReason))
        self.setFocusProxy(self.start)
        model.changed.connect(self._render)
        model.failed.connect(self._complain)
        self._render()

    def _server(self) -> Card:
        card = Card()
        card.column.setSpacing(dp(4))
        line = row(spacing=10)
        self.chip = Chip()
        self.chip.setAccessibleName(self.tr("服务器状态"))
        self.words = label(wrap=True)
        line.addWidget(self.chip)
        line.addWidget(self.words, 1)
        line.addWidget(self._link())
        card.column.addLayout(line)
        self.bar = BusyBar(self.tr("同步进度"))
        card.column.addWidget(self.bar)
        return card

    def _link(self) -> QComboBox:
        """Offer ways to spare the link."""
        self.link = QComboBox()
        self.link.setAccessibleName(self.tr("怎样使用网络"))
        self.link.setMinimumHeight(touch(SMALL_TOUCH_PX))
        self.link.addItem(self.tr("网速不限"), Thrift.NONE)
        self.link.addItem(self.tr("限速 100 kB/s"), Thrift.SLOW)
        self.link.addItem(self.tr("流量计费：先不传照片"), Thrift.METERED)
        self.link.activated.connect(self._spare)
        return self.link

    def _password(self) -> Card:
        self.password_card = Card()
        self.password_card.column.addWidget(
            label(self.tr("登录已过期：输入密码，重新登录服务器。本机数据不受影响。"), wrap=True)
        )
        line = row(spacing=10)
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setAccessibleName(self.tr("服务器密码"))
        self.password.setPlaceholderText(self.tr("密码"))
        self.password.setMinimumHeight(touch(SMALL_TOUCH_PX))
        self.password.returnPressed.connect(self._sign_in)
        enter = button(self.tr("重新登录"), "primary")
        enter.clicked.connect(self._sign_in)
        line.addWidget(self.password, 1)
        line.addWidget(enter)
        self.password_card.column.addLayout(line)
        return self.password_card

    def _refused(self) -> QWidget:
        self.refused_box = QWidget()
        stack = column(self.refused_box)
        stack.addWidget(label(self.tr("被拒收，需要处理"), "h2"))
        self.refused = self._table(self.tr("被拒收的内容"), self.model.refused_table)
        stack.addWidget(self.refused)
        line = row(spacing=10)
        self.refused_advice = label("", "quote", wrap=True)
        line.addWidget(self.refused_advice, 1)
        self.again = button(self.tr("重新提交这条记录"))
        self.again.setToolTip(self.tr("原因消除后，把这条记录被拒收的内容按原样再交一次"))
        self.again.clicked.connect(self._again)
        line.addWidget(self.again)
        stack.addLayout(line)
        self.refused.selectionModel().currentRowChanged.connect(self._explain)
        return self.refused_box

    def _waiting(self) -> QWidget:
        box = QWidget()
        stack = column(box)
        self.waiting_title = label(self.tr("等待送达"), "h2")
        stack.addWidget(self.waiting_title)
        self.waiting = self._table(self.tr("等待送达的内容"), self.model.waiting_table)
        self.waiting.setMinimumHeight(dp(5 * ROW_PX))
        stack.addWidget(self.waiting, 1)
        self.waiting_advice = label("", "caption", wrap=True)
        stack.addWidget(self.waiting_advice)
        self.nothing = EmptyState(
            "success", self.tr("没有等待送达的内容"), self.tr("本机的记录和照片都已有服务器回执。")
        )
        stack.addWidget(self.nothing, 1)
        self.waiting.selectionModel().currentRowChanged.connect(self._explain)
        return box

    def _table(self, name: str, model: WaitingTable) -> Table:
        table = Table(name, model)
        table.activated_row.connect(partial(self._open, model))
        return table

    def _open(self, table: WaitingTable, row_: int) -> None:
        item = table.item_at(row_)
        if item is not None:
            self.model.open_item(item)

    @Slot()
    def _sign_in(self) -> None:
        password = self.password.text()
        self.password.clear()
        if password:
            self.model.sign_in(password)

    @Slot(QModelIndex, QModelIndex)
    def _explain(self) -> None:
        for view, table, words in (
            (self.refused, self.model.refused_table, self.refused_advice),
            (self.waiting, self.model.waiting_table, self.waiting_advice),
        ):
            item = table.item_at(view.currentIndex().row()) or table.item_at(0)
            words.setText(self._why(item) if item else "")

    @Slot(int)
    def _spare(self, row_: int) -> None:
        self.model.spare(list(Thrift)[row_])

    @Slot()
    def _again(self) -> None:
        table = self.model.refused_table
        item = table.item_at(self.refused.currentIndex().row()) or table.item_at(0)
        if item is not None:
            self.model.reissue(item)

    def _why(self, item: WaitingItem) -> str:
        return self.tr("{reason}：{advice}").format(reason=wait_label(item.reason), advice=advice(item))

    @Slot()
    def _render(self) -> None:
        model = self.model
        self.chip.show_state(*server_words(model))
        self.words.setText(progress_words(model.progress) if model.is_running else last_round_words(model))
        self.start.setEnabled(not model.is_running)
        self.link.setCurrentIndex(list(Thrift).index(model.thrift))
        self.cancel.setVisible(model.is_running)
        self._show_bar()
        self.password_card.setVisible(model.needs_password and not model.is_running)
        if model.report is not None and model.report is not self._report:
            self.banner.say(*report_words(model.report))
        self._report = model.report
        self._show_tables()

    def _show_bar(self) -> None:
        share = self.model.share
        if not self.model.is_running:
            self.bar.rest()
        elif share is None:
            self.bar.move_on()
        else:
            self.bar.show_share(share)

    def _show_tables(self) -> None:
        refused, waiting = self.model.refused_table.rowCount(), self.model.waiting_table.rowCount()
        self.refused_box.setVisible(refused > 0)
        rows = min(refused, REFUSED_ROWS) + 1
        self.refused.setFixedHeight(rows * self.refused.verticalHeader().defaultSectionSize() + dp(14))
        self.waiting_title.setText(self.tr("等待送达 {count} 项").format(count=self.model.count - refused))
        for widget in (self.waiting_title, self.waiting, self.waiting_advice):
            widget.setVisible(waiting > 0)
        self.nothing.setVisible(waiting == 0)
        self._explain()

    def show_conflicts(self, count: int) -> None:
        """Say how many fields two people changed at the same time."""
        self.clashes.setText(self.tr("两边都改了 {count} 处…").format(count=count))
        self.clashes.setVisible(count > 0)

    @Slot(str)
    def _complain(self, sentence: str) -> None:
        self.banner.say(sentence, Tone.DANGER)
