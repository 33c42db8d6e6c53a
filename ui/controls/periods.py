"""A month or a year: the year stepped or typed, the month from a list. Both are kept as the first day of the period."""

from datetime import date, datetime

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from app.domain.canonical import Json
from app.usecases.day import SHANGHAI
from ui.controls.ask import Ask, text_of
from ui.controls.control import Control, WheelGuard
from ui.controls.moments import read_day
from ui.controls.numbers import NumberValidator
from ui.controls.stepping import step_button
from ui.style.metrics import dp, touch
from ui.widgets.buttons import button
from ui.widgets.frames import row
from ui.widgets.labels import label

YEAR_PX = 96
MONTH_PX = 120
MIN_YEAR, MAX_YEAR = 1, 9999
YEAR_DIGITS = 4
_STEPS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_PageUp: 10, Qt.Key.Key_PageDown: -10}


class PeriodControl(Control):
    """A year (``year``) or a month (``month-year``); answers are ``2026-01-01`` and ``2026-11-01``."""

    def __init__(self, ask: Ask, parent: QWidget | None = None) -> None:
        super().__init__(ask, parent)
        self._told: str | None = None
        self.earlier = step_button(self, "−", self.tr("减一年"))
        self.year = self._make_year()
        self.later = step_button(self, "+", self.tr("加一年"))
        self.month = None if "year" in ask.appearance else self._make_month()
        self.now = button(self.tr("今年") if self.month is None else self.tr("本月"))
        self.now.setMinimumHeight(touch())
        self.now.setAccessibleName(f"{ask.label} {self.now.text()}")
        line = row(self, spacing=6)
        for part in (self.earlier, self.year, self.later, label(self.tr("年"))):
            line.addWidget(part)
        if self.month is not None:
            line.addWidget(self.month)
        line.addWidget(self.now)
        line.addStretch()
        self.year.textEdited.connect(self._tell)
        self.earlier.clicked.connect(self._go_back)
        self.later.clicked.connect(self._go_on)
        self.now.clicked.connect(self._take_now)

    def show_answer(self, answer: Json) -> None:
        """Show the period of a date; what is half typed is left alone while it means nothing else."""
        told = text_of(answer) or None
        if told == self._told:
            return
        self._told = told
        self._show(read_day(told or "", today=_today()))

    def set_read_only(self, read_only: bool) -> None:  # noqa: FBT001  Qt's setters look so
        """Forbid choosing."""
        self.year.setReadOnly(read_only)
        for part in (self.earlier, self.later, self.month, self.now):
            if part is not None:
                part.setEnabled(not read_only)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """Step the year with the arrow keys and by ten with page up and down."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            step = _STEPS.get(Qt.Key(event.key()))
            if step and not self.year.isReadOnly():
                self._step(step)
                return True
        return super().eventFilter(watched, event)

    def _make_year(self) -> QLineEdit:
        line = QLineEdit(self)
        line.setValidator(NumberValidator(whole=True, parent=line))
        line.setMaxLength(YEAR_DIGITS)
        line.setFixedWidth(dp(YEAR_PX))
        line.setMinimumHeight(touch())
        line.setAlignment(Qt.AlignmentFlag.AlignCenter)
        line.setPlaceholderText(self.tr("年份"))
        self.make_entry(line, self.tr("年份"))
        line.installEventFilter(self)
        return line

    def _make_month(self) -> QComboBox:
        box = QComboBox(self)
        box.setMinimumHeight(touch())
        box.setFixedWidth(dp(MONTH_PX))
        box.setMaxVisibleItems(13)
        box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        box.addItem(self.tr("月份"), 0)
        for month in range(1, 13):
            box.addItem(self.tr("{month} 月").format(month=month), month)
        WheelGuard.on(box)
        self.make_entry(box, self.tr("月份"))
        box.activated.connect(self._tell)
        return box

    def _show(self, day: date | None) -> None:
        self.year.setText("" if day is None else str(day.year))
        if self.month is not None:
            self.month.setCurrentIndex(0 if day is None else day.month)

    def _step(self, by: int) -> None:
        typed = self.year.text()
        year = int(typed) + by if typed.isdecimal() else _today().year
        self.year.setText(str(min(MAX_YEAR, max(MIN_YEAR, year))))
        self._tell()

    @Slot()
    def _go_back(self) -> None:
        self._step(-1)

    @Slot()
    def _go_on(self) -> None:
        self._step(1)

    @Slot()
    def _take_now(self) -> None:
        self._show(_today())
        self._tell()

    @Slot()
    def _tell(self) -> None:
        answer = self._answer()
        if answer != self._told:
            self._told = answer
            self.answered.emit(answer)

    def _answer(self) -> str | None:
        typed = self.year.text()
        month = 1 if self.month is None else self.month.currentData()
        if len(typed) != YEAR_DIGITS or not typed.isdecimal() or int(typed) < MIN_YEAR or not month:
            return None
        return date(int(typed), month, 1).isoformat()


def _today() -> date:
    return datetime.now(SHANGHAI).date()
