"""What happens to a round: the events that its steps take; what it wants done is in ``sync.effects``."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.domain.entry import Entry
from app.domain.listing import WaitReason
from app.domain.stream import Stream
from app.ports.exchange import HeldPhoto
from sync.protocol import HaveAnswer, PackAnswer, PullAnswer, PushAnswer

TOO_LARGE = "sync.body_too_large"
NO_GRANT = "account.no_grant"
"""The two codes of Failed that a round has an answer to."""


@dataclass(frozen=True, slots=True)
class Started:
    """Somebody, or the schedule, wants a round."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where each stream stands here, and its digest there."""

    cursors: Mapping[Stream, int]
    digests: Mapping[Stream, str] = field(default_factory=dict)


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
