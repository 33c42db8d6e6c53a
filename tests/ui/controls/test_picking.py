"""Order, any of many, months and years: with keyboard and mouse."""

from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.usecases.day import SHANGHAI
from tests.ui.controls.showing import GRADES, VILLAGES, ask, name_of, shown
from ui.controls.making import make_control
from ui.controls.periods import PeriodControl
from ui.controls.picking import PickManyControl
from ui.controls.ranking import RankControl
from ui.controls.ticking import CheckControl
from ui.controls.written import DigitsControl

ALT = Qt.KeyboardModifier.AltModifier


def lines(control: RankControl) -> list[str]:
    return [control.lines.item(number).text() for number in range(control.lines.count())]


def test_an_order_is_no_answer_until_somebody_moves_or_accepts(qtbot: QtBot) -> None:
    control = RankControl(ask("rank", options=GRADES))
    told = shown(qtbot, control)

    control.accept.click()

    assert told == [["good", "poor", "bad"]]
    assert lines(control) == ["1　完好", "2　较差", "3　危险"]


def test_alt_and_arrow_keys_move_a_line_and_stop_at_the_ends(qtbot: QtBot) -> None:
    control = RankControl(ask("rank", options=GRADES))
    told = shown(qtbot, control)

    for key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up):
        QTest.keyClick(control.lines, key, ALT)

    assert told == [["poor", "good", "bad"], ["poor", "bad", "good"], ["poor", "good", "bad"]]


def test_the_buttons_move_the_chosen_line(qtbot: QtBot) -> None:
    control = RankControl(ask("rank", options=GRADES))
    told = shown(qtbot, control)
    control.lines.setCurrentRow(2)

    control.up.click()

    assert told == [["good", "bad", "poor"]]
    assert "上移" in name_of(control.up)


def test_an_order_that_names_some_choices_has_the_others_behind(qtbot: QtBot) -> None:
    control = RankControl(ask("rank", options=GRADES))
    told = shown(qtbot, control)

    control.show_answer(["bad", "gone"])

    assert [line[2:] for line in lines(control)] == ["危险", "完好", "较差"]
    assert told == []


def test_an_order_is_taken_back(qtbot: QtBot) -> None:
    control = RankControl(ask("rank", options=GRADES))
    told = shown(qtbot, control)
    control.show_answer(["bad", "good", "poor"])

    control.clear.click()

    assert told == [None]
    assert [line[2:] for line in lines(control)] == ["完好", "较差", "危险"]


@pytest.mark.parametrize(
    ("words", "count", "kind"),
    [((), 30, CheckControl), ((), 31, PickManyControl), (("minimal",), 3, PickManyControl)],
)
def test_many_choices_are_searched(qtbot: QtBot, words: tuple[str, ...], count: int, kind: type) -> None:
    control = make_control(ask("select_multiple", *words, options=(*VILLAGES, *GRADES)[:count]))
    qtbot.addWidget(control)

    assert type(control) is kind


def test_several_are_picked_by_typing_and_taken_away_by_backspace_or_their_button(qtbot: QtBot) -> None:
    control = PickManyControl(ask("select_multiple", "autocomplete", options=VILLAGES))
    told = shown(qtbot, control)

    for village in ("12号村", "3号村", "12号村", "30号村"):
        control.search.entry.setText(village)
        control.search.entry.editingFinished.emit()
        qtbot.waitUntil(lambda: control.search.entry.text() == "")
    QTest.keyClick(control.search.entry, Qt.Key.Key_Backspace)
    control.chosen["v3"].click()

    assert told == [["v12"], ["v3", "v12"], ["v3", "v12", "v30"], ["v3", "v12"], ["v12"]]
    assert "移除 12号村" in name_of(control.chosen["v12"])


def test_a_month_needs_both_year_and_month(qtbot: QtBot) -> None:
    control = PeriodControl(ask("date", "month-year"))
    told = shown(qtbot, control)
    assert control.month is not None

    QTest.keyClicks(control.year, "2026")
    control.month.setFocus()
    QTest.keyClick(control.month, Qt.Key.Key_End)
    control.month.activated.emit(control.month.currentIndex())

    assert told == ["2026-12-01"]


def test_a_year_is_told_once_it_has_four_digits_and_steps_with_the_keys(qtbot: QtBot) -> None:
    control = PeriodControl(ask("date", "year"))
    told = shown(qtbot, control)

    QTest.keyClicks(control.year, "2025")
    QTest.keyClick(control.year, Qt.Key.Key_Up)
    QTest.keyClick(control.year, Qt.Key.Key_PageDown)
    QTest.keyClick(control.year, Qt.Key.Key_Backspace)

    assert told == ["2025-01-01", "2026-01-01", "2016-01-01", None]
    assert control.year.text() == "201"


def test_this_month_is_one_press_away(qtbot: QtBot) -> None:
    control = PeriodControl(ask("date", "month-year"))
    told = shown(qtbot, control)

    control.now.click()

    assert told == [datetime.now(SHANGHAI).date().replace(day=1).isoformat()]


def test_showing_a_period_tells_nothing(qtbot: QtBot) -> None:
    control = PeriodControl(ask("date", "month-year"))
    told = shown(qtbot, control)

    control.show_answer("2024-02-29")

    assert told == []
    assert control.month is not None
    assert (control.year.text(), control.month.currentText()) == ("2024", "2 月")


def test_digits_of_an_input_method_become_plain_and_zeros_in_front_stay(qtbot: QtBot) -> None:
    control = DigitsControl(ask("text", "numbers"))
    told = shown(qtbot, control)

    control.field.insert("００７")
    control.field.textEdited.emit(control.field.text())

    assert control.field.text() == "007"
    assert told[-1] == "007"
