"""The server as a process: it says its port, stops gracefully, and finds everything again."""

import json
import os
import signal
import socket
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from app.errors import AppError
from sync import paths
from sync.server.__main__ import EmbeddedServer, main, open_server
from tests.server.office import PASSWORD, Client, Office
from tests.server.people import BRIDGES


@pytest.mark.e2e
def test_a_process_says_its_port_and_ends_on_a_signal(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "sync.server", "--home", str(tmp_path / "home"), "--port", "0"]
    root = Path(__file__).parents[2]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=root) as process:
        assert process.stdout is not None
        said = json.loads(process.stdout.readline())
        health = Client(said["port"]).call("GET", paths.HEALTH)
        process.send_signal(signal.SIGTERM)
        _, errors = process.communicate(timeout=30)

    assert said["event"] == "listening"
    assert health.status == 200
    assert [json.loads(line)["call"] for line in errors.splitlines()] == ["health"]
    assert process.returncode == 0


def test_what_was_pushed_is_there_after_a_restart_under_the_same_key(tmp_path: Path) -> None:
    first = Office(tmp_path)
    client = first.member()
    entry = client.machine.begin()
    [before] = client.push(entry)
    first.close()

    second = Office(tmp_path)
    [after] = Client(second.port, client.token).push(entry)
    second.close()

    assert (before["outcome"], after["outcome"]) == ("accepted", "known")
    assert before["receipt"] == after["receipt"]


def test_the_key_is_readable_by_its_owner_alone(office: Office) -> None:
    if os.name == "nt":
        pytest.skip("Windows has no such permission bits")

    assert stat.S_IMODE((office.home / "server.key").stat().st_mode) == 0o600


def test_a_log_is_not_opened_with_another_servers_key(office: Office, tmp_path: Path) -> None:
    with open_server(tmp_path / "other"):
        pass
    office.close()
    (office.home / "server.key").write_bytes((tmp_path / "other" / "server.key").read_bytes())

    with pytest.raises(AppError, match=r"server\.wrong_key"), open_server(office.home):
        pass


@pytest.mark.parametrize("content", ["", "zz", "ab" * 31])
def test_a_damaged_key_is_a_sentence(tmp_path: Path, content: str) -> None:
    (tmp_path / "server.key").write_text(content)

    with pytest.raises(AppError, match=r"server\.key_damaged"), open_server(tmp_path):
        pass


def test_a_port_in_use_is_a_sentence_and_leaves_the_home_closed(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        embedded = EmbeddedServer(tmp_path / "home")
        with pytest.raises(AppError, match=r"server\.port_taken"):
            embedded.start(taken.getsockname()[1])

    assert embedded.start()
    embedded.stop()


@pytest.mark.parametrize(
    ("photos", "problem"),
    [
        ("ftp://photos", "server.photos_address"),
        ("s3://", "server.bucket_address"),
        ("s3://key:secret@photos", "server.bucket_address"),
        ("s3://photos?secret=1", "server.bucket_address"),
    ],
)
def test_photos_are_kept_in_a_folder_or_a_bucket(
    photos: str, problem: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["--home", str(tmp_path), "--photos", photos])

    said = capsys.readouterr().err
    assert code == 1
    assert problem in said
    assert "secret" not in said


def test_photos_and_database_go_where_they_are_told(tmp_path: Path) -> None:
    database, photos = tmp_path / "elsewhere.db", tmp_path / "photos elsewhere"

    with open_server(tmp_path / "home", str(database), str(photos)) as server:
        server.central.uploads.append(BRIDGES.township, "ab" * 32, 0, b"x")

    assert database.exists()
    assert [path.name for path in photos.rglob("*") if path.is_file()] == ["ab" * 32]


def test_stopping_twice_is_stopping_once(tmp_path: Path) -> None:
    embedded = EmbeddedServer(tmp_path)
    embedded.start()
    assert embedded.server.users.add("zhang", "张三", PASSWORD)

    embedded.stop()
    embedded.stop()
