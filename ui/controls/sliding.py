"""A range: a slider between two numbers that knows the difference between the least and no answer."""

from decimal import Decimal

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QSlider, QWidget

from app.domain.canonical import Json
from ui.controls.ask import Ask, number_of, plain, text_of
from ui.controls.control import Control, WheelGuard
from ui.style.metrics import dp, touch
from ui.widgets.buttons import button
from ui.widgets.labels import label

SLIDER_PX = 320


class SlideControl(Control):
    """A slider with the number beside it; ``start``, ``end`` and ``step`` are as in the XLSForm reference."""

    def __init__(self, ask: Ask, parent: QWidget | None = None) -> None:
        super().__init__(ask, parent)
        self._start = number_of(ask.parameters.get("start", "")) or Decimal(0)
        self._step = number_of(ask.parameters.get("step", "")) or Decimal(1)
        end = number_of(ask.parameters.get("end", ""))
        steps = int(((Decimal(10) if end is None else end) - self._start) / self._step)
        if steps < 0:
            self._step, steps = -self._step, -steps
        self.slider = self._make_slider(steps)
        self.shown = label("", "h2")
        self.shown.setMinimumWidth(touch())
        self.clear = button(self.tr("清除"), "plain")
        self.clear.setAccessibleName(f"{ask.label} {self.clear.text()}")
        self._arrange(steps)
        self.slider.actionTriggered.connect(self._move)
        self.slider.sliderReleased.connect(self._move)
        self.clear.clicked.connect(self._clear)
        self.show_answer(None)

    def _make_slider(self, steps: int) -> QSlider:
        slider = QSlider(Qt.Orientation.Horizontal, self)
        slider.setRange(0, steps)
        slider.setPageStep(max(1, steps // 10))
        slider.setMinimumHeight(touch())
        slider.setMinimumWidth(dp(SLIDER_PX))
        WheelGuard.on(slider)
        self.make_entry(slider)
        return slider

    def _arrange(self, steps: int) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        for end in (self._start, self._start + self._step * steps):
            layout.addWidget(label(plain(end), "caption"))
        layout.insertWidget(1, self.slider)
        layout.addWidget(self.shown)
        layout.addWidget(self.clear)
        layout.addStretch()

    def show_answer(self, answer: Json) -> None:
        """Put the slider where the number is; without one it rests at the start and says so."""
        number = number_of(text_of(answer))
        position = 0 if number is None else int((number - self._start) / self._step)
        if position != self.slider.sliderPosition():
            self.slider.setValue(position)
        self.shown.setText(self.tr("未填") if number is None else plain(number))
        self.clear.setVisible(number is not None and self.isEnabled())

    @Slot()
    def _move(self) -> None:
        answer = plain(self._start + self._step * self.slider.sliderPosition())
        self.show_answer(answer)
        self.answered.emit(answer)

    @Slot()
    def _clear(self) -> None:
        self.show_answer(None)
        self.answered.emit(None)
