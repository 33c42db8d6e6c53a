"""Making acts: each follows the one before it, the first follows what the author saw."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from app.domain.canonical import Json
from app.domain.entry import Act
from app.domain.kinds import Action
from app.domain.stream import Stream
from app.ports.clock import Clock, Ids
from app.workplace import RecordKey

Step = tuple[Action, Mapping[str, Json]]


def chain_of_acts(
    key: RecordKey, seen: Iterable[str], steps: Iterable[Step], *, clock: Clock, ids: Ids
) -> tuple[Act, ...]:
    """Return acts on one record: the first has the heads ``seen`` as parents, each other the act before it."""
    made_at = moment_text(clock.now())
    parents = tuple(sorted(seen))
    acts = []
    for action, body in steps:
        act = Act(ids.new(), key.record, key.stream, action.value, parents, body, made_at)
        acts.append(act)
        parents = (act.id,)
    return tuple(acts)


def moment_text(moment: datetime) -> str:
    """Return a moment with its offset as entries write it: ISO 8601 to the second."""
    return moment.isoformat(timespec="seconds")


def new_record(stream: Stream, ids: Ids) -> RecordKey:
    """Return the name of a record that does not exist yet."""
    return RecordKey(stream, ids.new())
