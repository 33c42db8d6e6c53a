"""One real inspection, from a photo to an approval and back: a server process and the processes of two people."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.demo.answers import RAILING, regular_check
from app.demo.district import INSPECTOR, PASSWORDS, SUPERVISOR
from app.domain.site import Position, Source
from db.photos.sample import Shot, sample_photo
from tests.e2e.acts import REMARK_ON
from tests.e2e.processes import ServerProcess, act, yingxun

pytestmark = pytest.mark.e2e


@pytest.fixture
def server(tmp_path: Path) -> Iterator[ServerProcess]:
    server = ServerProcess(tmp_path / "server")
    server.start()
    yield server
    server.stop()


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    shot = Shot(position=Position(31.64, 121.4, Source.EXIF), taken_at=datetime(2026, 11, 20, 1, 2, 3, tzinfo=UTC))
    path = tmp_path / "IMG_0001.jpg"
    path.write_bytes(sample_photo(1, shot))
    return path


def test_a_record_goes_from_a_photo_to_an_approval_and_back(server: ServerProcess, tmp_path: Path, photo: Path) -> None:
    inspector, supervisor = tmp_path / "inspector", tmp_path / "supervisor"
    answers = tmp_path / "answers.json"
    answers.write_text(json.dumps(regular_check(damages=(RAILING,)), ensure_ascii=False), "utf-8")
    for home, login in ((inspector, INSPECTOR), (supervisor, SUPERVISOR)):
        yingxun("enrol", "--home", home, "--server", server.url, "--login", login, secret=PASSWORDS[login])
        assert yingxun("sync", "--home", home)["problem"] is None

    server.stop()
    recorded = yingxun(
        *("record", "--home", inspector, "--form", "bridge_regular", "--asset", "C101Q001"),
        *("--answers", answers, "--photo", f"conclusion/overview={photo}"),
    )
    away = yingxun("sync", "--home", inspector, expect=1)
    assert (away["problem"], away["waiting"]) == ("unreachable", 4)
    assert act(inspector, "show", recorded["record"])["delivered"] is False

    server.start()
    assert yingxun("sync", "--home", inspector)["photos_sent"] == 1
    assert act(inspector, "show", recorded["record"])["delivered"] is True
    yingxun("sync", "--home", supervisor)
    seen = act(supervisor, "show", recorded["record"])
    assert (seen["status"], seen["thumbnails"], seen["originals"]) == ("submitted", 1, 1)

    act(supervisor, "give_back", recorded["record"])
    yingxun("sync", "--home", supervisor)
    yingxun("sync", "--home", inspector)
    returned = act(inspector, "show", recorded["record"])
    assert (returned["status"], returned["remarks"]) == ("returned", [[REMARK_ON, "写明处置时限"]])
    assert act(inspector, "correct", recorded["record"]) == recorded["number"]
    yingxun("sync", "--home", inspector)

    yingxun("sync", "--home", supervisor)
    assert act(supervisor, "show", recorded["record"])["changed"] == [REMARK_ON]
    act(supervisor, "approve", recorded["record"])
    yingxun("sync", "--home", supervisor)
    yingxun("sync", "--home", inspector)
    assert act(inspector, "show", recorded["record"])["status"] == "approved"

    for home, receipts in ((inspector, 5), (supervisor, 2)):
        verified = yingxun("verify", "--home", home)
        assert (verified["findings"], verified["receipts"], verified["photos"]) == ([], receipts, 1)


def test_verify_names_what_was_changed(server: ServerProcess, tmp_path: Path, photo: Path) -> None:
    home, answers = tmp_path / "inspector", tmp_path / "answers.json"
    answers.write_text(json.dumps(regular_check(), ensure_ascii=False), "utf-8")
    yingxun("enrol", "--home", home, "--server", server.url, "--login", INSPECTOR, secret=PASSWORDS[INSPECTOR])
    yingxun("sync", "--home", home)
    yingxun(
        *("record", "--home", home, "--form", "bridge_regular", "--asset", "C101Q001"),
        *("--answers", answers, "--photo", f"conclusion/overview={photo}"),
    )
    yingxun("sync", "--home", home)

    kept = next(path for path in (home / "photos").rglob("*") if path.is_file() and path.stat().st_size > 100_000)
    kept.chmod(0o600)
    kept.write_bytes(kept.read_bytes()[:-1] + b"x")

    findings = yingxun("verify", "--home", home, expect=1)["findings"]
    assert [finding["what"] for finding in findings] == ["photo_damaged"]
