"""The round of sync as pages see it; the wire itself is in ``sync``."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from app.domain.listing import WaitReason


class Thrift(StrEnum):
    """How a round spares the link: not at all, by passing 100 kB/s at most, or by leaving photos for another link."""

    NONE = "none"
    SLOW = "slow"
    METERED = "metered"


SLOW_BYTES_S = 100_000


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a round is: what it is doing (``pull``, ``push``, ``photos_out``, ``thumbnails``, ``photos_in``).

    Items and bytes are done so far and expected in all; 0 in all where it is not known.
    """

    phase: str
    items_done: int = 0
    items_all: int = 0
    bytes_done: int = 0
    bytes_all: int = 0


@dataclass(frozen=True, slots=True)
class RoundReport:
    """How a round ended.

    Attributes:
        problem: why it stopped early, or None.
        code: the server's or the transport's code for it.
        sent: entries that got a verified receipt or were known already.
        refused: entries that were refused or invalid.
        received: entries that were new here.
        photos_sent: photos that got a verified receipt.
        photos_received: originals and thumbnails that arrived.
        refetched: streams that differed from the server's and were fetched anew, such as ``310151101/bridge``.
    """

    problem: WaitReason | None = None
    code: str = ""
    sent: int = 0
    refused: int = 0
    received: int = 0
    photos_sent: int = 0
    photos_received: int = 0
    was_cancelled: bool = False
    refetched: tuple[str, ...] = ()


class Courier(Protocol):
    """Carries entries and photos between this store and the server; one round at a time, on the network worker."""

    def round(
        self, report: Callable[[Progress], None], is_cancelled: Callable[[], bool], thrift: Thrift = Thrift.NONE
    ) -> RoundReport:
        """Run one whole round; trouble is in the report, never raised; cancelling takes effect within 200 ms."""
        ...

    def sign_in(self, password: str) -> None:
        """Get new tokens from the server.

        Raises:
            AppError: ``account.wrong_password``, ``account.disabled`` or ``network.unreachable``.
        """
        ...

    def is_reachable(self) -> bool:
        """Whether our server answers now; may take seconds."""
        ...

    def wants_round(self) -> bool | None:
        """Whether a round should begin by itself: it is due and our server answers; None if it is not due.

        May take seconds. Whatever failed before, by hand or by itself, makes the next try later, up to ten minutes.
        """
        ...

    def expect_round(self) -> None:
        """Somebody made something to send: a round is due now, however often it failed before."""
        ...
