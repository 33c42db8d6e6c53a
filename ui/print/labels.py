"""Labels to hang on assets: a QR code that names the asset, and in words what it is; three by eight on a sheet."""

from collections.abc import Sequence
from importlib import import_module

from PySide6.QtGui import QImage

from app.domain.asset_label import label_text
from app.domain.listing import AssetRow
from ui.print.paper import BODY, HEIGHT_MM, MARGIN_MM, ROOM_MM, SMALL, Paper
from ui.townships import township_name

COLUMNS, ROWS = 3, 8
WIDTH_MM = ROOM_MM / COLUMNS
ROW_MM = (HEIGHT_MM - 2 * MARGIN_MM - 8) / ROWS
CODE_MM = 24.0


def draw_labels(paper: Paper, assets: Sequence[AssetRow]) -> None:
    """Draw a label for each asset, with thin lines to cut along."""
    for place, asset in enumerate(assets):
        column = place % COLUMNS
        if place and place % (COLUMNS * ROWS) == 0:
            paper.next_page()
        elif place and column == 0:
            paper.top_mm += ROW_MM
        _draw_label(paper, column * WIDTH_MM, asset)


def qr_code(text: str) -> QImage:
    """Return a QR code, one pixel a module, with the quiet border that readers need."""
    zxing = import_module("zxingcpp")
    made = zxing.create_barcode(text, zxing.BarcodeFormat.QRCode, ec_level="M").to_image(scale=1)
    height, width = made.shape
    return QImage(memoryview(made).tobytes(), width, height, width, QImage.Format.Format_Grayscale8).copy()


def _draw_label(paper: Paper, left_mm: float, asset: AssetRow) -> None:
    paper.box(left_mm, WIDTH_MM, ROW_MM)
    top = paper.top_mm
    paper.top_mm = top + (ROW_MM - CODE_MM) / 2
    paper.picture(left_mm + 2, CODE_MM, qr_code(label_text(asset)))
    words = left_mm + CODE_MM + 4
    room = WIDTH_MM - CODE_MM - 5.5
    paper.top_mm += paper.text(words, room, asset.name, BODY, bold=True) + 0.8
    paper.top_mm += paper.text(words, room, asset.code, SMALL) + 0.8
    paper.text(words, room, f"{township_name(asset.township)}\n{asset.village}", SMALL, grey=True)
    paper.top_mm = top
