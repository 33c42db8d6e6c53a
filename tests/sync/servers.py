"""Small real HTTP servers on a free port that behave, for once, exactly as badly as a test wants."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

import msgspec

from app.ports.tokens import TokenPair
from sync.codec import compress, encode, expand
from sync.protocol import HEADER

OURS = {HEADER: "1"}


@dataclass(frozen=True)
class Said:
    """A request as it arrived, its body expanded."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Answers:
    """What to answer: only ``cut_after`` bytes of the body if that is given; ``hold`` until the event is set.

    ``head_first`` sends the head before holding, so that the client waits for the body.
    """

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=lambda: dict(OURS))
    cut_after: int | None = None
    hold: Event | None = None
    head_first: bool = False


def message(answer: msgspec.Struct, status: int = 200) -> Answers:
    """Return a message as ours answers it."""
    return Answers(status, compress(encode(answer)), {**OURS, "Content-Encoding": "zstd"})


@contextmanager
def serving(behave: Callable[[Said], Answers], *, reads_body: bool = True) -> Iterator[str]:
    """Serve on loopback and yield the URL."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def handle_any(self) -> None:
            length = int(self.headers.get("Content-Length", "0")) if reads_body else 0
            body = expand(self.rfile.read(length), self.headers.get("Content-Encoding", ""), 1 << 26)
            headers = {name.lower(): value for name, value in self.headers.items()}
            self._send(behave(Said(self.command, self.path, headers, body)))

        do_GET = do_POST = handle_any  # noqa: N815 - the names that http.server looks for

        def _send(self, answers: Answers) -> None:
            if answers.hold and not answers.head_first:
                answers.hold.wait(20)
            self.close_connection = answers.cut_after is not None
            self.send_response(answers.status)
            for name, value in answers.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(answers.body)))
            self.end_headers()
            self.wfile.flush()
            if answers.hold and answers.head_first:
                answers.hold.wait(20)
            self.wfile.write(answers.body[: answers.cut_after])

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's name
            """Keep quiet."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        block_on_close = False

        def handle_error(self, request: object, client_address: object) -> None:
            """Clients that hang up are what these tests are about."""

    server = Server(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class Box:
    """Keeps tokens in memory (``app.ports.tokens.TokenBox``)."""

    def __init__(self, tokens: TokenPair | None = None) -> None:
        self.tokens = tokens

    def read(self) -> TokenPair | None:
        """Return what is kept."""
        return self.tokens

    def keep(self, tokens: TokenPair) -> None:
        """Keep a pair."""
        self.tokens = tokens

    def forget(self) -> None:
        """Drop it."""
        self.tokens = None
