"""Children that call their page do not own it."""

from weakref import ref

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.weakly import weakly


class Page(QWidget):
    """A page with one button, which says something to it."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[str] = []
        self.button = QPushButton("", self)
        self.button.clicked.connect(weakly(self.hear, "said"))

    def hear(self, words: str) -> None:
        """Remember the words."""
        self.heard.append(words)


def test_the_page_hears_what_was_said_beforehand(qtbot: QtBot) -> None:
    page = Page()
    qtbot.addWidget(page)

    QTest.mouseClick(page.button, Qt.MouseButton.LeftButton)

    assert page.heard == ["said"]


@pytest.mark.usefixtures("qapp")
def test_a_page_that_nobody_knows_any_more_is_gone_at_once() -> None:
    page = Page()
    known = ref(page)
    del page

    assert known() is None


@pytest.mark.usefixtures("qapp")
def test_nothing_is_called_once_the_page_is_gone() -> None:
    page = Page()
    call, heard = weakly(page.hear, "late"), page.heard
    del page

    call()

    assert heard == []
