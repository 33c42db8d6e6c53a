"""What tests of reviews get: an inspector's place with a form, and the same home in a supervisor's eyes."""

import pytest
from PySide6.QtWidgets import QApplication

from app.workplace import Workplace
from tests.ui.place import Place
from tests.ui.record.filling import as_supervisor, equipped


@pytest.fixture
def workplace(place: Place, dressed: QApplication) -> Workplace:  # noqa: ARG001  its looks
    """An inspector's workplace with a form."""
    return equipped(place)


@pytest.fixture
def supervisor(place: Place, workplace: Workplace) -> Workplace:
    """The same home as a person sees it who supervises every township."""
    return as_supervisor(place, workplace)
