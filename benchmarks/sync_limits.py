"""The least that any server could do with what sync brings: bare ASGI that syncs every body to disk before it answers.

Run by ``benchmarks.sync`` as ``python -m benchmarks.sync_limits FOLDER``; the same HTTP server with the same settings.
"""

import os
import sys
from itertools import count
from pathlib import Path

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sync.server.__main__ import announce
from sync.server.listening import Listening


class Bare:
    """Keeps bodies."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._log = os.open(folder / "log", os.O_CREAT | os.O_APPEND | os.O_WRONLY)
        self._numbers = count()

    async def append(self, request: Request) -> Response:
        """Put a body at the end of one file, on disk."""
        await run_in_threadpool(self._append, await request.body())
        return Response(b"{}")

    async def keep(self, request: Request) -> Response:
        """Put a body into a file of its own, on disk with its folder."""
        await run_in_threadpool(self._keep, await request.body())
        return Response(b"{}")

    async def nothing(self, _request: Request) -> Response:
        """Answer."""
        return Response(b"{}")

    def _append(self, body: bytes) -> None:
        os.write(self._log, body)
        os.fsync(self._log)

    def _keep(self, body: bytes) -> None:
        path = self._folder / str(next(self._numbers))
        with path.open("wb") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
        folder = os.open(self._folder, os.O_RDONLY)
        os.fsync(folder)
        os.close(folder)


def main() -> None:
    """Serve until interrupted."""
    bare = Bare(Path(sys.argv[1]))
    routes = [
        Route("/append", bare.append, methods=["POST"]),
        Route("/keep", bare.keep, methods=["POST"]),
        Route("/nothing", bare.nothing, methods=["POST"]),
    ]
    Listening(Starlette(routes=routes), "127.0.0.1", 0).run(announce)


if __name__ == "__main__":
    main()
