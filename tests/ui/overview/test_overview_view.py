"""The overview's page: a number opens its rows, by arrow key too, and a row opens what it is about."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.kinds import RecordKind, Role
from app.usecases.overview import Figure
from tests.ui.place import BRIDGES, Place
from ui.overview.model import OverviewModel
from ui.overview.view import FIGURES, OverviewView
from ui.tasks import Tasks


def test_every_number_opens_its_rows_and_a_row_its_record(qtbot: QtBot, place: Place, tasks: Tasks) -> None:
    place.grant(Role.SUPERVISOR)
    returned = place.inspection("红星桥", ("submitted", {}), ("returned", {"remarks": [{"path": "", "text": "补"}]}))
    view = OverviewView(OverviewModel(place.workplace, tasks))
    qtbot.addWidget(view)
    view.resize(1000, 640)
    view.show()
    qtbot.waitUntil(lambda: view.model.is_read)
    at = [state.township for state in view.model.states].index(BRIDGES.township)
    column = 1 + FIGURES.index(Figure.RETURNED)
    assert view.townships.index(at, column).data() == "1"

    view.figures.setCurrentIndex(view.townships.index(at, column))
    qtbot.waitUntil(lambda: view.behind.rowCount() == 1)
    with qtbot.waitSignal(view.model.wanted) as wanted:
        view.rows.activated_row.emit(0)

    assert wanted.args == [RecordKind.INSPECTION, returned]

    view.figures.setFocus()
    QTest.keyClick(view.figures, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: view.behind.rowCount() == 0)
    assert view.model.chosen == (BRIDGES.township, Figure.WAITING)
    assert view.nothing.isVisibleTo(view)
