"""Choosing form and asset, drawn; the keyboard alone is enough."""

from PySide6.QtCore import QSignalBlocker, Qt, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QListWidget,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui.style.colours import Tone
from ui.style.metrics import dp, touch
from ui.today.chooser_model import ChooserModel
from ui.widgets.banner import Banner
from ui.widgets.busy import BusyBar
from ui.widgets.buttons import SMALL_TOUCH_PX, button
from ui.widgets.empty import EmptyState
from ui.widgets.flow import FlowLayout
from ui.widgets.frames import ScrollColumn, column
from ui.widgets.header import PageHeader
from ui.widgets.labels import label
from ui.widgets.search import SearchField
from ui.widgets.tables import ROW_PX, Table

WIDTHS = (120, 160, 150)
TABLE_ROWS_LEAST = 4
FORMS_SHOWN, FORMS_SHOWN_WIDE = 4, 9
SIDE_BY_SIDE_DP = 760


class FormList(QListWidget):
    """The forms; Enter goes on to the assets as Tab does."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt's name
        """Let Enter go on."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Right):
            self.focusNextChild()
            return
        super().keyPressEvent(event)


class ChooserView(QWidget):
    """The forms above, a search field, the assets below."""

    def __init__(self, model: ChooserModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = model
        self._leads_on = False
        outer = column(self, spacing=0)
        scroll = ScrollColumn()
        outer.addWidget(scroll)
        page = scroll.column
        page.setSpacing(dp(8))
        self.header = PageHeader(self.tr("新建巡查"), self.tr("先选表单，再选设施，按回车开始填写"), back=True)
        self.header.back_wanted.connect(model.closed)
        page.addWidget(self.header)
        self.banner = Banner()
        page.addWidget(self.banner)
        self._panes = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._panes.setSpacing(dp(16))
        forms, assets = column(spacing=8), column(spacing=8)
        self._panes.addLayout(forms, 2)
        self._panes.addLayout(assets, 5)
        page.addLayout(self._panes, 1)
        forms.addWidget(label(self.tr("一、选表单"), "h2"))
        forms.addWidget(self._forms())
        forms.addStretch(1)
        assets.addWidget(label(self.tr("二、选设施"), "h2"))
        self._fill_assets(assets)
        self.setFocusProxy(self.forms)
        model.changed.connect(self._render)
        model.failed.connect(self._complain)
        self._render()

    def _fill_assets(self, stack: QVBoxLayout) -> None:
        self.search = SearchField(self.tr("搜索名称、编码、村名"))
        self.search.searched.connect(self.model.search)
        self.search.returnPressed.connect(self._go_to_assets)
        self.search.left_down.connect(self._go_to_assets)
        stack.addWidget(self.search)
        self.busy = BusyBar(self.tr("正在查找设施"))
        stack.addWidget(self.busy)
        stack.addWidget(self._assets(), 1)
        stack.addWidget(self._without())

    def begin(self) -> None:
        """Start over, with the cursor on the forms."""
        self.model.begin()
        self.forms.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  # Qt's name
        """Put forms and assets side by side where there is room."""
        is_wide = event.size().width() >= dp(SIDE_BY_SIDE_DP)
        sides = QBoxLayout.Direction
        self._panes.setDirection(sides.LeftToRight if is_wide else sides.TopToBottom)
        self._most_forms = FORMS_SHOWN_WIDE if is_wide else FORMS_SHOWN
        self._fit_forms()
        super().resizeEvent(event)

    def _forms(self) -> QListWidget:
        self._most_forms = FORMS_SHOWN
        self.forms = FormList()
        self.forms.setAccessibleName(self.tr("表单"))
        self.forms.currentRowChanged.connect(self._choose_form)
        return self.forms

    def _assets(self) -> QStackedWidget:
        self._stack = QStackedWidget()
        self.table = Table(self.tr("设施"), self.model.assets)
        self.table.set_widths(WIDTHS, 1)
        self.table.setMinimumHeight(dp(TABLE_ROWS_LEAST * ROW_PX))
        self.table.activated_row.connect(self.model.choose_asset)
        self._stack.addWidget(self.table)
        self.empty = EmptyState("search", self.tr("没有找到设施"))
        self._stack.addWidget(self.empty)
        return self._stack

    def _without(self) -> QWidget:
        self.without = QWidget()
        line = FlowLayout(self.without, spacing=dp(10))
        line.addWidget(label(self.tr("名录里没有？选择乡镇后直接填写："), "caption"))
        self.township = QComboBox()
        self.township.setAccessibleName(self.tr("不选设施时的乡镇"))
        self.township.setMinimumHeight(touch(SMALL_TOUCH_PX))
        self.start = button(self.tr("不选设施，开始填写"))
        self.start.clicked.connect(self._begin_without)
        line.addWidget(self.township)
        line.addWidget(self.start)
        return self.without

    @Slot(int)
    def _choose_form(self, row: int) -> None:
        if row >= 0:
            self.model.choose_form(self.model.forms[row])

    @Slot()
    def _go_to_assets(self) -> None:
        """Put the keyboard on what was found, as soon as it is."""
        self._leads_on = self.model.is_busy
        if self.model.assets.rowCount() and not self._leads_on:
            self.table.setFocus()
            self.table.selectRow(0)

    @Slot()
    def _begin_without(self) -> None:
        self.model.begin_without(self.township.currentData())

    @Slot()
    def _render(self) -> None:
        model = self.model
        if model.is_busy:
            self.busy.move_on()
        else:
            self.busy.rest()
        self._show_forms()
        if model.form is not None:
            with QSignalBlocker(self.forms):
                self.forms.setCurrentRow(model.forms.index(model.form))
        is_empty = not model.is_busy and model.assets.rowCount() == 0
        self._stack.setCurrentIndex(1 if is_empty else 0)
        if is_empty and model.text:
            self.empty.say(self.tr("没有找到“{text}”").format(text=model.text), self.tr("换个名称、编码或村名试试。"))
        elif is_empty:
            self.empty.say(self.tr("名录里还没有这类设施"), self.tr("请先同步取回名录，或在下面选择乡镇后直接填写。"))
        self._show_townships()
        if self._leads_on and not model.is_busy:
            self._go_to_assets()

    def _show_forms(self) -> None:
        titles = [form.title for form in self.model.forms]
        if titles != [self.forms.item(row).text() for row in range(self.forms.count())]:
            with QSignalBlocker(self.forms):
                self.forms.clear()
                self.forms.addItems(titles)

        self._fit_forms()

    def _fit_forms(self) -> None:
        """Let the list be as high as its forms, up to the room there is; more of them scroll."""
        rows = min(max(1, self.forms.count()), self._most_forms)
        self.forms.setFixedHeight(rows * max(1, self.forms.sizeHintForRow(0)) + dp(8))

    def _show_townships(self) -> None:
        present = tuple(self.township.itemData(index) for index in range(self.township.count()))
        if present != tuple(code for code, _name in self.model.townships):
            self.township.clear()
            for code, name in self.model.townships:
                self.township.addItem(name, code)
        self.without.setVisible(bool(self.model.townships))

    @Slot(str)
    def _complain(self, sentence: str) -> None:
        self.banner.say(sentence, Tone.DANGER)
