"""A person's hands on the window: buttons by their words, questions by their keys, nothing but what is on screen."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from ui.controls.choosing import RadioControl
from ui.record.page import RecordPage
from ui.record.rows import QuestionRow
from ui.shell.window import MainWindow

W = TypeVar("W", bound=QWidget)
PATIENCE_MS = 20_000


class Hands:
    """Waits for what is to come, then presses, types and drops."""

    def __init__(self, bot: QtBot) -> None:
        self.bot = bot

    def wait(self, until: Callable[[], bool], why: str) -> None:
        """Wait until something is so."""
        self.bot.waitUntil(until, timeout=PATIENCE_MS) if not until() else None
        assert until(), why

    def press(self, under: QWidget, words: str) -> None:
        """Press the visible button with these words, once it may be pressed."""

        def buttons() -> list[QAbstractButton]:
            found = under.findChildren(QAbstractButton)
            return [each for each in found if each.text().strip() == words and each.isVisible() and each.isEnabled()]

        self.wait(lambda: bool(buttons()), f"there is no button {words}")
        QTest.mouseClick(buttons()[0], Qt.MouseButton.LeftButton)

    def type_into(self, field: QWidget, text: str) -> None:
        """Type a text in place of what stands there."""
        field.setFocus()
        if isinstance(field, QLineEdit | QPlainTextEdit):
            field.selectAll()
        QTest.keyClicks(field, text) if text.isascii() else _insert(field, text)

    def row(self, page: RecordPage, key: str) -> QuestionRow:
        """Return the row of a question, once it is drawn."""

        def rows() -> list[QuestionRow]:
            return [each for each in page.findChildren(QuestionRow) if each.key == key]

        self.wait(lambda: bool(rows()), f"there is no question {key}")
        return rows()[0]

    def choose(self, page: RecordPage, key: str, value: str) -> None:
        """Choose one of several."""
        control = self.row(page, key).control
        assert isinstance(control, RadioControl), f"{key} is answered by {control}"
        QTest.mouseClick(control.buttons[value], Qt.MouseButton.LeftButton)

    def write(self, page: RecordPage, key: str, text: str) -> None:
        """Write into a text question."""
        control = self.row(page, key).control
        assert control is not None
        field = control.findChild(QPlainTextEdit) or control.findChild(QLineEdit)
        assert field is not None, f"{key} is answered by {control}"
        self.type_into(field, text)

    def drop(self, page: RecordPage, key: str, *files: Path) -> None:
        """Scroll to a question and drop files on it."""
        target = self.row(page, key)

        def is_under_the_hand() -> bool:
            page.form.ensureWidgetVisible(target)
            return page.form.key_of(page.childAt(target.mapTo(page, target.rect().center()))) == key

        self.wait(is_under_the_hand, f"{key} cannot be reached")
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
        at = target.mapTo(page, target.rect().center())
        copy, button, keys = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        for event in (QDragEnterEvent(at, copy, data, button, keys), QDropEvent(QPointF(at), copy, data, button, keys)):
            QApplication.sendEvent(page, event)

    def page(self, window: MainWindow, kind: type[W]) -> W:
        """Return the page of a kind that lies on top, once it is there."""
        self.wait(lambda: isinstance(window.stack.currentWidget(), kind), f"no {kind.__name__} opened")
        page = window.stack.currentWidget()
        assert isinstance(page, kind)
        return page


def _insert(field: QWidget, text: str) -> None:
    """Enter letters that no key has, as an input method would."""
    if isinstance(field, QPlainTextEdit):
        field.insertPlainText(text)
    elif isinstance(field, QLineEdit):
        field.insert(text)
