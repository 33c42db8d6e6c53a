"""Beginning an inspection: form, then asset, by the keyboard alone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.draft import Draft
from app.domain.stream import Stream
from tests.ui.place import PERIODIC, ROADS, Place
from ui.tasks import Tasks
from ui.today.chooser_model import ChooserModel
from ui.today.chooser_view import ChooserView

ROAD = Stream("310151102", "road")


@pytest.fixture
def model(place: Place, tasks: Tasks) -> ChooserModel:
    """The chooser of the place's person."""
    return ChooserModel(place.workplace, tasks)


def begin(qtbot: QtBot, model: ChooserModel) -> None:
    """Open the chooser and wait for forms and assets."""
    model.begin()
    qtbot.waitUntil(lambda: bool(model.townships) and not model.is_busy)


def chosen(args: list[object] | None) -> Draft:
    """Return the draft that a signal carried."""
    assert args
    assert isinstance(args[0], Draft)
    return args[0]


def test_the_keyboard_alone_leads_from_the_form_to_the_draft(qtbot: QtBot, place: Place, model: ChooserModel) -> None:
    place.bridge("新河桥", "QL-1")
    wanted = place.bridge("跃进桥", "QL-2")
    view = ChooserView(model)
    qtbot.addWidget(view)
    view.show()
    view.begin()
    qtbot.waitUntil(lambda: model.assets.rowCount() == 2 and not model.is_busy)

    QTest.keyClick(view.forms, Qt.Key.Key_Down)
    QTest.keyClick(view.forms, Qt.Key.Key_Down)
    QTest.keyClick(view.forms, Qt.Key.Key_Return)
    QTest.keyClicks(view.search, "QL-2")
    qtbot.waitUntil(lambda: model.assets.rowCount() == 1 and not model.is_busy)
    QTest.keyClick(view.search, Qt.Key.Key_Down)
    with qtbot.waitSignal(model.draft_ready) as ready:
        QTest.keyClick(view.table, Qt.Key.Key_Return)

    draft = chosen(ready.args)
    assert (draft.form, draft.asset) == (PERIODIC.id, wanted)


def test_only_assets_of_the_forms_subject_are_offered(qtbot: QtBot, place: Place, model: ChooserModel) -> None:
    place.bridge("跃进桥", "QL-1")
    place.bridge("合兴路", "L-1", stream=ROAD)
    begin(qtbot, model)

    model.choose_form(ROADS)
    qtbot.waitUntil(lambda: not model.is_busy)

    assert [model.assets.asset_at(row).name for row in range(model.assets.rowCount())] == ["合兴路"]


@pytest.mark.parametrize("text", ["跃进", "QL-7", "齐力", "跃进 齐力"])
def test_an_asset_is_found_by_name_code_or_village(qtbot: QtBot, place: Place, model: ChooserModel, text: str) -> None:
    place.bridge("新河桥", "QL-1", village="合兴村")
    place.bridge("跃进桥", "QL-7", village="齐力村")
    begin(qtbot, model)

    model.search(text)
    qtbot.waitUntil(lambda: not model.is_busy)

    assert [model.assets.asset_at(row).code for row in range(model.assets.rowCount())] == ["QL-7"]


def test_what_is_not_in_the_list_can_be_inspected_in_a_township(
    qtbot: QtBot, place: Place, model: ChooserModel
) -> None:
    begin(qtbot, model)

    with qtbot.waitSignal(model.draft_ready) as ready:
        model.begin_without("310151108")

    draft = chosen(ready.args)
    assert draft.asset is None
    assert draft.stream.township == "310151108"
    with place.store.reading() as reading:
        assert reading.draft(draft.record) == draft


def test_a_search_without_result_says_so(qtbot: QtBot, place: Place, model: ChooserModel) -> None:
    place.bridge("跃进桥", "QL-1")
    view = ChooserView(model)
    qtbot.addWidget(view)
    view.show()
    begin(qtbot, model)

    model.search("没有的桥")
    qtbot.waitUntil(lambda: not model.is_busy)

    assert view.empty.isVisible()
    assert "没有的桥" in view.empty.text
