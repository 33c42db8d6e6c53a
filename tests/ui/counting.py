"""A person's inputs, counted: each key, click and drop is one."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget


class Inputs:
    """Presses, clicks and drops, and knows how often."""

    def __init__(self) -> None:
        self.count = 0

    def press(self, widget: QWidget, *keys: Qt.Key, control: bool = False) -> None:
        """Press keys, one after the other; each counts, Ctrl does not by itself."""
        held = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
        for key in keys:
            self.count += 1
            QTest.keyClick(widget, key, held)

    def type(self, widget: QWidget, text: str) -> None:
        """Type letters; each counts."""
        self.count += len(text)
        QTest.keyClicks(widget, text)

    def click(self, widget: QWidget) -> None:
        """Click once."""
        self.count += 1
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)

    def drop(self, widget: QWidget, files: Sequence[Path]) -> None:
        """Drop files at once."""
        self.count += 1
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
        at = widget.rect().center()
        copy, button, keys = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        for event in (QDragEnterEvent(at, copy, data, button, keys), QDropEvent(QPointF(at), copy, data, button, keys)):
            QApplication.sendEvent(widget, event)


def focused() -> QWidget:
    """Return what has the keyboard."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget
