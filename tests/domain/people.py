"""Builders: people with devices who write entries by hand, and the facts that a server would gather about them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any

from app.domain.admission import ChainHead, Facts
from app.domain.directory import Device
from app.domain.entry import Act, Author, Entry, seal
from app.domain.keys import PrivateKey
from app.domain.kinds import Role
from app.domain.stream import GENESIS, Stream

BRIDGES = Stream("310151101", "bridge")
RECORD = "00000000-0000-7000-8000-0000000000ff"

_numbers = count(1)


def new_id() -> str:
    """Return an id that no other call returned."""
    return f"00000000-0000-7000-8000-{next(_numbers):012x}"


@dataclass
class Writer:
    """A person on one device, who chains what they write."""

    author: Author = field(default_factory=lambda: Author(new_id(), new_id(), PrivateKey(bytes(32))))
    number: int = 0
    previous: str = GENESIS

    def write(
        self,
        kind: str,
        parents: Iterable[Entry] = (),
        body: Mapping[str, Any] | None = None,
        *,
        record: str = RECORD,
        stream: Stream = BRIDGES,
    ) -> Entry:
        """Seal one more entry of this device."""
        act = Act(
            new_id(),
            record,
            stream,
            kind,
            tuple(parent.id for parent in parents),
            body or {},
            "2026-11-22T10:00:00+08:00",
        )
        entry = seal(act, self.author, number=self.number + 1, previous=self.previous)
        self.number, self.previous = entry.number, entry.hash
        return entry

    def create(self, **values: Any) -> Entry:
        """Begin an inspection."""
        return self.write("created", (), {"record": "inspection", "number": "1", "values": values})

    def answer(self, *parents: Entry, **values: Any) -> Entry:
        """Set answers."""
        return self.write("answered", parents, {"values": values})

    @property
    def device(self) -> Device:
        """The device as the directory would have it."""
        return Device(self.author.device, self.author.person, self.author.key.public, is_active=True)


def facts(
    writer: Writer, entry: Entry, logged: Sequence[Entry] = (), roles: Iterable[Role] = (Role.INSPECTOR,), **but: Any
) -> Facts:
    """Return what a server would know when an entry arrives that nothing is wrong with."""
    known = Facts(
        device=writer.device,
        roles=frozenset(roles),
        chain=ChainHead(entry.number - 1, entry.previous),
        entries=logged,
        missing=None,
        held=None,
        carrier=writer.author.device,
    )
    return replace(known, **but)
