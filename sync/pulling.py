"""The steps of a round that bring entries in: pull until there is no more, and fetch anew what differs."""

from dataclasses import replace

from app.domain.entry import InvalidEntryError
from app.domain.listing import WaitReason
from app.domain.stream import DIRECTORY, Stream
from app.ports.courier import Progress
from app.ports.exchange import Page
from sync.codec import entry_of
from sync.effects import AskPull, Effect, Forget, Keep, LookUpCursors, Show
from sync.events import Event, Kept, Pulled, Standing
from sync.protocol import DIGEST_CHARACTERS, Pull, PullAnswer, StreamPage
from sync.round_state import Phase, Pulling, Round, Step, StopRoundError

MAX_RESTARTS = 2


def enter(state: Round) -> Step:
    """Begin; the second time only if this round has changed anything at the server."""
    if state.phase is Phase.PULL_AGAIN and not state.report.sent + state.report.refused:
        return state, ()
    fresh = Pulling(refetched=state.pulling.refetched, doubted=state.pulling.doubted)
    return replace(state, pulling=fresh), (_show(state), LookUpCursors())


def step(state: Round, event: Event) -> Step:
    """Take one step; no effects mean that nothing more comes in."""
    match event:
        case Standing(cursors, digests):
            named = {str(stream): seq for stream, seq in cursors.items()}
            short = {str(stream): digest[:DIGEST_CHARACTERS] for stream, digest in digests.items()}
            return state, (AskPull(Pull(named, state.options.entries, short)),)
        case Pulled(answer):
            return _pulled(state, answer)
        case Kept():
            return _kept(state, event)
        case _:
            raise ValueError(f"{event} does not belong to a pull")


def _pulled(state: Round, answer: PullAnswer) -> Step:
    try:
        keep, cut_off = keep_of(answer)
    except (InvalidEntryError, ValueError) as error:
        raise StopRoundError(state, WaitReason.SERVER_ERROR, "sync.unreadable_answer") from error
    has_more = answer.more or cut_off
    return replace(state, pulling=replace(state.pulling, has_more=has_more)), (keep,)


def keep_of(answer: PullAnswer) -> tuple[Keep, bool]:
    """Return what is to be kept of an answer, and whether some of it had to be left for later.

    Raises:
        InvalidEntryError: bytes that are no entry.
        ValueError: a stream that is none.
    """
    pages = tuple(_page(wire) for wire in answer.pages)
    revoked = tuple(stream for stream in map(Stream.parse, answer.revoked) if stream != DIRECTORY)
    known, cut_off = _in_order(pages)
    return Keep(answer.generation, known, revoked), cut_off


def _page(wire: StreamPage) -> Page:
    entries = tuple(entry_of(entry) for entry in wire.entries)
    return Page(Stream.parse(wire.stream), wire.after, entries, wire.head, wire.digest)


def _in_order(pages: tuple[Page, ...]) -> tuple[tuple[Page, ...], bool]:
    """Return the pages that can be verified now, and whether any was left for later.

    The directory comes first, since it holds the keys of those who signed the rest; while some of it is still to come,
    nothing else can be judged.
    """
    directory = tuple(page for page in pages if page.stream == DIRECTORY)
    others = tuple(page for page in pages if page.stream != DIRECTORY)
    if any(page.after + len(page.entries) < page.head for page in directory):
        return directory, bool(others)
    return directory + others, False


def _kept(state: Round, kept: Kept) -> Step:
    if kept.is_new_generation:
        return _start_anew(state)
    state = replace(state, report=replace(state.report, received=state.report.received + kept.new))
    state, forgetting = _differing(state, kept.differing)
    state, doubts = _doubtful(state, kept.doubtful)
    if kept.forked:
        state = state.with_trouble(WaitReason.FORK, "sync.fork")
    if not ((kept.moved and state.pulling.has_more) or forgetting or doubts):
        return state, _warn_if_stuck(state)
    return state, (*forgetting, _show(state), LookUpCursors())


def _start_anew(state: Round) -> Step:
    restarts = state.pulling.restarts + 1
    if restarts > MAX_RESTARTS:
        raise StopRoundError(state, WaitReason.SERVER_ERROR, "sync.generation_unsteady")
    return replace(state, pulling=replace(state.pulling, restarts=restarts)), (LookUpCursors(),)


def _differing(state: Round, streams: tuple[Stream, ...]) -> tuple[Round, tuple[Effect, ...]]:
    """Fetch anew each stream that differs, once in a round; one that then still differs is reported."""
    anew = tuple(stream for stream in streams if stream not in state.pulling.refetched)
    if len(anew) < len(streams):
        state = state.with_trouble(WaitReason.SERVER_ERROR, "sync.digest_differs")
    state = replace(state, pulling=replace(state.pulling, refetched=state.pulling.refetched + anew))
    return state, tuple(Forget(stream) for stream in anew)


def _doubtful(state: Round, streams: tuple[Stream, ...]) -> tuple[Round, bool]:
    """Ask again, once in a round, for a page that does not verify: its device may only just have been enrolled."""
    doubts = frozenset(streams) - state.pulling.doubted
    if len(doubts) < len(streams):
        state = state.with_trouble(WaitReason.UNVERIFIED, "sync.forged")
    doubted = state.pulling.doubted | doubts
    return replace(state, pulling=replace(state.pulling, doubted=doubted)), bool(doubts)


def _warn_if_stuck(state: Round) -> tuple[Effect, ...]:
    if state.pulling.has_more and state.report.problem is None:
        raise StopRoundError(state, WaitReason.SERVER_ERROR, "sync.no_progress")
    return ()


def _show(state: Round) -> Show:
    return Show(Progress("pull", items_done=state.report.received))
