"""The calls about who calls: health, login, refresh, device."""

import unicodedata

from app.domain.keys import PublicKey
from app.domain.stream import DISTRICT
from app.errors import AppError
from app.ports.accounts import Account
from sync.protocol import EnrolDevice, Enrolled, Health, Login, Refresh, Tokens
from sync.server.administration import Registrar
from sync.server.asked import Asked
from sync.server.central import Central
from sync.server.sign_in import GivenTokens

_MACHINE_CHARACTERS = 80
_NO_PHOTO = "0" * 64


def health(central: Central, _asked: Asked[None]) -> Health:
    """Say that this is a Yingxun server."""
    return Health(generation=central.ledger.generation, server_time=central.now())


def ready(central: Central, asked: Asked[None]) -> Health:
    """Say that database and photo store answer, for whoever divides calls among several servers.

    Raises:
        AppError: ``photos.cannot_read`` if the store of photos is away.
    """
    central.holdings.receipts(DISTRICT, [_NO_PHOTO])
    central.blobs.size(_NO_PHOTO)
    return health(central, asked)


def login(central: Central, asked: Asked[Login]) -> Tokens:
    """Check a password, more slowly the more often it is tried.

    Raises:
        AppError: ``account.too_many_attempts``, ``account.wrong_password`` or ``account.disabled``.
    """
    name = asked.message.login
    central.by_address.attempt(asked.address)
    central.by_login.attempt(name)
    account, given = central.sign_in.begin(name, asked.message.password)
    central.by_login.succeed(name)
    central.by_address.succeed(asked.address)
    return _tokens(central, account, given)


def refresh(central: Central, asked: Asked[Refresh]) -> Tokens:
    """Exchange a refresh token.

    Raises:
        AppError: ``account.signed_out``.
    """
    return _tokens(central, *central.sign_in.renew(asked.message.refresh_token))


def device(central: Central, asked: Asked[EnrolDevice]) -> Enrolled:
    """Make a device of the caller known, once however often it is asked, and bind the tokens to it.

    Raises:
        AppError: ``device.key_taken`` if it is another person's, ``sync.body_malformed`` if it is no key.
    """
    caller, message = asked.caller, asked.message
    machine = unicodedata.normalize("NFC", message.machine)[:_MACHINE_CHARACTERS]
    try:
        key = PublicKey.from_hex(message.key)
    except ValueError as error:
        raise AppError("sync.body_malformed", path="key") from error
    enrolled = Registrar(central.ledger, central.ids, central.clock).enrol(caller.person, key, machine)
    central.sign_in.bind(caller, enrolled)
    ledger = central.ledger
    return Enrolled(
        device=enrolled,
        person=caller.person,
        name=ledger.directory().name(caller.person),
        server_device=ledger.device,
        server_key=ledger.key.hex,
        generation=ledger.generation,
        recovery_key=central.recovery_key(),
        server_time=central.now(),
    )


def _tokens(central: Central, account: Account, given: GivenTokens) -> Tokens:
    return Tokens(
        access_token=given.access,
        refresh_token=given.refresh,
        expires_in=given.expires_in_s,
        person=account.person,
        name=central.ledger.directory().name(account.person),
        server_time=central.now(),
    )
