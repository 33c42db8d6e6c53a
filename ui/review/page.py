"""The page of reviews: the queue at the left, the record with its decisions at the right."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QListWidget, QListWidgetItem, QStackedWidget, QWidget

from app.domain.kinds import Action
from app.domain.listing import RecordRow
from app.usecases.review_queue import MOST, Batch
from app.workplace import Workplace
from ui import moments
from ui.photos.pictures import Pictures
from ui.review.actions import ActionBar
from ui.review.batch import BatchDialog, BatchModel
from ui.review.head import RecordHead
from ui.review.look import review_sheet
from ui.review.model import LookModel
from ui.review.queue import QueueModel
from ui.review.sheet import RecordSheet
from ui.review.spots import SpotDialog
from ui.style.colours import Tone
from ui.style.metrics import dp, touch
from ui.tasks import Tasks
from ui.townships import township_name
from ui.widgets.buttons import button
from ui.widgets.empty import EmptyState
from ui.widgets.frames import column, row
from ui.widgets.labels import label
from ui.words import action_label

QUEUE_PX = 288


class ReviewPage(QWidget):
    """What waits for a decision; J and K go through it.

    Signals:
        closed: never emitted: this page is left by the side bar.
        changed: what other pages show may be old: something was decided.
    """

    closed = Signal()
    changed = Signal()

    def __init__(self, workplace: Workplace, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.queue = QueueModel(workplace, tasks, self)
        self.model = LookModel(workplace, tasks, self)
        self.pictures = Pictures(workplace.shelf, tasks, self)
        self.batch = BatchModel(workplace, tasks, self)
        self._workplace, self._tasks = workplace, tasks
        self.setObjectName("page")
        self.setStyleSheet(review_sheet())
        self._arrange()
        self.queue.changed.connect(self._draw_queue)
        self.queue.chosen.connect(self.model.show)
        self.queue.refused.connect(self._complain)
        self.model.acted.connect(self._go_on)
        self.model.case_opened.connect(self._tell_case)
        self.batch.approved.connect(self._tell_batch)
        self.batch.undone.connect(self._tell_undone)
        self.batch.failed.connect(self._say_of_batch)
        keys = {"J": self.queue.next, "K": self.queue.previous, "D": self.changes.toggle}
        for key, act in keys.items():
            QShortcut(QKeySequence(key), self).activated.connect(act)
        self.queue.chosen.connect(self._mark)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  Qt's name
        """Read the queue whenever the page is turned to."""
        super().showEvent(event)
        self.queue.refresh()

    def _arrange(self) -> None:
        whole = row(self, spacing=0)
        whole.addWidget(self._make_drawer())
        self.stack = QStackedWidget(self)
        work = QWidget(self)
        right = column(work, margins=(0, 16, 0, 0), spacing=4)
        top = column(margins=(24, 0, 24, 0))
        self.head = RecordHead(self.model, back=False)
        top.addWidget(self.head)
        right.addLayout(top)
        self.sheet = RecordSheet(self.model, self.pictures)
        self.changes.toggled.connect(self.sheet.show_only_changes)
        right.addWidget(self.sheet, 1)
        self.decisions = ActionBar(self.model, offers_correction=False, parent=self)
        right.addWidget(self.decisions)
        self.stack.addWidget(work)
        self.empty = EmptyState("success", self.tr("没有待审核的记录"), self.tr("同步之后，新提交的记录会出现在左侧。"))
        self.stack.addWidget(self.empty)
        whole.addWidget(self.stack, 1)

    def _make_drawer(self) -> QFrame:
        drawer = QFrame(self)
        drawer.setObjectName("drawer")
        drawer.setFixedWidth(dp(QUEUE_PX))
        stack = column(drawer, margins=(12, 16, 12, 8), spacing=8)
        stack.addWidget(label(self.tr("审核"), "h1"))
        self.townships = QComboBox(self)
        self.townships.setAccessibleName(self.tr("乡镇"))
        self.townships.setMinimumHeight(touch())
        self.townships.activated.connect(self._filter)
        stack.addWidget(self.townships)
        self.count = label("", "caption")
        stack.addWidget(self.count)
        self.list = QListWidget(self)
        self.list.setObjectName("queue")
        self.list.setAccessibleName(self.tr("待审核的记录"))
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentRowChanged.connect(self.queue.choose)
        stack.addWidget(self.list, 1)
        line = row(spacing=8)
        self.approve_all = button(self.tr("批量通过…"))
        self.approve_all.clicked.connect(self.open_batch)
        self.spots = button(self.tr("抽查…"))
        self.spots.clicked.connect(self.open_spots)
        line.addWidget(self.approve_all, 1)
        line.addWidget(self.spots, 1)
        stack.addLayout(line)
        self.undo = button(self.tr("撤销这一批"))
        self.undo.clicked.connect(self.batch.undo)
        self.undo.hide()
        self.batch_words = label("", "caption", wrap=True)
        self.batch_words.hide()
        stack.addWidget(self.batch_words)
        stack.addWidget(self.undo)
        self.changes = QCheckBox(self.tr("只看上次审核后的改动（D）"), self)
        stack.addWidget(self.changes)
        stack.addWidget(label(self.tr("J 下一条　K 上一条"), "caption"))
        return drawer

    @Slot()
    def open_batch(self) -> None:
        """Show what found nothing and may be approved together."""
        self.batch.read(self.townships.currentData() or "")
        BatchDialog(self.batch, self).open()

    @Slot()
    def open_spots(self) -> None:
        """Show what the rules choose to be looked at again."""
        dialog = SpotDialog(self._workplace, self._tasks, self)
        dialog.wanted.connect(self.model.show)
        dialog.wanted.connect(self._show_record)
        dialog.open()

    @Slot(object)
    def _show_record(self, _key: object) -> None:
        self.stack.setCurrentIndex(0)

    @Slot(object)
    def _tell_batch(self, batch: Batch) -> None:
        said = self.tr("已通过 {count} 条，发送之前可以整批撤销。").format(count=len(batch.approved))
        left = self.tr("{count} 条刚有变化，留待逐条审核。").format(count=len(batch.left)) if batch.left else ""
        self._say_of_batch(f"{said}{left}")

    @Slot(int)
    def _tell_undone(self, count: int) -> None:
        self._say_of_batch(self.tr("已撤销 {count} 条，重新等待审核。").format(count=count))

    @Slot(str)
    def _say_of_batch(self, words: str) -> None:
        self.batch_words.setText(words)
        self.batch_words.show()
        self.undo.setVisible(self.batch.may_undo)
        self.queue.refresh()
        self.changed.emit()

    @Slot()
    def _draw_queue(self) -> None:
        waiting = self.queue.waiting
        if self.townships.count() != len(waiting.townships) + 1:
            chosen = self.townships.currentData()
            self.townships.clear()
            self.townships.addItem(self.tr("全部乡镇"), "")
            for code, name in waiting.townships:
                self.townships.addItem(name, code)
            self.townships.setCurrentIndex(max(0, self.townships.findData(chosen)))
        with QSignalBlocker(self.list):
            self.list.clear()
            for line in waiting.rows:
                item = QListWidgetItem(self._line(line))
                item.setToolTip(line.number)
                self.list.addItem(item)
            self.list.setCurrentRow(self.queue.index)
        count = len(waiting.rows)
        more = self.tr("，只列出最早的 {most} 条").format(most=MOST) if count == MOST else ""
        self.count.setText(self.tr("{count} 条待审核").format(count=count) + more)
        self.stack.setCurrentIndex(0 if count else 1)

    def _line(self, record: RecordRow) -> str:
        author = self.queue.waiting.names.get(record.author, record.author[:8])
        parts = [moments.minute(record.made_at)[5:], author]
        if record.photos:
            parts.append(self.tr("{count} 照片").format(count=record.photos))
        if record.conflicts:
            parts.append(self.tr("有冲突"))
        if record.is_open_again:
            parts.append(self.tr("批准后有新内容"))
        return f"{record.title or record.number} · {township_name(record.township)}\n{' · '.join(parts)}"

    @Slot(int)
    def _filter(self, index: int) -> None:
        self.queue.filter(self.townships.itemData(index) or "")

    @Slot(object)
    def _mark(self, _key: object) -> None:
        with QSignalBlocker(self.list):
            self.list.setCurrentRow(self.queue.index)

    @Slot(str)
    def _tell_case(self, number: str) -> None:
        self.head.banner.say(self.tr("已上报案卷 {number}，等待发送给服务器。").format(number=number), Tone.SUCCESS)
        self.changed.emit()

    @Slot(object)
    def _go_on(self, action: Action) -> None:
        """Say what was done and go on with the next record."""
        looked = self.model.looked
        title = looked.row.title if looked is not None else ""
        if action is Action.SETTLED:
            self.model.refresh()
        else:
            done = self.tr("已{action}：{title}。等待发送给服务器。").format(action=action_label(action), title=title)
            self.head.banner.say(done, Tone.SUCCESS)
        self.queue.refresh()
        self.changed.emit()

    @Slot(str)
    def _complain(self, sentence: str) -> None:
        self.head.banner.say(sentence, Tone.DANGER)
