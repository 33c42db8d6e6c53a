"""Time and identity, injected so that tests decide them."""

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """The machine's clock: evidence, never order."""

    def now(self) -> datetime:
        """Return the moment with the machine's offset."""
        ...


class Ids(Protocol):
    """A source of new identities."""

    def new(self) -> str:
        """Return a new UUIDv7 as text."""
        ...
