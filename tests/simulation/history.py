"""One history: people act and sync on machines that fail, as a seed says; then everything comes to rest and is judged.

``History(seed).run()`` raises ``ViolationError`` where a promise of sync was broken. The same seed gives the same
history: its trace is hashed.
"""

import hashlib
import shutil
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from random import Random

from app.domain.entry import Act
from app.domain.kinds import Action
from app.domain.stream import DIRECTORY, Stream
from app.errors import AppError
from sync.effects import Effect, Finish
from sync.events import Event, Started
from sync.protocol import PullAnswer, PushAnswer
from sync.round_state import Options, Round
from sync.rounds import step
from sync.transport import LinkError
from tests.simulation.acting import Acting
from tests.simulation.disks import Disk, Killed
from tests.simulation.district import BEGIN, STREAMS, SeededIds, SetClock, district, grant_act
from tests.simulation.faults import CLIENT, IDLE, NETWORK, REQUESTS, STEPS, WORLD, Coverage, Fault, possible
from tests.simulation.machines import Server, Station
from tests.simulation.promises import Promises, ViolationError, demand
from tests.simulation.wire import Wire

HAPPENINGS = (8, 36)
FAULTS_PER_STEP = 0.3
MOST_EFFECTS = 400
PASSES, PASSES_OF_A_TWIN = 12, 2
PAIRS = possible()
DISK_TROUBLE = {"store.disk_full", "store.disk_failing"}
WORLD_CHANCES = {Fault.CLIENT_SET_BACK: 0.5, Fault.CLIENT_CLONED: 0.5, Fault.SERVER_SET_BACK: 0.4}
"""How often of all times that they are drawn these happen; they change what can be promised."""
OF_PHOTOS = {"have", "pack", "find unsent photos", "settle photos", "find missing photos", "thumbnail", "original"}


class Machines:
    """Disks and folders that histories of one process use one after another."""

    def __init__(self, folder: Path, new_disk: Callable[[], Disk] = Disk) -> None:
        self.folder = folder
        self.server = Server(new_disk())
        self.stations = [Station(new_disk()) for _ in range(4)]

    def clear(self) -> None:
        """Delete the files of the history before."""
        for path in self.folder.iterdir():
            shutil.rmtree(path)


