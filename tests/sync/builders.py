"""Entries, receipts and photos in one line, for the tests of sync."""

from itertools import count

from app.domain.entry import Act, Author, Entry, seal
from app.domain.keys import PrivateKey
from app.domain.stream import GENESIS, Stream

BRIDGES = Stream("310151101", "bridge")
ROADS = Stream("310151102", "road")
SERVER = PrivateKey(b"s" * 32)
IMPOSTOR = PrivateKey(b"x" * 32)
GENERATION = "generation-1"
MADE_AT = "2026-05-06T09:00:00+08:00"

_numbers = count(1)


def uuid(number: int) -> str:
    """Return the identity of this number."""
    return f"01890000-0000-7000-8000-{number:012x}"


class Machine:
    """A device that writes entries, each chained to the one before it in its stream."""

    def __init__(self, seed: bytes = b"d") -> None:
        self.author = Author(uuid(1), uuid(int.from_bytes(seed)), PrivateKey(seed * 32))
        self._newest: dict[Stream, Entry] = {}

    def write(self, text: str = "宽 3.5 m", *, stream: Stream = BRIDGES, kind: str = "answered") -> Entry:
        """Return the next entry of the stream."""
        last = self._newest.get(stream)
        act = Act(uuid(1_000 + next(_numbers)), uuid(2), stream, kind, (), {"values": {"remark": text}}, MADE_AT)
        number, previous = (last.number + 1, last.hash) if last else (1, GENESIS)
        self._newest[stream] = seal(act, self.author, number=number, previous=previous)
        return self._newest[stream]
