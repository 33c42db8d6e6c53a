"""The one table of the server's calls: it drives the routes, the OpenAPI document, the access matrix and its test."""

from dataclasses import dataclass
from enum import StrEnum

from msgspec import Struct

from sync import paths
from sync.bundle import CONTENT_TYPE as BUNDLE_TYPE
from sync.frames import CONTENT_TYPE as PACK_TYPE
from sync.protocol import (
    EnrolDevice,
    Enrolled,
    Have,
    HaveAnswer,
    Health,
    Login,
    PackAnswer,
    Pull,
    PullAnswer,
    Push,
    PushAnswer,
    Refresh,
    Tokens,
)

JSON_TYPE = "application/json"
BYTES_TYPE = "application/octet-stream"
JPEG_TYPE = "image/jpeg"


class Access(StrEnum):
    """Who may make a call; each contains the one before it."""

    PUBLIC = "public"
    """Anybody."""
    PERSON = "person"
    """Whoever has signed in, stands in the directory, and sits at a device that was not revoked."""
    TOWNSHIP = "township"
    """Of these, who holds any grant in the township that the call names."""
    PHOTO = "photo"
    """Of these, who may read a record of the township that shows the photo."""


@dataclass(frozen=True, slots=True)
class Route:
    """One call.

    Attributes:
        method: of HTTP.
        path: with the photo's name as ``{sha256}``.
        access: who may make it.
        name: of its function, see ``sync.server.calls``; also its operationId.
        request: the message in its body; None where there is none or it is no message.
        answer: the message in its answer; None where that is bytes.
        request_type: media type of the body; empty where there is none.
        answer_type: media type of the answer.
        query: the names of its query parameters, all of them required.
    """

    method: str
    path: str
    access: Access
    name: str
    request: type[Struct] | None = None
    answer: type[Struct] | None = None
    request_type: str = JSON_TYPE
    answer_type: str = JSON_TYPE
    query: tuple[str, ...] = ()


_IN_TOWNSHIP = (paths.TOWNSHIP,)

ROUTES: tuple[Route, ...] = (
    Route("GET", paths.HEALTH, Access.PUBLIC, "health", None, Health, request_type=""),
    Route("GET", paths.READY, Access.PUBLIC, "ready", None, Health, request_type=""),
    Route("GET", paths.OPENAPI, Access.PUBLIC, "openapi", request_type=""),
    Route("POST", paths.LOGIN, Access.PUBLIC, "login", Login, Tokens),
    Route("POST", paths.REFRESH, Access.PUBLIC, "refresh", Refresh, Tokens),
    Route("POST", paths.DEVICE, Access.PERSON, "device", EnrolDevice, Enrolled),
    Route("POST", paths.PUSH, Access.PERSON, "push", Push, PushAnswer),
    Route("POST", paths.PULL, Access.PERSON, "pull", Pull, PullAnswer),
    Route("POST", paths.HAVE, Access.TOWNSHIP, "have", Have, HaveAnswer),
    Route(
        *("POST", paths.PACK, Access.TOWNSHIP, "pack", None, PackAnswer),
        request_type=PACK_TYPE,
        query=_IN_TOWNSHIP,
    ),
    Route(
        *("POST", paths.BUNDLE, Access.PERSON, "bundle"),
        request_type=BUNDLE_TYPE,
        answer_type=BUNDLE_TYPE,
    ),
    Route(
        *("GET", paths.PHOTO, Access.PHOTO, "photo"),
        request_type="",
        answer_type=BYTES_TYPE,
        query=_IN_TOWNSHIP,
    ),
    Route(
        *("GET", paths.THUMBNAIL, Access.PHOTO, "thumbnail"),
        request_type="",
        answer_type=JPEG_TYPE,
        query=_IN_TOWNSHIP,
    ),
)
