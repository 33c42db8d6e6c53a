"""The machines of a history, joined from the product's own parts: the central server and people's computers."""

import asyncio
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

from PIL import Image as Picture

from app.domain.entry import Act, Author, Entry
from app.domain.stream import DIRECTORY
from app.errors import AppError
from app.ports.clock import Ids
from app.usecases.throttle import Throttle
from db.accounts import AccountTable
from db.blobs import FolderBlobs, FolderUploads
from db.exchange import ClientExchange
from db.holdings import HoldingTable
from db.ledger import LogLedger, Seat, take_seat
from db.photos.shelf import FolderShelf
from db.photos.thumbnails import FolderThumbnails
from sync.carrier import Carrier, Premises, Timing, Watcher
from sync.effects import Effect
from sync.round_state import Options, Round
from sync.server.central import Central
from sync.server.sign_in import SignIn
from sync.transport import Transport
from tests.simulation.disks import Disk, Image
from tests.simulation.district import SERVER_KEY, SetClock, store_on


class Server:
    """The central server: a disk, a folder of photos, and the program that a kill starts anew."""

    def __init__(self, disk: Disk) -> None:
        self.disk = disk
        self.restarts = 0

    def begin(self, image: Image, folder: Path, ids: Ids, clock: SetClock) -> None:
        """Start on a copy of a disk."""
        self.disk.load(image)
        self.folder, self._ids, self.clock = folder, ids, clock
        self.start()

    def start(self) -> None:
        """Start the program on what the disk holds, as ``sync.server.__main__`` joins it."""
        self.disk.spare()
        engine, clock, ids = self.disk.engine, self.clock, self._ids
        self.seat = self._take_seat()
        self.ledger = LogLedger(engine, self.seat, ids)
        self.blobs = FolderBlobs(self.folder / "server")
        parts: dict[str, Any] = {
            "ledger": self.ledger,
            "sign_in": SignIn(AccountTable(engine), clock),
            "holdings": HoldingTable(engine, SERVER_KEY, self.seat.generation),
            "blobs": self.blobs,
            "uploads": FolderUploads(self.blobs),
            "shelf": FolderShelf(self.blobs, FolderThumbnails(self.folder / "server-thumbnails"), clock),
            "clock": clock,
            "ids": ids,
            "by_login": Throttle(clock, free=5),
            "by_address": Throttle(clock, free=40),
            "key": SERVER_KEY,
            "scratch": self.folder / "scratch",
        }
        self.central = Central(**{name: part for name, part in parts.items() if name in Central.__slots__})

    def _take_seat(self) -> Seat:
        """Take the seat; whoever runs the service starts it again where the disk fails."""
        while True:
            try:
                return take_seat(self.disk.engine, SERVER_KEY, self._ids, self.now())
            except AppError as error:
                if error.code != "store.disk_failing":
                    raise

    def now(self) -> str:
        """Return its clock."""
        return self.clock.now().isoformat(timespec="milliseconds")

    def keep(self, *acts: Act) -> tuple[Entry, ...]:
        """Let the server's keeper do something in the directory."""
        return self.ledger.append_own(acts, self.now())

    def heads_of(self, record: str) -> tuple[str, ...]:
        """Return the newest entries of a record of the directory."""
        with_it = [entry for entry in self.ledger.stream(DIRECTORY) if entry.record == record]
        parents = {parent for entry in with_it for parent in entry.parents}
        return tuple(sorted(entry.id for entry in with_it if entry.id not in parents))


class Station:
    """One person's computer."""

    def __init__(self, disk: Disk) -> None:
        self.disk = disk

    def begin(
        self, name: str, image: Image, author: Author, server: Server, *, clock: SetClock, options: Options
    ) -> None:
        """Start on a copy of a disk, out of every round."""
        self.disk.load(image)
        self.name, self.author, self.clock, self.options = name, author, clock, options
        self._server_device, self._folder = server.seat.author.device, server.folder / name
        self.backup: Image | None = None
        self.is_twin = False
        self.start()

    def start(self) -> None:
        """Start the program on what the disk holds; a round that was under way is gone."""
        self.disk.spare()
        self.store = store_on(self.disk, self.author, self.clock)
        self.exchange = ClientExchange(self.store, self._server_device, SERVER_KEY.public)
        self.blobs = FolderBlobs(self._folder)
        self.round: Round | None = None
        self.wanted: tuple[Effect, ...] = ()

    @property
    def is_syncing(self) -> bool:
        """Whether a round is under way."""
        return self.round is not None

    def carrier(self, transport: Transport) -> Carrier:
        """Return what carries out the effects of its rounds."""
        shelf = FolderShelf(self.blobs, FolderThumbnails(self._folder / "thumbnails"), self.clock)
        premises = Premises(self.exchange, self.blobs, FolderUploads(self.blobs), shelf)
        return Carrier(premises, transport, _Hurried().timing(), _WATCHER)


class _Hurried:
    """Time in which every pause is over at once."""

    def __init__(self) -> None:
        self._now = 0.0

    def timing(self) -> Timing:
        """Return it as a round meets it."""
        return Timing(self._pass, self._pass_long, lambda: 0.5)

    def _pass(self) -> float:
        self._now += 0.1
        return self._now

    def _pass_long(self, _seconds: float) -> None:
        self._now += 1_000


_WATCHER = Watcher(lambda _: None, lambda: False)


def run_call(call: Callable[[], Any]) -> Any:
    """Return what a coroutine of the server's returns."""
    return _loop().run_until_complete(call())


_LOOPS: list[asyncio.AbstractEventLoop] = []


def _loop() -> asyncio.AbstractEventLoop:
    if not _LOOPS:
        _LOOPS.append(asyncio.new_event_loop())
    return _LOOPS[0]


def close_loop() -> None:
    """Close what ``run_call`` opened."""
    while _LOOPS:
        _LOOPS.pop().close()


def tiny_photo(random: Random) -> bytes:
    """Return a picture that no other is: some hundred bytes."""
    made = BytesIO()
    Picture.new("RGB", (8, 8), (random.randrange(256), 90, 40)).save(made, "JPEG")
    return made.getvalue() + random.randbytes(16)
