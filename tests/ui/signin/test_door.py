"""The door: signing in without a network, enrolling once."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.errors import AppError
from app.workplace import Workplace
from tests.ui.place import Place
from ui.signin.model import Account, DoorModel
from ui.signin.view import ENTER, FILE, NETWORK, DoorView
from ui.tasks import Tasks


@dataclass
class Porter:
    """Opens one place to whoever knows the word, as the program's own ports do with homes."""

    workplace: Workplace
    known: tuple[Account, ...] = ()
    asked: list[tuple[object, ...]] = field(default_factory=list)

    def accounts(self) -> tuple[Account, ...]:
        return self.known

    def enter(self, account: Account, password: str) -> Workplace:
        self.asked.append((account.login, password))
        return self._open(password, "identity.wrong_password")

    def by_network(self, address: str, login: str, password: str) -> Workplace:
        self.asked.append((address, login, password))
        return self._open(password, "account.wrong_password")

    def by_file(self, path: Path, passphrase: str) -> Workplace:
        self.asked.append((path, passphrase))
        return self._open(passphrase, "enrolment.wrong_passphrase")

    def _open(self, word: str, code: str) -> Workplace:
        if word != "open":
            raise AppError(code)
        return self.workplace


@pytest.fixture
def porter(place: Place) -> Porter:
    """A porter with two accounts."""
    home = place.workplace.home
    return Porter(place.workplace, (Account(home, "wang", "王巡查"), Account(home, "li", "李审核")))


def open_door(qtbot: QtBot, porter: Porter, tasks: Tasks) -> tuple[DoorModel, DoorView]:
    """Show the door and wait until it knows who enrolled here."""
    model = DoorModel(porter, porter, tasks)
    view = DoorView(model)
    qtbot.addWidget(view)
    view.show()
    model.begin()
    qtbot.waitUntil(lambda: model.is_known)
    return model, view


def test_signing_in_opens_the_place_of_the_chosen_person(qtbot: QtBot, porter: Porter, tasks: Tasks) -> None:
    model, view = open_door(qtbot, porter, tasks)
    view.account.setCurrentIndex(1)
    QTest.keyClicks(view.password, "open")

    with qtbot.waitSignal(model.entered) as entered:
        QTest.keyClick(view.password, Qt.Key.Key_Return)

    assert porter.asked == [("li", "open")]
    assert entered.args == [porter.workplace]


def test_a_wrong_password_is_said_and_can_be_typed_again_at_once(qtbot: QtBot, porter: Porter, tasks: Tasks) -> None:
    model, view = open_door(qtbot, porter, tasks)
    QTest.keyClicks(view.password, "shut")

    with qtbot.waitSignal(model.refused):
        view.enter.click()

    assert "密码" in view.banner.text
    assert view.password.hasFocus()
    assert view.password.selectedText()
    assert view.enter.isEnabled()


def test_where_nobody_enrolled_the_door_offers_to_enrol(qtbot: QtBot, porter: Porter, tasks: Tasks) -> None:
    porter.known = ()

    _model, view = open_door(qtbot, porter, tasks)

    assert view.pages.currentIndex() == NETWORK
    assert not view.back.isVisible()


def test_where_somebody_enrolled_the_door_asks_for_the_password(qtbot: QtBot, porter: Porter, tasks: Tasks) -> None:
    _model, view = open_door(qtbot, porter, tasks)

    assert view.pages.currentIndex() == ENTER
    assert view.account.count() == 2


def test_enrolling_by_network_gives_address_account_and_password(qtbot: QtBot, porter: Porter, tasks: Tasks) -> None:
    porter.known = ()
    model, view = open_door(qtbot, porter, tasks)
    view.address.setText(" https://server.example ")
    view.login.setText("wang ")
    view.secret.setText("open")

    with qtbot.waitSignal(model.entered):
        view.enrol.click()

    assert porter.asked == [("https://server.example", "wang", "open")]


def test_enrolling_by_file_needs_no_network(qtbot: QtBot, porter: Porter, tasks: Tasks, tmp_path: Path) -> None:
    porter.known = ()
    model, view = open_door(qtbot, porter, tasks)
    view.pages.setCurrentIndex(FILE)
    view.path.setText(str(tmp_path / "wang.yingxun"))
    view.passphrase.setText("open")

    with qtbot.waitSignal(model.entered):
        view.enrol_file.click()

    assert porter.asked == [(tmp_path / "wang.yingxun", "open")]


def test_a_password_is_never_readable_on_screen(qtbot: QtBot, porter: Porter, tasks: Tasks) -> None:
    _model, view = open_door(qtbot, porter, tasks)

    for field_ in (view.password, view.secret, view.passphrase):
        assert field_.echoMode() is field_.EchoMode.Password
