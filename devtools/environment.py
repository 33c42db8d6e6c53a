"""The virtual environment: exactly the locked libraries, made again only when the lock or the folder changed."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from devtools.system import missing_libraries, provide

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
STAMP = VENV / "yingxun.stamp"
LOCK = ROOT / "requirements-dev.lock"
POSIX = os.name == "posix"
SCRIPTS = VENV / ("bin" if POSIX else "Scripts")
PYTHON = SCRIPTS / ("python" if POSIX else "python.exe")
OLDEST = (3, 11)
UNREACHABLE = re.compile(
    "NewConnectionError|NameResolutionError|ConnectTimeout|ProxyError|Network is unreachable|from versions: none"
)


def prepare(*, window: bool = False) -> None:
    """Make the environment complete, doing nothing that was done; ``window``: for windows on X11 as well."""
    wanted = f"{VENV}\n{hashlib.sha256(LOCK.read_bytes()).hexdigest()}\n"
    stamp = STAMP.read_text(encoding="utf-8") if STAMP.is_file() else ""
    is_current = stamp == wanted and PYTHON.exists()
    moved = bool(stamp) and stamp.splitlines()[0] != str(VENV)
    has_python = is_current or (not moved and is_usable())
    provide(([] if has_python else missing_for_venv()) + missing_libraries(window=window))
    if not has_python:
        create()
    if not is_current:
        install_lock()
        STAMP.write_text(wanted, encoding="utf-8")


def is_usable() -> bool:
    """Whether ``.venv`` has a Python that starts, is new enough and has pip; a half-made one does not."""
    probe = f"import pip, sys; sys.exit(sys.version_info < {OLDEST})"
    return PYTHON.exists() and subprocess.run([PYTHON, "-c", probe], capture_output=True, check=False).returncode == 0


def missing_for_venv() -> list[str]:
    """Return Debian's package for making virtual environments, if this Python came without."""
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    return [] if importlib.util.find_spec("ensurepip") else [f"python{version}-venv"]


def create() -> None:
    """Make an empty virtual environment."""
    if VENV.is_symlink():
        sys.exit(
            f"{VENV} is a link to another environment, which would be emptied: remove the link and run this again."
        )
    print(f"Making {VENV.name} with Python {sys.version.split()[0]}.", flush=True)
    if subprocess.run([sys.executable, "-m", "venv", "--clear", VENV], check=False).returncode:
        sys.exit(f"{VENV} could not be made, see above: remove that folder and run this again.")


def install_lock() -> None:
    """Install the locked libraries, each checked by its hash."""
    print("Installing the locked libraries; the first time this takes a few minutes.", flush=True)
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "install", "--quiet", "--retries", "2"]
    locked = ["--require-hashes", "--no-deps", "-r", str(LOCK)]
    done = subprocess.run([*pip, *locked], check=False, stderr=subprocess.PIPE, encoding="utf-8", errors="replace")
    if done.returncode:
        sys.exit(f"{done.stderr}\n{why_not_installed(done.stderr)}")


def why_not_installed(complaint: str) -> str:
    """Return the sentence for what pip complained about."""
    if UNREACHABLE.search(complaint):
        return (
            "The package index cannot be reached: connect this machine to the network once, or point pip at a folder "
            "of wheels (PIP_NO_INDEX=1 PIP_FIND_LINKS=FOLDER), and run this again."
        )
    return "The locked libraries could not be installed: pip says why above; mend that and run this again."


def variables(*, offscreen: bool = False) -> dict[str, str]:
    """Return a child's variables: the environment's programs first, our packages importable, text in UTF-8."""
    path = os.pathsep.join([str(SCRIPTS), os.environ.get("PATH", os.defpath)])
    ours = {"PATH": path, "VIRTUAL_ENV": str(VENV), "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    return {**os.environ, **ours, **({"QT_QPA_PLATFORM": "offscreen"} if offscreen else {})}


def located(command: Sequence[str], given: Mapping[str, str]) -> list[str]:
    """Return the command with its program found on the PATH that it will see."""
    program = shutil.which(command[0], path=given["PATH"])
    if program is None:
        sys.exit(f"There is no program {command[0]}, neither in the environment nor on the PATH.")
    return [program, *command[1:]]


def call(command: Sequence[str], given: Mapping[str, str] | None = None) -> int:
    """Run a command of the environment in the repository's root and return its exit code."""
    given = variables() if given is None else given
    return subprocess.run(located(command, given), env=given, cwd=ROOT, check=False).returncode


def become(command: Sequence[str], given: Mapping[str, str]) -> int:
    """Turn into a command, so that signals reach it; where a process cannot, run it and return its exit code."""
    found = located(command, given)
    if POSIX:
        sys.stdout.flush()
        os.execve(found[0], found, given)  # noqa: S606 -- the developer's own command
    return subprocess.run(found, env=given, check=False).returncode
