"""Dates and times: typed in whatever way is quick, or picked from a calendar."""

import re
from datetime import date, datetime, time

from PySide6.QtCore import QDate, QLocale, QPoint, Qt, Slot
from PySide6.QtWidgets import (
    QCalendarWidget,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.domain.canonical import Json
from app.usecases.day import SHANGHAI
from ui.controls.ask import Ask, text_of
from ui.controls.control import Control
from ui.style.metrics import dp, touch

FIELD_PX = 150
CLOCK_PX = 100
_DAY = re.compile(r"(\d{4})\D?(\d{1,2})\D?(\d{1,2})\D?", re.ASCII)
_MONTH = re.compile(r"(\d{4})\D?(\d{1,2})\D?", re.ASCII)
_YEAR = re.compile(r"(\d{4})\D?", re.ASCII)
_TIME = re.compile(r"(\d{1,2})\D?(\d{2})(?:\D(\d{2}))?(?:[.,]\d+)?(?:Z|[+-]\d{2}:?\d{2})?", re.ASCII)


def read_day(text: str, *, today: date) -> date | None:
    """Return the date that a text means: ``2026-11-22``, ``2026.11.22``, ``20261122``, ``11-22``, a month or a year."""
    typed = text.strip()
    if found := re.fullmatch(r"(\d{1,2})\D(\d{1,2})\D?", typed, re.ASCII):
        typed = f"{today.year}-{found[1]}-{found[2]}"
    for pattern in (_DAY, _MONTH, _YEAR):
        if found := pattern.fullmatch(typed):
            year, month, day = (*map(int, found.groups()), 1, 1)[:3]
            return _day(year, month, day)
    return None


def read_time(text: str) -> time | None:
    """Return the time of day that a text means: ``9:30``, ``0930``, ``09:30:15.000+08:00``."""
    found = _TIME.fullmatch(text.strip().replace("：", ":"))
    if not found:
        return None
    hour, minute, second = int(found[1]), int(found[2]), int(found[3] or 0)
    try:
        return time(hour, minute, second)
    except ValueError:
        return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


class Calendar(QFrame):
    """A month to pick a day from, popping up under its field."""

    def __init__(self, owner: "DayField") -> None:
        super().__init__(owner, Qt.WindowType.Popup)
        self.setObjectName("popup")
        self.month = QCalendarWidget(self)
        self.month.setLocale(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
        self.month.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.month.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.addWidget(self.month)
        self.month.activated.connect(owner.pick)
        self.month.clicked.connect(owner.pick)


class DayField(QWidget):
    """A line for a date, a button for the calendar and one for today; ``precision`` is day, month or year."""

    def __init__(self, ask: Ask, owner: "MomentControl") -> None:
        super().__init__(owner)
        self._owner = owner
        words = ask.appearance
        self._format = "%Y" if "year" in words else "%Y-%m" if "month-year" in words else "%Y-%m-%d"
        self.line = QLineEdit(self)
        self.line.setFixedWidth(dp(FIELD_PX))
        self.line.setMinimumHeight(touch())
        shown = {"%Y": self.tr("年"), "%Y-%m": self.tr("年-月"), "%Y-%m-%d": self.tr("年-月-日")}
        self.line.setPlaceholderText(shown[self._format])
        owner.make_entry(self.line, self.tr("日期"))
        self.opener = QPushButton(self.tr("日历"), self)
        self.today = QPushButton(self.tr("今天"), self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        for part in (self.line, self.opener, self.today):
            layout.addWidget(part)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        for button in (self.opener, self.today):
            button.setMinimumHeight(touch())
            button.setAccessibleName(f"{ask.label} {button.text()}")
        self.line.editingFinished.connect(owner.tell)
        self.opener.clicked.connect(self._open)
        self.today.clicked.connect(self._pick_today)

    def day(self) -> date | None:
        """Return the date that stands there, or None."""
        return read_day(self.line.text(), today=datetime.now(SHANGHAI).date())

    def show_day(self, day: date | None) -> None:
        """Show a date, or none."""
        if day is None or day != self.day() or self.line.text() != day.strftime(self._format):
            self.line.setText("" if day is None else day.strftime(self._format))

    @Slot(QDate)
    def pick(self, day: QDate) -> None:
        """Take a day of the calendar."""
        self.show_day(date(day.year(), day.month(), day.day()))
        calendar = self.findChild(Calendar)
        if calendar is not None:
            calendar.close()
        self._owner.tell()

    @Slot()
    def _open(self) -> None:
        calendar = self.findChild(Calendar) or Calendar(self)
        day = self.day()
        if day is not None:
            calendar.month.setSelectedDate(QDate(day.year, day.month, day.day))
        calendar.move(self.line.mapToGlobal(QPoint(0, self.line.height() + 2)))
        calendar.show()
        calendar.month.setFocus()

    @Slot()
    def _pick_today(self) -> None:
        self.show_day(datetime.now(SHANGHAI).date())
        self._owner.tell()


class TimeField(QWidget):
    """A line for a time of day and a button for now."""

    def __init__(self, ask: Ask, owner: "MomentControl") -> None:
        super().__init__(owner)
        self._owner = owner
        self.line = QLineEdit(self)
        self.line.setFixedWidth(dp(CLOCK_PX))
        self.line.setMinimumHeight(touch())
        self.line.setPlaceholderText(self.tr("时:分"))
        owner.make_entry(self.line, self.tr("时间"))
        self.now = QPushButton(self.tr("现在"), self)
        self.now.setMinimumHeight(touch())
        self.now.setAccessibleName(f"{ask.label} {self.now.text()}")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.line)
        layout.addWidget(self.now)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.line.editingFinished.connect(owner.tell)
        self.now.clicked.connect(self._pick_now)

    def clock(self) -> time | None:
        """Return the time of day that stands there, or None."""
        return read_time(self.line.text())

    def show_time(self, at: time | None) -> None:
        """Show a time, or none."""
        shown = "" if at is None else at.strftime("%H:%M:%S" if at.second else "%H:%M")
        if self.line.text() != shown:
            self.line.setText(shown)

    @Slot()
    def _pick_now(self) -> None:
        self.show_time(datetime.now(SHANGHAI).time().replace(second=0, microsecond=0))
        self._owner.tell()


class MomentControl(Control):
    """A date (``2026-11-22``), a time (``10:31:00.000+08:00``), or both with a ``T`` between."""

    def __init__(self, ask: Ask, parent: QWidget | None = None) -> None:
        super().__init__(ask, parent)
        self.day_field = DayField(ask, self) if ask.type in ("date", "dateTime") else None
        self.time_field = TimeField(ask, self) if ask.type in ("time", "dateTime") else None
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        for part in (self.day_field, self.time_field):
            if part is not None:
                layout.addWidget(part)
        layout.addStretch()
        self._told: str | None = None

    def show_answer(self, answer: Json) -> None:
        """Show the date, the time or both."""
        self._told = text_of(answer) or None
        day, _, clock = text_of(answer).partition("T")
        if self.day_field is not None:
            self.day_field.show_day(read_day(day, today=datetime.now(SHANGHAI).date()))
        if self.time_field is not None:
            self.time_field.show_time(read_time(clock or day))

    @Slot()
    def tell(self) -> None:
        """Tell the answer that the fields make, once; an incomplete one is none."""
        answer = self._answer()
        if answer != self._told:
            self._told = answer
            self.answered.emit(answer)

    def _answer(self) -> str | None:
        day = self.day_field.day() if self.day_field else None
        at = self.time_field.clock() if self.time_field else None
        if self.day_field and self.time_field:
            if day is None or at is None:
                return None
            return datetime.combine(day, at, SHANGHAI).isoformat(timespec="milliseconds")
        if day is not None:
            return day.isoformat()
        return None if at is None else at.replace(tzinfo=SHANGHAI).isoformat(timespec="milliseconds")
