"""What a record is, as folded from its entries."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.domain.canonical import Json
from app.domain.kinds import Action, Move, RecordKind, Status
from app.domain.stream import Stream


@dataclass(frozen=True, slots=True)
class Write:
    """One value that one entry gave to a field."""

    entry: str
    author: str
    value: Json


@dataclass(frozen=True, slots=True)
class Field:
    """A field's newest writes: those that no other write to it knew of; several if they did not know each other."""

    writes: tuple[Write, ...]

    @property
    def value(self) -> Json:
        """What is shown: the value, or the first of several that differ."""
        return self.writes[0].value

    @property
    def in_conflict(self) -> bool:
        """Whether the newest writes differ."""
        return any(write.value != self.writes[0].value for write in self.writes[1:])


@dataclass(frozen=True, slots=True)
class Remark:
    """What a supervisor wrote beside a field (``path``), or about the whole record (empty path)."""

    entry: str
    author: str
    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Step:
    """One entry of the record's history, for people to read."""

    entry: str
    action: Action
    author: str
    made_at: str
    body: Mapping[str, Json]
    parents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class State:
    """A record at a set of entries.

    Attributes:
        kind: what it is; None while its creation is not known.
        status: where it stands; the least final where several moves did not know of each other.
        status_writes: the newest moves.
        values: path of a question to its field.
        photos: id of a photo to its field; the value is None once it is removed.
        remarks: of the newest return, while the record stands returned or was resubmitted since.
        history: all entries, parents first.
        heads: ids of the entries that no other entry has as parent, sorted.
        waiting: ids of entries whose ancestors are incomplete; they are not folded.
        has_unseen_content: content arrived that the approval did not know of; the review is open again.
        needs_newer_program: an entry is of a kind or format that this program does not know; read-only.
    """

    record: str
    stream: Stream
    kind: RecordKind | None = None
    about: Mapping[str, Json] = field(default_factory=dict)
    status: Status | None = None
    status_writes: tuple[Write, ...] = ()
    values: Mapping[str, Field] = field(default_factory=dict)
    photos: Mapping[str, Field] = field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()
    history: tuple[Step, ...] = ()
    heads: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()
    has_unseen_content: bool = False
    needs_newer_program: bool = False

    @property
    def conflicts(self) -> tuple[str, ...]:
        """The paths of fields with more than one newest value, sorted."""
        return tuple(sorted(path for path, held in self.values.items() if held.in_conflict))

    @property
    def photo_conflicts(self) -> tuple[str, ...]:
        """The ids of photos that one changed and another removed or changed otherwise, sorted; they stay in sight."""
        return tuple(sorted(photo for photo, held in self.photos.items() if held.in_conflict))

    def answers(self) -> dict[str, Json]:
        """Return each path's shown value, without those that were cleared."""
        return {path: held.value for path, held in self.values.items() if held.value is not None}

    def attached(self) -> dict[str, Mapping[str, Json]]:
        """Return the photos that are there: id to what its ``attached`` entry said."""
        return {
            photo: next(write.value for write in held.writes if isinstance(write.value, dict))
            for photo, held in self.photos.items()
            if any(isinstance(write.value, dict) for write in held.writes)
        }

    def last(self, action: Action) -> Step | None:
        """Return the newest entry with this action, or None."""
        return next((step for step in reversed(self.history) if step.action is action), None)

    def latest(self, action: Action) -> tuple[Step, ...]:
        """Return the newest entries with this action: several if they did not know each other."""
        found = [step for step in self.history if step.action is action]
        if len(found) < 2:  # noqa: PLR2004  one has no other to know
            return tuple(found)
        parents = {step.entry: step.parents for step in self.history}
        known: set[str] = set()
        todo = [parent for step in found for parent in step.parents]
        while todo:
            name = todo.pop()
            if name not in known:
                known.add(name)
                todo.extend(parents.get(name, ()))
        return tuple(step for step in found if step.entry not in known)

    def is_own_work(self, move: Move, person: str) -> bool:
        """Whether a move demands another person than this one, who did the earlier action."""
        return move.by_another is not None and any(step.author == person for step in self.latest(move.by_another))
