"""A round brought to each of its phases by plain answers, and what it then wants."""

from collections.abc import Iterable

from app.domain.listing import WaitReason
from app.ports.courier import RoundReport
from app.ports.exchange import HeldPhoto
from sync.effects import Effect, Finish
from sync.events import Event, Failed, Gathered, Kept, Pulled, Standing, Started, Unsent
from sync.round_state import Round
from sync.rounds import step
from tests.sync.answers import pulled

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
