"""What a round wants done, to be carried out in this order.

Every request is answered by exactly one event, named in its docstring, or by Failed, Cancelled; the notices
(``Explain``, ``Show``, ``Forget``, ``NoteHeld``) by none. ``Finish`` is the last.
"""

from dataclasses import dataclass

from app.domain.entry import Entry
from app.domain.listing import WaitReason
from app.domain.receipt import PhotoReceipt
from app.domain.stream import Stream
from app.ports.courier import Progress, RoundReport
from app.ports.exchange import HeldPhoto, Page, Result
from sync.protocol import Pull


@dataclass(frozen=True, slots=True)
class LookUpCursors:
    """Answered by Standing."""


@dataclass(frozen=True, slots=True)
class AskPull:
    """Answered by Pulled or Failed."""

    message: Pull


@dataclass(frozen=True, slots=True)
class Keep:
    """Keep an answer's pages, in this order, and purge what was revoked; answered by Kept."""

    generation: str
    pages: tuple[Page, ...]
    revoked: tuple[Stream, ...]


@dataclass(frozen=True, slots=True)
class Gather:
    """Read at most so many entries and bytes of the outbox; answered by Gathered."""

    entries: int
    size: int


@dataclass(frozen=True, slots=True)
class AskPush:
    """Answered by Pushed or Failed."""

    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Settle:
    """Answered by Settled."""

    results: tuple[Result, ...]


@dataclass(frozen=True, slots=True)
class FindUnsent:
    """Answered by Unsent."""

    limit: int


@dataclass(frozen=True, slots=True)
class AskHave:
    """Answered by PhotoStatus or Failed."""

    township: str
    photos: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Portion:
    """The bytes of a photo that one pack carries: ``length`` from ``offset`` on."""

    photo: HeldPhoto
    offset: int
    length: int


@dataclass(frozen=True, slots=True)
class SendPack:
    """Send these, shown as going on from ``progress``; answered by PackAnswered, PhotoUnreadable or Failed."""

    township: str
    portions: tuple[Portion, ...]
    progress: Progress


@dataclass(frozen=True, slots=True)
class SettlePhotos:
    """Answered by PhotosSettled."""

    receipts: tuple[PhotoReceipt, ...]


@dataclass(frozen=True, slots=True)
class FindMissing:
    """Answered by Missing."""

    limit: int


@dataclass(frozen=True, slots=True)
class FetchThumbnail:
    """Answered by ThumbnailArrived, PhotoAway or Failed."""

    photo: HeldPhoto


@dataclass(frozen=True, slots=True)
class FetchOriginal:
    """Answered by PhotoArrived, PhotoAway or Failed; shown as going on from ``progress``."""

    photo: HeldPhoto
    progress: Progress


@dataclass(frozen=True, slots=True)
class Wait:
    """Pause as after so many failures; answered by Waited."""

    failures: int


@dataclass(frozen=True, slots=True)
class Explain:
    """Note why the outbox waits."""

    reason: WaitReason


@dataclass(frozen=True, slots=True)
class Show:
    """Tell whoever watches."""

    progress: Progress


@dataclass(frozen=True, slots=True)
class Forget:
    """Drop a stream that differs from the server's, so that it is fetched anew."""

    stream: Stream


@dataclass(frozen=True, slots=True)
class NoteHeld:
    """Note how many bytes of a photo the server holds."""

    photo: HeldPhoto
    held: int


@dataclass(frozen=True, slots=True)
class Finish:
    """The round is over."""

    report: RoundReport


Effect = (
    LookUpCursors
    | AskPull
    | Keep
    | Gather
    | AskPush
    | Settle
    | FindUnsent
    | AskHave
    | SendPack
    | SettlePhotos
    | FindMissing
    | FetchThumbnail
    | FetchOriginal
    | Wait
    | Explain
    | Show
    | Forget
    | NoteHeld
    | Finish
)
