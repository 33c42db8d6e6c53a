"""The machines of a history without chance and without faults, for what happens to people and machines one by one."""

from collections.abc import Iterable
from pathlib import Path
from random import Random

from app.domain.entry import Act
from app.domain.kinds import Action
from app.domain.stream import DIRECTORY, Stream
from app.usecases.acts import Step, chain_of_acts, new_record
from app.workplace import RecordKey
from sync.effects import Finish
from sync.events import Started
from sync.round_state import Options, Round
from sync.rounds import step
from tests.simulation.disks import Disk, Image
from tests.simulation.district import SeededIds, SetClock, district, grant_act
from tests.simulation.machines import Server, Station
from tests.simulation.wire import Wire


class Office:
    """A server and the three people of the district."""

    def __init__(self, folder: Path) -> None:
        made, self._random = district(), Random(1)  # noqa: S311  # no secret
        self._ids, self.server = SeededIds(self._random), Server(Disk())
        self.server.begin(made.server, folder, self._ids, SetClock())
        self._members = {member.author.person: member for member in made.members}
        self.stations: list[Station] = []
        for number, (member, image) in enumerate(zip(made.members, made.clients, strict=True)):
            station = Station(Disk())
            station.begin(f"pc{number}", image, member.author, self.server, clock=SetClock(), options=Options())
            self.stations.append(station)

    def inspect(self, station: Station, stream: Stream) -> str:
        """Submit an inspection and return its record."""
        key: RecordKey = new_record(stream, self._ids)
        steps: list[Step] = [
            (Action.CREATED, {"record": "inspection", "title": "巡查", "values": {"width": "3.5"}}),
            (Action.SUBMITTED, {}),
        ]
        with station.store() as unit:
            unit.append(chain_of_acts(key, (), steps, clock=station.clock, ids=self._ids))
        return key.record

    def sync(self, *stations: Station) -> None:
        """Run a whole round at each station."""
        for station in stations:
            wire = Wire(self.server, station, self._random, [], lambda _, __: None)
            carrier = station.carrier(wire)
            state, effects = step(Round(), Started())
            while not isinstance(effects[-1], Finish):
                events = [event for effect in effects if (event := carrier.carry_out(effect)) is not None]
                state, effects = step(state, events[-1])

    def revoke(self, station: Station, stream: Stream) -> None:
        """Take a grant away."""
        record = self._members[station.author.person].grants[stream]
        heads = self.server.heads_of(record)
        self.server.keep(Act(self._ids.new(), record, DIRECTORY, "revoked", heads, {}, self.server.now()))

    def grant(self, station: Station, stream: Stream) -> None:
        """Give a grant."""
        member = self._members[station.author.person]
        record, at = self._ids.new(), self.server.now()
        self.server.keep(grant_act(self._ids, record, member.author.person, role=member.role, stream=stream, at=at))

    def restore(self, image: Image) -> None:
        """Set the server back to what its disk was, as its keeper does: the log begins a new generation."""
        self.server.disk.load(image)
        self.server.disk.do("UPDATE meta SET value = ? WHERE name = 'generation'", self._ids.new())
        self.server.start()

    def clone(self, station: Station) -> Station:
        """Return another machine with everything that this one has."""
        clone = Station(Disk())
        image, author = station.disk.save(), station.author
        clone.begin(f"{station.name}-clone", image, author, self.server, clock=SetClock(), options=Options())
        return clone

    def places(self, station: Station, record: str) -> set[str]:
        """Return where a record's entries lie at a station."""
        return _texts(station.disk.rows("SELECT place FROM entries WHERE record = ?", record))

    def is_logged(self, record: str) -> bool:
        """Whether the log has a record, submitted."""
        rows = self.server.disk.rows("SELECT kind FROM entries WHERE record = ? AND place = 'log'", record)
        return _texts(rows) == {"created", "submitted"}


def _texts(rows: Iterable[tuple[object, ...]]) -> set[str]:
    return {str(row[0]) for row in rows}
