"""Scales, grids, stars and columns: choices side by side."""

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.controls.showing import GRADES, VILLAGES, ask, name_of, shown
from ui.controls.arranging import columns_of
from ui.controls.ask import Ask, Option
from ui.controls.choosing import RadioControl, SearchControl
from ui.controls.control import Control
from ui.controls.making import make_control
from ui.controls.scales import HeadControl, ScaleControl, TickScaleControl
from ui.controls.sliding import SlideControl
from ui.controls.stars import StarControl
from ui.controls.ticking import CheckControl
from ui.style.metrics import TOUCH_PX


def png() -> bytes:
    """A small red picture."""
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs want bytes, Qt takes text
    return bytes(data.data())


def test_a_likert_scale_is_chosen_anywhere_in_its_columns_which_are_of_one_width(qtbot: QtBot) -> None:
    control = ScaleControl(ask("select_one", "likert", options=GRADES))
    told = shown(qtbot, control)
    control.resize(600, control.height())
    widths = {button.width() for button in control.buttons.values()}

    step = control.buttons["poor"]
    QTest.mouseClick(step, Qt.MouseButton.LeftButton, pos=QPoint(step.width() - 4, step.height() - 4))

    assert told == ["poor"]
    assert max(widths) - min(widths) <= 1
    assert min(button.height() for button in control.buttons.values()) >= TOUCH_PX


def test_arrow_keys_move_along_a_scale(qtbot: QtBot) -> None:
    control = ScaleControl(ask("select_one", "likert", options=GRADES))
    told = shown(qtbot, control)
    control.resize(600, 90)
    control.show_answer("good")
    control.activateWindow()
    control.setFocus()
    qtbot.waitUntil(control.buttons["good"].hasFocus)

    QTest.keyClick(control.buttons["good"], Qt.Key.Key_Right)

    assert told == ["poor"]


def test_a_grid_without_labels_still_names_each_choice_to_a_screen_reader(qtbot: QtBot) -> None:
    control = ScaleControl(ask("select_one", "list-nolabel", options=GRADES))
    shown(qtbot, control)

    assert name_of(control.buttons["bad"]) == "技术状况 危险"
    role = QAccessible.queryAccessibleInterface(control.buttons["bad"]).role()
    assert role == QAccessible.Role.RadioButton


def test_a_grid_of_ticks_takes_several(qtbot: QtBot) -> None:
    control = TickScaleControl(ask("select_multiple", "list-nolabel", options=GRADES))
    told = shown(qtbot, control)

    for value in ("bad", "good"):
        QTest.mouseClick(control.boxes[value], Qt.MouseButton.LeftButton)

    assert told == [["bad"], ["good", "bad"]]


def test_the_head_of_a_grid_takes_no_keyboard_and_tells_nothing(qtbot: QtBot) -> None:
    control = HeadControl(ask("select_one", "label", options=GRADES))
    told = shown(qtbot, control)

    control.show_answer("good")

    assert control.focusProxy() is None
    assert told == []


def test_stars_fill_up_to_the_chosen_one_and_are_taken_back(qtbot: QtBot) -> None:
    control = StarControl(ask("range", "rating", start="1", end="5", step="1"))
    told = shown(qtbot, control)

    QTest.mouseClick(control.buttons["3"], Qt.MouseButton.LeftButton)
    full = [button.text() for button in control.buttons.values()]
    QTest.mouseClick(control.buttons["3"], Qt.MouseButton.LeftButton)

    assert full == ["★", "★", "★", "☆", "☆"]
    assert told == ["3", None]
    assert name_of(control.buttons["4"]) == "技术状况 4"


@pytest.mark.parametrize(
    ("parameters", "kind"),
    [
        ({"start": "1", "end": "5", "step": "1"}, StarControl),
        ({"start": "1", "end": "10", "step": "1"}, StarControl),
        ({"start": "1", "end": "11", "step": "1"}, SlideControl),
        ({"start": "0", "end": "5", "step": "1"}, SlideControl),
        ({"start": "1", "end": "5", "step": "0.5"}, SlideControl),
        ({}, SlideControl),
    ],
)
def test_a_range_is_rated_with_stars_only_where_it_counts_from_one_to_ten_at_most(
    qtbot: QtBot, parameters: dict[str, str], kind: type[Control]
) -> None:
    control = make_control(Ask("range", "评分", frozenset({"rating"}), (), parameters))
    qtbot.addWidget(control)

    assert type(control) is kind


@pytest.mark.parametrize(("word", "count"), [("columns", 3), ("columns-2", 2), ("columns-pack", 0), ("spiral", 0)])
def test_columns_are_as_many_as_the_appearance_says(word: str, count: int) -> None:
    assert columns_of(frozenset({word})) == count


@pytest.mark.parametrize("kind", [RadioControl, CheckControl])
def test_choices_in_two_columns_stand_in_two_columns(qtbot: QtBot, kind: type[RadioControl | CheckControl]) -> None:
    control = kind(ask("select_one", "columns-2", options=VILLAGES[:4]))
    shown(qtbot, control)
    parts = list((control.buttons if isinstance(control, RadioControl) else control.boxes).values())

    assert parts[0].y() == parts[1].y() < parts[2].y()
    assert parts[0].x() == parts[2].x() < parts[1].x()


def test_pictures_of_choices_are_shown_and_bytes_that_are_none_are_left_out(qtbot: QtBot) -> None:
    options = (Option("a", "甲", png()), Option("b", "乙", b"no picture"), Option("c", "丙"))
    radio = RadioControl(ask("select_one", options=options))
    search = SearchControl(ask("select_one", "minimal", options=options))
    for control in (radio, search):
        shown(qtbot, control)

    assert [not radio.buttons[value].icon().isNull() for value in "abc"] == [True, False, False]
    assert [not search.box.itemIcon(number).isNull() for number in (1, 2, 3)] == [True, False, False]
