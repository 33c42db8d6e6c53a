"""A campaign 专项检查: before a typhoon, frost, flood or festival every asset of some kinds is seen and triaged.

A campaign over several townships and kinds of asset is one record of kind ``campaign`` in the stream of each, joined by
the ``campaign`` that their creation names. So whoever answers for these assets has it, and nobody needs another grant:
the directory's stream is written by administrators only, and a case is about one problem at one place.

* ``created`` says ``record``, ``campaign`` (the group's UUID), ``number``, ``title``.
* ``values``: the paths below; ``triage/<asset>`` holds what was seen of an asset, so that two inspectors never collide.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.canonical import Json
from app.domain.due import ExtraCheck
from app.domain.kinds import RecordKind, Status
from app.domain.state import Field, State
from app.domain.stream import Stream

HAZARD = "hazard"
DEADLINE = "deadline"
"""The last day on which the triage is in time, ISO 8601."""
CHECK_FROM, CHECK_UNTIL = "check_from", "check_until"
"""The days between which every asset is checked once more, after the event; not said where none is wanted."""
REASON = "reason"
TRIAGE = "triage/"


class Hazard(StrEnum):
    """What a campaign prepares for."""

    TYPHOON = "typhoon"
    FLOOD = "flood"
    FROST = "frost"
    FESTIVAL = "festival"
    OTHER = "other"


class Light(StrEnum):
    """How an asset stands: red needs action at once, amber is watched, green is sound."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"


@dataclass(frozen=True, slots=True)
class Triage:
    """What was seen of an asset: the light, a few words, when (ISO 8601) and by whom."""

    light: Light
    note: str
    at: str
    author: str


@dataclass(frozen=True, slots=True)
class Campaign:
    """One stream's part of a campaign; dates are None where the record does not say them."""

    record: str
    stream: Stream
    group: str
    title: str
    hazard: Hazard
    status: Status
    deadline: date | None
    check_from: date | None
    check_until: date | None
    reason: str
    triaged: Mapping[str, Triage]

    @property
    def is_open(self) -> bool:
        """Whether assets are still triaged."""
        return self.status is Status.OPEN


def triage_path(asset: str) -> str:
    """Return where a campaign keeps what was seen of an asset."""
    return f"{TRIAGE}{asset}"


def read_campaign(state: State) -> Campaign | None:
    """Return what a campaign says; None for any other record. What another program wrote badly reads as not said."""
    if state.kind is not RecordKind.CAMPAIGN or state.status is None:
        return None
    answers = state.answers()
    hazard = answers.get(HAZARD)
    triaged = {
        path.removeprefix(TRIAGE): seen
        for path, held in state.values.items()
        if path.startswith(TRIAGE) and (seen := _worst(held)) is not None
    }
    return Campaign(
        record=state.record,
        stream=state.stream,
        group=str(state.about.get("campaign") or state.record),
        title=str(state.about.get("title", "")),
        hazard=Hazard(hazard) if hazard in list(Hazard) else Hazard.OTHER,
        status=state.status,
        deadline=_day(answers.get(DEADLINE)),
        check_from=_day(answers.get(CHECK_FROM)),
        check_until=_day(answers.get(CHECK_UNTIL)),
        reason=str(answers.get(REASON) or ""),
        triaged=triaged,
    )


def extra_check(campaign: Campaign) -> ExtraCheck | None:
    """Return the check that is due after the event; closing the triage does not end it. None where none is wanted."""
    if campaign.status is Status.VOIDED or campaign.check_from is None or campaign.check_until is None:
        return None
    return ExtraCheck(
        id=campaign.record,
        subjects=frozenset({campaign.stream.subject}),
        townships=frozenset({campaign.stream.township}),
        begins_on=campaign.check_from,
        deadline=campaign.check_until,
        reason=campaign.title,
    )


def _worst(held: Field) -> Triage | None:
    """Return what was seen of an asset; where two did not know of each other, the worse counts."""
    seen = [triage for write in held.writes if (triage := _triage(write.value, write.author)) is not None]
    return min(seen, key=lambda triage: list(Light).index(triage.light), default=None)


def _triage(value: Json, author: str) -> Triage | None:
    if not isinstance(value, Mapping) or value.get("light") not in list(Light):
        return None
    return Triage(Light(str(value["light"])), str(value.get("note") or ""), str(value.get("at") or ""), author)


def _day(value: Json) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
