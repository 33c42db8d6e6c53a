"""Entries come in until there is no more; what differs is fetched anew, what does not verify is reported."""

import msgspec

from app.domain.listing import WaitReason
from app.domain.stream import DIRECTORY, GENESIS
from sync.effects import Finish, Forget, Gather, Keep, LookUpCursors
from sync.events import Event, Gathered, Kept, Missing, Pulled, Standing, Started, Unsent
from sync.protocol import StreamPage, WireEntry
from sync.round_state import Round
from tests.sync.answers import page, pulled
from tests.sync.builders import BRIDGES, ROADS, Machine
from tests.sync.stages import last, pulling, report_of, run


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
    assert finish.report.refetched == (str(BRIDGES),)
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
