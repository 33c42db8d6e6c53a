"""Where the server keeps accounts and tokens; passwords and tokens themselves never get here, only their hashes."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Account:
    """Who may sign in.

    Attributes:
        login: the account's name.
        person: id of the person it stands for.
        password: the argon2id hash of the password, in PHC form.
        is_active: whether it is open.
    """

    login: str
    person: str
    password: str = field(repr=False)
    is_active: bool = True


@dataclass(frozen=True, slots=True)
class Token:
    """A bearer token that was given out.

    Attributes:
        hash: SHA-256 of the token, 64 hexadecimal digits.
        login: the account.
        family: names all tokens that descend from one sign-in.
        is_refresh: whether it is for the next pair, once, and not for requests.
        expires_at: ISO 8601 in UTC to the second.
        device: id of the device that the family is bound to; None if none.
        is_used: whether a refresh token was exchanged and what came of it was used.
        predecessor: hash of the refresh token that it came of; None for a first one, and once it was used itself.
    """

    hash: str
    login: str
    family: str
    is_refresh: bool
    expires_at: str
    device: str | None = None
    is_used: bool = False
    predecessor: str | None = None


class Accounts(Protocol):
    """Each call is one transaction."""

    def add(self, account: Account) -> None:
        """Keep a new account.

        Raises:
            AppError: ``account.login_taken``.
        """
        ...

    def all(self) -> tuple[Account, ...]:
        """Return every account, by login."""
        ...

    def find(self, login: str) -> Account | None:
        """Return an account, or None."""
        ...

    def change(self, account: Account) -> None:
        """Keep an account in place of the one with its login, and end all of its tokens."""
        ...

    def keep_tokens(self, tokens: Sequence[Token], now: str) -> None:
        """Keep the tokens of a new family and forget all that expired before ``now``, ISO 8601 in UTC."""
        ...

    def token(self, token_hash: str) -> tuple[Token, Account] | None:
        """Return a token, expired or used as it may be, and its account; None if it was ended."""
        ...

    def rotate(self, used: Token, successors: Sequence[Token]) -> bool:
        """Keep the successors of a refresh token in place of those that nobody has used.

        False if one of those was used, and then its family is ended, or if it was ended before.
        """
        ...

    def confirm(self, token: Token) -> bool:
        """Note that a token has arrived, so that the one it came of is used up; False if it was ended meanwhile."""
        ...

    def bind(self, family: str, device: str) -> None:
        """Bind a family of tokens to a device."""
        ...
