"""The page of plans: what each number says, what opens from it, works and figures entered and moved by hand."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.domain.kinds import Action, RecordKind, Role, Status
from app.domain.stream import Stream
from app.usecases.figures import Report, reporting
from app.usecases.plans.progress import Standing
from app.workplace import RecordKey
from tests.ui.place import Place, make_place
from ui.plan.figure_dialog import FigureDialog
from ui.plan.page import FIGURES, WORKS, PlanModel, PlanPage
from ui.plan.printing import page_printer, progress_document
from ui.plan.works_dialog import WorksDialog
from ui.tasks import Tasks

TOWN = "310151101"
RIVER = {"name": "港西河道", "target": "river", "planned_quantity": "4", "unit": "km"}


@pytest.fixture
def chief(tmp_path: Path) -> Iterator[Place]:
    """A supervisor's place, for the whole district."""
    made = make_place(tmp_path / "chief", role=Role.SUPERVISOR)
    yield made
    made.store.close()


@pytest.fixture
def page(qtbot: QtBot, chief: Place, tasks: Tasks, dressed: QApplication) -> Iterator[PlanPage]:  # noqa: ARG001  # its looks
    """The page, shown and read."""
    desk = QWidget()
    qtbot.addWidget(desk)
    desk.resize(1150, 700)
    made = PlanPage(PlanModel(chief.workplace, tasks), desk)
    made.resize(desk.size())
    desk.show()
    qtbot.waitUntil(lambda: bool(made.progress.lines.rows) and made.model.of.figures.plan is not None)
    yield made
    desk.close()


def accepted(place: Place, quantity: str, **about: Any) -> str:
    """Write an approved acceptance of river works."""
    values = {"target": "river", "scope/quantity": quantity, "result/acceptance": "passed", "checked_on": "2026-03-04"}
    body = {"record": "inspection", "form": "works_acceptance", "title": "河道验收", "values": values, **about}
    return place.write(Stream(TOWN, "works"), ("created", body), ("submitted", {}), ("approved", {}))


def line_of(page: PlanPage, words: str) -> int:
    """Return the line of the target whose text begins so."""
    return next(number for number, one in enumerate(page.progress.lines.rows) if one.target.text.startswith(words))


def cells(page: PlanPage, words: str) -> list[str]:
    """Return what a line says."""
    table, line = page.progress.lines, line_of(page, words)
    return [table.data(table.index(line, column)) for column in range(table.columnCount())]


def reread(qtbot: QtBot, page: PlanPage) -> None:
    """Read everything again and wait for it."""
    progress = page.model.of.progress
    page.model.refresh()
    qtbot.waitUntil(lambda: not progress.is_busy)


def test_a_number_opens_the_records_behind_it(qtbot: QtBot, chief: Place, page: PlanPage) -> None:
    assert cells(page, "河道整治")[3:] == ["—", "", "", "", "", "缺数据", "验收计数"]

    record = accepted(chief, "12.5")
    reread(qtbot, page)
    assert cells(page, "河道整治")[2:] == ["≥ 100 公里", "12.5 公里", "13 %", "", "", "12.5", "推进中", "验收计数"]

    page.progress.table.selectRow(line_of(page, "河道整治"))
    qtbot.waitUntil(lambda: page.progress.behind.rowCount() == 1)
    with qtbot.waitSignal(page.model.opened) as opened:
        page.progress.rows.activated_row.emit(0)
    assert opened.args == [RecordKey(Stream(TOWN, "works"), record)]


def test_the_lines_are_filtered_by_lead_unit_and_by_standing(page: PlanPage) -> None:
    progress = page.model.of.progress
    everything = len(progress.shown)

    progress.choose_lead("区水务局")
    leads = [progress.plan.leads_of(one.target) for one in progress.shown] if progress.plan else []
    assert 0 < len(leads) < everything
    assert all("区水务局" in names for names in leads)

    page.progress.cards[Standing.REACHED].click()
    assert progress.shown == ()
    page.progress.cards[Standing.REACHED].click()
    assert len(progress.shown) == len(leads)


