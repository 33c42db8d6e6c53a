"""One at a time on a home folder: rounds, and bundles going out and coming in."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class TurnTakenError(Exception):
    """Another process, or another part of this one, is at it."""


@contextmanager
def one_turn(lock: Path | None) -> Iterator[None]:
    """Hold the lock file while inside; None for no lock.

    Raises:
        TurnTakenError: somebody holds it.
    """
    if lock is None:
        yield
        return
    from filelock import FileLock, Timeout

    held = FileLock(lock, timeout=0)
    try:
        held.acquire()
    except Timeout as error:
        raise TurnTakenError from error
    try:
        yield
    finally:
        held.release()
