"""Batches, spot checks and looking at changes only, on the page of reviews."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.canonical import Json
from app.domain.kinds import Status
from app.usecases.review import give_back
from app.workplace import RecordKey, Workplace
from tests.ui.place import Place
from tests.ui.record.filling import bridge, corrected, equipped, submitted, texts_of
from ui.review.batch import BatchDialog
from ui.review.page import ReviewPage
from ui.review.spots import SpotDialog
from ui.tasks import Tasks

PLAIN: dict[str, Json] = {"inspector": "王", "deck/pavement": "good"}


def opened(qtbot: QtBot, desk: QWidget, workplace: Workplace, tasks: Tasks) -> ReviewPage:
    """Open the page and wait for the queue."""
    page = ReviewPage(workplace, tasks, desk)
    page.resize(desk.size())
    page.show()
    qtbot.waitUntil(lambda: page.queue.is_read and page.model.looked is not None)
    return page


def status(workplace: Workplace, key: RecordKey) -> Status | None:
    with workplace.store.reading() as reading:
        return reading.state(key.stream, key.record).status


def test_a_batch_lists_exactly_what_it_approves_and_is_taken_back_with_one_button(
    qtbot: QtBot, desk: QWidget, place: Place, supervisor: Workplace, tasks: Tasks
) -> None:
    workplace, asset = equipped(place), bridge(place)
    plain = [submitted(workplace, PLAIN, asset=asset), submitted(workplace, PLAIN, asset=asset)]
    bad = submitted(workplace, {**PLAIN, "deck/pavement": "bad"}, asset=asset)
    page = opened(qtbot, desk, supervisor, tasks)

    page.approve_all.click()
    dialog = page.findChild(BatchDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.rows.rowCount() == 2)
    assert dialog.left_rows.rowCount() == 1
    assert "有一项不是正常" in str(dialog.left_rows.index(0, 3).data())
    dialog.approve.click()
    qtbot.waitUntil(lambda: len(page.queue.waiting.rows) == 1)
    assert [status(workplace, key) for key in (*plain, bad)] == [Status.APPROVED, Status.APPROVED, Status.SUBMITTED]

    assert page.undo.isVisibleTo(page)
    page.undo.click()
    qtbot.waitUntil(lambda: len(page.queue.waiting.rows) == 3)

    assert not page.undo.isVisibleTo(page)
    assert {status(workplace, key) for key in plain} == {Status.SUBMITTED}


def test_the_spot_check_opens_a_record_and_says_why_it_was_chosen(
    qtbot: QtBot, desk: QWidget, workplace: Workplace, supervisor: Workplace, tasks: Tasks
) -> None:
    key = submitted(workplace, PLAIN)
    page = opened(qtbot, desk, supervisor, tasks)

    page.spots.click()
    dialog = page.findChild(SpotDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.rows.rowCount() == 1)

    assert "新巡查员最初几条" in str(dialog.rows.index(0, 4).data())
    with qtbot.waitSignal(dialog.wanted) as chosen:
        dialog.table.activated_row.emit(0)
    assert chosen.args == [key]


def test_d_shows_only_what_changed_since_the_last_decision(
    qtbot: QtBot, desk: QWidget, workplace: Workplace, supervisor: Workplace, tasks: Tasks
) -> None:
    key = submitted(workplace, PLAIN)
    with supervisor.store() as unit:
        heads = unit.state(key.stream, key.record).heads
        tools = {"clock": supervisor.clock, "ids": supervisor.ids, "person": supervisor.person}
        give_back(unit, **tools, key=key, heads=heads, remarks=[("inspector", "写全名")])  # type: ignore[arg-type]  # tools of several kinds
    corrected(workplace, key, {"inspector": "王小明"})
    page = opened(qtbot, desk, supervisor, tasks)
    qtbot.waitUntil(lambda: "deck/pavement" in page.sheet.rows)

    page.sheet.setFocus()
    QTest.keyClick(page.sheet, Qt.Key.Key_D)
    qtbot.waitUntil(lambda: "王小明" in texts_of(page.sheet))

    assert page.sheet.only_changes
    assert page.sheet.rows == {}
