"""The fresh-machine promise, as far as one machine can show it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from devtools import system
from devtools.environment import ROOT, why_not_installed


def dev(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run dev.py with some variables changed."""
    given = {**os.environ, **variables}
    return subprocess.run(
        [sys.executable, "dev.py", *arguments], cwd=ROOT, env=given, check=False, capture_output=True, encoding="utf-8"
    )


def program(folder: Path, name: str, script: str) -> None:
    """Put a shell script on a path of its own."""
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


def test_a_command_runs_inside_the_environment_with_our_packages() -> None:
    done = dev("exec", "--", "python", "-c", "import sys, app; print(sys.prefix)")

    assert done.stdout.strip() == str(ROOT / ".venv")


def test_the_exit_code_of_a_command_is_passed_on() -> None:
    assert dev("exec", "--", "python", "-c", "raise SystemExit(7)").returncode == 7


@pytest.mark.parametrize("arguments", [("dance",), ("test", "dance"), ("exec",), ("exec", "--", "no-such-program")])
def test_a_mistyped_command_is_refused(arguments: tuple[str, ...]) -> None:
    done = dev(*arguments)

    assert done.returncode != 0
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "complaint",
    [
        "WARNING: Retrying (…) after connection broken by 'NewConnectionError('…: [Errno -3] …')'",
        "ERROR: Could not find a version that satisfies the requirement alembic==1.20.1 (from versions: none)",
    ],
)
def test_a_machine_without_network_is_told_so(complaint: str) -> None:
    assert "cannot be reached" in why_not_installed(complaint)


def test_a_wrong_hash_is_not_blamed_on_the_network() -> None:
    assert "cannot be reached" not in why_not_installed("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES")


def test_only_libraries_that_the_loader_lacks_are_asked_for() -> None:
    assert system.loads("libc.so.6")
    assert not system.loads("libyingxun.so.0")


@pytest.mark.skipif(os.name != "posix", reason="apt-get exists on Debian only")
class TestMissingPackages:
    """Missing packages, with a stand-in for apt-get that notes what it is asked."""

    @pytest.fixture
    def noted(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        """Return the file that the stand-in writes; it knows packages only after an update."""
        notes = tmp_path / "notes"
        program(tmp_path, "apt-get", f'echo "$@" >> {notes}\n[ "$1" = update ] || grep -q update {notes}')
        monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
        return notes

    def test_root_gets_them_installed_after_an_update_when_needed(
        self, noted: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(os, "geteuid", lambda: 0)

        system.provide(["libegl1"])

        install = "install -y --no-install-recommends libegl1"
        assert noted.read_text().splitlines() == [install, "update", install]

    def test_others_are_given_the_one_command(self, noted: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(os, "geteuid", lambda: 1000)

        with pytest.raises(SystemExit, match="sudo apt-get install -y --no-install-recommends libegl1 libgl1"):
            system.provide(["libegl1", "libgl1"])

        assert not noted.exists()

    def test_nothing_missing_asks_for_nothing(self, noted: Path) -> None:
        system.provide([])

        assert not noted.exists()
