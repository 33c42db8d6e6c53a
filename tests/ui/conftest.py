"""What tests of pages get: workers, a person's place, a window, the looks and the language of the program."""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.place import Place, make_place
from ui.language import Speech
from ui.record.page import RecordPage
from ui.sentences import Language
from ui.style.theme import Appearance, dress
from ui.tasks import Tasks


@pytest.fixture(autouse=True, scope="module")
def no_widget_is_left(qapp: QApplication) -> Iterator[None]:
    """Destroy what a module's tests left, on this thread, before other tests start threads of their own."""
    yield
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()


@pytest.fixture
def tasks(qapp: QApplication) -> Iterator[Tasks]:
    """Workers that end with the test."""
    made = Tasks(qapp)
    yield made
    made.close()


@pytest.fixture
def desk(qtbot: QtBot, tasks: Tasks) -> Iterator[QWidget]:  # noqa: ARG001  the workers outlive it
    """What pages lie on: a window whose size does not follow theirs; they are left before the workers go."""
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    yield made
    for page in made.findChildren(RecordPage):
        page.close()


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    """An inspector's place with an empty store."""
    made = make_place(tmp_path / "home")
    yield made
    made.store.close()


@pytest.fixture
def speech(qapp: QApplication) -> Iterator[Speech]:
    """The language of the program, Chinese again at the end."""
    made = Speech(qapp)
    made.speak(Language.CHINESE)
    yield made
    made.speak(Language.CHINESE)


@pytest.fixture
def dressed(qapp: QApplication) -> Iterator[QApplication]:
    """The application as a person first meets it, and again so at the end."""
    dress(qapp, Appearance.LIGHT, 1.0)
    yield qapp
    dress(qapp, Appearance.LIGHT, 1.0)
