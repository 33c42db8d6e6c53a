"""Admission: who may, by the table of moves, from where the author stood."""

from dataclasses import replace
from itertools import product

import pytest

from app.domain.admission import Accepted, ChainHead, Fork, Invalid, Refused, Waiting, admit
from app.domain.keys import PrivateKey
from app.domain.kinds import DECISIONS, MOVES, STATES, Action, RecordKind, Role, Status, find_move, may_move
from tests.domain.people import RECORD, Writer, facts


def test_an_inspector_creates_answers_and_submits() -> None:
    writer = Writer()
    created = writer.create(width="3.5")
    submitted = writer.write("submitted", [created])

    assert admit(created, facts(writer, created)) == Accepted()
    assert admit(submitted, facts(writer, submitted, [created])) == Accepted()


def test_an_approval_needs_the_role_another_person_and_the_newest_heads() -> None:
    inspector, supervisor = Writer(), Writer()
    created = inspector.create()
    submitted = inspector.write("submitted", [created])
    log = [created, submitted]
    approved = supervisor.write("approved", [submitted])

    assert admit(approved, facts(supervisor, approved, log, [Role.SUPERVISOR])) == Accepted()
    assert admit(approved, facts(supervisor, approved, log, [Role.INSPECTOR])) == Refused("not_your_role")
    own = inspector.write("approved", [submitted])
    assert admit(own, facts(inspector, own, log, [Role.SUPERVISOR])) == Refused("needs_another_person")
    newer = inspector.answer(submitted, width="4")
    assert admit(approved, facts(supervisor, approved, [*log, newer], [Role.SUPERVISOR])) == Refused("stale_decision")


def test_answers_made_before_hearing_of_an_approval_are_never_refused() -> None:
    inspector, supervisor = Writer(), Writer()
    created = inspector.create()
    submitted = inspector.write("submitted", [created])
    approved = supervisor.write("approved", [submitted])
    late, knowing = inspector.answer(submitted, width="4"), inspector.answer(approved, width="5")
    log = [created, submitted, approved]

    assert admit(late, facts(inspector, late, log)) == Accepted()
    assert admit(knowing, facts(inspector, knowing, log)) == Refused("no_such_move")


def test_the_chain_is_judged_before_anything_the_entry_says() -> None:
    writer = Writer()
    first, second = writer.create(), writer.create()

    assert admit(first, facts(writer, first, chain=ChainHead(1, second.hash))) == Fork(1)
    assert admit(second, facts(writer, second, chain=ChainHead())) == Waiting(first.hash)
    assert admit(second, facts(writer, second, chain=ChainHead(1, "0" * 64))) == Fork(2)
    assert admit(second, facts(writer, second, missing=first.id)) == Waiting(first.id)


def test_nobody_signs_for_somebody_else() -> None:
    writer, stranger = Writer(), Writer()
    entry = writer.create()
    forged = replace(writer.device, key=PrivateKey.generate().public)

    assert admit(entry, facts(writer, entry, device=None)) == Invalid("unknown_device", "device", has_stub=False)
    assert admit(entry, facts(writer, entry, device=forged)) == Invalid("bad_signature", "signature", has_stub=False)
    other = replace(writer.device, person=stranger.author.person)
    assert admit(entry, facts(writer, entry, device=other)) == Invalid(
        "not_the_devices_person", "author", has_stub=False
    )


def test_no_grant_a_revoked_device_and_a_refused_parent_are_refused() -> None:
    writer = Writer()
    entry = writer.create()
    revoked = replace(writer.device, is_active=False)

    assert admit(entry, facts(writer, entry, roles=[])) == Refused("no_grant")
    assert admit(entry, facts(writer, entry, device=revoked)) == Refused("device_revoked")
    assert admit(entry, facts(writer, entry, held=RECORD)) == Refused("parent_refused")


def test_a_body_of_the_wrong_shape_is_invalid_and_consumes_its_number() -> None:
    writer = Writer()
    created = writer.create()
    for kind, body, path in (
        ("attached", {"photo": "p", "sha256": "zz", "size": 1}, "body.sha256"),
        ("attached", {"photo": "p", "sha256": "0" * 64, "size": 0}, "body.size"),
        ("answered", {}, "body.values"),
        ("returned", {"remarks": "all"}, "body.remarks"),
    ):
        entry = writer.write(kind, [created], body)
        assert admit(entry, facts(writer, entry, [created])) == Invalid("wrong_body", path, has_stub=True)
    unknown = writer.write("teleported", [created])
    assert admit(unknown, facts(writer, unknown, [created])) == Invalid("unknown_kind", "kind", has_stub=True)


def test_a_record_is_created_once_and_before_anything_else() -> None:
    writer = Writer()
    created, again = writer.create(), writer.create()
    answer = writer.answer(width="4")

    assert admit(again, facts(writer, again, [created])) == Refused("already_created")
    assert admit(answer, facts(writer, answer)) == Refused("not_created")


def test_directory_records_belong_to_the_directory_stream_alone() -> None:
    writer = Writer()
    person = writer.write("created", (), {"record": "person", "values": {"name": "x"}})

    assert admit(person, facts(writer, person, roles=[Role.ADMINISTRATOR])) == Refused("wrong_stream")


@pytest.mark.parametrize(("kind", "state"), [(kind, state) for kind in RecordKind for state in (None, *STATES[kind])])
def test_every_triple_of_state_action_and_role_is_what_the_table_says(kind: RecordKind, state: Status | None) -> None:
    for action, role in product(Action, Role):
        rows = [move for move in MOVES if (move.kind, move.state, move.action) == (kind, state, action)]
        assert len(rows) <= 1
        assert may_move([role], kind, state, action) == any(role in move.roles for move in rows)


def test_every_state_can_be_reached_and_every_decision_leads_somewhere() -> None:
    for kind in RecordKind:
        reached: set[Status | None] = {None}
        while True:
            more = {move.to for move in MOVES if move.kind is kind and move.state in reached} - reached
            if not more:
                break
            reached |= more
        assert reached - {None} == set(STATES[kind])
    assert {move.action for move in MOVES} >= DECISIONS
    assert find_move(RecordKind.INSPECTION, None, Action.APPROVED) is None
