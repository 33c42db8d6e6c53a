"""The dialog in which a supervisor begins a campaign."""

from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import QDate, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateEdit,
    QDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.domain.campaign import Hazard
from app.usecases.campaigns import NewCampaign
from ui.campaigns.model import Known
from ui.campaigns.words import hazard_name
from ui.style.metrics import dp, touch
from ui.widgets.buttons import button
from ui.widgets.frames import column, row
from ui.widgets.labels import label

WIDTH_PX, LIST_PX = 620, 190
DAYS_TO_TRIAGE, DAYS_TO_CHECK = 2, 3


class StartDialog(QDialog):
    """Title, hazard, kinds of asset, townships, deadline, and perhaps a check afterwards.

    Signals:
        wanted: the ``NewCampaign`` that is to begin.
    """

    wanted = Signal(object)

    def __init__(self, known: Known, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("startCampaign")
        self.setWindowTitle(self.tr("新建专项行动"))
        self.setMinimumWidth(dp(WIDTH_PX))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        stack = column(self, margins=(20, 16, 20, 16), spacing=10)
        self.title = QLineEdit(self)
        self.title.setPlaceholderText(self.tr("例如：防御第 15 号台风设施排查"))
        self.hazard = QComboBox(self)
        for hazard in Hazard:
            self.hazard.addItem(hazard_name(hazard), hazard.value)
        first = row(spacing=10)
        first.addLayout(_named(self.tr("名称"), self.title), 1)
        first.addLayout(_named(self.tr("类型"), self.hazard))
        stack.addLayout(first)
        self.subjects = _checklist(known.subjects.items(), is_checked=False)
        self.townships = _checklist(known.townships, is_checked=len(known.townships) == 1)
        lists = row(spacing=12)
        lists.addLayout(_named(self.tr("设施类别"), self.subjects))
        lists.addLayout(_named(self.tr("乡镇"), self.townships))
        stack.addLayout(lists)
        self.deadline = _day(today, DAYS_TO_TRIAGE)
        self.has_check = QCheckBox(self.tr("事后对这些设施再查一遍"), self)
        self.check_from, self.check_until = _day(today, DAYS_TO_CHECK), _day(today, 2 * DAYS_TO_CHECK)
        days = row(spacing=12)
        for name, edit in (
            (self.tr("排查截止"), self.deadline),
            (self.tr("复查开始"), self.check_from),
            (self.tr("复查截止"), self.check_until),
        ):
            days.addLayout(_named(name, edit))
        days.addStretch(1)
        stack.addLayout(days)
        stack.addWidget(self.has_check)
        self.has_check.toggled.connect(self._offer_days)
        self._offer_days(False)  # noqa: FBT003  # as the signal gives it
        foot = row(spacing=10)
        foot.addStretch(1)
        cancel = button(self.tr("取消"))
        cancel.clicked.connect(self.reject)
        self.begin = button(self.tr("开始专项"), "primary")
        self.begin.clicked.connect(self._begin)
        foot.addWidget(cancel)
        foot.addWidget(self.begin)
        stack.addLayout(foot)

    @Slot(bool)
    def _offer_days(self, is_wanted: bool) -> None:  # noqa: FBT001  # Qt's signal gives it so
        self.check_from.setEnabled(is_wanted)
        self.check_until.setEnabled(is_wanted)

    @Slot()
    def _begin(self) -> None:
        has_check = self.has_check.isChecked()
        self.wanted.emit(
            NewCampaign(
                title=self.title.text(),
                hazard=Hazard(self.hazard.currentData()),
                subjects=_checked(self.subjects),
                townships=_checked(self.townships),
                deadline=_date(self.deadline),
                check_from=_date(self.check_from) if has_check else None,
                check_until=_date(self.check_until) if has_check else None,
            )
        )
        self.accept()


def _named(name: str, widget: QWidget) -> QVBoxLayout:
    stack = column(spacing=4)
    stack.addWidget(label(name, "caption"))
    widget.setAccessibleName(name)
    stack.addWidget(widget)
    return stack


def _checklist(choices: Iterable[tuple[str, str]], *, is_checked: bool) -> QListWidget:
    made = QListWidget()
    made.setMinimumHeight(dp(LIST_PX))
    for value, name in choices:
        item = QListWidgetItem(name, made)
        item.setData(Qt.ItemDataRole.UserRole, value)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Checked if is_checked else Qt.CheckState.Unchecked)
    return made


def _checked(shown: QListWidget) -> tuple[str, ...]:
    items = (shown.item(number) for number in range(shown.count()))
    return tuple(item.data(Qt.ItemDataRole.UserRole) for item in items if item.checkState() == Qt.CheckState.Checked)


def _day(today: date, later: int) -> QDateEdit:
    made = QDateEdit(QDate(today.year, today.month, today.day).addDays(later))
    made.setCalendarPopup(True)
    made.setDisplayFormat("yyyy-MM-dd")
    made.setMinimumHeight(touch())
    return made


def _date(edit: QDateEdit) -> date:
    day = edit.date()
    return date(day.year(), day.month(), day.day())
