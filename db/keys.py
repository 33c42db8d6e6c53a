"""Secrets of a home folder: in the system's keyring, or in a file that only its owner reads where there is none."""

import json
import os
from contextlib import suppress
from pathlib import Path

import keyring
from keyring.errors import KeyringError

from app.errors import AppError

SERVICE = "yingxun"
FILE_NAME = "secrets.json"
FORCE_FILE = "YINGXUN_SECRETS_IN_FILE"
"""Environment variable: when set, the keyring is not asked (tests, headless machines)."""


class Secrets:
    """Keeps named secrets of one home folder; ``account`` tells folders of one user apart."""

    def __init__(self, home: Path, account: str) -> None:
        self._file = home / FILE_NAME
        self._account = account

    def put(self, name: str, secret: bytes) -> None:
        """Keep a secret.

        Raises:
            AppError: ``keys.cannot_write`` if neither the keyring nor the folder takes it.
        """
        if not os.environ.get(FORCE_FILE):
            with suppress(KeyringError):
                keyring.set_password(SERVICE, f"{self._account}/{name}", secret.hex())
                return
        self._write({**self._read(), name: secret.hex()})

    def get(self, name: str) -> bytes:
        """Return a secret.

        Raises:
            AppError: ``keys.lost`` if neither place has it.
        """
        kept = self._read().get(name)
        if kept is None and not os.environ.get(FORCE_FILE):
            with suppress(KeyringError):
                kept = keyring.get_password(SERVICE, f"{self._account}/{name}")
        if kept is None:
            raise AppError("keys.lost", name=name)
        return bytes.fromhex(kept)

    def has(self, name: str) -> bool:
        """Whether the secret is kept."""
        try:
            self.get(name)
        except AppError:
            return False
        return True

    def drop(self, name: str) -> None:
        """Forget a secret, if it is kept."""
        if not os.environ.get(FORCE_FILE):
            with suppress(KeyringError):
                keyring.delete_password(SERVICE, f"{self._account}/{name}")
        kept = self._read()
        if kept.pop(name, None) is not None:
            self._write(kept)

    def _read(self) -> dict[str, str]:
        if not self._file.exists():
            return {}
        found: dict[str, str] = json.loads(self._file.read_text("utf-8"))
        return found

    def _write(self, secrets: dict[str, str]) -> None:
        write_private(self._file, json.dumps(secrets).encode())


def write_private(path: Path, content: bytes) -> None:
    """Write a file that only its owner can read, whole or not at all.

    Raises:
        AppError: ``keys.cannot_write``.
    """
    part = path.with_name(f"{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        raise AppError("keys.cannot_write", path=path.name, reason=error.strerror or error) from error