def test_another_township_shows_only_what_was_done_there(qtbot: QtBot, chief: Place, page: PlanPage) -> None:
    accepted(chief, "12.5")
    progress = page.model.of.progress

    progress.choose_township("310151102")
    qtbot.waitUntil(lambda: not progress.is_busy)
    assert cells(page, "河道整治")[3] == "—"

    progress.choose_township(TOWN)
    qtbot.waitUntil(lambda: not progress.is_busy)
    assert cells(page, "河道整治")[3] == "12.5 公里"


def test_works_are_entered_moved_and_found_behind_their_number(qtbot: QtBot, chief: Place, page: PlanPage) -> None:
    works = page.model.of.works
    works.enter(TOWN, RIVER)
    qtbot.waitUntil(lambda: works.detail is not None and works.detail.row.status is Status.PLANNED)
    works.move(Action.FINISHED)
    qtbot.waitUntil(lambda: works.detail is not None and works.detail.row.status is Status.FINISHED)

    with qtbot.waitSignal(works.failed) as failed:
        works.move(Action.ACCEPTED)
    assert "验收" in failed.args[0]

    detail = works.detail
    assert detail is not None
    accepted(chief, "3.9", asset=detail.row.record)
    works.refresh()
    qtbot.waitUntil(lambda: page.works.inspections.rowCount() == 1)
    assert page.works.inspections.data(page.works.inspections.index(0, 0)) == "已通过"


def test_works_that_are_changed_keep_every_decimal_and_may_have_done_nothing_yet(qtbot: QtBot, page: PlanPage) -> None:
    works = page.model.of.works
    works.enter(TOWN, {**RIVER, "planned_quantity": "4.125", "quantity": "0"})
    qtbot.waitUntil(lambda: works.detail is not None and bool(works.townships))
    assert works.detail is not None

    dialog = WorksDialog(works, works.detail.row, page)

    assert dialog.is_right
    assert (dialog.values["planned_quantity"], dialog.values["quantity"]) == ("4.125", "0")


def test_imported_works_are_marked_and_lead_to_their_tab(qtbot: QtBot, page: PlanPage, tmp_path: Path) -> None:
    ledger = tmp_path / "台账.csv"
    ledger.write_text("编号,名称,类别,乡镇,完成量,验收日期\nA1,旧河,河道整治,城桥镇,7,2024-05-06\n", "utf-8")
    page.model.of.works.take_ledger(ledger)
    qtbot.waitUntil(lambda: page.works.lines.rowCount() == 1)
    assert page.works.lines.data(page.works.lines.index(0, 8)) == "导入，无照片"
    reread(qtbot, page)

    page.progress.table.selectRow(line_of(page, "河道整治"))
    qtbot.waitUntil(lambda: page.progress.behind.rowCount() == 1)
    assert "导入" in page.progress.note.text()
    page.progress.rows.activated_row.emit(0)

    assert page.tabs.currentIndex() == WORKS
    qtbot.waitUntil(lambda: page.model.of.works.detail is not None)


def test_while_an_excavation_is_typed_others_on_the_road_are_named(qtbot: QtBot, page: PlanPage) -> None:
    works = page.model.of.works
    dug = {"name": "供水", "target": "excavation", "road": "人民路", "starts_on": "2026-03-01", "ends_on": "2026-03-20"}
    works.enter(TOWN, dug)
    qtbot.waitUntil(lambda: bool(works.works) and bool(works.townships))

    dialog = WorksDialog(works, parent=page)
    dialog.works_class.setCurrentIndex(dialog.works_class.findData("excavation"))
    dialog.township.setCurrentIndex(dialog.township.findData(TOWN))
    for path, words in {"name": "燃气", "road": "人民路", "starts_on": "2026-03-10", "ends_on": "2026-03-30"}.items():
        next(field for name, field in dialog.fields.items() if name == path).setText(words)

    qtbot.waitUntil(lambda: "11 天" in dialog.warning.text())
    assert "供水" in dialog.warning.text()
    rights = [dialog.is_right]
    next(field for name, field in dialog.fields.items() if name == "ends_on").setText("2026-03-01")
    rights.append(dialog.is_right)
    assert rights == [True, False]


