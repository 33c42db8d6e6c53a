"""Bundles: what a round would carry, in a file that is carried by hand on a stick."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from app.ports.courier import Progress, RoundReport

Report = Callable[[Progress], None]
IsCancelled = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Packed:
    """What went into a file.

    Attributes:
        path: the file.
        entries: how many entries.
        photos: how many photos, each whole.
        photos_left: photos that found no room and wait for the next file.
        size: bytes of the file.
    """

    path: Path
    entries: int
    photos: int
    photos_left: int
    size: int


class Bundles(Protocol):
    """Sync without a network: a file to the server, and its answer back. Nothing here is lost if a file is."""

    def export(self, path: Path, most_bytes: int, report: Report, is_cancelled: IsCancelled) -> Packed | None:
        """Write what waits here, sealed to the server, into a file of about ``most_bytes`` at most.

        What was written keeps waiting here until the server's receipts are back. None if it was cancelled.

        Raises:
            AppError: ``bundle.cannot_write``, ``sync.round_elsewhere``, or what a photo's disk says.
        """
        ...

    def take_in(self, path: Path, report: Report, is_cancelled: IsCancelled) -> RoundReport:
        """Take in the server's answer, or a first load: receipts, entries and thumbnails; any of it may be repeated.

        Raises:
            AppError: ``bundle.unreadable``, ``bundle.cut_short``, ``bundle.not_for_this_device``,
                ``bundle.for_the_server``, ``bundle.not_genuine``, ``bundle.too_large``, ``bundle.newer``,
                ``bundle.before_restore``, ``sync.round_elsewhere``.
        """
        ...

    def carry(self, path: Path, answer: Path, report: Report, is_cancelled: IsCancelled) -> Packed | None:
        """Bring somebody's file to the server over this machine's network and write the answer for its device.

        None if it was cancelled.

        Raises:
            AppError: ``bundle.for_a_device``, ``bundle.cannot_write``, ``network.unreachable`` and its kin, or what
                the server says of the file.
        """
        ...
