"""What lists ask for and what they show."""

from dataclasses import dataclass
from enum import StrEnum

from app.domain.kinds import RecordKind, Status
from app.domain.site import Position, Source


class Sort(StrEnum):
    """What a list of records is ordered by."""

    CHANGED = "changed_at"
    MADE = "made_at"
    NUMBER = "number"
    STATUS = "status"
    TITLE = "title"


@dataclass(frozen=True, slots=True)
class RecordQuery:
    """A filter and an order; empty sets and texts filter nothing."""

    kind: RecordKind = RecordKind.INSPECTION
    text: str = ""
    statuses: frozenset[Status] = frozenset()
    townships: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()
    forms: frozenset[str] = frozenset()
    asset: str | None = None
    author: str | None = None
    only_unsent: bool = False
    only_conflicted: bool = False
    sort: Sort = Sort.CHANGED
    descending: bool = True


@dataclass(frozen=True, slots=True)
class RecordRow:
    """One line of a list of records; times are ISO 8601 in UTC; ``unsent`` counts what has no receipt yet."""

    township: str
    record: str
    subject: str
    kind: RecordKind
    status: Status
    number: str
    form: str | None
    asset: str | None
    title: str
    place: str
    author: str
    made_at: str
    changed_at: str
    photos: int
    conflicts: int
    is_open_again: bool
    unsent: int


@dataclass(frozen=True, slots=True)
class AssetRow:
    """An asset as pickers and the day's page show it; degrees as decimal text, or None."""

    township: str
    record: str
    subject: str
    code: str
    name: str
    village: str
    latitude: str | None
    longitude: str | None
    answers: dict[str, object]

    @property
    def position(self) -> Position | None:
        """Where it is registered; None where that is not known."""
        if not self.latitude or not self.longitude:
            return None
        return Position(float(self.latitude), float(self.longitude), Source.ASSET)


class WaitReason(StrEnum):
    """Why something still waits in the outbox; the sentence is the page's."""

    NOT_TRIED = "not_tried"
    UNREACHABLE = "unreachable"
    NOT_OURS = "not_our_server"
    SIGNED_OUT = "signed_out"
    UNDER_WAY = "under_way"
    WAITS_FOR_PARENT = "waits_for_parent"
    UNVERIFIED = "receipt_not_verified"
    SERVER_ERROR = "server_error"
    TOO_OLD = "program_too_old"
    REFUSED = "refused"
    INVALID = "invalid"
    FORK = "fork"


@dataclass(frozen=True, slots=True)
class WaitingItem:
    """One entry or photo that has no receipt yet, or was refused.

    Attributes:
        what: the entry's kind, or ``photo``.
        title: the record's title.
        size: bytes to send.
        sent: bytes of a photo that the server is known to hold.
        reason: why it waits.
        code: the server's code where it refused, else empty.
        since: ISO 8601.
    """

    township: str
    record: str
    id: str
    what: str
    title: str
    size: int
    sent: int
    reason: WaitReason
    code: str
    since: str
    subject: str
