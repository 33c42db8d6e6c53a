"""Taking in a pack: pieces of photos as they arrive, and what became of each photo."""

from dataclasses import dataclass

from app.errors import AppError
from sync.frames import Piece
from sync.server.central import Central

THUMBNAIL_MOST_BYTES = 64 * 1024 * 1024
"""A larger photo is kept and gets no thumbnail here, since making one reads it into memory."""


@dataclass(slots=True)
class Pending:
    """Bytes of one photo that follow each other and are not on disk yet."""

    sha256: str
    size: int
    offset: int
    chunks: bytearray

    def continues(self, piece: Piece) -> bool:
        """Whether a piece comes right behind."""
        return (piece.sha256, piece.size, piece.offset) == (self.sha256, self.size, self.offset + len(self.chunks))


class Intake:
    """One pack for one township.

    ``add`` only remembers, ``take`` hands over what it remembered, ``store`` writes that: so one thread can read from
    the network while another writes. What was stored counts, however the request ends.

    Attributes:
        waiting_bytes: how much is remembered.
        named: the photos that had a frame.
        rejected: those whose bytes are others than their name says.
        completed: those that became whole, and may get a thumbnail.
    """

    def __init__(self, central: Central, township: str) -> None:
        self.waiting_bytes = 0
        self.named: set[str] = set()
        self.rejected: set[str] = set()
        self.completed: list[str] = []
        self._central = central
        self._township = township
        self._pending: list[Pending] = []
        self._whole: dict[str, bool] = {}

    def add(self, piece: Piece) -> None:
        """Remember a piece."""
        self.named.add(piece.sha256)
        if self._pending and self._pending[-1].continues(piece):
            self._pending[-1].chunks += piece.chunk
        else:
            self._pending.append(Pending(piece.sha256, piece.size, piece.offset, bytearray(piece.chunk)))
        self.waiting_bytes += len(piece.chunk)

    def take(self) -> list[Pending]:
        """Hand over what is remembered."""
        taken, self._pending, self.waiting_bytes = self._pending, [], 0
        return taken

    def store(self, taken: list[Pending]) -> None:
        """Write what was handed over, and complete the photos that are whole; slow.

        Raises:
            AppError: the disk is full or refuses; what fitted is kept.
        """
        for one in taken:
            if not self._is_whole(one.sha256):
                self._append(one)

    def _is_whole(self, sha256: str) -> bool:
        if not self._whole.get(sha256):
            self._whole[sha256] = bool(self._central.holdings.receipts(self._township, [sha256]))
        return self._whole[sha256]

    def _append(self, pending: Pending) -> None:
        """Add the bytes that are not here yet; a piece behind a gap is dropped, and the answer says where to go on."""
        uploads = self._central.uploads
        held = uploads.held(self._township, pending.sha256)
        news = bytes(pending.chunks[held - pending.offset :]) if pending.offset <= held else b""
        if news:
            try:
                held = uploads.append(self._township, pending.sha256, held, news)
            except AppError as error:
                if error.code != "photos.offset":
                    raise
                return  # another request of the same photo was faster; the answer says where to go on
        if held >= pending.size:
            self._complete(pending.sha256, pending.size)

    def _complete(self, sha256: str, size: int) -> None:
        central = self._central
        try:
            blob = central.uploads.complete(self._township, sha256, size) if size else None
        except AppError as error:
            if error.code != "photos.wrong_bytes":
                raise
            blob = None
        if blob is None:
            self.rejected.add(sha256)
            return
        central.holdings.record(self._township, sha256, blob.size, central.now())
        if size <= THUMBNAIL_MOST_BYTES:
            self.completed.append(sha256)
