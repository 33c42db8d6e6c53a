"""A real server with desks around it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from app.domain.kinds import Role
from app.domain.stream import Stream
from tests.server.office import Office
from tests.sync.desks import Desk

Seat = Callable[..., Desk]


@pytest.fixture
def office(tmp_path: Path, database: str | None, photos: str | None) -> Iterator[Office]:
    office = Office(tmp_path / "server", database, photos)
    yield office
    office.close()


@pytest.fixture
def seat(office: Office, tmp_path: Path) -> Iterator[Seat]:
    """Enrol a new person with a role over some streams, at a home folder of their own."""
    with ExitStack() as stack:
        desks: list[Desk] = []

        def take(role: Role = Role.INSPECTOR, *streams: Stream) -> Desk:
            desks.append(Desk(office, tmp_path / f"desk-{len(desks)}", role, *streams))
            stack.callback(desks[-1].close)
            return desks[-1]

        yield take
