"""What a round knows between two steps; frozen, so that a history of steps can be replayed."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from app.domain.entry import Entry
from app.domain.listing import WaitReason
from app.domain.stream import Stream
from app.ports.courier import RoundReport
from app.ports.exchange import HeldPhoto
from sync.effects import Effect
from sync.protocol import MAX_PUSH_BYTES
from sync.schedule import Pace

MAX_FAILURES = 4
"""So many failures in a row without anything gained end a round."""


class Phase(StrEnum):
    """The parts of a round, in their order: decisions in, entries out, photos out, what came of it, photos in."""

    PULL = "pull"
    PUSH = "push"
    PHOTOS_OUT = "photos_out"
    PULL_AGAIN = "pull_again"
    THUMBNAILS = "thumbnails"
    ORIGINALS = "photos_in"
    OVER = "over"

    @property
    def next(self) -> "Phase":
        """The part that follows."""
        parts = tuple(Phase)
        return parts[parts.index(self) + 1]


@dataclass(frozen=True, slots=True)
class Options:
    """What a round takes along.

    Attributes:
        sends_photos: whether own photos go out, not only entries.
        wants_originals: whether originals of others' photos come here, not only thumbnails.
        originals: at most so many in a round.
        thumbnails: at most so many in a round.
        entries: at most so many in one answer to a pull.
    """

    sends_photos: bool = True
    wants_originals: bool = True
    originals: int = 200
    thumbnails: int = 2_000
    entries: int = 1_000


@dataclass(frozen=True, slots=True)
class Pulling:
    """Entries coming in.

    Attributes:
        has_more: the last answer left something out.
        restarts: how often the server's log turned out to be another than before.
        refetched: streams that differed and are fetched anew.
        doubted: streams of which a page did not verify once.
    """

    has_more: bool = False
    restarts: int = 0
    refetched: tuple[Stream, ...] = ()
    doubted: frozenset[Stream] = frozenset()


@dataclass(frozen=True, slots=True)
class Pushing:
    """Entries going out.

    Attributes:
        pace: bytes in one push.
        in_flight: the entries of the push under way.
        leaving: how many of them should leave the outbox, after the server's own words.
        refused: how many of those because it did not take them.
        stuck: entries that stay in the outbox, by id, with their bytes; not asked for again in this pass.
        has_gained: whether anything was accepted since the first of them got stuck.
        bytes_done: bytes pushed in this round.
    """

    pace: Pace = field(default_factory=lambda: Pace(ceiling=MAX_PUSH_BYTES * 7 // 8))
    in_flight: tuple[Entry, ...] = ()
    leaving: int = 0
    refused: int = 0
    stuck: Mapping[str, int] = field(default_factory=dict)
    has_gained: bool = False
    bytes_done: int = 0


@dataclass(frozen=True, slots=True)
class Sending:
    """Photos going out.

    Attributes:
        pace: bytes in one pack.
        group: photos of one township without a receipt, newest first.
        packed: those of them in the pack under way.
        positions: how many bytes the server holds of a photo.
        expected: how many receipts are being checked.
        rejected: photos whose bytes arrived as others once.
        given_up: photos not tried again in this round.
    """

    pace: Pace = field(default_factory=Pace)
    group: tuple[HeldPhoto, ...] = ()
    packed: tuple[HeldPhoto, ...] = ()
    positions: Mapping[HeldPhoto, int] = field(default_factory=dict)
    expected: int = 0
    rejected: frozenset[HeldPhoto] = frozenset()
    given_up: frozenset[HeldPhoto] = frozenset()


@dataclass(frozen=True, slots=True)
class Fetching:
    """Photos coming in: those that are missing, newest first, and how many of them this phase is through with."""

    photos: tuple[HeldPhoto, ...] = ()
    done: int = 0
    bytes_done: int = 0


@dataclass(frozen=True, slots=True)
class Round:
    """A round between two steps.

    Attributes:
        report: what was achieved so far, and the first trouble that did not end the round.
        has_answered: whether the server has answered at all, so that a failure now is a cut and worth another try.
        failures: failures in a row with nothing gained in between.
    """

    options: Options = Options()
    phase: Phase = Phase.PULL
    report: RoundReport = field(default_factory=RoundReport)
    has_answered: bool = False
    failures: int = 0
    pulling: Pulling = Pulling()
    pushing: Pushing = field(default_factory=Pushing)
    sending: Sending = field(default_factory=Sending)
    fetching: Fetching = Fetching()

    def with_trouble(self, problem: WaitReason, code: str) -> "Round":
        """Return the round with a trouble that does not end it; the first one is reported."""
        if self.report.problem is not None:
            return self
        return replace(self, report=replace(self.report, problem=problem, code=code))


Step = tuple[Round, tuple[Effect, ...]]
"""The round after an event and what it wants done; nothing wanted means that its phase is over."""


class StopRoundError(Exception):
    """A phase found that the round cannot go on; carries the round as it stands and why.

    Raised and caught within one step, so that steps stay pure.
    """

    def __init__(self, state: Round, problem: WaitReason, code: str) -> None:
        super().__init__(code)
        self.state = state
        self.problem = problem
        self.code = code
