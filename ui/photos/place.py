"""Where things are that photos are compared with, and which positions of photos can be trusted."""

from app.domain.listing import AssetRow
from app.domain.photo import Diagnosis, PhotoFacts
from app.domain.site import Position, Source, decimal_value

DOUBTFUL = frozenset({Diagnosis.OUTSIDE_DISTRICT, Diagnosis.DATUM_UNKNOWN, Diagnosis.EXIF_DAMAGED})
"""Diagnoses under which a photo's position is shown but not taken over."""


def place_of(asset: AssetRow | None) -> Position | None:
    """Return where an asset is registered; None where that is not known."""
    if asset is None or asset.latitude is None or asset.longitude is None:
        return None
    return Position(decimal_value(asset.latitude), decimal_value(asset.longitude), Source.ASSET)


def trusted_position(facts: PhotoFacts) -> Position | None:
    """Return the position of a photo if nothing speaks against it."""
    return None if DOUBTFUL.intersection(facts.diagnosis) else facts.position
