"""The newest pair of tokens, among the secrets of a home folder (``app.ports.tokens.TokenBox``)."""

import json

from app.errors import AppError
from app.ports.tokens import TokenPair
from db.keys import Secrets

_NAME = "tokens"


class HomeTokens:
    """Shared by window and command line: each read asks the keyring or the file again."""

    def __init__(self, secrets: Secrets) -> None:
        self._secrets = secrets

    def read(self) -> TokenPair | None:
        """Return the newest pair; None before the first sign-in and after ``forget``."""
        try:
            kept = json.loads(self._secrets.get(_NAME))
        except AppError:
            return None
        return TokenPair(kept["access"], kept["refresh"])

    def keep(self, tokens: TokenPair) -> None:
        """Keep a pair in place of the one before; on disk when it returns."""
        self._secrets.put(_NAME, json.dumps({"access": tokens.access, "refresh": tokens.refresh}).encode())

    def forget(self) -> None:
        """Drop the pair."""
        self._secrets.drop(_NAME)
