"""A running server with people who have signed in, each call in one line."""

import http.client
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import zstandard
from argon2 import PasswordHasher

from app.domain.entry import Entry
from app.domain.kinds import Role
from app.domain.stream import Stream
from app.ports.accounts import Account
from sync import paths
from sync.codec import encode, wire_of
from sync.frames import CONTENT_TYPE, Frame
from sync.protocol import HEADER, Push
from sync.server.__main__ import EmbeddedServer
from tests.server.people import BRIDGES, District, Machine

PASSWORD = "一句很长的口令 42"
_QUICK_HASH = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)


@dataclass(frozen=True)
class Reply:
    """An answer: its body as it came, expanded."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        """What the body says."""
        return json.loads(self.body)

    @property
    def code(self) -> str:
        """The code of a problem; empty if it is none."""
        return str(self.json.get("code", ""))


@dataclass
class Client:
    """Somebody who calls the server, with or without a token."""

    port: int
    token: str = ""
    machine: Machine = field(default_factory=lambda: Machine(""))

    def call(self, method: str, path: str, body: object = None, **headers: str) -> Reply:
        """Make a call; a body that is not bytes goes as JSON."""
        raw = body if isinstance(body, bytes | None) else json.dumps(body).encode()
        said = {HEADER: "1", **{name.replace("_", "-"): value for name, value in headers.items()}}
        if self.token:
            said["Authorization"] = f"Bearer {self.token}"
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, path, raw, said)
            response = connection.getresponse()
            return _reply(response)
        finally:
            connection.close()

    def push(self, *entries: Entry) -> Any:
        """Push entries and return the results."""
        message = Push(entries=[wire_of(entry) for entry in entries])
        return self.call("POST", paths.PUSH, encode(message)).json["results"]

    def pull(self, **cursors: int) -> Any:
        """Pull from the start."""
        return self.call("POST", paths.PULL, {"cursors": cursors}).json

    def pack(self, township: str, *frames: tuple[Frame, bytes]) -> Reply:
        """Send a pack."""
        body = b"".join(frame.head() + piece for frame, piece in frames)
        return self.call("POST", paths.pack_of(township), body, Content_Type=CONTENT_TYPE)

    def have(self, township: str, *names: str) -> Any:
        """Ask what the server has."""
        return self.call("POST", paths.HAVE, {"township": township, "photos": names}).json


class Office:
    """A server, its people, and what they call it with."""

    def __init__(self, home: Path, database: str | None = None, photos: str | None = None) -> None:
        self.home = home
        self.embedded = EmbeddedServer(home, database, photos)
        self.port = self.embedded.start()
        self.server = self.embedded.server
        self.district = District(self.server.central.ledger)
        self._count = 0

    @property
    def anybody(self) -> Client:
        """Somebody who has not signed in."""
        return Client(self.port)

    def account(self, person: str) -> str:
        """Open an account with ``PASSWORD`` for a person; return the login."""
        self._count += 1
        login = f"user-{self._count}"
        self.server.users._accounts.add(Account(login, person, _QUICK_HASH))
        return login

    def client(self, person: str) -> Client:
        """Return a person who has signed in at a new machine."""
        _, given = self.server.central.sign_in.begin(self.account(person), PASSWORD)
        return Client(self.port, given.access, self.district.machine(person))

    def member(self, role: Role | None = Role.INSPECTOR, *streams: Stream) -> Client:
        """Return somebody new who holds a role over the streams, the bridges if none are named; None for no role."""
        person = self.district.person()
        if role is not None:
            self.district.grant(person, role, *(streams or (BRIDGES,)))
        return self.client(person)

    def close(self) -> None:
        """Stop the server."""
        self.embedded.stop()


def _reply(response: http.client.HTTPResponse) -> Reply:
    body = response.read()
    headers = {name.lower(): value for name, value in response.getheaders()}
    if headers.get("content-encoding") == "zstd":
        body = zstandard.ZstdDecompressor().decompress(body)
    return Reply(response.status, headers, body)
