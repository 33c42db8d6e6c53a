"""uvicorn on one port: in this thread until a signal, or in a thread of another program until it says stop."""

import signal
import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread
from types import FrameType

import uvicorn
from starlette.types import ASGIApp

from app.errors import AppError
from sync.server.unread import UnreadKept

GRACE_S = 10
"""How long requests under way may take to end when the server stops."""

_START_S = 30
_RECEIVE_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class Certificate:
    """Files in PEM by which clients know the server: the chain, its own certificate first, and the private key."""

    chain: Path
    key: Path

    def check(self) -> None:
        """Raise ``server.certificate`` unless the files can be read and belong together."""
        try:
            ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(self.chain, self.key)
        except OSError as error:  # ssl.SSLError among them
            raise AppError("server.certificate", chain=self.chain.name, key=self.key.name) from error


class Listening:
    """An application on a port; port 0 takes a free one. The port is taken on construction.

    Raises:
        AppError: ``server.port_taken`` or ``server.certificate``.
    """

    def __init__(self, application: ASGIApp, host: str, port: int, certificate: Certificate | None = None) -> None:
        if certificate is not None:
            certificate.check()
        try:
            self._socket = socket.create_server((host, port), family=_family(host), backlog=512)
        except OSError as error:
            raise AppError("server.port_taken", host=host, port=port, reason=error.strerror or error) from error
        # Inherited by every connection; without it each answer waits 40 ms for an acknowledgement.
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        # Bytes that wait here for a busy server survive a cut; those that wait at the sender do not.
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _RECEIVE_BYTES)
        self.port: int = self._socket.getsockname()[1]
        self._server = _Server(
            uvicorn.Config(
                application,
                http=UnreadKept,
                ws="none",
                lifespan="off",
                log_config=None,
                access_log=False,
                server_header=False,
                timeout_graceful_shutdown=GRACE_S,
                ssl_certfile=certificate.chain if certificate else None,
                ssl_keyfile=certificate.key if certificate else None,
            )
        )
        self._thread: Thread | None = None

    def run(self, ready: Callable[[int], None] | None = None) -> None:
        """Serve until SIGINT or SIGTERM; ``ready`` is told the port once requests are answered."""
        self._server.on_started = lambda: ready(self.port) if ready else None
        self._server.run(sockets=[self._socket])

    def start(self) -> int:
        """Serve in a thread and return the port once requests are answered."""
        started = Event()
        self._server.on_started = started.set
        self._thread = Thread(target=self._server.run, args=([self._socket],), name="yingxun-server", daemon=True)
        self._thread.start()
        if not started.wait(_START_S):
            raise AppError("server.not_started")
        return self.port

    def stop(self) -> None:
        """End the requests under way, then the thread."""
        self._server.should_exit = True
        if self._thread is not None:
            self._thread.join(GRACE_S * 2)
            self._thread = None
        self._socket.close()


class _Server(uvicorn.Server):
    """uvicorn that says when it answers, and returns after a signal so that what was opened is closed."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.on_started: Callable[[], object] = lambda: None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to listen, then say so."""
        await super().startup(sockets)
        self.on_started()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:  # noqa: ARG002  # as uvicorn calls it
        """Stop gracefully; at the second interrupt at once."""
        self.force_exit = self.should_exit and sig == signal.SIGINT
        self.should_exit = True


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET
