"""The steps of a round that carry photos out: ask what the server has, pack the rest from where it stands."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from app.domain.listing import WaitReason
from app.domain.receipt import PhotoReceipt
from app.ports.courier import Progress
from app.ports.exchange import HeldPhoto
from sync.codec import photo_receipt_of
from sync.effects import AskHave, Effect, FindUnsent, NoteHeld, Portion, SendPack, SettlePhotos
from sync.events import Event, PackAnswered, PhotosSettled, PhotoStatus, PhotoUnreadable, Unsent
from sync.frames import HEAD_BYTES
from sync.protocol import HaveAnswer
from sync.round_state import MAX_FAILURES, Round, Sending, Step, StopRoundError

BATCH = 200


def enter(state: Round) -> Step:
    """Begin, or go on after a pause: the server is asked anew where it stands."""
    if not state.options.sends_photos:
        return state, ()
    state = replace(state, sending=replace(state.sending, packed=()))
    return state, (FindUnsent(BATCH + len(state.sending.given_up)),)


def step(state: Round, event: Event) -> Step:
    """Take one step; no effects mean that no photo is left to try."""
    match event:
        case Unsent(photos):
            return _found(state, photos)
        case PhotoStatus(answer):
            return _answered(state, answer, state.sending.group)
        case PackAnswered(answer, seconds):
            return _packed(state, answer, answer.rejected, seconds)
        case PhotosSettled(verified):
            return _settled(state, verified)
        case PhotoUnreadable(photo, code):
            return _pack(_give_up(state, photo, code))
        case _:
            raise ValueError(f"{event} does not belong to sending photos")


def _found(state: Round, photos: tuple[HeldPhoto, ...]) -> Step:
    """Take the photos of the newest one's township; the others follow."""
    fresh = tuple(photo for photo in photos if photo not in state.sending.given_up)
    if not fresh:
        return state, ()
    township = fresh[0].township
    group = tuple(photo for photo in fresh if photo.township == township)
    state = replace(state, sending=replace(state.sending, group=group))
    return state, (AskHave(township, tuple(photo.sha256 for photo in group)),)


def _packed(state: Round, answer: HaveAnswer, rejected: Sequence[str], seconds: float) -> Step:
    sending = state.sending
    before = sum(sending.positions.get(photo, 0) for photo in sending.packed)
    sent = max(0, _standing(answer, sending.packed) - before)
    state = replace(state, sending=replace(sending, pace=sending.pace.after(sent, seconds)))
    for photo in sending.packed:
        if photo.sha256 in rejected:
            state = _reject(state, photo)
    return _answered(state, answer, sending.packed)


def _standing(answer: HaveAnswer, photos: Sequence[HeldPhoto]) -> int:
    whole = {receipt.sha256 for receipt in answer.receipts}
    return sum(photo.size if photo.sha256 in whole else answer.held.get(photo.sha256, 0) for photo in photos)


def _answered(state: Round, answer: HaveAnswer, asked: tuple[HeldPhoto, ...]) -> Step:
    """Take up where the server stands with the photos that were asked for or packed."""
    before = state.sending.positions
    positions = {photo: min(answer.held.get(photo.sha256, 0), photo.size) for photo in asked}
    notes = tuple(NoteHeld(photo, held) for photo, held in positions.items() if held != before.get(photo, 0))
    receipts = _receipts(state, answer, {photo.sha256 for photo in asked})
    gained = bool(receipts) or any(held > before.get(photo, 0) for photo, held in positions.items())
    state = _count_failures(state, gained=gained)
    sending = replace(state.sending, positions={**before, **positions}, packed=(), expected=len(receipts))
    whole = {receipt.sha256 for receipt in receipts}
    sending = replace(sending, group=tuple(photo for photo in sending.group if photo.sha256 not in whole))
    state = replace(state, sending=sending)
    if receipts:
        return state, (*notes, SettlePhotos(receipts))
    return _pack(state, notes)


def _receipts(state: Round, answer: HaveAnswer, asked: set[str]) -> tuple[PhotoReceipt, ...]:
    try:
        return tuple(photo_receipt_of(wire) for wire in answer.receipts if wire.sha256 in asked)
    except ValueError as error:
        raise StopRoundError(state, WaitReason.UNVERIFIED, "sync.receipt_not_verified") from error


def _count_failures(state: Round, *, gained: bool) -> Round:
    """Note an answer that brought nothing on: a server that says yes and keeps nothing must not be fed for ever."""
    if gained:
        return replace(state, failures=0)
    if not state.sending.packed:
        return state
    if state.failures + 1 >= MAX_FAILURES:
        raise StopRoundError(state, WaitReason.SERVER_ERROR, "sync.photos_stuck")
    return replace(state, failures=state.failures + 1)


def _settled(state: Round, verified: int) -> Step:
    state = replace(state, report=replace(state.report, photos_sent=state.report.photos_sent + verified))
    if verified < state.sending.expected:
        raise StopRoundError(state, WaitReason.UNVERIFIED, "sync.receipt_not_verified")
    return _pack(state)


def _pack(state: Round, notes: tuple[Effect, ...] = ()) -> Step:
    """Send the next bytes of the group, newest photo first; with none left, look for another group."""
    sending = state.sending
    if not sending.group:
        state, effects = enter(state)
        return state, (*notes, *effects)
    portions = _portions(sending)
    packed = tuple(portion.photo for portion in portions)
    state = replace(state, sending=replace(sending, packed=packed))
    return state, (*notes, SendPack(packed[0].township, portions, _progress(state)))


def _portions(sending: Sending) -> tuple[Portion, ...]:
    portions = []
    budget = sending.pace.size
    for photo in sending.group:
        offset = sending.positions.get(photo, 0)
        portions.append(Portion(photo, offset, min(photo.size - offset, budget)))
        budget -= portions[-1].length + HEAD_BYTES
        if budget <= 0:
            break
    return tuple(portions)


def _reject(state: Round, photo: HeldPhoto) -> Round:
    """Start a photo again whose bytes arrived as others; the second time leave it, for its file may be spoilt."""
    if photo in state.sending.rejected:
        return _give_up(state, photo, "sync.photo_rejected")
    return replace(state, sending=replace(state.sending, rejected=state.sending.rejected | {photo}))


def _give_up(state: Round, photo: HeldPhoto, code: str) -> Round:
    sending = state.sending
    left = tuple(each for each in sending.group if each != photo)
    state = replace(state, sending=replace(sending, given_up=sending.given_up | {photo}, group=left))
    return state.with_trouble(WaitReason.INVALID, code)


def pass_over_township(state: Round, code: str) -> Step:
    """Leave the photos of a township in which this person has no grant any more, and go on with the next."""
    sending = replace(state.sending, given_up=state.sending.given_up | set(state.sending.group), group=())
    return enter(replace(state, sending=sending).with_trouble(WaitReason.REFUSED, code))


def _progress(state: Round) -> Progress:
    group, positions = state.sending.group, state.sending.positions
    return Progress(
        "photos_out",
        items_done=state.report.photos_sent,
        items_all=state.report.photos_sent + len(group),
        bytes_done=_sum(positions, group),
        bytes_all=sum(photo.size for photo in group),
    )


def _sum(positions: Mapping[HeldPhoto, int], photos: Sequence[HeldPhoto]) -> int:
    return sum(positions.get(photo, 0) for photo in photos)
