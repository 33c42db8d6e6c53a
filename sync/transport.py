"""What a round asks of the network, and how the network fails it."""

from collections.abc import Callable, Iterator
from typing import Protocol

from app.domain.listing import WaitReason
from sync.photos import PackBody
from sync.protocol import Have, HaveAnswer, PackAnswer, Pull, PullAnswer, Push, PushAnswer

IsCancelled = Callable[[], bool]
"""Asked at least ten times a second while a request is under way, always on the thread of the round."""


class LinkError(Exception):
    """A request that got no usable answer.

    Attributes:
        reason: what that means for everything that waits.
        code: the server's code, or the transport's: ``network.…`` or ``sync.…``.
        parameters: what the server said about it.
    """

    def __init__(self, reason: WaitReason, code: str, parameters: dict[str, str] | None = None) -> None:
        super().__init__(f"{reason}: {code}")
        self.reason = reason
        self.code = code
        self.parameters = parameters or {}


class PhotoAwayError(Exception):
    """The server does not have the photo, or not for us."""


class CancelledError(Exception):
    """The person wants no more of it; whatever was under way is left to itself."""


class Transport(Protocol):
    """Requests to one server as one person. All raise LinkError and, within 200 ms of the wish, CancelledError."""

    def pull(self, message: Pull, is_cancelled: IsCancelled) -> PullAnswer:
        """Ask for entries."""
        ...

    def push(self, message: Push, is_cancelled: IsCancelled) -> PushAnswer:
        """Bring entries."""
        ...

    def have(self, message: Have, is_cancelled: IsCancelled) -> HaveAnswer:
        """Ask where the server stands with photos."""
        ...

    def pack(self, township: str, body: PackBody, is_cancelled: IsCancelled) -> PackAnswer:
        """Bring bytes of photos; raise PhotoUnreadableError if one of them cannot be read here."""
        ...

    def photo(self, township: str, sha256: str, start: int, is_cancelled: IsCancelled) -> Iterator[bytes]:
        """Yield a photo's bytes from ``start`` on as they come; raise PhotoAwayError."""
        ...

    def thumbnail(self, township: str, sha256: str, is_cancelled: IsCancelled) -> bytes:
        """Return a photo's thumbnail, a JPEG; raise PhotoAwayError."""
        ...

    def sign_in(self, password: str) -> None:
        """Get new tokens and keep them; raise AppError."""
        ...

    def is_ours(self) -> bool:
        """Whether our server answers; False whatever is in the way."""
        ...
