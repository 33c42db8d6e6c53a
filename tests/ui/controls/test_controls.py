"""Controls: what they tell when a person uses keyboard and mouse, and what they leave alone."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.canonical import Json
from app.forms.definition import QuestionType
from tests.ui.controls.showing import GRADES, VILLAGES, ask, shown
from ui.controls.ask import Ask
from ui.controls.choosing import RadioControl, SearchControl
from ui.controls.control import Control
from ui.controls.making import make_control
from ui.controls.mapped import PointControl
from ui.controls.moments import MomentControl
from ui.controls.numbers import NumberControl
from ui.controls.places import PlaceControl
from ui.controls.sliding import SlideControl
from ui.controls.telling import ReadingControl
from ui.controls.ticking import AcknowledgeControl, CheckControl
from ui.controls.written import LineControl, ParagraphControl, PlainControl
from ui.style.metrics import TOUCH_PX


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        (ask("text"), LineControl),
        (ask("text", "multiline"), ParagraphControl),
        (ask("integer"), NumberControl),
        (ask("decimal"), NumberControl),
        (ask("range"), SlideControl),
        (ask("select_one", options=VILLAGES[:7]), RadioControl),
        (ask("select_one", options=VILLAGES[:8]), SearchControl),
        (ask("select_one", "quick", options=VILLAGES[:8]), RadioControl),
        (ask("select_one", "minimal", options=GRADES), SearchControl),
        (ask("select_multiple", options=GRADES), CheckControl),
        (ask("date"), MomentControl),
        (ask("time"), MomentControl),
        (ask("dateTime"), MomentControl),
        (ask("geopoint"), PointControl),
        (ask("note"), ReadingControl),
        (ask("calculate"), ReadingControl),
        (ask("acknowledge"), AcknowledgeControl),
        (ask("hologram"), PlainControl),
    ],
)
def test_each_type_gets_the_control_that_suits_it(qtbot: QtBot, question: Ask, kind: type[Control]) -> None:
    control = make_control(question)
    qtbot.addWidget(control)

    assert type(control) is kind


@pytest.mark.parametrize("kind", [*QuestionType, "hologram"])
def test_every_control_names_its_question_to_a_screen_reader(qtbot: QtBot, kind: str) -> None:
    control = make_control(ask(kind, options=GRADES))
    shown(qtbot, control)
    field: QWidget = control.focusProxy() or control

    name = QAccessible.queryAccessibleInterface(field).text(QAccessible.Text.Name)

    assert "技术状况" in name


@pytest.mark.parametrize(
    "kind", ["text", "integer", "select_one", "select_multiple", "date", "geopoint", "acknowledge"]
)
def test_what_a_finger_hits_is_44_px_high(qtbot: QtBot, kind: str) -> None:
    control = make_control(ask(kind, options=GRADES))
    shown(qtbot, control)

    field = control.focusProxy()

    assert field is not None
    assert field.height() >= TOUCH_PX


@pytest.mark.parametrize(
    ("kind", "answer"),
    [
        ("text", "齐力桥"),
        ("integer", "12"),
        ("decimal", "3.5"),
        ("range", "4"),
        ("select_one", "poor"),
        ("select_multiple", ["poor", "bad"]),
        ("date", "2026-11-22"),
        ("time", "10:31:00.000+08:00"),
        ("dateTime", "2026-11-22T10:31:00.000+08:00"),
        ("geopoint", "31.62 121.39 0 5"),
        ("acknowledge", "OK"),
    ],
)
def test_showing_an_answer_tells_nothing(qtbot: QtBot, kind: str, answer: Json) -> None:
    control = make_control(ask(kind, options=GRADES))
    told = shown(qtbot, control)

    control.show_answer(answer)
    control.show_answer(None)

    assert told == []


def test_a_number_half_typed_is_left_alone_when_its_own_answer_comes_back(qtbot: QtBot) -> None:
    control = NumberControl(ask("decimal"))
    told = shown(qtbot, control)

    QTest.keyClicks(control.field, "1.")
    control.show_answer("1")

    assert control.field.text() == "1."
    assert told == ["1", "1"]


def test_full_width_digits_of_an_input_method_become_plain_ones(qtbot: QtBot) -> None:
    control = NumberControl(ask("integer"))
    told = shown(qtbot, control)

    control.field.insert("１２")

    assert control.field.text() == "12"
    assert told == ["12"]


def test_letters_and_a_second_point_are_not_let_into_a_number(qtbot: QtBot) -> None:
    control = NumberControl(ask("decimal"))
    shown(qtbot, control)

    QTest.keyClicks(control.field, "1a.2.3")

    assert control.field.text() == "1.23"


def test_arrow_keys_step_a_number_and_an_empty_one_starts_at_zero(qtbot: QtBot) -> None:
    control = NumberControl(ask("integer"))
    told = shown(qtbot, control)

    QTest.keyClick(control.field, Qt.Key.Key_Up)
    QTest.keyClick(control.field, Qt.Key.Key_PageUp)
    QTest.keyClick(control.field, Qt.Key.Key_Down)

    assert told == ["1", "11", "10"]


def test_choosing_the_chosen_button_again_takes_the_answer_back(qtbot: QtBot) -> None:
    control = RadioControl(ask("select_one", options=GRADES))
    told = shown(qtbot, control)

    for _ in range(2):
        QTest.mouseClick(control.buttons["poor"], Qt.MouseButton.LeftButton)

    assert told == ["poor", None]
    assert not control.buttons["poor"].isChecked()


def test_delete_takes_a_choice_back(qtbot: QtBot) -> None:
    control = RadioControl(ask("select_one", options=GRADES))
    told = shown(qtbot, control)
    control.show_answer("bad")

    QTest.keyClick(control.buttons["bad"], Qt.Key.Key_Delete)

    assert told == [None]


def test_a_long_list_is_found_by_any_part_and_a_wrong_word_goes_back(qtbot: QtBot) -> None:
    control = SearchControl(ask("select_one", options=VILLAGES))
    told = shown(qtbot, control)

    control.entry.setText("12号村")
    control.entry.editingFinished.emit()
    control.entry.setText("没有的村")
    control.entry.editingFinished.emit()

    assert told == ["v12"]
    assert control.entry.text() == "12号村"


def test_the_wheel_over_a_list_does_not_change_the_answer(qtbot: QtBot) -> None:
    control = SearchControl(ask("select_one", options=VILLAGES))
    told = shown(qtbot, control)
    control.show_answer("v3")

    QTest.wheelEvent(control.windowHandle(), control.box.rect().center(), QPoint(0, -120))

    assert told == []
    assert control.box.currentData() == "v3"


def test_ticks_are_told_in_the_order_of_the_choices_and_none_as_nothing(qtbot: QtBot) -> None:
    control = CheckControl(ask("select_multiple", options=GRADES))
    told = shown(qtbot, control)

    for value in ("bad", "good", "bad", "good"):
        QTest.mouseClick(control.boxes[value], Qt.MouseButton.LeftButton)

    assert told == [["bad"], ["good", "bad"], ["good"], None]


def test_a_slider_at_its_start_is_no_answer_until_it_is_moved_there(qtbot: QtBot) -> None:
    control = SlideControl(ask("range", start="1", end="2", step="0.5"))
    told = shown(qtbot, control)

    assert control.shown.text() == "未填"
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Right, Qt.Key.Key_End):
        QTest.keyClick(control.slider, key)
    control.clear.click()

    assert told == ["1", "1.5", "2", None]
    assert control.shown.text() == "未填"


@pytest.mark.parametrize("typed", ["2026-11-22", "2026.11.22", "20261122", "2026年11月22日", "2026/11/22"])
def test_a_date_is_understood_however_it_is_typed(qtbot: QtBot, typed: str) -> None:
    control = MomentControl(ask("date"))
    told = shown(qtbot, control)
    assert control.day_field is not None

    control.day_field.line.setText(typed)
    control.tell()

    assert told == ["2026-11-22"]


@pytest.mark.parametrize("typed", ["2026-02-30", "昨天", "2026-13-01", "26"])
def test_what_is_no_date_is_no_answer(qtbot: QtBot, typed: str) -> None:
    control = MomentControl(ask("date"))
    told = shown(qtbot, control)
    control.show_answer("2026-11-22")
    assert control.day_field is not None

    control.day_field.line.setText(typed)
    control.tell()

    assert told == [None]


def test_a_date_with_time_needs_both_and_says_the_offset(qtbot: QtBot) -> None:
    control = MomentControl(ask("dateTime"))
    told = shown(qtbot, control)
    assert control.day_field is not None
    assert control.time_field is not None

    control.day_field.line.setText("20261122")
    control.tell()
    control.time_field.line.setText("9：05")
    control.tell()

    assert told == ["2026-11-22T09:05:00.000+08:00"]


def test_a_pair_pasted_into_either_field_fills_both_in_the_right_order(qtbot: QtBot) -> None:
    control = PlaceControl(ask("geopoint"))
    told = shown(qtbot, control)

    control.latitude.setText("121.397503，31.623412")
    control.latitude.textEdited.emit(control.latitude.text())

    assert (control.latitude.text(), control.longitude.text()) == ("31.623412", "121.397503")
    assert told == ["31.623412 121.397503 0 0"]


def test_degrees_that_are_not_on_earth_are_no_answer(qtbot: QtBot) -> None:
    control = PlaceControl(ask("geopoint"))
    told = shown(qtbot, control)

    QTest.keyClicks(control.latitude, "91")
    QTest.keyClicks(control.longitude, "121")

    assert set(told) == {None}


def test_a_type_that_is_not_known_is_a_text_field_that_names_it(qtbot: QtBot) -> None:
    control = PlainControl(ask("hologram"))
    told = shown(qtbot, control)

    control.field.insert("甲")

    assert told == ["甲"]
    texts = [part.text() for part in control.findChildren(QWidget) if hasattr(part, "text")]
    assert any("hologram" in text for text in texts)


def test_a_read_only_control_tells_nothing_of_the_keyboard(qtbot: QtBot) -> None:
    control = NumberControl(ask("integer"))
    told = shown(qtbot, control)
    control.set_read_only(True)

    QTest.keyClicks(control.field, "12")
    QTest.keyClick(control.field, Qt.Key.Key_Up)

    assert told == []
