"""Batches: only what found nothing, at the heads that were shown, and back again before it is sent."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.canonical import Json
from app.domain.entry import Act
from app.domain.kinds import Role, Status
from app.domain.stream import Stream
from app.errors import AppError
from app.usecases.no_finding import Reason
from app.usecases.review import give_back
from app.usecases.review_queue import Judged, approve_all, judge, undo_approvals, waiting_rows
from app.workplace import RecordKey, Workplace
from tests.db.district import AT, new_id
from tests.db.district import BRIDGES as DISTRICT_BRIDGES
from tests.ui.place import BRIDGES, Place, make_place
from tests.ui.record.filling import as_supervisor, corrected, equipped
from tests.ui.record.filling import submitted as submitted_at
from tests.usecases.people import Person

PLAIN: dict[str, Json] = {"inspector": "王", "deck/pavement": "good"}


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    """An inspector's place with an empty store."""
    made = make_place(tmp_path / "home")
    yield made
    made.store.close()


@pytest.fixture
def workplace(place: Place) -> Workplace:
    """Its workplace with a form."""
    return equipped(place)


@pytest.fixture
def reviewer(place: Place, workplace: Workplace) -> Workplace:
    """The same home in a reviewer's eyes."""
    return as_supervisor(place, workplace)


def submitted(workplace: Workplace, values: dict[str, Json], *, stream: Stream = BRIDGES) -> RecordKey:
    """Submit an inspection of a new bridge with these answers."""
    asset = Act(new_id(), new_id(), stream, "created", (), {"record": "asset", "values": {"name": "桥"}}, AT)
    with workplace.store() as unit:
        unit.append([asset])
    return submitted_at(workplace, values, asset=asset.record, stream=stream)


def judged(reviewer: Workplace) -> dict[str, Judged]:
    """Judge everything that waits; by record."""
    with reviewer.store.reading() as reading:
        rows = waiting_rows(reading, reviewer.person)
    return {one.row.record: one for one in judge(reviewer, rows)}


def approve_plain(reviewer: Workplace) -> tuple[RecordKey, ...]:
    """Approve what found nothing."""
    chosen = [(one.key, one.heads) for one in judged(reviewer).values() if not one.findings]
    with reviewer.store() as unit:
        tools = {"clock": reviewer.clock, "ids": reviewer.ids}
        return approve_all(unit, **tools, person=reviewer.person, chosen=chosen).approved  # type: ignore[arg-type]  # two kinds of tool


def status(workplace: Workplace, key: RecordKey) -> Status | None:
    """Return where a record stands."""
    with workplace.store.reading() as reading:
        return reading.state(key.stream, key.record).status


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({}, None),
        ({"deck/pavement": "bad"}, Reason.NOT_NORMAL),
        ({"damages[a]/kind": "裂缝"}, Reason.DAMAGE),
        ({"deck/holes": "3"}, Reason.EXPLAINED),
        ({"@grade": {"grader": "x"}}, Reason.GRADE),
    ],
)
def test_only_a_record_that_found_nothing_goes_into_a_batch(
    workplace: Workplace, reviewer: Workplace, values: dict[str, Json], reason: Reason | None
) -> None:
    key = submitted(workplace, {**PLAIN, **values})

    found = judged(reviewer)[key.record].findings

    assert [finding.reason for finding in found] == ([reason] if reason else [])


def test_a_record_that_was_returned_before_is_looked_at_by_itself(workplace: Workplace, reviewer: Workplace) -> None:
    key = submitted(workplace, PLAIN)
    heads = judged(reviewer)[key.record].heads
    with reviewer.store() as unit:
        give_back(
            unit,
            clock=reviewer.clock,
            ids=reviewer.ids,
            person=reviewer.person,
            key=key,
            heads=heads,
            remarks=[("", "补照片")],
        )
    corrected(workplace, key, {"inspector": "王二"})

    found = judged(reviewer)[key.record].findings

    assert [finding.reason for finding in found] == [Reason.RETURNED_BEFORE]


def test_a_batch_holds_no_work_of_ones_own(place: Place, workplace: Workplace) -> None:
    submitted(workplace, PLAIN)
    place.grant(Role.SUPERVISOR)

    assert judged(workplace) == {}


def test_the_queue_holds_only_the_townships_that_one_supervises(place: Place, workplace: Workplace) -> None:
    here = submitted(workplace, PLAIN)
    submitted(workplace, PLAIN, stream=Stream("310151102", "bridge"))
    reviewer = as_supervisor(place, workplace, (BRIDGES.township,))

    with reviewer.store.reading() as reading:
        assert [row.record for row in waiting_rows(reading, reviewer.person)] == [here.record]
        assert waiting_rows(reading, reviewer.person, "310151102") == ()


def test_a_record_that_moved_on_since_it_was_listed_is_left_out_and_named(
    workplace: Workplace, reviewer: Workplace
) -> None:
    one, other = submitted(workplace, PLAIN), submitted(workplace, PLAIN)
    seen = judged(reviewer)
    corrected(workplace, other, {"inspector": "李"})

    with reviewer.store() as unit:
        batch = approve_all(
            unit,
            clock=reviewer.clock,
            ids=reviewer.ids,
            person=reviewer.person,
            chosen=[(key, seen[key.record].heads) for key in (one, other)],
        )

    assert batch.approved == (one,)
    assert batch.left == {other.record: "review.stale"}
    assert status(workplace, other) is Status.SUBMITTED


def test_a_batch_is_taken_back_before_it_is_sent_and_waits_again(workplace: Workplace, reviewer: Workplace) -> None:
    keys = [submitted(workplace, PLAIN) for _ in range(3)]
    submitted(workplace, {**PLAIN, "deck/pavement": "bad"})
    approved = approve_plain(reviewer)
    assert {key.record for key in approved} == {key.record for key in keys}

    with reviewer.store() as unit:
        count = undo_approvals(unit, clock=reviewer.clock, ids=reviewer.ids, person=reviewer.person, keys=approved)

    assert count == 3
    assert {status(workplace, key) for key in keys} == {Status.SUBMITTED}
    assert len(approve_plain(reviewer)) == 3


def test_an_approval_that_was_sent_is_not_taken_back_with_the_batch(inspector: Person, supervisor: Person) -> None:
    draft = inspector.begin(inspector.bridge())
    inspector.submit(draft, {"width": "3.5"})
    inspector.sync()
    supervisor.sync()
    key = RecordKey(DISTRICT_BRIDGES, draft.record)
    with supervisor.client.store() as unit:
        chosen = [(key, unit.state(key.stream, key.record).heads)]
        approve_all(unit, **supervisor.tools, person=supervisor.id, chosen=chosen)
    supervisor.sync()

    with pytest.raises(AppError, match=r"review\.sent_already"), supervisor.client.store() as unit:
        undo_approvals(unit, **supervisor.tools, person=supervisor.id, keys=[key])


def test_what_is_no_inspection_of_an_asset_is_no_round(workplace: Workplace, reviewer: Workplace) -> None:
    key = submitted_at(workplace, PLAIN)

    assert [finding.reason for finding in judged(reviewer)[key.record].findings] == [Reason.NOT_A_ROUND]
