"""What tests of use cases get: an inspector and a supervisor of one township with stores, and a supervisor's place."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.kinds import Role
from tests.db.district import Log
from tests.ui.place import Place, make_place
from tests.usecases.people import Person, person_at


@pytest.fixture
def log() -> Log:
    """The server's log that both are enrolled at."""
    return Log()


@pytest.fixture
def inspector(tmp_path: Path, log: Log) -> Iterator[Person]:
    """An inspector with one bridge to inspect."""
    person = person_at(tmp_path / "inspector", log, Role.INSPECTOR)
    yield person
    person.client.store.close()


@pytest.fixture
def supervisor(tmp_path: Path, log: Log) -> Iterator[Person]:
    """A supervisor of the same township, who may inspect too."""
    person = person_at(tmp_path / "supervisor", log, Role.SUPERVISOR)
    yield person
    person.client.store.close()


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    """The place of a supervisor of every township, with an empty store."""
    made = make_place(tmp_path / "home", role=Role.SUPERVISOR)
    yield made
    made.store.close()
