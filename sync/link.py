"""One request over HTTP: given up within 200 ms, its trouble named, its answer known to be from a server of ours."""

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, wait
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

from app.domain.listing import WaitReason
from sync.allowance import Allowance
from sync.codec import BadBodyError, expand
from sync.photos import CancelledBodyError, PhotoUnreadableError, SlicedBody
from sync.protocol import HEADER, MAX_BODY_BYTES, PROTOCOL
from sync.transport import CancelledError, IsCancelled, LinkError

if TYPE_CHECKING:
    import requests

CONNECT_S = 5.0
"""How long a connection may take to be made."""

_TICK_S = 0.05
_PORTION_BYTES = 64 * 1024
_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})

Answered = TypeVar("Answered")


@dataclass(frozen=True, slots=True)
class Letter:
    """A request: method, path with query, headers, and how to make its body of ``length`` bytes, anew for every try.

    ``patience_s`` is how long its answer may take to begin, and to go on.
    """

    method: str
    path: str
    headers: Mapping[str, str]
    pieces: Callable[[], Iterator[bytes]] | None = None
    length: int = 0
    patience_s: float = 30.0


class Reply:
    """An answer that carries our header; its body is read as it is wanted."""

    def __init__(
        self, response: "requests.Response", forsake: Callable[[], object], allowance: Allowance | None = None
    ) -> None:
        self._allowance = allowance or Allowance()
        self._response = response
        self._forsake = forsake
        self.status = response.status_code
        self.headers: Mapping[str, str] = response.headers

    def body(self, is_cancelled: IsCancelled) -> bytes:
        """Return the whole body, expanded.

        Raises:
            LinkError: it was cut, is damaged or larger than any of ours.
        """
        encoding = self.headers.get("Content-Encoding", "")
        received = bytearray()
        for portion in self.portions(is_cancelled):
            received += portion
            if len(received) > MAX_BODY_BYTES:
                raise LinkError(WaitReason.SERVER_ERROR, "sync.unreadable_answer")
        try:
            return expand(bytes(received), encoding)
        except BadBodyError as error:
            raise LinkError(WaitReason.SERVER_ERROR, "sync.unreadable_answer") from error

    def portions(self, is_cancelled: IsCancelled) -> Iterator[bytes]:
        """Yield the body as it comes, still compressed if it was; nothing that has arrived is lost by a cut."""
        raw = self._response.raw
        attend = Attendant(self._wake, lambda _: self._response.close())
        try:
            with named_trouble():
                while portion := attend(lambda _: raw.read1(_PORTION_BYTES, decode_content=False), is_cancelled):
                    yield portion
                    _pause(self._allowance.delay_s(len(portion)), is_cancelled)
        finally:
            if not attend.has_given_up:
                self._response.close()

    def close(self) -> None:
        """Leave the rest of the body unread."""
        self._response.close()

    def _wake(self) -> None:
        """Wake the thread that is reading; the connection is of no more use."""
        self._forsake()
        # The answer may have ended by itself just now.
        with suppress(RuntimeError, ValueError, OSError):
            self._response.raw.shutdown()


class Link:
    """Keeps one connection to a server.

    Args:
        url: of the server, for example ``http://127.0.0.1:8460``.
        ca: certificates that vouch for it, in place of the system's; None for the system's.
        allowance: how fast bytes may pass; None for as fast as they go.
    """

    def __init__(self, url: str, ca: Path | None = None, allowance: Allowance | None = None) -> None:
        self._allowance = allowance or Allowance()
        self._url = url.rstrip("/")
        self._verify: str | bool = True if ca is None else str(ca)
        self._session: requests.Session | None = None

    def send(self, letter: Letter, token: str | None, is_cancelled: IsCancelled) -> Reply:
        """Send a request and return its answer, whatever its status.

        Raises:
            LinkError: nobody answered, or somebody who is not ours.
            CancelledError: the person wants no more of it; the connection is left to close by itself.
        """
        session = self._open()
        attend = Attendant(self._drop, lambda done: _discard(session, done))
        with named_trouble():
            response = attend(lambda given_up: self._exchange(session, letter, token, given_up), is_cancelled)
        if HEADER not in response.headers:
            response.close()
            raise LinkError(WaitReason.NOT_OURS, "sync.not_our_server")
        return Reply(response, self._drop, self._allowance)

    def close(self) -> None:
        """Close the connection; the next request opens another."""
        session = self._drop()
        if session is not None:
            session.close()

    def _exchange(
        self, session: "requests.Session", letter: Letter, token: str | None, given_up: Event
    ) -> "requests.Response":
        headers = {HEADER: str(PROTOCOL), "Accept-Encoding": "zstd, gzip", **letter.headers}
        if token is not None:
            headers["Authorization"] = f"Bearer {token}"
        return session.request(
            letter.method,
            self._url + letter.path,
            data=SlicedBody(letter.pieces, letter.length, given_up, self._allowance) if letter.pieces else None,
            headers=headers,
            timeout=(CONNECT_S, letter.patience_s),
            verify=self._verify,
            allow_redirects=False,
            stream=True,
        )

    def _open(self) -> "requests.Session":
        if self._session is None:
            import requests

            self._session = requests.Session()
            # A file of passwords must not replace our token, nor a proxy stand between two parts of one machine.
            self._session.auth = _unchanged
            self._session.trust_env = urlsplit(self._url).hostname not in _LOOPBACK
        return self._session

    def _drop(self) -> "requests.Session | None":
        session, self._session = self._session, None
        return session


