"""Passwords: hashed by argon2id (RFC 9106, its second recommended choice), never kept, never compared as text."""

import secrets
import unicodedata
from functools import cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from app.errors import AppError

PASSWORD_MIN_CHARACTERS = 10
PASSWORD_MOST_CHARACTERS = 200

_HASHER = PasswordHasher()
# Each hash takes 64 MiB: a flood of sign-ins waits in line instead of filling the memory.
_IN_TURN = BoundedSemaphore(2)


def hash_password(password: str) -> str:
    """Return the hash of a new password, in PHC form; slow; raises as ``check_password``."""
    check_password(password)
    with _IN_TURN:
        return _HASHER.hash(_spelt(password))


def check_password(password: str) -> None:
    """Raise ``account.password_too_short`` or ``account.password_too_long`` for what may not become a password."""
    if len(password) < PASSWORD_MIN_CHARACTERS:
        raise AppError("account.password_too_short", characters=PASSWORD_MIN_CHARACTERS)
    if len(password) > PASSWORD_MOST_CHARACTERS:
        raise AppError("account.password_too_long", characters=PASSWORD_MOST_CHARACTERS)


def is_password(password: str, kept: str | None) -> bool:
    """Whether a password is the one kept; without one it is as slow and always false."""
    if len(password) > PASSWORD_MOST_CHARACTERS:
        return False
    with _IN_TURN:
        try:
            return _HASHER.verify(kept or _nobodys(), _spelt(password))
        except (VerificationError, InvalidHashError):
            return False


@cache
def _nobodys() -> str:
    """Return the hash of a password that nobody knows, so that an unknown login takes as long as a wrong password."""
    return _HASHER.hash(secrets.token_hex())


def _spelt(password: str) -> str:
    return unicodedata.normalize("NFC", password)
