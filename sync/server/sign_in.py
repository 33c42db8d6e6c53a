"""Signing in: opaque bearer tokens, of which the server keeps only the SHA-256.

An access token is for requests and short-lived. A refresh token is for one exchange, which may be repeated until a
token of the new pair is used, since the answer may be lost. Whoever brings it later has copied it or was copied, and
all tokens that descend from that sign-in end.
"""

import hashlib
import re
import secrets
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from app.errors import AppError
from app.ports.accounts import Account, Accounts, Token
from app.ports.clock import Clock
from sync.server.passwords import check_password, hash_password, is_password

ACCESS_LASTS = timedelta(hours=1)
REFRESH_LASTS = timedelta(days=60)

_TOKEN_BYTES = 32
_LOGIN = re.compile(r"[a-z0-9][a-z0-9._-]{1,58}[a-z0-9]", re.ASCII)


@dataclass(frozen=True, slots=True)
class GivenTokens:
    """A fresh pair, the only time that anybody sees it; the access token is valid for ``expires_in_s`` seconds."""

    access: str
    refresh: str
    expires_in_s: int


@dataclass(frozen=True, slots=True)
class Caller:
    """Who is behind a request: account, person, the tokens' family, and the device they are bound to or nothing."""

    login: str
    person: str
    family: str
    device: str


NOBODY = Caller("", "", "", "")
"""The caller of a public call."""


class SignIn:
    """Accounts and tokens as the calls need them."""

    def __init__(self, accounts: Accounts, clock: Clock) -> None:
        self._accounts = accounts
        self._clock = clock

    def open(self, login: str, password: str, person: str) -> Account:
        """Open an account for a person; slow.

        Raises:
            AppError: ``account.login_malformed``, ``account.login_taken``, ``account.password_too_short`` or
                ``account.password_too_long``.
        """
        self.check_new(login, password)
        account = Account(login, person, hash_password(password))
        self._accounts.add(account)
        return account

    def check_new(self, login: str, password: str) -> None:
        """Raise what ``open`` would raise for this login and password."""
        if not _LOGIN.fullmatch(login):
            raise AppError("account.login_malformed", login=login)
        if self._accounts.find(login) is not None:
            raise AppError("account.login_taken", login=login)
        check_password(password)

    def begin(self, login: str, password: str) -> tuple[Account, GivenTokens]:
        """Check a password and begin a family of tokens; as slow for a login that does not exist.

        Raises:
            AppError: ``account.wrong_password``, or ``account.disabled`` where the password was right.
        """
        account = self._accounts.find(login)
        if not is_password(password, account.password if account else None) or account is None:
            raise AppError("account.wrong_password")
        if not account.is_active:
            raise AppError("account.disabled")
        given, tokens = self._pair(Token("", login, str(uuid4()), is_refresh=False, expires_at=""))
        self._accounts.keep_tokens(tokens, self._after(timedelta()))
        return account, given

    def renew(self, refresh: str) -> tuple[Account, GivenTokens]:
        """Exchange a refresh token for the next pair.

        Raises:
            AppError: ``account.signed_out``.
        """
        used, account = self._valid(refresh, is_refresh=True)
        given, tokens = self._pair(used)
        if not self._accounts.rotate(used, tokens):
            raise AppError("account.signed_out")
        return account, given

    def caller(self, access: str) -> Caller:
        """Return whose access token this is; a closed account has none.

        Raises:
            AppError: ``account.signed_out``.
        """
        token, account = self._valid(access, is_refresh=False)
        return Caller(token.login, account.person, token.family, token.device or "")

    def bind(self, caller: Caller, device: str) -> None:
        """Bind a caller's tokens, and those that will descend from them, to a device."""
        self._accounts.bind(caller.family, device)

    def _valid(self, text: str, *, is_refresh: bool) -> tuple[Token, Account]:
        found = self._accounts.token(_hash(text))
        if found is None:
            raise AppError("account.signed_out")
        token, account = found
        if token.is_refresh is not is_refresh or token.expires_at <= self._after(timedelta()) or not account.is_active:
            raise AppError("account.signed_out")
        if token.predecessor is not None and not self._accounts.confirm(token):
            raise AppError("account.signed_out")
        return token, account

    def _pair(self, of: Token) -> tuple[GivenTokens, tuple[Token, Token]]:
        """Make a new pair of the same account, family and device."""
        access, refresh = secrets.token_urlsafe(_TOKEN_BYTES), secrets.token_urlsafe(_TOKEN_BYTES)
        kept = (
            replace(of, hash=_hash(access), is_refresh=False, is_used=False, expires_at=self._after(ACCESS_LASTS)),
            replace(of, hash=_hash(refresh), is_refresh=True, is_used=False, expires_at=self._after(REFRESH_LASTS)),
        )
        return GivenTokens(access, refresh, int(ACCESS_LASTS.total_seconds())), kept

    def _after(self, span: timedelta) -> str:
        moment: datetime = self._clock.now().astimezone(UTC) + span
        return moment.isoformat(timespec="seconds")


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