class Attendant:
    """Runs blocking calls of one request on threads of their own, so that nobody waits for one that was given up.

    Args:
        wake: called when a call is given up, to end it sooner; what it uses must not be used again.
        release: called after the call has ended that was given up, on its thread.
    """

    def __init__(
        self, wake: Callable[[], object], release: Callable[["Future[Any]"], object]
    ) -> None:  # Any: each its own
        self._wake = wake
        self._release = release
        self._given_up = Event()

    @property
    def has_given_up(self) -> bool:
        """Whether a call was given up; what it used is released by its thread."""
        return self._given_up.is_set()

    def __call__(self, call: Callable[[Event], Answered], is_cancelled: IsCancelled) -> Answered:
        """Return what the call returns or raise what it raises; CancelledError as soon as it is wanted no more.

        The call gets an event that is set when it has been given up.
        """
        if is_cancelled():
            raise CancelledError
        future: Future[Answered] = Future()
        Thread(target=_fulfil, args=(future, call, self._given_up), daemon=True, name="yingxun-request").start()
        while not wait([future], _TICK_S).done:
            if is_cancelled():
                self._given_up.set()
                self._wake()
                future.add_done_callback(self._release)
                raise CancelledError
        return future.result()


def _fulfil(future: "Future[Answered]", call: Callable[[Event], Answered], given_up: Event) -> None:
    """Hand on what a call returns or what the world did to it; a bug of ours crashes and leaves nobody waiting."""
    import requests
    import urllib3

    worldly = (requests.exceptions.RequestException, urllib3.exceptions.HTTPError, OSError)
    try:
        future.set_result(call(given_up))
    except (*worldly, PhotoUnreadableError, CancelledBodyError) as error:
        future.set_exception(error)
    finally:
        if not future.done():
            future.set_exception(RuntimeError("the thread of a request crashed"))


def _pause(seconds: float, is_cancelled: IsCancelled) -> None:
    """Wait, and look up twenty times a second whether the answer is still wanted."""
    bell = Event()
    while seconds > 0:
        if is_cancelled():
            raise CancelledError
        bell.wait(min(seconds, _TICK_S))
        seconds -= _TICK_S


def _discard(session: "requests.Session", done: "Future[requests.Response]") -> None:
    """Close what a request that was given up has brought all the same."""
    if done.exception() is None:
        done.result().close()
    session.close()


@contextmanager
def named_trouble() -> Iterator[None]:
    """Turn what the libraries raise into LinkError."""
    import requests
    import urllib3

    try:
        yield
    except requests.exceptions.SSLError as error:
        raise LinkError(WaitReason.NOT_OURS, "network.certificate") from error
    except (requests.exceptions.Timeout, urllib3.exceptions.TimeoutError) as error:
        raise LinkError(WaitReason.UNREACHABLE, "network.timeout") from error
    except (requests.exceptions.RequestException, urllib3.exceptions.HTTPError, OSError) as error:
        raise LinkError(WaitReason.UNREACHABLE, "network.unreachable") from error


def _unchanged(request: "requests.PreparedRequest") -> "requests.PreparedRequest":
    return request
