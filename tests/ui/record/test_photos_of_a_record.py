"""Photos and the site of a record that is being filled in."""

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.site import Position, Source
from app.workplace import Workplace
from tests.ui.place import Place
from tests.ui.record.filling import (
    FAR,
    NEAR,
    SHANGHAI_CITY,
    bridge,
    kept_draft,
    new_draft,
    open_page,
    photo_file,
    take_in,
    texts_of,
)
from ui.record.page import RecordPage
from ui.record.site_card import SiteCard
from ui.tasks import Tasks


@pytest.fixture
def at_bridge(qtbot: QtBot, desk: QWidget, place: Place, workplace: Workplace, tasks: Tasks) -> RecordPage:
    """A new record of a bridge whose position is known."""
    return open_page(qtbot, desk, workplace, tasks, new_draft(workplace, bridge(place)))


def is_said(page: RecordPage, words: str) -> bool:
    return words in site_words(page)


def site_words(page: RecordPage) -> str:
    return texts_of(page.form.findChild(SiteCard))


def test_the_first_photo_that_can_be_trusted_says_where_the_record_was_made(
    qtbot: QtBot, tmp_path: Path, at_bridge: RecordPage
) -> None:
    take_in(qtbot, at_bridge, [photo_file(tmp_path, 1)])
    take_in(qtbot, at_bridge, [photo_file(tmp_path, 2, SHANGHAI_CITY)])
    untrusted = at_bridge.model.evidence.site
    take_in(qtbot, at_bridge, [photo_file(tmp_path, 3, NEAR)])
    take_in(qtbot, at_bridge, [photo_file(tmp_path, 4, FAR)])

    site = at_bridge.model.evidence.site
    assert untrusted is None
    assert site is not None
    assert (site.source, site.accuracy_m) == (Source.EXIF, 5.0)
    assert site.distance_m(NEAR) < 1
    for words in ("照片自带定位", "距设施 24 米", "精度 ±5 米"):
        assert words in site_words(at_bridge)


def test_a_card_says_when_where_with_what_and_how_far(qtbot: QtBot, tmp_path: Path, at_bridge: RecordPage) -> None:
    take_in(qtbot, at_bridge, [photo_file(tmp_path, 1, FAR)])

    for words in ("2026-11-21 09:12", "Yingxun Sample", "距设施 2.2 公里"):
        qtbot.waitUntil(partial(is_said, at_bridge, words))


def test_a_photo_without_position_comes_with_advice(qtbot: QtBot, tmp_path: Path, at_bridge: RecordPage) -> None:
    take_in(qtbot, at_bridge, [photo_file(tmp_path, 1)])

    qtbot.waitUntil(lambda: "打开定位" in site_words(at_bridge))


def test_the_same_photo_given_twice_is_kept_once_and_said_so(qtbot: QtBot, tmp_path: Path, page: RecordPage) -> None:
    photo = photo_file(tmp_path, 1, NEAR)

    take_in(qtbot, page, [photo])
    take_in(qtbot, page, [photo], "overview")

    assert len(page.model.evidence.all_photos()) == 1
    assert "没有重复添加" in page.banner.text


def test_what_is_no_picture_is_not_added_and_said_so(qtbot: QtBot, tmp_path: Path, page: RecordPage) -> None:
    letter = tmp_path / "通知.docx"
    letter.write_bytes(b"PK\x03\x04 nothing to see")

    take_in(qtbot, page, [letter, tmp_path / "没有.jpg"])

    assert page.model.evidence.all_photos() == ()
    assert page.banner.text


def test_the_day_of_the_visit_is_taken_from_a_photo(qtbot: QtBot, tmp_path: Path, page: RecordPage) -> None:
    take_in(qtbot, page, [photo_file(tmp_path, 1, NEAR)])

    assert page.model.session.value("checked_on") == "2026-11-21"


def test_a_day_that_a_person_said_is_not_overwritten(qtbot: QtBot, tmp_path: Path, page: RecordPage) -> None:
    page.model.answer("checked_on", "2026-11-20")

    take_in(qtbot, page, [photo_file(tmp_path, 1, NEAR)])

    assert page.model.session.value("checked_on") == "2026-11-20"


