"""The district's recovery key: what a home folder needs to be opened again when its machine has lost its secrets.

At enrolment a home's secrets are sealed to the public half (libsodium sealed box: X25519, XSalsa20-Poly1305); the
private half lies with the district, away from every machine, until somebody needs it.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Mapping

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox

from app.errors import AppError

_KEY, _SEALED, _FORMAT = "recovery key", "recovery", 1


def make_recovery_key() -> tuple[bytes, str]:
    """Return the file that holds a new private half, and the public half as 64 hexadecimal digits."""
    key = PrivateKey.generate()
    file = json.dumps({"yingxun": _KEY, "v": _FORMAT, "private": bytes(key).hex()})
    return file.encode(), bytes(key.public_key).hex()


def seal_secrets(secrets: Mapping[str, bytes], public: str) -> bytes:
    """Return the file that opens with the private half only; ``public`` is the other half in hexadecimal digits."""
    content = json.dumps({name: secret.hex() for name, secret in secrets.items()}).encode()
    box = SealedBox(PublicKey(bytes.fromhex(public))).encrypt(content)
    return json.dumps({"yingxun": _SEALED, "v": _FORMAT, "box": b64encode(box).decode()}).encode()


def open_secrets(sealed: bytes, key_file: bytes) -> Mapping[str, bytes]:
    """Return the secrets of a home by the district's key file.

    Raises:
        AppError: ``recovery.key_unreadable``, ``recovery.unreadable``, or ``recovery.wrong_key`` if it is sealed to
            another key or was changed.
    """
    try:
        private = PrivateKey(bytes.fromhex(_field(key_file, _KEY, "private")))
    except (CryptoError, TypeError, ValueError) as error:
        raise AppError("recovery.key_unreadable") from error
    try:
        box = b64decode(_field(sealed, _SEALED, "box"), validate=True)
    except ValueError as error:
        raise AppError("recovery.unreadable") from error
    try:
        content = SealedBox(private).decrypt(box)
    except CryptoError as error:
        raise AppError("recovery.wrong_key") from error
    return {name: bytes.fromhex(secret) for name, secret in json.loads(content).items()}


def _field(raw: bytes, purpose: str, name: str) -> str:
    """Return a field of a file that says what it is for; raise ValueError for any other file."""
    try:
        said = json.loads(raw)
        if (said["yingxun"], said["v"]) == (purpose, _FORMAT):
            return str(said[name])
    except (KeyError, TypeError, RecursionError) as error:
        raise ValueError(purpose) from error
    raise ValueError(purpose)
