"""The transport over HTTP: each request as the person who has signed in, with a new token where the old has run out."""

from collections.abc import Iterator
from typing import TypeVar

import msgspec

from app.domain.listing import WaitReason
from app.ports.tokens import TokenBox, TokenPair
from sync import paths
from sync.answers import NOT_FOUND, UNAUTHORIZED, answer_of, check, letter_of
from sync.bundle import CONTENT_TYPE as BUNDLE_TYPE
from sync.enrolment import Applicant, sign_in
from sync.frames import CONTENT_TYPE
from sync.link import Letter, Link, Reply
from sync.photos import FileBody, PackBody
from sync.protocol import (
    Answer,
    Have,
    HaveAnswer,
    Health,
    PackAnswer,
    Pull,
    PullAnswer,
    Push,
    PushAnswer,
    Refresh,
    Tokens,
)
from sync.transport import CancelledError, IsCancelled, LinkError, PhotoAwayError

BUNDLE_PATIENCE_S = 1_800.0
"""How long a server may work on a bundle of months."""

_FORBIDDEN = 403
_PARTIAL = 206

Said = TypeVar("Said", bound=Answer)


class HttpTransport:
    """Speaks to one server as one person on one device (``sync.transport.Transport``).

    Args:
        link: to the server.
        tokens: where the person's tokens are kept; shared with other processes of the home folder.
        applicant: whose they are.
    """

    def __init__(self, link: Link, tokens: TokenBox, applicant: Applicant) -> None:
        self._link = link
        self._tokens = tokens
        self._applicant = applicant

    def pull(self, message: Pull, is_cancelled: IsCancelled) -> PullAnswer:
        """Ask for entries."""
        return self._ask(paths.PULL, message, PullAnswer, is_cancelled)

    def push(self, message: Push, is_cancelled: IsCancelled) -> PushAnswer:
        """Bring entries."""
        return self._ask(paths.PUSH, message, PushAnswer, is_cancelled)

    def have(self, message: Have, is_cancelled: IsCancelled) -> HaveAnswer:
        """Ask where the server stands with photos."""
        return self._ask(paths.HAVE, message, HaveAnswer, is_cancelled)

    def pack(self, township: str, body: PackBody, is_cancelled: IsCancelled) -> PackAnswer:
        """Bring bytes of photos."""
        headers = {"Content-Type": CONTENT_TYPE}
        letter = Letter("POST", paths.pack_of(township), headers, body.__iter__, len(body))
        return answer_of(self._send(letter, is_cancelled), PackAnswer, is_cancelled)

    def photo(self, township: str, sha256: str, start: int, is_cancelled: IsCancelled) -> Iterator[bytes]:
        """Yield a photo's bytes from ``start`` on as they come, also where the server begins anew."""
        headers = {"Range": f"bytes={start}-"} if start else {}
        reply = self._send(Letter("GET", paths.photo_of(township, sha256), headers), is_cancelled)
        _check_here(reply, is_cancelled)
        skip = 0 if reply.status == _PARTIAL else start
        if reply.status == _PARTIAL and not reply.headers.get("Content-Range", "").startswith(f"bytes {start}-"):
            reply.close()
            raise LinkError(WaitReason.SERVER_ERROR, "sync.unreadable_answer")
        for portion in reply.portions(is_cancelled):
            if len(portion) > skip:
                yield portion[skip:]
            skip = max(0, skip - len(portion))

    def bundle(self, body: FileBody, is_cancelled: IsCancelled) -> Iterator[bytes]:
        """Bring a bundle, whoever's it is, and yield the answer for its device as it comes."""
        headers = {"Content-Type": BUNDLE_TYPE}
        letter = Letter("POST", paths.BUNDLE, headers, body.__iter__, len(body), BUNDLE_PATIENCE_S)
        reply = self._send(letter, is_cancelled)
        check(reply, is_cancelled)
        yield from reply.portions(is_cancelled)

    def thumbnail(self, township: str, sha256: str, is_cancelled: IsCancelled) -> bytes:
        """Return a photo's thumbnail, a JPEG."""
        reply = self._send(Letter("GET", paths.thumbnail_of(township, sha256), {}), is_cancelled)
        _check_here(reply, is_cancelled)
        return reply.body(is_cancelled)

    def sign_in(self, password: str) -> None:
        """Get new tokens for this device and keep them; errors as for ``sync.enrolment.enrol``."""
        self._tokens.keep(sign_in(self._link, self._applicant, password).tokens)

    def is_ours(self) -> bool:
        """Whether our server answers; False whatever is in the way."""
        try:
            reply = self._link.send(Letter("GET", paths.HEALTH, {}), None, _never)
            answer_of(reply, Health, _never)
        except LinkError:
            return False
        return True

    def close(self) -> None:
        """Close the connection."""
        self._link.close()

    def _ask(self, path: str, message: msgspec.Struct, kind: type[Said], is_cancelled: IsCancelled) -> Said:
        return answer_of(self._send(letter_of(path, message), is_cancelled), kind, is_cancelled)

    def _send(self, letter: Letter, is_cancelled: IsCancelled) -> Reply:
        """Send as the person who has signed in; where the token has run out, once more with a new one."""
        tokens = self._tokens.read()
        if tokens is None:
            raise LinkError(WaitReason.SIGNED_OUT, "account.signed_out")
        reply = self._link.send(letter, tokens.access, is_cancelled)
        if reply.status != UNAUTHORIZED:
            return reply
        reply.close()
        return self._link.send(letter, self._renew(tokens, is_cancelled).access, is_cancelled)

    def _renew(self, used: TokenPair, is_cancelled: IsCancelled) -> TokenPair:
        """Return a newer pair: one that another process of the home has fetched meanwhile, or one from the server.

        A refresh is never given up half-way: the server may have taken the old token and its answer be on the way.
        """
        if is_cancelled():
            raise CancelledError
        newest = self._tokens.read()
        if newest is not None and newest != used:
            return newest
        reply = self._link.send(letter_of(paths.REFRESH, Refresh(used.refresh)), None, _never)
        try:
            answer = answer_of(reply, Tokens, _never)
        except LinkError as error:
            if error.reason is WaitReason.SIGNED_OUT:
                self._tokens.forget()
            raise
        pair = TokenPair(answer.access_token, answer.refresh_token)
        self._tokens.keep(pair)
        return pair


def _check_here(reply: Reply, is_cancelled: IsCancelled) -> None:
    if reply.status in (NOT_FOUND, _FORBIDDEN):
        reply.close()
        raise PhotoAwayError
    check(reply, is_cancelled)


def _never() -> bool:
    return False
