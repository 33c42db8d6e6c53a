"""A photo as cards and the viewer show it, wherever it was read from: a draft or a record's entries."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.domain.canonical import Json
from app.domain.draft import DraftPhoto
from app.domain.photo import PhotoFacts


@dataclass(frozen=True, slots=True)
class PhotoItem:
    """One use of a photo.

    Attributes:
        id: UUID of this use.
        path: the question that it answers, empty for the whole record.
        sha256: name of the bytes.
        size: bytes.
        name: the file's name where it came from.
        facts: what the bytes say; None if the entry was written by a program that says it otherwise.
    """

    id: str
    path: str
    sha256: str
    size: int
    name: str
    facts: PhotoFacts | None


def item_of_draft(photo: DraftPhoto) -> PhotoItem:
    """Return a draft's photo."""
    return PhotoItem(photo.id, photo.path, photo.sha256, photo.size, photo.name, facts_of(photo.facts))


def items_of_state(attached: Mapping[str, Mapping[str, Json]]) -> tuple[PhotoItem, ...]:
    """Return a record's photos from what their ``attached`` entries said, by time and then by id."""
    items = (_item_of_body(photo, body) for photo, body in attached.items())
    return tuple(sorted(items, key=_by_time))


def of_question(items: Iterable[PhotoItem], path: str) -> tuple[PhotoItem, ...]:
    """Return the photos of one question, or of the whole record."""
    return tuple(item for item in items if item.path == path)


def facts_of(body: Json) -> PhotoFacts | None:
    """Read facts from an entry's body; None where they are of another shape."""
    try:
        return PhotoFacts.from_body(body)
    except ValueError:
        return None


def _item_of_body(photo: str, body: Mapping[str, Json]) -> PhotoItem:
    size = body.get("size")
    return PhotoItem(
        photo,
        str(body.get("path") or ""),
        str(body.get("sha256") or ""),
        size if isinstance(size, int) else 0,
        str(body.get("name") or ""),
        facts_of(body.get("facts")),
    )


def _by_time(item: PhotoItem) -> tuple[str, str]:
    taken_at = item.facts.taken_at if item.facts else None
    return taken_at.isoformat() if taken_at else "~", item.id
