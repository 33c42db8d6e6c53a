"""The ASGI application: every row of the route table behind the same door, reading bodies within the same limits."""

from collections.abc import Awaitable, Callable, Mapping
from contextlib import nullcontext
from inspect import iscoroutinefunction
from typing import Any, cast

from msgspec import Struct
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route as StarletteRoute
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.types import Message as AsgiMessage

from app.errors import AppError
from sync import paths
from sync.codec import BadBodyError, decode, expand
from sync.protocol import HEADER, MAX_BODY_BYTES, MIN_PROTOCOL, PROTOCOL
from sync.server import account_calls, bundle_calls, journal_calls, photo_calls
from sync.server.answers import answer, problem
from sync.server.asked import Asked
from sync.server.central import Central
from sync.server.door import check_reach, identify
from sync.server.openapi import document
from sync.server.problems import from_body
from sync.server.routes import ROUTES, Route
from sync.server.sign_in import Caller
from sync.server.under_way import sender_of

Call = Callable[[Central, Asked[Any]], Struct | Response | Awaitable[Response]]  # each row names its own message

CALLS: Mapping[str, Call] = {
    "health": account_calls.health,
    "ready": account_calls.ready,
    "openapi": lambda _central, _asked: JSONResponse(document(ROUTES)),
    "login": account_calls.login,
    "refresh": account_calls.refresh,
    "device": account_calls.device,
    "push": journal_calls.push,
    "pull": journal_calls.pull,
    "have": photo_calls.have,
    "pack": photo_calls.pack,
    "bundle": bundle_calls.bundle,
    "photo": photo_calls.photo,
    "thumbnail": photo_calls.thumbnail,
}
"""What answers each row of the route table."""

_FREE_OF_PROTOCOL = {paths.HEALTH, paths.READY, paths.OPENAPI}
_GONE = 499
_HEADERS = {HEADER: str(PROTOCOL), "X-Content-Type-Options": "nosniff", "Cache-Control": "no-store"}


def build(central: Central) -> ASGIApp:
    """Return the application."""

    def failed(_request: Request, _error: Exception) -> Response:
        return problem(AppError("server.failed"), central.now())

    def no_such_call(_request: Request, error: Exception) -> Response:
        response = problem(AppError("sync.no_such_call"), central.now())
        response.status_code = error.status_code if isinstance(error, HTTPException) else response.status_code
        return response

    application = Starlette(
        routes=[
            StarletteRoute(route.path, _endpoint(central, route), methods=[route.method], name=route.name)
            for route in ROUTES
        ],
        exception_handlers={Exception: failed, HTTPException: no_such_call},
    )
    return _Stamped(application)


def _endpoint(central: Central, route: Route) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        try:
            with central.packs.one(sender_of(request)) if route.path == paths.PACK else nullcontext():
                return await _respond(central, route, request)
        except AppError as error:
            return problem(error, central.now())
        except ClientDisconnect:
            return Response(status_code=_GONE)

    return endpoint


async def _respond(central: Central, route: Route, request: Request) -> Response:
    """Ask who it is before reading the body, and whether they may before acting on it."""
    _check_protocol(route, request)
    authorization = request.headers.get("authorization", "")
    caller = await run_in_threadpool(identify, central, route, authorization)
    body = await _read(request) if route.request else b""
    call = CALLS[route.name]
    if iscoroutinefunction(call):
        asked = await run_in_threadpool(_ask, central, route, request, caller, body)
        response: Response = await call(central, asked)
        return response
    return await run_in_threadpool(_answer, central, route, request, caller, body)


def _answer(central: Central, route: Route, request: Request, caller: Caller, body: bytes) -> Response:
    """Do all of a call that needs no waiting for the network, on one thread."""
    said = CALLS[route.name](central, _ask(central, route, request, caller, body))
    return answer(request, said) if isinstance(said, Struct) else cast(Response, said)  # never a coroutine's


def _ask(central: Central, route: Route, request: Request, caller: Caller, body: bytes) -> Asked[Any]:
    message = _decode(body, request.headers.get("content-encoding", ""), route.request) if route.request else None
    township = getattr(message, "township", "") or request.query_params.get(paths.TOWNSHIP, "")
    sha256 = request.path_params.get("sha256", "")
    check_reach(central, route, caller, township, sha256)
    return Asked(request, caller, message, township, sha256)


def _check_protocol(route: Route, request: Request) -> None:
    said = request.headers.get(HEADER, "")
    if route.path in _FREE_OF_PROTOCOL or (said.isascii() and said.isdigit() and _is_spoken(said)):
        return
    raise AppError("sync.protocol_unsupported", asked=said[:20], oldest=MIN_PROTOCOL, newest=PROTOCOL)


def _is_spoken(said: str) -> bool:
    return said in {str(version) for version in range(MIN_PROTOCOL, PROTOCOL + 1)}


async def _read(request: Request) -> bytes:
    """Return the body; raise ``sync.body_too_large`` before it takes more memory than the limit."""
    body = bytearray()
    async for portion in request.stream():
        body += portion
        if len(body) > MAX_BODY_BYTES:
            raise AppError("sync.body_too_large")
    return bytes(body)


def _decode(body: bytes, encoding: str, kind: type[Struct]) -> Struct:
    """Return the message of a body, which is within the limit when expanded, too.

    Raises:
        AppError: ``sync.body_too_large``, ``sync.body_damaged``, ``sync.body_encoding`` or ``sync.body_malformed``.
    """
    try:
        return decode(expand(body, encoding), kind)
    except BadBodyError as error:
        raise from_body(error) from error


class _Stamped:
    """Puts the protocol's header onto every answer, errors of the framework included."""

    def __init__(self, application: ASGIApp) -> None:
        self._application = application

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def stamped(message: AsgiMessage) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._application(scope, receive, stamped)
