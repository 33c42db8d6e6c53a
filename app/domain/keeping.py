"""Who looks after an asset: whoever took it over last, or everybody of its stream where nobody did."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.directory import Directory, Grant
from app.domain.kinds import Role
from app.domain.listing import AssetRow
from app.domain.stream import Stream

KEEPER = "@keeper"
"""The path under which an asset keeps the id of the person who looks after it."""
ID_LENGTH = 36
"""How long an id is as text; what is longer names nobody."""


@dataclass(frozen=True, slots=True)
class Keeping:
    """Which assets are a person's: kept by that person or by nobody, or in a stream that the person supervises."""

    person: str
    supervised: tuple[Grant, ...] = ()

    def holds(self, asset: AssetRow) -> bool:
        """Whether an asset is the person's."""
        stream = Stream(asset.township, asset.subject)
        is_supervised = any(grant.covers(stream) for grant in self.supervised)
        return is_supervised or keeper_of(asset.answers) in ("", self.person)


def keeper_of(answers: Mapping[str, object]) -> str:
    """Return the id of the person who took an asset over; empty where nobody did."""
    kept = answers.get(KEEPER)
    return kept if isinstance(kept, str) and len(kept) <= ID_LENGTH else ""


def keeping_of(directory: Directory, person: str) -> Keeping:
    """Return which assets are a person's by what the directory says."""
    grants = (grant for grant in directory.grants if grant.person == person)
    return Keeping(person, tuple(grant for grant in grants if grant.role is Role.SUPERVISOR))
