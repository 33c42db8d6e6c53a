"""When sync tries by itself, how long it pauses, how much it sends at once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.listing import WaitReason
from sync.schedule import (
    CEILING_BYTES,
    FIRST_PAUSE_S,
    FLOOR_BYTES,
    INTERVAL_S,
    LONGEST_PAUSE_S,
    Errand,
    Pace,
    Schedule,
    pause_s,
)


@pytest.mark.parametrize(
    ("failures", "chance", "seconds"),
    [
        (0, 0.0, 2.0),
        (1, 0.0, 2.0),
        (2, 0.0, 4.0),
        (2, 0.5, 3.0),
        (9, 0.0, 512.0),
        (10, 0.0, 600.0),
        (10**6, 0.0, 600.0),
    ],
)
def test_the_pause_doubles_up_to_ten_minutes_less_up_to_half(failures: int, chance: float, seconds: float) -> None:
    assert pause_s(failures, chance) == seconds


@given(st.integers(0, 10_000), st.floats(0, 1, exclude_max=True))
def test_no_pause_is_shorter_than_a_second_or_longer_than_ten_minutes(failures: int, chance: float) -> None:
    assert FIRST_PAUSE_S / 2 <= pause_s(failures, chance) <= LONGEST_PAUSE_S


def test_a_round_begins_only_after_our_server_has_answered() -> None:
    schedule = Schedule()

    assert schedule.errand(0.0) is Errand.ASK_HEALTH
    assert schedule.errand(0.0, is_ours=False) is Errand.NOTHING
    assert schedule.errand(0.0, is_ours=True) is Errand.ROUND


def test_after_a_silent_server_it_pauses_longer_each_time() -> None:
    once = Schedule().after_health(100.0, 0.0)
    twice = once.after_health(once.due_at, 0.0)

    assert once.errand(101.9) is Errand.NOTHING
    assert once.errand(102.0) is Errand.ASK_HEALTH
    assert twice.due_at - once.due_at == 4.0


def test_after_a_good_round_it_rests_and_forgets_the_failures() -> None:
    schedule = Schedule(failures=7).after_round(50.0, None, 0.9)

    assert schedule == Schedule(due_at=50.0 + INTERVAL_S)


@pytest.mark.parametrize("problem", [WaitReason.SIGNED_OUT, WaitReason.TOO_OLD])
def test_what_only_a_person_can_mend_is_not_tried_again_until_one_acts(problem: WaitReason) -> None:
    schedule = Schedule().after_round(0.0, problem, 0.0)

    assert schedule.errand(1e9) is Errand.NOTHING
    assert schedule.after_act(5.0).errand(5.0) is Errand.ASK_HEALTH


def test_a_round_that_could_not_reach_the_server_is_tried_again() -> None:
    assert Schedule().after_round(0.0, WaitReason.UNREACHABLE, 0.0).errand(2.0) is Errand.ASK_HEALTH


def test_while_paused_nothing_is_tried() -> None:
    assert Schedule(is_paused=True).errand(1e9, is_ours=True) is Errand.NOTHING


@given(st.lists(st.tuples(st.integers(0, CEILING_BYTES), st.floats(0, 60))))
def test_the_pace_stays_between_floor_and_ceiling(requests: list[tuple[int, float]]) -> None:
    pace = Pace()
    for sent, seconds in requests:
        pace = pace.after(sent, seconds)

    assert FLOOR_BYTES <= pace.size <= CEILING_BYTES


def test_a_small_request_says_nothing_of_a_faster_link() -> None:
    pace = Pace()

    assert pace.after(pace.size // 2 - 1, 0.1) == pace
    assert pace.after(pace.size // 2, 0.1).size == 2 * pace.size
