"""The form that shows every control, on the form page: files, drawings, codes, pages, languages, repeats."""

from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.domain.canonical import Json
from db.blobs import FolderBlobs
from db.photos.shelf import FolderShelf
from db.photos.thumbnails import FolderThumbnails
from tests.every_control import IllustratedForms, every_control
from tests.ui.controls.showing import GRADES, ask
from tests.ui.place import Place, StoppedClock
from tests.ui.record.filling import kept_draft, new_draft, open_page, photo_file, take_in, texts_of
from ui.controls.canvas import Canvas, Stroke, Tool
from ui.controls.choosing import RadioControl
from ui.controls.coding import CodeControl
from ui.controls.drawing import RED, DrawingWindow
from ui.controls.making import make_control
from ui.controls.written import LineControl, PlainControl
from ui.record.page import RecordPage
from ui.tasks import Tasks


class LendingShelf(FolderShelf):
    """A shelf that gives originals away (``ui.record.originals.Originals``)."""

    def __init__(self, home: Path) -> None:
        self.blobs = FolderBlobs(home / "photos")
        super().__init__(self.blobs, FolderThumbnails(home / "thumbnails"), StoppedClock())

    def original(self, sha256: str) -> bytes | None:
        """Return the bytes."""
        return self.blobs.read(sha256) if self.blobs.size(sha256) is not None else None


def opened(qtbot: QtBot, place: Place, tasks: Tasks, desk: QWidget, style: str = "theme-grid") -> RecordPage:
    shelf = LendingShelf(place.workplace.home)
    workplace = replace(place.workplace, forms=IllustratedForms(every_control(style)), shelf=shelf)
    return open_page(qtbot, desk, workplace, tasks, new_draft(workplace, form="every_control"))


@pytest.fixture
def filled(qtbot: QtBot, place: Place, tasks: Tasks, desk: QWidget) -> RecordPage:
    """The form on the page."""
    return opened(qtbot, place, tasks, desk)


@pytest.fixture
def paged(qtbot: QtBot, place: Place, tasks: Tasks, desk: QWidget) -> RecordPage:
    """The form page by page."""
    return opened(qtbot, place, tasks, desk, "pages")


def press(inside: QWidget, name: str) -> None:
    """Press the button that a screen reader calls so, or whose words are these."""
    buttons = inside.findChildren(QAbstractButton)
    next(each for each in buttons if name in (each.accessibleName() or each.text())).click()


def settle(qtbot: QtBot, page: RecordPage) -> None:
    qtbot.waitUntil(lambda: page.model.evidence.intake.under_way == 0)


def shows(widget: QWidget, words: str) -> bool:
    return words in texts_of(widget)


def file_of(folder: Path, name: str, content: bytes = b"anything") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def test_every_question_has_a_control_of_its_own_and_hidden_ones_have_none(filled: RecordPage) -> None:
    rows = filled.form.rows
    plain = [key for key, row in rows.items() if type(row.control) is PlainControl]

    assert plain == []
    assert not {"started", "device", "secret", "words/area", "meta/instanceID"} & set(rows)
    assert type(rows["more/unknown"].control) is LineControl


def test_every_control_of_the_page_has_a_name(filled: RecordPage) -> None:
    named = [row.control or row.files or row.sketch or row.photos for row in filled.form.rows.values()]

    assert all(each is not None and each.accessibleName() for each in named)


def test_bold_words_of_a_label_are_bold_and_screen_readers_hear_no_stars(filled: RecordPage) -> None:
    shown = texts_of(filled.form.rows["welcome"])

    assert "<b>每一种题型</b>" in shown
    assert "href" not in shown
    assert "*" not in filled.model.reader.label("welcome")


def test_a_calculated_value_is_shown_in_a_label(filled: RecordPage) -> None:
    filled.model.answer("words/spans", "2")

    assert "<b>72</b>" in texts_of(filled.form.rows["words/area_shown"])


def test_guidance_is_folded_until_it_is_wanted(filled: RecordPage) -> None:
    row = filled.form.rows["words/line"]
    before = texts_of(row)

    press(row, "填写说明")

    assert "以台账为准" not in before
    assert "以台账为准" in texts_of(row)


def test_the_form_says_itself_why_an_answer_is_needed(filled: RecordPage) -> None:
    filled.submit.click()

    assert "请填写桥名，否则无法归档" in texts_of(filled.form.rows["words/line"])


def test_another_answer_than_those_listed_is_asked_for_only_then(filled: RecordPage) -> None:
    row = filled.form.rows["choosing/cause_other"]
    was_there = row.isVisibleTo(filled)

    filled.model.answer("choosing/cause", "crack")

    assert was_there
    assert not row.isVisibleTo(filled)


def test_pictures_of_labels_and_choices_are_shown(filled: RecordPage) -> None:
    control = filled.form.rows["choosing/sign"].control

    assert isinstance(control, RadioControl)
    assert not control.buttons["a"].icon().isNull()
    pictures = [each for each in filled.form.rows["more/sample"].findChildren(QLabel) if not each.pixmap().isNull()]
    assert len(pictures) == 1


