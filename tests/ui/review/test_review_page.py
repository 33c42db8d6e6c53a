"""The page of reviews: the queue, the record, decisions."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.canonical import Json
from app.domain.kinds import Role, Status
from app.domain.state import State
from app.domain.stream import Stream
from app.usecases.review import give_back
from app.workplace import RecordKey, Workplace
from tests.ui.place import BRIDGES, Place
from tests.ui.record.filling import as_supervisor, corrected, submitted, texts_of
from ui.review.page import ReviewPage
from ui.tasks import Tasks

ELSEWHERE = Stream("310151102", "bridge")
VALUES: dict[str, Json] = {"inspector": "王", "deck/pavement": "good", "twice": "0"}


def opened(qtbot: QtBot, desk: QWidget, workplace: Workplace, tasks: Tasks) -> ReviewPage:
    """Open the page and wait for the first record of the queue."""
    page = ReviewPage(workplace, tasks, desk)
    page.resize(desk.size())
    page.show()
    qtbot.waitUntil(lambda: page.queue.is_read)
    if page.queue.waiting.rows:
        qtbot.waitUntil(lambda: "inspector" in page.sheet.rows and page.model.looked is not None)
    return page


def state_of(workplace: Workplace, key: RecordKey) -> State:
    with workplace.store.reading() as reading:
        return reading.state(key.stream, key.record)


def test_the_queue_holds_what_waits_in_the_townships_that_the_person_supervises(
    qtbot: QtBot, desk: QWidget, place: Place, workplace: Workplace, tasks: Tasks
) -> None:
    here = submitted(workplace, VALUES)
    submitted(workplace, VALUES, stream=ELSEWHERE)
    supervisor = as_supervisor(place, workplace, (BRIDGES.township,))

    page = opened(qtbot, desk, supervisor, tasks)

    assert [row.record for row in page.queue.waiting.rows] == [here.record]


def test_one_township_can_be_looked_at_alone(
    qtbot: QtBot, desk: QWidget, workplace: Workplace, supervisor: Workplace, tasks: Tasks
) -> None:
    submitted(workplace, VALUES)
    there = submitted(workplace, VALUES, stream=ELSEWHERE)
    page = opened(qtbot, desk, supervisor, tasks)

    index = page.townships.findData(ELSEWHERE.township)
    page.townships.setCurrentIndex(index)
    page.townships.activated.emit(index)
    qtbot.waitUntil(lambda: len(page.queue.waiting.rows) == 1)

    assert page.queue.waiting.rows[0].record == there.record


def test_somebody_who_supervises_nothing_has_an_empty_queue(
    qtbot: QtBot, desk: QWidget, workplace: Workplace, tasks: Tasks
) -> None:
    submitted(workplace, VALUES)

    page = opened(qtbot, desk, workplace, tasks)

    assert page.queue.waiting.rows == ()
    assert "没有待审核的记录" in texts_of(page)


def test_j_and_k_go_through_the_queue(
    qtbot: QtBot, desk: QWidget, workplace: Workplace, supervisor: Workplace, tasks: Tasks
) -> None:
    first, second = submitted(workplace, VALUES), submitted(workplace, VALUES)
    page = opened(qtbot, desk, supervisor, tasks)
    keys = [row.record for row in page.queue.waiting.rows]
    assert set(keys) == {first.record, second.record}
    page.sheet.setFocus()

    QTest.keyClick(page.sheet, Qt.Key.Key_J)
    assert page.queue.current is not None
    assert page.queue.current.record == keys[1]
    QTest.keyClick(page.sheet, Qt.Key.Key_K)

    assert page.queue.current.record == keys[0]


def test_an_approval_judges_what_was_shown_and_goes_on_with_the_next(
    qtbot: QtBot, desk: QWidget, workplace: Workplace, supervisor: Workplace, tasks: Tasks
) -> None:
    submitted(workplace, VALUES)
    submitted(workplace, VALUES)
    page = opened(qtbot, desk, supervisor, tasks)
    judged = page.queue.current
    assert judged is not None
    heads = state_of(workplace, judged).heads

    page.decisions.approve.click()
    qtbot.waitUntil(lambda: len(page.queue.waiting.rows) == 1)

    state = state_of(workplace, judged)
    assert state.status is Status.APPROVED
    assert state.history[-1].parents == heads
    assert page.queue.current != judged
    assert "已通过" in page.head.banner.text


def test_a_return_without_any_remark_is_refused_and_says_what_to_do(
    qtbot: QtBot, desk: QWidget, workplace: Workplace, supervisor: Workplace, tasks: Tasks
) -> None:
    key = submitted(workplace, VALUES)
    page = opened(qtbot, desk, supervisor, tasks)

    page.decisions.give_back.click()
    qtbot.waitUntil(lambda: bool(page.head.banner.text))

    assert state_of(workplace, key).status is Status.SUBMITTED


def test_a_click_on_a_field_opens_a_remark_that_goes_with_the_return(
    qtbot: QtBot, desk: QWidget, workplace: Workplace, supervisor: Workplace, tasks: Tasks
) -> None:
    key = submitted(workplace, VALUES)
    page = opened(qtbot, desk, supervisor, tasks)
    field = page.sheet.rows["deck/pavement"]

    QTest.mouseClick(field, Qt.MouseButton.LeftButton)
    assert field.editor is not None
    field.editor.insert("请写明裂缝。")
    page.decisions.remark.setPlainText("请补照片。")
    page.decisions.give_back.click()
    qtbot.waitUntil(lambda: state_of(workplace, key).status is Status.RETURNED)

    said = {(remark.path, remark.text) for remark in state_of(workplace, key).remarks}
    assert said == {("deck/pavement", "请写明裂缝。"), ("", "请补照片。")}


def test_nobody_judges_what_he_submitted_himself(
    qtbot: QtBot, desk: QWidget, place: Place, workplace: Workplace, tasks: Tasks
) -> None:
    submitted(workplace, VALUES)
    place.grant(Role.SUPERVISOR, person=workplace.person)

    page = opened(qtbot, desk, workplace, tasks)

    assert page.decisions.approve.isHidden()
    assert page.decisions.give_back.isHidden()


def test_a_decision_on_a_record_that_moved_on_is_explained_and_shows_it_as_it_is_now(
    qtbot: QtBot, desk: QWidget, workplace: Workplace, supervisor: Workplace, tasks: Tasks
) -> None:
    key = submitted(workplace, VALUES)
    page = opened(qtbot, desk, supervisor, tasks)
    page.model.remark("inspector", "写全名。")
    corrected(workplace, key, {"inspector": "李"})

    page.decisions.approve.click()
    qtbot.waitUntil(lambda: bool(page.head.banner.text))
    qtbot.waitUntil(lambda: "李" in texts_of(page.sheet.rows["inspector"]))

    assert state_of(workplace, key).status is Status.SUBMITTED
    assert page.model.remarks == {"inspector": "写全名。"}
    page.decisions.approve.click()
    qtbot.waitUntil(lambda: state_of(workplace, key).status is Status.APPROVED)


def test_what_changed_since_the_return_is_shown_before_and_after(
    qtbot: QtBot, desk: QWidget, workplace: Workplace, supervisor: Workplace, tasks: Tasks
) -> None:
    key = submitted(workplace, VALUES)
    with workplace.store() as unit:
        heads = unit.state(key.stream, key.record).heads
        person, remarks = supervisor.person, [("deck/pavement", "再看看。")]
        give_back(unit, clock=workplace.clock, ids=workplace.ids, person=person, key=key, heads=heads, remarks=remarks)
    corrected(workplace, key, {"deck/pavement": "bad", "twice": "4"})

    page = opened(qtbot, desk, supervisor, tasks)

    field = texts_of(page.sheet.rows["deck/pavement"])
    for words in ("完好", "破损", "已改", "再看看。"):
        assert words in field
    assert "twice" not in texts_of(page.sheet)
    assert "已改" not in texts_of(page.sheet.rows["inspector"])
