"""The wire between a computer and the server in one process: the messages encoded, the calls the server's own."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random
from typing import Any, TypeVar, cast

import msgspec
from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request

from app.domain.keys import PrivateKey
from app.domain.listing import WaitReason
from app.domain.receipt import sign_photo_receipt, sign_receipt
from app.errors import AppError
from sync import answers
from sync.codec import (
    ENCODING,
    BadBodyError,
    compress,
    decode,
    encode,
    entry_of,
    expand,
    wire_photo_receipt,
    wire_receipt,
)
from sync.frames import HEAD_BYTES
from sync.link import Reply
from sync.photos import PackBody
from sync.protocol import (
    Have,
    HaveAnswer,
    PackAnswer,
    Problem,
    Pull,
    PullAnswer,
    Push,
    PushAnswer,
    PushResult,
    WirePhotoReceipt,
)
from sync.server import application, journal_calls, photo_calls
from sync.server.asked import Asked
from sync.server.door import check_reach
from sync.server.problems import STATUSES
from sync.server.routes import ROUTES
from sync.server.sign_in import Caller
from sync.transport import IsCancelled, LinkError, PhotoAwayError
from tests.simulation.disks import Killed
from tests.simulation.faults import Fault
from tests.simulation.machines import Server, Station, run_call

IMPOSTOR = PrivateKey(b"x" * 32)
MOST_STATEMENTS = 24
_ROUTES = {route.name: route for route in ROUTES}
_GONE = LinkError(WaitReason.UNREACHABLE, "network.unreachable")

Said = TypeVar("Said", bound=msgspec.Struct)


class ServerBrokeError(AssertionError):
    """The server failed though nothing was wrong with its machine."""


@dataclass
class Wire:
    """One computer's way to the server.

    Attributes:
        fault: what befalls the next request.
        late: requests that the other side will get some time later.
        on_answer: told of every answer that the server gave, as it gave it, whether or not it arrives.
    """

    server: Server
    station: Station
    random: Random
    late: list[Callable[[], object]]
    on_answer: Callable[[Station, object], None]
    fault: Fault | None = None

    def pull(self, message: Pull, is_cancelled: IsCancelled) -> PullAnswer:  # noqa: ARG002  # nobody cancels here
        """Ask for entries."""
        return self._ask("pull", message, PullAnswer, self._forged_pull)

    def push(self, message: Push, is_cancelled: IsCancelled) -> PushAnswer:  # noqa: ARG002  # nobody cancels here
        """Bring entries."""
        return self._ask("push", message, PushAnswer, lambda _: self._forged_push(message))

    def have(self, message: Have, is_cancelled: IsCancelled) -> HaveAnswer:  # noqa: ARG002  # nobody cancels here
        """Ask where the server stands with photos."""
        names = message.photos
        return self._ask("have", message, HaveAnswer, lambda _: self._forged_have(message.township, names))

    def pack(self, township: str, body: PackBody, is_cancelled: IsCancelled) -> PackAnswer:  # noqa: ARG002  # as the transport is called
        """Bring bytes of photos."""
        raw = b"".join(body)

        def call(carried: bytes, *, is_cut: bool = False) -> PackAnswer:
            return cast(PackAnswer, self._serve("pack", lambda: self._pack(township, carried, is_cut=is_cut)))

        match self.fault:
            case Fault.REQUEST_CUT:
                call(raw[: self.random.randrange(len(raw))], is_cut=True)
                raise _GONE
            case Fault.IMPOSTOR if len(raw) > HEAD_BYTES:
                return call(raw[:-1] + bytes([raw[-1] ^ 1]))
        return self._through(lambda: call(raw), lambda raw: decode(raw, PackAnswer))

    def photo(self, township: str, sha256: str, start: int, is_cancelled: IsCancelled) -> Iterator[bytes]:  # noqa: ARG002  # as the transport is called
        """Yield a photo's bytes from ``start`` on as they come."""
        raw = self._bytes("photo", township, sha256, f"bytes={start}-" if start else "")
        if self.fault is Fault.ANSWER_CUT:
            yield raw[: self.random.randrange(max(1, len(raw)))]
            raise _GONE
        if self.fault is Fault.IMPOSTOR and raw:
            raw = raw[:-1] + bytes([raw[-1] ^ 1])
        yield raw

    def thumbnail(self, township: str, sha256: str, is_cancelled: IsCancelled) -> bytes:  # noqa: ARG002  # as the transport is called
        """Return a photo's thumbnail."""
        raw = self._bytes("thumbnail", township, sha256, "")
        if self.fault is Fault.ANSWER_CUT:
            raise _GONE
        return raw

    def sign_in(self, password: str) -> None:
        """Nobody signs in here."""

    def is_ours(self) -> bool:
        """Whether our server answers."""
        return True

    def _ask(self, name: str, message: msgspec.Struct, kind: type[Said], forge: Callable[[Any], Any]) -> Said:
        raw = encode(message)
        route = _ROUTES[name]

        def call(carried: bytes = raw, encoding: str = "") -> Any:
            assert route.request is not None
            return self._answered(name, application._decode(carried, encoding, route.request))

        match self.fault:
            case Fault.REQUEST_CUT:
                body = compress(raw)
                cut = body[: self.random.randrange(len(body))]
                return cast(Said, self._serve(name, lambda: call(cut, ENCODING)))
            case Fault.IMPOSTOR:
                return cast(Said, forge(lambda: self._serve(name, call)))
        return self._through(lambda: self._serve(name, call), lambda raw: decode(raw, kind))

    def _through(self, call: Callable[[], msgspec.Struct], read: Callable[[bytes], Said]) -> Said:
        """Let a request and its answer pass, or not."""
        match self.fault:
            case Fault.REQUEST_LOST:
                raise _GONE
            case Fault.REQUEST_LATE:
                self.late.append(call)
                raise _GONE
            case Fault.REQUEST_TWICE:
                call()
            case Fault.ANSWER_LOST:
                call()
                raise _GONE
            case Fault.ANSWER_CUT:
                body = compress(encode(call()))
                return read(_expanded(body[: self.random.randrange(len(body))]))
        return read(encode(call()))

    def _serve(self, name: str, call: Callable[[], Any]) -> Any:
        """Let the server answer, on a machine that may be killed or full."""
        fault, self.fault = self.fault, None if self.fault in (Fault.SERVER_KILLED, Fault.SERVER_FULL) else self.fault
        disk = self.server.disk
        if fault is Fault.SERVER_KILLED:
            disk.kill_after(self.random.randrange(MOST_STATEMENTS))
        if fault is Fault.SERVER_FULL:
            disk.fill()
        try:
            said = call()
            self.on_answer(self.station, said)
        except Killed:
            self.server.restarts += 1
            self.server.start()
            raise _GONE from None
        except AppError as error:
            raise _trouble(error, self.server.now()) from error
        except SQLAlchemyError as error:
            raise ServerBrokeError(f"the server failed at {name}: {error}") from error
        finally:
            disk.spare()
        if fault is Fault.SERVER_KILLED:  # only just: it had committed
            self.server.start()
            raise _GONE
        return said

    def _answered(self, name: str, message: Any) -> Any:
        township = getattr(message, "township", "")
        asked = Asked(self._request(()), self._caller(), message, township, "")
        check_reach(self.server.central, _ROUTES[name], asked.caller, township, "")
        calls: dict[str, Callable[..., Any]] = {
            "pull": journal_calls.pull,
            "push": journal_calls.push,
            "have": photo_calls.have,
        }
        return calls[name](self.server.central, asked)

    def _pack(self, township: str, carried: bytes, *, is_cut: bool) -> PackAnswer:
        asked = Asked(self._request((carried,), is_cut=is_cut), self._caller(), None, township, "")
        check_reach(self.server.central, _ROUTES["pack"], asked.caller, township, "")
        response = run_call(lambda: photo_calls.pack(self.server.central, asked))
        return decode(bytes(response.body), PackAnswer)

    def _bytes(self, name: str, township: str, sha256: str, wanted: str) -> bytes:
        """Return what a call that answers with bytes says."""
        if self.fault in (Fault.REQUEST_LOST, Fault.REQUEST_CUT, Fault.REQUEST_LATE):
            raise _GONE

        def call() -> bytes:
            headers = ((b"range", wanted.encode()),) if wanted else ()
            asked = Asked(self._request((), *headers), self._caller(), None, township, sha256)
            check_reach(self.server.central, _ROUTES[name], asked.caller, township, sha256)
            if name == "thumbnail":
                return bytes(photo_calls.thumbnail(self.server.central, asked).body)
            return cast(bytes, run_call(lambda: _read(photo_calls.photo(self.server.central, asked))))

        try:
            if self.fault is Fault.REQUEST_TWICE:
                self._serve(name, call)
            raw = cast(bytes, self._serve(name, call))
        except LinkError as error:
            if error.code in ("photos.not_here", "photos.range"):
                raise PhotoAwayError from error
            raise
        if self.fault is Fault.ANSWER_LOST:
            raise _GONE
        return raw

    def _caller(self) -> Caller:
        author = self.station.author
        return Caller(self.station.name, author.person, "family", author.device)

    def _request(self, body: tuple[bytes, ...], *headers: tuple[bytes, bytes], is_cut: bool = False) -> Request:
        messages = [{"type": "http.request", "body": part, "more_body": True} for part in body]
        messages.append({"type": "http.disconnect"} if is_cut else {"type": "http.request", "more_body": False})
        waiting = iter(messages)

        async def receive() -> Any:
            return next(waiting)

        scope = {"type": "http", "method": "POST", "path": "/", "headers": headers, "query_string": b""}
        return Request(scope, receive)

    def _forged_pull(self, call: Callable[[], PullAnswer]) -> PullAnswer:
        """Return the server's answer with the last entry of each page signed by somebody else."""
        answer, pages = call(), []
        for page in answer.pages:
            entries = list(page.entries)
            if entries:
                entries[-1] = replace_wire(entries[-1])
            pages.append(msgspec.structs.replace(page, entries=entries))
        return msgspec.structs.replace(answer, pages=pages)

    def _forged_push(self, message: Push) -> PushAnswer:
        """Say yes to everything without the server's key."""
        generation = self.server.seat.generation
        results = []
        for wire in message.entries:
            entry = entry_of(wire)
            receipt = sign_receipt(generation, entry.stream, 1, entry.hash, IMPOSTOR)
            results.append(PushResult(entry.id, "accepted", receipt=wire_receipt(receipt)))
        return PushAnswer(results=results, server_time=self.server.now())

    def _forged_have(self, township: str, names: list[str]) -> HaveAnswer:
        """Say yes to all photos without the server's key."""
        return HaveAnswer(
            held={},
            receipts=[self._forged_receipt(township, name) for name in names],
            server_time=self.server.now(),
        )

    def _forged_receipt(self, township: str, name: str) -> WirePhotoReceipt:
        found = self.station.disk.rows("SELECT size FROM photos WHERE township = ? AND sha256 = ?", township, name)
        size = int(str(found[0][0])) if found else 1
        return wire_photo_receipt(sign_photo_receipt(self.server.seat.generation, township, name, size, IMPOSTOR))


def replace_wire(wire: Any) -> Any:
    """Return an entry with a signature that is not its device's."""
    return msgspec.structs.replace(wire, signature=bytes([wire.signature[0] ^ 1]) + wire.signature[1:])


class _Refusal:
    """An answer that reports a problem, as ``sync.link`` would hand it over."""

    def __init__(self, error: AppError, now: str) -> None:
        self.status = STATUSES.get(error.code, 400)
        self._raw = encode(Problem(code=error.code, parameters=dict(error.parameters), server_time=now))

    def body(self, _is_cancelled: IsCancelled) -> bytes:
        return self._raw


def _trouble(error: AppError, now: str) -> LinkError:
    try:
        answers.check(cast(Reply, _Refusal(error, now)), lambda: False)
    except LinkError as trouble:
        return trouble
    raise AssertionError(f"{error.code} is answered as a success")


def _expanded(body: bytes) -> bytes:
    try:
        return expand(body, ENCODING)
    except BadBodyError as error:
        raise LinkError(WaitReason.UNREACHABLE, "network.unreachable") from error


async def _read(response: Any) -> bytes:
    return b"".join([bytes(part) async for part in response.body_iterator])
