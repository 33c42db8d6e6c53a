"""What all controls share: an answer to show, a signal when the person gives another, a name for screen readers."""

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from app.domain.canonical import Json
from ui.controls.ask import Ask

WRONG = "isWrong"
"""Property of a control whose answer has an error; the style sheet reads it."""


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
        self._guard = KeyGuard(self)
        self.setAccessibleName(ask.label)

    def show_answer(self, answer: Json) -> None:
        """Show an answer; what the person is just typing is left alone if it means the same."""
        raise NotImplementedError

    def set_read_only(self, read_only: bool) -> None:  # noqa: FBT001  Qt's setters look so
        """Allow or forbid answering."""
        self.setEnabled(not read_only)

    def set_wrong(self, wrong: bool) -> None:  # noqa: FBT001  Qt's setters look so
        """Show whether the answer has an error; the words stand elsewhere."""
        if bool(self.property(WRONG)) != wrong:
            self.setProperty(WRONG, wrong)
            for part in (self, *self.findChildren(QWidget)):
                part.style().unpolish(part)
                part.style().polish(part)

    def make_entry(self, field: QWidget, note: str = "") -> None:
        """Let a widget be what receives the keyboard and what screen readers name; ``note`` tells several apart."""
        field.setAccessibleName(f"{self.ask.label} {note}".strip())
        field.installEventFilter(self._guard)
        if self.focusProxy() is None:
            self.setFocusProxy(field)


class KeyGuard(QObject):
    """Keeps a field from taking keys that mean the whole form: undo, redo, and pasting files or a picture."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """Leave those keys to the page."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride and _is_of_form(event):
            event.ignore()
            return True
        return super().eventFilter(watched, event)


def _is_of_form(event: QKeyEvent) -> bool:
    keys = QKeySequence.StandardKey
    if event.matches(keys.Paste):
        data = QGuiApplication.clipboard().mimeData()
        return data.hasImage() or any(url.isLocalFile() for url in data.urls())
    return event.matches(keys.Undo) or event.matches(keys.Redo)


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
