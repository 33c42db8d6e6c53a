"""The list of cases and a case's page: filtered, opened, acted on with the keyboard, by the table of moves."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.case_clock import Colour
from app.domain.kinds import Action, Role, Status
from app.domain.stream import DIRECTORY
from app.workplace import RecordKey, Workplace
from db.photos.sample import Shot, sample_photo
from tests.ui.place import BRIDGES, Place
from ui.cases.asking import AskDialog
from ui.cases.fields import LongField, PhotosField, UnitField
from ui.cases.model import CasesModel
from ui.cases.page import CasePage
from ui.cases.sheet_model import CaseModel
from ui.cases.table import Column
from ui.cases.view import CasesView
from ui.tasks import Tasks

LIMIT = {"amount": "2", "unit": "work_day"}
ASSIGNED = ("assigned", {"unit": "养护队", "limit": LIMIT})
LONG_AGO = "2026-11-02T09:00:00+08:00"


@pytest.fixture
def supervisor(place: Place, dressed: QApplication) -> Place:  # noqa: ARG001  its looks
    """A person who may decide on cases of every township."""
    place.grant(Role.SUPERVISOR)
    return place


@pytest.fixture
def model(supervisor: Place, tasks: Tasks) -> Iterator[CasesModel]:
    """The list of the place's cases."""
    made = CasesModel(supervisor.workplace, tasks)
    yield made
    made.deleteLater()


def case(place: Place, title: str, *acts: tuple[str, dict[str, Any]], at: str = "") -> RecordKey:
    """Make a case and do more to it."""
    body = {"record": "case", "number": f"N-{title}", "title": title, "values": {"description": "栏杆断裂"}}
    return RecordKey(BRIDGES, place.write(BRIDGES, ("created", body), *acts, at=at))


def another(place: Place, role: Role) -> Workplace:
    """Return the same home in the eyes of another person."""
    person = place.ids.new()
    place.write(DIRECTORY, ("created", {"record": "person", "values": {"name": "另一人"}}), record=person)
    place.grant(role, person=person)
    return replace(place.workplace, person=person)


def read(qtbot: QtBot, model: CasesModel) -> None:
    """Read the list to its end."""
    with qtbot.waitSignal(model.changed):
        model.refresh()


def titles(model: CasesModel) -> list[str]:
    """Return what the list shows from top to bottom."""
    return [model.table.data(model.table.index(row, Column.TITLE)) for row in range(model.table.rowCount())]


def opened(qtbot: QtBot, workplace: Workplace, tasks: Tasks, key: RecordKey) -> CasePage:
    """Open a case's page."""
    page = CasePage(CaseModel(workplace, tasks, key))
    qtbot.addWidget(page)
    page.resize(1100, 700)
    page.show()
    qtbot.waitUntil(lambda: page.model.sheet is not None)
    return page


def asked(qtbot: QtBot, page: CasePage, action: Action) -> AskDialog:
    """Press the button of an action; return its small form."""
    QTest.mouseClick(page.buttons[action], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.dialog is not None and page.dialog.isVisible())
    assert page.dialog is not None
    return page.dialog


def test_the_most_urgent_case_stands_first_and_colours_filter(
    qtbot: QtBot, supervisor: Place, model: CasesModel
) -> None:
    case(supervisor, "新报")
    case(supervisor, "早就该修", ("filed", {"class": "other"}), ASSIGNED, at=LONG_AGO)
    case(supervisor, "刚派", ("filed", {"class": "other"}), ASSIGNED, at="2026-11-20T09:00:00+08:00")
    read(qtbot, model)

    assert titles(model) == ["早就该修", "刚派", "新报"]
    assert (model.colours[Colour.RED], model.colours[Colour.GREEN]) == (1, 1)
    with qtbot.waitSignal(model.changed):
        model.choose_colour(Colour.RED)
    assert titles(model) == ["早就该修"]
    with qtbot.waitSignal(model.changed):
        model.choose_colour(Colour.RED)
    assert len(titles(model)) == 3


def test_words_states_and_units_filter_and_nothing_found_says_what_to_do(
    qtbot: QtBot, supervisor: Place, model: CasesModel
) -> None:
    case(supervisor, "桥栏断裂")
    case(supervisor, "路面坑槽", ("filed", {"class": "other"}), ASSIGNED)
    view = CasesView(model)
    qtbot.addWidget(view)
    view.show()
    read(qtbot, model)

    with qtbot.waitSignal(model.changed):
        model.choose(status="", township="", subject="bridge", unit="养护队", since="30")
    assert titles(model) == ["路面坑槽"]
    with qtbot.waitSignal(model.changed):
        model.search("没有这样的")
    assert view.empty.isVisible()
    assert "去掉筛选条件" in view.empty.text
    with qtbot.waitSignal(model.changed):
        model.clear()
    with qtbot.waitSignal(model.changed):
        model.search("桥栏")
    assert titles(model) == ["桥栏断裂"]


def test_enter_opens_the_case_of_a_row(qtbot: QtBot, supervisor: Place, model: CasesModel) -> None:
    key = case(supervisor, "桥栏断裂")
    view = CasesView(model)
    qtbot.addWidget(view)
    view.show()
    read(qtbot, model)
    view.table.selectRow(0)

    with qtbot.waitSignal(model.opened) as told:
        QTest.keyClick(view.table, Qt.Key.Key_Return)
    assert told.args == [key]


