"""One record, as its inspector looks at it."""

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.canonical import Json
from app.domain.entry import Act
from app.domain.kinds import Role, Status
from app.workplace import RecordKey, Workplace
from tests.ui.place import NOW, Place
from tests.ui.record.filling import kept_draft, submitted, texts_of
from ui.record.page import RecordPage
from ui.review.record_view import RecordView
from ui.tasks import Tasks

VALUES: dict[str, Json] = {
    "inspector": "王",
    "deck/pavement": "good",
    "damages[a]": {"after": "V"},
    "damages[a]/kind": "裂缝",
}


def opened(qtbot: QtBot, desk: QWidget, workplace: Workplace, tasks: Tasks, key: RecordKey) -> RecordView:
    """Open a record and wait until all of it is drawn."""
    view = RecordView(workplace, tasks, key, desk)
    view.resize(desk.size())
    with qtbot.waitSignal(view.sheet.drawn):
        view.show()
    return view


def write_apart(place: Place, key: RecordKey, **values: Json) -> None:
    """Answer on the record's first submission, not knowing of anything later."""
    with place.store() as unit:
        first = unit.state(key.stream, key.record).history[1]
        act = Act(
            place.ids.new(), key.record, key.stream, "answered", (first.entry,), {"values": values}, NOW.isoformat()
        )
        unit.append([act])


def test_every_answer_stands_under_its_label_with_the_words_of_its_choice(
    qtbot: QtBot, desk: QWidget, workplace: Workplace, tasks: Tasks
) -> None:
    view = opened(qtbot, desk, workplace, tasks, submitted(workplace, VALUES))

    assert "完好" in texts_of(view.sheet.rows["deck/pavement"])
    assert "裂缝" in texts_of(view.sheet.rows["damages[a]/kind"])
    assert "deck/holes" not in view.sheet.rows
    assert "测试桥检 · 第 1 版" in texts_of(view.head)


def test_what_has_not_arrived_says_so_with_the_reason(
    qtbot: QtBot, desk: QWidget, workplace: Workplace, tasks: Tasks
) -> None:
    view = opened(qtbot, desk, workplace, tasks, submitted(workplace, VALUES))

    assert "未送达" in texts_of(view.head)
    qtbot.waitUntil(lambda: "还没有发送" in texts_of(view.sheet))


def test_a_submitted_record_can_be_taken_back_until_it_is_judged(
    qtbot: QtBot, desk: QWidget, workplace: Workplace, tasks: Tasks
) -> None:
    key = submitted(workplace, VALUES)
    view = opened(qtbot, desk, workplace, tasks, key)
    assert view.decisions.approve.isHidden()

    view.decisions.withdraw.click()
    qtbot.waitUntil(view.decisions.withdraw.isHidden)

    with workplace.store.reading() as reading:
        assert reading.state(key.stream, key.record).status is Status.DRAFT


def test_a_correction_opens_over_the_record_and_leads_back_to_it(
    qtbot: QtBot, desk: QWidget, workplace: Workplace, tasks: Tasks
) -> None:
    key = submitted(workplace, VALUES)
    view = opened(qtbot, desk, workplace, tasks, key)

    view.decisions.correct.click()
    qtbot.waitUntil(lambda: isinstance(view.stack.currentWidget(), RecordPage))
    page = view.stack.currentWidget()
    assert isinstance(page, RecordPage)
    qtbot.waitUntil(lambda: "inspector" in page.form.rows)
    page.closed.emit()

    assert not isinstance(view.stack.currentWidget(), RecordPage)
    assert kept_draft(workplace, key.record) is not None
    qtbot.waitUntil(lambda: "没写完的修改" in view.head.notice.text)


def test_two_answers_given_at_the_same_time_are_both_shown_until_one_is_taken(
    qtbot: QtBot, desk: QWidget, place: Place, workplace: Workplace, tasks: Tasks
) -> None:
    key = submitted(workplace, VALUES)
    write_apart(place, key, inspector="李")
    write_apart(place, key, inspector="张")
    view = opened(qtbot, desk, workplace, tasks, key)
    field = texts_of(view.sheet.rows["inspector"])
    assert "李" in field
    assert "张" in field
    assert "王巡查" in field
    assert "两人同时改成" in view.head.notice.text

    view.model.settle("inspector", "张")
    qtbot.waitUntil(lambda: not view.head.notice.text)

    with workplace.store.reading() as reading:
        state = reading.state(key.stream, key.record)
    assert state.conflicts == ()
    assert state.answers()["inspector"] == "张"


def test_an_approval_waits_until_conflicts_are_settled(
    qtbot: QtBot, desk: QWidget, place: Place, supervisor: Workplace, tasks: Tasks
) -> None:
    key = submitted(supervisor, VALUES)
    write_apart(place, key, inspector="李")
    write_apart(place, key, inspector="张")

    view = opened(qtbot, desk, supervisor, tasks, key)

    assert not view.decisions.approve.isHidden()
    assert not view.decisions.approve.isEnabled()


def test_the_history_tells_who_did_what(qtbot: QtBot, desk: QWidget, workplace: Workplace, tasks: Tasks) -> None:
    view = opened(qtbot, desk, workplace, tasks, submitted(workplace, VALUES))

    qtbot.waitUntil(lambda: "经过" in texts_of(view.sheet))
    words = texts_of(view.sheet)
    assert "提交" in words
    assert "王巡查" in words


def test_a_record_that_is_not_here_is_explained(
    qtbot: QtBot, desk: QWidget, place: Place, workplace: Workplace, tasks: Tasks
) -> None:
    place.grant(Role.INSPECTOR)
    key = RecordKey(submitted(workplace, VALUES).stream, place.ids.new())

    view = RecordView(workplace, tasks, key, desk)
    view.show()

    qtbot.waitUntil(lambda: bool(view.head.banner.text))
