"""What the QR code of an asset's label says: which asset, wherever the label hangs."""

import re
from uuid import UUID

from app.domain.listing import AssetRow

_LABEL = re.compile(r"yingxun:(\d{9}):([0-9a-f-]{36})", re.ASCII)


def label_text(asset: AssetRow) -> str:
    """Return the text of an asset's QR code."""
    return f"yingxun:{asset.township}:{asset.record}"


def read_label(text: str) -> tuple[str, str] | None:
    """Return township and id of the asset whose label says so; None for any other code."""
    found = _LABEL.fullmatch(text.strip())
    if found is None:
        return None
    try:
        return found[1], str(UUID(found[2]))
    except ValueError:
        return None
