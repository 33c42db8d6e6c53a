"""The door of every call: who is it, and may they; decided by the route's row and the directory, nowhere else."""

import re

from app.domain.directory import Directory
from app.domain.photo import is_sha256
from app.errors import AppError
from sync.server.central import Central
from sync.server.routes import Access, Route
from sync.server.sign_in import NOBODY, Caller

_BEARER = "bearer "
_TOWNSHIP = re.compile(r"\d{9}", re.ASCII)


def identify(central: Central, route: Route, authorization: str) -> Caller:
    """Return who calls.

    Args:
        central: the server's parts.
        route: what is called.
        authorization: the header, empty if there is none.

    Raises:
        AppError: ``account.signed_out``, ``account.disabled`` or ``account.device_revoked``.
    """
    if route.access is Access.PUBLIC:
        return NOBODY
    if not authorization.lower().startswith(_BEARER):
        raise AppError("account.signed_out")
    caller = central.sign_in.caller(authorization[len(_BEARER) :].strip())
    directory = central.ledger.directory()
    person = directory.persons.get(caller.person)
    if person is None or not person.is_active:
        raise AppError("account.disabled")
    device = directory.devices.get(caller.device)
    if device is not None and not device.is_active:
        raise AppError("account.device_revoked")
    return caller


def check_reach(central: Central, route: Route, caller: Caller, township: str, sha256: str) -> None:
    """Check that a caller may do this for a township, and to a photo.

    Raises:
        AppError: ``sync.body_malformed`` for names that are none, ``account.no_grant``, or ``photos.not_here``, which
            a photo that does not exist and one that others may see have in common.
    """
    if route.access not in (Access.TOWNSHIP, Access.PHOTO):
        return
    if not _TOWNSHIP.fullmatch(township):
        raise AppError("sync.body_malformed", path="township")
    directory = central.ledger.directory()
    if route.access is Access.PHOTO:
        if not is_sha256(sha256):
            raise AppError("sync.body_malformed", path="sha256")
        streams = central.holdings.shown_in(township, sha256)
        if not any(directory.may_read(caller.person, stream) for stream in streams):
            raise AppError("photos.not_here", sha256=sha256)
    elif not has_grant(directory, caller.person, township):
        raise AppError("account.no_grant", township=township)


def has_grant(directory: Directory, person: str, township: str) -> bool:
    """Whether a person holds any grant that reaches into a township."""
    return any(grant.person == person and grant.townships & {"*", township} for grant in directory.grants)
