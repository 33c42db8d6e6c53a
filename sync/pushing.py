"""The steps of a round that carry entries out: push in chunks until the outbox yields nothing new."""

from collections.abc import Iterable
from dataclasses import replace

from app.domain.entry import Entry, InvalidEntryError
from app.domain.listing import WaitReason
from app.ports.courier import Progress
from app.ports.exchange import Result
from sync.codec import entry_of, receipt_of
from sync.effects import AskPush, Gather, Settle, Show
from sync.events import Event, Gathered, Pushed, Settled
from sync.protocol import MAX_PUSH_ENTRIES, PushResult
from sync.round_state import Pushing, Round, Step, StopRoundError

DELIVERED = frozenset({"accepted", "known"})
NOT_TAKEN = frozenset({"refused", "invalid", "fork"})


def enter(state: Round) -> Step:
    """Begin, or go on after a pause: what was under way may or may not have arrived, so it is asked for again."""
    return state, (_show(state), _gather(state.pushing))


def step(state: Round, event: Event) -> Step:
    """Take one step; no effects mean that the outbox has nothing more to try."""
    match event:
        case Gathered(entries):
            return _gathered(state, entries)
        case Pushed(answer, seconds):
            return _pushed(state, answer.results, seconds)
        case Settled(left):
            return _settled(state, left)
        case _:
            raise ValueError(f"{event} does not belong to a push")


def _gather(pushing: Pushing) -> Gather:
    """Ask for a chunk behind what is stuck at the front of the outbox."""
    return Gather(MAX_PUSH_ENTRIES + len(pushing.stuck), pushing.pace.size + sum(pushing.stuck.values()))


def _gathered(state: Round, entries: tuple[Entry, ...]) -> Step:
    pushing = state.pushing
    fresh = tuple(entry for entry in entries if entry.id not in pushing.stuck)[:MAX_PUSH_ENTRIES]
    if fresh:
        return replace(state, pushing=replace(pushing, in_flight=fresh)), (AskPush(fresh),)
    if not (pushing.stuck and pushing.has_gained):
        return state, ()
    # What waited for its parent may have got it since.
    again = replace(pushing, stuck={}, has_gained=False)
    return replace(state, pushing=again), (_gather(again),)


def _pushed(state: Round, answers: list[PushResult], seconds: float) -> Step:
    pushing = state.pushing
    results = results_of(pushing.in_flight, answers)
    sent = sum(map(_size, pushing.in_flight))
    delivered = sum(result.outcome in DELIVERED and result.stub is None for result in results)
    stuck = {
        entry.id: _size(entry)
        for entry, result in zip(pushing.in_flight, results, strict=True)
        if result.outcome not in DELIVERED | NOT_TAKEN
    }
    pushing = replace(
        pushing,
        pace=pushing.pace.after(sent, seconds),
        in_flight=(),
        leaving=len(results) - len(stuck),
        refused=len(results) - len(stuck) - delivered,
        stuck={**pushing.stuck, **stuck},
        bytes_done=pushing.bytes_done + sent,
    )
    state = replace(state, pushing=pushing)
    if any(result.outcome == "fork" for result in results):
        state = state.with_trouble(WaitReason.FORK, "sync.fork")
    return state, (Settle(results),)


def results_of(pushed: Iterable[Entry], answers: Iterable[PushResult]) -> tuple[Result, ...]:
    """Return what the server said of each entry."""
    said = {answer.id: answer for answer in answers}
    return tuple(_result(entry, said.get(entry.id)) for entry in pushed)


def _result(entry: Entry, said: PushResult | None) -> Result:
    """Return what the server said; a receipt that is missing or cannot be read is one that will not verify.

    An entry of which it said nothing counts as accepted without a receipt.
    """
    if said is None:
        return Result(entry.id, "accepted")
    try:
        stub = entry_of(said.stub) if said.stub is not None else None
        receipt = receipt_of(said.receipt, stub or entry) if said.receipt is not None else None
    except (InvalidEntryError, ValueError):
        stub, receipt = None, None
    return Result(entry.id, said.outcome, said.code, said.missing, receipt, stub)


def _settled(state: Round, left: int) -> Step:
    pushing, report = state.pushing, state.report
    sent = max(0, left - pushing.refused)
    state = replace(
        state,
        report=replace(report, sent=report.sent + sent, refused=report.refused + pushing.refused),
        pushing=replace(pushing, has_gained=pushing.has_gained or left > 0),
    )
    if left < pushing.leaving:
        raise StopRoundError(state, WaitReason.UNVERIFIED, "sync.receipt_not_verified")
    return state, (_show(state), _gather(state.pushing))


def _show(state: Round) -> Show:
    return Show(Progress("push", items_done=state.report.sent, bytes_done=state.pushing.bytes_done))


def _size(entry: Entry) -> int:
    return len(entry.payload) + len(entry.signature)
