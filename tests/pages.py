"""Every page of the program, opened one after the other on the demonstration's homes, as a person would open it."""

from collections.abc import Iterator
from pathlib import Path
from typing import cast

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from app.assembly.client import Client, identity_of
from app.assembly.homes import Homes
from app.demo.district import INSPECTOR, SUPERVISOR
from app.domain.canonical import Json
from app.domain.draft import SITE, is_answer
from app.domain.entry import Act
from app.domain.kinds import Status
from app.domain.listing import RecordQuery
from app.domain.stream import Stream
from app.ports.sheets import Table
from app.workplace import RecordKey, Workplace
from tests.case_pages import case_pages
from tests.pages_day import day_pages
from tests.supervision_pages import supervision_pages
from ui.assets.asset_page import AssetPage
from ui.assets.page import AssetsPage
from ui.language import Speech
from ui.plan.page import PlanPage
from ui.record.page import RecordPage
from ui.review.view import RecordView, ReviewPage
from ui.settings.preferences import Preferences, keep_preferences
from ui.shell.desk import Desk, preferences_path, wear
from ui.shell.destinations import Destination
from ui.shell.leaves import Leaves
from ui.signin.model import DoorModel
from ui.signin.view import DoorView
from ui.style.theme import Appearance
from ui.tasks import Tasks

SETTLE_MS = 1500


def pictures(
    application: QApplication, root: Path, appearance: str, size: tuple[int, int]
) -> Iterator[tuple[str, QWidget]]:
    """Yield the name of each page and the window that shows it; size in logical pixels."""
    tasks = Tasks()
    clients: list[Client] = []
    speech = Speech(application)
    wear(application, speech, Preferences(appearance=Appearance(appearance)))
    yield from _door(root, clients, tasks, size)
    for login in (INSPECTOR, SUPERVISOR):
        keep_preferences(preferences_path(root / login_home(login)), Preferences(appearance=Appearance(appearance)))
        homes = Homes(root / login_home(login), clients.append)
        place = homes.open(root / login_home(login), identity_of(root / login_home(login)))
        desk = Desk(application, speech, place, tasks, _leaves(place, tasks))
        desk.window.resize(*size)
        desk.open()
        yield from (_of_inspector if login == INSPECTOR else _of_supervisor)(desk, place)
        desk.close()
    tasks.close()
    for client in clients:
        client.close()


def settle(wait_ms: int = SETTLE_MS) -> None:
    """Let the workers finish and the page draw itself. Unlike ``QTest.qWait`` this lets other threads run."""
    loop = QEventLoop()
    QTimer.singleShot(wait_ms, loop.quit)
    loop.exec()


def login_home(login: str) -> str:
    """Return the name of a person's home folder in the demonstration."""
    return {INSPECTOR: "inspector", SUPERVISOR: "supervisor"}[login]


def _leaves(place: Workplace, tasks: Tasks) -> Leaves:
    return Leaves(
        draft=lambda draft: RecordPage(place, tasks, draft),
        record=lambda key: RecordView(place, tasks, key),
        review=lambda: ReviewPage(place, tasks),
        assets=lambda: AssetsPage(place, tasks),
        asset=lambda key: AssetPage(place, tasks, key),
    )


def _door(root: Path, clients: list[Client], tasks: Tasks, size: tuple[int, int]) -> Iterator[tuple[str, QWidget]]:
    homes = Homes(root, clients.append)
    model = DoorModel(homes, homes, tasks)
    door = DoorView(model)
    door.resize(*size)
    door.show()
    model.begin()
    settle()
    yield "01-signin", door
    door.close()


def _of_inspector(desk: Desk, place: Workplace) -> Iterator[tuple[str, QWidget]]:
    window = desk.window
    names = {Destination.TODAY: "02-today", Destination.RECORDS: "04-records"}
    names |= {Destination.SYNC: "05-sync", Destination.SETTINGS: "06-settings"}
    settle()
    for destination, name in names.items():
        window.go(destination)
        settle()
        yield name, window
    window.go(Destination.SYNC)
    window.open_stick()
    settle()
    yield "05-sync-stick", window
    window.go_back()
    window.start_inspection()
    settle()
    yield "03-new-inspection", window
    window.go_back()
    with place.store.reading() as reading:
        draft = reading.drafts()[0]
        returned = reading.record_rows(reading.record_keys(RecordQuery(statuses=frozenset({Status.RETURNED}))))[0]
    window.open_draft(draft)
    settle()
    yield "07-record-form", window
    window.go_back()
    window.open_record(RecordKey(Stream(returned.township, returned.subject), returned.record))
    settle()
    yield "08-returned-record", window
    window.go_back()
    yield from day_pages(desk, place, settle)


