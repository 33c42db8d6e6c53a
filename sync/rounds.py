"""A round of sync as pure steps ``(state, event) → (state, effects)``; ``sync.courier`` carries the effects out.

Decisions come in, entries and photos go out, what came of it comes back, then thumbnails and originals. Every effect
may be repeated and every round cut off anywhere: the next one begins from what the store and the server say.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from app.domain.listing import WaitReason
from sync import fetching, pulling, pushing, sending
from sync.effects import Explain, Finish, Wait
from sync.events import (
    NO_GRANT,
    TOO_LARGE,
    Cancelled,
    Event,
    Failed,
    PackAnswered,
    PhotoArrived,
    PhotoAway,
    PhotoStatus,
    Pulled,
    Pushed,
    Started,
    ThumbnailArrived,
    Waited,
)
from sync.round_state import MAX_FAILURES, Phase, Round, Step, StopRoundError

_ENTER: Mapping[Phase, Callable[[Round], Step]] = {
    Phase.PULL: pulling.enter,
    Phase.PUSH: pushing.enter,
    Phase.PHOTOS_OUT: sending.enter,
    Phase.PULL_AGAIN: pulling.enter,
    Phase.THUMBNAILS: fetching.enter,
    Phase.ORIGINALS: fetching.enter,
}
_RESUME = {**_ENTER, Phase.THUMBNAILS: fetching.resume, Phase.ORIGINALS: fetching.resume}
_STEP: Mapping[Phase, Callable[[Round, Event], Step]] = {
    Phase.PULL: pulling.step,
    Phase.PUSH: pushing.step,
    Phase.PHOTOS_OUT: sending.step,
    Phase.PULL_AGAIN: pulling.step,
    Phase.THUMBNAILS: fetching.step,
    Phase.ORIGINALS: fetching.step,
}
_OF_ALL = frozenset(
    {
        WaitReason.UNREACHABLE,
        WaitReason.NOT_OURS,
        WaitReason.SIGNED_OUT,
        WaitReason.SERVER_ERROR,
        WaitReason.TOO_OLD,
    }
)
"""Problems that explain why everything waits; the others are a single item's."""

_GAINS = (Pulled, Pushed, ThumbnailArrived, PhotoArrived, PhotoAway)


def step(state: Round, event: Event) -> Step:
    """Return the round after the event, and what to do; an event after ``Finish`` changes nothing.

    Raises:
        ValueError: the event answers nothing that this round asked for: a bug of the driver.
    """
    if state.phase is Phase.OVER:
        return state, ()
    try:
        return _past_empty_phases(_step(state, event))
    except StopRoundError as stop:
        report = replace(stop.state.report, problem=stop.problem, code=stop.code)
        return _finish(replace(stop.state, report=report), stop.problem)


def _step(state: Round, event: Event) -> Step:
    match event:
        case Started():
            state, effects = _ENTER[state.phase](state)
            return state, (Explain(WaitReason.UNDER_WAY), *effects)
        case Cancelled():
            return _finish(replace(state, report=replace(state.report, was_cancelled=True)))
        case Failed():
            return _failed(state, event)
        case Waited():
            return _RESUME[state.phase](state)
        case _:
            return _STEP[state.phase](_noted(state, event), event)


def _noted(state: Round, event: Event) -> Round:
    """Note what an answer shows of the link; what ``have`` and ``pack`` are worth, only their contents tell."""
    if isinstance(event, _GAINS):
        return replace(state, has_answered=True, failures=0)
    if isinstance(event, PhotoStatus | PackAnswered):
        return replace(state, has_answered=True)
    return state


def _past_empty_phases(step_taken: Step) -> Step:
    """Enter the next phase while the one before has nothing more to do."""
    state, effects = step_taken
    while not effects:
        state = replace(state, phase=state.phase.next, failures=0)
        state, effects = _finish(state) if state.phase is Phase.OVER else _ENTER[state.phase](state)
    return state, effects


def _failed(state: Round, failed: Failed) -> Step:
    """Try again where a link that has worked in this round was cut, or a push was too large; else end the round."""
    failures = 1 if failed.moved else state.failures + 1
    slower = replace(
        state,
        failures=failures,
        pushing=replace(state.pushing, pace=state.pushing.pace.slower()),
        sending=replace(state.sending, pace=state.sending.pace.slower()),
    )
    if failed.code == NO_GRANT and state.phase is Phase.PHOTOS_OUT:
        return sending.pass_over_township(state, failed.code)
    if failed.code == TOO_LARGE and slower.pushing.pace != state.pushing.pace:
        return _ENTER[slower.phase](slower)
    if failed.reason is WaitReason.UNREACHABLE and state.has_answered and failures < MAX_FAILURES:
        return slower, (Wait(failures),)
    raise StopRoundError(state, failed.reason, failed.code)


def _finish(state: Round, problem: WaitReason = WaitReason.NOT_TRIED) -> Step:
    """End the round; what is left in the outbox says why."""
    over = replace(state, phase=Phase.OVER)
    reason = problem if problem in _OF_ALL else WaitReason.NOT_TRIED
    report = replace(state.report, refetched=tuple(map(str, state.pulling.refetched)))
    return over, (Explain(reason), Finish(report))
