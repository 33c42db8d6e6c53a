"""A returned record, corrected and submitted again through the window: every input counted."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.domain.kinds import RecordKind, Status
from app.domain.listing import RecordQuery
from app.usecases.recording import Wanted, record
from app.usecases.review import give_back
from app.workplace import RecordKey, Workplace
from db.photos.sample import Shot, sample_photo
from tests.ui.counting import Inputs, focused
from tests.ui.place import NOW, Place
from tests.ui.record.filling import as_supervisor
from tests.ui.rounds.test_rounds import SIGNS, SignForms
from ui.language import Speech
from ui.record.page import RecordPage
from ui.review.view import RecordView, ReviewPage
from ui.shell.desk import Desk
from ui.shell.leaves import Leaves
from ui.tasks import Tasks

MOST_INPUTS = 8
LOOKS = ("seen", "legible", "reflective", "consistent")


@pytest.fixture
def workplace(place: Place) -> Workplace:
    """A place with the form for signs."""
    return replace(place.workplace, forms=SignForms())


@pytest.fixture
def returned(place: Place, workplace: Workplace, tmp_path: Path) -> RecordKey:
    """A record that came back: one of its answers is doubted."""
    values = {"name": "限速标志", "object": "sign", "sign_kind": "works", "support": "column"}
    asset = place.write(SIGNS, ("created", {"record": RecordKind.ASSET.value, "values": values}))
    with place.store.reading() as reading:
        found = reading.asset(asset)
    assert found is not None
    photo = tmp_path / "a.jpg"
    photo.write_bytes(sample_photo(1, Shot(taken_at=NOW), size=(64, 48)))
    answers = {
        "facility": {name: value for name, value in values.items() if name != "name"},
        "visible": dict.fromkeys(LOOKS, "full"),
        "sound": {"upright": "full", "fastened": "full"},
        "conclusion": {"overall": "good"},
    }
    made = record(workplace, SignForms().infos()[0], found, Wanted(answers, (("overview", photo),)))
    key = RecordKey(SIGNS, made.record)
    supervisor = as_supervisor(place, workplace)
    with workplace.store() as unit:
        give_back(
            unit,
            clock=workplace.clock,
            ids=workplace.ids,
            person=supervisor.person,
            key=key,
            heads=unit.state(SIGNS, made.record).heads,
            remarks=[("visible/reflective", "白天看不出反光，请选不适用。")],
        )
    return key


@pytest.fixture
def desk(dressed: QApplication, speech: Speech, workplace: Workplace, tasks: Tasks) -> Iterator[Desk]:
    """The person's window."""
    leaves = Leaves(
        draft=lambda draft: RecordPage(workplace, tasks, draft),
        record=lambda key: RecordView(workplace, tasks, key),
        review=lambda: ReviewPage(workplace, tasks),
    )
    made = Desk(dressed, speech, workplace, tasks, leaves)
    made.open()
    yield made
    made.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def test_returned_corrected_and_resubmitted_takes_at_most_eight_inputs(
    qtbot: QtBot, returned: RecordKey, desk: Desk, place: Place
) -> None:
    window, hand = desk.window, Inputs()
    qtbot.waitActive(window)
    qtbot.waitUntil(lambda: len(window.today.model.returned) == 1)
    qtbot.waitUntil(lambda: bool(_cards(window.today)))

    hand.click(_cards(window.today)[0])
    qtbot.waitUntil(lambda: isinstance(window.stack.currentWidget(), RecordPage))
    page = window.stack.currentWidget()
    assert isinstance(page, RecordPage)
    qtbot.waitUntil(lambda: page.form.key_of(QApplication.focusWidget()) == "visible/reflective")
    hand.press(focused(), Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right)
    assert page.model.session.value("visible/reflective") == "na"
    qtbot.waitUntil(page.submit.isEnabled)
    hand.press(focused(), Qt.Key.Key_Return, control=True)
    submitted = RecordQuery(statuses=frozenset({Status.SUBMITTED}))
    qtbot.waitUntil(lambda: _count(place, submitted) == 1)
    qtbot.waitUntil(lambda: page.stack.count() > 1)
    hand.press(focused(), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: window.stack.currentWidget() is window.today)

    print(f"returned, corrected, resubmitted: {hand.count} inputs")  # noqa: T201  # the figure that was asked for
    assert hand.count <= MOST_INPUTS
    with place.store.reading() as reading:
        state = reading.state(SIGNS, returned.record)
    assert (state.status, state.answers()["visible/reflective"]) == (Status.SUBMITTED, "na")


def _cards(today: QWidget) -> list[QPushButton]:
    return [each for each in today.findChildren(QPushButton) if each.text() == "去订正" and each.isVisible()]


def _count(place: Place, query: RecordQuery) -> int:
    with place.store.reading() as reading:
        return len(reading.record_keys(query))
