"""The picture in a file: its size, its EXIF block, and an upright thumbnail. Pillow and libheif decode inside a guard.

What a few bytes can ask for is bounded before any pixel is made: pixels in all, and for progressive JPEG pixels times
scans.
"""

import warnings
from dataclasses import dataclass
from io import BytesIO

import pi_heif
from PIL import Image, ImageFile

from app.domain.photo import Diagnosis, Kind
from db.photos.kind import is_cut_short

THUMBNAIL_PIXELS = 512
"""The longer side of a thumbnail."""

MOST_PIXELS = 64_000_000
"""Of a picture that has to be decoded in full: under 300 MB of memory."""

MOST_JPEG_PIXELS = 250_000_000
"""Of a JPEG, which is decoded at up to an eighth of its size: phones make 200 million."""

MOST_SCANNED_PIXELS = 1_500_000_000
"""Pixels times scans of a progressive JPEG; each scan passes over all of them."""

TURNED = range(5, 9)
"""EXIF orientations that lay the picture on its side."""

_JPEG_QUALITY = 85
_SCAN = b"\xff\xda"
_FORMATS = ("JPEG", "PNG", "TIFF", "WEBP", "HEIF", "GIF", "BMP")
_UPRIGHT_ALREADY = {"HEIF", "TIFF"}
_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}

pi_heif.register_heif_opener(thumbnails=False, depth_images=False, aux_images=False)
# The limits above replace Pillow's own, which warns of a phone's larger pictures.
Image.MAX_IMAGE_PIXELS = None
warnings.filterwarnings("ignore", category=UserWarning, module=r"PIL\.")


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """A file that Pillow has opened and not yet decoded.

    Attributes:
        size: width and height in pixels as stored; as seen where ``is_upright``.
        exif: its EXIF block; empty if it has none that Pillow finds.
        is_upright: whether the decoder applies the orientation itself.
        orientation: what the file's EXIF says before libheif overwrites it in the block; None for other kinds.
    """

    size: tuple[int, int]
    exif: bytes
    is_upright: bool
    orientation: int | None
    _image: ImageFile.ImageFile
    _data: bytes
    _kind: Kind

    def upright_size(self, orientation: int | None) -> tuple[int, int]:
        """Return width and height in pixels as seen."""
        width, height = self.size
        return (height, width) if not self.is_upright and orientation in TURNED else (width, height)

    def render(self, orientation: int | None, edge_px: int = THUMBNAIL_PIXELS) -> bytes | Diagnosis:
        """Return an upright JPEG of at most so many pixels a side, without metadata; or why there can be none.

        Decodes the picture, once: call it once.
        """
        if self._is_flood():
            return Diagnosis.TOO_MANY_PIXELS
        try:
            return self._decode(orientation, edge_px)
        except Exception:  # noqa: BLE001 - parser boundary: hostile bytes raise whatever they like
            return _broken(self._data, self._kind)

    def _is_flood(self) -> bool:
        pixels = self.size[0] * self.size[1]
        if self._kind is not Kind.JPEG:
            return pixels > MOST_PIXELS
        if "progressive" not in self._image.info:
            return pixels > MOST_JPEG_PIXELS
        return pixels > MOST_PIXELS or pixels * self._data.count(_SCAN) > MOST_SCANNED_PIXELS

    def _decode(self, orientation: int | None, edge_px: int) -> bytes:
        image = self._image
        box = (edge_px, edge_px)
        image.draft("RGB", box)
        image.thumbnail(box, Image.Resampling.BILINEAR, reducing_gap=None)
        upright: Image.Image = image.convert("RGB")
        if not self.is_upright and orientation in _UPRIGHT:
            upright = upright.transpose(_UPRIGHT[orientation])
        written = BytesIO()
        upright.save(written, "JPEG", quality=_JPEG_QUALITY, comment=b"")
        return written.getvalue()


def open_picture(data: bytes, kind: Kind) -> Picture | Diagnosis:
    """Open a picture without decoding it; or say why it is none."""
    try:
        image = Image.open(BytesIO(data), formats=_FORMATS)
        block = image.info.get("exif", b"")
    except Exception:  # noqa: BLE001 - parser boundary: hostile bytes raise whatever they like
        return _broken(data, kind)
    return Picture(
        size=image.size,
        exif=block if isinstance(block, bytes) else b"",
        is_upright=image.format in _UPRIGHT_ALREADY,
        orientation=image.info.get("original_orientation"),
        _image=image,
        _data=data,
        _kind=kind,
    )


def _broken(data: bytes, kind: Kind) -> Diagnosis:
    return Diagnosis.TRUNCATED if is_cut_short(data, kind) else Diagnosis.PIXELS_DAMAGED
