"""A bundle taken in at the server and the answer to it: push, photos and pull as over the network, from file to file.

Entries are logged and photos stored while the answer is being written; whatever interrupts it may be done again.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO

import msgspec

from app.domain.directory import Device
from app.domain.kinds import Action
from app.domain.stream import Stream
from app.errors import AppError
from sync.bundle import MAX_BUNDLE_BYTES, Block, Kind, Manifest, Thumbnail, block_of, check, read_blocks, written
from sync.bundle_seal import Direction, Envelope, Measured, read_envelope, seal, unseal
from sync.protocol import HaveAnswer, Pull, PullAnswer, Push
from sync.server.central import Central
from sync.server.door import has_grant
from sync.server.intake import THUMBNAIL_MOST_BYTES, Intake
from sync.server.journal_calls import read_past, take_in
from sync.server.photo_calls import MOST_WAITING_BYTES, holding

MOST_THUMBNAILS = 20_000
"""So many go into one answer, which is some 400 MB; the others come over the network."""

_FIRST_LOAD_ENTRIES = 2_000
_NAMES_AT_ONCE = 1_000


def answer_bundle(central: Central, source: BinaryIO, target: BinaryIO) -> str:
    """Take in a bundle and write its answer; return the id of the device whose it is.

    Raises:
        AppError: ``bundle.for_a_device``, ``bundle.unreadable``, ``bundle.newer``, ``bundle.wrong_key``,
            ``bundle.cut_short``, ``bundle.not_genuine``, ``bundle.too_large``, ``bundle.unknown_device``,
            ``account.disabled``, ``account.device_revoked``, or what the disk says; what was stored before stays.
    """
    envelope = read_envelope(source)
    if envelope.direction is not Direction.TO_SERVER:
        raise AppError("bundle.for_a_device")
    with TemporaryFile(dir=scratch(central)) as inside:
        unseal(source, Measured(inside, MAX_BUNDLE_BYTES, _unwatched), central.key)
        manifest = check(inside, lambda said: _sender(central, said.device).key, _unwatched)
        if (manifest.direction, manifest.device) != (envelope.direction, envelope.device):
            raise AppError("bundle.not_genuine")
        device = _sender(central, manifest.device)
        _write(central, device, Answering(central, device).blocks(read_blocks(inside)), target)
    return device.id


def first_load(central: Central, device: str, target: BinaryIO) -> None:
    """Write all that a device's person may read, with thumbnails, for a device that begins far from any network.

    Raises:
        AppError: ``bundle.unknown_device``, ``account.disabled`` or ``account.device_revoked``.
    """
    known = _sender(central, device)
    asked = block_of(Kind.PULL, Pull({}, _FIRST_LOAD_ENTRIES))
    _write(central, known, Answering(central, known).blocks(iter([asked])), target)


def scratch(central: Central) -> Path:
    """Return the folder for files that nobody needs once they are closed."""
    central.scratch.mkdir(parents=True, exist_ok=True)
    return central.scratch


def _write(central: Central, device: Device, blocks: Iterator[Block], target: BinaryIO) -> None:
    target.write(Envelope(Direction.TO_DEVICE, device.id).line())
    seal(written(_announced(central, device, blocks), central.key), target, device.key)


def _announced(central: Central, device: Device, blocks: Iterator[Block]) -> Iterator[Block]:
    ledger = central.ledger
    manifest = Manifest(Direction.TO_DEVICE, device.id, ledger.key.hex, ledger.generation, central.now())
    yield block_of(Kind.MANIFEST, manifest)
    yield from blocks


def _sender(central: Central, name: str) -> Device:
    directory = central.ledger.directory()
    device = directory.devices.get(name)
    if device is None:
        raise AppError("bundle.unknown_device")
    if not device.is_active:
        raise AppError("account.device_revoked")
    person = directory.persons.get(device.person)
    if person is None or not person.is_active:
        raise AppError("account.disabled")
    return device


@dataclass(slots=True)
class Answering:
    """One bundle being answered.

    Attributes:
        intakes: photos being stored, by township.
        shown: photos that the entries of the answer show, in their order.
    """

    central: Central
    device: Device
    intakes: dict[str, Intake] = field(default_factory=dict)
    shown: dict[tuple[str, str], None] = field(default_factory=dict)

    def blocks(self, asked: Iterator[Block]) -> Iterator[Block]:
        """Yield the answer: what became of entries and photos, then what is new to the device."""
        pull: Pull | None = None
        for block in asked:
            match block.kind:
                case Kind.PUSH:
                    yield block_of(Kind.PUSHED, take_in(self.central, block.message(Push), self.device.id))
                case Kind.PIECE:
                    self._store(block)
                case Kind.PULL:
                    pull = block.message(Pull)
                case Kind.MANIFEST:
                    pass  # read when the bundle was judged
                case _:
                    raise AppError("bundle.unreadable")
        yield from self._held()
        if pull is not None:
            yield from self._pulled(pull)
        yield from self._thumbnails()

    def _store(self, block: Block) -> None:
        """Store a piece for a township that its sender may send to, as ``pack`` does."""
        township, piece = block.piece()
        if not has_grant(self.central.ledger.directory(), self.device.person, township):
            return
        intake = self.intakes.setdefault(township, Intake(self.central, township))
        intake.add(piece)
        if intake.waiting_bytes >= MOST_WAITING_BYTES:
            intake.store(intake.take())

    def _held(self) -> Iterator[Block]:
        for township, intake in self.intakes.items():
            intake.store(intake.take())
            names = iter(sorted(intake.named))
            while some := list(islice(names, _NAMES_AT_ONCE)):
                answer: HaveAnswer = holding(self.central, township, some)
                yield block_of(Kind.HELD, answer)

    def _pulled(self, pull: Pull) -> Iterator[Block]:
        has_more = True
        while has_more:
            answer = read_past(self.central, pull, self.device.person)
            self._note_photos(answer)
            yield block_of(Kind.PULLED, answer)
            has_more = answer.more and any(page.entries for page in answer.pages)
            pull = _further(pull, answer)

    def _note_photos(self, answer: PullAnswer) -> None:
        for page in answer.pages:
            for wire in page.entries:
                said = msgspec.json.decode(wire.entry, type=_Said)
                if said.kind == Action.ATTACHED:
                    photo = msgspec.json.decode(said.body, type=_Attached)
                    self.shown[Stream.parse(page.stream).township, photo.sha256] = None

    def _thumbnails(self) -> Iterator[Block]:
        newest = iter(list(self.shown)[-MOST_THUMBNAILS:])
        while some := list(islice(newest, _NAMES_AT_ONCE)):
            for sha256 in self._small(some):
                jpeg = self.central.shelf.thumbnail(sha256)
                if jpeg is not None:
                    yield block_of(Kind.THUMBNAIL, Thumbnail(sha256, jpeg))

    def _small(self, photos: Sequence[tuple[str, str]]) -> Iterator[str]:
        """Yield those of the photos, by township and hash, that are held and small enough for a thumbnail."""
        for township in dict.fromkeys(township for township, _ in photos):
            names = [sha256 for of, sha256 in photos if of == township]
            receipts = self.central.holdings.receipts(township, names)
            yield from (name for name in names if name in receipts and receipts[name].size <= THUMBNAIL_MOST_BYTES)


class _Said(msgspec.Struct):
    kind: str
    body: msgspec.Raw


class _Attached(msgspec.Struct):
    sha256: str


def _further(pull: Pull, answer: PullAnswer) -> Pull:
    """Return the question for what follows an answer."""
    moved = {page.stream: page.after + len(page.entries) for page in answer.pages}
    cursors = {stream: seq for stream, seq in {**pull.cursors, **moved}.items() if stream not in answer.revoked}
    digests = {stream: digest for stream, digest in pull.digests.items() if stream not in moved}
    return Pull(cursors, pull.limit, digests)


def _unwatched(*_written: int) -> None:
    """Nobody watches a server at work."""
