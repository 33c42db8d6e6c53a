"""Photos come in: thumbnails, then originals; what is away is passed over, what was cut is taken up again."""

from dataclasses import replace

from sync.effects import FetchOriginal, FetchThumbnail, Wait
from sync.events import Missing, PhotoAway, ThumbnailArrived, Waited
from sync.round_state import MAX_FAILURES, Options
from sync.rounds import step
from tests.sync.stages import CUT, OLDER, PHOTO, fetching, report_of, run


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
