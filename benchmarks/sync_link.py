"""A slow link: a proxy with so many bytes in a second each way and so long a round trip, opening a connection too."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from queue import Queue
from threading import Event, Thread
from time import monotonic

_PIECE_BYTES = 512


class SlowLink:
    """Stands between clients and a server on loopback.

    Args:
        port: of the server.
        rate: bytes in a second, each way.
        round_trip_s: seconds that an answer takes at least; opening a connection costs one more.
    """

    def __init__(self, port: int, rate: float, round_trip_s: float) -> None:
        self._port, self._rate, self._trip_s = port, rate, round_trip_s
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        self._pause = Event().wait
        Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        """Take no more connections."""
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listening.accept()
                client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
                server = socket.create_connection(("127.0.0.1", self._port))
                server.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                for source, sink, opening_s in ((client, server, self._trip_s), (server, client, 0.0)):
                    queue: Queue[tuple[float, bytes]] = Queue()
                    Thread(target=self._read, args=(source, queue, opening_s), daemon=True).start()
                    Thread(target=self._write, args=(sink, queue), daemon=True).start()

    def _read(self, source: socket.socket, queue: "Queue[tuple[float, bytes]]", opening_s: float) -> None:
        self._pause(opening_s)
        with suppress(OSError):
            while piece := source.recv(_PIECE_BYTES):
                self._pause(len(piece) / self._rate)
                queue.put((monotonic() + self._trip_s / 2, piece))
        queue.put((monotonic(), b""))

    def _write(self, sink: socket.socket, queue: "Queue[tuple[float, bytes]]") -> None:
        with sink, suppress(OSError):
            while True:
                due, piece = queue.get()
                if not piece:
                    return
                self._pause(max(0.0, due - monotonic()))
                sink.sendall(piece)


@contextmanager
def slow_link(port: int, rate: float, round_trip_s: float) -> Iterator[str]:
    """Yield the URL of a slow way to a server."""
    link = SlowLink(port, rate, round_trip_s)
    try:
        yield link.url
    finally:
        link.close()
