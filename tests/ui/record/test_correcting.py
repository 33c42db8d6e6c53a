"""Correcting a record that was returned."""

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.kinds import Status
from app.usecases.drafts import correct
from app.usecases.review import give_back
from app.workplace import RecordKey, Workplace
from tests.ui.place import Place
from tests.ui.record.filling import as_supervisor, open_page, submitted, texts_of
from ui.record.page import RecordPage
from ui.tasks import Tasks

VALUES = {"inspector": "王", "deck/pavement": "good", "checked_on": "2026-11-22"}


def returned(place: Place, workplace: Workplace, *remarks: tuple[str, str]) -> RecordKey:
    """Submit a record and return it with remarks."""
    key = submitted(workplace, VALUES)
    supervisor = as_supervisor(place, workplace)
    with workplace.store() as unit:
        heads = unit.state(key.stream, key.record).heads
        give_back(
            unit,
            clock=workplace.clock,
            ids=workplace.ids,
            person=supervisor.person,
            key=key,
            heads=heads,
            remarks=remarks,
        )
    return key


def open_correction(qtbot: QtBot, desk: QWidget, workplace: Workplace, tasks: Tasks, key: RecordKey) -> RecordPage:
    with workplace.store() as unit:
        draft = correct(unit, clock=workplace.clock, key=key)
    return open_page(qtbot, desk, workplace, tasks, draft)


def test_what_the_supervisor_wrote_stands_beside_the_field_and_above_the_form(
    qtbot: QtBot, desk: QWidget, place: Place, workplace: Workplace, tasks: Tasks
) -> None:
    key = returned(place, workplace, ("", "请补照片。"), ("deck/pavement", "裂缝没有写。"))

    page = open_correction(qtbot, desk, workplace, tasks, key)

    assert "裂缝没有写。" in texts_of(page.form.rows["deck/pavement"])
    assert "裂缝没有写。" not in texts_of(page.form.rows["inspector"])
    assert "请补照片。" in page.remarks.text


def test_what_differs_from_the_returned_record_is_marked_until_it_is_the_same_again(
    qtbot: QtBot, desk: QWidget, place: Place, workplace: Workplace, tasks: Tasks
) -> None:
    key = returned(place, workplace, ("deck/pavement", "裂缝没有写。"))
    page = open_correction(qtbot, desk, workplace, tasks, key)
    assert "退回后已改" not in texts_of(page.form.rows["deck/pavement"])

    page.model.answer("deck/pavement", "bad")
    assert "退回后已改" in texts_of(page.form.rows["deck/pavement"])
    page.model.answer("deck/pavement", "good")

    assert "退回后已改" not in texts_of(page.form.rows["deck/pavement"])


def test_only_what_was_changed_is_written_and_the_record_waits_for_review_again(
    qtbot: QtBot, desk: QWidget, place: Place, workplace: Workplace, tasks: Tasks
) -> None:
    key = returned(place, workplace, ("deck/pavement", "裂缝没有写。"))
    page = open_correction(qtbot, desk, workplace, tasks, key)

    page.model.answer("deck/pavement", "bad")
    page.submit.click()
    qtbot.waitUntil(lambda: page.stack.count() == 2)

    with workplace.store.reading() as reading:
        state = reading.state(key.stream, key.record)
    assert state.status is Status.SUBMITTED
    assert state.history[-2].body["values"] == {"deck/pavement": "bad"}
