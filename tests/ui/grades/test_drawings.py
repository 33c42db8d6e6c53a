"""The drawings of bridge and road: what they show, and what picking on them records."""

from collections.abc import Mapping
from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.grades.conftest import OpenForm
from tests.ui.grades.graded import BRIDGE, ROAD
from ui.grades.bridge_plan import Cell
from ui.grades.bridge_schematic import BridgeSchematic
from ui.grades.drawing import BridgeDrawing, RoadDrawing
from ui.grades.road_strip import RoadStrip, Section, stake, ticks
from ui.record.page import RecordPage

SOUND_BRIDGE: Mapping[str, object] = {"bridge": {"structure_type": "beam", "spans": "3", "beams": "8"}}
SOUND_ROAD: Mapping[str, object] = {"section": {"start_km": "1", "end_km": "2", "width_m": "4.5", "pavement": "cement"}}


def schematic_of(qtbot: QtBot, page: RecordPage) -> BridgeSchematic:
    drawing = page.findChild(BridgeDrawing)
    assert drawing is not None
    schematic = drawing.schematic
    qtbot.waitUntil(lambda: bool(schematic.plan.cells))
    return schematic


def cell_of(schematic: BridgeSchematic, component: str, member: str) -> Cell:
    return next(cell for cell in schematic.plan.cells if (cell.component, cell.member) == (component, member))


def click(schematic: BridgeSchematic, component: str, member: str) -> None:
    place = schematic.box_of(component, member).center().toPoint()
    QTest.mouseClick(schematic, Qt.MouseButton.LeftButton, pos=place)


def strip_of(qtbot: QtBot, page: RecordPage) -> RoadStrip:
    drawing = page.findChild(RoadDrawing)
    assert drawing is not None
    qtbot.waitUntil(lambda: drawing.strip.section is not None)
    return drawing.strip


def damages(page: RecordPage) -> list[dict[str, object]]:
    session = page.model.session
    names = ("part", "component", "member", "indicator") if "bridge" in session.form.id else ("kind", "at_km")
    return [{name: session.value(f"{key}/{name}") for name in names} for key in session.instances("damages")]


def test_a_click_on_a_member_records_a_damage_of_it(qtbot: QtBot, open_form: OpenForm) -> None:
    page = open_form("bridge_h21", SOUND_BRIDGE)
    schematic = schematic_of(qtbot, page)

    click(schematic, "上部承重构件", "2-5")

    expected = {"part": "superstructure", "component": "上部承重构件", "member": "2-5", "indicator": None}
    assert damages(page) == [expected]


def test_after_a_pick_the_keyboard_is_in_the_indicator(qtbot: QtBot, open_form: OpenForm) -> None:
    page = open_form("bridge_h21", SOUND_BRIDGE)
    schematic = schematic_of(qtbot, page)

    click(schematic, "桥墩", "1-柱2")

    (key,) = page.model.session.instances("damages")
    row = page.form.rows[f"{key}/indicator"]
    qtbot.waitUntil(lambda: row.isAncestorOf(page.window().focusWidget() or page))


def test_a_damage_without_member_gets_the_one_that_is_picked(qtbot: QtBot, open_form: OpenForm) -> None:
    page = open_form("bridge_h21", SOUND_BRIDGE)
    schematic = schematic_of(qtbot, page)
    page.model.add_instance("damages")

    click(schematic, "桥台", "0-台身")

    assert [damage["member"] for damage in damages(page)] == ["0-台身"]


def test_the_keyboard_goes_from_member_to_member_and_picks(qtbot: QtBot, open_form: OpenForm) -> None:
    page = open_form("bridge_h21", SOUND_BRIDGE)
    schematic = schematic_of(qtbot, page)
    schematic.point_at(cell_of(schematic, "上部承重构件", "1-4"))

    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(schematic, key)

    assert [damage["member"] for damage in damages(page)] == ["2-5"]
    assert schematic.accessibleDescription().startswith("上部承重构件 2-5")


def test_at_the_edge_the_keyboard_stays(qtbot: QtBot, open_form: OpenForm) -> None:
    page = open_form("bridge_h21", SOUND_BRIDGE)
    schematic = schematic_of(qtbot, page)
    schematic.point_at(cell_of(schematic, "上部承重构件", "3-1"))

    QTest.keyClick(schematic, Qt.Key.Key_Right)

    assert schematic.current is not None
    assert schematic.current.member == "3-1"


def test_members_wear_their_state(qtbot: QtBot, open_form: OpenForm) -> None:
    page = open_form("bridge_h21", BRIDGE)
    schematic = schematic_of(qtbot, page)
    qtbot.waitUntil(lambda: bool(schematic.states))

    worst = schematic.states["上部承重构件", "2-3"]
    assert (worst.score, worst.class_number) == (40.0, 4)
    assert "4 类" in schematic.words_of(cell_of(schematic, "上部承重构件", "2-3"))
    assert "没有病害" in schematic.words_of(cell_of(schematic, "上部承重构件", "1-1"))


