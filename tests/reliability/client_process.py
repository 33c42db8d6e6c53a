"""A client in a process of its own: writes and syncs until it is killed (see ``kills``).

Says a line after each write that has returned, ``made ID ID …``, and after each round, ``round PROBLEM``.
"""

import json
import os
import sys
from pathlib import Path
from threading import Event
from typing import Any

from app.domain.canonical import Json
from app.domain.entry import Author, Entry
from app.domain.keys import PrivateKey, PublicKey
from app.domain.kinds import Action
from app.domain.stream import Stream
from app.ports.tokens import TokenPair
from app.usecases.acts import Step, chain_of_acts, new_record
from db.blobs import FolderBlobs, FolderUploads
from db.exchange import ClientExchange
from db.machine import SystemClock, UuidIds
from db.photos.shelf import FolderShelf
from db.photos.thumbnails import FolderThumbnails
from db.store import ClientStore
from sync.carrier import Premises
from sync.courier import RoundCourier
from sync.enrolment import Applicant
from sync.http import HttpTransport
from sync.link import Link
from tests.sync.desks import Ticking
from tests.sync.servers import Box

CLOCK, IDS = SystemClock(), UuidIds()
MOST_WAITING = 400
RECORDS_AT_ONCE = 10


class Client:
    """A person's store and the way to the server, opened from what a desk has left."""

    def __init__(self, about: dict[str, Any]) -> None:
        home = Path(about["home"])
        author = Author(about["person"], about["device"], PrivateKey(bytes.fromhex(about["seed"])))
        self.store = ClientStore(home, None, author, CLOCK)
        server_key = PublicKey.from_hex(about["server_key"])
        exchange = ClientExchange(self.store, about["server_device"], server_key)
        blobs = FolderBlobs(home / "photos")
        shelf = FolderShelf(blobs, FolderThumbnails(home / "thumbnails"), CLOCK)
        applicant = Applicant(about["login"], author.key.public, "PC-1")
        self.transport = HttpTransport(Link(about["url"]), Box(TokenPair(*about["tokens"])), applicant)
        premises = Premises(exchange, blobs, FolderUploads(blobs), shelf)
        self.courier = RoundCourier(premises, self.transport, CLOCK, timing=Ticking().timing())
        self._streams = [Stream.parse(text) for text in about["streams"]]
        self._count = 0

    def write(self) -> list[str]:
        """Submit some inspections; return the ids of their entries."""
        made: list[Entry] = []
        with self.store() as unit:
            for _ in range(RECORDS_AT_ONCE):
                self._count += 1
                key = new_record(self._streams[self._count % len(self._streams)], IDS)
                begun: dict[str, Json] = {"record": "inspection", "title": "巡查", "values": {"width": "3.5"}}
                steps: list[Step] = [(Action.CREATED, begun), (Action.SUBMITTED, {})]
                made += unit.append(chain_of_acts(key, (), steps, clock=CLOCK, ids=IDS))
        return [entry.id for entry in made]

    def waiting(self) -> int:
        """Return how much has no receipt."""
        with self.store.reading() as look:
            return look.count_waiting()

    def sync(self) -> str:
        """Run a round and return its problem; empty for none."""
        return self.courier.round(lambda _: None, lambda: False).problem or ""

    def close(self) -> None:
        """Close everything."""
        self.transport.close()
        self.store.close()


def main(path: Path) -> None:
    """Write and sync for ever."""
    client, pause = Client(json.loads(path.read_text("utf-8"))), Event()
    while True:
        if client.waiting() < MOST_WAITING:
            say("made " + " ".join(client.write()))
        problem = client.sync()
        say(f"round {problem}")
        if problem:
            pause.wait(0.05)


def say(line: str) -> None:
    """Write a line at once."""
    os.write(1, f"{line}\n".encode())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