def test_recordings_videos_and_files_are_kept_and_named_with_their_size(
    qtbot: QtBot, filled: RecordPage, tmp_path: Path
) -> None:
    for name, key in (("口述.mp3", "voice"), ("桥面.mp4", "film"), ("报告.pdf", "paper")):
        take_in(qtbot, filled, [file_of(tmp_path, name, name.encode() * 500)], f"attached/{key}")

    for name, key in (("口述.mp3", "voice"), ("桥面.mp4", "film"), ("报告.pdf", "paper")):
        row = filled.form.rows[f"attached/{key}"]
        qtbot.waitUntil(partial(shows, row, name))
        assert "kB" in texts_of(row)
        assert str(filled.model.session.value(f"attached/{key}")).endswith(Path(name).suffix)
    filled.model.undo()
    assert "报告.pdf" not in texts_of(filled.form.rows["attached/paper"])


def test_a_row_grows_with_its_files(qtbot: QtBot, filled: RecordPage, tmp_path: Path) -> None:
    row = filled.form.rows["attached/voice"]
    before = row.height()

    take_in(qtbot, filled, [file_of(tmp_path, "口述.mp3")], "attached/voice")

    qtbot.waitUntil(lambda: row.height() >= before + 40)


def test_a_recording_is_no_photo(qtbot: QtBot, filled: RecordPage, tmp_path: Path) -> None:
    take_in(qtbot, filled, [file_of(tmp_path, "口述.mp3")], "attached/photo")

    assert filled.model.session.value("attached/photo") is None
    assert "口述.mp3" in filled.banner.text


def test_a_file_is_dropped_and_removed(qtbot: QtBot, filled: RecordPage, tmp_path: Path) -> None:
    field = filled.form.rows["attached/paper"].files
    assert field is not None
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file_of(tmp_path, "报告.pdf")))])

    field.given.emit([Path(url.toLocalFile()) for url in data.urls()])
    settle(qtbot, filled)
    press(field, "移除 报告.pdf")

    assert filled.model.session.value("attached/paper") is None
    assert field.lines == {}


