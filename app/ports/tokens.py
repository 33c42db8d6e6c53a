"""Where a home folder keeps what proves to the server that its person has signed in."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class TokenPair:
    """A bearer token for requests, and the token that fetches the next pair, again until that is used."""

    access: str
    refresh: str


class TokenBox(Protocol):
    """Keeps the newest pair, in the keyring or a file that only its owner can read; shared by window and command line.

    A refresh token works until its successor is used, so ``keep`` must be on disk before it returns.
    """

    def read(self) -> TokenPair | None:
        """Return the newest pair; None before the first sign-in and after ``forget``."""
        ...

    def keep(self, tokens: TokenPair) -> None:
        """Keep a pair in place of the one before."""
        ...

    def forget(self) -> None:
        """Drop the pair: the server takes it no longer."""
        ...
