"""A finding followed until it is mended: three people on three homes, each away from the server while they act."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZipFile

import pytest

from app.demo.answers import RAILING, regular_check
from app.demo.district import HANDLER, INSPECTOR, PASSWORDS, SUPERVISOR
from app.domain.site import Position, Source
from db.photos.sample import Shot, sample_photo
from tests.e2e.processes import ServerProcess, yingxun

pytestmark = pytest.mark.e2e


@pytest.fixture
def server(tmp_path: Path) -> Iterator[ServerProcess]:
    server = ServerProcess(tmp_path / "server")
    server.start()
    yield server
    server.stop()


def photo(tmp_path: Path, seed: int, latitude: float) -> Path:
    """Return a photo that was taken on the island."""
    shot = Shot(position=Position(latitude, 121.4, Source.EXIF), taken_at=datetime(2026, 11, 20, 1, seed, tzinfo=UTC))
    path = tmp_path / f"IMG_{seed:04d}.jpg"
    path.write_bytes(sample_photo(seed, shot))
    return path


def test_a_finding_is_followed_until_another_person_has_seen_it_mended(server: ServerProcess, tmp_path: Path) -> None:
    homes = {login: tmp_path / login for login in (INSPECTOR, SUPERVISOR, HANDLER)}
    for login, home in homes.items():
        yingxun("enrol", "--home", home, "--server", server.url, "--login", login, secret=PASSWORDS[login])
        yingxun("sync", "--home", home)
    inspector, supervisor, handler = homes.values()

    def away(home: Path, *arguments: object, expect: int = 0) -> object:
        """Do something without a server, then meet it."""
        server.stop()
        done = yingxun(*arguments[:2], "--home", home, *arguments[2:], expect=expect)
        server.start()
        yingxun("sync", "--home", home)
        return done

    answers = tmp_path / "answers.json"
    answers.write_text(json.dumps(regular_check(damages=(RAILING,)), ensure_ascii=False), "utf-8")
    server.stop()
    recorded = yingxun(
        *("record", "--home", inspector, "--form", "bridge_regular", "--asset", "C101Q001", "--answers", answers),
        *("--photo", f"conclusion/overview={photo(tmp_path, 1, 31.64)}"),
    )
    findings = yingxun("case", "open", "--home", inspector, recorded["record"])
    opened = yingxun("case", "open", "--home", inspector, recorded["record"], "--finding", len(findings))
    server.start()
    assert yingxun("sync", "--home", inspector)["photos_sent"] == 1
    case = opened["record"]

    yingxun("sync", "--home", supervisor)
    (row,) = (json.loads(line) for line in [json.dumps(yingxun("case", "list", "--home", supervisor))])
    assert (row["number"], row["status"]) == (opened["number"], "reported")
    server.stop()
    yingxun("case", "act", "--home", supervisor, case, "filed", "--say", "class=component/0209/1")
    given = ("--say", "unit=新河镇市政养护队", "--limit", "2:work_day")
    yingxun("case", "act", "--home", supervisor, case, "assigned", *given)
    server.start()
    yingxun("sync", "--home", supervisor)

    yingxun("sync", "--home", handler)
    assert yingxun("case", "list", "--home", handler)["unit"] == "新河镇市政养护队"
    mended = ("--say", "measures=更换栏杆两根并刷漆", "--photo", photo(tmp_path, 2, 31.6402))
    assert away(handler, "case", "act", case, "handled", *mended) == {"status": "handled"}
    refused = yingxun("case", "act", "--home", handler, case, "verified", expect=3)
    assert refused["error"] == "review.not_allowed"

    yingxun("sync", "--home", inspector)
    assert away(inspector, "case", "act", case, "verified") == {"status": "verified"}
    yingxun("sync", "--home", supervisor)
    assert away(supervisor, "case", "act", case, "closed") == {"status": "closed"}

    for home in homes.values():
        yingxun("sync", "--home", home)
        shown = yingxun("case", "show", "--home", home, case)
        assert (shown["status"], shown["colour"], shown["unsent"], shown["before"]) == ("closed", "green", 0, 1)
        assert 20 < shown["after"][0]["metres"] < 25
        assert [step[0] for step in shown["history"]] == [
            *("created", "attached", "filed", "assigned", "attached", "handled", "verified", "closed")
        ]
        assert yingxun("verify", "--home", home)["findings"] == []

    workbook = tmp_path / "清单.xlsx"
    assert yingxun("case", "export", "--home", supervisor, workbook) == {"cases": 1}
    with ZipFile(workbook) as packed:
        assert len([name for name in packed.namelist() if name.startswith("xl/media/")]) == 3
