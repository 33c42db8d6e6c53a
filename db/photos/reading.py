"""Read one photo: its bytes once, its facts, its thumbnail."""

import hashlib
import stat
import unicodedata
from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction
from pathlib import Path

from app.domain.photo import Diagnosis, Kind, PhotoFacts
from db.photos.exif import ExifDamagedError, Tags, read_tags
from db.photos.kind import HEADER_BYTES, kind_of
from db.photos.picture import THUMBNAIL_PIXELS, open_picture
from db.photos.when import read_time
from db.photos.where import read_direction, read_position

MOST_BYTES = 200 << 20
"""Of a file that is opened as a picture."""

_ORIENTATIONS = range(1, 9)
_LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class Reading:
    """A photo's facts, and its upright thumbnail as JPEG if it could be decoded."""

    facts: PhotoFacts
    thumbnail: bytes | None


def read_photo(data: bytes, now: datetime, edge_px: int = THUMBNAIL_PIXELS) -> Reading:
    """Return what the bytes of a photo say; never raises, whatever they are.

    Args:
        data: all bytes of the file.
        now: the present, with offset; a photo from later than tomorrow is diagnosed.
        edge_px: the longer side of the picture that is made of it.
    """
    facts = PhotoFacts(sha256=hashlib.sha256(data).hexdigest(), size=len(data), kind=kind_of(data))
    refused = _refused(facts)
    if refused is not None:
        return Reading(replace(facts, diagnosis=(refused,)), None)
    picture = open_picture(data, facts.kind)
    if isinstance(picture, Diagnosis):
        tags, wrong = _tags(data, b"", facts.kind)
        return Reading(_described(replace(facts, diagnosis=(picture, *wrong)), tags, now), None)
    tags, wrong = _tags(data, picture.exif, facts.kind)
    if picture.orientation is not None:
        tags = {**tags, "Image Orientation": (Fraction(picture.orientation),)}
    orientation = _orientation(tags)
    width, height = picture.upright_size(orientation)
    facts = replace(facts, width=width, height=height)
    thumbnail = picture.render(orientation, edge_px)
    if isinstance(thumbnail, Diagnosis):
        return Reading(_described(replace(facts, diagnosis=(thumbnail, *wrong)), tags, now), None)
    return Reading(_described(replace(facts, diagnosis=wrong), tags, now), thumbnail)


def read_file(path: Path, now: datetime) -> Reading | Diagnosis:
    """Return what a file says, or why it cannot be read; never raises, whatever lies at the path.

    What is not a regular file is not opened, for reading a pipe or a device may never end. A file too large for a
    picture is only hashed.
    """
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            return Diagnosis.NOT_A_FILE
        if found.st_size > MOST_BYTES:
            return Reading(_hashed(path, found.st_size), None)
        return read_photo(path.read_bytes(), now)
    except FileNotFoundError:
        return Diagnosis.MISSING
    except (OSError, ValueError):
        return Diagnosis.UNREADABLE


def _hashed(path: Path, size: int) -> PhotoFacts:
    with path.open("rb") as file:
        kind = kind_of(file.read(HEADER_BYTES))
        file.seek(0)
        name = hashlib.file_digest(file, "sha256").hexdigest()
    return PhotoFacts(sha256=name, size=size, kind=kind, diagnosis=(Diagnosis.TOO_LARGE,))


def _refused(facts: PhotoFacts) -> Diagnosis | None:
    """Return why the file is not even opened as a picture."""
    if not facts.size:
        return Diagnosis.EMPTY
    if facts.kind in {Kind.UNKNOWN, Kind.VIDEO}:
        return Diagnosis.NOT_AN_IMAGE
    return Diagnosis.TOO_LARGE if facts.size > MOST_BYTES else None


def _tags(data: bytes, block: bytes, kind: Kind) -> tuple[Tags, tuple[Diagnosis, ...]]:
    """Return the tags of the block; without one those of the file, save HEIC, where ExifRead's search goes wrong."""
    if not block and kind is Kind.HEIC:
        return {}, (Diagnosis.NO_EXIF,)
    try:
        tags = read_tags(block or data)
    except ExifDamagedError:
        return {}, (Diagnosis.EXIF_DAMAGED,)
    if tags:
        return tags, ()
    return {}, (Diagnosis.EXIF_DAMAGED if block else Diagnosis.NO_EXIF,)


def _described(facts: PhotoFacts, tags: Tags, now: datetime) -> PhotoFacts:
    """Return the facts with what the tags say added."""
    taken_at, wrong_time = read_time(tags, now)
    offset_assumed = Diagnosis.OFFSET_ASSUMED in wrong_time
    position, wrong_position = read_position(tags, None if offset_assumed else taken_at)
    return replace(
        facts,
        position=position,
        direction_deg=read_direction(tags),
        taken_at=taken_at,
        offset_assumed=offset_assumed,
        camera=_camera(tags),
        orientation=_orientation(tags),
        diagnosis=(*facts.diagnosis, *wrong_position, *wrong_time),
    )


def _orientation(tags: Tags) -> int | None:
    value = tags.get("Image Orientation", ())
    number = None if isinstance(value, str) or not value else value[0]
    return int(number) if number is not None and number in _ORIENTATIONS else None


def _camera(tags: Tags) -> str | None:
    """Return make and model; the model alone where it names its maker."""
    make, model = _name(tags, "Image Make"), _name(tags, "Image Model")
    if make and model and model.casefold().startswith(make.split()[0].casefold()):
        return model
    return " ".join(filter(None, (make, model))) or None


def _name(tags: Tags, tag: str) -> str:
    """Return a name as an entry may carry it: printable, in NFC, not endless."""
    value = tags.get(tag, "")
    text = "".join(letter if letter.isprintable() else " " for letter in value) if isinstance(value, str) else ""
    return unicodedata.normalize("NFC", " ".join(text.split()))[:_LONGEST_NAME]
