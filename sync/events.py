"""What happens to a round and what a round wants done: the two alphabets of its steps.

Every request among the effects is answered by exactly one event; the notices (``Explain``, ``Show``, ``Forget``,
``NoteHeld``) by none. ``Finish`` is the last.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.entry import Entry
from app.domain.listing import WaitReason
from app.domain.receipt import PhotoReceipt
from app.domain.stream import Stream
from app.ports.courier import Progress, RoundReport
from app.ports.exchange import HeldPhoto, Page, Result
from sync.protocol import HaveAnswer, PackAnswer, Pull, PullAnswer, PushAnswer

TOO_LARGE = "sync.body_too_large"
NO_GRANT = "account.no_grant"
"""The two codes of Failed that a round has an answer to."""


@dataclass(frozen=True, slots=True)
class Started:
    """Somebody, or the schedule, wants a round."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where each stream stands here."""

    cursors: Mapping[Stream, int]


@dataclass(frozen=True, slots=True)
class Pulled:
    """The server answered a pull."""

    answer: PullAnswer


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of an answer's pages.

    Attributes:
        new: entries that were new here.
        moved: whether any cursor moved or a revoked stream was purged.
        differing: streams whose digest is not the server's.
        doubtful: streams with a page that does not follow or verify; their cursors stay.
        forked: streams in which another machine writes as this device; their cursors stay.
        is_new_generation: the server's log is another than before, cursors were reset, and nothing was kept.
    """

    new: int = 0
    moved: bool = False
    differing: tuple[Stream, ...] = ()
    doubtful: tuple[Stream, ...] = ()
    forked: tuple[Stream, ...] = ()
    is_new_generation: bool = False


@dataclass(frozen=True, slots=True)
class Gathered:
    """What the outbox gave."""

    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Pushed:
    """The server answered a push that took so many seconds."""

    answer: PushAnswer
    seconds: float


@dataclass(frozen=True, slots=True)
class Settled:
    """The results were carried out; so many entries left the outbox."""

    left: int


@dataclass(frozen=True, slots=True)
class Unsent:
    """Photos without a receipt, newest first."""

    photos: tuple[HeldPhoto, ...]


@dataclass(frozen=True, slots=True)
class PhotoStatus:
    """The server says what it holds of the photos asked for."""

    answer: HaveAnswer


@dataclass(frozen=True, slots=True)
class PackAnswered:
    """The server answered a pack that took so many seconds."""

    answer: PackAnswer
    seconds: float


@dataclass(frozen=True, slots=True)
class PhotosSettled:
    """So many receipts of photos verified."""

    verified: int


@dataclass(frozen=True, slots=True)
class PhotoUnreadable:
    """A photo of ours cannot be read from this machine's disk; ``code`` says why."""

    photo: HeldPhoto
    code: str


@dataclass(frozen=True, slots=True)
class Missing:
    """Photos that records here show and whose bytes are not here, newest first."""

    photos: tuple[HeldPhoto, ...]


@dataclass(frozen=True, slots=True)
class ThumbnailArrived:
    """A thumbnail is here; ``is_new`` if it was not before."""

    is_new: bool


@dataclass(frozen=True, slots=True)
class PhotoArrived:
    """An original is here and hashes to its name; ``size`` bytes."""

    size: int


@dataclass(frozen=True, slots=True)
class PhotoAway:
    """The server does not have this photo, or not for us, or (``code``) sent other bytes; the next one, then."""

    code: str = ""


@dataclass(frozen=True, slots=True)
class Waited:
    """The pause is over."""


@dataclass(frozen=True, slots=True)
class Failed:
    """A request got no usable answer, or this machine's store refused; ``moved`` bytes of it arrived to stay."""

    reason: WaitReason
    code: str
    moved: int = 0


@dataclass(frozen=True, slots=True)
class Cancelled:
    """The person wants no more of it."""


Event = (
    Started
    | Standing
    | Pulled
    | Kept
    | Gathered
    | Pushed
    | Settled
    | Unsent
    | PhotoStatus
    | PackAnswered
    | PhotosSettled
    | PhotoUnreadable
    | Missing
    | ThumbnailArrived
    | PhotoArrived
    | PhotoAway
    | Waited
    | Failed
    | Cancelled
)


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
    """The round is over; ``refetched`` names the streams that were fetched anew."""

    report: RoundReport
    refetched: tuple[Stream, ...] = ()


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
