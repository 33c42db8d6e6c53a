"""Say what a file is worth as a photo, whatever is found at its path."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from app.domain.photo import Diagnosis
from app.domain.site import Position
from db.photos.reading import read_file

_KEYS = ("sha256", "size", "kind", "position", "datum", "accuracy_m", "taken_at", "offset", "camera", "orientation")


def inspect(path: Path, now: datetime) -> Mapping[str, object]:
    """Return what ``yingxun photo inspect`` prints of one file, ready for JSON; never raises.

    Every key is always there, null where nothing is known; ``diagnosis`` lists the names of what is wrong and is empty
    for a sound photo. A file that cannot be read at all has nothing but its path and that list.

    Args:
        path: of the file, which may be missing, a folder, or anything else.
        now: the present, with offset.
    """
    found = read_file(path, now)
    if isinstance(found, Diagnosis):
        return {"path": str(path), **dict.fromkeys(_KEYS), "diagnosis": [found.value]}
    facts = found.facts
    return {
        "path": str(path),
        "sha256": facts.sha256,
        "size": facts.size,
        "kind": facts.kind.value,
        **_place(facts.position),
        "taken_at": None if facts.taken_at is None else facts.taken_at.isoformat(),
        "offset": facts.offset,
        "camera": facts.camera,
        "orientation": facts.orientation,
        "diagnosis": [each.value for each in facts.diagnosis],
    }


def _place(position: Position | None) -> Mapping[str, object]:
    if position is None:
        return {"position": None, "datum": None, "accuracy_m": None}
    return {
        "position": {"latitude": position.latitude, "longitude": position.longitude},
        "datum": position.datum.value,
        "accuracy_m": position.accuracy_m,
    }
