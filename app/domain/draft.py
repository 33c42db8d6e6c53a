"""A draft: what is being typed, kept on disk within seconds, an entry only when the person acts."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.domain.canonical import Json
from app.domain.stream import Stream

SITE = "@site"
"""The path under which a record keeps where it was made: the body of a ``Position``."""

GRADE = "@grade"
"""The path under which a record keeps its grade, see ``app.usecases.kept_grades``."""


def is_answer(path: str) -> bool:
    """Whether a path of a record's values is an answer of its form, not something that is kept beside them."""
    return not path.startswith("@")


@dataclass(frozen=True, slots=True)
class DraftPhoto:
    """A photo on a draft: its own id, the question it answers (empty for the whole record), its bytes and facts.

    Attributes:
        id: UUID of this use of the photo.
        path: the question, for example ``damages[…]/photo``.
        sha256: name of the bytes.
        size: bytes.
        name: the file's name where it came from.
        facts: the body of ``PhotoFacts``.
    """

    id: str
    path: str
    sha256: str
    size: int
    name: str
    facts: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Draft:
    """A record being filled in or corrected.

    Attributes:
        record: its UUID, kept when it is submitted.
        form: id of the form.
        version: version of the form that it was begun under.
        asset: UUID of the asset, or None.
        title: what lists show.
        values: path to answer, as the form session gives them for saving; ``@site`` among them.
        heads: the record's heads that this was begun on; empty for a new record.
        changed_at: ISO 8601.
        discarded_at: when it was thrown away, ISO 8601; empty while it is worked on.
    """

    record: str
    stream: Stream
    form: str
    version: str
    asset: str | None
    title: str
    values: Mapping[str, Json] = field(default_factory=dict)
    photos: tuple[DraftPhoto, ...] = ()
    heads: tuple[str, ...] = ()
    changed_at: str = ""
    discarded_at: str = ""

    @property
    def is_correction(self) -> bool:
        """Whether it corrects a record that exists."""
        return bool(self.heads)
