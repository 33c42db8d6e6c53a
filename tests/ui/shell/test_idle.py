"""Nobody at the desk: the program notices, and whoever works is not disturbed."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from ui.shell.idle import Idle

MOMENT = 0.4 / 60
"""Of a minute."""


def test_it_is_told_once_when_nobody_acts(qtbot: QtBot, qapp: QApplication) -> None:
    idle, told = Idle(qapp), list[bool]()
    idle.passed.connect(lambda: told.append(True))
    idle.watch(MOMENT)

    qtbot.waitUntil(lambda: told == [True])
    assert not idle._timer.isActive()


def test_every_act_begins_the_count_anew(qtbot: QtBot, qapp: QApplication) -> None:
    idle, field = Idle(qapp), QLineEdit()
    qtbot.addWidget(field)
    field.show()
    idle.watch(60)
    before = idle._timer.remainingTime()
    qtbot.waitUntil(lambda: idle._timer.remainingTime() < before)

    acts: list[Callable[[], None]] = [
        lambda: QTest.keyClick(field, Qt.Key.Key_A),
        lambda: QTest.mouseClick(field, Qt.MouseButton.LeftButton, pos=QPoint(3, 3)),
    ]
    for act in acts:
        idle._timer.start(5_000)
        idle._timer.setInterval(3_600_000)
        act()
        assert idle._timer.remainingTime() > 3_000_000
    idle.watch(0)
    assert field.text() == "a"


def test_nought_never_passes(qapp: QApplication) -> None:
    idle = Idle(qapp)
    idle.watch(0)

    assert not idle._timer.isActive()
