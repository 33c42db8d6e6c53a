"""What tests of reviews get: an inspector's place with a form, and the same home in a supervisor's eyes."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.workplace import Workplace
from tests.ui.place import Place
from tests.ui.record.filling import as_supervisor, equipped
from ui.record.page import RecordPage
from ui.tasks import Tasks


@pytest.fixture
def workplace(place: Place, dressed: QApplication) -> Workplace:  # noqa: ARG001  its looks
    """An inspector's workplace with a form."""
    return equipped(place)


@pytest.fixture
def supervisor(place: Place, workplace: Workplace) -> Workplace:
    """The same home as a person sees it who supervises every township."""
    return as_supervisor(place, workplace)


@pytest.fixture
def desk(qtbot: QtBot, tasks: Tasks) -> Iterator[QWidget]:  # noqa: ARG001  the workers outlive it
    """What pages lie on; they are left before the workers go."""
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    yield made
    for page in made.findChildren(RecordPage):
        page.close()