def test_a_photo_answers_its_question_and_goes_and_comes_back_with_undo(
    qtbot: QtBot, tmp_path: Path, page: RecordPage
) -> None:
    take_in(qtbot, page, [photo_file(tmp_path, 1, NEAR)], "overview")
    (photo,) = page.model.evidence.photos_of("overview")
    assert photo.path == "overview"
    strip = page.form.rows["overview"].photos
    assert strip is not None
    assert list(strip.cards) == [photo.id]

    page.model.evidence.remove(photo.id)
    assert page.model.session.value("overview") is None
    assert strip.cards == {}
    page.model.undo()

    assert page.model.evidence.photos_of("overview") == (photo,)
    assert list(strip.cards) == [photo.id]


def test_undo_takes_photos_and_answers_back_in_the_order_they_were_made(
    qtbot: QtBot, tmp_path: Path, page: RecordPage
) -> None:
    page.model.answer("checked_on", "2026-11-20")
    take_in(qtbot, page, [photo_file(tmp_path, 1, NEAR)])
    page.model.answer("inspector", "王")

    page.model.undo()
    assert (page.model.session.value("inspector"), len(page.model.evidence.all_photos())) == (None, 1)
    page.model.undo()
    assert (page.model.evidence.all_photos(), page.model.evidence.site) == ((), None)
    page.model.undo()
    assert page.model.session.value("checked_on") is None
    for _ in range(3):
        page.model.redo()

    assert page.model.session.value("inspector") == "王"
    assert len(page.model.evidence.all_photos()) == 1
    assert page.model.evidence.site is not None


def test_a_copied_damage_does_not_take_the_photo_of_the_other(qtbot: QtBot, tmp_path: Path, page: RecordPage) -> None:
    first = page.model.session.instances("damages")[0]
    take_in(qtbot, page, [photo_file(tmp_path, 1, NEAR)], f"{first}/photo")

    copy = page.model.duplicate_instance(first)

    assert page.model.evidence.photos_of(f"{copy}/photo") == ()
    assert len(page.model.evidence.photos_of(f"{first}/photo")) == 1


def test_photos_and_site_are_kept_with_the_draft(
    qtbot: QtBot, tmp_path: Path, workplace: Workplace, tasks: Tasks, page: RecordPage
) -> None:
    take_in(qtbot, page, [photo_file(tmp_path, 1, NEAR)])
    take_in(qtbot, page, [photo_file(tmp_path, 2, NEAR)], "overview")
    page.model.saving.flush()
    qtbot.waitUntil(lambda: page.saved.text().startswith("已保存"))
    kept = kept_draft(workplace, page.model.draft.record)
    assert kept is not None

    again = open_page(qtbot, page.window(), workplace, tasks, kept)

    assert again.model.evidence.all_photos() == page.model.evidence.all_photos()
    assert again.model.evidence.site == page.model.evidence.site


def test_a_position_moved_by_hand_says_so_and_loses_its_accuracy(
    qtbot: QtBot, tmp_path: Path, at_bridge: RecordPage
) -> None:
    take_in(qtbot, at_bridge, [photo_file(tmp_path, 1, NEAR)])
    site = at_bridge.form.findChild(SiteCard)
    assert isinstance(site, SiteCard)

    QTest.keyClicks(site.position.latitude, "5")

    moved = at_bridge.model.evidence.site
    assert moved is not None
    assert (moved.source, moved.accuracy_m) == (Source.HAND, None)
    assert "手工标定" in site_words(at_bridge)


def test_the_registered_position_can_be_taken_over(at_bridge: RecordPage) -> None:
    site = at_bridge.form.findChild(SiteCard)
    assert isinstance(site, SiteCard)

    site._use_asset.click()

    assert at_bridge.model.evidence.site == Position(31.623, 121.397, Source.ASSET)
    assert "设施登记位置" in site_words(at_bridge)


def test_a_file_on_the_clipboard_is_taken_for_the_question_with_the_keyboard(
    qtbot: QtBot, tmp_path: Path, page: RecordPage
) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(photo_file(tmp_path, 1, NEAR)))])
    QGuiApplication.clipboard().setMimeData(data)
    page.form.jump("overview")

    page._paste()
    qtbot.waitUntil(lambda: len(page.model.evidence.photos_of("overview")) == 1)


def test_a_picture_on_the_clipboard_is_taken_too(qtbot: QtBot, page: RecordPage) -> None:
    image = QImage(64, 48, QImage.Format.Format_RGB32)
    image.fill(0xFF336699)
    QGuiApplication.clipboard().setImage(image)

    page._paste()
    qtbot.waitUntil(lambda: len(page.model.evidence.all_photos()) == 1)

    assert page.model.evidence.all_photos()[0].name == "粘贴的图片.png"
