"""A record as its inspector looks at it: the same sheet, with delivery and history; corrections open over it."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.domain.draft import Draft
from app.domain.kinds import Action
from app.domain.stream import Stream
from app.workplace import RecordKey, Workplace
from ui.photos.pictures import Pictures
from ui.record.page import RecordPage
from ui.review.actions import ActionBar
from ui.review.head import RecordHead
from ui.review.look import review_sheet
from ui.review.model import LookModel
from ui.review.sheet import RecordSheet
from ui.style.colours import Tone
from ui.tasks import Tasks
from ui.widgets.frames import column
from ui.words import action_label


class RecordView(QWidget):
    """One record, read-only, with what this person may do to it.

    Signals:
        closed: the user is done here.
        changed: what other pages show may be old: something was done to the record.
        wanted: the asset is to be opened; its ``RecordKey``.
    """

    closed = Signal()
    changed = Signal()
    wanted = Signal(object)

    def __init__(self, workplace: Workplace, tasks: Tasks, key: RecordKey, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._tasks = tasks
        self.model = LookModel(workplace, tasks, self)
        self.pictures = Pictures(workplace.shelf, tasks, self)
        self.setObjectName("page")
        self.setStyleSheet(review_sheet())
        outer = column(self)
        self.stack = QStackedWidget(self)
        outer.addWidget(self.stack)
        self.stack.addWidget(self._make_sheet())
        self.model.acted.connect(self._tell)
        self.model.case_opened.connect(self._tell_case)
        self.model.draft_ready.connect(self._correct)
        self.model.show(key)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802  Qt's name
        """Let a correction that is open keep itself."""
        page = self.stack.currentWidget()
        if isinstance(page, RecordPage):
            page.close()
        super().closeEvent(event)

    def _make_sheet(self) -> QWidget:
        work = QWidget(self)
        stack = column(work, margins=(0, 16, 0, 0), spacing=4)
        top = column(margins=(24, 0, 24, 0))
        self.head = RecordHead(self.model, back=True)
        self.head.back_wanted.connect(self.closed)
        self.asset = self.head.header.add_action(self.tr("查看设施"), "plain", picture="forward")
        self.asset.hide()
        self.asset.clicked.connect(self._open_asset)
        self.model.changed.connect(self._offer_asset)
        top.addWidget(self.head)
        stack.addLayout(top)
        self.sheet = RecordSheet(self.model, self.pictures)
        stack.addWidget(self.sheet, 1)
        self.decisions = ActionBar(self.model, offers_correction=True, parent=work)
        stack.addWidget(self.decisions)
        return work

    @Slot()
    def _offer_asset(self) -> None:
        self.asset.setVisible(self.model.looked is not None and self.model.looked.asset is not None)

    @Slot()
    def _open_asset(self) -> None:
        asset = self.model.looked.asset if self.model.looked is not None else None
        if asset is not None:
            self.wanted.emit(RecordKey(Stream(asset.township, asset.subject), asset.record))

    @Slot(object)
    def _tell(self, action: Action) -> None:
        self.head.banner.say(
            self.tr("已{action}，等待发送给服务器。").format(action=action_label(action)), Tone.SUCCESS
        )
        self.model.refresh()
        self.changed.emit()

    @Slot(str)
    def _tell_case(self, number: str) -> None:
        self.head.banner.say(self.tr("已上报案卷 {number}，等待发送给服务器。").format(number=number), Tone.SUCCESS)
        self.changed.emit()

    @Slot(object)
    def _correct(self, draft: Draft) -> None:
        page = RecordPage(self._workplace, self._tasks, draft)
        page.closed.connect(self._finish_correction)
        page.changed.connect(self.changed)
        self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)

    @Slot()
    def _finish_correction(self) -> None:
        """Go back from the correction to the record as it is now."""
        page = self.stack.currentWidget()
        if isinstance(page, RecordPage):
            page.close()
            self.stack.removeWidget(page)
            page.deleteLater()
            self.model.refresh()
            self.changed.emit()
