"""Signing in over the network: an account's name and password, then the device that the tokens are for."""

from dataclasses import dataclass
from pathlib import Path

from app.domain.keys import PublicKey
from app.errors import AppError
from app.ports.tokens import TokenPair
from sync import paths
from sync.answers import answer_of, letter_of
from sync.link import Link
from sync.protocol import EnrolDevice, Enrolled, Login, Tokens
from sync.transport import LinkError


@dataclass(frozen=True, slots=True)
class Applicant:
    """Who signs in where: the account, the device's key, and the machine's name for people."""

    login: str
    key: PublicKey
    machine: str


@dataclass(frozen=True, slots=True)
class Enrolment:
    """What the server said of the device, to be pinned, and the first tokens."""

    enrolled: Enrolled
    tokens: TokenPair


def enrol(
    url: str, login: str, password: str, public_key: PublicKey, machine: str, *, ca: Path | None = None
) -> Enrolment:
    """Sign in and make the device known; for a device that is known already it is the same again.

    Raises:
        AppError: ``network.unreachable`` and its kin, ``sync.not_our_server``, ``sync.program_too_old``, or what the
            server says, such as ``account.wrong_password``.
    """
    link = Link(url, ca)
    try:
        return sign_in(link, Applicant(login, public_key, machine), password)
    finally:
        link.close()


def sign_in(link: Link, applicant: Applicant, password: str) -> Enrolment:
    """Sign in on an open link; errors as for ``enrol``."""
    try:
        reply = link.send(letter_of(paths.LOGIN, Login(applicant.login, password)), None, _never)
        tokens = answer_of(reply, Tokens, _never)
        device = EnrolDevice(applicant.key.hex, applicant.machine)
        reply = link.send(letter_of(paths.DEVICE, device), tokens.access_token, _never)
        enrolled = answer_of(reply, Enrolled, _never)
    except LinkError as error:
        raise app_error(error) from error
    return Enrolment(enrolled, TokenPair(tokens.access_token, tokens.refresh_token))


def app_error(error: LinkError) -> AppError:
    """Return the trouble as one that a person can be told of."""
    return AppError(error.code, **error.parameters)


def _never() -> bool:
    return False
