"""Errors on the wire: the HTTP status of each code; the sentences are the client's."""

from collections.abc import Mapping

from app.errors import AppError
from sync.codec import BadBodyError

STATUSES: Mapping[str, int] = {
    "account.wrong_password": 401,
    "account.signed_out": 401,
    "account.disabled": 403,
    "account.device_revoked": 403,
    "account.no_grant": 403,
    "account.too_many_attempts": 429,
    "bundle.cut_short": 400,
    "bundle.for_a_device": 400,
    "bundle.newer": 400,
    "bundle.not_genuine": 400,
    "bundle.too_large": 413,
    "bundle.unknown_device": 400,
    "bundle.unreadable": 400,
    "bundle.wrong_key": 400,
    "device.key_taken": 409,
    "photos.not_here": 404,
    "photos.range": 416,
    "photos.disk_full": 507,
    "photos.cannot_write": 503,
    "photos.cannot_read": 503,
    "server.failed": 500,
    "store.disk_failing": 503,
    "store.disk_full": 507,
    "sync.body_too_large": 413,
    "sync.body_encoding": 415,
    "sync.body_damaged": 400,
    "sync.body_malformed": 400,
    "sync.protocol_unsupported": 400,
    "sync.no_such_call": 404,
}
"""Every code that a call can answer with."""

_RETRY_AFTER = "Retry-After"


def headers_of(error: AppError) -> Mapping[str, str]:
    """Return what the answer's head says besides the status."""
    if error.code == "account.too_many_attempts":
        return {_RETRY_AFTER: error.parameters["seconds"]}
    return {"WWW-Authenticate": "Bearer"} if STATUSES.get(error.code) == 401 else {}  # noqa: PLR2004  unauthorized


def from_body(error: BadBodyError) -> AppError:
    """Return the error that a body which cannot be read is answered with."""
    match error.code:
        case "too_large":
            return AppError("sync.body_too_large")
        case "encoding":
            return AppError("sync.body_encoding", path=error.path)
        case "damaged":
            return AppError("sync.body_damaged", path=error.path)
        case _:
            return AppError("sync.body_malformed", path=error.path)
