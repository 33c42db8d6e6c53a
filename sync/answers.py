"""Messages as requests, and answers as messages or as the trouble that they stand for."""

from collections.abc import Iterator
from typing import TypeVar

import msgspec

from app.domain.listing import WaitReason
from sync.codec import ENCODING, BadBodyError, compress, decode, encode
from sync.events import NO_GRANT, TOO_LARGE
from sync.link import Letter, Reply
from sync.protocol import PROTOCOL, Answer, Problem
from sync.transport import IsCancelled, LinkError

OK = range(200, 300)
UNAUTHORIZED = 401
NOT_FOUND = 404

_REASONS = {
    UNAUTHORIZED: (WaitReason.SIGNED_OUT, ""),
    403: (WaitReason.SIGNED_OUT, ""),
    413: (WaitReason.SERVER_ERROR, TOO_LARGE),
    507: (WaitReason.SERVER_ERROR, "sync.server_disk_full"),
}
"""What an HTTP status means, and the code that stands for it; empty for the server's own."""

_MEANINGS = {
    "sync.protocol_unsupported": (WaitReason.TOO_OLD, "sync.program_too_old"),
    NO_GRANT: (WaitReason.REFUSED, NO_GRANT),
}
"""What some of the server's codes mean, whatever the status."""

_FAILED = 500

Said = TypeVar("Said", bound=Answer)


def letter_of(path: str, message: msgspec.Struct) -> Letter:
    """Return the request that carries a message, compressed."""
    body = compress(encode(message))

    def pieces() -> Iterator[bytes]:
        yield body

    headers = {"Content-Type": "application/json", "Content-Encoding": ENCODING}
    return Letter("POST", path, headers, pieces, len(body))


def answer_of(reply: Reply, kind: type[Said], is_cancelled: IsCancelled) -> Said:
    """Return the message of an answer.

    Raises:
        LinkError: the server reports a problem, wants a newer program, or speaks in riddles.
    """
    check(reply, is_cancelled)
    raw = reply.body(is_cancelled)
    try:
        answer = decode(raw, kind)
    except BadBodyError as error:
        _check_age(raw)
        raise LinkError(WaitReason.SERVER_ERROR, "sync.unreadable_answer") from error
    if answer.min_protocol > PROTOCOL:
        raise LinkError(WaitReason.TOO_OLD, "sync.program_too_old")
    return answer


def check(reply: Reply, is_cancelled: IsCancelled) -> None:
    """Raise LinkError for an answer that reports a problem; its body is then read."""
    if reply.status in OK:
        return
    reason, code = _REASONS.get(reply.status, (WaitReason.SERVER_ERROR, ""))
    if reply.status >= _FAILED and not code:
        code = "sync.server_failed"
    try:
        problem = decode(reply.body(is_cancelled), Problem)
    except BadBodyError:
        raise LinkError(reason, code or "sync.server_failed") from None
    if problem.min_protocol > PROTOCOL:
        raise LinkError(WaitReason.TOO_OLD, "sync.program_too_old")
    reason, code = _MEANINGS.get(problem.code, (reason, code or problem.code))
    raise LinkError(reason, code, problem.parameters)


def _check_age(raw: bytes) -> None:
    try:
        oldest = decode(raw, Answer).min_protocol
    except BadBodyError:
        return
    if oldest > PROTOCOL:
        raise LinkError(WaitReason.TOO_OLD, "sync.program_too_old")
