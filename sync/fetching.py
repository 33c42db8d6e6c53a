"""The steps of a round that bring photos in: thumbnails of all that is missing, then the originals, newest first."""

from dataclasses import replace

from app.domain.listing import WaitReason
from app.ports.courier import Progress
from sync.effects import FetchOriginal, FetchThumbnail, FindMissing, Show
from sync.events import Event, Missing, PhotoArrived, PhotoAway, ThumbnailArrived
from sync.round_state import Fetching, Phase, Round, Step


def enter(state: Round) -> Step:
    """Look what is missing; originals only if they are wanted."""
    options = state.options
    if state.phase is Phase.ORIGINALS and not options.wants_originals:
        return state, ()
    return state, (FindMissing(options.thumbnails if state.phase is Phase.THUMBNAILS else options.originals),)


def resume(state: Round) -> Step:
    """Go on after a pause with the photo that failed."""
    return _next(state) if state.fetching.photos else enter(state)


def step(state: Round, event: Event) -> Step:
    """Take one step; no effects mean that every missing photo was tried."""
    fetching = state.fetching
    match event:
        case Missing(photos):
            return _next(replace(state, fetching=Fetching(photos)))
        case ThumbnailArrived(is_new):
            return _next(_counted(state, replace(fetching, done=fetching.done + 1), is_new))
        case PhotoArrived(size):
            fetching = replace(fetching, done=fetching.done + 1, bytes_done=fetching.bytes_done + size)
            return _next(_counted(state, fetching, 1))
        case PhotoAway(code):
            state = state.with_trouble(WaitReason.SERVER_ERROR, code) if code else state
            return _next(replace(state, fetching=replace(fetching, done=fetching.done + 1)))
        case _:
            raise ValueError(f"{event} does not belong to fetching photos")


def _counted(state: Round, fetching: Fetching, arrived: int) -> Round:
    report = replace(state.report, photos_received=state.report.photos_received + arrived)
    return replace(state, fetching=fetching, report=report)


def _next(state: Round) -> Step:
    fetching = state.fetching
    if fetching.done == len(fetching.photos):
        return replace(state, fetching=Fetching()), ()
    photo = fetching.photos[fetching.done]
    if state.phase is Phase.ORIGINALS:
        return state, (FetchOriginal(photo, _progress(state)),)
    return state, (Show(_progress(state)), FetchThumbnail(photo))


def _progress(state: Round) -> Progress:
    fetching = state.fetching
    bytes_all = sum(photo.size for photo in fetching.photos) if state.phase is Phase.ORIGINALS else 0
    return Progress(state.phase.value, fetching.done, len(fetching.photos), fetching.bytes_done, bytes_all)
