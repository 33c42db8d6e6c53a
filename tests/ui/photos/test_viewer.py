"""Looking at photos in the whole window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.place import Place
from tests.ui.record.filling import BRIDGE_AT, FAR, NEAR, photo_file, texts_of
from ui.photos.item import PhotoItem
from ui.photos.pictures import Pictures
from ui.photos.viewer import PhotoViewer
from ui.tasks import Tasks


@pytest.fixture
def viewer(
    qtbot: QtBot,
    tmp_path: Path,
    place: Place,
    tasks: Tasks,
    dressed: QApplication,  # noqa: ARG001  its looks
) -> Iterator[PhotoViewer]:
    """Two photos of a bridge, and one whose bytes are not here."""
    shelf = place.workplace.shelf
    facts = [shelf.take_in(photo_file(tmp_path, number, at)) for number, at in ((0, NEAR), (1, FAR))]
    items = [PhotoItem(str(number), "", each.sha256, each.size, "桥.jpg", each) for number, each in enumerate(facts)]
    items.append(PhotoItem("gone", "", "0" * 64, 10, "gone.jpg", None))
    owner = QWidget()
    qtbot.addWidget(owner)
    owner.resize(900, 600)
    made = PhotoViewer(items, "0", BRIDGE_AT, Pictures(shelf, tasks, owner), owner)
    made.show()
    qtbot.waitUntil(lambda: not made.canvas._image.isNull())
    yield made
    made.hide()


def press(viewer: PhotoViewer, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(viewer, key)


def test_it_fills_its_window_and_tells_what_is_known(viewer: PhotoViewer) -> None:
    assert viewer.size().width() == 900
    for words in ("2026-11-21 09:12", "Yingxun Sample", "24 米", "±5 米", "照片自带定位", viewer.item.sha256[:8]):
        assert words in texts_of(viewer.facts)


def test_arrows_go_through_the_photos_and_round(qtbot: QtBot, viewer: PhotoViewer) -> None:
    press(viewer, Qt.Key.Key_Right)
    assert viewer.item.id == "1"
    qtbot.waitUntil(lambda: "2.2 公里" in texts_of(viewer.facts))
    press(viewer, Qt.Key.Key_Left, Qt.Key.Key_Left)

    assert viewer.item.id == "gone"


def test_a_photo_that_is_not_here_says_so(qtbot: QtBot, viewer: PhotoViewer) -> None:
    press(viewer, Qt.Key.Key_Left)

    qtbot.waitUntil(lambda: "同步" in viewer.canvas._message)


def test_keys_zoom_and_fit_and_turn_only_the_view(viewer: PhotoViewer) -> None:
    press(viewer, Qt.Key.Key_Plus, Qt.Key.Key_Plus, Qt.Key.Key_R)
    assert viewer.canvas.zoom > 1.5
    assert viewer.canvas.turned_deg == 90
    press(viewer, Qt.Key.Key_Minus, Qt.Key.Key_Minus, Qt.Key.Key_Minus)
    assert viewer.canvas.zoom == 1
    press(viewer, Qt.Key.Key_0)

    assert viewer.canvas.turned_deg == 0


def test_arrows_move_the_picture_while_it_is_near(viewer: PhotoViewer) -> None:
    press(viewer, Qt.Key.Key_Plus, Qt.Key.Key_Plus, Qt.Key.Key_Plus, Qt.Key.Key_Plus)
    before = viewer.canvas._centre

    press(viewer, Qt.Key.Key_Right)

    assert viewer.item.id == "0"
    assert viewer.canvas._centre.x() < before.x()


def test_the_facts_can_be_put_away(viewer: PhotoViewer) -> None:
    press(viewer, Qt.Key.Key_I)
    assert viewer.facts.isHidden()
    press(viewer, Qt.Key.Key_I)

    assert not viewer.facts.isHidden()
