"""The machine's own clock and source of identities."""

from datetime import datetime

import uuid_utils


class SystemClock:
    """The machine's clock (``app.ports.clock.Clock``)."""

    def now(self) -> datetime:
        """Return the moment with the machine's offset."""
        return datetime.now().astimezone()


class UuidIds:
    """UUIDv7 (RFC 9562) from the machine's randomness (``app.ports.clock.Ids``)."""

    def new(self) -> str:
        """Return a new identity as text."""
        return str(uuid_utils.uuid7())
