"""What tests of the client's store get: a log, and a client enrolled at it on a folder of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.kinds import Role
from tests.db.district import Client, Log, enrolled


@pytest.fixture
def log() -> Log:
    """A server's log."""
    return Log()


@pytest.fixture
def client(tmp_path: Path, log: Log) -> Iterator[Client]:
    """An inspector's store, enrolled at the log."""
    client = enrolled(tmp_path / "inspector", log, Role.INSPECTOR)
    yield client
    client.store.close()
