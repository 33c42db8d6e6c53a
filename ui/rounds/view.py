"""The page of a round, drawn: where it leads at the top, the assets below, the keys beside them."""

from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QFileDialog, QStackedWidget, QWidget

from app.usecases.rounds import Route
from ui.photos.strip import files_of
from ui.rounds.model import RoundModel
from ui.rounds.stop_table import TONE_ROLE, Column, StopList
from ui.style.colours import Tone
from ui.style.metrics import dp, touch
from ui.townships import township_name
from ui.widgets.banner import Banner
from ui.widgets.busy import BusyBar
from ui.widgets.buttons import SMALL_TOUCH_PX, button
from ui.widgets.chip_delegate import ChipDelegate
from ui.widgets.empty import EmptyState
from ui.widgets.flow import FlowLayout
from ui.widgets.frames import ScrollColumn, column
from ui.widgets.header import ActionRow, PageHeader
from ui.widgets.labels import label

WIDTHS = (44, 260, 110, 240)
CHOICE_DP = 220
TABLE_LEAST_DP = 260


class RoundsView(QWidget):
    """Form and route, the assets in walking order, and what can be done with each."""

    def __init__(self, model: RoundModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = model
        self.setObjectName("page")
        self.setAcceptDrops(True)
        outer = column(self, spacing=0)
        scroll = ScrollColumn()
        outer.addWidget(scroll)
        page = scroll.column
        page.setSpacing(dp(10))
        self.header = PageHeader(self.tr("巡查路线"), self.tr("沿一条路或一个村逐个看：正常按 N，有问题按 D"))
        self.submit = self.header.add_action(self.tr("全部提交"), "primary")
        self.submit.setToolTip(self.tr("全部提交（Ctrl+Enter）"))
        self.submit.clicked.connect(model.submit_all)
        page.addWidget(self.header)
        self.banner = Banner()
        page.addWidget(self.banner)
        page.addWidget(self._choices())
        self.busy = BusyBar(self.tr("正在读取"))
        page.addWidget(self.busy)
        page.addWidget(self._stops(), 1)
        page.addWidget(self._keys())
        self.setFocusProxy(self.table)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(model.submit_all)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self).activated.connect(model.take_back)
        model.changed.connect(self._render)
        model.moved.connect(self._go_to)
        model.failed.connect(self._complain)
        model.submitted.connect(self._say_submitted)
        self._render()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802  # Qt's name
        """Accept photos anywhere on the page."""
        if files_of(event.mimeData()) and self.model.route is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802  # Qt's name
        """Give each photo to the asset where it was taken."""
        event.acceptProposedAction()
        self.model.give_files(files_of(event.mimeData()), self.table.currentIndex().row())

    def _choices(self) -> QWidget:
        box = QWidget()
        line = FlowLayout(box, spacing=dp(10))
        self.form, self.route = QComboBox(), QComboBox()
        for choice, name in ((self.form, self.tr("检查什么")), (self.route, self.tr("沿哪里走"))):
            choice.setAccessibleName(name)
            choice.setMinimumHeight(touch(SMALL_TOUCH_PX))
            choice.setMinimumWidth(dp(CHOICE_DP))
            line.addWidget(label(name, "caption"))
            line.addWidget(choice)
        self.form.activated.connect(self._choose_form)
        self.route.activated.connect(self._choose_route)
        return box

    def _stops(self) -> QWidget:
        self._stack = QStackedWidget()
        self._stack.setMinimumHeight(dp(TABLE_LEAST_DP))
        self.table = StopList(self.tr("沿路的设施"), self.model.table)
        self._chips = ChipDelegate(TONE_ROLE)
        self.table.setItemDelegateForColumn(Column.STATE, self._chips)
        self.table.set_widths(WIDTHS, Column.ASSET, (Column.MISSING,))
        self.table.normal_wanted.connect(self.model.say_normal)
        self.table.defect_wanted.connect(self.model.begin_defect)
        self.table.activated_row.connect(self.model.begin_defect)
        self.table.back_wanted.connect(self.model.take_back)
        self._stack.addWidget(self.table)
        self.empty = EmptyState("road", self.tr("先选一条路或一个村"))
        self._stack.addWidget(self.empty)
        return self._stack

    def _keys(self) -> QWidget:
        keys = ActionRow()
        self.normal = button(self.tr("正常 (N)"))
        self.defect = button(self.tr("有问题 (D)"))
        self.back = button(self.tr("撤销 (Ctrl+Z)"), "plain")
        self.photos = button(self.tr("添加照片"), picture="photo")
        self.blank, self.labels = button(self.tr("打印空白表")), button(self.tr("打印标签"))
        self.photos.setToolTip(self.tr("照片按拍摄位置分给各设施；没有位置的给当前设施"))
        for each, act in (
            (self.normal, self._say_normal),
            (self.defect, self._begin_defect),
            (self.back, self.model.take_back),
            (self.photos, self._choose_photos),
            (self.blank, self._print_blank),
            (self.labels, self.model.print_labels),
        ):
            each.clicked.connect(act)
            each.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            keys.add(each)
        return keys

    @Slot(int)
    def _choose_form(self, row: int) -> None:
        if row >= 0:
            self.model.choose_form(self.model.forms[row])

    @Slot(int)
    def _choose_route(self, row: int) -> None:
        if row >= 1:
            self.model.choose_route(self.model.routes[row - 1])
            self.table.setFocus()

    @Slot()
    def _say_normal(self) -> None:
        if self.table.currentIndex().isValid():
            self.model.say_normal(self.table.currentIndex().row())

    @Slot()
    def _begin_defect(self) -> None:
        if self.table.currentIndex().isValid():
            self.model.begin_defect(self.table.currentIndex().row())

    @Slot()
    def _print_blank(self) -> None:
        self.model.print_blank(self.table.currentIndex().row())

    @Slot()
    def _choose_photos(self) -> None:
        dialog = QFileDialog(self, self.tr("添加照片"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(self._take_photos)
        dialog.open()

    @Slot(list)
    def _take_photos(self, names: list[str]) -> None:
        self.model.give_files([Path(name) for name in names], self.table.currentIndex().row())

    @Slot(int)
    def _go_to(self, row: int) -> None:
        self.table.selectRow(row)
        self.table.scrollTo(self.model.table.index(row, 0))

    @Slot()
    def _render(self) -> None:
        model = self.model
        if model.is_busy:
            self.busy.move_on()
        else:
            self.busy.rest()
        _fill(self.form, [form.title for form in model.forms], model.forms.index(model.form) if model.form else -1)
        names = [self.tr("请选择"), *map(self._route_name, model.routes)]
        _fill(self.route, names, 1 + model.routes.index(model.route) if model.route in model.routes else 0)
        has_stops = model.table.rowCount() > 0
        self._stack.setCurrentIndex(0 if has_stops else 1)
        self._tell_empty()
        if has_stops and not self.table.currentIndex().isValid():
            self.table.selectRow(0)
        ready = len(model.ready)
        self.submit.setText(self.tr("全部提交（{count}）").format(count=ready) if ready else self.tr("全部提交"))
        self.submit.setEnabled(model.can_submit)
        self.back.setEnabled(model.can_take_back)
        self.blank.setEnabled(model.form is not None)
        for each in (self.normal, self.defect, self.photos, self.labels):
            each.setEnabled(has_stops)

    def _tell_empty(self) -> None:
        if self.model.routes or self.model.is_busy:
            self.empty.say(self.tr("先选一条路或一个村"), self.tr("沿路的设施会按走的顺序列出。"))
        else:
            self.empty.say(self.tr("名录里没有这类设施"), self.tr("换一种检查，或先同步取回设施名录。"))

    def _route_name(self, route: Route) -> str:
        where = " ".join((township_name(route.township), route.road or route.village))
        return self.tr("{where}（{count} 处）").format(where=where, count=route.count)

    @Slot(int)
    def _say_submitted(self, count: int) -> None:
        self.banner.say(self.tr("已提交 {count} 条记录，等待发送。").format(count=count), Tone.SUCCESS)

    @Slot(str)
    def _complain(self, sentence: str) -> None:
        self.banner.say(sentence, Tone.DANGER)


def _fill(choice: QComboBox, names: list[str], current: int) -> None:
    """Show these names, if they are others than before, and which one is chosen."""
    with QSignalBlocker(choice):
        if names != [choice.itemText(row) for row in range(choice.count())]:
            choice.clear()
            choice.addItems(names)
        choice.setCurrentIndex(current)
