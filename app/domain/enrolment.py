"""The enrolment file: all that a device needs to begin with no network, sealed with a passphrase.

A JSON object that names its format and how the passphrase becomes a key (argon2id, RFC 9106); ``box`` is a libsodium
secretbox over the content. The file holds a device's private key: it is carried by hand and deleted after use.
"""

import json
import unicodedata
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from nacl.exceptions import CryptoError
from nacl.pwhash import argon2id
from nacl.secret import SecretBox
from nacl.utils import random

from app.domain.entry import Entry, InvalidEntryError, open_entry
from app.domain.keys import PrivateKey, PublicKey
from app.errors import AppError

FORMAT = 1
PASSPHRASE_MIN_CHARACTERS = 8

_PURPOSE = "enrolment"
_OPERATIONS = 3
_MEMORY_BYTES = 64 * 1024 * 1024
_MOST_BYTES = 256 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Enrolment:
    """One person's new device and the server it belongs to.

    Attributes:
        server_url: where the server is; empty where it is told later.
        server_key: what receipts and stubs are verified against, pinned from now on.
        server_device: id of the server's own device.
        generation: of the server's log.
        person: id of the person.
        name: the person's name.
        login: the account.
        device: id of the device.
        device_key: its key; this file is its only copy until a store has taken it in.
        recovery_key: public half of the district's recovery key, or empty.
        directory: the directory stream from its first entry on, without gaps, in the log's order.
    """

    server_url: str
    server_key: PublicKey
    server_device: str
    generation: str
    person: str
    name: str
    login: str
    device: str
    device_key: PrivateKey
    directory: tuple[Entry, ...]
    recovery_key: str = ""


def seal_enrolment(enrolment: Enrolment, passphrase: str) -> bytes:
    """Return the file's bytes.

    Raises:
        AppError: ``enrolment.passphrase_too_short``.
    """
    check_passphrase(passphrase)
    salt = random(argon2id.SALTBYTES)
    box = SecretBox(_key(passphrase, salt)).encrypt(json.dumps(_content(enrolment)).encode())
    return json.dumps({"yingxun": _PURPOSE, "v": FORMAT, "salt": _text(salt), "box": _text(bytes(box))}).encode()


def check_passphrase(passphrase: str) -> None:
    """Raise ``enrolment.passphrase_too_short`` for a passphrase that no file is sealed with."""
    if len(passphrase) < PASSPHRASE_MIN_CHARACTERS:
        raise AppError("enrolment.passphrase_too_short", characters=PASSPHRASE_MIN_CHARACTERS)


def open_enrolment(raw: bytes, passphrase: str) -> Enrolment:
    """Read a file's bytes. The directory's signatures are for whoever takes it in to verify.

    Raises:
        AppError: ``enrolment.unreadable``, ``enrolment.newer`` or ``enrolment.wrong_passphrase``.
    """
    envelope = _envelope(raw)
    try:
        salt, box = b64decode(str(envelope["salt"]), validate=True), b64decode(str(envelope["box"]), validate=True)
        key = _key(passphrase, salt)
    except (KeyError, ValueError) as error:
        raise AppError("enrolment.unreadable") from error
    try:
        content = SecretBox(key).decrypt(box)
    except (CryptoError, ValueError) as error:
        raise AppError("enrolment.wrong_passphrase") from error
    try:
        return _enrolment(json.loads(content))
    except (KeyError, TypeError, ValueError) as error:
        raise AppError("enrolment.unreadable") from error


def _envelope(raw: bytes) -> Mapping[str, object]:
    try:
        envelope = json.loads(raw) if len(raw) <= _MOST_BYTES else None
    except (ValueError, RecursionError) as error:
        raise AppError("enrolment.unreadable") from error
    if not isinstance(envelope, dict) or envelope.get("yingxun") != _PURPOSE:
        raise AppError("enrolment.unreadable")
    if envelope.get("v") != FORMAT:
        raise AppError("enrolment.newer")
    return cast(Mapping[str, object], envelope)


def _key(passphrase: str, salt: bytes) -> bytes:
    """Stretch a passphrase; however a keyboard composes its letters, it is the same one."""
    spelt = unicodedata.normalize("NFC", passphrase).encode()
    try:
        return argon2id.kdf(SecretBox.KEY_SIZE, spelt, salt, opslimit=_OPERATIONS, memlimit=_MEMORY_BYTES)
    except CryptoError as error:
        raise ValueError("a salt of the wrong length") from error


def _content(enrolment: Enrolment) -> Mapping[str, object]:
    return {
        "server_url": enrolment.server_url,
        "server_key": enrolment.server_key.hex,
        "server_device": enrolment.server_device,
        "generation": enrolment.generation,
        "person": enrolment.person,
        "name": enrolment.name,
        "login": enrolment.login,
        "device": enrolment.device,
        "device_seed": enrolment.device_key.seed.hex(),
        "recovery_key": enrolment.recovery_key,
        "directory": [[entry.payload.decode(), _text(entry.signature)] for entry in enrolment.directory],
    }


def _enrolment(content: Mapping[str, object]) -> Enrolment:
    return Enrolment(
        server_url=str(content["server_url"]),
        server_key=PublicKey.from_hex(str(content["server_key"])),
        server_device=str(content["server_device"]),
        generation=str(content["generation"]),
        person=str(content["person"]),
        name=str(content["name"]),
        login=str(content["login"]),
        device=str(content["device"]),
        device_key=PrivateKey(bytes.fromhex(str(content["device_seed"]))),
        directory=tuple(_entry(*pair) for pair in cast(list[tuple[str, str]], content["directory"])),
        recovery_key=str(content.get("recovery_key", "")),
    )


def _entry(payload: str, signature: str) -> Entry:
    try:
        return open_entry(payload.encode(), b64decode(signature, validate=True))
    except InvalidEntryError as error:
        raise AppError("enrolment.unreadable") from error


def _text(raw: bytes) -> str:
    return b64encode(raw).decode()
