"""An enrolled home folder, opened."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from app.domain.entry import Author
from app.domain.keys import PrivateKey, PublicKey
from app.errors import AppError
from app.ports.clock import Clock
from app.workplace import Workplace
from db.blobs import FolderUploads
from db.documents.letters import OfficeLetters
from db.documents.sheets import OfficeSheets
from db.exchange import ClientExchange
from db.forms import FormCabinet
from db.identity import Identity, read_identity
from db.keys import Secrets
from db.machine import SystemClock, UuidIds
from db.photos.shelf import FolderShelf
from db.sealed import SealedBlobs, SealedThumbnails
from db.store import ClientStore
from db.tokens import HomeTokens
from db.verification import Trust, Verified, verify
from resources import resource_folder
from sync.allowance import Allowance
from sync.bundle_post import BundlePost, Holder
from sync.carrier import Premises
from sync.courier import RoundCourier
from sync.enrolment import Applicant
from sync.http import HttpTransport
from sync.link import Link

STORE_KEY, DEVICE_KEY = "store", "device"


@dataclass(frozen=True, slots=True)
class Client:
    """A workplace and what belongs to it behind the scenes."""

    identity: Identity
    workplace: Workplace
    store: ClientStore
    exchange: ClientExchange
    blobs: SealedBlobs
    transport: HttpTransport

    def close(self) -> None:
        """Close the connection and the store."""
        self.transport.close()
        self.store.close()


def key_name(secrets: Secrets, device: str) -> str:
    """Return under which name a device's key is kept: its own where the home was enrolled anew, else the usual one."""
    own = f"{DEVICE_KEY}-{device}"
    return own if secrets.has(own) else DEVICE_KEY


def secrets_of(home: Path) -> Secrets:
    """Return the secrets of a home folder, told apart by its place."""
    return Secrets(home, str(home.resolve()))


def identity_of(home: Path) -> Identity:
    """Return whose home it is.

    Raises:
        AppError: ``identity.missing`` before enrolment, ``identity.damaged``.
    """
    identity = read_identity(home)
    if identity is None:
        raise AppError("identity.missing", home=home)
    return identity


def open_store(home: Path, identity: Identity, clock: Clock | None = None) -> ClientStore:
    """Open the home's encrypted store as its person."""
    secrets = secrets_of(home)
    author = Author(identity.person, identity.device, PrivateKey(secrets.get(key_name(secrets, identity.device))))
    return ClientStore(home, secrets.get(STORE_KEY), author, clock or SystemClock())


@contextmanager
def open_client(home: Path, clock: Clock | None = None) -> Iterator[Client]:
    """Open an enrolled home folder; leaving closes it. The demonstration gives it a clock of its own.

    Raises:
        AppError: ``identity.missing``, ``keys.lost``, ``store.unreadable``, ``store.newer``.
    """
    client = join(home, identity_of(home), clock)
    try:
        yield client
    finally:
        client.close()


def join(home: Path, identity: Identity, given_clock: Clock | None = None) -> Client:
    """Join everything that a person works with; raises as ``open_client``."""
    clock, ids = given_clock or SystemClock(), UuidIds()
    store = open_store(home, identity, clock)
    key = secrets_of(home).get(STORE_KEY)
    blobs = SealedBlobs(home / "photos", key)
    exchange = ClientExchange(store, identity.server_device, PublicKey.from_hex(identity.server_key))
    allowance = Allowance()
    transport = transport_of(home, identity, store.author.key.public, allowance)
    shelf = FolderShelf(blobs, SealedThumbnails(home / "thumbnails", key), clock)
    premises = Premises(exchange, blobs, FolderUploads(blobs), shelf)
    workplace = Workplace(
        home=home,
        person=identity.person,
        name=identity.name,
        login=identity.login,
        machine=identity.machine,
        server_url=identity.server_url,
        store=store,
        shelf=shelf,
        forms=FormCabinet(store, resource_folder() / "forms", home / "forms"),
        courier=RoundCourier(premises, transport, clock, lock=home / "round.lock", allowance=allowance),
        bundles=BundlePost(premises, transport, _holder(store, exchange), clock, home),
        clock=clock,
        ids=ids,
        sheets=OfficeSheets(),
        letters=OfficeLetters(),
    )
    return Client(identity, workplace, store, exchange, blobs, transport)


def _holder(store: ClientStore, exchange: ClientExchange) -> Holder:
    return Holder(store.author.device, store.author.key, exchange.server_key())


def transport_of(home: Path, identity: Identity, key: PublicKey, allowance: Allowance | None = None) -> HttpTransport:
    """Return the wire to the home's server; ``allowance`` says how fast bytes may pass."""
    link = Link(identity.server_url, Path(identity.ca) if identity.ca else None, allowance)
    applicant = Applicant(identity.login, key, identity.machine)
    return HttpTransport(link, HomeTokens(secrets_of(home)), applicant)


def verify_home(home: Path) -> Verified:
    """Check every entry, receipt and photo of a home folder again."""
    identity = identity_of(home)
    store = open_store(home, identity)
    try:
        trust = Trust(
            identity.server_device,
            PublicKey.from_hex(identity.server_key),
            identity.device,
            store.author.key.public,
        )
        return verify(store.engine, trust, SealedBlobs(home / "photos", secrets_of(home).get(STORE_KEY)))
    finally:
        store.close()
