"""What a call is given: the request, who made it, and its message."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from starlette.requests import Request

from sync.server.sign_in import Caller

Message = TypeVar("Message")


@dataclass(frozen=True, slots=True)
class Asked(Generic[Message]):
    """One call to answer.

    Attributes:
        request: of Starlette.
        caller: who has passed the door; ``NOBODY`` of a public call.
        message: what the body holds; None where the body is no message.
        township: what the call is on behalf of; empty where it names none.
        sha256: the photo that its path names; empty where it names none.
    """

    request: Request
    caller: Caller
    message: Message
    township: str = ""
    sha256: str = ""

    @property
    def address(self) -> str:
        """Where the request came from."""
        return self.request.client.host if self.request.client else ""
