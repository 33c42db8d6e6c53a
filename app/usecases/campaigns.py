"""Campaigns: starting one, triaging assets, how far it is, and the check that falls due after the event."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.campaign import (
    CHECK_FROM,
    CHECK_UNTIL,
    DEADLINE,
    HAZARD,
    REASON,
    Campaign,
    Hazard,
    Light,
    Triage,
    read_campaign,
    triage_path,
)
from app.domain.canonical import Json
from app.domain.kinds import Action, RecordKind, Status, may_move
from app.domain.listing import AssetRow, RecordQuery, Sort
from app.domain.stream import Stream
from app.errors import AppError
from app.ports.clock import Clock, Ids
from app.ports.store import Reading, Unit
from app.usecases import review
from app.usecases.acts import Step, chain_of_acts, moment_text, new_record
from app.usecases.numbering import next_number
from app.usecases.review import check_allowed
from app.workplace import RecordKey

MOST_ASSETS = 1_000_000


@dataclass(frozen=True, slots=True)
class NewCampaign:
    """A campaign that is to begin; the extra check afterwards is wanted where both its days are given."""

    title: str
    hazard: Hazard
    subjects: tuple[str, ...]
    townships: tuple[str, ...]
    deadline: date
    check_from: date | None = None
    check_until: date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """An asset of a campaign and what was seen of it; None where nobody was there yet."""

    asset: AssetRow
    triage: Triage | None


@dataclass(frozen=True, slots=True)
class Part:
    """One township and kind of asset of a campaign, with every asset in use."""

    campaign: Campaign
    seen: tuple[Seen, ...]

    def count(self, light: Light | None) -> int:
        """Return how many assets stand so; None counts those that nobody has seen."""
        return sum((each.triage.light if each.triage else None) is light for each in self.seen)


@dataclass(frozen=True, slots=True)
class Progress:
    """A whole campaign, its parts by township and subject."""

    group: str
    title: str
    hazard: Hazard
    deadline: date | None
    is_open: bool
    parts: tuple[Part, ...]

    def count(self, light: Light | None) -> int:
        """Return how many assets of all parts stand so; None counts those that nobody has seen."""
        return sum(part.count(light) for part in self.parts)

    @property
    def total(self) -> int:
        """How many assets there are."""
        return sum(len(part.seen) for part in self.parts)


def start_campaign(unit: Unit, *, machine: str, clock: Clock, ids: Ids, person: str, new: NewCampaign) -> str:
    """Begin a campaign in every township and kind of asset chosen, in one act; return the group's id.

    Raises:
        AppError: ``campaign.incomplete``, ``campaign.check_days`` where the extra check ends before it begins,
            ``review.not_allowed`` where the person does not supervise one of them.
    """
    _check(new)
    group = ids.new()
    values: dict[str, Json] = {HAZARD: new.hazard.value, DEADLINE: new.deadline.isoformat(), REASON: new.reason}
    if new.check_from is not None and new.check_until is not None:
        values |= {CHECK_FROM: new.check_from.isoformat(), CHECK_UNTIL: new.check_until.isoformat()}
    for stream in (Stream(township, subject) for township in new.townships for subject in new.subjects):
        if not may_move(unit.directory().roles(person, stream), RecordKind.CAMPAIGN, None, Action.CREATED):
            raise AppError("review.not_allowed", action=Action.CREATED.value)
        about: dict[str, Json] = {
            "record": RecordKind.CAMPAIGN.value,
            "campaign": group,
            "number": next_number(unit, stream.township, machine, clock),
            "title": new.title.strip(),
            "values": values,
        }
        unit.append(chain_of_acts(new_record(stream, ids), (), [(Action.CREATED, about)], clock=clock, ids=ids))
    return group


def triage(
    unit: Unit,
    *,
    clock: Clock,
    ids: Ids,
    person: str,
    key: RecordKey,
    assets: Sequence[str],
    light: Light,
    note: str = "",
) -> None:
    """Say how assets stand, in one entry; a new light takes the place of the one before.

    Raises:
        AppError: ``campaign.note_needed`` for a red one without a word, ``review.not_allowed``,
            ``record.needs_newer_program``.
    """
    if light is Light.RED and not note.strip():
        raise AppError("campaign.note_needed")
    state = unit.state(key.stream, key.record)
    said: dict[str, Json] = {"light": light.value, "note": note.strip(), "at": moment_text(clock.now())}
    step: Step = (Action.ANSWERED, {"values": {triage_path(asset): said for asset in assets}})
    check_allowed(unit, state, [Action.ANSWERED], person)
    unit.append(chain_of_acts(key, state.heads, [step], clock=clock, ids=ids))


def end_campaign(unit: Unit, action: Action, *, clock: Clock, ids: Ids, person: str, group: str) -> int:
    """Close, reopen or void every part of a campaign; return how many parts; raises as ``review.decide``."""
    parts = [part for part in _campaigns(unit) if part.group == group]
    for part in parts:
        key = RecordKey(part.stream, part.record)
        heads = unit.state(key.stream, key.record).heads
        review.decide(unit, (action, {}), clock=clock, ids=ids, person=person, key=key, heads=heads)
    return len(parts)


def progress(reading: Reading) -> tuple[Progress, ...]:
    """Return every campaign that was not voided with all its assets, the newest first."""
    groups: dict[str, list[Campaign]] = {}
    for campaign in _campaigns(reading):
        if campaign.status is not Status.VOIDED:
            groups.setdefault(campaign.group, []).append(campaign)
    assets = _assets_of(reading, (part.stream for parts in groups.values() for part in parts))
    return tuple(_progress(group, parts, assets) for group, parts in groups.items())


def _check(new: NewCampaign) -> None:
    given = {"title": new.title.strip(), "subjects": new.subjects, "townships": new.townships}
    missing = next((name for name, said in given.items() if not said), None)
    if missing is not None:
        raise AppError("campaign.incomplete", field=missing)
    days = (new.check_from, new.check_until)
    if any(days) and (new.check_from is None or new.check_until is None or new.check_from > new.check_until):
        raise AppError("campaign.check_days")


def _campaigns(reading: Reading) -> Iterable[Campaign]:
    """Yield every campaign's parts, the newest first."""
    query = RecordQuery(kind=RecordKind.CAMPAIGN, sort=Sort.MADE)
    for row in reading.record_rows(reading.record_keys(query)):
        campaign = read_campaign(reading.state(Stream(row.township, row.subject), row.record))
        if campaign is not None:
            yield campaign


def _assets_of(reading: Reading, streams: Iterable[Stream]) -> dict[Stream, list[AssetRow]]:
    found: dict[Stream, list[AssetRow]] = {stream: [] for stream in streams}
    for subject in {stream.subject for stream in found}:
        for asset in reading.assets(subject, limit=MOST_ASSETS):
            found.get(Stream(asset.township, subject), []).append(asset)
    return found


def _progress(group: str, parts: list[Campaign], assets: dict[Stream, list[AssetRow]]) -> Progress:
    ordered = sorted(parts, key=lambda part: part.stream)
    first = ordered[0]
    return Progress(
        group=group,
        title=first.title,
        hazard=first.hazard,
        deadline=first.deadline,
        is_open=any(part.is_open for part in parts),
        parts=tuple(
            Part(part, tuple(Seen(asset, part.triaged.get(asset.record)) for asset in assets[part.stream]))
            for part in ordered
        ),
    )
