"""The page that guides through sync by a stick, drawn."""

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QFileDialog, QPushButton, QWidget

from ui.style.metrics import dp, touch
from ui.sync.stick_model import ANSWER_SUFFIX, SIZES_MB, SUFFIX, USUAL_MB, StickModel
from ui.sync.waiting_table import size_words
from ui.widgets.banner import Banner
from ui.widgets.busy import BusyBar
from ui.widgets.buttons import SMALL_TOUCH_PX, button
from ui.widgets.frames import Card, ScrollColumn, column, row
from ui.widgets.header import PageHeader
from ui.widgets.labels import label

NUMBER_PX = 34


class StickView(QWidget):
    """Three steps, each a card with its button; a page over the others.

    Signals:
        closed: the user wants to leave.
        changed: a file was written or taken in.
    """

    closed = Signal()
    changed = Signal()

    def __init__(self, model: StickModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = model
        outer = column(self, spacing=0)
        scroll = ScrollColumn()
        outer.addWidget(scroll)
        page = scroll.column
        words = self.tr("没有网络也不会丢：文件加密给服务器，只有它能打开；重复、漏带、拿错都不要紧。")
        header = PageHeader(self.tr("用U盘同步"), words, back=True)
        header.back_wanted.connect(self.closed)
        page.addWidget(header)
        self.banner = Banner()
        page.addWidget(self.banner)
        page.addWidget(self._progress())
        page.addWidget(self._export())
        page.addWidget(self._carry())
        page.addWidget(self._take_in())
        page.addStretch(1)
        self.setFocusProxy(self.export)
        model.changed.connect(self._render)
        model.finished.connect(self.changed)
        self._render()
        model.refresh()

    def _progress(self) -> Card:
        self.busy = Card()
        line = row(spacing=10)
        self.doing = label(wrap=True)
        line.addWidget(self.doing, 1)
        self.cancel = button(self.tr("取消"))
        self.cancel.clicked.connect(self.model.cancel)
        line.addWidget(self.cancel)
        self.busy.column.addLayout(line)
        self.bar = BusyBar(self.tr("进度"))
        self.busy.column.addWidget(self.bar)
        return self.busy

    def _export(self) -> Card:
        self.waiting = label(wrap=True)
        self.most = QComboBox()
        self.most.setAccessibleName(self.tr("一个文件最大"))
        self.most.setMinimumHeight(touch(SMALL_TOUCH_PX))
        for megabytes in SIZES_MB:
            self.most.addItem(self.tr("一个文件最大 {size} GB").format(size=f"{megabytes / 1_000:g}"), megabytes)
        self.most.setCurrentIndex(SIZES_MB.index(USUAL_MB))
        self.export = button(self.tr("导出到U盘…"), "primary")
        self.export.clicked.connect(self._choose_export)
        return self._step("1", self.tr("在这台电脑上导出"), self.waiting, self.export, self.most)

    def _carry(self) -> Card:
        words = self.tr(
            "把U盘带到任意一台能联网、已登记的电脑，在这一步选中文件代为送达；或交给管理员导入服务器。"
            "两种办法都会得到一个回执文件（{suffix}）。"
        )
        self.carry = button(self.tr("代为送达…"))
        self.carry.clicked.connect(self._choose_carry)
        title = self.tr("在有网络的电脑上交给服务器")
        return self._step("2", title, label(words.format(suffix=ANSWER_SUFFIX), wrap=True), self.carry)

    def _take_in(self) -> Card:
        words = self.tr("把回执文件拿回来导入：验证回执后才显示“已送达”，同时收到别人的新内容。首次数据也在这里导入。")
        self.take_in = button(self.tr("导入回执或首次数据…"))
        self.take_in.clicked.connect(self._choose_answer)
        return self._step("3", self.tr("回到导出的电脑上导入回执"), label(words, wrap=True), self.take_in)

    def _step(self, number: str, title: str, words: QWidget, act: QPushButton, choice: QWidget | None = None) -> Card:
        card = Card()
        line = row(spacing=14)
        mark = label(number, "h1")
        mark.setFixedWidth(dp(NUMBER_PX))
        line.addWidget(mark)
        middle = column(spacing=6)
        middle.addWidget(label(title, "h2"))
        middle.addWidget(words)
        below = row(spacing=10)
        below.addWidget(act)
        if choice is not None:
            below.addWidget(choice)
        below.addStretch(1)
        middle.addLayout(below)
        line.addLayout(middle, 1)
        card.column.addLayout(line)
        return card

    @Slot()
    def _choose_export(self) -> None:
        usual = str(Path.home() / self.model.usual_name())
        kinds = self.tr("同步文件 (*{suffix})").format(suffix=SUFFIX)
        chosen, _ = QFileDialog.getSaveFileName(self, self.tr("导出到U盘"), usual, kinds)
        if chosen:
            self.model.export(Path(chosen), int(self.most.currentData()))

    @Slot()
    def _choose_carry(self) -> None:
        kinds = self.tr("同步文件 (*{suffix})").format(suffix=SUFFIX)
        chosen, _ = QFileDialog.getOpenFileName(self, self.tr("选择要代为送达的文件"), "", kinds)
        if chosen:
            self.model.carry(Path(chosen))

    @Slot()
    def _choose_answer(self) -> None:
        kinds = self.tr("回执文件 (*{suffix});;所有文件 (*)").format(suffix=ANSWER_SUFFIX)
        chosen, _ = QFileDialog.getOpenFileName(self, self.tr("选择回执文件"), "", kinds)
        if chosen:
            self.model.take_in(Path(chosen))

    @Slot()
    def _render(self) -> None:
        model = self.model
        words = self.tr("有 {count} 项等待送达；导出后它们仍留在本机，直到回执导入。")
        nothing = self.tr("没有等待送达的内容；也可以导出一个小文件，只为取回别人的新内容。")
        self.waiting.setText(words.format(count=model.waiting) if model.waiting else nothing)
        for act in (self.export, self.carry, self.take_in):
            act.setEnabled(not model.is_running)
        self.busy.setVisible(model.is_running)
        self._render_progress()
        if model.outcome is None:
            self.banner.dismiss()
        else:
            self.banner.say(*model.outcome)

    def _render_progress(self) -> None:
        progress = self.model.progress
        if not self.model.is_running:
            self.bar.rest()
        elif progress is None or not progress.bytes_all:
            self.bar.move_on()
        else:
            self.bar.show_share(progress.bytes_done / progress.bytes_all)
        done = size_words(progress.bytes_done) if progress and progress.bytes_done else ""
        self.doing.setText(" · ".join(filter(None, (self.tr("正在处理，请不要拔出U盘"), done))))
