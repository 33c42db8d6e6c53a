"""What is overdue is the same in list, badge, page, export and at the server, whatever state the assets are in."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random

import pytest
from pytestqt.qtbot import QtBot

from app.cli import main
from app.demo.district import INSPECTOR, PASSWORDS, SUPERVISOR
from app.demo.people import at_work, enrol_once, sync
from app.demo.serving import DemoServer
from app.domain.campaign import Hazard
from app.domain.due import DueState, deadlines, is_overdue
from app.domain.entry import Act
from app.domain.kinds import RecordKind
from app.domain.listing import AssetRow, RecordQuery
from app.domain.stream import Stream
from app.standards.due_rules import due_rules
from app.usecases.campaigns import NewCampaign, start_campaign
from app.usecases.day import SHANGHAI, count_due, due_checks
from app.workplace import Workplace
from db.keys import FORCE_FILE
from db.machine import SystemClock, UuidIds
from sync.server.__main__ import open_server
from ui.tasks import Tasks
from ui.today.model import Section, TodayModel

pytestmark = pytest.mark.e2e

ASSETS, DAYS = 340, (0, 20, 250)
"""More than a thousand states: each asset on each of these days from today."""

TOWNSHIPS = ("310151101", "310151102", "310151112")
STORM_BEGAN, STORM_ENDED = 30, 3
"""How many days ago the check after the storm began, and was to be done."""

Overdue = frozenset[tuple[str, str]]
"""Asset and rule."""


@dataclass(frozen=True, slots=True)
class LaterClock:
    """The machine's clock, some days on."""

    days: int

    def now(self) -> datetime:
        """Return the moment."""
        return SystemClock().now() + timedelta(days=self.days)


@dataclass(frozen=True)
class District:
    """A server and an inspector's home that hold the same random states; ``storms`` by township, the campaigns."""

    server: Path
    home: Path
    histories: dict[str, tuple[AssetRow, dict[str, date]]]
    storms: dict[str, str]

    def expected(self, day: date) -> Overdue:
        """Return what the definition says, straight from what was drawn."""
        found = (
            (asset.record, deadline)
            for asset, last in self.histories.values()
            for deadline in deadlines(asset, last, due_rules())
        )
        by_rule = frozenset((record, each.rule) for record, each in found if is_overdue(each, day))
        return by_rule | frozenset(self.after_the_storm())

    def after_the_storm(self) -> Iterator[tuple[str, str]]:
        """Yield the bridges of two townships that nobody has seen since the storm, and the check they need."""
        began = datetime.now(SHANGHAI).date() - timedelta(days=STORM_BEGAN)
        for asset, last in self.histories.values():
            is_hit = asset.subject == "bridge" and asset.township in self.storms
            if is_hit and all(day < began for day in last.values()):
                yield asset.record, self.storms[asset.township]


@pytest.fixture(scope="module")
def district(tmp_path_factory: pytest.TempPathFactory) -> Iterator[District]:
    """Assets and visits, drawn and really sent."""
    root = tmp_path_factory.mktemp("overdue")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(FORCE_FILE, "1")
        server = DemoServer(root / "server")
        try:
            url = server.start()
            random = Random(6)  # noqa: S311  # states to try, no secret
            drawn = list(_assets(random))
            _register(root / "server", drawn)
            storms = _begin_campaign(root / "supervisor", url)
            enrol_once(root / "home", url, INSPECTOR)
            with at_work(root / "home") as client:
                client.workplace.courier.sign_in(PASSWORDS[INSPECTOR])
                sync(client)
                histories = _visit(client.workplace, random, drawn)
                report = sync(client)
                assert report.problem is None
                with client.workplace.store.reading() as reading:
                    assert reading.count_waiting() == 0
        finally:
            server.stop()
        yield District(root / "server", root / "home", histories, storms)


def _begin_campaign(home: Path, url: str) -> dict[str, str]:
    """Let a supervisor ask for a check of all bridges of two townships after a storm; return the records of both."""
    today = datetime.now(SHANGHAI).date()
    days = (today - timedelta(days=STORM_BEGAN), today - timedelta(days=STORM_ENDED))
    new = NewCampaign("台风后复查", Hazard.TYPHOON, ("bridge",), TOWNSHIPS[:2], days[1], *days)
    enrol_once(home, url, SUPERVISOR)
    with at_work(home) as client:
        sync(client)
        place = client.workplace
        with place.store() as unit:
            start_campaign(unit, machine=place.machine, clock=place.clock, ids=place.ids, person=place.person, new=new)
        assert sync(client).problem is None
        with place.store.reading() as reading:
            rows = reading.record_rows(reading.record_keys(RecordQuery(kind=RecordKind.CAMPAIGN)))
    return {row.township: row.record for row in rows}


