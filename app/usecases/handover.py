"""Handing work over: assets, drafts and returned records pass to another person in one act that both sign.

The offer is a record of each stream that is concerned, signed by whoever gives; the acceptance is signed by whoever
takes. A draft is no entry, so its content travels in the offer: from then on it is no draft of the giver any more, and
becomes one of the taker by the acceptance. What is declined or withdrawn comes back to the giver by an act of the
giver, so that a draft is never in two hands. Due dates stay with their assets and so pass with them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from app.domain.canonical import Json
from app.domain.draft import Draft, DraftPhoto
from app.domain.keeping import KEEPER
from app.domain.kinds import Action, RecordKind, Status
from app.domain.listing import AssetRow, RecordQuery, RecordRow
from app.domain.state import State
from app.domain.stream import Stream
from app.errors import AppError
from app.ports.clock import Clock, Ids
from app.ports.store import Reading, Unit
from app.usecases import review
from app.usecases.acts import Step, chain_of_acts, new_record
from app.usecases.submission import attachments, portions
from app.workplace import RecordKey, Workplace

MOST = 1_000


@dataclass(frozen=True, slots=True)
class Parcel:
    """What is handed over: all of one person to another."""

    to: str
    assets: tuple[AssetRow, ...] = ()
    drafts: tuple[Draft, ...] = ()
    returned: tuple[RecordRow, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """An offer in one stream, as it stands.

    Attributes:
        batch: what the offers of one act have in common.
        giver: id of the person.
        taker: id of the person.
        assets: ids.
        drafts: what was begun, as it was.
        returned: ids of records that wait to be corrected.
    """

    key: RecordKey
    batch: str
    status: Status
    giver: str
    taker: str
    note: str
    assets: tuple[str, ...]
    drafts: tuple[Draft, ...]
    returned: tuple[str, ...]


def hand_over(unit: Unit, place: Workplace, parcel: Parcel) -> tuple[RecordKey, ...]:
    """Offer work to another person; the drafts leave this home with the offer.

    Raises:
        AppError: ``handover.nothing``, ``handover.to_oneself``, ``handover.not_theirs`` if the person may not work on
            one of the streams, ``record.answer_too_long`` if one answer of a draft does not fit into an entry.
    """
    if parcel.to == place.person:
        raise AppError("handover.to_oneself")
    streams = sorted({*_streams(parcel)})
    if not streams:
        raise AppError("handover.nothing")
    directory = unit.directory()
    for stream in streams:
        if not directory.roles(parcel.to, stream):
            raise AppError("handover.not_theirs", person=directory.name(parcel.to), stream=str(stream))
    batch = place.ids.new()
    return tuple(_offer(unit, place, stream, _within(parcel, stream), batch) for stream in streams)


def offers(reading: Reading, person: str) -> tuple[Offer, ...]:
    """Return the offers to and from a person that are not settled, the newest first.

    Settled are accepted ones and those that the giver took back; a declined one waits for its giver.
    """
    query = RecordQuery(kind=RecordKind.HANDOVER, statuses=frozenset({Status.OFFERED, Status.DECLINED}))
    rows = reading.record_rows(reading.record_keys(query, MOST))
    found = ((row, reading.state(Stream(row.township, row.subject), row.record)) for row in rows)
    return tuple(_read(row, state) for row, state in found if _waits_for(person, row, state))


def accept(unit: Unit, place: Workplace, offer: Offer) -> None:
    """Take over what was offered: sign it, keep the assets, go on with the drafts.

    Raises:
        AppError: ``handover.for_another``; those of ``review.decide``.
    """
    if offer.taker != place.person:
        raise AppError("handover.for_another", person=unit.directory().name(offer.taker))
    _decide(unit, place, offer, Action.ACCEPTED)
    for draft in offer.drafts:
        unit.put_draft(draft)
    for asset in offer.assets:
        _keep(unit, place.clock, place.ids, RecordKey(offer.key.stream, asset), place.person)


def decline(unit: Unit, place: Workplace, offer: Offer) -> None:
    """Leave what was offered with its giver; raises as ``accept``."""
    if offer.taker != place.person:
        raise AppError("handover.for_another", person=unit.directory().name(offer.taker))
    _decide(unit, place, offer, Action.DECLINED)


def take_back(unit: Unit, place: Workplace, offer: Offer) -> None:
    """Have again what one offered, before it was accepted or after it was declined; the drafts come back.

    Raises:
        AppError: ``handover.not_own``; those of ``review.decide``.
    """
    if offer.giver != place.person:
        raise AppError("handover.not_own", person=unit.directory().name(offer.giver))
    _decide(unit, place, offer, Action.WITHDRAWN)
    for draft in offer.drafts:
        unit.put_draft(draft)


def to_correct(reading: Reading, person: str, limit: int) -> tuple[RecordRow, ...]:
    """Return the returned records that wait for a person: own ones not handed over, and those taken over."""
    own = RecordQuery(statuses=frozenset({Status.RETURNED}), author=person)
    taken = _taken(reading)
    rows = [row for row in reading.record_rows(reading.record_keys(own, limit)) if row.record not in taken]
    for record, (stream, taker) in taken.items():
        row = reading.record_row(stream.township, record) if taker == person else None
        if row is not None and row.status is Status.RETURNED:
            rows.append(row)
    return tuple(rows)


def _waits_for(person: str, row: RecordRow, state: State) -> bool:
    is_offered = row.status is Status.OFFERED and state.answers().get("to") == person
    return is_offered or state.history[0].author == person


def _taken(reading: Reading) -> dict[str, tuple[Stream, str]]:
    """Return the records that were handed over to be corrected: where each is, and who accepted it last."""
    query = RecordQuery(kind=RecordKind.HANDOVER, statuses=frozenset({Status.ACCEPTED}))
    found: list[tuple[datetime, Stream, dict[str, Json]]] = []
    for row in reading.record_rows(reading.record_keys(query, MOST)):
        state = reading.state(Stream(row.township, row.subject), row.record)
        accepted = [step.made_at for step in state.history if step.action is Action.ACCEPTED]
        found.append((max(map(datetime.fromisoformat, accepted)), state.stream, state.answers()))
    found.sort(key=lambda each: each[0])
    return {
        record: (stream, str(values.get("to", "")))
        for _, stream, values in found
        for record in _named(values, "returned/")
    }


def _offer(unit: Unit, place: Workplace, stream: Stream, parcel: Parcel, batch: str) -> RecordKey:
    key = new_record(stream, place.ids)
    photos = [photo for draft in parcel.drafts for photo in draft.photos]
    for photo in photos:
        unit.keep_photo(stream.township, photo.sha256, photo.size)
    steps = [*_steps(parcel, batch, unit.directory().name(parcel.to)), *attachments(photos)]
    unit.append(chain_of_acts(key, (), steps, clock=place.clock, ids=place.ids))
    for draft in parcel.drafts:
        unit.drop_draft(draft.record)
    return key


def _steps(parcel: Parcel, batch: str, name: str) -> Iterator[Step]:
    values: dict[str, Json] = {"to": parcel.to, "batch": batch, "note": parcel.note}
    values |= {f"assets/{asset.record}": True for asset in parcel.assets}
    values |= {f"returned/{row.record}": True for row in parcel.returned}
    for draft in parcel.drafts:
        values |= _written(draft)
    first, *rest = portions(values)
    yield Action.CREATED, {"record": RecordKind.HANDOVER.value, "title": name, "values": first}
    for portion in rest:
        yield Action.ANSWERED, {"values": portion}


def _written(draft: Draft) -> dict[str, Json]:
    """Return a draft as values of an offer: each answer by itself, so that a long form fits into entries."""
    head = f"drafts/{draft.record}"
    about: dict[str, Json] = {
        "form": draft.form,
        "version": draft.version,
        "asset": draft.asset,
        "title": draft.title,
        "heads": list(draft.heads),
        "changed_at": draft.changed_at,
        "photos": [asdict(photo) for photo in draft.photos],
    }
    return {head: about, **{f"{head}/{path}": {"answer": value} for path, value in draft.values.items()}}


def _read(row: RecordRow, state: State) -> Offer:
    values = state.answers()
    drafts = [path.split("/")[1] for path in values if path.startswith("drafts/") and path.count("/") == 1]
    return Offer(
        key=RecordKey(state.stream, row.record),
        batch=str(values.get("batch", "")),
        status=row.status,
        giver=state.history[0].author,
        taker=str(values.get("to", "")),
        note=str(values.get("note", "")),
        assets=_named(values, "assets/"),
        drafts=tuple(_draft(state, record) for record in sorted(drafts)),
        returned=_named(values, "returned/"),
    )


def _named(values: Mapping[str, Json], beginning: str) -> tuple[str, ...]:
    return tuple(sorted(path.removeprefix(beginning) for path in values if path.startswith(beginning)))


def _draft(state: State, record: str) -> Draft:
    """Read a draft back; what another program may have signed otherwise is refused.

    Raises:
        AppError: ``handover.damaged``.
    """
    values, head = state.answers(), f"drafts/{record}"
    about: Any = values[head]  # Any: checked by what is made of it
    try:
        answers = {
            path.removeprefix(f"{head}/"): value["answer"]
            for path, value in values.items()
            if path.startswith(f"{head}/") and isinstance(value, dict)
        }
        return Draft(
            record=record,
            stream=state.stream,
            form=str(about["form"]),
            version=str(about["version"]),
            asset=None if about["asset"] is None else str(about["asset"]),
            title=str(about["title"]),
            values=answers,
            photos=tuple(DraftPhoto(**photo) for photo in about["photos"]),
            heads=tuple(map(str, about["heads"])),
            changed_at=str(about["changed_at"]),
        )
    except (KeyError, TypeError) as error:
        raise AppError("handover.damaged", record=record) from error


def _decide(unit: Unit, place: Workplace, offer: Offer, action: Action) -> None:
    heads = unit.state(offer.key.stream, offer.key.record).heads
    tools: dict[str, Any] = {"clock": place.clock, "ids": place.ids, "person": place.person}  # Any: of three types
    review.decide(unit, (action, {}), key=offer.key, heads=heads, **tools)


def _keep(unit: Unit, clock: Clock, ids: Ids, asset: RecordKey, person: str) -> None:
    state = unit.state(asset.stream, asset.record)
    if state.status is not Status.IN_USE:  # retired since it was offered; nobody need keep it
        return
    unit.append(
        chain_of_acts(asset, state.heads, [(Action.ANSWERED, {"values": {KEEPER: person}})], clock=clock, ids=ids)
    )


def _streams(parcel: Parcel) -> Iterator[Stream]:
    rows: Iterable[AssetRow | RecordRow] = (*parcel.assets, *parcel.returned)
    yield from (Stream(row.township, row.subject) for row in rows)
    yield from (draft.stream for draft in parcel.drafts)


def _within(parcel: Parcel, stream: Stream) -> Parcel:
    """Return the part of a parcel that lies in a stream."""

    def here(rows: Sequence[Any]) -> tuple[Any, ...]:  # Any: assets or records
        return tuple(row for row in rows if Stream(row.township, row.subject) == stream)

    drafts = tuple(draft for draft in parcel.drafts if draft.stream == stream)
    return replace(parcel, assets=here(parcel.assets), drafts=drafts, returned=here(parcel.returned))
