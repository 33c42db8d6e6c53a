"""EXIF tags as plain values, read by ExifRead inside a guard.

ExifRead is given the EXIF block that Pillow or libheif cut out of the picture rather than the whole file: its own
search through HEIC files keeps what it found in the file before (3.5.1), and a block is small. MakerNotes are skipped,
for some make it spin, and the bytes it may read are counted.
"""

import logging
from collections.abc import Mapping
from fractions import Fraction
from io import BytesIO
from math import isfinite

import exifread

Value = str | tuple[Fraction | None, ...]
"""Text, or numbers; None where the file has no number, as in 0/0."""

Tags = Mapping[str, Value]
"""Values by ExifRead's names, for example ``GPS GPSLatitude``."""

_MOST_BYTES = 32 << 20
_BYTES_PER_CALL = 256
_PREFIX = b"Exif\0\0"

# It warns about every odd field; what matters becomes a diagnosis.
logging.getLogger("exifread").setLevel(logging.CRITICAL + 1)


class ExifDamagedError(Exception):
    """There is EXIF, and it cannot be read."""


def read_tags(source: bytes) -> Tags:
    """Return the tags of an EXIF block or of a file; empty if there is no EXIF.

    Raises:
        ExifDamagedError: it cannot be parsed, or only with unreasonable work.
    """
    block = source.removeprefix(_PREFIX)
    try:
        found = exifread.process_file(_CountedBytes(block), details=False, extract_thumbnail=False)
        return {name: _value(tag.values) for name, tag in found.items()}
    except Exception as error:  # parser boundary: hostile bytes raise whatever they like
        raise ExifDamagedError(type(error).__name__) from error


class _CountedBytes(BytesIO):
    """Bytes in memory that refuse to be read for ever."""

    def __init__(self, data: bytes) -> None:
        super().__init__(data)
        self._left = _MOST_BYTES

    def read(self, size: int | None = -1, /) -> bytes:
        chunk = super().read(size)
        self._left -= len(chunk) + _BYTES_PER_CALL
        if self._left < 0:
            raise ExifDamagedError("endless")
        return chunk


def _value(raw: object) -> Value:
    if isinstance(raw, bytes):
        return raw.decode("utf-8", "replace")
    if isinstance(raw, str):
        return raw
    return tuple(_number(each) for each in raw) if isinstance(raw, list) else ()


def _number(raw: object) -> Fraction | None:
    if isinstance(raw, tuple):
        return _number(raw[0])
    if isinstance(raw, Fraction | int):
        return Fraction(raw.numerator, raw.denominator) if raw.denominator else None
    return Fraction(raw) if isinstance(raw, float) and isfinite(raw) else None
