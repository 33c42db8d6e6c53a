"""A round decides by itself, step by step, whatever the server answers; no store, no network, no clock."""

from collections.abc import Callable, Iterable
from dataclasses import replace

import msgspec
import pytest

from app.domain.listing import WaitReason
from app.domain.stream import DIRECTORY, GENESIS
from app.ports.courier import RoundReport
from app.ports.exchange import HeldPhoto
from sync.events import (
    AskHave,
    AskPull,
    AskPush,
    Cancelled,
    Effect,
    Event,
    Explain,
    Failed,
    FetchOriginal,
    FetchThumbnail,
    FindMissing,
    FindUnsent,
    Finish,
    Forget,
    Gather,
    Gathered,
    Keep,
    Kept,
    LookUpCursors,
    Missing,
    NoteHeld,
    PackAnswered,
    PhotoArrived,
    PhotoAway,
    PhotosSettled,
    PhotoStatus,
    PhotoUnreadable,
    Pulled,
    Pushed,
    SendPack,
    Settle,
    Settled,
    SettlePhotos,
    Standing,
    Started,
    ThumbnailArrived,
    Unsent,
    Wait,
    Waited,
)
from sync.protocol import StreamPage, WireEntry
from sync.round_state import MAX_FAILURES, Options, Phase, Round
from sync.rounds import step
from tests.sync.answers import held, packed, page, pulled, pushed, result
from tests.sync.builders import BRIDGES, IMPOSTOR, ROADS, Machine

PHOTO = HeldPhoto("310151101", "a1" * 32, 1_000_000)
OLDER = HeldPhoto("310151101", "b2" * 32, 10)
ELSEWHERE = HeldPhoto("310151102", "c3" * 32, 20)
CUT = Failed(WaitReason.UNREACHABLE, "network.unreachable")


def run(state: Round, events: Iterable[Event]) -> tuple[Round, tuple[Effect, ...]]:
    """Return the round after these events and what the last one made it do."""
    effects: tuple[Effect, ...] = ()
    for event in events:
        state, effects = step(state, event)
    return state, effects


def last(state: Round, *events: Event) -> Effect:
    """Return the last thing wanted after these events."""
    return run(state, events)[1][-1]


def report_of(effects: tuple[Effect, ...]) -> RoundReport:
    assert isinstance(effects[-1], Finish), effects
    return effects[-1].report


def pulling() -> Round:
    return run(Round(), [Started(), Standing({})])[0]


def pushing() -> Round:
    return run(Round(), [Started(), Standing({}), Pulled(pulled()), Kept()])[0]


def sending() -> Round:
    return run(pushing(), [Gathered(())])[0]


def fetching() -> Round:
    return run(sending(), [Unsent(())])[0]


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


# Entries coming in.


def test_it_pulls_until_there_is_no_more() -> None:
    state, effects = run(pulling(), [Pulled(pulled(more=True)), Kept(new=5, moved=True)])
    assert isinstance(effects[-1], LookUpCursors)

    state, effects = run(state, [Standing({BRIDGES: 5}), Pulled(pulled()), Kept(new=2, moved=True)])

    assert isinstance(effects[-1], Gather)
    assert state.report.received == 7


def test_more_that_never_comes_ends_the_round() -> None:
    _, effects = run(pulling(), [Pulled(pulled(more=True)), Kept()])

    assert report_of(effects).code == "sync.no_progress"


def test_the_directory_is_kept_before_what_its_devices_signed() -> None:
    machine = Machine()
    pages = [page(BRIDGES, [machine.write()]), page(DIRECTORY, [machine.write(stream=DIRECTORY)])]

    keep = last(pulling(), Pulled(pulled(pages)))

    assert isinstance(keep, Keep)
    assert [each.stream for each in keep.pages] == [DIRECTORY, BRIDGES]


def test_nothing_else_is_kept_while_some_of_the_directory_is_still_to_come() -> None:
    machine = Machine()
    pages = [page(DIRECTORY, [machine.write(stream=DIRECTORY)], head=9), page(BRIDGES, [machine.write()])]

    state, effects = run(pulling(), [Pulled(pulled(pages))])

    assert isinstance(keep := effects[-1], Keep)
    assert [each.stream for each in keep.pages] == [DIRECTORY]
    assert isinstance(last(state, Kept(new=1, moved=True)), LookUpCursors)


def test_entries_reach_the_store_as_the_bytes_that_came() -> None:
    entry = Machine().write()

    keep = last(pulling(), Pulled(pulled([page(BRIDGES, [entry])])))

    assert isinstance(keep, Keep)
    assert keep.pages[0].entries == (entry,)