def test_a_figure_is_reported_and_waits_for_another_person(qtbot: QtBot, page: PlanPage) -> None:
    figures = page.model.of.figures
    assert figures.plan is not None
    dialog = FigureDialog(figures, figures.plan, parent=page)
    rights = [dialog.is_right]
    dialog.target.setCurrentIndex(dialog.target.findData("T2.3-01"))
    dialog.period.setText("2026-Q3")
    dialog.amount.setText("95.4")
    rights.append(dialog.is_right)
    assert rights == [False, True]
    figures.report(dialog.report)
    qtbot.waitUntil(lambda: len(figures.lines) == 1)

    assert page.figures.lines.data(page.figures.lines.index(0, 4)) == "95.4 %"
    assert not page.figures.confirm.isVisible()
    assert "1" in page.tabs.tabText(FIGURES)


def test_a_confirmed_figure_counts_and_leads_to_its_tab(qtbot: QtBot, chief: Place, page: PlanPage) -> None:
    plan = page.model.of.figures.plan
    assert plan is not None
    steps = [(action.value, dict(body)) for action, body in reporting(plan, Report("T2.3-01", "2025", Decimal(96)))]
    record = chief.write(Stream("310151000", "figure"), *steps, ("confirmed", {}))
    reread(qtbot, page)

    assert cells(page, "地表水水质")[3:5] == ["96 %", "101 %"]
    page.show_behind(RecordKind.FIGURE, record)
    assert page.tabs.currentIndex() == FIGURES


def test_the_progress_is_written_as_a_workbook_and_as_pages(
    qtbot: QtBot, chief: Place, page: PlanPage, tmp_path: Path
) -> None:
    accepted(chief, "12.5")
    reread(qtbot, page)
    page.progress.table.selectRow(line_of(page, "河道整治"))
    qtbot.waitUntil(lambda: page.progress.behind.rowCount() == 1)
    path = tmp_path / "进度.xlsx"
    with qtbot.waitSignal(page.model.of.progress.told):
        page.model.of.progress.export(path)
    sheets = chief.workplace.sheets.read(path)
    river = next(row for row in sheets[0].rows if row[2] == "河道整治")
    assert river[5:7] == ("12.5", "12.5")
    assert len(sheets[1].rows) == 2

    plan = page.model.of.progress.plan
    assert plan is not None
    printer = page_printer()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "进度.pdf"))
    progress_document(plan, page.model.of.progress.shown).print_(printer)
    assert (tmp_path / "进度.pdf").read_bytes().startswith(b"%PDF")


def test_the_calendar_and_the_waste_sheets_say_what_is_missing(qtbot: QtBot, chief: Place, page: PlanPage) -> None:
    assert page.calendar.stack.currentIndex() == 1
    for name, starts, ends in (("供水", "2026-03-01", "2026-03-20"), ("燃气", "2026-03-15", "2026-04-02")):
        values = {"name": name, "target": "excavation", "road": "人民路", "starts_on": starts, "ends_on": ends}
        body = {"record": "works", "title": name, "values": values}
        chief.write(Stream(TOWN, "works"), ("created", body))
    sheet = {"ticket/ticket": "A1", "ticket/amount_t": "9", "checked_on": "2026-03-01"}
    about = {"record": "inspection", "form": "waste_source", "values": sheet}
    chief.write(Stream(TOWN, "construction_waste"), ("created", about), ("submitted", {}))
    reread(qtbot, page)
    qtbot.waitUntil(lambda: page.calendar.lines.rowCount() == 1)

    assert page.calendar.lines.data(page.calendar.lines.index(0, 2)) == "重叠 6 天"
    assert page.model.of.links.months == ((f"{TOWN}/人民路", (0, 0, 2, 1, *[0] * 8)),)
    assert page.waste.lines.data(page.waste.lines.index(0, 0)) == "缺运输联单、缺消纳联单"
    assert page.model.of.links.year == 2026
