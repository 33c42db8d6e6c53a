"""What had arrived of a body when its connection was cut: uvicorn drops what nobody has read yet, up to 300 kB."""

from starlette.requests import Request
from uvicorn.protocols.http.h11_impl import H11Protocol

_UNREAD = "unread"


class UnreadKept(H11Protocol):
    """HTTP as uvicorn speaks it, but a cut leaves what has arrived to the request that it belongs to."""

    def connection_lost(self, exc: Exception | None) -> None:
        """Put what has not been read beside the request, then let it end."""
        if self.cycle is not None and not self.cycle.response_complete:
            self.cycle.scope["state"][_UNREAD] = bytes(self.cycle.body)
        super().connection_lost(exc)


def unread(request: Request) -> bytes:
    """Return what arrived of a body whose connection was cut, behind all that was read of it."""
    left: bytes = request.scope.get("state", {}).get(_UNREAD, b"")
    return left
