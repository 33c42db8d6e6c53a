"""Entries go out in chunks; only a receipt that verifies makes one delivered, and one that is stuck stops no other."""

import pytest

from app.domain.listing import WaitReason
from app.ports.courier import RoundReport
from sync.effects import AskPush, Explain, FindUnsent, Gather, Settle
from sync.events import Gathered, Pushed, Settled
from tests.sync.answers import pushed, result
from tests.sync.builders import IMPOSTOR, ROADS, Machine
from tests.sync.stages import last, pushing, report_of, run


def test_results_reach_the_store_with_their_receipts() -> None:
    entry = Machine().write()

    settle = last(pushing(), Gathered((entry,)), Pushed(pushed([result(entry)]), 0.1))

    assert isinstance(settle, Settle)
    assert settle.results[0].receipt is not None
    assert settle.results[0].receipt.hash == entry.hash


def test_a_yes_without_a_receipt_that_verifies_ends_the_round_as_not_delivered() -> None:
    entry = Machine().write()

    _, effects = run(pushing(), [Gathered((entry,)), Pushed(pushed([result(entry, key=IMPOSTOR)]), 0.1), Settled(0)])

    assert report_of(effects) == RoundReport(problem=WaitReason.UNVERIFIED, code="sync.receipt_not_verified")
    assert effects[0] == Explain(WaitReason.NOT_TRIED)


def test_an_entry_that_the_answer_passes_over_is_not_delivered() -> None:
    machine = Machine()
    told, untold = machine.write(), machine.write()

    settle = last(pushing(), Gathered((told, untold)), Pushed(pushed([result(told)]), 0.1))

    assert isinstance(settle, Settle)
    assert [(each.entry, each.receipt is None) for each in settle.results] == [(told.id, False), (untold.id, True)]


def test_refused_and_invalid_entries_are_counted_and_the_others_go_on() -> None:
    machine = Machine()
    entries = tuple(machine.write() for _ in range(3))
    answer = pushed([result(entries[0]), result(entries[1], "refused"), result(entries[2], "invalid")])

    state, effects = run(pushing(), [Gathered(entries), Pushed(answer, 0.1), Settled(3)])

    assert (state.report.sent, state.report.refused) == (1, 2)
    assert isinstance(effects[-1], Gather)


def test_an_entry_that_waits_for_its_parent_does_not_keep_the_others_from_going() -> None:
    machine = Machine()
    stuck, behind = machine.write(), machine.write()
    state, effects = run(pushing(), [Gathered((stuck,)), Pushed(pushed([result(stuck, "waiting")]), 0.1), Settled(0)])
    assert isinstance(gather := effects[-1], Gather)
    assert gather.entries > 200

    effect = last(state, Gathered((stuck, behind)))

    assert effect == AskPush((behind,))


def test_what_waited_is_tried_once_more_after_something_was_accepted_and_then_left() -> None:
    machine = Machine()
    stuck, other = machine.write(), machine.write(stream=ROADS)
    answer = pushed([result(stuck, "waiting"), result(other)])
    state, _ = run(pushing(), [Gathered((stuck, other)), Pushed(answer, 0.1), Settled(1), Gathered((stuck,))])

    state, effects = run(state, [Gathered((stuck,))])
    assert effects == (AskPush((stuck,)),)
    state, effects = run(state, [Pushed(pushed([result(stuck, "waiting")]), 0.1), Settled(0), Gathered((stuck,))])

    assert isinstance(effects[-1], FindUnsent)


def test_a_fork_is_reported_and_the_round_goes_on() -> None:
    entry = Machine().write()

    state, effects = run(pushing(), [Gathered((entry,)), Pushed(pushed([result(entry, "fork")]), 0.1), Settled(1)])

    assert isinstance(effects[-1], Gather)
    assert state.report.problem is WaitReason.FORK
    assert state.report.sent == 0


@pytest.mark.parametrize(("seconds", "grows"), [(0.5, True), (1.99, True), (2.0, False), (5.0, False), (5.01, None)])
def test_the_chunk_grows_and_shrinks_towards_a_few_seconds(seconds: float, *, grows: bool | None) -> None:
    state = pushing()
    size = state.pushing.pace.size
    entries = tuple(Machine(bytes([n])).write("字" * 5_000) for n in range(1, 9))

    state, _ = run(state, [Gathered(entries), Pushed(pushed([result(entry) for entry in entries]), seconds)])

    after = state.pushing.pace.size
    assert (after > size) if grows else (after < size) if grows is None else (after == size)
