"""What a client packs into a bundle: where it stands, its outbox, and its photos without a receipt."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.ports.courier import Progress
from app.ports.exchange import HeldPhoto
from sync.bundle import PIECE_BYTES, Block, Kind, Manifest, block_of, piece_of
from sync.carrier import Premises, Watcher
from sync.codec import wire_of
from sync.frames import Frame
from sync.protocol import MAX_PUSH_BYTES, MAX_PUSH_ENTRIES, Pull, Push
from sync.transport import CancelledError

MOST_PHOTOS = 50_000
_OUT = "bundle_out"
_SAFE_PUSH_BYTES = MAX_PUSH_BYTES * 7 // 8


@dataclass(slots=True)
class Packing:
    """One bundle being packed.

    Attributes:
        most_bytes: how large it may become.
        entries: how many entries are in it so far.
        photos: how many photos are in it, whole.
        photos_left: photos that found no room, or cannot be read here.
        size: bytes of its inside so far.
    """

    here: Premises
    watcher: Watcher
    most_bytes: int
    entries: int = 0
    photos: int = 0
    photos_left: int = 0
    size: int = 0

    def blocks(self, manifest: Manifest) -> Iterator[Block]:
        """Yield everything, entries first; raise CancelledError where it is wanted no more."""
        for block in self._blocks(manifest):
            self.size += len(block.body)
            self._look_up()
            yield block

    def _blocks(self, manifest: Manifest) -> Iterator[Block]:
        exchange = self.here.exchange
        yield block_of(Kind.MANIFEST, manifest)
        cursors = {str(stream): seq for stream, seq in exchange.cursors().items()}
        digests = {str(stream): digest for stream, digest in exchange.digests().items()}
        yield block_of(Kind.PULL, Pull(cursors, digests=digests))
        yield from self._pushes()
        for photo in exchange.unsent_photos(MOST_PHOTOS):
            yield from self._photo(photo)

    def _pushes(self) -> Iterator[Block]:
        outgoing = self.here.exchange.outgoing
        while found := outgoing(MAX_PUSH_ENTRIES, _SAFE_PUSH_BYTES, self.entries):
            self.entries += len(found)
            yield block_of(Kind.PUSH, Push([wire_of(entry) for entry in found]))

    def _photo(self, photo: HeldPhoto) -> Iterator[Block]:
        """Yield a photo's pieces where it has room; one that is not whole on this disk is left for a round to name."""
        is_here = self.here.blobs.size(photo.sha256) == photo.size
        if not is_here or self.size + photo.size > self.most_bytes:
            self.photos_left += 1
            return
        for offset in range(0, photo.size, PIECE_BYTES):
            length = min(PIECE_BYTES, photo.size - offset)
            chunk = self.here.blobs.read(photo.sha256, offset, length)
            yield piece_of(photo.township, Frame(photo.sha256, photo.size, offset, len(chunk)), chunk)
        self.photos += 1

    def _look_up(self) -> None:
        if self.watcher.is_cancelled():
            raise CancelledError
        self.watcher.report(Progress(_OUT, items_done=self.entries + self.photos, bytes_done=self.size))
