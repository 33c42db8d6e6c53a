"""Real processes for the end-to-end tests: a server, and commands on home folders."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

from app.demo.founding import found
from db.keys import FORCE_FILE
from sync.server.__main__ import open_server
from tests.source_tree import ROOT

ENVIRONMENT = {**os.environ, FORCE_FILE: "1", "PYTHONPATH": str(ROOT)}


class ServerProcess:
    """``yingxun serve`` on a founded home folder."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._process: subprocess.Popen[str] | None = None
        self.port = 0
        with open_server(home) as server:
            found(server)

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start it, on the port it had; returns once it answers."""
        command = [sys.executable, "-m", "app.cli", "serve", "--home", str(self._home), "--port", str(self.port)]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=ENVIRONMENT, cwd=ROOT)
        assert self._process.stdout is not None
        self.port = int(json.loads(self._process.stdout.readline())["port"])

    def stop(self, with_signal: signal.Signals = signal.SIGTERM) -> int:
        """End it and return its exit code."""
        if self._process is None:
            return 0
        self._process.send_signal(with_signal)
        code = self._process.wait(20)
        if self._process.stdout is not None:
            self._process.stdout.close()
        self._process = None
        return code


def yingxun(*arguments: object, secret: str = "", expect: int = 0) -> Any:
    """Run a command of the product with ``--json`` and return what it printed, having checked the exit code."""
    return run(["app.cli", *map(str, arguments), "--json"], secret, expect)


def act(home: Path, name: str, record: str) -> Any:
    """Let a person do one act in a process of their own."""
    return run(["tests.e2e.acts", str(home), name, record])


def run(module: list[str], secret: str = "", expect: int = 0) -> Any:
    """Run a module to its end and return the JSON it printed."""
    done = subprocess.run(
        [sys.executable, "-m", *module],
        input=secret + "\n",
        capture_output=True,
        text=True,
        env=ENVIRONMENT,
        cwd=ROOT,
        timeout=60,
        check=False,
    )
    assert done.returncode == expect, f"{module} ended with {done.returncode}: {done.stdout}{done.stderr}"
    return json.loads(done.stdout) if done.stdout else None
