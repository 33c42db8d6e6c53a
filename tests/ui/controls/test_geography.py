"""Points, lines and areas: typed, clicked, dragged, undone."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.controls.showing import ask, name_of, shown
from ui.controls.mapped import PointControl
from ui.controls.sketch_map import SketchMap
from ui.controls.spots import Spot, View, area_m2, length_m, read_spots, round_length, view_of, write_spots
from ui.controls.tracing import TraceControl

HERE = Spot(31.62, 121.39)
LINE = "31.62 121.39 0 0;31.621 121.39 0 0;31.621 121.391 3 5"
AREA = "31.62 121.39 0 0;31.621 121.39 0 0;31.621 121.391 0 0;31.62 121.39 0 0"


def click(drawn: SketchMap, right: float, down: float) -> None:
    QTest.mouseClick(drawn, Qt.MouseButton.LeftButton, pos=QPoint(round(right), round(down)))


def drag(drawn: SketchMap, start: QPointF, by: QPoint) -> None:
    QTest.mousePress(drawn, Qt.MouseButton.LeftButton, pos=start.toPoint())
    QTest.mouseMove(drawn, start.toPoint() + by / 2)
    QTest.mouseMove(drawn, start.toPoint() + by)
    QTest.mouseRelease(drawn, Qt.MouseButton.LeftButton, pos=start.toPoint() + by)


@pytest.mark.parametrize("text", [LINE, "31.5 121.25 0 0", ""])
def test_points_are_written_as_they_were_read(text: str) -> None:
    assert write_spots(read_spots(text), is_closed=False) == text


@pytest.mark.parametrize("text", ["31.62", "north south", "31.6 x", "nan 121"])
def test_what_is_no_list_of_points_has_none(text: str) -> None:
    assert read_spots(text) == ()


@given(st.floats(-80, 80), st.floats(-170, 170), st.floats(0.05, 500), st.floats(-400, 400), st.floats(-200, 200))
def test_what_is_pointed_at_is_drawn_there(
    latitude: float, longitude: float, scale: float, right: float, down: float
) -> None:
    view = View(latitude, longitude, scale)

    drawn = view.offset_px(view.spot_at(right, down))

    assert math.dist(drawn, (right, down)) < 0.25 / scale + 1e-6


def test_lengths_and_areas_are_those_of_a_square_of_a_hundred_metres() -> None:
    view = View(31.62, 121.39, 1.0)
    square = [view.spot_at(right, down) for right, down in ((0, 0), (100, 0), (100, 100), (0, 100))]

    assert length_m(square) == pytest.approx(300, rel=0.01)
    assert area_m2(square) == pytest.approx(10_000, rel=0.01)


@pytest.mark.parametrize(("most", "length"), [(1, 1), (1.9, 1), (2, 2), (4.9, 2), (5, 5), (99, 50), (0.3, 0.2)])
def test_a_scale_is_one_two_or_five(most: float, length: float) -> None:
    assert round_length(most) == pytest.approx(length)


def test_a_view_fits_all_points() -> None:
    spots = read_spots(LINE)

    view = view_of(spots, 300, 200, 0.05)

    assert all(abs(right) <= 150.5 and abs(down) <= 100.5 for right, down in map(view.offset_px, spots))


def test_two_clicks_make_a_line_and_three_an_area(qtbot: QtBot) -> None:
    line, area = TraceControl(ask("geotrace")), TraceControl(ask("geoshape"))
    told = {control: shown(qtbot, control) for control in (line, area)}

    for control in (line, area):
        for right, down in ((60, 60), (160, 80), (120, 180)):
            click(control.frame.map, right, down)

    assert [str(answer).count(";") for answer in told[line]] == [1, 2]
    (closed,) = told[area]
    assert str(closed).split(";")[0] == str(closed).split(";")[3]


def test_a_point_is_dragged_and_the_step_is_undone(qtbot: QtBot) -> None:
    control = TraceControl(ask("geotrace"))
    told = shown(qtbot, control)
    control.show_answer(LINE)
    drawn = control.frame.map
    before = drawn.place_of(read_spots(LINE)[1])

    drag(drawn, before, QPoint(40, 30))
    moved = drawn.place_of(read_spots(str(told[0]))[1])
    control.undo.click()

    assert moved.x() - before.x() == pytest.approx(40, abs=1.5)
    assert moved.y() - before.y() == pytest.approx(30, abs=1.5)
    assert told[1] == LINE


def test_dragging_beside_the_points_moves_the_map_and_sets_none(qtbot: QtBot) -> None:
    control = TraceControl(ask("geotrace"))
    told = shown(qtbot, control)
    control.show_answer(LINE)
    drawn = control.frame.map
    before = drawn.place_of(HERE)

    drag(drawn, QPointF(drawn.width() - 8, 8), QPoint(-40, 10))

    assert told == []
    assert drawn.place_of(HERE).x() - before.x() == pytest.approx(-40, abs=1.5)


def test_a_pair_is_typed_and_what_is_none_stays_to_be_mended(qtbot: QtBot) -> None:
    control = TraceControl(ask("geotrace"))
    told = shown(qtbot, control)

    for pair in ("31.62, 121.39", "121.391 31.621", "somewhere"):
        control.entry.setText(pair)
        QTest.keyClick(control.entry, Qt.Key.Key_Return)

    assert told == ["31.62 121.39 0 0;31.621 121.391 0 0"]
    assert control.entry.text() == "somewhere"


def test_a_point_is_retyped_in_the_list_and_removed_with_delete(qtbot: QtBot) -> None:
    control = TraceControl(ask("geotrace"))
    told = shown(qtbot, control)
    control.show_answer(LINE)

    control.points.item(0).setText("31.63, 121.40")
    control.points.item(0).setText("nowhere")
    control.points.setCurrentRow(1)
    control.points.setFocus()
    control.remove.click()

    assert told == [
        "31.63 121.4 0 0;31.621 121.39 0 0;31.621 121.391 3 5",
        "31.63 121.4 0 0;31.621 121.391 3 5",
    ]
    assert control.points.item(0).text() == "31.630000, 121.400000"


def test_too_few_points_are_no_answer_and_stay(qtbot: QtBot) -> None:
    control = TraceControl(ask("geoshape"))
    told = shown(qtbot, control)
    control.show_answer(AREA)
    assert control.points.count() == 3

    control.points.setCurrentRow(0)
    control.remove.click()
    control.show_answer(None)

    assert told == [None]
    assert control.points.count() == 2
    assert "还差 1 点" in control.summary.text()


def test_the_map_is_used_with_the_keyboard_alone(qtbot: QtBot) -> None:
    control = TraceControl(ask("geotrace"))
    told = shown(qtbot, control)
    drawn = control.frame.map

    for key in (Qt.Key.Key_Return, Qt.Key.Key_Right, Qt.Key.Key_Plus, Qt.Key.Key_Return):
        QTest.keyClick(drawn, key)

    first, second = read_spots(str(told[0]))
    assert second.longitude > first.longitude
    assert second.latitude == first.latitude
    assert "示意图" in name_of(drawn)


def test_the_wheel_scrolls_the_page_until_the_map_has_the_keyboard(qtbot: QtBot) -> None:
    control = TraceControl(ask("geotrace"))
    shown(qtbot, control)
    drawn = control.frame.map
    control.show_answer(LINE)
    spot = drawn.mapTo(control, QPoint(20, 20))
    before = drawn.place_of(HERE)

    control.entry.setFocus()
    QTest.wheelEvent(control.windowHandle(), spot, QPoint(0, 120))
    without = drawn.place_of(HERE)
    drawn.setFocus()
    QTest.wheelEvent(control.windowHandle(), spot, QPoint(0, 120))

    assert without == before
    assert drawn.place_of(HERE) != before


def test_a_point_is_set_on_the_map_and_shown_in_the_fields(qtbot: QtBot) -> None:
    control = PointControl(ask("geopoint"))
    told = shown(qtbot, control)

    control.opener.click()
    assert control.frame is not None
    click(control.frame.map, 100, 100)
    control.fields.latitude.setText("31.5")
    control.fields.latitude.textEdited.emit("31.5")

    latitude, longitude = str(told[0]).split()[:2]
    assert (control.fields.longitude.text(), told[1]) == (longitude, f"31.5 {longitude} 0 0")
    assert latitude != "31.5"


def test_the_map_is_open_at_once_where_the_form_asks_for_it(qtbot: QtBot) -> None:
    control = PointControl(ask("geopoint", "placement-map"))
    shown(qtbot, control)

    assert control.frame is not None
    assert control.frame.isVisible()


def test_a_read_only_map_is_looked_at_and_not_changed(qtbot: QtBot) -> None:
    control = TraceControl(ask("geotrace"))
    told = shown(qtbot, control)
    control.show_answer(LINE)
    control.set_read_only(True)

    click(control.frame.map, 5, 5)
    drag(control.frame.map, control.frame.map.place_of(HERE), QPoint(30, 30))
    QTest.keyClick(control.frame.map, Qt.Key.Key_Return)
    control.remove.click()

    assert told == []
