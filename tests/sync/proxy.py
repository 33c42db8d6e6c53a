"""A link that breaks off: a proxy that passes bytes on and resets connections, by a seed."""

import socket
import struct
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from random import Random
from select import select
from threading import Event, Lock, Thread

_PIECE_BYTES = 4_096
_RESET = struct.pack("ii", 1, 0)


class CuttingProxy:
    """Resets both sides of a connection after so many bytes on average, both ways counted together.

    Where it cuts on the way up, every other time what was being passed still arrives: the server has then acted, and
    its answer is lost.

    Args:
        port: of the server, on loopback.
        rate: bytes that pass in a second; None for as fast as it goes. What a fast sender has put into the system's
            buffers when a connection is reset is lost before it was on the way, which no slow link does.
        mean_bytes: between two cuts, exponentially distributed; None for none.
        seed: of the cuts.

    Attributes:
        up: bytes that the client has sent.
        cuts: how often a connection was reset.
    """

    def __init__(self, port: int, mean_bytes: int | None, seed: int = 0, rate: int | None = None) -> None:
        self._port, self._mean, self._rate, self._lock = port, mean_bytes, rate, Lock()
        self._random = Random(seed)  # noqa: S311  # no secret
        self._left = self._next()
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        self.up = self.cuts = 0
        self._pause = Event().wait
        Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        """Take no more connections."""
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()

    def _next(self) -> float:
        return self._random.expovariate(1 / self._mean) if self._mean else float("inf")

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listening.accept()
                server = socket.create_connection(("127.0.0.1", self._port))
                # What lies in the proxy when it cuts was never on the way: pass everything on at once.
                server.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                Thread(target=self._join, args=(client, server), daemon=True).start()

    def _join(self, client: socket.socket, server: socket.socket) -> None:
        sinks = {client: server, server: client}
        with client, server, suppress(OSError):
            while True:
                for source in select([client, server], [], [])[0]:
                    piece = source.recv(_PIECE_BYTES)
                    if not piece:
                        return
                    is_cut, arrives = self._count(len(piece), is_up=source is client)
                    if self._rate:
                        self._pause(len(piece) / self._rate)
                    if arrives:
                        sinks[source].sendall(piece)
                    if is_cut:
                        for each in (client, server):
                            each.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
                        return

    def _count(self, size: int, *, is_up: bool) -> tuple[bool, bool]:
        """Return whether to cut here, and whether these bytes arrive all the same."""
        with self._lock:
            self.up += size * is_up
            self._left -= size
            if self._left > 0:
                return False, True
            self._left = self._next()
            self.cuts += 1
            return True, is_up and self._random.random() < 0.5


@contextmanager
def cutting(port: int, mean_bytes: int | None, seed: int = 0, rate: int | None = None) -> Iterator[CuttingProxy]:
    """Stand between desks and the server."""
    proxy = CuttingProxy(port, mean_bytes, seed, rate)
    try:
        yield proxy
    finally:
        proxy.close()
