"""What all controls share: an answer to show, a signal when the person gives another, a name for screen readers."""

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QWidget

from app.domain.canonical import Json
from ui.controls.ask import Ask


class Control(QWidget):
    """The input of one question.

    Signals:
        answered: the person gave another answer: text, a list of texts, or None when it was cleared. Showing an answer
            does not emit it.
    """

    answered = Signal(object)

    def __init__(self, ask: Ask, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ask = ask
        self.setAccessibleName(ask.label)

    def show_answer(self, answer: Json) -> None:
        """Show an answer; what the person is just typing is left alone if it means the same."""
        raise NotImplementedError

    def set_read_only(self, read_only: bool) -> None:  # noqa: FBT001  Qt's setters look so
        """Allow or forbid answering."""
        self.setEnabled(not read_only)

    def make_entry(self, field: QWidget, note: str = "") -> None:
        """Let a widget be what receives the keyboard and what screen readers name; ``note`` tells several apart."""
        field.setAccessibleName(f"{self.ask.label} {note}".strip())
        if self.focusProxy() is None:
            self.setFocusProxy(field)


class WheelGuard(QObject):
    """Lets the wheel scroll the page instead of changing the answer that it passes over."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """Send wheel turns on to the page."""
        if event.type() is QEvent.Type.Wheel:
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    @classmethod
    def on(cls, field: QWidget) -> None:
        """Guard a field; the guard lives as long as it."""
        field.installEventFilter(cls(field))