def test_a_stream_that_differs_is_fetched_anew_once_and_named() -> None:
    state, effects = run(pulling(), [Pulled(pulled()), Kept(moved=True, differing=(BRIDGES,))])
    assert effects[0] == Forget(BRIDGES)
    assert isinstance(effects[-1], LookUpCursors)

    state, effects = run(state, [Standing({}), Pulled(pulled()), Kept(moved=True)])
    state, effects = run(state, [Gathered(()), Unsent(()), Missing(()), Missing(())])

    assert isinstance(finish := effects[-1], Finish)
    assert finish.refetched == (BRIDGES,)
    assert finish.report.problem is None


def test_a_stream_that_still_differs_is_reported_and_not_fetched_for_ever() -> None:
    again: list[Event] = [Standing({}), Pulled(pulled()), Kept(moved=True, differing=(BRIDGES,))]
    state, effects = run(pulling(), [*again[1:], *again])

    assert isinstance(effects[-1], Gather)
    assert state.report.code == "sync.digest_differs"


def test_a_page_that_does_not_verify_is_asked_for_once_more_and_then_reported() -> None:
    state, effects = run(pulling(), [Pulled(pulled()), Kept(doubtful=(BRIDGES,))])
    assert isinstance(effects[-1], LookUpCursors)

    state, effects = run(state, [Standing({}), Pulled(pulled()), Kept(doubtful=(BRIDGES,))])

    assert isinstance(effects[-1], Gather)
    assert (state.report.problem, state.report.code) == (WaitReason.UNVERIFIED, "sync.forged")


def test_another_generation_is_begun_from_its_start() -> None:
    effect = last(pulling(), Pulled(pulled(generation="other")), Kept(is_new_generation=True))

    assert isinstance(effect, LookUpCursors)


def test_a_generation_that_keeps_changing_ends_the_round() -> None:
    anew: list[Event] = [Standing({}), Pulled(pulled()), Kept(is_new_generation=True)]

    _, effects = run(run(Round(), [Started()])[0], anew * 3)

    assert report_of(effects).code == "sync.generation_unsteady"


def test_a_revoked_stream_is_purged_but_never_the_directory() -> None:
    keep = last(pulling(), Pulled(pulled(revoked=[DIRECTORY, ROADS])))

    assert isinstance(keep, Keep)
    assert keep.revoked == (ROADS,)


def test_an_answer_with_bytes_that_are_no_entry_ends_the_round() -> None:
    broken = StreamPage(str(BRIDGES), 0, [WireEntry(msgspec.Raw(b'{"v":1}'), b"")], 1, GENESIS)

    _, effects = run(pulling(), [Pulled(pulled([broken]))])

    assert report_of(effects).code == "sync.unreadable_answer"


# Entries going out.


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


# Photos going out.


def test_a_photo_goes_on_from_the_byte_where_the_server_stands() -> None:
    _, effects = run(sending(), [Unsent((PHOTO,)), PhotoStatus(held({PHOTO: 999_000}))])

    assert effects[0] == NoteHeld(PHOTO, 999_000)
    assert isinstance(pack := effects[-1], SendPack)
    assert [(each.offset, each.length) for each in pack.portions] == [(999_000, 1_000)]


def test_the_newest_photo_goes_first_and_a_pack_holds_several() -> None:
    pack = last(sending(), Unsent((OLDER, PHOTO)), PhotoStatus(held({})))

    assert isinstance(pack, SendPack)
    assert [each.photo for each in pack.portions] == [OLDER, PHOTO]
    assert sum(each.length for each in pack.portions) < PHOTO.size


def test_each_township_is_asked_for_its_own_photos() -> None:
    state, effects = run(sending(), [Unsent((OLDER, ELSEWHERE))])
    assert effects == (AskHave(OLDER.township, (OLDER.sha256,)),)

    effect = last(state, PhotoStatus(held({}, [OLDER])), PhotosSettled(1), Unsent((ELSEWHERE,)))

    assert effect == AskHave(ELSEWHERE.township, (ELSEWHERE.sha256,))


def test_a_photo_the_server_has_whole_is_not_sent_again() -> None:
    effect = last(sending(), Unsent((OLDER,)), PhotoStatus(held({}, [OLDER])), PhotosSettled(1))

    assert isinstance(effect, FindUnsent)


def test_a_photo_of_which_only_the_receipt_is_missing_is_confirmed_without_bytes() -> None:
    pack = last(sending(), Unsent((OLDER,)), PhotoStatus(held({OLDER: OLDER.size})))

    assert isinstance(pack, SendPack)
    assert [(each.offset, each.length) for each in pack.portions] == [(OLDER.size, 0)]


def test_a_photos_receipt_that_does_not_verify_ends_the_round() -> None:
    status = PhotoStatus(held({}, [OLDER], key=IMPOSTOR))

    _, effects = run(sending(), [Unsent((OLDER,)), status, PhotosSettled(0)])

    assert report_of(effects).code == "sync.receipt_not_verified"
    assert report_of(effects).photos_sent == 0


