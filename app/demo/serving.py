"""The demonstration's central server, in a thread of this process, on loopback; it comes back on the port it had."""

from collections.abc import Callable
from pathlib import Path

from app.assembly.client import Client
from app.demo.district import PASSWORDS
from app.demo.founding import found
from sync.server.__main__ import EmbeddedServer, OpenServer, open_server


class DemoServer:
    """A server whose home is founded before its first start, small unless told otherwise."""

    def __init__(self, home: Path, founded: Callable[[OpenServer], object] = found) -> None:
        self._home = home
        self._found = founded
        self._port = 0
        self._server: EmbeddedServer | None = None

    def start(self) -> str:
        """Found the server if need be and serve; return its address."""
        if self._server is None:
            if self._port == 0:
                with open_server(self._home) as server:
                    self._found(server)
            self._server = EmbeddedServer(self._home)
            self._port = self._server.start(self._port or _remembered(self._home))
            _remember(self._home, self._port)
        return f"http://127.0.0.1:{self._port}"

    def stop(self) -> None:
        """Stop serving; what was answered is on disk."""
        if self._server is not None:
            self._server.stop()
            self._server = None

    def write_enrolment(self, login: str, path: Path, passphrase: str) -> None:
        """Make an enrolment file for a person."""
        if self._server is None:
            raise RuntimeError("the server is not running")
        users = self._server.server.users
        path.write_bytes(users.enrolment_file(login, f"http://127.0.0.1:{self._port}", passphrase))

    def sign_in(self, client: Client, login: str) -> None:
        """Sign a person in at the server, for tokens."""
        client.workplace.courier.sign_in(PASSWORDS[login])


def _remembered(home: Path) -> int:
    """Return the port of an earlier run, which the enrolled homes know; 0 for a first run."""
    path = home / "port"
    return int(path.read_text()) if path.exists() else 0


def _remember(home: Path, port: int) -> None:
    (home / "port").write_text(str(port))
