"""The page of conflicts: both sides next to each other, and settling them one by one."""

from typing import Any

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.domain.entry import Act
from app.workplace import RecordKey
from tests.ui.place import BRIDGES, NOW, Place
from ui.conflicts.model import ConflictsModel
from ui.conflicts.view import ConflictsView
from ui.tasks import Tasks

PICTURE = {"photo": "p1", "sha256": "ab" * 32, "size": 10, "path": "photos"}


@pytest.fixture
def model(place: Place, tasks: Tasks) -> ConflictsModel:
    return ConflictsModel(place.workplace, tasks)


@pytest.fixture
def view(qtbot: QtBot, model: ConflictsModel) -> ConflictsView:
    page = ConflictsView(model)
    qtbot.addWidget(page)
    return page


def clash(place: Place, title: str, *sides: tuple[str, dict[str, Any]]) -> RecordKey:
    """Make a record to which several people did something without knowing of each other."""
    key = place.inspection(title)
    with place.store() as unit:
        heads = unit.state(BRIDGES, key.record).heads
        unit.append(
            [Act(place.ids.new(), key.record, BRIDGES, kind, heads, body, NOW.isoformat()) for kind, body in sides]
        )
    return key


def says(**values: Any) -> tuple[str, dict[str, Any]]:
    return "answered", {"values": values}


def buttons(view: ConflictsView, words: str) -> list[QPushButton]:
    return [made for card in view.cards for made in card.findChildren(QPushButton) if made.text() == words]


def texts(view: ConflictsView) -> str:
    return "\n".join(each.text() for card in view.cards for each in card.findChildren(QLabel))


def test_both_values_stand_side_by_side_with_their_authors(qtbot: QtBot, place: Place, model: ConflictsModel) -> None:
    clash(place, "跃进桥", says(width="3.6"), says(width="4.1"))
    view = ConflictsView(model)
    qtbot.addWidget(view)

    qtbot.waitUntil(lambda: bool(view.cards))

    assert "跃进桥" in texts(view)
    assert "3.6" in texts(view)
    assert "4.1" in texts(view)
    assert texts(view).count("王巡查") == 2


def test_choosing_a_side_settles_it_by_an_entry(qtbot: QtBot, place: Place, model: ConflictsModel) -> None:
    key = clash(place, "跃进桥", says(width="3.6"), says(width="4.1"))
    view = ConflictsView(model)
    qtbot.addWidget(view)
    qtbot.waitUntil(lambda: bool(view.cards))
    chosen = str(model.records[0].clashes[0].clash.sides[1].value)

    buttons(view, "采用这一个")[1].click()

    qtbot.waitUntil(lambda: model.is_read and not view.cards)
    with place.store.reading() as reading:
        state = reading.state(BRIDGES, key.record)
    assert state.conflicts == ()
    assert state.answers()["width"] == chosen
    assert state.history[-1].action == "settled"


def test_positions_say_how_far_they_are_apart(qtbot: QtBot, place: Place, model: ConflictsModel) -> None:
    here = {"latitude": "31.62", "longitude": "121.4", "source": "exif", "datum": "WGS-84"}
    clash(place, "跃进桥", says(spot=here), says(spot={**here, "latitude": "31.63"}))
    view = ConflictsView(model)
    qtbot.addWidget(view)

    qtbot.waitUntil(lambda: bool(view.cards))

    assert "相距 1.1 公里" in texts(view)
    assert "31.620000° N, 121.400000° E" in texts(view)


def test_a_photo_that_was_removed_and_changed_can_be_kept_or_removed(
    qtbot: QtBot, place: Place, model: ConflictsModel
) -> None:
    key = clash(place, "跃进桥", ("attached", dict(PICTURE)), ("detached", {"photo": "p1"}))
    view = ConflictsView(model)
    qtbot.addWidget(view)
    qtbot.waitUntil(lambda: bool(view.cards))
    assert len(buttons(view, "移除照片")) == 1

    buttons(view, "保留照片")[0].click()

    qtbot.waitUntil(lambda: model.is_read and not view.cards)
    with place.store.reading() as reading:
        assert "p1" in reading.state(BRIDGES, key.record).attached()


def test_without_conflicts_the_page_says_so(qtbot: QtBot, view: ConflictsView, model: ConflictsModel) -> None:
    qtbot.waitUntil(lambda: model.is_read)

    assert not view.nothing.isHidden()


def test_what_moved_on_meanwhile_is_shown_as_it_is_now(qtbot: QtBot, place: Place, model: ConflictsModel) -> None:
    key = clash(place, "跃进桥", says(width="3.6"), says(width="4.1"))
    view = ConflictsView(model)
    qtbot.addWidget(view)
    qtbot.waitUntil(lambda: bool(view.cards))
    place.write(BRIDGES, says(width="5.0"), record=key.record)

    buttons(view, "采用这一个")[0].click()

    qtbot.waitUntil(lambda: bool(view.banner.text) and not view.cards)