@pytest.mark.parametrize(
    ("acts", "role", "actions", "main"),
    [
        ((), Role.SUPERVISOR, {Action.FILED, Action.DECLINED}, Action.FILED),
        ((), Role.HANDLER, set(), None),
        ((("filed", {"class": "other"}), ASSIGNED), Role.HANDLER, {Action.SENT_BACK, Action.HANDLED}, Action.HANDLED),
        (
            (("filed", {"class": "other"}), ASSIGNED, ("handled", {"measures": "已修"})),
            Role.INSPECTOR,
            {Action.SENT_BACK, Action.VERIFIED},
            Action.VERIFIED,
        ),
    ],
)
def test_a_page_offers_what_the_table_of_moves_allows_the_person(  # noqa: PLR0917  columns of the table
    qtbot: QtBot,
    supervisor: Place,
    tasks: Tasks,
    acts: tuple[tuple[str, dict[str, Any]], ...],
    role: Role,
    actions: set[Action],
    main: Action | None,
) -> None:
    key = case(supervisor, "桥栏断裂", *acts)

    page = opened(qtbot, another(supervisor, role), tasks, key)

    assert set(page.buttons) - {Action.VOIDED} == actions
    assert page.model.main_action is main
    assert page.foot.isVisible() is bool(actions)


def test_who_mended_is_not_offered_to_check_it(qtbot: QtBot, supervisor: Place, tasks: Tasks) -> None:
    key = case(supervisor, "桥栏", ("filed", {"class": "other"}), ASSIGNED, ("handled", {"measures": "已修"}))

    page = opened(qtbot, supervisor.workplace, tasks, key)

    assert Action.VERIFIED not in page.buttons


def test_a_small_form_names_what_is_missing_and_then_assigns(qtbot: QtBot, supervisor: Place, tasks: Tasks) -> None:
    key = case(supervisor, "桥栏断裂", ("filed", {"class": "component/0209/1"}))
    page = opened(qtbot, supervisor.workplace, tasks, key)
    dialog = asked(qtbot, page, Action.ASSIGNED)
    unit = dialog.fields["unit"]
    assert isinstance(unit, UnitField)

    QTest.mouseClick(dialog.done_button, Qt.MouseButton.LeftButton)
    assert dialog.isVisible()
    assert "还没有填写" in dialog.banner.text
    unit.combo.setEditText("镇养护队")
    with qtbot.waitSignal(page.model.acted):
        QTest.mouseClick(dialog.done_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: Action.HELD in page.buttons)

    sheet = page.model.sheet
    assert sheet is not None
    assert (sheet.case.state.status, sheet.case.unit) == (Status.ASSIGNED, "镇养护队")
    assert sheet.case.limit is not None
    assert sheet.case.limit.amount == 3


def test_mending_takes_a_photo_and_the_words_along(
    qtbot: QtBot, supervisor: Place, tasks: Tasks, tmp_path: Path
) -> None:
    key = case(supervisor, "桥栏断裂", ("filed", {"class": "other"}), ASSIGNED)
    shown = tmp_path / "after.jpg"
    shown.write_bytes(sample_photo(5, Shot()))
    page = opened(qtbot, another(supervisor, Role.HANDLER), tasks, key)
    dialog = asked(qtbot, page, Action.HANDLED)
    measures, photos = dialog.fields["measures"], dialog.fields["photos"]
    assert isinstance(measures, LongField)
    assert isinstance(photos, PhotosField)

    measures.edit.setPlainText("更换栏杆")
    photos.take([shown])
    with qtbot.waitSignal(page.model.acted):
        QTest.mouseClick(dialog.done_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: Action.HANDLED not in page.buttons)

    sheet = page.model.sheet
    assert sheet is not None
    assert (sheet.case.measures, len(sheet.case.after)) == ("更换栏杆", 1)


def test_a_decision_on_what_has_changed_meanwhile_is_refused_and_shown_anew(
    qtbot: QtBot, supervisor: Place, tasks: Tasks
) -> None:
    key = case(supervisor, "桥栏断裂")
    page = opened(qtbot, supervisor.workplace, tasks, key)
    supervisor.write(BRIDGES, ("answered", {"values": {"description": "又断了一根"}}), record=key.record)

    with qtbot.waitSignal(page.model.refused) as told:
        page.model.act(Action.FILED, {"class": "other"})
    qtbot.waitUntil(lambda: page.model.sheet is not None and page.model.sheet.case.description == "又断了一根")
    assert told.args is not None
    assert "已不是最新" in told.args[0]


def test_the_lists_are_exported_into_a_workbook(
    qtbot: QtBot, supervisor: Place, model: CasesModel, tmp_path: Path
) -> None:
    case(supervisor, "桥栏断裂", ("filed", {"class": "other"}), ASSIGNED)
    read(qtbot, model)
    file = tmp_path / "清单.xlsx"

    with qtbot.waitSignal(model.exported) as told:
        model.export(file)

    assert told.args == ["清单.xlsx", 1]
    assert [sheet.name for sheet in supervisor.workplace.sheets.read(file)] == ["问题清单", "整改清单", "责任清单"]
