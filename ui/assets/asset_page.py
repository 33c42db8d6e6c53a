"""An asset's page: attributes and photos, the history of inspections, grades and cases, and what can be done."""

from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QInputDialog, QMenu, QStackedWidget, QTabWidget, QWidget

from app.domain.draft import Draft
from app.domain.kinds import Action
from app.workplace import RecordKey, Workplace
from ui.assets.asset_model import AssetModel
from ui.assets.history import SPARE, WIDTHS, Column
from ui.photos.pictures import Pictures
from ui.record.page import RecordPage
from ui.review.head import RecordHead
from ui.review.look import review_sheet
from ui.review.sheet import RecordSheet
from ui.review.view import RecordView
from ui.style.colours import Tone
from ui.tasks import Tasks
from ui.widgets.buttons import button
from ui.widgets.chip_delegate import ChipDelegate
from ui.widgets.empty import EmptyState
from ui.widgets.frames import column
from ui.widgets.header import ActionRow
from ui.widgets.row_table import TONE_ROLE
from ui.widgets.tables import Table
from ui.words import action_label


class AssetPage(QWidget):
    """One asset; records of its history and forms open over it.

    Signals:
        closed: the user is done here.
        changed: what other pages show may be old.
        wanted: a case of its history is to be opened; its ``RecordKey``.
    """

    closed = Signal()
    changed = Signal()
    wanted = Signal(object)

    def __init__(self, workplace: Workplace, tasks: Tasks, key: RecordKey, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace, self._tasks = workplace, tasks
        self.model = AssetModel(workplace, tasks, key, self)
        self.pictures = Pictures(workplace.shelf, tasks, self)
        self.setObjectName("page")
        self.setStyleSheet(review_sheet())
        outer = column(self)
        self.stack = QStackedWidget(self)
        outer.addWidget(self.stack)
        self.stack.addWidget(self._make_page())
        self._connect()
        self.model.refresh()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  # Qt's name
        """Read again what was done to a case of it that lay over the page."""
        super().showEvent(event)
        if self.model.look.looked is not None:
            self.model.refresh()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802  # Qt's name
        """Let what is open over it keep itself."""
        page = self.stack.currentWidget()
        if isinstance(page, RecordPage | RecordView) and not page.close():
            event.ignore()
            return
        super().closeEvent(event)

    def _make_page(self) -> QWidget:
        page = QWidget(self)
        stack = column(page, margins=(24, 16, 24, 12), spacing=8)
        self.head = RecordHead(self.model.look, back=True)
        stack.addWidget(self.head)
        stack.addWidget(self._make_actions())
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.sheet = RecordSheet(self.model.look, self.pictures)
        self.tabs.addTab(self.sheet, self.tr("属性与照片"))
        self.tabs.addTab(self._make_history(), self.tr("巡查与案卷"))
        stack.addWidget(self.tabs, 1)
        self.setFocusProxy(self.tabs)
        return page

    def _make_actions(self) -> ActionRow:
        actions = ActionRow()
        self.inspect = button(self.tr("开始巡查"), "primary", picture="add")
        self.change = button(self.tr("修改属性"))
        self.retire = button(self.tr("停用"), "danger")
        self.restore = button(self.tr("恢复使用"))
        self.menu = QMenu(self)
        self.inspect.setMenu(self.menu)
        for made, keys in ((self.change, "Ctrl+E"), (self.retire, "Ctrl+Shift+D"), (self.restore, "Ctrl+Shift+R")):
            made.setShortcut(QKeySequence(keys))
        for made in (self.inspect, self.change, self.retire, self.restore):
            actions.add(made)
            made.hide()
        QShortcut(QKeySequence("Ctrl+I"), self).activated.connect(self.inspect.showMenu)
        return actions

    def _make_history(self) -> QStackedWidget:
        self.table = Table(self.tr("巡查与案卷"), self.model.history)
        self._chips = ChipDelegate(TONE_ROLE)
        self.table.setItemDelegateForColumn(Column.STATUS, self._chips)
        self.table.set_widths(WIDTHS, Column.FORM, SPARE)
        self.table.activated_row.connect(self.model.open_line)
        self.history = QStackedWidget()
        self.history.addWidget(self.table)
        self.history.addWidget(
            EmptyState("records", self.tr("还没有巡查过"), self.tr("按“开始巡查”（Ctrl+I）选一张表单。"))
        )
        return self.history

    def _connect(self) -> None:
        model = self.model
        self.head.back_wanted.connect(self.closed)
        self.change.clicked.connect(model.change)
        self.restore.clicked.connect(model.restore)
        self.retire.clicked.connect(self._ask_reason)
        model.look.changed.connect(self._render)
        model.changed.connect(self._render)
        model.refused.connect(self._complain)
        model.acted.connect(self._tell)
        model.draft_ready.connect(self._open_draft)
        model.opened.connect(self._open_record)
        model.case_wanted.connect(self.wanted)

    @Slot()
    def _render(self) -> None:
        model = self.model
        self.change.setVisible(model.may(Action.ANSWERED))
        self.retire.setVisible(model.may(Action.RETIRED))
        self.restore.setVisible(model.may(Action.RESTORED))
        self.menu.clear()
        for info in model.forms:
            self.menu.addAction(info.title, partial(model.inspect, info))
        self.inspect.setVisible(bool(model.forms) and not model.may(Action.RESTORED))
        lines = len(model.history.lines)
        self.history.setCurrentIndex(0 if lines else 1)
        title = self.tr("巡查与案卷（{count}）").format(count=lines)
        if model.open_cases:
            title = self.tr("巡查与案卷（{count}，未结案 {open}）").format(count=lines, open=model.open_cases)
        self.tabs.setTabText(1, title)

    @Slot()
    def _ask_reason(self) -> None:
        reason, is_sure = QInputDialog.getText(self, self.tr("停用"), self.tr("停用的原因（历史记录都会保留）："))
        if is_sure:
            self.model.retire(reason)

    @Slot(object)
    def _tell(self, action: Action) -> None:
        words = self.tr("已{action}，等待发送给服务器。").format(action=action_label(action))
        self.head.banner.say(words, Tone.SUCCESS)
        self.changed.emit()

    @Slot(str)
    def _complain(self, sentence: str) -> None:
        self.head.banner.say(sentence, Tone.DANGER)

    @Slot(object)
    def _open_draft(self, draft: Draft) -> None:
        self._push(RecordPage(self._workplace, self._tasks, draft))

    @Slot(object)
    def _open_record(self, key: RecordKey) -> None:
        view = RecordView(self._workplace, self._tasks, key)
        view.wanted.connect(self._follow)
        self._push(view)

    @Slot(object)
    def _follow(self, key: RecordKey) -> None:
        """Open another asset; this one lies below the record already."""
        if key.record == self.model.key.record:
            self._return()
        else:
            self.wanted.emit(key)

    def _push(self, page: RecordPage | RecordView) -> None:
        page.closed.connect(self._return, Qt.ConnectionType.QueuedConnection)
        page.changed.connect(self.changed)
        self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)
        page.setFocus()

    @Slot()
    def _return(self) -> None:
        """Go back from what was open to the asset as it is now."""
        page = self.stack.currentWidget()
        if isinstance(page, RecordPage | RecordView) and page.close():
            self.stack.removeWidget(page)
            page.deleteLater()
            self.model.refresh()
            self.changed.emit()
