"""A central server on a port of its own, and the people in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.server.office import Office


@pytest.fixture
def office(tmp_path: Path, database: str | None, photos: str | None) -> Iterator[Office]:
    office = Office(tmp_path / "home", database, photos)
    yield office
    office.close()
