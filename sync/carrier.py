"""Carries out what a round wants done, one effect at a time, against the store, the disk and the network."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from app.domain.listing import WaitReason
from app.errors import AppError
from app.ports.blobs import Blobs, Uploads
from app.ports.courier import Progress
from app.ports.exchange import Exchange, HeldPhoto
from app.ports.shelf import PhotoShelf
from sync.codec import wire_of
from sync.effects import AskHave, AskPull, AskPush, Effect, FetchOriginal, FetchThumbnail, SendPack, Show, Wait
from sync.events import (
    Cancelled,
    Event,
    Failed,
    PackAnswered,
    PhotoArrived,
    PhotoAway,
    PhotoStatus,
    PhotoUnreadable,
    Pulled,
    Pushed,
    ThumbnailArrived,
    Waited,
)
from sync.keeping import ask_store, tell_store
from sync.photos import PackBody, PhotoUnreadableError
from sync.protocol import Have, Push
from sync.schedule import pause_s
from sync.transport import CancelledError, LinkError, PhotoAwayError, Transport

_NAP_S = 0.1


@dataclass(frozen=True, slots=True)
class Timing:
    """Time and chance as a round meets them: seconds of a clock that only moves forward, pauses, a number in [0, 1)."""

    monotonic: Callable[[], float]
    pause: Callable[[float], object]
    chance: Callable[[], float]


@dataclass(frozen=True, slots=True)
class Watcher:
    """Who watches a round: is told how far it is, and may say that it is enough."""

    report: Callable[[Progress], None]
    is_cancelled: Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Premises:
    """What of this machine a round works on.

    Attributes:
        exchange: the store.
        blobs: the originals.
        arriving: originals on their way in.
        shelf: the thumbnails.
    """

    exchange: Exchange
    blobs: Blobs
    arriving: Uploads
    shelf: PhotoShelf


class Carrier:
    """Carries out the effects of one round."""

    def __init__(self, premises: Premises, transport: Transport, timing: Timing, watcher: Watcher) -> None:
        self._here = premises
        self._transport = transport
        self._timing = timing
        self._watcher = watcher

    def carry_out(self, effect: Effect) -> Event | None:
        """Return the event that answers the effect, None for a notice; trouble is an event too."""
        try:
            if isinstance(effect, Show):
                self._watcher.report(effect.progress)
            tell_store(self._here.exchange, effect)
            return ask_store(self._here.exchange, effect, self._check) or self._ask_world(effect)
        except CancelledError:
            return Cancelled()
        except LinkError as error:
            return Failed(error.reason, error.code)
        except PhotoUnreadableError as error:
            return PhotoUnreadable(error.photo, error.code)
        except AppError as error:
            return Failed(WaitReason.NOT_TRIED, error.code)

    def _ask_world(self, effect: Effect) -> Event | None:  # noqa: PLR0911 - one return for each effect
        is_cancelled = self._watcher.is_cancelled
        match effect:
            case AskPull(message):
                return Pulled(self._transport.pull(message, is_cancelled))
            case AskPush():
                return self._push(effect)
            case AskHave(township, photos):
                return PhotoStatus(self._transport.have(Have(township, list(photos)), is_cancelled))
            case SendPack():
                return self._pack(effect)
            case FetchThumbnail(photo):
                return self._thumbnail(photo)
            case FetchOriginal(photo, progress):
                return self._original(photo, progress)
            case Wait(failures):
                return self._wait(pause_s(failures, self._timing.chance()))
            case _:
                return None

    def _push(self, ask: AskPush) -> Pushed:
        began = self._timing.monotonic()
        answer = self._transport.push(Push([wire_of(entry) for entry in ask.entries]), self._watcher.is_cancelled)
        return Pushed(answer, self._timing.monotonic() - began)

    def _pack(self, send: SendPack) -> PackAnswered:
        body = PackBody(send.portions, self._here.blobs)
        body.check()

        def is_cancelled() -> bool:
            self._watcher.report(replace(send.progress, bytes_done=send.progress.bytes_done + body.sent))
            return self._watcher.is_cancelled()

        began = self._timing.monotonic()
        answer = self._transport.pack(send.township, body, is_cancelled)
        return PackAnswered(answer, self._timing.monotonic() - began)

    def _thumbnail(self, photo: HeldPhoto) -> Event:
        self._check()
        if self._here.shelf.thumbnail(photo.sha256) is not None:
            return ThumbnailArrived(is_new=False)
        try:
            jpeg = self._transport.thumbnail(photo.township, photo.sha256, self._watcher.is_cancelled)
        except PhotoAwayError:
            return PhotoAway()
        self._here.shelf.keep_thumbnail(photo.sha256, jpeg)
        return ThumbnailArrived(is_new=True)

    def _original(self, photo: HeldPhoto, progress: Progress) -> Event:
        """Fetch what is missing of an original; what has arrived stays, so that the next try goes on from there."""
        if not self._here.blobs.is_intact(photo.sha256):
            held = self._here.arriving.held(photo.township, photo.sha256)
            try:
                arrived = self._receive(photo, held, progress)
                self._here.arriving.complete(photo.township, photo.sha256, photo.size)
            except PhotoAwayError:
                return PhotoAway()
            except LinkError as error:
                moved = self._here.arriving.held(photo.township, photo.sha256) - held
                return Failed(error.reason, error.code, moved)
            except AppError as error:
                if error.code == "photos.wrong_bytes":
                    return PhotoAway(error.code)
                if error.code == "photos.incomplete":
                    return Failed(WaitReason.UNREACHABLE, "network.unreachable", arrived - held)
                raise
        self._here.exchange.photo_arrived(photo.township, photo.sha256, photo.size)
        return PhotoArrived(photo.size)

    def _receive(self, photo: HeldPhoto, held: int, progress: Progress) -> int:
        """Append what comes to what is held, and return how much that is now."""
        if held >= photo.size:
            return held
        for portion in self._transport.photo(photo.township, photo.sha256, held, self._watcher.is_cancelled):
            held = self._here.arriving.append(photo.township, photo.sha256, held, portion)
            self._watcher.report(replace(progress, bytes_done=progress.bytes_done + held))
            if held > photo.size:
                break
        return held

    def _wait(self, seconds: float) -> Waited:
        """Pause, and look up ten times a second whether it is still wanted."""
        until = self._timing.monotonic() + seconds
        while (left := until - self._timing.monotonic()) > 0:
            self._check()
            self._timing.pause(min(left, _NAP_S))
        return Waited()

    def _check(self) -> None:
        if self._watcher.is_cancelled():
            raise CancelledError
