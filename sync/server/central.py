"""Everything that the calls of the central server work with; built once, where the server is joined."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from app.domain.keys import PrivateKey
from app.ports.blobs import Blobs, Uploads
from app.ports.clock import Clock, Ids
from app.ports.ledger import Holdings, Ledger
from app.ports.shelf import PhotoShelf
from app.usecases.throttle import Throttle
from sync.server.sign_in import SignIn
from sync.server.under_way import PacksUnderWay


@dataclass(frozen=True, slots=True)
class Central:
    """The server's parts.

    Attributes:
        ledger: the log.
        sign_in: accounts and tokens.
        holdings: which township holds which photos.
        blobs: their bytes.
        uploads: those on their way.
        shelf: makes and keeps thumbnails.
        by_login: slows down attempts at one account.
        packs: those that are being taken in.
        recovery_key: gives the public half of the district's recovery key, or nothing.
        by_address: slows down attempts from one address, behind which an office may sit.
        key: the server's, which opens bundles and signs their answers.
        scratch: folder of files that nobody needs once they are closed.
    """

    ledger: Ledger
    sign_in: SignIn
    holdings: Holdings
    blobs: Blobs
    uploads: Uploads
    shelf: PhotoShelf
    clock: Clock
    ids: Ids
    by_login: Throttle
    by_address: Throttle
    key: PrivateKey
    scratch: Path
    packs: PacksUnderWay = field(default_factory=PacksUnderWay)
    recovery_key: Callable[[], str] = str

    def now(self) -> str:
        """Return the server's clock as answers and the log write it: ISO 8601 with offset."""
        return self.clock.now().isoformat(timespec="milliseconds")
