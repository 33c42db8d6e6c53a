"""``kill -9`` of a real server and of a real client, again and again, on SQLite or PostgreSQL; then everything counted.

``python -m tests.reliability.kills --kills 50 --backend postgresql`` kills each of them so often.
"""

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from random import Random

from app.domain.kinds import Role
from app.domain.stream import Stream
from db.engine import open_engine, reading
from tests.databases import POSTGRES, SQLITE, PostgresServer
from tests.reliability.client_process import Client
from tests.reliability.counting import Counted, count_log
from tests.server.office import Office
from tests.server.people import BRIDGES, ROADS
from tests.source_tree import ROOT
from tests.sync.desks import Desk

MOST_LINES = 6
START_S = 60


class Child:
    """A process that is killed and started again."""

    def __init__(self, *arguments: str) -> None:
        self._command = [sys.executable, "-m", *arguments]
        self.process: subprocess.Popen[str] | None = None
        self.kills = 0

    def start(self) -> None:
        """Start it."""
        self.process = subprocess.Popen(
            self._command,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )

    def line(self) -> str:
        """Return the next thing that it says; empty where it has ended."""
        assert self.process is not None
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def kill(self) -> list[str]:
        """Kill it there and then; return what it had said that nobody has read."""
        assert self.process is not None
        assert self.process.stdout is not None
        self.process.send_signal(signal.SIGKILL)
        self.kills += 1
        rest = self.process.stdout.read().splitlines(keepends=True)
        self.process.wait()
        self.process.stdout.close()
        self.process = None
        return [line.strip() for line in rest if line.endswith("\n")]


@dataclass
class Scene:
    """A founded server, a client to be killed, and a desk that pulls what comes."""

    home: Path
    database: str | None
    puller: Desk
    about: Path
    port: int
    streams: tuple[Stream, ...]

    def server(self) -> Child:
        """Return the server's process, not yet started."""
        more = ("--database", self.database) if self.database else ()
        return Child("sync.server", "--home", str(self.home), "--port", str(self.port), *more)

    def client(self) -> Child:
        """Return the client's."""
        return Child("tests.reliability.client_process", str(self.about))


def prepare(folder: Path, database: str | None) -> Scene:
    """Found a server, enrol a client and a puller, and close it all."""
    office = Office(folder / "server", database)
    streams = (BRIDGES, ROADS)
    writer = Desk(office, folder / "writer", Role.INSPECTOR, *streams)
    puller = Desk(office, folder / "puller", Role.SUPERVISOR, *streams)
    tokens = writer.box.read()
    assert tokens is not None
    author = writer.store.author
    about = {
        "home": str(folder / "writer"),
        "person": author.person,
        "device": author.device,
        "seed": author.key.seed.hex(),
        "server_device": office.server.central.ledger.device,
        "server_key": office.server.central.ledger.key.hex,
        "login": writer.applicant.login,
        "url": f"http://127.0.0.1:{office.port}",
        "tokens": [tokens.access, tokens.refresh],
        "streams": [str(stream) for stream in streams],
    }
    path = folder / "writer.json"
    path.write_text(json.dumps(about), "utf-8")
    writer.close()
    office.close()
    return Scene(folder / "server", database, puller, path, office.port, streams)


def endure(folder: Path, database: str | None, kills: int, seed: int = 0) -> Counted:
    """Kill the server and the client so often each; return what was found afterwards."""
    scene = prepare(folder, database)
    server, client = scene.server(), scene.client()
    try:
        made = _kill_and_kill(scene, server, client, kills, Random(seed))  # noqa: S311  # no secret
        counted = _count(scene, made)
    finally:
        for child in (server, client):
            if child.process is not None:
                child.kill()
        scene.puller.close()
    counted.kills = 2 * kills
    return counted


def _kill_and_kill(scene: Scene, server: Child, client: Child, kills: int, chance: Random) -> list[str]:
    """Kill them in turn while they work; return the ids of what the client was told is saved."""
    made: list[str] = []
    server.start()
    assert json.loads(server.line())["event"] == "listening"
    client.start()
    while server.kills < kills or client.kills < kills:
        for _ in range(chance.randrange(1, MOST_LINES)):
            made += _ids(client.line())
        victim = min(server, client, key=lambda child: child.kills)
        said = victim.kill()
        made += [name for line in said for name in _ids(line)]
        victim.start()
        if victim is server:
            assert json.loads(server.line())["event"] == "listening"
        scene.puller.sync()
    return made + [name for line in client.kill() for name in _ids(line)]


def _ids(line: str) -> list[str]:
    word, _, names = line.partition(" ")
    return names.split() if word == "made" else []


def _count(scene: Scene, made: Sequence[str]) -> Counted:
    """Let everything come to rest and count."""
    client = Client(json.loads(scene.about.read_text("utf-8")))
    for _ in range(50):
        if not client.sync() and not client.waiting():
            break
    waiting = client.waiting()
    client.close()
    scene.puller.sync()
    engine = open_engine(scene.database or str(scene.home / "server.db"))
    with reading(engine) as log, reading(scene.puller.store.engine) as pulled:
        counted = count_log(log, pulled, scene.streams, made)
    engine.dispose()
    counted.waiting = waiting
    return counted


def main(arguments: Sequence[str]) -> int:
    """Run on both backends and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.reliability.kills")
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--backend", choices=(SQLITE, POSTGRES), default=SQLITE)
    given = parser.parse_args(arguments)
    with (
        tempfile.TemporaryDirectory(prefix="yingxun-kills-", ignore_cleanup_errors=True) as folder,
        ExitStack() as stack,
    ):
        database = None
        if given.backend == POSTGRES:
            postgres = PostgresServer(Path(folder) / "postgres")
            stack.callback(postgres.close)
            database = postgres.fresh()
        counted = endure(Path(folder) / "scene", database, given.kills)
    sys.stdout.write(f"{given.backend}: {counted}\n")
    return 0 if counted.is_clean else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
