"""A finding followed until it is mended: three people on three homes, the server gone while each of them acts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from app.assembly.client import Client
from app.demo.answers import RAILING, regular_check
from app.demo.district import HANDLER, INSPECTOR, SUPERVISOR
from app.demo.people import asset_by_code, at_work, enrol_once, inspect, sync
from app.demo.serving import DemoServer
from app.domain.case_listing import CaseQuery
from app.domain.kinds import Action, Status
from app.domain.site import Position, Source
from app.domain.stream import Stream
from app.errors import AppError
from app.standards.calendars import work_time
from app.standards.grid_classes import grid_classes
from app.usecases.case_findings import findings_of, proposal, read_findings
from app.usecases.case_photos import take_photo
from app.usecases.case_sheet import CaseSheet, read_sheet
from app.usecases.cases import decide_case, limit_body, open_case
from app.usecases.registers import read_register, register_tables
from app.workplace import RecordKey
from db.keys import FORCE_FILE
from db.photos.sample import Shot, sample_photo

pytestmark = pytest.mark.e2e

LIMIT = limit_body("2", "work_day")


@dataclass
class District:
    """A server that comes and goes, and homes that meet it now and then."""

    root: Path
    server: DemoServer
    homes: dict[str, Path] = field(default_factory=dict)

    def enrol(self, *logins: str) -> None:
        """Enrol people and let them receive what there is."""
        for login in logins:
            self.homes[login] = self.root / login
            enrol_once(self.homes[login], self.server.start(), login)
            self.meet(login)

    def meet(self, login: str) -> None:
        """Let somebody meet the server; everything that waited is sent."""
        self.server.start()
        with at_work(self.homes[login]) as client:
            report = sync(client)
            with client.workplace.store.reading() as look:
                assert (report.problem, look.count_waiting()) == (None, 0)

    def act(self, login: str, key: RecordKey, action: Action, body: Mapping[str, Any], *photos: Path) -> None:
        """Receive, lose the server, act, meet it again."""
        self.meet(login)
        self.server.stop()
        with at_work(self.homes[login]) as client:
            decide(client, key, action, body, photos)
            assert sync(client).problem is not None
        self.meet(login)


@pytest.fixture
def district(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[District]:
    monkeypatch.setenv(FORCE_FILE, "1")
    server = DemoServer(tmp_path / "server")
    yield District(tmp_path, server)
    server.stop()


def photo(folder: Path, seed: int, latitude: float) -> Path:
    """Return a photo that was taken on the island."""
    position = Position(latitude, 121.4, Source.EXIF)
    path = folder / f"IMG_{seed:04d}.jpg"
    path.write_bytes(sample_photo(seed, Shot(position=position, taken_at=datetime(2026, 11, 20, 1, seed, tzinfo=UTC))))
    return path


def tools_of(client: Client) -> dict[str, Any]:
    """Return what use cases are given of a client."""
    place = client.workplace
    return {"clock": place.clock, "ids": place.ids, "person": place.person}


def decide(
    client: Client, key: RecordKey, action: Action, body: Mapping[str, Any], photos: Sequence[Path] = ()
) -> None:
    """Do something to a case as it stands here."""
    place = client.workplace
    taken = [take_photo(place, path) for path in photos]
    with place.store() as unit:
        heads = unit.state(key.stream, key.record).heads
        decide_case(unit, action, body, **tools_of(client), key=key, heads=heads, photos=taken)


def shown(client: Client, key: RecordKey) -> CaseSheet:
    """Return a case as a home has it."""
    with client.workplace.store.reading() as look:
        return read_sheet(look, key, client.workplace.person, work_time(), grid_classes())


def open_from_finding(district: District) -> RecordKey:
    """Record a bridge with a broken railing, and open a case of it, far from any server."""
    district.server.stop()
    with at_work(district.homes[INSPECTOR]) as client:
        place = client.workplace
        bridge = asset_by_code(place, "C101Q001")
        overview = [("conclusion/overview", photo(district.root, 1, 31.64))]
        recorded = inspect(place, "bridge_regular", bridge, regular_check(damages=(RAILING,)), overview)
        with place.store.reading() as look:
            row = look.record_row(bridge.township, recorded.record)
        assert row is not None
        found = read_findings(place, RecordKey(Stream(row.township, row.subject), row.record))
        damage, whole = findings_of(found)
        assert "上游侧第3、4根立柱" in damage.words
        case = proposal(found, whole.path, grid_classes())
        assert (len(case.shared), case.values["class"]) == (1, "component/0209/1")
        with place.store() as unit:
            opened = open_case(unit, machine=place.machine, **tools_of(client), case=case)
    district.meet(INSPECTOR)
    return opened.key


def test_a_finding_is_followed_until_another_person_has_seen_it_mended(district: District) -> None:
    district.enrol(INSPECTOR, SUPERVISOR, HANDLER)
    case = open_from_finding(district)

    district.act(SUPERVISOR, case, Action.FILED, {"class": "component/0209/1"})
    district.act(SUPERVISOR, case, Action.ASSIGNED, {"unit": "新河镇市政养护队", "limit": LIMIT})
    mended = photo(district.root, 2, 31.6402)
    district.act(HANDLER, case, Action.HANDLED, {"measures": "更换栏杆两根并刷漆"}, mended)
    with pytest.raises(AppError, match=r"review\.not_allowed"):
        district.act(HANDLER, case, Action.VERIFIED, {})
    district.act(INSPECTOR, case, Action.VERIFIED, {})
    district.act(SUPERVISOR, case, Action.CLOSED, {})

    for login, home in district.homes.items():
        district.meet(login)
        with at_work(home) as client:
            sheet = shown(client, case)
            assert [step.action.value for step in sheet.case.state.history] == [
                *("created", "attached", "filed", "assigned", "attached", "handled", "verified", "closed")
            ]
            (after,) = sheet.case.after
            metres = sheet.case.far_m(after)
            assert metres is not None
            assert 20 < metres < 25
            assert client.workplace.shelf.thumbnail(after.sha256) is not None
            with client.workplace.store.reading() as look:
                (row,) = look.case_rows(CaseQuery(), client.workplace.clock.now())
            assert (row.status, row.unit, row.unsent) == (Status.CLOSED, "新河镇市政养护队", 0)


def test_the_three_lists_are_one_workbook_with_pictures_of_before_and_after(district: District) -> None:
    district.enrol(INSPECTOR, SUPERVISOR)
    case = open_from_finding(district)
    district.act(SUPERVISOR, case, Action.FILED, {"class": "component/0209/1"})
    workbook = district.root / "清单.xlsx"

    with at_work(district.homes[SUPERVISOR]) as client:
        place = client.workplace
        decide(client, case, Action.ASSIGNED, {"unit": "养护队", "limit": LIMIT})
        decide(client, case, Action.HANDLED, {"measures": "已更换"}, [photo(district.root, 3, 31.64)])
        place.sheets.write(workbook, register_tables(read_register(place, CaseQuery()), place.shelf))
        sheets = {sheet.name: sheet.rows for sheet in place.sheets.read(workbook)}

    assert list(sheets) == ["问题清单", "整改清单", "责任清单"]
    assert len({rows[1][0] for rows in sheets.values()}) == 1
    assert "养护队" in sheets["责任清单"][1]
    with ZipFile(workbook) as packed:
        assert sum(name.startswith("xl/media/") for name in packed.namelist()) == 3
