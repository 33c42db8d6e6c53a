"""A log with people in it, and machines that write entries, each in one line."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

import uuid_utils
from sqlalchemy import Engine

from app.domain.canonical import Json
from app.domain.entry import Act, Author, Entry, seal
from app.domain.keys import PrivateKey
from app.domain.kinds import Role
from app.domain.stream import DIRECTORY, GENESIS, Stream
from app.ports.ledger import Ledger, Ruling
from db.ledger import LogLedger, take_seat

BRIDGES = Stream("310151101", "bridge")
ROADS = Stream("310151102", "road")
AT = "2026-05-06T09:00:00.000+08:00"
SERVER_KEY = PrivateKey(b"s" * 32)


class FreshIds:
    """New UUIDv7s."""

    def new(self) -> str:
        """Return the next."""
        return str(uuid_utils.uuid7())


class FixedClock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 5, 6, 1, 0, tzinfo=UTC)

    def now(self) -> datetime:
        """Return what it was set to."""
        return self.moment


IDS = FreshIds()


def open_ledger(engine: Engine) -> LogLedger:
    """Return the log, founded if need be."""
    return LogLedger(engine, take_seat(engine, SERVER_KEY, IDS, AT), IDS)


def created(record: str, kind: str, values: Mapping[str, Json], stream: Stream = DIRECTORY) -> Act:
    """Return the act that makes a record."""
    return Act(IDS.new(), record, stream, "created", (), {"record": kind, "values": values}, AT)


class Machine:
    """One person's device: writes entries, each chained to the one before it in its stream."""

    def __init__(self, person: str) -> None:
        self.author = Author(person, IDS.new(), PrivateKey.generate())
        self.chains: dict[Stream, tuple[int, str]] = {}

    @property
    def device_act(self) -> Act:
        """The act that makes it known."""
        return created(self.author.device, "device", {"person": self.author.person, "key": self.author.key.public.hex})

    def write(
        self,
        kind: str,
        body: Mapping[str, Json],
        *,
        record: str | None = None,
        parents: Sequence[str] = (),
        stream: Stream = BRIDGES,
        name: str | None = None,
    ) -> Entry:
        """Return the next entry of the stream."""
        number, previous = self.chains.get(stream, (0, GENESIS))
        act = Act(name or IDS.new(), record or IDS.new(), stream, kind, tuple(parents), body, AT)
        entry = seal(act, self.author, number=number + 1, previous=previous)
        self.chains[stream] = (entry.number, entry.hash)
        return entry

    def begin(self, stream: Stream = BRIDGES, record: str | None = None, name: str | None = None) -> Entry:
        """Return the creation of an inspection."""
        body: Mapping[str, Json] = {"record": "inspection", "title": "巡查", "values": {"width": "3.5"}}
        return self.write("created", body, stream=stream, record=record, name=name)

    def answer(self, *parents: Entry, width: str = "3.6") -> Entry:
        """Return an answer to the record of these entries."""
        last = parents[-1]
        names = [parent.id for parent in parents]
        return self.write(
            "answered", {"values": {"width": width}}, record=last.record, parents=names, stream=last.stream
        )

    def attach(self, parent: Entry, sha256: str, size: int) -> Entry:
        """Return a photo's attachment to a record."""
        body: Mapping[str, Json] = {"photo": IDS.new(), "sha256": sha256, "size": size}
        return self.write("attached", body, record=parent.record, parents=[parent.id], stream=parent.stream)

    def act(self, kind: str, parent: Entry) -> Entry:
        """Return an act on a record that says nothing more."""
        return self.write(kind, {}, record=parent.record, parents=[parent.id], stream=parent.stream)


class District:
    """A log and the people it knows."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger

    def person(self, name: str = "测试员") -> str:
        """Make a person known; return the id."""
        person = IDS.new()
        self.ledger.append_own([created(person, "person", {"name": name})], AT)
        return person

    def grant(self, person: str, role: Role, *streams: Stream) -> str:
        """Grant a role over the streams' townships and subjects; return the grant's record."""
        grant = IDS.new()
        values: Mapping[str, Json] = {
            "person": person,
            "role": role.value,
            "townships": sorted({stream.township for stream in streams}) or ["*"],
            "subjects": sorted({stream.subject for stream in streams}) or ["*"],
        }
        self.ledger.append_own([created(grant, "grant", values)], AT)
        return grant

    def machine(self, person: str) -> Machine:
        """Enrol another device of a person."""
        machine = Machine(person)
        self.ledger.append_own([machine.device_act], AT)
        return machine

    def inspector(self, *streams: Stream) -> Machine:
        """Return the device of a new inspector over the streams; over the bridges if none are named."""
        person = self.person()
        self.grant(person, Role.INSPECTOR, *(streams or (BRIDGES,)))
        return self.machine(person)

    def revoke(self, record: str) -> None:
        """Revoke a grant, a device or a person."""
        heads = [entry.id for entry in self.ledger.stream(DIRECTORY) if entry.record == record][-1:]
        self.ledger.append_own([Act(IDS.new(), record, DIRECTORY, "revoked", tuple(heads), {}, AT)], AT)

    def push(self, *entries: Entry, carrier: str = "") -> tuple[Ruling, ...]:
        """Push entries."""
        return self.ledger.accept(entries, carrier, AT)
