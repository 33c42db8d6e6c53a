"""Builders: a person who inspects, submits and reviews, each in one line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.domain.canonical import Json
from app.domain.draft import Draft, DraftPhoto
from app.domain.entry import Entry
from app.domain.kinds import Role
from app.domain.listing import AssetRow
from app.domain.state import State
from app.domain.stream import DIRECTORY
from app.usecases import drafts
from app.usecases.submission import submit
from app.workplace import FormInfo, RecordKey
from tests.db.district import BRIDGES, Client, Ids, Log, creation, enrolled, new_id

MACHINE = "7F2A"
FORM = FormInfo("bridge_regular", "3-0123456789ab", "桥梁经常检查", "bridge", "inspection")


@dataclass
class Person:
    """Somebody with a store; ids are new each time, the clock is the store's."""

    client: Client
    ids: Ids

    @property
    def id(self) -> str:
        """Id of the person."""
        return self.client.author.person

    @property
    def tools(self) -> dict[str, Any]:
        """What every use case is given."""
        return {"clock": self.client.clock, "ids": self.ids}

    def bridge(self, **values: str) -> AssetRow:
        """Make a bridge known to the district and receive it."""
        asset = self.client.log.write(
            creation(record_kind="asset", values={"code": "B1", "name": "新河桥", "village": "新河村", **values})
        )
        self.client.pull(BRIDGES)
        with self.client.store.reading() as look:
            found = look.asset(asset.record)
        assert found is not None
        return found

    def begin(self, asset: AssetRow | None = None, form: FormInfo = FORM) -> Draft:
        """Begin an inspection."""
        with self.client.store() as unit:
            return drafts.begin(unit, **self.tools, form=form, stream=BRIDGES, asset=asset)

    def submit(self, draft: Draft, values: Mapping[str, Json]) -> str:
        """Submit a draft; return its 编号."""
        with self.client.store() as unit:
            return submit(unit, machine=MACHINE, **self.tools, draft=draft, values=values)

    def correct(self, record: str) -> Draft:
        """Begin to correct a record."""
        with self.client.store() as unit:
            return drafts.correct(unit, clock=self.client.clock, key=RecordKey(BRIDGES, record))

    def state(self, record: str) -> State:
        """Return a record as this store has it."""
        with self.client.store.reading() as look:
            return look.state(BRIDGES, record)

    def entries(self, record: str) -> Sequence[Entry]:
        """Return a record's entries as this store has them, own ones in order."""
        with self.client.store.reading() as look:
            return sorted(look.entries(BRIDGES.township, record), key=lambda entry: (entry.device, entry.number))

    def sync(self) -> None:
        """Send everything and receive everything."""
        self.client.pull(DIRECTORY)
        self.client.push()
        self.client.pull(BRIDGES)


def person_at(home: Path, log: Log, *roles: Role) -> Person:
    """Return a person enrolled at a log."""
    return Person(enrolled(home, log, *roles), Ids())


def photo(path: str = "overall", sha256: str = "a" * 64, name: str = "IMG_0001.jpg") -> DraftPhoto:
    """Return a photo on a draft."""
    return DraftPhoto(new_id(), path, sha256, 5, name, {"camera": "X"})
