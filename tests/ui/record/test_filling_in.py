"""Filling in a record: what is drawn, what is kept, what can be taken back."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.workplace import Workplace
from tests.ui.place import Place
from tests.ui.record.filling import bridge, collected, equipped, kept_draft, new_draft, open_page, texts_of
from ui.controls.numbers import NumberControl
from ui.controls.written import LineControl
from ui.record.page import RecordPage
from ui.record.saving import PAUSE_MS
from ui.tasks import Tasks


def type_into(page: RecordPage, key: str, text: str) -> None:
    control = page.form.rows[key].control
    assert isinstance(control, LineControl | NumberControl)
    control.field.setFocus()
    QTest.keyClicks(control.field, text)


def test_a_new_record_names_its_parts_and_what_is_missing_in_them(page: RecordPage) -> None:
    outline = texts_of(page.outline)

    for part in ("基本情况", "桥面", "缺损"):
        assert part in outline
    assert "还差 3 项" in outline


def test_typing_is_on_disk_within_two_seconds(qtbot: QtBot, workplace: Workplace, page: RecordPage) -> None:
    type_into(page, "inspector", "Wang")

    def is_kept() -> None:
        kept = kept_draft(workplace, page.model.draft.record)
        assert kept is not None
        assert kept.values.get("inspector") == "Wang"

    qtbot.waitUntil(is_kept, timeout=2000)
    qtbot.waitUntil(lambda: page.saved.text().startswith("已保存"), timeout=2000)


def test_going_on_typing_does_not_put_saving_off(page: RecordPage) -> None:
    page.model.saving.note()
    first = page.model.saving._pause.remainingTime()
    QTest.qWait(60)
    page.model.saving.note()

    assert page.model.saving._pause.remainingTime() < first <= PAUSE_MS


def test_leaving_the_page_keeps_what_was_typed_a_moment_ago(
    qtbot: QtBot, workplace: Workplace, page: RecordPage
) -> None:
    type_into(page, "inspector", "Li")

    page.close()

    def is_kept() -> None:
        kept = kept_draft(workplace, page.model.draft.record)
        assert kept is not None
        assert kept.values.get("inspector") == "Li"

    qtbot.waitUntil(is_kept, timeout=PAUSE_MS - 100)


def test_a_kept_draft_opens_as_it_was_left(qtbot: QtBot, workplace: Workplace, tasks: Tasks, page: RecordPage) -> None:
    page.model.answer("inspector", "王")
    instance = page.model.session.instances("damages")[0]
    page.model.answer(f"{instance}/kind", "裂缝")
    page.model.saving.flush()
    qtbot.waitUntil(lambda: page.saved.text().startswith("已保存"))
    kept = kept_draft(workplace, page.model.draft.record)
    assert kept is not None

    again = open_page(qtbot, page.window(), workplace, tasks, kept)

    assert again.model.session.value("inspector") == "王"
    assert again.model.session.value(f"{instance}/kind") == "裂缝"


def test_a_keystroke_redraws_only_what_it_changes(page: RecordPage) -> None:
    controls = {key: row.control for key, row in page.form.rows.items()}
    with collected(page.model.changed) as told:
        type_into(page, "inspector", "W")

    assert told == [("inspector",)]
    assert controls == {key: row.control for key, row in page.form.rows.items()}


def test_a_question_appears_when_it_applies_and_goes_with_its_reason(page: RecordPage) -> None:
    holes = page.form.rows["deck/holes"]
    assert not holes.isVisibleTo(page)

    page.model.answer("deck/pavement", "bad")
    assert holes.isVisibleTo(page)
    page.model.answer("deck/pavement", "good")

    assert not holes.isVisibleTo(page)


def test_a_wrong_answer_says_so_beside_its_field_and_in_the_list(page: RecordPage) -> None:
    page.model.answer("deck/pavement", "bad")
    page.model.answer("deck/holes", "100")
    page.assess()

    assert "检查" in texts_of(page.form.rows["deck/holes"]) or "范围" in texts_of(page.form.rows["deck/holes"])
    assert any("坑槽数" in page.outline.problems.item(row).text() for row in range(page.outline.problems.count()))


def test_what_is_missing_is_only_marked_once_somebody_wanted_to_submit(page: RecordPage) -> None:
    before = texts_of(page.form.rows["inspector"])

    page.submit.click()

    assert "必填" not in before
    assert "必填" in texts_of(page.form.rows["inspector"])
    assert page.form.key_of(QApplication.focusWidget()) == "inspector"


def test_the_list_of_problems_jumps_to_the_field(page: RecordPage) -> None:
    item = next(
        page.outline.problems.item(row)
        for row in range(page.outline.problems.count())
        if "铺装" in page.outline.problems.item(row).text()
    )

    page.outline.problems.itemActivated.emit(item)

    assert page.form.key_of(QApplication.focusWidget()) == "deck/pavement"


def test_undo_inside_a_field_takes_back_acts_of_the_whole_form(page: RecordPage) -> None:
    page.activateWindow()
    page.model.answer("deck/pavement", "bad")
    type_into(page, "inspector", "Wang")
    field = QApplication.focusWidget()
    assert field is not None

    for _ in range(2):
        QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert page.model.session.value("inspector") is None
    assert page.model.session.value("deck/pavement") is None
    QTest.keyClick(field, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)

    assert page.model.session.value("deck/pavement") == "bad"


def test_instances_are_added_copied_moved_and_removed_as_cards(page: RecordPage) -> None:
    box = page.form._repeats["damages"]
    first = page.model.session.instances("damages")[0]
    page.model.answer(f"{first}/kind", "裂缝")

    copy = page.model.duplicate_instance(first)
    box.add.click()
    added = page.model.session.instances("damages")[2]
    page.model.move_instance(added, -2)
    page.model.remove_instance(first)

    assert list(page.model.session.instances("damages")) == [added, copy]
    assert set(box.cards) == {added, copy}
    assert box._instances.indexOf(box.cards[added]) < box._instances.indexOf(box.cards[copy])
    assert page.model.session.value(f"{copy}/kind") == "裂缝"
    assert not [key for key in page.form.rows if key.startswith(f"{first}/")]


def test_a_removed_instance_comes_back_with_undo(page: RecordPage) -> None:
    first = page.model.session.instances("damages")[0]
    page.model.answer(f"{first}/kind", "裂缝")
    page.model.remove_instance(first)

    page.model.undo()

    assert page.model.session.value(f"{first}/kind") == "裂缝"
    assert f"{first}/kind" in page.form.rows


def test_a_folded_instance_says_what_is_in_it(page: RecordPage) -> None:
    first = page.model.session.instances("damages")[0]
    page.model.answer(f"{first}/kind", "护栏松动")
    card = page.form._repeats["damages"].cards[first]

    card.fold.click()

    assert not page.form.rows[f"{first}/kind"].isVisibleTo(page)
    assert "护栏松动" in texts_of(card)


def test_facts_of_the_asset_are_filled_in(
    qtbot: QtBot, place: Place, workplace: Workplace, tasks: Tasks, desk: QWidget
) -> None:
    asset = bridge(place, width_m="4.5")

    page = open_page(qtbot, desk, workplace, tasks, new_draft(workplace, asset))

    assert page.model.session.value("deck/width_m") == "4.5"


def test_a_version_that_is_not_here_is_explained(qtbot: QtBot, place: Place, tasks: Tasks, desk: QWidget) -> None:
    draft = new_draft(equipped(place))
    page = RecordPage(place.workplace, tasks, draft, desk)

    qtbot.waitUntil(lambda: bool(page.banner.text))

    assert not page.submit.isEnabled()


def test_submitting_says_the_number_and_why_it_waits(qtbot: QtBot, workplace: Workplace, page: RecordPage) -> None:
    page.model.answer("inspector", "王")
    page.model.answer("deck/pavement", "good")
    first = page.model.session.instances("damages")[0]
    page.model.answer(f"{first}/kind", "裂缝")

    page.submit.click()
    qtbot.waitUntil(lambda: page.stack.count() == 2)

    said = texts_of(page.stack.currentWidget())
    assert "310151101-20261122-A1B2-001" in said
    assert "还没有发送" in said
    assert kept_draft(workplace, page.model.draft.record) is None
    with workplace.store.reading() as reading:
        assert reading.count_waiting() > 0
        answers = reading.state(page.model.draft.stream, page.model.draft.record).answers()
    assert answers["inspector"] == "王"
    assert "deck/holes" not in answers


def test_nothing_is_kept_after_submission(qtbot: QtBot, workplace: Workplace, page: RecordPage) -> None:
    page.model.answer("inspector", "王")
    page.model.answer("deck/pavement", "good")
    page.model.remove_instance(page.model.session.instances("damages")[0])

    page.submit.click()
    qtbot.waitUntil(lambda: page.stack.count() == 2)
    page.model.saving.note()
    page.close()

    assert kept_draft(workplace, page.model.draft.record) is None
