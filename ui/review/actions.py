"""The buttons below a record: what the table of moves allows this person now, each with its key."""

from collections.abc import Callable

from PySide6.QtCore import Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QInputDialog, QPlainTextEdit, QPushButton, QWidget

from app.domain.kinds import Action
from ui.cases.opening import OpeningDialog
from ui.review.model import LookModel
from ui.style.metrics import dp, touch
from ui.widgets.buttons import button
from ui.widgets.frames import column, row
from ui.widgets.labels import label

REMARK_LINES_PX = 52


class ActionBar(QFrame):
    """Decisions on a record, and the remark about the whole of it; hidden where there is nothing to do."""

    def __init__(self, model: LookModel, *, offers_correction: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._offers_correction = offers_correction
        self._owner = parent
        self.setObjectName("foot")
        stack = column(self, margins=(24, 8, 24, 10), spacing=6)
        self.remark = QPlainTextEdit(self)
        self.remark.setPlaceholderText(self.tr("对整条记录的意见（退回时必填一处：这里，或某一项的批注）"))
        self.remark.setAccessibleName(self.tr("总体意见"))
        self.remark.setTabChangesFocus(True)
        self.remark.setFixedHeight(dp(REMARK_LINES_PX))
        self.remark.textChanged.connect(self._write)
        stack.addWidget(self.remark)
        line = row(spacing=10)
        self.note = label("", "caption")
        line.addWidget(self.note, 1)
        self.void = self._add(self.tr("作废"), "danger", "Ctrl+Shift+D", self._ask_reason)
        self.withdraw = self._add(self.tr("撤回"), "", "Ctrl+Shift+W", model.withdraw)
        self.case = self._add(self.tr("立为案卷"), "", "Ctrl+Shift+C", self._open_case)
        self.correct = self._add(self.tr("修改"), "", "Ctrl+E", model.correct)
        self.give_back = self._add(self.tr("退回"), "", "Ctrl+R", self._give_back)
        self.approve = self._add(self.tr("通过"), "primary", "Ctrl+Return", model.approve)
        for made in (self.void, self.withdraw, self.case, self.correct, self.give_back, self.approve):
            line.addWidget(made)
        stack.addLayout(line)
        model.changed.connect(self.redraw)
        model.remarked.connect(self.redraw)
        self.redraw()

    @Slot()
    def redraw(self) -> None:
        """Show the buttons that are allowed and the remark that is being written."""
        model = self._model
        looked = model.looked
        allowed = {action: looked is not None and looked.may(action) for action in Action}
        self.void.setVisible(allowed[Action.VOIDED])
        self.withdraw.setVisible(allowed[Action.WITHDRAWN])
        self.correct.setVisible(self._offers_correction and looked is not None and looked.may_correct)
        self.give_back.setVisible(allowed[Action.RETURNED])
        self.case.setVisible(model.may_open_case)
        self.approve.setVisible(allowed[Action.APPROVED])
        self.remark.setVisible(allowed[Action.RETURNED])
        self.approve.setEnabled(model.may_approve)
        for made in (self.void, self.withdraw, self.correct, self.give_back):
            made.setEnabled(not model.is_busy)
        fields = sum(1 for path in model.remarks if path)
        self.note.setText(self.tr("已写 {count} 处批注").format(count=fields) if fields else "")
        overall = model.remarks.get("", "")
        if not overall and self.remark.toPlainText().strip():
            self.remark.clear()
        buttons = (self.void, self.withdraw, self.case, self.correct, self.give_back, self.approve)
        self.setVisible(any(not made.isHidden() for made in buttons))

    def _add(self, text: str, kind: str, keys: str, act: Callable[[], None]) -> QPushButton:
        made = button(text, kind)
        made.setMinimumHeight(touch())
        shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
        made.setToolTip(f"{text}（{shown}）")
        made.clicked.connect(act)
        QShortcut(QKeySequence(keys), self._owner).activated.connect(made.click)
        return made

    @Slot()
    def _write(self) -> None:
        self._model.remark("", self.remark.toPlainText())

    @Slot()
    def _give_back(self) -> None:
        """Return the record; without any remark the keyboard goes where one can be written."""
        if not self._model.remarks:
            self.remark.setFocus()
        self._model.give_back()

    @Slot()
    def _open_case(self) -> None:
        opening = self._model.opening()
        if opening is not None:
            dialog = OpeningDialog(opening, self)
            dialog.opened.connect(self._model.tell_case)
            dialog.open()

    @Slot()
    def _ask_reason(self) -> None:
        dialog = QInputDialog(self)
        dialog.setWindowTitle(self.tr("作废记录"))
        dialog.setLabelText(self.tr("作废的原因（30 天内可从回收站恢复）"))
        dialog.setOption(QInputDialog.InputDialogOption.UsePlainTextEditForTextInput)
        dialog.setOkButtonText(self.tr("作废"))
        dialog.setCancelButtonText(self.tr("取消"))
        dialog.textValueSelected.connect(self._model.void)
        dialog.open()
