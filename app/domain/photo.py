"""What is known about a photo from its bytes alone, and what is wrong with it.

The facts travel in the entry that attaches the photo; the bytes travel beside it under their SHA-256.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from enum import StrEnum

from app.domain.canonical import Json
from app.domain.site import Position, decimal_text, decimal_value

ASSUMED_ZONE = timezone(timedelta(hours=8))
"""What a time without offset is taken to be in: the district's."""

_SHA256 = re.compile(r"[0-9a-f]{64}", re.ASCII)


class Kind(StrEnum):
    """What a file is, told from its first bytes and never from its name."""

    JPEG = "jpeg"
    HEIC = "heic"
    PNG = "png"
    TIFF = "tiff"
    WEBP = "webp"
    AVIF = "avif"
    GIF = "gif"
    BMP = "bmp"
    VIDEO = "video"
    UNKNOWN = "unknown"


class Diagnosis(StrEnum):
    """What keeps a file, its position or its time from being trusted, by name."""

    MISSING = "missing"
    NOT_A_FILE = "not_a_file"
    UNREADABLE = "unreadable"
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    NOT_AN_IMAGE = "not_an_image"
    TRUNCATED = "truncated"
    PIXELS_DAMAGED = "pixels_damaged"
    TOO_MANY_PIXELS = "too_many_pixels"
    TOO_SLOW = "too_slow"
    NO_EXIF = "no_exif"
    EXIF_DAMAGED = "exif_damaged"
    NO_POSITION = "no_position"
    POSITION_ZEROED = "position_zeroed"
    POSITION_INVALID = "position_invalid"
    POSITION_OUT_OF_RANGE = "position_out_of_range"
    DATUM_UNKNOWN = "datum_unknown"
    OUTSIDE_DISTRICT = "outside_district"
    NO_TIME = "no_time"
    TIME_INVALID = "time_invalid"
    TIME_OF_CHANGE = "time_of_change"
    OFFSET_ASSUMED = "offset_assumed"
    IN_THE_FUTURE = "in_the_future"


UNUSABLE = frozenset(
    {
        Diagnosis.MISSING,
        Diagnosis.NOT_A_FILE,
        Diagnosis.UNREADABLE,
        Diagnosis.EMPTY,
        Diagnosis.TOO_LARGE,
        Diagnosis.NOT_AN_IMAGE,
        Diagnosis.TRUNCATED,
        Diagnosis.PIXELS_DAMAGED,
        Diagnosis.TOO_MANY_PIXELS,
        Diagnosis.TOO_SLOW,
    }
)
"""Diagnoses under which no whole picture can be shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoFacts:
    """What the bytes of one photo say.

    Attributes:
        sha256: the name of the bytes, 64 hexadecimal digits.
        size: number of bytes.
        kind: what the file is.
        position: where it was taken by its own EXIF, with datum and accuracy; None with a diagnosis that says why.
        direction_deg: where the camera looked, clockwise from north, as the camera wrote it.
        taken_at: when, to the second, always with an offset.
        offset_assumed: whether that offset is the district's because the file has none.
        camera: make and model.
        orientation: the EXIF orientation, 1 to 8; None if the file has none.
        width: pixels across when held upright.
        height: pixels down when held upright.
        diagnosis: everything that is wrong, each once; empty for a sound photo.
    """

    sha256: str
    size: int
    kind: Kind
    position: Position | None = None
    direction_deg: float | None = None
    taken_at: datetime | None = None
    offset_assumed: bool = False
    camera: str | None = None
    orientation: int | None = None
    width: int | None = None
    height: int | None = None
    diagnosis: tuple[Diagnosis, ...] = ()

    def __post_init__(self) -> None:
        if not is_sha256(self.sha256):
            raise ValueError(f"not a SHA-256: {self.sha256!r}")
        if self.taken_at is not None and self.taken_at.utcoffset() is None:
            raise ValueError("a time needs its offset")

    @property
    def is_usable(self) -> bool:
        """Whether there is a whole picture to show."""
        return not UNUSABLE.intersection(self.diagnosis)

    @property
    def offset(self) -> str | None:
        """The offset of ``taken_at`` as ``+08:00``; None without a time."""
        return None if self.taken_at is None else self.taken_at.isoformat()[-6:]

    def to_body(self) -> dict[str, Json]:
        """Return it as an entry's body writes it; what is not known is left out."""
        known: dict[str, Json] = {
            "sha256": self.sha256,
            "size": self.size,
            "kind": self.kind.value,
            "position": None if self.position is None else self.position.to_body(),
            "direction_deg": None if self.direction_deg is None else decimal_text(self.direction_deg),
            "taken_at": None if self.taken_at is None else self.taken_at.isoformat(),
            "offset_assumed": self.offset_assumed or None,
            "camera": self.camera,
            "orientation": self.orientation,
            "width": self.width,
            "height": self.height,
            "diagnosis": [each.value for each in self.diagnosis] or None,
        }
        return {name: value for name, value in known.items() if value is not None}

    @classmethod
    def from_body(cls, body: Json) -> "PhotoFacts":
        """Read what ``to_body`` wrote; raise ValueError for anything else."""
        if not isinstance(body, Mapping):
            raise ValueError("a photo is an object")  # noqa: TRY004 - one error for every malformed body
        position, direction = body.get("position"), body.get("direction_deg")
        size = _whole(body, "size")
        if size is None:
            raise ValueError("a photo has a size")
        return cls(
            sha256=_text(body, "sha256") or "",
            size=size,
            kind=Kind(_text(body, "kind") or ""),
            position=None if position is None else Position.from_body(position),
            direction_deg=None if direction is None else decimal_value(direction),
            taken_at=_time(body),
            offset_assumed=body.get("offset_assumed") is True,
            camera=_text(body, "camera"),
            orientation=_whole(body, "orientation"),
            width=_whole(body, "width"),
            height=_whole(body, "height"),
            diagnosis=_diagnoses(body.get("diagnosis", [])),
        )


def is_sha256(text: str) -> bool:
    """Whether the text is a SHA-256 as everything here writes it: 64 lower-case hexadecimal digits."""
    return _SHA256.fullmatch(text) is not None


def _text(body: Mapping[str, Json], name: str) -> str | None:
    value = body.get(name)
    if value is not None and not isinstance(value, str):
        raise ValueError(f"{name} is text")
    return value


def _whole(body: Mapping[str, Json], name: str) -> int | None:
    value = body.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ValueError(f"{name} is a whole number")
    return value


def _time(body: Mapping[str, Json]) -> datetime | None:
    text = _text(body, "taken_at")
    return None if text is None else datetime.fromisoformat(text)


def _diagnoses(value: Json) -> tuple[Diagnosis, ...]:
    if not isinstance(value, list | tuple):
        raise ValueError("diagnosis is a list")  # noqa: TRY004 - one error for every malformed body
    return tuple(Diagnosis(str(each)) for each in value)
