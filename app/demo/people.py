"""The people of the demonstration, each on a home folder of their own, and the clock by which their past was made."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from app.assembly.client import Client, open_client
from app.assembly.enrolment import enrol_by_network
from app.demo.district import PASSWORDS
from app.domain.listing import AssetRow
from app.ports.courier import RoundReport
from app.usecases.recording import Recorded, Wanted, record
from app.workplace import Workplace
from db.identity import read_identity
from db.machine import SystemClock


class ShiftedClock:
    """The machine's clock, some days back: for records of the past that are really made, signed and sent."""

    def __init__(self) -> None:
        self.days_back = 0.0

    def now(self) -> datetime:
        """Return the shifted moment."""
        return SystemClock().now() - timedelta(days=self.days_back)


def enrol_once(home: Path, url: str, login: str) -> None:
    """Enrol a person of the demonstration, unless the home is enrolled already."""
    if read_identity(home) is None:
        enrol_by_network(home, url, login, PASSWORDS[login])


@contextmanager
def at_work(home: Path, clock: ShiftedClock | None = None) -> Iterator[Client]:
    """Open a person's home folder."""
    with open_client(home, clock) as client:
        yield client


def sync(client: Client) -> RoundReport:
    """Run one round to its end."""
    return client.workplace.courier.round(lambda _progress: None, lambda: False)


def asset_by_code(place: Workplace, code: str) -> AssetRow:
    """Return an asset of the demonstration by its code."""
    with place.store.reading() as reading:
        return next(asset for asset in reading.assets() if asset.code == code)


def inspect(
    place: Workplace,
    form: str,
    asset: AssetRow,
    answers: Mapping[str, object],
    photos: Sequence[tuple[str, Path]] = (),
    *,
    is_draft: bool = False,
) -> Recorded:
    """Record one inspection as a person would, by the same use case."""
    info = next(info for info in place.forms.infos() if info.id == form)
    return record(place, info, asset, Wanted(answers, tuple(photos), is_draft))
