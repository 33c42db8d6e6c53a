"""The list of records: a page at once, then all; filtered, searched and sorted by the store."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.kinds import RecordKind, Role, Status
from app.domain.listing import Sort
from app.domain.stream import Stream
from tests.ui.place import BRIDGES, Place
from ui.records.lines import Column
from ui.records.model import RecordsModel
from ui.records.table import PAGE_ROWS, PAGES_KEPT
from ui.records.table import Role as CellRole
from ui.records.view import RecordsView
from ui.style.colours import Tone
from ui.tasks import Tasks


@pytest.fixture
def model(place: Place, tasks: Tasks) -> Iterator[RecordsModel]:
    """The list of the place's records."""
    made = RecordsModel(place.workplace, tasks)
    yield made
    made.deleteLater()


def read(qtbot: QtBot, model: RecordsModel) -> None:
    """Read the list to its end."""
    model.refresh()
    qtbot.waitUntil(lambda: model.is_counted)


def settle(qtbot: QtBot, model: RecordsModel) -> None:
    """Wait until the last question is answered."""
    qtbot.waitUntil(lambda: model.is_counted)


def column(model: RecordsModel, which: Column) -> list[str]:
    """Return what a column says from top to bottom."""
    return [model.table.data(model.table.index(row, which)) for row in range(model.count)]


def test_more_records_than_a_page_are_all_there(qtbot: QtBot, place: Place, model: RecordsModel) -> None:
    place.inspections(PAGE_ROWS + 30)

    read(qtbot, model)

    assert model.count == PAGE_ROWS + 30
    assert model.table.record_at(0) is not None
    assert model.table.record_at(PAGE_ROWS) is None


def test_a_row_that_is_not_here_yet_shows_dots_and_then_its_record(
    qtbot: QtBot, place: Place, model: RecordsModel
) -> None:
    place.inspections(PAGE_ROWS + 30)
    read(qtbot, model)
    last = model.table.index(PAGE_ROWS + 29, Column.NUMBER)

    assert model.table.data(last) == "…"
    with qtbot.waitSignal(model.table.dataChanged):
        pass

    assert model.table.data(last) == "N0000"


def test_pages_that_were_passed_long_ago_are_let_go(qtbot: QtBot, place: Place, model: RecordsModel) -> None:
    place.inspections(3)
    read(qtbot, model)
    row = model.table.record_at(0)
    assert row is not None

    for page in range(1, PAGES_KEPT + 5):
        model.table.put_page(page, (row,))

    assert model.table.record_at(0) is None
    assert model.table.record_at((PAGES_KEPT + 4) * PAGE_ROWS) is row


def test_scrolling_fast_asks_for_the_newest_pages_first_and_forgets_those_passed(
    qtbot: QtBot, place: Place, model: RecordsModel
) -> None:
    place.inspections(1)
    read(qtbot, model)
    model.table.page_wanted.disconnect()
    model.table.extend(range(20 * PAGE_ROWS))

    for page in range(1, 20):
        model.table.data(model.table.index(page * PAGE_ROWS, 0))
    asked = [wanted[0] for wanted in iter(model.table.next_page, None)]

    assert asked == [19, 18, 17, 16]


def test_a_search_finds_two_chinese_characters_in_the_middle(qtbot: QtBot, place: Place, model: RecordsModel) -> None:
    place.inspection("跃进桥", number="A1")
    place.inspection("新河桥", number="A2")
    read(qtbot, model)

    model.search("河桥")
    settle(qtbot, model)

    assert column(model, Column.NUMBER) == ["A2"]
    assert model.is_filtered


def test_filters_leave_out_what_does_not_match_and_clearing_brings_it_back(
    qtbot: QtBot, place: Place, model: RecordsModel
) -> None:
    place.inspection("甲", number="A1")
    place.inspection("乙", ("submitted", {}), number="A2", form="bridge_patrol")
    place.inspection("丙", ("submitted", {}), number="A3", stream=Stream("310151102", "bridge"))
    read(qtbot, model)

    model.choose(status=Status.SUBMITTED.value, township="310151101", form="bridge_patrol")
    settle(qtbot, model)
    chosen = column(model, Column.NUMBER)
    model.clear()
    settle(qtbot, model)

    assert chosen == ["A2"]
    assert model.count == 3
    assert not model.is_filtered


def test_only_what_is_not_delivered_can_be_shown(qtbot: QtBot, place: Place, model: RecordsModel) -> None:
    place.inspection("甲", number="A1")
    read(qtbot, model)

    model.choose(only_unsent=True)
    settle(qtbot, model)

    assert column(model, Column.DELIVERY) == ["未送达 · 1 项"]


