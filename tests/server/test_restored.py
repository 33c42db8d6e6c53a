"""A server is lost and its day-old backup put onto an empty machine: what came after it comes back from the homes."""

import shutil
from pathlib import Path

import pytest

from app.cli import main
from app.domain.kinds import Role
from tests.server.office import PASSWORD, Office
from tests.sync.desks import Desk

PHOTOS = (b"\xff\xd8 first" * 3000, b"\xff\xd8 second" * 3000)


def admin(home: Path, *command: str) -> int:
    return main(["admin", *command, "--home", str(home), "--json"])


def test_nothing_is_lost_with_a_day_old_backup(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    backup, empty = tmp_path / "backup", tmp_path / "empty machine"
    office = Office(tmp_path / "server")
    inspector = Desk(office, tmp_path / "inspector", Role.INSPECTOR)
    supervisor = Desk(office, tmp_path / "supervisor", Role.SUPERVISOR)
    before = inspector.inspect(PHOTOS[0])
    inspector.sync()
    assert admin(office.home, "backup", "--out", str(backup)) == 0
    after = inspector.inspect(PHOTOS[1])
    inspector.sync()
    office.close()

    shutil.copytree(backup, empty)
    assert admin(empty, "restored") == 0
    restored = Office(empty)
    for desk in (inspector, supervisor):
        desk.talk_to(f"http://127.0.0.1:{restored.port}")
        desk.courier().sign_in(PASSWORD)
    reports = [inspector.sync(), inspector.sync(), supervisor.sync()]
    restored.close()
    capsys.readouterr()

    assert [report.problem for report in reports] == [None] * 3
    for key, photo in ((before, PHOTOS[0]), (after, PHOTOS[1])):
        assert inspector.is_delivered(key)
        assert supervisor.entries(key) == inspector.entries(key)
        [name] = [str(entry.body["sha256"]) for entry in supervisor.entries(key) if entry.kind == "attached"]
        assert supervisor.blobs.read(name) == photo
    assert admin(empty, "verify") == 0, capsys.readouterr().out
    inspector.close()
    supervisor.close()


def test_a_second_backup_copies_only_what_is_new(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    backup = tmp_path / "backup"
    office = Office(tmp_path / "server")
    inspector = Desk(office, tmp_path / "inspector", Role.INSPECTOR)
    said = []
    for photo in PHOTOS:
        inspector.inspect(photo)
        inspector.sync()
        assert admin(office.home, "backup", "--out", str(backup)) == 0
        said.append(capsys.readouterr().out.splitlines()[-1])
    inspector.close()
    office.close()

    assert said == ['{"new_photos": 1, "photos": 1}', '{"new_photos": 1, "photos": 2}']
    assert not [path.name for path in backup.rglob("*") if path.is_file() and path.stat().st_mode & 0o077]
    assert admin(backup, "verify") == 0