def test_a_server_that_says_yes_and_keeps_nothing_is_not_fed_for_ever() -> None:
    state, effects = run(sending(), [Unsent((PHOTO,)), PhotoStatus(held({}))])
    packs = 0
    while isinstance(effects[-1], SendPack):
        state, effects = step(state, PackAnswered(packed({}), 0.1))
        packs += 1

    assert packs == MAX_FAILURES
    assert report_of(effects).code == "sync.photos_stuck"


def test_a_link_cut_in_every_pack_still_delivers_as_long_as_bytes_arrive() -> None:
    state, position = sending(), 0
    for _ in range(3 * MAX_FAILURES):
        state, effects = run(state, [Unsent((PHOTO,)), PhotoStatus(held({PHOTO: position})), CUT])
        assert effects == (Wait(1),)
        state, _ = step(state, Waited())
        position += 50_000

    assert state.report.problem is None


def test_a_link_cut_in_every_pack_with_nothing_arriving_ends_the_round() -> None:
    state = sending()
    for _ in range(MAX_FAILURES - 1):
        state, effects = run(state, [Unsent((PHOTO,)), PhotoStatus(held({})), CUT])
        assert isinstance(effects[-1], Wait)
        state, _ = step(state, Waited())

    _, effects = run(state, [Unsent((PHOTO,)), PhotoStatus(held({})), CUT])

    assert report_of(effects).problem is WaitReason.UNREACHABLE


def test_a_photo_that_arrives_changed_is_sent_again_once_and_then_left() -> None:
    state, _ = run(sending(), [Unsent((OLDER,)), PhotoStatus(held({}))])
    state, effects = step(state, PackAnswered(packed({}, rejected=[OLDER]), 0.1))
    assert isinstance(pack := effects[-1], SendPack)
    assert pack.portions[0].offset == 0

    state, effects = run(state, [PackAnswered(packed({}, rejected=[OLDER]), 0.1), Unsent((OLDER,))])

    assert isinstance(effects[-1], FindMissing)
    assert state.report.code == "sync.photo_rejected"


def test_a_photo_that_cannot_be_read_here_is_named_and_the_others_go() -> None:
    state, _ = run(sending(), [Unsent((OLDER, PHOTO)), PhotoStatus(held({}))])

    state, effects = step(state, PhotoUnreadable(OLDER, "photos.not_here"))

    assert isinstance(pack := effects[-1], SendPack)
    assert [each.photo for each in pack.portions] == [PHOTO]
    assert state.report.code == "photos.not_here"


def test_photos_of_a_township_whose_grant_is_gone_do_not_keep_the_others_from_going() -> None:
    state, effects = run(
        sending(),
        [Unsent((OLDER, ELSEWHERE)), Failed(WaitReason.REFUSED, "account.no_grant"), Unsent((OLDER, ELSEWHERE))],
    )

    assert effects == (AskHave(ELSEWHERE.township, (ELSEWHERE.sha256,)),)
    assert state.report.code == "account.no_grant"


# Photos coming in.


def test_without_the_wish_for_originals_only_thumbnails_come() -> None:
    start = replace(fetching(), options=Options(wants_originals=False))

    _, effects = run(start, [Missing((OLDER,)), ThumbnailArrived(is_new=True)])

    assert report_of(effects).photos_received == 1


def test_a_photo_that_the_server_does_not_have_yet_is_passed_over_without_alarm() -> None:
    state, effects = run(fetching(), [Missing((OLDER, PHOTO)), PhotoAway()])

    assert effects[-1] == FetchThumbnail(PHOTO)
    assert state.report.problem is None


def test_an_original_that_was_cut_is_taken_up_again_and_bytes_that_stayed_count_as_gain() -> None:
    state, effects = run(fetching(), [Missing(()), Missing((PHOTO,))])
    for _ in range(3 * MAX_FAILURES):
        state, effects = run(state, [replace(CUT, moved=50_000)])
        assert effects == (Wait(1),)
        state, effects = step(state, Waited())
        assert isinstance(effects[-1], FetchOriginal)
        assert effects[-1].photo == PHOTO


def test_the_first_trouble_that_did_not_end_the_round_is_reported_at_its_end() -> None:
    entry = Machine().write()
    state, _ = run(pushing(), [Gathered((entry,)), Pushed(pushed([result(entry, "fork")]), 0.1), Settled(1)])

    state, _ = run(state, [Gathered(()), Unsent(()), Standing({}), Pulled(pulled()), Kept()])
    _, effects = run(state, [Missing((OLDER,)), PhotoAway("photos.wrong_bytes"), Missing(())])

    assert report_of(effects).code == "sync.fork"
