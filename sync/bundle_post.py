"""Bundles at a client: out onto a stick, in from one, and somebody else's on to the server."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO, Protocol

from app.domain.keys import PrivateKey, PublicKey
from app.errors import AppError
from app.ports.bundles import IsCancelled, Packed, Report
from app.ports.clock import Clock
from app.ports.courier import Progress, RoundReport
from sync.bundle import MAX_BUNDLE_BYTES, Manifest, check, read_blocks, written
from sync.bundle_files import opened, whole_file
from sync.bundle_packing import Packing
from sync.bundle_seal import Direction, Envelope, Measured, read_envelope, seal, unseal
from sync.bundle_unpacking import Unpacking
from sync.carrier import Premises, Watcher
from sync.enrolment import app_error
from sync.photos import FileBody
from sync.transport import CancelledError, LinkError
from sync.turn import TurnTakenError, one_turn


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose bundles these are: the device, its key, and the server's key that was pinned at enrolment."""

    device: str
    key: PrivateKey
    server_key: PublicKey


class Bringing(Protocol):
    """The way to the server, for whole bundles."""

    def bundle(self, body: FileBody, is_cancelled: IsCancelled) -> Iterator[bytes]:
        """Bring a bundle and yield the answer as it comes; raise LinkError and CancelledError."""
        ...


class BundlePost:
    """Carries by file what a round carries by network (``app.ports.bundles.Bundles``).

    Args:
        premises: the store and the photos.
        bringing: the way to the server.
        holder: whose device this is.
        clock: for the manifests.
        home: folder for files on their way in; the lock of its rounds is ``round.lock`` in it.
    """

    def __init__(self, premises: Premises, bringing: Bringing, holder: Holder, clock: Clock, home: Path) -> None:
        self._here = premises
        self._bringing = bringing
        self._holder = holder
        self._clock = clock
        self._home = home

    def export(self, path: Path, most_bytes: int, report: Report, is_cancelled: IsCancelled) -> Packed | None:
        """Write what waits here into a file; None if it was cancelled."""
        packing = Packing(self._here, Watcher(report, is_cancelled), min(most_bytes, MAX_BUNDLE_BYTES))
        holder = self._holder
        with self._turn():
            inside = written(packing.blocks(self._manifest()), holder.key)
            try:
                with whole_file(path) as file:
                    file.write(Envelope(Direction.TO_SERVER, holder.device).line())
                    seal(inside, file, holder.server_key)
            except CancelledError:
                return None
        return Packed(path, packing.entries, packing.photos, packing.photos_left, path.stat().st_size)

    def take_in(self, path: Path, report: Report, is_cancelled: IsCancelled) -> RoundReport:
        """Take in the server's answer, or a first load."""
        watcher = Watcher(report, is_cancelled)
        with self._turn(), TemporaryFile(dir=self._home) as inside:
            try:
                manifest = self._open(path, inside, watcher)
            except CancelledError:
                return RoundReport(was_cancelled=True)
            if self._here.exchange.is_past_generation(manifest.generation):
                raise AppError("bundle.before_restore")
            ended = Unpacking(self._here, watcher).take_in(read_blocks(inside))
            self._here.exchange.note("last_bundle_at", self._clock.now().isoformat(timespec="seconds"))
        return ended

    def carry(self, path: Path, answer: Path, report: Report, is_cancelled: IsCancelled) -> Packed | None:
        """Bring somebody's file to the server and write the answer for its device; None if it was cancelled."""
        with opened(path) as file:
            if read_envelope(file).direction is not Direction.TO_SERVER:
                raise AppError("bundle.for_a_device")
            body = FileBody(file)

            def is_enough() -> bool:
                report(Progress("bundle_carried", bytes_done=body.sent, bytes_all=len(body)))
                return is_cancelled()

            try:
                with whole_file(answer) as target:
                    for portion in self._bringing.bundle(body, is_enough):
                        target.write(portion)
            except CancelledError:
                return None
            except LinkError as error:
                raise app_error(error) from error
        return Packed(answer, 0, 0, 0, answer.stat().st_size)

    def _manifest(self) -> Manifest:
        made_at = self._clock.now().isoformat(timespec="seconds")
        holder, generation = self._holder, self._here.exchange.generation()
        return Manifest(Direction.TO_SERVER, holder.device, holder.server_key.hex, generation, made_at)

    def _open(self, path: Path, inside: BinaryIO, watcher: Watcher) -> Manifest:
        """Unseal an answer into a file of the home and judge it whole."""

        def look_up(unsealed: int = 0) -> None:
            if watcher.is_cancelled():
                raise CancelledError
            watcher.report(Progress("bundle_opened", bytes_done=unsealed))

        with opened(path) as file:
            envelope = read_envelope(file)
            if envelope.direction is not Direction.TO_DEVICE:
                raise AppError("bundle.for_the_server")
            if envelope.device != self._holder.device:
                raise AppError("bundle.not_for_this_device")
            unseal(file, Measured(inside, MAX_BUNDLE_BYTES, look_up), self._holder.key)
        manifest = check(inside, lambda _: self._holder.server_key, look_up)
        if (manifest.direction, manifest.device) != (Direction.TO_DEVICE, self._holder.device):
            raise AppError("bundle.not_genuine")
        return manifest

    @contextmanager
    def _turn(self) -> Iterator[None]:
        try:
            with one_turn(self._home / "round.lock"):
                yield
        except TurnTakenError as error:
            raise AppError("sync.round_elsewhere") from error
