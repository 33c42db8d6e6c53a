"""What tests of the form page get: a place with a form, a window without a layout, a new record."""

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.workplace import Workplace
from tests.ui.place import Place
from tests.ui.record.filling import equipped, new_draft, open_page
from ui.record.page import RecordPage
from ui.tasks import Tasks


@pytest.fixture
def workplace(place: Place, dressed: QApplication) -> Workplace:  # noqa: ARG001  its looks
    """A workplace with a form."""
    return equipped(place)


@pytest.fixture
def page(qtbot: QtBot, desk: QWidget, workplace: Workplace, tasks: Tasks) -> RecordPage:
    """A new record, drawn."""
    return open_page(qtbot, desk, workplace, tasks, new_draft(workplace))
