"""The calls that carry photos: have, pack, photo, thumbnail."""

import asyncio
from collections.abc import AsyncIterator, Iterable, Iterator

from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response, StreamingResponse

from app.domain.photo import is_sha256
from app.errors import AppError
from sync.codec import wire_photo_receipt
from sync.frames import BadFrameError, FrameReader
from sync.protocol import Have, HaveAnswer, PackAnswer
from sync.server.answers import answer
from sync.server.asked import Asked
from sync.server.byte_range import read_range
from sync.server.central import Central
from sync.server.intake import THUMBNAIL_MOST_BYTES, Intake
from sync.server.routes import BYTES_TYPE, JPEG_TYPE
from sync.server.under_way import sender_of
from sync.server.unread import unread

PIECE_BYTES = 256 * 1024
"""How much of an original is read at once."""

WORTH_STORING_BYTES = 256 * 1024
MOST_WAITING_BYTES = 4 * 1024 * 1024
"""How much of a pack is written at once, and how much may wait in memory for a slow disk."""

_FOR_EVER = {"Cache-Control": "private, max-age=31536000, immutable"}


def have(central: Central, asked: Asked[Have]) -> HaveAnswer:
    """Return what the township holds of the photos, and nothing of what others hold.

    What the caller was sending when it was cut off is stored first.

    Raises:
        AppError: ``sync.body_malformed`` for a name that is none.
    """
    if not all(is_sha256(name) for name in asked.message.photos):
        raise AppError("sync.body_malformed", path="photos")
    central.packs.wait(sender_of(asked.request))
    return holding(central, asked.township, asked.message.photos)


async def pack(central: Central, asked: Asked[None]) -> Response:
    """Store pieces of photos as they arrive; photos that became whole get their receipt.

    Raises:
        AppError: ``sync.body_malformed`` for a wrong frame, or what the disk says; what came before is kept.
    """
    intake = Intake(central, asked.township)
    await _take_in(asked, intake)
    held = await run_in_threadpool(holding, central, asked.township, sorted(intake.named))
    message = PackAnswer(
        held=held.held, receipts=held.receipts, rejected=sorted(intake.rejected), server_time=central.now()
    )
    response = answer(asked.request, message)
    response.background = BackgroundTask(_make_thumbnails, central, intake.completed)
    return response


def photo(central: Central, asked: Asked[None]) -> Response:
    """Return the original bytes or a range of them.

    Raises:
        AppError: ``photos.not_here`` or ``photos.range``.
    """
    size = _size(central, asked)
    wanted = read_range(asked.request.headers.get("range"), size)
    start, end = wanted or (0, size)
    headers = {**_FOR_EVER, "Accept-Ranges": "bytes", "ETag": f'"{asked.sha256}"', "Content-Length": str(end - start)}
    if wanted:
        headers["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
    bytes_of_it = _pieces(central, asked.sha256, start, end)
    return StreamingResponse(bytes_of_it, 206 if wanted else 200, headers, media_type=BYTES_TYPE)


def thumbnail(central: Central, asked: Asked[None]) -> Response:
    """Return the thumbnail, made now if need be.

    Raises:
        AppError: ``photos.not_here`` if the township does not hold the photo or it is no picture.
    """
    is_small = _size(central, asked) <= THUMBNAIL_MOST_BYTES
    jpeg = central.shelf.thumbnail(asked.sha256) if is_small else None
    if jpeg is None:
        raise AppError("photos.not_here", sha256=asked.sha256)
    return Response(jpeg, headers=_FOR_EVER, media_type=JPEG_TYPE)


async def _take_in(asked: Asked[None], intake: Intake) -> None:
    """Read while the disk writes; where the connection is cut, everything that has arrived is kept."""
    reader = FrameReader()
    storing: asyncio.Task[None] | None = None
    was_cut = False
    try:
        async for portion in _arriving(asked.request):
            for piece in reader.feed(portion):
                intake.add(piece)
            if storing is not None and (storing.done() or intake.waiting_bytes >= MOST_WAITING_BYTES):
                await storing
                storing = None
            if storing is None and intake.waiting_bytes >= WORTH_STORING_BYTES:
                storing = asyncio.create_task(run_in_threadpool(intake.store, intake.take()))
    except BadFrameError as error:
        raise AppError("sync.body_malformed", path="frame") from error
    except ClientDisconnect:
        was_cut = True
    finally:
        if storing is not None:
            await storing
        await run_in_threadpool(intake.store, intake.take())
    if not (was_cut or reader.is_between_frames):
        raise AppError("sync.body_damaged", path="frame")


async def _arriving(request: Request) -> AsyncIterator[bytes]:
    """Yield a body as it comes; where the connection is cut, what has arrived of it before ClientDisconnect."""
    try:
        async for portion in request.stream():
            yield portion
    except ClientDisconnect:
        yield unread(request)
        raise


def holding(central: Central, township: str, names: Iterable[str]) -> HaveAnswer:
    """Return what a township holds of the photos."""
    asked = list(names)
    receipts = central.holdings.receipts(township, asked)
    held = {name: central.uploads.held(township, name) for name in asked if name not in receipts}
    return HaveAnswer(
        held={name: count for name, count in held.items() if count},
        receipts=[wire_photo_receipt(receipt) for receipt in receipts.values()],
        server_time=central.now(),
    )


def _size(central: Central, asked: Asked[None]) -> int:
    receipt = central.holdings.receipts(asked.township, [asked.sha256]).get(asked.sha256)
    if receipt is None or central.blobs.size(asked.sha256) is None:
        raise AppError("photos.not_here", sha256=asked.sha256)
    return receipt.size


def _pieces(central: Central, sha256: str, start: int, end: int) -> Iterator[bytes]:
    while start < end:
        piece = central.blobs.read(sha256, start, min(PIECE_BYTES, end - start))
        if not piece:
            raise AppError("photos.cannot_read", folder="", reason="short")
        start += len(piece)
        yield piece


def _make_thumbnails(central: Central, names: Iterable[str]) -> None:
    for name in names:
        central.shelf.thumbnail(name)
