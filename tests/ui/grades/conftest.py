"""What tests of grades beside a form get: a place with the graded forms, and a window to lay pages on."""

from collections.abc import Callable, Iterator, Mapping

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.workplace import Workplace
from tests.ui.grades.graded import draft_of, graded_workplace
from tests.ui.place import Place
from tests.ui.record.filling import open_page
from ui.record.page import RecordPage
from ui.tasks import Tasks

OpenForm = Callable[[str, Mapping[str, object]], RecordPage]


@pytest.fixture
def workplace(place: Place, dressed: QApplication) -> Workplace:  # noqa: ARG001  its looks
    """A workplace with the graded forms."""
    return graded_workplace(place)


@pytest.fixture
def desk(qtbot: QtBot, tasks: Tasks) -> Iterator[QWidget]:  # noqa: ARG001  the workers outlive it
    """A window whose size does not follow its pages; they are left before the workers go."""
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1300, 760)
    made.show()
    yield made
    for page in made.findChildren(RecordPage):
        page.close()


@pytest.fixture
def open_form(qtbot: QtBot, desk: QWidget, workplace: Workplace, tasks: Tasks) -> OpenForm:
    """Opens a draft of a form with some answers, and waits until it is drawn and graded."""

    def open_it(name: str, document: Mapping[str, object]) -> RecordPage:
        page = open_page(qtbot, desk, workplace, tasks, draft_of(workplace, name, document))
        qtbot.waitUntil(lambda: page.grades is not None and bool(page.grades.grades))
        return page

    return open_it
