"""What people do between rounds: begin inspections, answer, attach photos, submit, decide, settle conflicts."""

import hashlib
from collections.abc import Mapping
from random import Random

from app.domain.canonical import Json
from app.domain.kinds import Action
from app.domain.stream import Stream
from app.usecases.acts import chain_of_acts, new_record
from app.workplace import RecordKey
from tests.simulation.district import STREAMS, SeededIds
from tests.simulation.machines import Station, tiny_photo
from tests.simulation.promises import Promises

_LATER = (
    *(Action.ANSWERED, Action.ANSWERED, Action.ANSWERED, Action.SUBMITTED, Action.APPROVED, Action.RETURNED),
    *(Action.VOIDED, Action.ATTACHED),
)


class Acting:
    """People at their stations."""

    def __init__(self, random: Random, ids: SeededIds, promises: Promises, photos: float) -> None:
        self._random, self._ids, self._promises, self._photos = random, ids, promises, photos

    def act(self, station: Station) -> None:
        """Let the person of a station do something to a record, a new one or one that is there."""
        known = station.disk.rows("SELECT township, subject, record FROM records WHERE kind = 'inspection' ORDER BY 3")
        if known and self._random.random() < 0.65:
            township, subject, record = self._random.choice(known)
            key = RecordKey(Stream(str(township), str(subject)), str(record))
            self._go_on(station, key)
        else:
            self._begin(station)

    def _begin(self, station: Station) -> None:
        granted = [stream for stream in STREAMS if (station.author.person, stream) in self._promises.in_force]
        stream = self._random.choice(granted if granted and self._random.random() < 0.9 else STREAMS)
        key = new_record(stream, self._ids)
        body: dict[str, Json] = {"record": "inspection", "title": "巡查", "values": {"width": "3.5"}}
        if self._random.random() < 0.2:
            body["of_a_later_program"] = {"kept": [1, True, None]}
        steps: list[tuple[Action, Mapping[str, Json]]] = [(Action.CREATED, body)]
        if self._random.random() < self._photos:
            steps.append(self._photo(station, stream))
        if self._random.random() < 0.5:
            steps.append((Action.SUBMITTED, {}))
        self._append(station, key, (), steps)

    def _go_on(self, station: Station, key: RecordKey) -> None:
        with station.store.reading() as look:
            state = look.state(key.stream, key.record)
        if not state.heads:
            return
        action = self._random.choice(_LATER)
        if any(field.in_conflict for field in state.values.values()) and self._random.random() < 0.5:
            action = Action.SETTLED
        step = self._photo(station, key.stream) if action is Action.ATTACHED else (action, self._body(action))
        self._append(station, key, state.heads, [step])

    def _body(self, action: Action) -> Mapping[str, Json]:
        if action in (Action.ANSWERED, Action.SETTLED):
            path = self._random.choice(["width", "width", "remark"])
            return {"values": {path: str(self._random.randrange(1_000))}}
        return {"remarks": [{"path": "width", "text": "再量一次"}]} if action is Action.RETURNED else {}

    def _photo(self, station: Station, stream: Stream) -> tuple[Action, Mapping[str, Json]]:
        photo = tiny_photo(self._random)
        blob = station.blobs.put(photo)
        assert blob.sha256 == hashlib.sha256(photo).hexdigest()
        with station.store() as unit:
            unit.keep_photo(stream.township, blob.sha256, blob.size)
        body: dict[str, Json] = {"photo": self._ids.new(), "sha256": blob.sha256, "size": blob.size, "path": "photos"}
        return Action.ATTACHED, body

    def _append(
        self,
        station: Station,
        key: RecordKey,
        seen: tuple[str, ...],
        steps: list[tuple[Action, Mapping[str, Json]]],
    ) -> None:
        acts = chain_of_acts(key, seen, steps, clock=station.clock, ids=self._ids)
        with station.store() as unit:
            made = unit.append(acts)
        self._promises.note_made(made)
