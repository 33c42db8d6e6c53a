"""Where the server's calls live: for its route table, and for clients that must not know the server's code."""

HEALTH = "/health"
READY = "/ready"
OPENAPI = "/v1/openapi.json"
LOGIN = "/v1/login"
REFRESH = "/v1/refresh"
DEVICE = "/v1/device"
PUSH = "/v1/push"
PULL = "/v1/pull"
HAVE = "/v1/have"
PACK = "/v1/pack"
BUNDLE = "/v1/bundle"
PHOTO = "/v1/photos/{sha256}"
THUMBNAIL = "/v1/photos/{sha256}/thumbnail"

TOWNSHIP = "township"
"""The query parameter of pack, photo and thumbnail: on behalf of which township."""


def pack_of(township: str) -> str:
    """Return the path and query under which a township's photos are sent."""
    return f"{PACK}?{TOWNSHIP}={township}"


def photo_of(township: str, sha256: str) -> str:
    """Return the path and query of a photo's original bytes, for a township that holds it."""
    return f"{PHOTO.format(sha256=sha256)}?{TOWNSHIP}={township}"


def thumbnail_of(township: str, sha256: str) -> str:
    """Return the path and query of a photo's thumbnail, for a township that holds it."""
    return f"{THUMBNAIL.format(sha256=sha256)}?{TOWNSHIP}={township}"
