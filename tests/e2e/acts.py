"""Acts of one person in a process of their own: ``python -m tests.e2e.acts HOME ACT RECORD``; prints JSON."""

import json
import sys
from pathlib import Path

from app.assembly.client import Client, open_client
from app.domain.kinds import Action
from app.domain.listing import RecordQuery
from app.domain.stream import Stream
from app.usecases import drafts, review
from app.usecases.acts import Step
from app.usecases.differences import since_last_decision
from app.usecases.submission import submit
from app.workplace import RecordKey

REMARK_ON = "conclusion/remark"


def main(home: str, act: str, record: str) -> None:
    """Do one act on a record."""
    with open_client(Path(home)) as client:
        with client.workplace.store.reading() as reading:
            rows = reading.record_rows(reading.record_keys(RecordQuery()))
        row = next(row for row in rows if row.record == record)
        key = RecordKey(Stream(row.township, row.subject), row.record)
        sys.stdout.write(json.dumps(ACTS[act](client, key), ensure_ascii=False))


def show(client: Client, key: RecordKey) -> object:
    """Tell how the record stands here."""
    place = client.workplace
    with place.store.reading() as reading:
        state = reading.state(key.stream, key.record)
        changed = since_last_decision(reading.entries(key.stream.township, key.record), key.stream, key.record)
        is_delivered = reading.is_delivered(key.stream.township, key.record)
    photos = [str(body["sha256"]) for body in state.attached().values()]
    return {
        "status": state.status,
        "delivered": is_delivered,
        "remarks": [[remark.path, remark.text] for remark in state.remarks],
        "changed": [change.path for change in changed.answers] if changed else None,
        "thumbnails": sum(place.shelf.thumbnail(sha256) is not None for sha256 in photos),
        "originals": sum(client.blobs.is_intact(sha256) for sha256 in photos),
    }


def give_back(client: Client, key: RecordKey) -> object:
    """Return the record with a remark on one field."""
    place = client.workplace
    with place.store() as unit:
        heads = unit.state(key.stream, key.record).heads
        step: Step = (Action.RETURNED, {"remarks": [{"path": REMARK_ON, "text": "写明处置时限"}]})
        review.decide(unit, step, clock=place.clock, ids=place.ids, person=place.person, key=key, heads=heads)
    return "returned"


def correct(client: Client, key: RecordKey) -> object:
    """Correct the field that was remarked on and submit again."""
    place = client.workplace
    with place.store() as unit:
        draft = drafts.correct(unit, clock=place.clock, key=key)
        values = {**draft.values, REMARK_ON: "三日内更换"}
        return submit(unit, machine=place.machine, clock=place.clock, ids=place.ids, draft=draft, values=values)


def approve(client: Client, key: RecordKey) -> object:
    """Approve what is there."""
    place = client.workplace
    with place.store() as unit:
        heads = unit.state(key.stream, key.record).heads
        review.approve(unit, clock=place.clock, ids=place.ids, person=place.person, key=key, heads=heads)
    return "approved"


ACTS = {"show": show, "give_back": give_back, "correct": correct, "approve": approve}

if __name__ == "__main__":
    main(*sys.argv[1:])
