"""An asset as the register holds it, without the work of folding it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.canonical import Json
from app.domain.draft import SITE
from app.domain.site import Position


@dataclass(frozen=True, slots=True)
class RegisteredAsset:
    """One asset of the register; ``content`` is the JSON of its attributes, read only when it is asked for."""

    township: str
    record: str
    code: str
    name: str
    is_in_use: bool
    content: str

    def values(self) -> Mapping[str, Json]:
        """Return its attributes."""
        found: Mapping[str, Json] = json.loads(self.content)
        return found


def position_of(values: Mapping[str, Json]) -> Position | None:
    """Return where an asset with these attributes lies, None where that is not known or cannot be read."""
    if values.get(SITE) is None:
        return None
    try:
        return Position.from_body(values[SITE])
    except ValueError:
        return None
