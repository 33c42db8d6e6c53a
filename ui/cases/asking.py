"""The small form of each action: what has to be said before it is done."""

from collections.abc import Iterator

from PySide6.QtCore import QDate, Signal, Slot
from PySide6.QtWidgets import QDialog, QWidget

from app.domain.kinds import Action
from ui.cases.fields import (
    ChoiceField,
    ClassField,
    DayField,
    Field,
    LimitField,
    LongField,
    PhotosField,
    TextField,
    UnitField,
)
from ui.cases.sheet_model import CaseModel
from ui.style.colours import Tone
from ui.style.metrics import dp
from ui.widgets.banner import Banner
from ui.widgets.buttons import button
from ui.widgets.frames import column, row
from ui.widgets.labels import label
from ui.words import action_label

WIDTH_PX = 520
ANSWER_DAYS = 15


class AskDialog(QDialog):
    """Asks what an action needs; an action that needs nothing is asked about all the same.

    Signals:
        said: the ``Action``, its body and the files of photos.
    """

    said = Signal(object, object, object)

    def __init__(self, model: CaseModel, action: Action, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model, self._action = model, action
        self.setWindowTitle(action_label(action))
        self.setMinimumWidth(dp(WIDTH_PX))
        stack = column(self, margins=(24, 20, 24, 20), spacing=12)
        stack.addWidget(label(action_label(action), "h2"))
        condition = self._condition()
        if condition:
            stack.addWidget(label(condition, "caption", wrap=True))
        self.banner = Banner()
        stack.addWidget(self.banner)
        self.fields: dict[str, Field] = dict(self._fields())
        for field in self.fields.values():
            stack.addWidget(field)
        line = row(spacing=10)
        line.addStretch(1)
        self.cancel = button(self.tr("取消"))
        self.cancel.clicked.connect(self.reject)
        self.done_button = button(action_label(action), "primary")
        self.done_button.setDefault(True)
        self.done_button.clicked.connect(self._finish)
        line.addWidget(self.cancel)
        line.addWidget(self.done_button)
        stack.addLayout(line)
        for field in self.fields.values():
            field.setFocus()
            break

    @Slot()
    def _finish(self) -> None:
        """Say it, or name the first field that is missing."""
        for field in self.fields.values():
            if field.is_required and field.value is None:
                self.banner.say(self.tr("带 * 的内容还没有填写。"), Tone.WARNING)
                field.setFocus()
                return
        body = {name: field.value for name, field in self.fields.items() if field.value is not None}
        photos = [file for field in self.fields.values() if isinstance(field, PhotosField) for file in field.files]
        self.accept()
        self.said.emit(self._action, body, photos)

    def _condition(self) -> str:
        """Return when a case of this class may be closed, where that is what is decided."""
        sheet = self._model.sheet
        if sheet is None or sheet.condition is None or self._action not in (Action.VERIFIED, Action.CLOSED):
            return ""
        return self.tr("结案条件：{closed}").format(closed=sheet.condition.closed_if)

    def _fields(self) -> Iterator[tuple[str, Field]]:
        match self._action:
            case Action.FILED:
                yield "class", self._class_field()
                yield "remark", LongField(self.tr("意见"), is_required=False)
            case Action.ASSIGNED:
                yield from self._assignment()
            case Action.EXTENDED:
                limit = self._model.sheet.case.limit if self._model.sheet else None
                yield "limit", LimitField(self.tr("延长"), is_required=True, limit=limit, is_fixed=True)
                yield "reason", LongField(self.tr("理由"), is_required=True)
            case Action.TRANSFERRED:
                yield "to", UnitField(self.tr("移送给"), self._model.units, is_required=True)
                yield "letter", TextField(self.tr("函件文号"), is_required=True)
                until = QDate.currentDate().addDays(ANSWER_DAYS)
                yield "reply_by", DayField(self.tr("要求复函日期"), is_required=True, day=until)
            case Action.ESCALATED:
                yield "to", TextField(self.tr("提请"), is_required=True)
                yield "reason", LongField(self.tr("理由"), is_required=True)
            case Action.HANDLED:
                yield "measures", LongField(self.tr("整改措施"), is_required=True)
                yield "photos", PhotosField(self.tr("整改后照片（在原址同一角度拍）"))
            case Action.VERIFIED:
                yield "remark", LongField(self.tr("复核情况"), is_required=False)
                yield "photos", PhotosField(self.tr("复核照片"))
            case Action.CLOSED | Action.RESUMED:
                yield "remark", LongField(self.tr("意见"), is_required=False)
            case _:
                yield "reason", LongField(self.tr("理由"), is_required=True)

    def _class_field(self) -> Field:
        chosen = self._model.sheet.case.class_id if self._model.sheet else ""
        return ClassField(self.tr("类别"), self._model.classes, is_required=True, chosen=chosen)

    def _assignment(self) -> Iterator[tuple[str, Field]]:
        sheet = self._model.sheet
        if sheet is None:
            return
        nobody = ("", self.tr("不指定个人"))
        people = [nobody, *((person, sheet.name(person)) for person in sheet.handlers)]
        limit = sheet.condition.limit if sheet.condition else sheet.case.limit
        yield "unit", UnitField(self.tr("责任单位"), self._model.units, is_required=True, text=sheet.case.unit)
        yield "person", ChoiceField(self.tr("责任人"), people, is_required=False, chosen=sheet.case.person)
        yield "limit", LimitField(self.tr("整改时限"), is_required=True, limit=limit)
        yield "remark", LongField(self.tr("要求"), is_required=False)
