"""The door without a network: the right password opens, and guessing is slowed down."""

import io
from pathlib import Path

import pytest

from app.assembly.client import Client
from app.assembly.homes import FREE_ATTEMPTS, Homes
from app.cli import main
from app.errors import AppError
from db.keys import FORCE_FILE
from tests.server.office import PASSWORD, Office


def test_guessing_at_the_door_is_slowed_down_and_the_right_password_opens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(FORCE_FILE, "1")
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSWORD}\n"))
    office = Office(tmp_path / "server")
    login = office.account(office.district.person())
    url = f"http://127.0.0.1:{office.port}"
    assert main(["enrol", "--server", url, "--login", login, "--home", str(tmp_path / "homes" / "one")]) == 0
    office.close()
    opened = list[Client]()
    homes = Homes(tmp_path / "homes", opened.append)
    [account] = homes.accounts()

    for _ in range(FREE_ATTEMPTS):
        with pytest.raises(AppError, match=r"identity\.wrong_password"):
            homes.enter(account, "a wrong guess")
    for guess in ("another", PASSWORD):
        with pytest.raises(AppError, match=r"account\.too_many_attempts"):
            homes.enter(account, guess)
    assert Homes(tmp_path / "homes", opened.append).enter(account, PASSWORD).login == login

    for client in opened:
        client.close()
