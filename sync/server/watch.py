"""What the keeper of a server sees of it: one line of JSON for each call, and figures for Prometheus.

Neither holds a name, a password, a token or an answer: a call is told by its row of the route table.
"""

import json
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import perf_counter

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, start_http_server
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.types import Message as AsgiMessage

from app.errors import AppError

LOG = logging.getLogger("yingxun.server")

NO_CALL = "none"
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 60)


class Watch:
    """The figures of one server process.

    Attributes:
        registry: where Prometheus reads them.
    """

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._calls = Counter(
            "yingxun_calls", "Calls answered, by call and HTTP status.", ("call", "status"), registry=self.registry
        )
        self._seconds = Histogram(
            *("yingxun_call_seconds", "Time from a call's head to the end of its answer.", ("call",)),
            buckets=_SECONDS,
            registry=self.registry,
        )
        self._bytes = Counter(
            "yingxun_bytes", "Bytes of bodies, received and sent.", ("call", "direction"), registry=self.registry
        )
        self._under_way = Gauge("yingxun_calls_under_way", "Calls under way.", registry=self.registry)

    @contextmanager
    def one_under_way(self) -> Iterator[None]:
        """Count a call while it lasts."""
        with self._under_way.track_inprogress():
            yield

    def note(self, call: str, status: int, seconds: float, received: int, sent: int) -> None:
        """Take down a call that has been answered."""
        self._calls.labels(call, status).inc()
        self._seconds.labels(call).observe(seconds)
        self._bytes.labels(call, "received").inc(received)
        self._bytes.labels(call, "sent").inc(sent)
        LOG.info(
            "call",
            extra={
                "told": {"call": call, "status": status, "ms": round(seconds * 1000, 1), "in": received, "out": sent}
            },
        )


class Watched:
    """An application whose calls are watched."""

    def __init__(self, application: ASGIApp, watch: Watch) -> None:
        self._application = application
        self._watch = watch

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a call on, and take it down when its answer has ended."""
        began, status, received, sent = perf_counter(), 0, 0, 0

        async def take() -> AsgiMessage:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            return message

        async def give(message: AsgiMessage) -> None:
            nonlocal status, sent
            status = message.get("status", status)
            sent += len(message.get("body", b""))
            await send(message)

        with self._watch.one_under_way():
            try:
                await self._application(scope, take, give)
            finally:
                call = getattr(scope.get("route"), "name", None) or NO_CALL
                self._watch.note(call, status, perf_counter() - began, received, sent)


@contextmanager
def telling(watch: Watch, host: str, port: int) -> Iterator[int]:
    """Answer Prometheus on an address of its own, which is not for the clients' network; give the port.

    Raises:
        AppError: ``server.port_taken``.
    """
    try:
        server, thread = start_http_server(port, host, watch.registry)
    except OSError as error:
        raise AppError("server.port_taken", host=host, port=port, reason=error.strerror or error) from error
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class JsonLines(logging.Formatter):
    """One JSON object a line: time, level, event and what is told of it."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        told = getattr(record, "told", {})
        line = {"time": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"), "level": record.levelname.lower()}
        line |= {"event": record.getMessage(), **told}
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def log_to(handler: logging.Handler) -> Callable[[], None]:
    """Send the server's log to a handler; return what ends that."""
    handler.setFormatter(JsonLines())
    logger = logging.getLogger("yingxun")
    before = logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)

    def end() -> None:
        logger.removeHandler(handler)
        logger.setLevel(before)

    return end
