"""Enrolment: a home folder becomes one person's, by network or by a file; after it no network is needed to begin."""

import platform
from pathlib import Path

from nacl.utils import random

from app.assembly.client import DEVICE_KEY, STORE_KEY, open_store, secrets_of
from app.domain.enrolment import Enrolment, open_enrolment
from app.domain.keys import KEY_BYTES, PrivateKey
from app.domain.stream import DIRECTORY, GENESIS, digest_after
from app.errors import AppError
from app.ports.exchange import Page
from db.exchange import ClientExchange
from db.identity import Identity, read_identity, verifier_of, write_identity
from db.tokens import HomeTokens
from sync.enrolment import enrol


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
    _settle_in(home, identity, key)
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
    _settle_in(home, identity, enrolment.device_key)
    _take_in_directory(home, identity, enrolment)
    return identity


def _check_free(home: Path) -> None:
    identity = read_identity(home)
    if identity is not None:
        raise AppError("identity.already", home=home, name=identity.name)


def _settle_in(home: Path, identity: Identity, key: PrivateKey) -> None:
    """Keep the keys first, who it is last: a home without identity is not enrolled."""
    home.mkdir(parents=True, exist_ok=True)
    secrets = secrets_of(home)
    secrets.put(STORE_KEY, random(KEY_BYTES))
    secrets.put(DEVICE_KEY, key.seed)
    open_store(home, identity).close()
    write_identity(home, identity)


def _take_in_directory(home: Path, identity: Identity, enrolment: Enrolment) -> None:
    digest = GENESIS
    for entry in enrolment.directory:
        digest = digest_after(digest, entry.hash)
    store = open_store(home, identity)
    exchange = ClientExchange(store, identity.server_device, enrolment.server_key)
    exchange.set_generation(enrolment.generation)
    exchange.receive(Page(DIRECTORY, 0, enrolment.directory, len(enrolment.directory), digest))
    store.close()