def test_a_file_is_opened_as_a_copy_with_the_program_of_the_system(
    qtbot: QtBot, filled: RecordPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", shown.append)
    take_in(qtbot, filled, [file_of(tmp_path, "报告.pdf", b"%PDF-1.7")], "attached/paper")

    press(filled.form.rows["attached/paper"], "打开 报告.pdf")
    qtbot.waitUntil(lambda: bool(shown))

    copy = Path(shown[0].toLocalFile())
    assert (copy.name, copy.read_bytes()) == ("报告.pdf", b"%PDF-1.7")
    assert copy.parent != tmp_path


def test_a_program_is_not_opened(
    qtbot: QtBot, filled: RecordPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", shown.append)
    take_in(qtbot, filled, [file_of(tmp_path, "报告.pdf.exe")], "attached/paper")

    press(filled.form.rows["attached/paper"], "打开 报告.pdf.exe")

    qtbot.waitUntil(lambda: "报告.pdf.exe" in filled.banner.text)
    assert shown == []


def test_signing_again_takes_the_place_of_the_first_signature(qtbot: QtBot, filled: RecordPage) -> None:
    row = filled.form.rows["attached/signature"]
    answers: list[Json] = []

    for down in (100.0, 200.0):
        press(row, "签名")
        window = filled.findChildren(DrawingWindow)[-1]
        window.canvas.add(Stroke(Tool.PEN, "#000000", (QPointF(50, down), QPointF(400, down))))
        window.keep.click()
        settle(qtbot, filled)
        answers.append(filled.model.session.value("attached/signature"))

    assert [str(answer).count(".png") for answer in answers] == [1, 1]
    assert answers[0] != answers[1]
    assert len(filled.model.evidence.photos_of("attached/signature")) == 1


def test_marking_a_photo_adds_a_picture_and_leaves_the_original(
    qtbot: QtBot, filled: RecordPage, tmp_path: Path
) -> None:
    row = filled.form.rows["attached/photo"]
    original = photo_file(tmp_path, 1)
    take_in(qtbot, filled, [original], "attached/photo")
    (first,) = filled.model.evidence.photos_of("attached/photo")

    press(row, "标注 IMG_1.jpg")
    qtbot.waitUntil(lambda: bool(filled.findChildren(DrawingWindow)))
    window = filled.findChildren(DrawingWindow)[0]
    window.canvas.add(Stroke(Tool.BOX, RED, (QPointF(20, 20), QPointF(120, 90))))
    window.keep.click()
    settle(qtbot, filled)

    photos = filled.model.evidence.photos_of("attached/photo")
    assert [photo.name for photo in photos] == ["IMG_1.jpg", "IMG_1-标注.png"]
    assert photos[0].sha256 == first.sha256
    assert LendingShelf(filled.model._workplace.home).original(first.sha256) == original.read_bytes()
    names = [each.accessibleName() for each in row.findChildren(QAbstractButton)]
    assert not any("标注 IMG_1-标注" in name for name in names)


def test_a_sketch_is_kept_in_the_draft(qtbot: QtBot, filled: RecordPage) -> None:
    canvas = Canvas(None)
    qtbot.addWidget(canvas)
    canvas.add(Stroke(Tool.ARROW, RED, (QPointF(10, 10), QPointF(500, 400))))
    filled.model.evidence.add_image(canvas.image(), "attached/sketch", "绘图.png")
    settle(qtbot, filled)
    filled.model.saving.flush()

    def is_kept() -> None:
        kept = kept_draft(filled.model._workplace, filled.model.draft.record)
        assert kept is not None
        assert any(photo.path == "attached/sketch" and photo.name == "绘图.png" for photo in kept.photos)

    qtbot.waitUntil(is_kept)


def test_what_is_no_picture_has_no_code_and_the_page_says_so(qtbot: QtBot, filled: RecordPage, tmp_path: Path) -> None:
    control = filled.form.rows["words/plate"].control
    assert isinstance(control, CodeControl)

    control.pictured.emit(file_of(tmp_path, "plate.txt"))

    qtbot.waitUntil(lambda: "plate.txt" in filled.banner.text)
    assert control.field.text() == "QL-0042"
    assert "没有找到条码" in control.state.text()


def test_another_language_changes_labels_choices_outline_and_keeps_answers(qtbot: QtBot, filled: RecordPage) -> None:
    box = next(each for each in filled.header.findChildren(QComboBox) if each.accessibleName() == "表单语言")
    filled.model.answer("words/line", "齐力桥")
    assert [box.itemText(number) for number in range(box.count())] == ["中文", "English"]

    with qtbot.waitSignal(filled.form.drawn):
        QTest.keyClick(box, Qt.Key.Key_Down)
        box.activated.emit(box.currentIndex())

    row = filled.form.rows["words/line"]
    assert "Name of the bridge" in texts_of(row)
    assert isinstance(row.control, LineControl)
    assert row.control.field.text() == "齐力桥"
    condition = filled.form.rows["choosing/condition"].control
    assert isinstance(condition, RadioControl)
    assert condition.buttons["bad"].text() == "Bad"
    assert "Words and numbers" in texts_of(filled.outline)
    assert "文字和数字" not in texts_of(filled.outline)


def test_page_by_page_shows_one_part_and_turns_with_the_keyboard(qtbot: QtBot, paged: RecordPage) -> None:
    rows, pager = paged.form.rows, paged.form.pager
    assert pager is not None
    first = rows["welcome"].isVisibleTo(paged), rows["words/line"].isVisibleTo(paged)

    paged.window().activateWindow()
    pager.on.setFocus()
    qtbot.waitUntil(pager.on.hasFocus)
    QTest.keyClick(pager.on, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    second = rows["welcome"].isVisibleTo(paged), rows["words/line"].isVisibleTo(paged)

    assert (first, second) == ((True, False), (False, True))
    assert pager.place.text() == "第 2 / 8 页"
    assert not rows["words/line"].isHidden()


def test_the_ends_of_the_pages_have_no_further_page(paged: RecordPage) -> None:
    pager = paged.form.pager
    assert pager is not None
    at_first = pager.back.isEnabled(), pager.on.isEnabled()

    pager.show_page(7)

    assert at_first == (False, True)
    assert (pager.back.isEnabled(), pager.on.isEnabled()) == (True, False)


def test_jumping_to_a_question_turns_to_its_page(paged: RecordPage) -> None:
    paged.form.jump("when/month")

    assert paged.form.rows["when/month"].isVisibleTo(paged)
    assert not paged.form.rows["welcome"].isVisibleTo(paged)
    assert paged.form.pager is not None
    assert paged.form.pager.current == 3


def test_where_the_form_says_how_many_there_are_none_is_added_copied_or_removed(filled: RecordPage) -> None:
    damage = filled.model.session.instances("damages")[0]
    box = filled.form.part(f"{damage}/cracks")
    words = texts_of(box)

    assert len(filled.model.session.instances(f"{damage}/cracks")) == 2
    for act in ("复制", "移除", "添加一处"):
        assert act not in words


def test_a_copied_damage_has_the_answers_of_what_is_inside_it_and_moves_up(filled: RecordPage) -> None:
    session = filled.model.session
    first = session.instances("damages")[0]
    filled.model.answer(f"{session.instances(f'{first}/cracks')[1]}/crack_width", "25")

    copy = filled.model.duplicate_instance(first)
    filled.model.move_instance(copy, -1)

    assert session.instances("damages") == (copy, first)
    assert session.value(f"{session.instances(f'{copy}/cracks')[1]}/crack_width") == "25"


@pytest.mark.parametrize("kind", ["select_one", "select_multiple"])
@pytest.mark.parametrize("appearance", ["", "quick", "no-buttons", "compact-2", "carousel", "image-map"])
def test_an_appearance_that_is_not_known_is_left_out(qtbot: QtBot, kind: str, appearance: str) -> None:
    control = make_control(ask(kind, appearance, options=GRADES))
    qtbot.addWidget(control)

    assert not isinstance(control, PlainControl)
