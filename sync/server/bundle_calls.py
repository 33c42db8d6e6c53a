"""The call that takes in a whole bundle, whoever brings it, and answers with one for its device."""

from collections.abc import Iterator
from contextlib import ExitStack
from tempfile import TemporaryFile
from typing import BinaryIO

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response, StreamingResponse

from app.errors import AppError
from sync.bundle import CONTENT_TYPE, MAX_BUNDLE_BYTES
from sync.server.asked import Asked
from sync.server.bundle_answer import answer_bundle, scratch
from sync.server.central import Central

_READ_BYTES = 256 * 1024


async def bundle(central: Central, asked: Asked[None]) -> Response:
    """Take in a bundle and answer it, from disk to disk.

    Raises:
        AppError: as ``answer_bundle``.
    """
    with TemporaryFile(dir=scratch(central)) as arrived:
        size = 0
        async for portion in asked.request.stream():
            size += len(portion)
            if size > MAX_BUNDLE_BYTES:
                raise AppError("bundle.too_large")
            await run_in_threadpool(arrived.write, portion)
        answer = await run_in_threadpool(_answered, central, arrived)
    return StreamingResponse(_read(answer), headers={"Content-Length": str(answer.tell())}, media_type=CONTENT_TYPE)


def _answered(central: Central, arrived: BinaryIO) -> BinaryIO:
    """Return the answer as a file that stands at its end."""
    arrived.seek(0)
    answer = TemporaryFile(dir=scratch(central))  # noqa: SIM115  # closed by whoever reads it
    with ExitStack() as closing:
        closing.callback(answer.close)
        answer_bundle(central, arrived, answer)
        closing.pop_all()
    return answer


def _read(answer: BinaryIO) -> Iterator[bytes]:
    with answer:
        answer.seek(0)
        while piece := answer.read(_READ_BYTES):
            yield piece
