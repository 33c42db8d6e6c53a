"""Writing answers: messages as JSON, compressed where the caller takes zstd; problems always plain."""

from msgspec import Struct
from starlette.requests import Request
from starlette.responses import Response

from app.errors import AppError
from sync.codec import ENCODING, compress, encode
from sync.protocol import Problem
from sync.server.problems import STATUSES, headers_of
from sync.server.routes import JSON_TYPE

WORTH_COMPRESSING_BYTES = 256


def answer(request: Request, message: Struct) -> Response:
    """Return the answer that carries a message."""
    raw = encode(message)
    headers = {"Vary": "Accept-Encoding"}
    if len(raw) >= WORTH_COMPRESSING_BYTES and ENCODING in request.headers.get("accept-encoding", "").lower():
        raw = compress(raw)
        headers["Content-Encoding"] = ENCODING
    return Response(raw, headers=headers, media_type=JSON_TYPE)


def problem(error: AppError, server_time: str) -> Response:
    """Return the answer that carries an error."""
    message = Problem(code=error.code, parameters=dict(error.parameters), server_time=server_time)
    return Response(encode(message), STATUSES.get(error.code, 400), dict(headers_of(error)), media_type=JSON_TYPE)
