"""From a red light of a campaign to a case that is ready to be opened."""

from datetime import datetime

from app.domain.campaign import Light, Triage, read_campaign, triage_path
from app.domain.canonical import Json
from app.domain.case import (
    ADDRESS,
    CAMPAIGN,
    CLASS,
    DESCRIPTION,
    FOUND_AT,
    PROPOSED_LIMIT,
    PROPOSED_UNIT,
    SEVERITY,
    SITE,
    CaseSource,
    Origin,
    Severity,
)
from app.domain.case_class import GridClasses
from app.domain.kinds import Status
from app.domain.listing import AssetRow, RecordQuery, Sort
from app.domain.state import State
from app.domain.stream import Stream
from app.errors import AppError
from app.ports.store import Reading
from app.usecases.case_findings import asset_site, keeper_unit, shared_photo
from app.usecases.cases import NewCase
from app.workplace import RecordKey

TITLE_LENGTH = 40
SHOWN = frozenset({Status.SUBMITTED, Status.APPROVED, Status.RETURNED})
"""The states of an inspection whose photos a case may take over."""


def red_case(reading: Reading, key: RecordKey, asset: str, classes: GridClasses) -> NewCase:
    """Return the case that a red light asks for; everything in it can be changed before it is opened.

    Place and keeper are those of the register. Photos, and where they were taken, come from the newest inspection of
    the asset since the campaign began; there are none where nobody made one.

    Args:
        reading: a look at the store.
        key: the campaign's part.
        asset: UUID of the asset.
        classes: of which one is proposed by the kind of asset, with its time limit.

    Raises:
        AppError: ``campaign.not_red`` where the asset has no red light, or is not here.
    """
    state = reading.state(key.stream, key.record)
    campaign, found = read_campaign(state), reading.asset(asset)
    seen = campaign.triaged.get(asset) if campaign is not None else None
    if campaign is None or found is None or seen is None or seen.light is not Light.RED:
        raise AppError("campaign.not_red")
    inspected = _inspected(reading, asset, state.history[0].made_at)
    name, attached = found.name or found.code, inspected.attached() if inspected else {}
    return NewCase(
        stream=key.stream,
        title=f"{name}：{seen.note}"[:TITLE_LENGTH],
        place=found.village,
        asset=asset,
        source=CaseSource.CAMPAIGN,
        origin=Origin(key.stream, key.record, triage_path(asset)),
        values={**_values(found, seen, inspected, classes), CAMPAIGN: campaign.group},
        shared=tuple(shared_photo(photo, body) for photo, body in sorted(attached.items())),
    )


def _values(asset: AssetRow, seen: Triage, inspected: State | None, classes: GridClasses) -> dict[str, Json]:
    condition = classes.condition(classes.proposed.get(asset.subject, ""))
    values: dict[str, Json] = {
        CLASS: condition.id if condition else "",
        SEVERITY: Severity.URGENT.value,
        DESCRIPTION: seen.note,
        ADDRESS: f"{asset.village}{asset.name or asset.code}",
        FOUND_AT: seen.at,
        PROPOSED_UNIT: keeper_unit(asset),
        PROPOSED_LIMIT: condition.limit.to_body() if condition else "",
        SITE: (inspected.answers().get(SITE) if inspected else "") or asset_site(asset),
    }
    return {path: value for path, value in values.items() if value != ""}


def _inspected(reading: Reading, asset: str, since: str) -> State | None:
    """Return the newest inspection of an asset that was made at or after a moment (ISO 8601)."""
    query = RecordQuery(asset=asset, statuses=SHOWN, sort=Sort.MADE)
    for row in reading.record_rows(reading.record_keys(query, 1)):
        if datetime.fromisoformat(row.made_at) >= datetime.fromisoformat(since):
            return reading.state(Stream(row.township, row.subject), row.record)
    return None
