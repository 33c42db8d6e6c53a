"""``yingxun admin``: a keeper sees who may come in and what is held, keeps out whom he revoked, and checks it all."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.cli import main
from sync import paths
from tests.server.office import Office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    office = Office(tmp_path / "home")
    yield office
    office.close()


def keep(capsys: pytest.CaptureFixture[str], home: Path, *command: str) -> tuple[int, list[Any]]:
    """Run an ``admin`` command; return its exit code and the lines of JSON that it printed."""
    capsys.readouterr()
    code = main(["admin", *command, "--home", str(home), "--json"])
    return code, [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_revoked_device_is_served_no_more_and_a_restored_one_is(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    client = office.member()
    device = client.call("POST", paths.DEVICE, {"key": "cd" * 32, "machine": "PC-7"}).json["device"]
    _, devices = keep(capsys, office.home, "device", "list")
    revoked, _ = keep(capsys, office.home, "device", "revoke", device)
    refused = client.call("POST", paths.PULL, {"cursors": {}})
    restored, _ = keep(capsys, office.home, "device", "restore", device)
    served = client.call("POST", paths.PULL, {"cursors": {}})
    office.close()

    assert [row["machine"] for row in devices if row["device"] == device and row["active"]] == ["PC-7"]
    assert (revoked, restored) == (0, 0)
    assert (refused.status, refused.code) == (403, "account.device_revoked")
    assert served.status == 200


def test_a_grant_is_given_listed_and_taken_back(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    person = office.district.person()
    login = office.account(person)
    office.close()
    given = ("--role", "supervisor", "--township", "310151101", "--subject", "bridge")
    _, [added] = keep(capsys, office.home, "grant", "add", login, *given)

    _, before = keep(capsys, office.home, "grant", "list")
    assert keep(capsys, office.home, "grant", "revoke", added["grant"])[0] == 0
    _, after = keep(capsys, office.home, "grant", "list")

    [row] = [row for row in before if row["grant"] == added["grant"]]
    assert (row["role"], row["townships"], row["subjects"]) == ("supervisor", ["310151101"], ["bridge"])
    assert added["grant"] not in {row["grant"] for row in after}


def test_revoking_what_is_not_there_is_a_sentence(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    office.close()
    code, [said] = keep(capsys, office.home, "grant", "revoke", "nobody")

    assert code == 3
    assert said["error"] == "directory.unknown"


def test_statistics_count_what_was_pushed(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    client = office.member()
    client.push(client.machine.begin())
    office.close()
    _, [said] = keep(capsys, office.home, "statistics")

    assert said["entries"]["310151101"] == 1
    assert said["records"]["inspection/draft"] == 1
    assert said["photos"] == 0


def test_a_server_is_verified_and_a_changed_byte_is_named(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    client = office.member()
    entry = client.machine.begin()
    client.push(entry)
    sound = keep(capsys, office.home, "verify")
    engine = office.server.home.engine
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE entries SET signature = zeroblob(64) WHERE id = ?", (entry.id,))
    code, [said] = keep(capsys, office.home, "verify")
    office.close()

    assert sound[0] == 0
    assert sound[1][0]["findings"] == []
    assert code == 1
    assert [(finding["what"], finding["where"]) for finding in said["findings"]] == [("signature_wrong", entry.id)]
