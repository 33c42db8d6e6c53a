"""A round decides by itself, step by step, whatever the server answers; no store, no network, no clock."""

from collections.abc import Callable

import pytest

from app.domain.listing import WaitReason
from app.ports.courier import RoundReport
from sync.effects import (
    AskHave,
    AskPull,
    AskPush,
    Effect,
    Explain,
    FetchOriginal,
    FetchThumbnail,
    FindMissing,
    FindUnsent,
    Finish,
    Gather,
    Keep,
    LookUpCursors,
    SendPack,
    Settle,
    SettlePhotos,
    Wait,
)
from sync.events import (
    Cancelled,
    Event,
    Failed,
    Gathered,
    Kept,
    Missing,
    PackAnswered,
    PhotoArrived,
    PhotoAway,
    PhotosSettled,
    PhotoStatus,
    Pulled,
    Pushed,
    Settled,
    Standing,
    Started,
    ThumbnailArrived,
    Unsent,
    Waited,
)
from sync.round_state import MAX_FAILURES, Phase, Round
from sync.rounds import step
from tests.sync.answers import held, packed, pulled, pushed, result
from tests.sync.builders import BRIDGES, Machine
from tests.sync.stages import CUT, ELSEWHERE, OLDER, fetching, last, pulling, pushing, report_of, run, sending


def test_a_round_with_nothing_to_do_asks_once_and_ends_well() -> None:
    state, effects = run(fetching(), [Missing(()), Missing(())])

    assert report_of(effects) == RoundReport()
    assert state.phase is Phase.OVER


def test_a_round_goes_through_its_parts_in_order() -> None:
    entry = Machine().write()
    wanted: list[tuple[Event, type[Effect]]] = [
        (Started(), LookUpCursors),
        (Standing({BRIDGES: 3}), AskPull),
        (Pulled(pulled()), Keep),
        (Kept(), Gather),
        (Gathered((entry,)), AskPush),
        (Pushed(pushed([result(entry)]), 0.1), Settle),
        (Settled(1), Gather),
        (Gathered(()), FindUnsent),
        (Unsent((OLDER,)), AskHave),
        (PhotoStatus(held({})), SendPack),
        (PackAnswered(packed({}, [OLDER]), 0.1), SettlePhotos),
        (PhotosSettled(1), FindUnsent),
        (Unsent(()), LookUpCursors),
        (Standing({BRIDGES: 3}), AskPull),
        (Pulled(pulled()), Keep),
        (Kept(new=1, moved=True), FindMissing),
        (Missing((ELSEWHERE,)), FetchThumbnail),
        (ThumbnailArrived(is_new=True), FindMissing),
        (Missing((ELSEWHERE,)), FetchOriginal),
        (PhotoArrived(20), Finish),
    ]

    state = Round()
    for event, kind in wanted:
        state, effects = step(state, event)
        assert isinstance(effects[-1], kind), (event, effects)

    assert state.report == RoundReport(sent=1, received=1, photos_sent=1, photos_received=2)


def test_it_says_under_way_before_the_first_request_and_not_tried_after_the_last() -> None:
    _, began = run(Round(), [Started()])
    _, ended = run(fetching(), [Missing(()), Missing(())])

    assert began[0] == Explain(WaitReason.UNDER_WAY)
    assert ended[0] == Explain(WaitReason.NOT_TRIED)


@pytest.mark.parametrize(
    "reason",
    [WaitReason.UNREACHABLE, WaitReason.NOT_OURS, WaitReason.SIGNED_OUT, WaitReason.SERVER_ERROR, WaitReason.TOO_OLD],
)
def test_a_server_that_is_not_there_ends_the_round_at_once_and_everything_says_why(reason: WaitReason) -> None:
    _, effects = run(pulling(), [Failed(reason, "some.code")])

    assert effects[0] == Explain(reason)
    assert report_of(effects) == RoundReport(problem=reason, code="some.code")


def test_a_link_that_has_worked_is_tried_again_a_few_times_and_then_no_more() -> None:
    state = pushing()
    waits = []
    for _ in range(MAX_FAILURES - 1):
        state, effects = step(state, CUT)
        waits.append(effects)
        state, effects = step(state, Waited())
        assert isinstance(effects[-1], Gather)

    assert waits == [(Wait(1),), (Wait(2),), (Wait(3),)]
    assert report_of(run(state, [CUT])[1]).problem is WaitReason.UNREACHABLE


def test_a_push_that_succeeds_forgives_the_failures_before_it() -> None:
    machine = Machine()
    entry = machine.write()
    state, _ = run(pushing(), [Gathered((entry,)), CUT, Waited(), Gathered((entry,))])

    state, _ = step(state, Pushed(pushed([result(entry)]), 0.1))

    assert state.failures == 0


def test_a_cut_makes_the_next_push_smaller() -> None:
    first = last(pushing(), CUT, Waited())
    second = last(pushing(), CUT, Waited(), CUT, Waited())

    assert isinstance(first, Gather)
    assert isinstance(second, Gather)
    assert second.size < first.size


def test_a_push_too_large_for_the_server_is_made_smaller_at_once() -> None:
    effect = last(pushing(), Gathered((Machine().write(),)), Failed(WaitReason.SERVER_ERROR, "sync.body_too_large"))

    assert isinstance(effect, Gather)


def test_a_cancelled_round_ends_and_says_so_in_every_phase() -> None:
    for state in (Round(), pulling(), pushing(), sending(), fetching()):
        assert report_of(run(state, [Cancelled()])[1]).was_cancelled


def test_nothing_happens_after_the_end() -> None:
    over, _ = run(pushing(), [Cancelled()])

    assert step(over, Gathered(())) == (over, ())


@pytest.mark.parametrize("state", [pulling, pushing, sending, fetching])
def test_an_answer_to_a_question_nobody_asked_is_a_bug(state: Callable[[], Round]) -> None:
    wrong = Settled(1) if state is not pushing else PhotosSettled(1)

    with pytest.raises(ValueError, match="does not belong"):
        step(state(), wrong)


def test_the_first_trouble_that_did_not_end_the_round_is_reported_at_its_end() -> None:
    entry = Machine().write()
    state, _ = run(pushing(), [Gathered((entry,)), Pushed(pushed([result(entry, "fork")]), 0.1), Settled(1)])

    state, _ = run(state, [Gathered(()), Unsent(()), Standing({}), Pulled(pulled()), Kept()])
    _, effects = run(state, [Missing((OLDER,)), PhotoAway("photos.wrong_bytes"), Missing(())])

    assert report_of(effects).code == "sync.fork"
