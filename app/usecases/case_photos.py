"""Photos that are taken in for a case."""

from pathlib import Path

from app.domain.case import AFTER
from app.domain.draft import DraftPhoto
from app.workplace import Workplace


def take_photo(place: Workplace, file: Path, path: str = AFTER) -> DraftPhoto:
    """Keep a photo that shows the problem (``before``) or shows it mended (``after``); slow, off the UI thread.

    Raises:
        AppError: the file cannot be read or the disk is full.
    """
    facts = place.shelf.take_in(file)
    return DraftPhoto(place.ids.new(), path, facts.sha256, facts.size, file.name, facts.to_body())
