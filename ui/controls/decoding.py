"""Reading barcodes from pictures, where a decoder is installed; without one, codes are typed.

The decoder is zxing-cpp (Apache-2.0): linear codes, QR, Data Matrix and others, turned in any direction.
"""

from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtGui import QImageReader

from app.errors import AppError

_DECODER = "zxingcpp"

ReadCodes = Callable[[Path], tuple[str, ...]]
"""Returns the texts of all codes in a picture; slow, never called on the UI thread."""


def code_reader() -> ReadCodes | None:
    """Return what reads codes on this machine; None where no decoder is installed."""
    return read_codes if find_spec(_DECODER) else None


def read_codes(path: Path) -> tuple[str, ...]:
    """Return the texts of all codes in a picture, each once; none where there is none.

    Raises:
        AppError: ``barcode.unreadable_picture``.
    """
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    image = reader.read()
    if image.isNull():
        raise AppError("barcode.unreadable_picture", name=path.name)
    found = import_module(_DECODER).read_barcodes(image)
    return tuple(dict.fromkeys(code.text for code in found if code.text))