def _assets(random: Random) -> Iterator[AssetRow]:
    ids = UuidIds()
    subjects = sorted({rule.subject for rule in due_rules().rules})
    for number in range(ASSETS):
        answers: dict[str, object] = {"code": f"T{number:04d}", "name": f"设施{number}", "village": "新河村"}
        if random.random() < 0.3:
            answers[random.choice(("patrol_days", "regular_months", "check_months"))] = str(random.randint(1, 30))
        if random.random() < 0.3:
            answers["care_level"] = random.choice(("1", "2", "3", "x"))
        subject = random.choice(("bridge", random.choice(subjects)))
        township = random.choice(TOWNSHIPS)
        yield AssetRow(township, ids.new(), subject, str(answers["code"]), "", "", None, None, answers)


def _register(home: Path, drawn: list[AssetRow]) -> None:
    at = SystemClock().now().isoformat()
    acts = [_created(asset.record, asset, {"record": "asset", "values": asset.answers}, at) for asset in drawn]
    with open_server(home) as opened:
        opened.central.ledger.append_own(acts, at)


def _visit(place: Workplace, random: Random, drawn: list[AssetRow]) -> dict[str, tuple[AssetRow, dict[str, date]]]:
    """Draw when each asset was visited, record it, and return it together with the demonstration's own assets."""
    today = datetime.now(SHANGHAI).date()
    acts: list[Act] = []
    with place.store.reading() as reading:
        histories = {asset.record: (asset, dict[str, date]()) for asset in reading.assets(limit=10_000)}
    for asset in drawn:
        for form in sorted({form for rule in due_rules().of_subject(asset.subject) for form in rule.forms}):
            if random.random() < 0.8:
                day = today - timedelta(days=int(random.expovariate(1 / random.choice((5, 60, 400)))))
                acts += _inspected(asset, form, datetime.combine(day, time(0, random.randint(0, 59)), SHANGHAI))
                histories[asset.record][1][form] = day
    with place.store() as unit:
        unit.append(acts)
    return histories


def _inspected(asset: AssetRow, form: str, at: datetime) -> Iterator[Act]:
    body: dict[str, object] = {"record": "inspection", "form": form, "version": "1", "title": "", "asset": asset.record}
    begun = _created(UuidIds().new(), asset, body, at.isoformat())
    yield begun
    yield Act(UuidIds().new(), begun.record, begun.stream, "submitted", (begun.id,), {}, at.isoformat())


def _created(record: str, asset: AssetRow, body: dict[str, object], at: str) -> Act:
    return Act(UuidIds().new(), record, Stream(asset.township, asset.subject), "created", (), body, at)  # type: ignore[arg-type]  # answers of an asset are JSON


def listed(place: Workplace, day: date) -> tuple[Overdue, int]:
    """Return the list, and the number of the badge."""
    with place.store.reading() as reading:
        found = due_checks(reading, day, [DueState.OVERDUE])
        return frozenset((due.asset.record, due.rule) for due in found), count_due(reading, day)[DueState.OVERDUE]


def on_the_page(qtbot: QtBot, place: Workplace) -> tuple[Overdue, int]:
    """Return what the day's page shows as overdue, and the number on its card."""
    tasks = Tasks()
    try:
        model = TodayModel(place, tasks)
        with qtbot.waitSignal(model.changed, timeout=60_000):
            model.refresh()
        qtbot.waitUntil(lambda: model.is_known and not model.is_busy, timeout=60_000)
        model.choose(Section.OVERDUE)
        shown = [model.due_table.due_at(row) for row in range(model.due_table.rowCount())]
        return frozenset((due.asset.record, due.rule) for due in shown), model.counts[Section.OVERDUE]
    finally:
        tasks.close()


def printed(capsys: pytest.CaptureFixture[str], *arguments: object) -> Overdue:
    """Return what a command prints as CSV."""
    assert main([*map(str, arguments), "--csv"]) == 0
    rows = csv.DictReader(io.StringIO(capsys.readouterr().out))
    return frozenset((row["设施"], row["规则"]) for row in rows)


@pytest.mark.parametrize("ahead", DAYS)
def test_list_badge_page_export_and_server_agree_on_what_is_overdue(
    qtbot: QtBot,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    district: District,
    ahead: int,
) -> None:
    monkeypatch.setenv(FORCE_FILE, "1")
    day = datetime.now(SHANGHAI).date() + timedelta(days=ahead)
    expected = district.expected(day)
    assert 20 < len([*district.after_the_storm()]) < len(expected) < 1000

    with at_work(district.home) as client:
        place = replace(client.workplace, clock=LaterClock(ahead))
        assert listed(place, day) == (expected, len(expected))
        assert on_the_page(qtbot, place) == (expected, len(expected))
    assert printed(capsys, "day", "due", "--home", district.home, "--on", day) == expected
    assert printed(capsys, "admin", "overdue", "--home", district.server, "--on", day) == expected
