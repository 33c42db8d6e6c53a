"""What has arrived of a body is there for its request, however busy the server was when the connection was cut."""

import asyncio
import socket
from concurrent.futures import Future

from starlette.requests import ClientDisconnect, Request
from starlette.types import Receive, Scope, Send

from sync.server.listening import Listening
from sync.server.unread import unread

BODY = bytes(range(256)) * 200


def test_a_body_that_nobody_read_before_the_cut_is_still_there() -> None:
    arrived: Future[bytes] = Future()

    async def reads_late(scope: Scope, receive: Receive, _send: Send) -> None:
        while not scope["state"]:  # noqa: ASYNC110  # uvicorn has no event for it
            await asyncio.sleep(0)
        request, body = Request(scope, receive), b""
        try:
            async for portion in request.stream():
                body += portion
        except ClientDisconnect:
            body += unread(request)
        arrived.set_result(body)

    listening = Listening(reads_late, "127.0.0.1", 0)
    listening.start()
    with socket.create_connection(("127.0.0.1", listening.port)) as connection:
        connection.sendall(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n" + BODY)

    assert arrived.result(20) == BODY
    listening.stop()