def test_more_spans_are_drawn_when_they_are_typed(qtbot: QtBot, open_form: OpenForm) -> None:
    page = open_form("bridge_h21", SOUND_BRIDGE)
    schematic = schematic_of(qtbot, page)

    page.model.answer("bridge/spans", "4")

    qtbot.waitUntil(lambda: schematic.plan.spans == 4)


def test_a_member_that_is_not_there_is_told_and_the_others_are_still_drawn(qtbot: QtBot, open_form: OpenForm) -> None:
    page = open_form("bridge_h21", BRIDGE)
    schematic = schematic_of(qtbot, page)
    drawing = page.findChild(BridgeDrawing)
    assert drawing is not None
    first = page.model.session.instances("damages")[0]

    page.model.answer(f"{first}/member", "9-9")

    qtbot.waitUntil(lambda: "9-9" in drawing.told.text())
    assert schematic.plan.cells


def test_a_click_on_the_road_records_a_damage_there(qtbot: QtBot, open_form: OpenForm) -> None:
    page = open_form("village_road", SOUND_ROAD)
    strip = strip_of(qtbot, page)
    road = strip._road()

    QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=road.center().toPoint())

    (damage,) = damages(page)
    assert abs(Decimal(str(damage["at_km"])) - Decimal("1.5")) < Decimal("0.005")


def test_a_click_on_a_damage_shows_it_and_records_nothing(qtbot: QtBot, open_form: OpenForm) -> None:
    page = open_form("village_road", ROAD)
    strip = strip_of(qtbot, page)
    qtbot.waitUntil(lambda: len(strip.marks) == 4)
    mark = strip.marks[1]

    with qtbot.waitSignal(strip.picked) as picked:
        QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=strip._rectangle(mark).center().toPoint())

    assert picked.args == [mark.key]
    assert len(damages(page)) == 4
    assert page.form.rows[f"{mark.key}/kind"].isVisibleTo(page)


def test_keys_go_from_damage_to_damage_and_by_ten_metres(qtbot: QtBot, open_form: OpenForm) -> None:
    page = open_form("village_road", ROAD)
    strip = strip_of(qtbot, page)
    qtbot.waitUntil(lambda: len(strip.marks) == 4)

    places = []
    for modifier in (
        Qt.KeyboardModifier.NoModifier,
        Qt.KeyboardModifier.NoModifier,
        Qt.KeyboardModifier.ControlModifier,
    ):
        QTest.keyClick(strip, Qt.Key.Key_Right, modifier)
        places.append(strip.at_km)

    assert places == [Decimal("0.12"), Decimal("0.31"), Decimal("0.32")]


def test_holes_and_shattered_slabs_are_told_apart(qtbot: QtBot, open_form: OpenForm) -> None:
    strip = strip_of(qtbot, open_form("village_road", ROAD))
    qtbot.waitUntil(lambda: len(strip.marks) == 4)

    assert [mark.is_failure for mark in strip.marks] == [True, False, True, False]


def test_a_damage_without_chainage_is_counted_below_the_strip(qtbot: QtBot, open_form: OpenForm) -> None:
    page = open_form("village_road", {**SOUND_ROAD, "damages": [{"kind": "裂缝", "damage_length_m": "3"}]})
    drawing = page.findChild(RoadDrawing)
    assert drawing is not None

    qtbot.waitUntil(lambda: "1 处没有填桩号" in drawing.told.text())


def test_without_ends_there_is_no_road_to_click(qtbot: QtBot) -> None:
    strip = RoadStrip()
    qtbot.addWidget(strip)
    strip.resize(400, 90)

    with qtbot.assertNotEmitted(strip.placed):
        QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(200, 30))
        QTest.keyClick(strip, Qt.Key.Key_Return)


@pytest.mark.parametrize(
    ("at_km", "words"), [("0", "K0+000"), ("1.25", "K1+250"), ("12.0005", "K12+000"), ("0.9996", "K1+000")]
)
def test_a_chainage_is_written_as_on_a_stake(at_km: str, words: str) -> None:
    assert stake(Decimal(at_km)) == words


@pytest.mark.parametrize(("start", "end"), [("0", "0.08"), ("0.13", "0.98"), ("3", "23")])
def test_the_scale_has_round_figures_inside_the_section(start: str, end: str) -> None:
    section = Section(Decimal(start), Decimal(end))

    found = ticks(section, 8)

    assert 2 <= len(found) <= 9
    assert all(section.start_km <= at_km <= section.end_km for at_km in found)
