"""Finding an asset: by what is typed, by the label on a photo, or by where a photo was taken."""

from collections.abc import Sequence

from app.domain.asset_label import read_label
from app.domain.asset_words import Fit, FoundAsset
from app.domain.site import Position
from app.errors import AppError
from app.ports.store import Reading

SHOWN = 9
"""As many are offered as one key can choose from."""


def find_asset(reading: Reading, text: str) -> tuple[FoundAsset, ...]:
    """Return what a typed text fits, the best first; for an empty text what was inspected last."""
    return reading.find(text, SHOWN)


def find_by_photo(reading: Reading, codes: Sequence[str], position: Position | None) -> tuple[FoundAsset, ...]:
    """Return the asset whose label or code a photo shows, else those nearest to where it was taken.

    Args:
        reading: a look at the store.
        codes: the texts of the bar and QR codes on it.
        position: where it was taken; None where it does not say.

    Raises:
        AppError: ``find.photo_says_nothing`` where it shows no code and no position.
    """
    for code in codes:
        found = _labelled(reading, code)
        if found:
            return found
    if position is None:
        raise AppError("find.photo_says_nothing")
    return reading.near(position, SHOWN)


def _labelled(reading: Reading, code: str) -> tuple[FoundAsset, ...]:
    label = read_label(code)
    if label is None:
        return tuple(each for each in reading.find(code, SHOWN) if each.fit is Fit.WORD)
    asset = reading.asset(label[1])
    return (FoundAsset(asset, Fit.WORD, ""),) if asset is not None and asset.township == label[0] else ()
