"""A machine that lost its secrets: the district's recovery key opens the home folder again, and nothing else does."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.assembly.client import open_client, secrets_of, verify_home
from app.cli import main
from app.errors import AppError
from db.keys import FORCE_FILE
from tests.server.office import PASSWORD, Office


@pytest.fixture(autouse=True)
def secrets_in_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(FORCE_FILE, "1")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    office = Office(tmp_path / "server")
    yield office
    office.close()


def make_key(office: Office, path: Path) -> int:
    return main(["admin", "recovery-key", "--out", str(path), "--home", str(office.home)])


def enrolled(office: Office, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Enrol somebody in a home folder, then have the machine lose its secrets."""
    login = office.account(office.district.person())
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSWORD}\n"))
    url = f"http://127.0.0.1:{office.port}"
    assert main(["enrol", "--server", url, "--login", login, "--home", str(home)]) == 0
    (home / "secrets.json").unlink()


def test_the_districts_key_opens_a_home_whose_secrets_are_lost(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key, home = tmp_path / "recovery.key", tmp_path / "home"
    made = make_key(office, key)
    enrolled(office, home, monkeypatch)
    with pytest.raises(AppError, match=r"keys\.lost"), open_client(home):
        pass

    recovered = main(["recover", "--key", str(key), "--home", str(home)])
    office.close()

    assert (made, recovered) == (0, 0)
    assert not verify_home(home).findings
    assert key.stat().st_mode & 0o077 == 0


def test_another_key_and_another_file_open_nothing_and_say_so(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second, home = tmp_path / "first", tmp_path / "second", tmp_path / "home"
    assert make_key(office, first) == 0
    enrolled(office, home, monkeypatch)
    assert make_key(office, second) == 0
    assert make_key(office, second) == 3
    office.close()
    (tmp_path / "none").write_text("[]")
    capsys.readouterr()

    codes = [main(["recover", "--key", str(key), "--home", str(home)]) for key in (second, tmp_path / "none", home)]
    said = capsys.readouterr().err

    assert codes == [3, 3, 3]
    assert "another one" in said
    assert "not the district's recovery key" in said
    assert not (home / "secrets.json").exists()


def test_a_home_enrolled_before_there_was_a_key_is_told_so(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    home = tmp_path / "home"
    enrolled(office, home, monkeypatch)
    assert make_key(office, tmp_path / "key") == 0
    office.close()

    assert main(["recover", "--key", str(tmp_path / "key"), "--home", str(home)]) == 3
    assert "had no recovery key" in capsys.readouterr().err


def test_no_secret_stands_in_the_sealed_file(office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert make_key(office, tmp_path / "key") == 0
    login = office.account(office.district.person())
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSWORD}\n"))
    home = tmp_path / "home"
    main(["enrol", "--server", f"http://127.0.0.1:{office.port}", "--login", login, "--home", str(home)])
    office.close()
    sealed = (home / "recovery.sealed").read_bytes()
    for name in ("store", "device"):
        secret = secrets_of(home).get(name)
        assert secret not in sealed
        assert secret.hex().encode() not in sealed