def test_records_are_sorted_by_the_column_that_is_asked_for(qtbot: QtBot, place: Place, model: RecordsModel) -> None:
    for number, title, day in (("A1", "丙", "03"), ("A3", "甲", "01"), ("A2", "乙", "02")):
        place.inspection(title, number=number, at=f"2026-11-{day}T08:00:00+08:00")
    read(qtbot, model)
    newest_first = column(model, Column.NUMBER)

    model.sort(Column.NUMBER, descending=False)
    settle(qtbot, model)

    assert newest_first == ["A1", "A2", "A3"]
    assert column(model, Column.NUMBER) == ["A1", "A2", "A3"]
    assert model.query.sort is Sort.NUMBER


def test_a_column_that_the_store_cannot_sort_by_leaves_the_order(
    qtbot: QtBot, place: Place, model: RecordsModel
) -> None:
    place.inspection("甲")
    read(qtbot, model)

    model.sort(Column.AUTHOR, descending=False)

    assert model.query.sort is Sort.MADE


def test_a_row_names_form_person_place_and_the_district_time(qtbot: QtBot, place: Place, model: RecordsModel) -> None:
    place.inspection("跃进桥", number="A1", place="齐力村", at="2026-11-21T23:30:00+00:00")

    read(qtbot, model)

    said = [model.table.data(model.table.index(0, section)) for section in Column]
    assert said == [
        "A1", "跃进桥 · 城桥镇 齐力村", "桥梁经常检查", "2026-11-22 07:30", "0", "草稿", "未送达 · 1 项", "王巡查",
    ]  # fmt: skip


def test_a_status_has_words_and_a_tone(qtbot: QtBot, place: Place, model: RecordsModel) -> None:
    place.grant(Role.SUPERVISOR)
    place.inspection("甲", ("submitted", {}), ("returned", {"remarks": [{"path": "", "text": "补照片"}]}))

    read(qtbot, model)

    cell = model.table.index(0, Column.STATUS)
    assert model.table.data(cell) == "已退回"
    assert Tone(model.table.data(cell, CellRole.TONE)) is Tone.DANGER


def test_enter_opens_the_record(qtbot: QtBot, place: Place, model: RecordsModel) -> None:
    key = place.inspection("甲")
    view = RecordsView(model)
    qtbot.addWidget(view)
    read(qtbot, model)
    view.table.selectRow(0)

    with qtbot.waitSignal(model.opened) as opened:
        QTest.keyClick(view.table, Qt.Key.Key_Return)

    assert opened.args == [key]


def test_the_same_record_is_current_after_the_list_was_read_again(
    qtbot: QtBot, place: Place, model: RecordsModel
) -> None:
    place.inspection("甲", number="A1", at="2026-11-01T08:00:00+08:00")
    view = RecordsView(model)
    qtbot.addWidget(view)
    read(qtbot, model)
    view.table.selectRow(0)

    place.inspection("乙", number="A2", at="2026-11-02T08:00:00+08:00")
    read(qtbot, model)

    current = model.table.record_at(view.table.currentIndex().row())
    assert current is not None
    assert current.number == "A1"


def test_an_empty_list_says_what_to_do(qtbot: QtBot, model: RecordsModel) -> None:
    view = RecordsView(model)
    qtbot.addWidget(view)
    view.show()

    read(qtbot, model)
    nothing_at_all = view.empty.text
    model.search("没有")
    settle(qtbot, model)

    assert "Ctrl+N" in nothing_at_all
    assert "没有符合条件的记录" in view.empty.text


def test_typing_into_the_search_field_survives_an_answer_that_arrives_meanwhile(
    qtbot: QtBot, place: Place, model: RecordsModel
) -> None:
    place.inspection("跃进桥")
    view = RecordsView(model)
    qtbot.addWidget(view)
    view.show()
    view.focus_search()
    qtbot.waitUntil(view.search.hasFocus)

    QTest.keyClicks(view.search, "abc")
    model.refresh()
    settle(qtbot, model)

    assert view.search.text() == "abc"


def test_the_list_offers_the_townships_of_the_persons_grants(qtbot: QtBot, model: RecordsModel) -> None:
    read(qtbot, model)

    assert ("310151101", "城桥镇") in model.townships
    assert BRIDGES.township in dict(model.townships)
    assert RecordKind.INSPECTION is model.query.kind