BRIDGE_ROWS = (
    ("城桥镇", "C101Q901", "新建一桥", "城桥村", "2", "31.64", "121.40"),
    ("城桥镇", "C101Q902", "新建二桥", "没有村", "2", "31.64", "121.40"),
    ("堡镇", "C102Q903", "新建三桥", "堡北村", "三", "121.62", "31.545"),
)


def _of_register(desk: Desk, place: Workplace) -> Iterator[tuple[str, QWidget]]:
    """The register, one asset with its history, the import of a table with two bad rows, the C roads."""
    window = desk.window
    window.go(Destination.ASSETS)
    settle()
    yield "20-assets", window
    with place.store.reading() as reading:
        bridge = reading.assets("bridge")[0]
    window.open_asset(RecordKey(Stream(bridge.township, bridge.subject), bridge.record))
    settle()
    yield "21-asset", window
    asset, register = window.stack.currentWidget(), window.pages[Destination.ASSETS]
    if not isinstance(asset, AssetPage) or not isinstance(register, AssetsPage):
        raise TypeError("the pages of assets are others")
    asset.tabs.setCurrentIndex(1)
    settle()
    yield "22-asset-history", window
    window.go_back()
    file = place.home / "桥梁台账.csv"
    header = ("所属乡镇", "桥梁编号", "桥名", "行政村", "孔数", "纬度", "经度")
    place.sheets.write(file, [Table("桥梁", header, BRIDGE_ROWS)])
    register.start_import()
    register.importing.choose_file(file)
    settle()
    yield "23-asset-import", window
    register.importing.run(is_trial=True)
    settle()
    yield "24-asset-import-report", window
    register.show_strike()
    settle()
    yield "25-c-roads", window


def _of_supervisor(desk: Desk, place: Workplace) -> Iterator[tuple[str, QWidget]]:
    window = desk.window
    settle()
    yield from supervision_pages(desk, place, settle)
    yield from _of_register(desk, place)
    window.go(Destination.REVIEW)
    settle()
    yield "09-review", window
    _disagree(place)
    desk.models.conflicts.refresh()
    window.open_conflicts()
    settle()
    yield "11-conflicts", window
    window.go_back()
    yield from _plans(desk)
    with place.store.reading() as reading:
        approved = reading.record_rows(reading.record_keys(RecordQuery(statuses=frozenset({Status.APPROVED}))))[0]
    window.open_record(RecordKey(Stream(approved.township, approved.subject), approved.record))
    settle()
    yield "10-approved-record", window
    window.go_back()
    yield from case_pages(desk, place, settle)


def _plans(desk: Desk) -> Iterator[tuple[str, QWidget]]:
    """Yield each tab of the page of plans, with something chosen."""
    window = desk.window
    window.go(Destination.PLAN)
    settle()
    page = window.pages[Destination.PLAN]
    if not isinstance(page, PlanPage):
        raise TypeError("the page of plans is another one")
    page.progress.table.selectRow(next(n for n, one in enumerate(page.model.of.progress.shown) if one.records))
    settle()
    yield "20-plan-progress", window
    for number, name in enumerate(("works", "figures", "excavations", "waste"), start=1):
        page.tabs.setCurrentIndex(number)
        if name == "works":
            page.works.table.selectRow(0)
        settle()
        yield f"{20 + number}-plan-{name}", window


def _disagree(place: Workplace) -> None:
    """Let two answers and a photo of one record have been changed by people who did not know of each other."""
    with place.store() as unit:
        rows = unit.record_rows(unit.record_keys(RecordQuery(statuses=frozenset({Status.SUBMITTED}))))
        row = next(row for row in rows if row.photos)
        stream = Stream(row.township, row.subject)
        state = unit.state(stream, row.record)
        photo, shown = next(iter(state.attached().items()))
        there = state.answers()[SITE]
        moved: dict[str, Json] = {**cast(dict[str, Json], there), "latitude": "31.6312"}
        path = next(path for path, value in state.answers().items() if is_answer(path) and isinstance(value, str))
        sides: tuple[tuple[str, dict[str, Json]], ...] = (
            ("answered", {"values": {path: state.answers()[path], SITE: there}}),
            ("answered", {"values": {path: None, SITE: moved}}),
            ("attached", {**shown, "note": "裂缝在右侧"}),
            ("detached", {"photo": photo}),
        )
        made_at = place.clock.now().isoformat(timespec="seconds")
        acts = [Act(place.ids.new(), row.record, stream, kind, state.heads, body, made_at) for kind, body in sides]
        unit.append(acts)
