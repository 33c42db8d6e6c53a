"""Photos for the demonstration and the tests: a drawn bridge or road with the EXIF that a phone would write.

The same seed and shot give the same bytes on one version of Pillow.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from fractions import Fraction
from io import BytesIO
from random import Random

from PIL import Image
from PIL.ExifTags import GPS, IFD, Base

from app.domain.site import Position
from db.photos.scene import Scene, draw_scene

_QUALITY = 80
_SECOND_PARTS = 100_000
_METRE_PARTS = 1000
_STORED = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """What the camera knew when it took a photo.

    Attributes:
        position: where; None for a camera without a fix.
        taken_at: when, with offset; None for a camera that was never set.
        make: of the camera.
        model: of the camera.
        orientation: the EXIF orientation, 1 to 8; the pixels are stored so that the scene is upright after it.
        direction_deg: where it looked, clockwise from north.
    """

    position: Position | None = None
    taken_at: datetime | None = None
    make: str = "Yingxun"
    model: str = "Sample"
    orientation: int = 1
    direction_deg: float | None = None


def sample_photo(seed: int, shot: Shot, scene: Scene = Scene.BRIDGE, size: tuple[int, int] = (1600, 1200)) -> bytes:
    """Return a JPEG of a drawn scene, another for each seed; about 220 kB at the usual size.

    Args:
        seed: chooses the light, the view and the damage.
        shot: what the EXIF says.
        scene: what is in the picture.
        size: width and height in pixels as seen.
    """
    image = draw_scene(scene, Random(seed), size)  # noqa: S311 - a picture, not a secret
    if shot.orientation in _STORED:
        image = image.transpose(_STORED[shot.orientation])
    written = BytesIO()
    image.save(written, "JPEG", quality=_QUALITY, exif=exif_of(shot))
    return written.getvalue()


def exif_of(shot: Shot) -> Image.Exif:
    """Return the EXIF that the camera writes."""
    exif = Image.Exif()
    exif[Base.Make], exif[Base.Model], exif[Base.Orientation] = shot.make, shot.model, shot.orientation
    if shot.taken_at is not None:
        _write_time(exif, shot.taken_at)
    if shot.position is not None:
        _write_position(exif, shot.position)
    if shot.position is not None and shot.taken_at is not None:
        _write_fix_time(exif, shot.taken_at)
    if shot.direction_deg is not None:
        gps = exif.get_ifd(IFD.GPSInfo)
        gps[GPS.GPSImgDirectionRef], gps[GPS.GPSImgDirection] = "T", _parts(shot.direction_deg, _METRE_PARTS)
    return exif


def _write_time(exif: Image.Exif, taken_at: datetime) -> None:
    details = exif.get_ifd(IFD.Exif)
    exif[Base.DateTime] = details[Base.DateTimeOriginal] = f"{taken_at:%Y:%m:%d %H:%M:%S}"
    details[Base.OffsetTime] = details[Base.OffsetTimeOriginal] = taken_at.isoformat()[-6:]


def _write_position(exif: Image.Exif, position: Position) -> None:
    gps = exif.get_ifd(IFD.GPSInfo)
    gps[GPS.GPSLatitudeRef] = "N" if position.latitude >= 0 else "S"
    gps[GPS.GPSLatitude] = _sexagesimal(position.latitude)
    gps[GPS.GPSLongitudeRef] = "E" if position.longitude >= 0 else "W"
    gps[GPS.GPSLongitude] = _sexagesimal(position.longitude)
    gps[GPS.GPSMapDatum] = position.datum.value
    if position.accuracy_m is not None:
        gps[GPS.GPSHPositioningError] = _parts(position.accuracy_m, _METRE_PARTS)


def _write_fix_time(exif: Image.Exif, taken_at: datetime) -> None:
    gps, fixed_at = exif.get_ifd(IFD.GPSInfo), taken_at.astimezone(UTC)
    gps[GPS.GPSDateStamp] = f"{fixed_at:%Y:%m:%d}"
    gps[GPS.GPSTimeStamp] = tuple(Fraction(part) for part in (fixed_at.hour, fixed_at.minute, fixed_at.second))


def _sexagesimal(degrees: float) -> tuple[Fraction, Fraction, Fraction]:
    """Return degrees, minutes and seconds, to the nearest 1e-5 of a second (0.3 mm)."""
    parts = round(abs(degrees) * 3600 * _SECOND_PARTS)
    minutes, seconds = divmod(parts, 60 * _SECOND_PARTS)
    return Fraction(minutes // 60), Fraction(minutes % 60), Fraction(seconds, _SECOND_PARTS)


def _parts(number: float, parts: int) -> Fraction:
    return Fraction(round(number * parts), parts)
