"""The same spot again: what was found last time stands beside what is found now, one key for what became of it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.draft import Draft
from app.domain.kinds import RecordKind
from app.domain.listing import AssetRow
from app.usecases.recording import Wanted, record
from app.usecases.rounds import say_normal
from app.usecases.same_spot import Since
from app.workplace import Workplace
from db.photos.sample import Shot, sample_photo
from tests.ui.place import NOW, Place
from tests.ui.record.filling import texts_of
from tests.ui.rounds.test_rounds import SIGNS, SignForms
from ui.record.page import RecordPage
from ui.tasks import Tasks

TILTED = {"finding": "tilted", "spot": "立柱向路外侧偏", "severity": "1", "handling": "told"}
HIDDEN = {"finding": "hidden", "severity": "2", "handling": "told", "due": "2026-12-01"}


@pytest.fixture
def workplace(place: Place) -> Workplace:
    """A place with the form for signs."""
    return replace(place.workplace, forms=SignForms())


@pytest.fixture
def sign(place: Place, workplace: Workplace, tmp_path: Path) -> AssetRow:
    """A sign that was inspected before, with two findings."""
    values = {"name": "限速标志", "code": "S001", "object": "sign", "sign_kind": "works", "support": "column"}
    asset = place.write(SIGNS, ("created", {"record": RecordKind.ASSET.value, "values": values}))
    with place.store.reading() as reading:
        found = reading.asset(asset)
    assert found is not None
    photo = tmp_path / "last.jpg"
    photo.write_bytes(sample_photo(1, Shot(taken_at=NOW), size=(64, 48)))
    looks = (
        "visible/seen",
        "visible/legible",
        "visible/reflective",
        "visible/consistent",
        "sound/upright",
        "sound/fastened",
    )
    answers = {
        "facility": {"object": "sign", "sign_kind": "works", "support": "column"},
        **dict.fromkeys(looks, "full"),
        "findings": [TILTED, HIDDEN],
        "conclusion": {"overall": "attention"},
    }
    made = record(workplace, SignForms().infos()[0], found, Wanted(answers, (("overview", photo),)))
    assert made.problems == ()
    return found


@pytest.fixture
def page(qtbot: QtBot, workplace: Workplace, tasks: Tasks, sign: AssetRow) -> Iterator[RecordPage]:
    """A new record of the sign."""
    desk = QWidget()
    qtbot.addWidget(desk)
    desk.resize(1100, 700)
    desk.show()
    made = RecordPage(workplace, tasks, begun(workplace, sign), desk)
    made.resize(1100, 700)
    made.show()
    qtbot.waitUntil(lambda: bool(made.form.rows))
    yield made
    made.close()


def begun(workplace: Workplace, sign: AssetRow) -> Draft:
    """Begin a record of the sign in which nothing is answered."""
    draft = say_normal(workplace, SignForms().infos()[0], sign).draft
    assert draft is not None
    return replace(draft, values={})


def findings(page: RecordPage) -> list[dict[str, object]]:
    """Return what is written down of findings now."""
    session = page.model.session
    return [
        {key.rpartition("/")[2]: session.value(key) for key in session.children(instance) if session.value(key)}
        for instance in session.instances("findings")
    ]


def test_last_time_stands_beside_the_new_record_and_nothing_is_taken_over(page: RecordPage) -> None:
    said = texts_of(page.last_card)

    assert "倾斜、松动" in said
    assert "立柱向路外侧偏" in said
    assert "被遮挡" in said
    assert len(page.last_card.findChildren(QWidget, "chip")) >= 2
    assert findings(page) == []


def test_unchanged_writes_the_finding_down_again(page: RecordPage) -> None:
    first = page.last_card.buttons[next(iter(page.last_card.buttons))]

    QTest.mouseClick(first, Qt.MouseButton.LeftButton)

    (written,) = findings(page)
    assert written.items() >= TILTED.items()


def test_one_key_each_speaks_of_the_next_finding(qtbot: QtBot, page: RecordPage) -> None:
    qtbot.waitActive(page.window())
    QTest.keyClick(page, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(page, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(page, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)

    (written,) = findings(page)
    assert written.items() >= {**TILTED, "severity": "2"}.items()
    assert page.model.session.value("conclusion/remark") == "上次的问题“被遮挡 · 较重 · 告知并限期整改”已修复。"


def test_what_was_said_is_taken_back_step_by_step(page: RecordPage) -> None:
    assert page.model.last is not None
    page.model.follow(page.model.last.findings[0], Since.WORSE)
    assert findings(page)

    while page.model.can_undo:
        page.model.undo()

    assert findings(page) == []


def test_a_first_inspection_has_no_last_time(
    qtbot: QtBot, place: Place, workplace: Workplace, tasks: Tasks, sign: AssetRow
) -> None:
    other = place.write(SIGNS, ("created", {"record": RecordKind.ASSET.value, "values": {"name": "新标志"}}))
    desk = QWidget()
    qtbot.addWidget(desk)
    made = RecordPage(workplace, tasks, replace(begun(workplace, sign), record=other, asset=other), desk)
    qtbot.waitUntil(lambda: bool(made.form.rows))

    assert made.model.last is None
    made.close()
