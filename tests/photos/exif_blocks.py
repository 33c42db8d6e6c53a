"""EXIF written byte by byte, so that it can say what no camera should say; and small photos around it."""

import struct
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from PIL import Image

Field = str | int | tuple[tuple[int, int], ...]
"""Text, a small number, or rationals as numerator and denominator (signed if the first is negative)."""

SHARED_PHOTOS = Path(__file__).parents[3] / "shared" / "photos"
"""Real photos, where the machine has them."""

MAKE, MODEL, ORIENTATION, CHANGED = 0x010F, 0x0110, 0x0112, 0x0132
TAKEN, DIGITISED, OFFSET, OFFSET_TAKEN, OFFSET_DIGITISED = 0x9003, 0x9004, 0x9010, 0x9011, 0x9012
LATITUDE_REF, LATITUDE, LONGITUDE_REF, LONGITUDE = 1, 2, 3, 4
FIX_TIME, DIRECTION, DATUM, FIX_DAY, ACCURACY = 7, 17, 18, 29, 31

_DETAILS, _GPS = 0x8769, 0x8825
_ASCII, _SHORT, _LONG, _RATIONAL, _SIGNED_RATIONAL = 2, 3, 4, 5, 10

CHONGMING: Mapping[int, Field] = {
    LATITUDE_REF: "N",
    LATITUDE: ((31, 1), (37, 1), (2444, 100)),
    LONGITUDE_REF: "E",
    LONGITUDE: ((121, 1), (23, 1), (5100, 100)),
}
"""31.62345556 N, 121.3975 E: GPS fields as a phone writes them."""


def exif_block(
    image: Mapping[int, Field] | None = None,
    details: Mapping[int, Field] | None = None,
    gps: Mapping[int, Field] | None = None,
) -> bytes:
    """Return an EXIF block (big-endian TIFF) with these fields by tag number; None leaves a directory out."""
    first = dict(image or {})
    for pointer, directory in ((_DETAILS, details), (_GPS, gps)):
        if directory is not None:
            first[pointer] = 0
    blocks, at = [], 8 + _length(first)
    for pointer, directory in ((_DETAILS, details), (_GPS, gps)):
        if directory is not None:
            first[pointer] = at
            blocks.append(_directory(directory, at))
            at += len(blocks[-1])
    return b"Exif\0\0" + b"MM\0*" + struct.pack(">I", 8) + _directory(first, 8) + b"".join(blocks)


def small_photo(block: bytes = b"", kind: str = "JPEG", size: tuple[int, int] = (64, 48)) -> bytes:
    """Return a small picture of a kind that Pillow writes, with an EXIF block."""
    written = BytesIO()
    Image.linear_gradient("L").resize(size).convert("RGB").save(written, kind, **({"exif": block} if block else {}))
    return written.getvalue()


def _length(fields: Mapping[int, Field]) -> int:
    return len(_directory(fields, 0))


def _directory(fields: Mapping[int, Field], at: int) -> bytes:
    entries, values, value_at = b"", b"", at + 2 + 12 * len(fields) + 4
    for tag, field in sorted(fields.items()):
        kind, count, value = _encoded(tag, field)
        if len(value) > 4:
            entries += struct.pack(">HHII", tag, kind, count, value_at + len(values))
            values += value
        else:
            entries += struct.pack(">HHI", tag, kind, count) + value.ljust(4, b"\0")
    return struct.pack(">H", len(fields)) + entries + bytes(4) + values


def _encoded(tag: int, field: Field) -> tuple[int, int, bytes]:
    if isinstance(field, str):
        return _ASCII, len(field.encode()) + 1, field.encode() + b"\0"
    if isinstance(field, int):
        return (
            (_LONG, 1, struct.pack(">I", field)) if tag in {_DETAILS, _GPS} else (_SHORT, 1, struct.pack(">H", field))
        )
    if field[0][0] < 0:
        return _SIGNED_RATIONAL, len(field), b"".join(struct.pack(">ii", *ratio) for ratio in field)
    return _RATIONAL, len(field), b"".join(struct.pack(">II", *ratio) for ratio in field)


def heic_boxes(block: bytes, *, names_its_exif: bool) -> bytes:
    """Return the outline of a HEIC file with an EXIF block but no picture; a decoder refuses it.

    Source: ISO/IEC 14496-12, 8.11, the meta box and what it holds.
    """

    def box(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", 8 + len(body)) + name + body

    head = box(b"ftyp", b"heic" + bytes(4) + b"heicmif1")
    entry = box(b"infe", b"\2\0\0\0" + b"\0\1\0\0" + b"Exif" + b"\0")
    listed = box(b"iinf", bytes(4) + b"\0\1" + entry)
    at = len(head) + 12 + len(listed) + 30
    located = box(b"iloc", bytes(4) + b"\x44\0" + b"\0\1" + b"\0\1\0\0\0\1" + struct.pack(">II", at, len(block) + 4))
    inside = listed + located
    return (
        head
        + box(b"meta", bytes(4) + (inside if names_its_exif else box(b"free", bytes(len(inside) - 8))))
        + (struct.pack(">I", 6) + block)
    )
