"""Enrolment: a home folder becomes one person's, by network or by a file; after it no network is needed to begin."""

import platform
from collections.abc import Mapping
from pathlib import Path

from nacl.utils import random

from app.assembly.client import DEVICE_KEY, STORE_KEY, identity_of, open_store, secrets_of
from app.domain.enrolment import Enrolment, open_enrolment
from app.domain.keys import KEY_BYTES, PrivateKey
from app.domain.recovery import open_secrets, seal_secrets
from app.domain.stream import DIRECTORY, GENESIS, digest_after
from app.errors import AppError
from app.ports.exchange import Page
from db.exchange import ClientExchange
from db.identity import Identity, read_identity, verifier_of, write_identity
from db.keys import write_private
from db.tokens import HomeTokens
from sync.enrolment import enrol

RECOVERY_NAME = "recovery.sealed"


def enrol_by_network(home: Path, url: str, login: str, password: str, ca: str = "") -> Identity:
    """Enrol at a server that answers now.

    Raises:
        AppError: ``identity.already``, ``account.wrong_password``, ``network.unreachable`` and their kin.
    """
    _check_free(home)
    key = PrivateKey.generate()
    answer = enrol(url, login, password, key.public, platform.node(), ca=Path(ca) if ca else None)
    told = answer.enrolled
    identity = Identity(
        person=told.person,
        name=told.name,
        login=login,
        device=told.device,
        server_url=url,
        server_device=told.server_device,
        server_key=told.server_key,
        generation=told.generation,
        verifier=verifier_of(password),
        ca=ca,
    )
    _settle_in(home, identity, key, told.recovery_key)
    HomeTokens(secrets_of(home)).keep(answer.tokens)
    return identity


def enrol_by_file(home: Path, path: Path, passphrase: str) -> Identity:
    """Enrol from a file that the administrator made; its passphrase signs in here until the server is first met.

    Raises:
        AppError: ``identity.already``, ``enrolment.wrong_passphrase``, ``enrolment.unreadable``, ``enrolment.newer``.
    """
    _check_free(home)
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise AppError("enrolment.unreadable", reason=error.strerror or error) from error
    enrolment = open_enrolment(raw, passphrase)
    identity = Identity(
        person=enrolment.person,
        name=enrolment.name,
        login=enrolment.login,
        device=enrolment.device,
        server_url=enrolment.server_url,
        server_device=enrolment.server_device,
        server_key=enrolment.server_key.hex,
        generation=enrolment.generation,
        verifier=verifier_of(passphrase),
    )
    _settle_in(home, identity, enrolment.device_key, enrolment.recovery_key)
    _take_in_directory(home, identity, enrolment)
    return identity


def _check_free(home: Path) -> None:
    identity = read_identity(home)
    if identity is not None:
        raise AppError("identity.already", home=home, name=identity.name)


def recover(home: Path, key_file: Path) -> Identity:
    """Give a home its secrets back by the district's recovery key, so that it opens here.

    Raises:
        AppError: ``identity.missing``, ``recovery.none`` if the home was never sealed to a key, ``recovery.wrong_key``,
            ``recovery.unreadable``, ``recovery.key_unreadable``.
    """
    identity = identity_of(home)
    try:
        sealed = (home / RECOVERY_NAME).read_bytes()
    except OSError as error:
        raise AppError("recovery.none", home=home) from error
    try:
        key = key_file.read_bytes()
    except OSError as error:
        raise AppError("recovery.key_unreadable") from error
    for name, secret in open_secrets(sealed, key).items():
        secrets_of(home).put(name, secret)
    open_store(home, identity).close()
    return identity


def _settle_in(home: Path, identity: Identity, key: PrivateKey, recovery_key: str) -> None:
    """Keep the keys first, who it is last: a home without identity is not enrolled."""
    home.mkdir(parents=True, exist_ok=True)
    secrets = secrets_of(home)
    kept = {STORE_KEY: random(KEY_BYTES), DEVICE_KEY: key.seed}
    for name, secret in kept.items():
        secrets.put(name, secret)
    seal_for_recovery(home, kept, recovery_key)
    open_store(home, identity).close()
    write_identity(home, identity)


def seal_for_recovery(home: Path, kept: Mapping[str, bytes], recovery_key: str) -> None:
    """Keep a home's secrets by name, sealed to the district's recovery key in hexadecimal digits; empty for none."""
    if recovery_key:
        write_private(home / RECOVERY_NAME, seal_secrets(kept, recovery_key))


def _take_in_directory(home: Path, identity: Identity, enrolment: Enrolment) -> None:
    digest = GENESIS
    for entry in enrolment.directory:
        digest = digest_after(digest, entry.hash)
    store = open_store(home, identity)
    exchange = ClientExchange(store, identity.server_device, enrolment.server_key)
    exchange.set_generation(enrolment.generation)
    exchange.receive(Page(DIRECTORY, 0, enrolment.directory, len(enrolment.directory), digest))
    store.close()
