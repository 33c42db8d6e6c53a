"""The page of campaigns: a light with one key, counts that filter, a tally on the clipboard."""

from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QInputDialog
from pytestqt.qtbot import QtBot

from app.domain.campaign import Hazard, Light
from app.domain.case_listing import CaseQuery
from app.domain.kinds import Role
from app.usecases.campaigns import NewCampaign
from tests.ui.place import BRIDGES, NOW, Place
from ui.campaigns.model import CampaignsModel, Known
from ui.campaigns.starting import StartDialog
from ui.campaigns.view import CampaignsView
from ui.cases.opening import OpeningDialog
from ui.tasks import Tasks

NEW = NewCampaign("防台排查", Hazard.TYPHOON, ("bridge",), (BRIDGES.township,), NOW.date())


def opened(qtbot: QtBot, place: Place, tasks: Tasks) -> CampaignsView:
    """Open the page of a supervisor with two bridges and a campaign."""
    place.grant(Role.SUPERVISOR)
    place.bridge("红星桥", "Q1")
    place.bridge("东风桥", "Q2")
    view = CampaignsView(CampaignsModel(place.workplace, tasks))
    qtbot.addWidget(view)
    view.resize(1000, 600)
    view.show()
    view.model.start(NEW)
    qtbot.waitUntil(lambda: view.assets.rowCount() == 2)
    return view


def test_one_key_gives_the_selected_assets_a_light(
    qtbot: QtBot,
    place: Place,
    tasks: Tasks,
    dressed: QApplication,  # noqa: ARG001  its looks
) -> None:
    view = opened(qtbot, place, tasks)
    view.table.selectAll()
    view.table.setFocus()

    QTest.keyClick(view.table, Qt.Key.Key_3)

    campaign = view.model.current
    qtbot.waitUntil(lambda: view.model.current is not None and view.model.current is not campaign)
    current = view.model.current
    assert current is not None
    assert current.count(Light.GREEN) == 2


def test_red_asks_what_is_wrong(qtbot: QtBot, place: Place, tasks: Tasks) -> None:
    view = opened(qtbot, place, tasks)
    view.table.selectRow(0)

    view.give(Light.RED)
    dialog = view.findChild(QInputDialog)
    assert dialog is not None
    dialog.setTextValue("护坡冲空")
    dialog.accept()
    qtbot.waitUntil(lambda: view.model.current is not None and view.model.current.count(Light.RED) == 1)

    view.copy.click()
    assert "护坡冲空" in QGuiApplication.clipboard().text()


def test_a_red_asset_is_reported_as_a_case_in_one_step(qtbot: QtBot, place: Place, tasks: Tasks) -> None:
    view = opened(qtbot, place, tasks)
    red, amber = view.model.shown
    view.model.triage([amber], Light.AMBER)
    view.model.triage([red], Light.RED, "护坡冲空")
    qtbot.waitUntil(lambda: view.model.current is not None and view.model.current.count(None) == 0)
    view.table.selectRow(1)
    is_offered_for_amber = view.report.isEnabled()
    view.table.selectRow(0)

    view.report.click()
    dialog = view.findChild(OpeningDialog)
    assert dialog is not None
    qtbot.waitUntil(dialog.done_button.isEnabled)
    with qtbot.waitSignal(view.model.done):
        dialog.done_button.click()

    with place.store.reading() as reading:
        (case,) = reading.case_rows(CaseQuery(), NOW)
    assert not is_offered_for_amber
    assert "护坡冲空" in case.title
    assert (case.asset, case.campaign) == (red[1].asset.record, red[0].campaign.group)
    assert case.number in view.banner.text


def test_a_count_filters_the_assets(qtbot: QtBot, place: Place, tasks: Tasks) -> None:
    view = opened(qtbot, place, tasks)
    view.model.triage(view.model.shown[:1], Light.AMBER)
    qtbot.waitUntil(lambda: view.model.current is not None and view.model.current.count(None) == 1)

    view.cards[Light.AMBER].click()

    assert [seen.triage.light for _, seen in view.model.shown if seen.triage] == [Light.AMBER]
    assert view.assets.rowCount() == 1


def test_an_inspector_sees_campaigns_but_begins_none(qtbot: QtBot, place: Place, tasks: Tasks) -> None:
    view = CampaignsView(CampaignsModel(place.workplace, tasks))
    qtbot.addWidget(view)
    view.show()
    qtbot.waitUntil(lambda: view.model.is_read)

    assert not view.begin.isVisibleTo(view)
    assert view.empty.isVisibleTo(view)


def test_the_dialog_of_a_new_campaign_says_what_was_chosen(qtbot: QtBot) -> None:
    known = Known(subjects={"bridge": "桥梁", "road": "道路"}, townships=((BRIDGES.township, "城桥镇"),))
    dialog = StartDialog(known, NOW.date())
    qtbot.addWidget(dialog)
    dialog.title.setText("寒潮前排查")
    dialog.subjects.item(1).setCheckState(Qt.CheckState.Checked)
    dialog.has_check.setChecked(True)

    with qtbot.waitSignal(dialog.wanted) as wanted:
        dialog.begin.click()

    new = (wanted.args or [None])[0]
    assert isinstance(new, NewCampaign)
    assert replace(new, check_from=None, check_until=None) == NewCampaign(
        "寒潮前排查", Hazard.TYPHOON, ("road",), (BRIDGES.township,), NOW.date() + timedelta(days=2)
    )
    assert new.check_from and new.check_until and new.check_from < new.check_until  # noqa: PT018  # one thing: the days
