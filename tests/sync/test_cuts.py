"""A link that breaks off again and again delivers all the same, and sends little twice."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from random import Random
from threading import Thread

import pytest

from tests.server.office import Office
from tests.sync.conftest import Seat
from tests.sync.proxy import cutting as resetting

PHOTOS = [bytes([seed, *range(200)]) * 2_000 for seed in range(3)]


class CuttingProxy:
    """Passes each connection on to a port until so many bytes have gone one way, and then cuts it both ways.

    Attributes:
        up: bytes passed towards the server.
    """

    def __init__(self, port: int, *, up_most: int = 1 << 60, down_most: int = 1 << 60) -> None:
        self._target = port
        self._most = (up_most, down_most)
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        self.up = 0
        self.cuts = 0
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
                server = socket.create_connection(("127.0.0.1", self._target))
                Thread(target=self._join, args=(client, server), daemon=True).start()

    def _join(self, client: socket.socket, server: socket.socket) -> None:
        """Pass both ways; the client learns of a cut after the server has, as after a pause."""
        down = Thread(target=self._pass, args=(server, client, self._most[1], False), daemon=True)
        down.start()
        with client, server:
            self._pass(client, server, self._most[0], True)
            down.join()

    def _pass(self, source: socket.socket, sink: socket.socket, most: int, is_up: bool) -> None:
        with suppress(OSError):
            while most > 0 and (piece := source.recv(min(16_384, most))):
                sink.sendall(piece)
                most -= len(piece)
                self.up += len(piece) * is_up
        self.cuts += most == 0
        for each in (sink,) if is_up else (sink, source):
            with suppress(OSError):
                each.shutdown(socket.SHUT_WR if is_up else socket.SHUT_RDWR)


@contextmanager
def cutting(office: Office, *, up_most: int = 1 << 60, down_most: int = 1 << 60) -> Iterator[CuttingProxy]:
    """Stand between desks and the server."""
    proxy = CuttingProxy(office.port, up_most=up_most, down_most=down_most)
    try:
        yield proxy
    finally:
        proxy.close()


@pytest.mark.parametrize(("mean_bytes", "at_most"), [(400_000, 1.05), (150_000, 1.10)])
def test_a_link_reset_again_and_again_sends_little_twice(
    office: Office, seat: Seat, mean_bytes: int, at_most: float
) -> None:
    inspector = seat()
    photos = [Random(seed).randbytes(300_000) for seed in range(8)]  # noqa: S311  # no secret
    key = inspector.inspect(*photos)

    with resetting(office.port, mean_bytes, seed=1, rate=2_000_000) as proxy:
        inspector.talk_to(proxy.url)
        while not inspector.is_delivered(key):
            inspector.sync()
        inspector.transport.close()

    assert proxy.cuts >= 5
    assert proxy.up / sum(map(len, photos)) <= at_most


def test_originals_cut_on_their_way_in_arrive_whole(office: Office, seat: Seat) -> None:
    inspector, colleague = seat(), seat()
    inspector.inspect(*PHOTOS)
    inspector.sync()

    with cutting(office, down_most=150_000) as proxy:
        colleague.talk_to(proxy.url)
        report = colleague.sync()
        colleague.transport.close()

    assert (report.problem, report.photos_received) == (None, 3)
    assert proxy.cuts >= 6


@pytest.mark.parametrize("up_most", [1, 400, 700, 1_500])
def test_a_round_cut_anywhere_loses_nothing_and_the_next_one_finishes(office: Office, seat: Seat, up_most: int) -> None:
    inspector = seat()
    key = inspector.inspect(b"a photo")
    with cutting(office, up_most=up_most) as proxy:
        inspector.talk_to(proxy.url)
        inspector.sync()
        inspector.talk_to(f"http://127.0.0.1:{office.port}")

    report = inspector.sync()

    assert report.problem is None
    assert inspector.is_delivered(key)
    assert len(office.district.ledger.stream(key.stream)) == 3