class History:
    """A history by a seed; each has a theme, a fault at a step, so that few histories see every pair.

    ``favourite`` faults are chosen before all others where they can happen.
    """

    def __init__(self, seed: int, machines: Machines, favourite: tuple[Fault, ...] = ()) -> None:
        self._favourite = favourite
        self.random = Random(seed)  # noqa: S311  # no secret
        self._theme: tuple[str, str] | None = PAIRS[seed % len(PAIRS)]
        self.coverage = Coverage()
        self._trace = hashlib.sha256()
        self.lines: list[str] | None = None
        self._machines, self._late = machines, list[Callable[[], object]]()
        self._prepare()

    def run(self) -> str:
        """Run it to its end; return the hash of its trace.

        Raises:
            ViolationError: a promise was broken.
        """
        for _ in range(self.random.randrange(*HAPPENINGS)):
            self._happen()
        self._rest()
        self.promises.judge_at_rest(self.stations)
        for stream, head, digest in self.server.disk.rows("SELECT subject, head, digest FROM streams ORDER BY 1, 2"):
            self._note(f"{stream} {head} {digest}")
        return self._trace.hexdigest()

    def _prepare(self) -> None:
        made, machines, random = district(), self._machines, self.random
        machines.clear()
        self.ids = SeededIds(random)
        self.clock = SetClock()
        self.server = machines.server
        self.server.begin(made.server, machines.folder, self.ids, self.clock)
        self.stations = machines.stations[: len(made.members)]
        for number, (station, member, image) in enumerate(zip(self.stations, made.members, made.clients, strict=True)):
            clock = SetClock(BEGIN + timedelta(minutes=random.randrange(60)))
            options = Options(entries=random.choice((2, 5, 20, 1_000)))
            station.begin(f"pc{number}", image, member.author, self.server, clock=clock, options=options)
        self.grants: dict[tuple[str, Stream], str] = {}
        for member in made.members:
            self.grants.update({(member.author.person, stream): grant for stream, grant in member.grants.items()})
        self.in_force = set(self.grants)
        self.promises = Promises(self.server, self.in_force)
        self._backup = (made.server, frozenset(self.in_force), dict(self.grants))
        photos = 0.8 if self._theme and self._theme[1] in OF_PHOTOS else 0.2
        self._acting = Acting(random, self.ids, self.promises, photos)
        self._roles = {member.author.person: member.role for member in made.members}

    # What happens

    def _happen(self) -> None:
        chance = self.random.random()
        station = self.random.choice(self.stations)
        if chance < 0.06:
            self._strike(self.random.choice(WORLD), station)
        elif chance < 0.10:
            self._back_up(station)
        elif chance < 0.13 and self._late:
            self._deliver_late()
        elif station.round is None and chance < 0.60:
            self._act(station)
        elif station.round is None:
            self._begin_round(station)
        else:
            for _ in range(self.random.randrange(1, 8)):
                if station.round is not None:
                    self._go_on(station, faults=True)

    def _act(self, station: Station) -> None:
        self._note(f"{station.name} acts")
        if self.random.random() < 0.04:
            station.disk.kill_after(self.random.randrange(20))
        try:
            self._acting.act(station)
        except Killed:
            self._note("killed")
            station.start()
        except AppError as error:  # the disk refused: the person is told, nothing was made
            demand(error.code in DISK_TROUBLE, f"{station.name} cannot act: {error.code}")
        finally:
            station.disk.spare()

    def _begin_round(self, station: Station) -> None:
        self._note(f"{station.name} begins a round")
        station.round, station.wanted = step(Round(station.options), Started())

    def _go_on(self, station: Station, *, faults: bool) -> None:
        """Take one step of a round: carry out what it wants and give it the answer."""
        assert station.round is not None
        name = STEPS.get(type(station.wanted[-1]).__name__, IDLE)
        fault = self._choose(station.wanted[-1]) if faults else None
        if self._theme and self._theme[1] == name:
            fault, self._theme = Fault(self._theme[0]), None
        if fault in WORLD:
            self._strike(fault, station, surely=True)
            fault = None
        if not station.is_syncing:  # the world took its machine back
            return
        wire = Wire(self.server, station, self.random, self._late, self._answered)
        if fault is not None:
            self.coverage.note(fault, name)
            self._note(f"{fault.value} at {name}")
        if fault in NETWORK:
            wire.fault = fault
        if fault is Fault.CLIENT_KILLED:
            station.disk.kill_after(self.random.randrange(16))
        if fault is Fault.CLIENT_FULL:
            station.disk.fill()
        try:
            self._answer(station, self._carry_out(station, wire))
        except Killed:
            station.start()
        else:
            if fault is Fault.CLIENT_KILLED:
                station.start()
        finally:
            station.disk.spare()
        self.promises.judge_after_step(station)

    def _carry_out(self, station: Station, wire: Wire) -> Event | None:
        """Carry out effects until one brings an event; None at the round's end."""
        carrier = station.carrier(wire)
        for effect in station.wanted:
            event = carrier.carry_out(effect)
            self._note(f"{station.name} {type(effect).__name__} -> {type(event).__name__}")
            if event is not None and not isinstance(station.wanted[-1], Finish):
                return event
        if isinstance(station.wanted[-1], Finish):
            return None
        raise ViolationError("a step of a round asked for nothing")

    def _answer(self, station: Station, event: Event | None) -> None:
        assert station.round is not None
        if event is None:
            station.round, station.wanted = None, ()
        else:
            station.round, station.wanted = step(station.round, event)

    def _choose(self, effect: Effect) -> Fault | None:
        """Return what goes wrong with this effect, mostly nothing."""
        kind = type(effect).__name__
        if kind not in STEPS or self.random.random() > FAULTS_PER_STEP:
            return None
        possible_here = (*NETWORK, *CLIENT) if kind in REQUESTS else CLIENT
        wished = [fault for fault in self._favourite if fault in possible_here]
        return self.random.choice(wished or possible_here)

    def _deliver_late(self) -> None:
        self._note("late request")
        call = self._late.pop(self.random.randrange(len(self._late)))
        with suppress(LinkError):  # whatever it is answered with, nobody is there any more
            call()

    def _answered(self, station: Station, said: object) -> None:
        if isinstance(said, PushAnswer):
            self._note(" ".join(f"{result.id[:8]}:{result.outcome}:{result.code}" for result in said.results))
            self.promises.judge_push(said)
        if isinstance(said, PullAnswer):
            self.promises.judge_pull(station, said)

    # What goes wrong with the world

    def _strike(self, fault: Fault, station: Station, *, surely: bool = False) -> None:
        if surely and station.backup is None:
            station.backup = station.disk.save()
        name = STEPS.get(type(station.wanted[-1]).__name__, IDLE) if station.wanted else IDLE
        strikes: Mapping[Fault, Callable[[Station], bool]] = {
            Fault.CLIENT_SET_BACK: self._set_back,
            Fault.CLIENT_CLONED: self._clone,
            Fault.CLIENT_SPOILT: self._spoil,
            Fault.CLOCK_OFF: self._disturb_clock,
            Fault.GRANT_REVOKED: self._revoke,
            Fault.GRANT_RESTORED: self._grant,
            Fault.SERVER_SET_BACK: self._restore_server,
        }
        if not surely and self.random.random() > WORLD_CHANCES.get(fault, 1):
            return
        try:
            happens = strikes[fault](station)
        except AppError as error:  # the server's disk refused: its keeper is told, nothing has changed
            demand(error.code in DISK_TROUBLE, f"{fault.value}: {error.code}")
            return
        if happens:
            self.coverage.note(fault, name)
            self._note(f"{fault.value}: {station.name}")

    def _back_up(self, station: Station) -> None:
        if self.random.random() < 0.5:
            station.backup = station.disk.save()
        else:
            self._backup = (self.server.disk.save(), frozenset(self.in_force), dict(self.grants))

    def _set_back(self, station: Station) -> bool:
        if station.backup is None:
            return False
        station.disk.load(station.backup)
        station.is_twin = self.promises.is_lenient = True
        station.start()
        self.promises.forget_unheld(self.stations)
        return True

    def _clone(self, station: Station) -> bool:
        spare = self._machines.stations[len(self.stations) :]
        if not spare:
            return False
        clone, clock = spare[0], SetClock(station.clock.moment)
        image = station.disk.save()
        name = f"{station.name}-clone"
        clone.begin(name, image, station.author, self.server, clock=clock, options=station.options)
        self._copy_photos(station.name, name)
        station.is_twin = clone.is_twin = self.promises.is_lenient = True
        self.stations = self._machines.stations[: len(self.stations) + 1]
        return True

    def _copy_photos(self, name: str, to: str) -> None:
        source = self._machines.folder / name
        if source.exists():
            shutil.copytree(source, self._machines.folder / to)

    def _spoil(self, station: Station) -> bool:
        station.disk.do("UPDATE streams SET digest = ? WHERE subject = 'bridge'", "ab" * 32)
        return True

    def _disturb_clock(self, station: Station) -> bool:
        station.clock.moment = BEGIN + timedelta(days=self.random.randrange(-4_000, 20_000))
        return True

    def _revoke(self, station: Station) -> bool:
        person = station.author.person
        held = sorted(stream for owner, stream in self.in_force if owner == person)
        if not held:
            return False
        stream = self.random.choice(held)
        self._direct(self.grants[person, stream], Action.REVOKED)
        self.in_force.discard((person, stream))
        return True

    def _grant(self, station: Station) -> bool:
        person = station.author.person
        lacking = [stream for stream in STREAMS if (person, stream) not in self.in_force]
        if not lacking:
            return False
        stream = self.random.choice(lacking)
        if (person, stream) in self.grants:
            self._direct(self.grants[person, stream], Action.RESTORED)
        else:
            record = self.ids.new()
            role = self._roles[person]
            self.server.keep(grant_act(self.ids, record, person, role=role, stream=stream, at=self.server.now()))
            self.grants[person, stream] = record
        self.in_force.add((person, stream))
        return True

    def _direct(self, record: str, action: Action) -> None:
        heads = self.server.heads_of(record)
        self.server.keep(Act(self.ids.new(), record, DIRECTORY, action.value, heads, {}, self.server.now()))

    def _restore_server(self, _station: Station) -> bool:
        image, in_force, grants = self._backup
        self.server.disk.load(image)
        self.server.disk.do("UPDATE meta SET value = ? WHERE name = 'generation'", self.ids.new())
        self.server.start()
        self.in_force.clear()
        self.in_force.update(in_force)
        self.grants = dict(grants)
        self.promises.forget_unheld(self.stations)
        return True

    # Until everything is at rest

    def _rest(self) -> None:
        """Let everything still under way arrive and everybody sync until nothing is new."""
        for disk in (self.server.disk, *(station.disk for station in self.stations)):
            disk.repair()
        while self._late:
            self._deliver_late()
        for number in range(PASSES):
            restless = [
                station
                for station in self.stations
                if not (self.promises.is_at_rest(station) or (station.is_twin and number >= PASSES_OF_A_TWIN))
            ]
            if not restless:
                break
            for station in restless:
                self._finish_round(station)
                station.options = Options()
                self._begin_round(station)
                self._finish_round(station)
            self._note(f"pass {number}: {len(restless)}")
        stuck = [station for station in self.stations if not self.promises.is_at_rest(station)]
        self.promises.judge_stuck(stuck)

    def _finish_round(self, station: Station) -> None:
        for _ in range(MOST_EFFECTS):
            if station.round is None:
                return
            self._go_on(station, faults=False)
        raise ViolationError(f"a round of {station.name} does not end")

    def _note(self, line: str) -> None:
        self._trace.update(line.encode() + b"\n")
        if self.lines is not None:
            self.lines.append(line)
