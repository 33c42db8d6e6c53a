"""The story once more, through the window: two people with two homes, a server, and nothing but their hands."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from app.assembly.client import Client, verify_home
from app.assembly.homes import Homes
from app.demo.district import INSPECTOR, PASSWORDS, SUPERVISOR
from app.demo.serving import DemoServer
from app.domain.kinds import Status
from app.domain.listing import RecordQuery, RecordRow, WaitReason
from app.domain.site import Position, Source
from app.domain.stream import Stream
from app.workplace import RecordKey, Workplace
from db.keys import FORCE_FILE
from db.photos.sample import Shot, sample_photo
from tests.e2e.hands import Hands
from ui.language import Speech
from ui.record.page import RecordPage
from ui.review.field_row import FieldRow
from ui.review.view import RecordView, ReviewPage
from ui.shell.desk import Desk
from ui.shell.destinations import Destination
from ui.shell.leaves import Leaves
from ui.signin.model import DoorModel
from ui.signin.view import DoorView
from ui.tasks import Tasks

pytestmark = pytest.mark.e2e

SOUND = ("deck_pavement", "approach", "expansion_joint", "drainage", "railing", "signs")
STRUCTURE = ("superstructure", "bearing", "substructure", "slope")
REMARK_ON = "conclusion/remark"


class Person:
    """Somebody who enrolled through the door and sits at a window of their own."""

    def __init__(self, hands: Hands, application: QApplication, root: Path, url: str, login: str) -> None:
        self.hands, self.root = hands, root
        self.tasks = Tasks()
        self.clients: list[Client] = []
        homes = Homes(root, self.clients.append)
        model = DoorModel(homes, homes, self.tasks)
        entered: list[Workplace] = []
        model.entered.connect(entered.append)
        door = DoorView(model)
        door.show()
        model.begin()
        hands.wait(lambda: model.is_known and not model.is_busy, "the door never opened")
        fields = [each for each in door.findChildren(QLineEdit) if each.isVisible()]
        for field, text in zip(fields, (url, login, PASSWORDS[login]), strict=True):
            hands.type_into(field, text)
        QTest.keyClick(fields[-1], Qt.Key.Key_Return)
        hands.wait(lambda: bool(entered), "enrolment did not end")
        door.close()
        self.place = entered[0]
        leaves = Leaves(
            draft=lambda draft: RecordPage(self.place, self.tasks, draft),
            record=lambda key: RecordView(self.place, self.tasks, key),
            review=lambda: ReviewPage(self.place, self.tasks),
        )
        self.desk = Desk(application, Speech(application), self.place, self.tasks, leaves)
        self.window = self.desk.window
        self.desk.open()

    def sync(self) -> None:
        """Press F5 and wait for the round to end."""
        model = self.desk.models.sync
        self.hands.wait(lambda: not model.is_running, "a round is under way")
        with self.hands.bot.waitSignal(model.finished, timeout=20_000):
            model.start()
        self.hands.wait(lambda: not model.is_running, "the round did not end")

    def records(self) -> tuple[RecordRow, ...]:
        """Return what the list of records shows."""
        with self.place.store.reading() as reading:
            return reading.record_rows(reading.record_keys(RecordQuery()))

    def close(self) -> None:
        """Leave."""
        self.desk.close()
        self.tasks.close()
        for client in self.clients:
            client.close()


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[DemoServer]:
    monkeypatch.setenv(FORCE_FILE, "1")
    server = DemoServer(tmp_path / "server")
    yield server
    server.stop()


def test_the_story_works_through_the_window(
    qapp: QApplication, qtbot: QtBot, server: DemoServer, tmp_path: Path
) -> None:
    hands, url = Hands(qtbot), server.start()
    inspector = Person(hands, qapp, tmp_path / "inspector", url, INSPECTOR)
    inspector.sync()
    server.stop()

    key = fill_in(inspector, tmp_path)
    inspector.sync()
    assert waiting(inspector) == {WaitReason.UNREACHABLE}
    server.start()
    inspector.sync()
    assert [(row.status, row.unsent) for row in inspector.records()] == [(Status.SUBMITTED, 0)]

    supervisor = Person(hands, qapp, tmp_path / "supervisor", url, SUPERVISOR)
    supervisor.sync()
    give_back(supervisor)
    supervisor.sync()

    inspector.sync()
    correct(inspector, key)
    inspector.sync()

    supervisor.sync()
    approve(supervisor)
    supervisor.sync()
    inspector.sync()
    assert [(row.status, row.unsent) for row in inspector.records()] == [(Status.APPROVED, 0)]

    for person in (inspector, supervisor):
        person.close()
        assert verify_home(person.place.home).findings == ()


def fill_in(person: Person, folder: Path) -> RecordKey:
    """Choose form and bridge, answer, drop the photo, submit."""
    hands, window = person.hands, person.window
    hands.press(window, "新建巡查")
    chooser = window.chooser
    hands.wait(lambda: chooser.forms.count() > 0, "no form is offered")
    wanted = chooser.forms.findItems("农村桥梁经常检查", Qt.MatchFlag.MatchContains)[0]
    chooser.forms.setCurrentItem(wanted)
    hands.type_into(chooser.search, "C101Q001")
    hands.wait(lambda: chooser.model.assets.rowCount() == 1 and not chooser.model.is_busy, "the bridge is not found")
    QTest.keyClick(chooser.search, Qt.Key.Key_Return)
    hands.wait(lambda: chooser.table.currentIndex().isValid(), "Enter did not lead to the bridge")
    QTest.keyClick(chooser.table, Qt.Key.Key_Return)
    page = hands.page(window, RecordPage)
    for part in SOUND:
        hands.choose(page, f"deck/{part}", "sound")
    for part in STRUCTURE:
        hands.choose(page, f"structure/{part}", "sound")
    hands.choose(page, "conclusion/overall", "good")
    shot = Shot(position=Position(31.64, 121.4, Source.EXIF), taken_at=datetime(2026, 11, 20, 1, 2, 3, tzinfo=UTC))
    photo = folder / "IMG_0001.jpg"
    photo.write_bytes(sample_photo(1, shot, size=(800, 600)))
    hands.drop(page, "conclusion/overview", photo)
    hands.wait(lambda: bool(page.model.evidence.photos_of("conclusion/overview")), "the photo was not taken in")
    hands.press(page, "提交")
    hands.wait(lambda: bool(person.records()), "the record was not submitted")
    window.go(Destination.TODAY)
    row = person.records()[0]
    return RecordKey(Stream(row.township, row.subject), row.record)


def waiting(person: Person) -> set[WaitReason]:
    """Return why things wait, as the page of sync says."""
    with person.place.store.reading() as reading:
        return {item.reason for item in reading.waiting()}


def give_back(person: Person) -> None:
    """Open the queue, write a remark beside one field, return the record."""
    hands, window = person.hands, person.window
    hands.wait(lambda: Destination.REVIEW in person.desk.models.shell.destinations, "no page of reviews is offered")
    window.go(Destination.REVIEW)
    page = hands.page(window, ReviewPage)
    hands.wait(lambda: remarkable(page) is not None, "the record is not shown")
    field = remarkable(page)
    assert field is not None
    field.open_editor()
    editor = field.findChild(QLineEdit)
    assert editor is not None
    hands.type_into(editor, "写明处置时限")
    hands.press(page, "退回")
    hands.wait(lambda: person.records()[0].status is Status.RETURNED, "the record was not returned")


def remarkable(page: ReviewPage) -> FieldRow | None:
    """Return the row of the field that will be remarked on."""
    return next((row for row in page.findChildren(FieldRow) if row.key == REMARK_ON), None)


def correct(person: Person, key: RecordKey) -> None:
    """Open the returned record, read the remark beside its field, correct it and submit again."""
    hands, window = person.hands, person.window
    window.go(Destination.TODAY)
    hands.press(window, "去订正")
    page = hands.page(window, RecordPage)
    beside = [each.text() for each in hands.row(page, REMARK_ON).findChildren(QLabel)]
    assert any("写明处置时限" in text for text in beside), f"beside the field stands {beside}"
    hands.write(page, REMARK_ON, "三日内更换立柱")
    hands.press(page, "提交")
    hands.wait(lambda: person.records()[0].status is Status.SUBMITTED, "the correction was not submitted")
    assert person.records()[0].record == key.record
    window.go(Destination.TODAY)


def approve(person: Person) -> None:
    """See what changed, and approve."""
    hands, window = person.hands, person.window
    window.go(Destination.TODAY)
    window.go(Destination.REVIEW)
    page = hands.page(window, ReviewPage)
    hands.wait(lambda: remarkable(page) is not None, "the corrected record is not shown")
    hands.press(page, "通过")
    hands.wait(lambda: person.records()[0].status is Status.APPROVED, "the record was not approved")
