"""What a file is, told from its first bytes; and whether its last ones are missing."""

from app.domain.photo import Kind

HEADER_BYTES = 16

_JPEG, _JPEG_SCAN, _JPEG_END = b"\xff\xd8\xff", b"\xff\xda", b"\xff\xd9"
_PNG, _PNG_END = b"\x89PNG\r\n\x1a\n", b"IEND\xaeB`\x82"
_STARTS = (
    (_JPEG, Kind.JPEG),
    (_PNG, Kind.PNG),
    (b"II*\0", Kind.TIFF),
    (b"MM\0*", Kind.TIFF),
    (b"GIF87a", Kind.GIF),
    (b"GIF89a", Kind.GIF),
    (b"BM", Kind.BMP),
    (b"\x1aE\xdf\xa3", Kind.VIDEO),
)
_HEIF_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1"}


def kind_of(data: bytes) -> Kind:
    """Return what the bytes are; the first 16 are enough."""
    if data[4:8] == b"ftyp":
        return Kind.HEIC if data[8:12] in _HEIF_BRANDS else Kind.VIDEO
    if data[:4] == b"RIFF":
        return {b"WEBP": Kind.WEBP, b"AVI ": Kind.VIDEO}.get(data[8:12], Kind.UNKNOWN)
    return next((kind for start, kind in _STARTS if data.startswith(start)), Kind.UNKNOWN)


def is_cut_short(data: bytes, kind: Kind) -> bool:
    """Whether the end that the format asks for is missing; False where the format does not tell."""
    if kind is Kind.JPEG:
        return data.rfind(_JPEG_END) <= data.rfind(_JPEG_SCAN)
    if kind is Kind.PNG:
        return _PNG_END not in data
    if kind is Kind.WEBP:
        return int.from_bytes(data[4:8], "little") + 8 > len(data)
    if kind is Kind.HEIC:
        return _boxes_end(data) > len(data)
    return False


def _boxes_end(data: bytes) -> int:
    """Return where the last box of an ISO base media file says that it ends (ISO/IEC 14496-12, 4.2)."""
    at = 0
    while at + 8 <= len(data):
        size = int.from_bytes(data[at : at + 4], "big")
        if size == 1:
            size = int.from_bytes(data[at + 8 : at + 16], "big")
        if size < 8:  # noqa: PLR2004 - 0 reaches to the end of the file, less than a header is no box
            return len(data)
        at += size
    return at
