"""Whole clients on home folders of their own, joined from real parts and enrolled at a real server."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from app.domain.canonical import Json
from app.domain.entry import Author, Entry
from app.domain.keys import PrivateKey, PublicKey
from app.domain.kinds import Action, Role
from app.domain.listing import WaitingItem
from app.domain.state import State
from app.domain.stream import Stream
from app.ports.blobs import Blob
from app.ports.courier import RoundReport
from app.usecases.acts import Step, chain_of_acts, new_record
from app.workplace import RecordKey
from db.blobs import FolderBlobs, FolderUploads
from db.exchange import ClientExchange
from db.machine import SystemClock, UuidIds
from db.photos.shelf import FolderShelf
from db.photos.thumbnails import FolderThumbnails
from db.store import ClientStore
from sync.bundle_post import BundlePost, Holder
from sync.carrier import Premises, Timing
from sync.courier import RoundCourier
from sync.enrolment import Applicant, enrol
from sync.http import HttpTransport
from sync.link import Link
from sync.round_state import Options
from tests.server.office import PASSWORD, Office
from tests.server.people import BRIDGES
from tests.sync.servers import Box

CLOCK, IDS = SystemClock(), UuidIds()


class Ticking:
    """A clock that moves only in pauses, so that pauses take no time."""

    def __init__(self) -> None:
        self.now = 0.0

    def timing(self) -> Timing:
        """Return time and chance by this clock."""
        return Timing(lambda: self.now, self.pause, lambda: 0.5)

    def pause(self, seconds: float) -> None:
        """Move on."""
        self.now += seconds


class Desk:
    """One person on one device."""

    def __init__(self, office: Office, home: Path, role: Role, *streams: Stream, url: str = "") -> None:
        self.person = office.district.person()
        self.grant = office.district.grant(self.person, role, *(streams or (BRIDGES,)))
        self._url = url or f"http://127.0.0.1:{office.port}"
        login, key = office.account(self.person), PrivateKey.generate()
        enrolment = enrol(f"http://127.0.0.1:{office.port}", login, PASSWORD, key.public, "PC-1")
        enrolled = enrolment.enrolled
        self.store = ClientStore(home, None, Author(self.person, enrolled.device, key), CLOCK)
        self.exchange = ClientExchange(self.store, enrolled.server_device, PublicKey.from_hex(enrolled.server_key))
        self.exchange.set_generation(enrolled.generation)
        self.blobs = FolderBlobs(home / "photos")
        self.shelf = FolderShelf(self.blobs, FolderThumbnails(home / "thumbnails"), CLOCK)
        self.arriving = FolderUploads(self.blobs)
        self.box = Box(enrolment.tokens)
        self.applicant = Applicant(login, key.public, "PC-1")
        self.lock = home / "sync.lock"
        self.transport = HttpTransport(Link(self._url), self.box, self.applicant)
        self.home = home

    @property
    def post(self) -> BundlePost:
        """What goes by stick."""
        premises = Premises(self.exchange, self.blobs, self.arriving, self.shelf)
        holder = Holder(self.store.author.device, self.store.author.key, self.exchange.server_key())
        return BundlePost(premises, self.transport, holder, CLOCK, self.home)

    def courier(self, options: Options | None = None, clock: Ticking | None = None) -> RoundCourier:
        """Return a courier on this desk, its pauses by a clock."""
        premises = Premises(self.exchange, self.blobs, self.arriving, self.shelf)
        timing = (clock or Ticking()).timing()
        return RoundCourier(premises, self.transport, CLOCK, lock=self.lock, options=options, timing=timing)

    def sync(self, is_cancelled: Callable[[], bool] = lambda: False, options: Options | None = None) -> RoundReport:
        """Run a round."""
        return self.courier(options).round(lambda _: None, is_cancelled)

    def talk_to(self, url: str) -> None:
        """Use another way to the server from now on."""
        self.transport.close()
        self.transport = HttpTransport(Link(url), self.box, self.applicant)

    def inspect(self, *photos: bytes, stream: Stream = BRIDGES) -> RecordKey:
        """Submit an inspection with these photos."""
        key = new_record(stream, IDS)
        kept = [self.blobs.put(photo) for photo in photos]
        begun: Step = (Action.CREATED, {"record": "inspection", "title": "一号桥", "values": {"width": "3.5"}})
        steps = [begun, *map(_attachment, kept), (Action.SUBMITTED, dict[str, Json]())]
        with self.store() as unit:
            for blob in kept:
                unit.keep_photo(stream.township, blob.sha256, blob.size)
            unit.append(chain_of_acts(key, (), steps, clock=CLOCK, ids=IDS))
        return key

    def act(self, key: RecordKey, action: Action, body: Mapping[str, Json] | None = None) -> None:
        """Do something to a record as it stands here."""
        with self.store() as unit:
            heads = unit.state(key.stream, key.record).heads
            unit.append(chain_of_acts(key, heads, [(action, body or {})], clock=CLOCK, ids=IDS))

    def entries(self, key: RecordKey) -> tuple[Entry, ...]:
        """Return what is here of a record."""
        with self.store.reading() as reading:
            return reading.entries(key.stream.township, key.record)

    def state(self, key: RecordKey) -> State:
        """Fold a record as it is here."""
        with self.store.reading() as reading:
            return reading.state(key.stream, key.record)

    def waiting(self) -> Sequence[WaitingItem]:
        """Return what has no receipt yet."""
        with self.store.reading() as reading:
            return reading.waiting()

    def is_delivered(self, key: RecordKey) -> bool:
        """Whether all of a record has receipts."""
        with self.store.reading() as reading:
            return reading.is_delivered(key.stream.township, key.record)

    def note(self, name: str) -> str | None:
        """Return a fact about the store."""
        with self.store.reading() as reading:
            return reading.note(name)

    def close(self) -> None:
        """Close store and connection."""
        self.transport.close()
        self.store.close()


def _attachment(blob: Blob) -> Step:
    return Action.ATTACHED, {"photo": IDS.new(), "sha256": blob.sha256, "size": blob.size, "path": "photos"}
