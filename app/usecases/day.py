"""The inspector's day: what is due, what came back, what was begun."""

import re
from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from app.domain.draft import Draft
from app.domain.kinds import Status
from app.domain.listing import AssetRow, RecordQuery, RecordRow
from app.ports.store import Reading

SHANGHAI = ZoneInfo("Asia/Shanghai")
"""Business days are those of Shanghai, whatever the machine's zone."""

_COUNT = re.compile(r"[1-9]\d{0,3}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Every:
    """An interval of calendar months, days, or both."""

    months: int = 0
    days: int = 0

    def after(self, day: date) -> date:
        """Return the day one interval later; a month without that day gives its last."""
        month = day.month - 1 + self.months
        year, month = day.year + month // 12, month % 12 + 1
        moved = day.replace(year=year, month=month, day=min(day.day, monthrange(year, month)[1]))
        return moved + timedelta(days=self.days)


@dataclass(frozen=True, slots=True)
class Check:
    """A kind of inspection that falls due again and again.

    Attributes:
        form: id of the form that does it.
        subject: of the assets that need it.
        every: the interval where the asset does not say otherwise.
        own: name of the asset's attribute that says otherwise.
        unit: what that attribute counts, ``days`` or ``months``.
        also: ids of other forms that do it as well.
    """

    form: str
    subject: str
    every: Every
    own: str
    unit: str
    also: tuple[str, ...] = ()

    def interval(self, answers: Mapping[str, object]) -> Every:
        """Return the interval for an asset with these attributes; what is no count from 1 to 9999 says nothing."""
        count = _COUNT.fullmatch(str(answers.get(self.own)))
        return Every(**{self.unit: int(count[0])}) if count else self.every


BRIDGE_CHECKS: tuple[Check, ...] = (
    Check("bridge_patrol", "bridge", Every(days=7), "patrol_days", "days"),
    Check("bridge_regular", "bridge", Every(months=3), "regular_months", "months"),
    Check("bridge_periodic", "bridge", Every(months=36), "periodic_months", "months", also=("bridge_h21",)),
)
"""Daily patrol, regular check and periodic check of bridges.

Source: JTG 5120-2021, 3.3 to 3.5, the longest intervals of maintenance level Ⅲ, to which village bridges belong.
"""


class DueState(StrEnum):
    """How urgent a check is."""

    OVERDUE = "overdue"
    THIS_WEEK = "this_week"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Due:
    """A check of an asset that is or will be due.

    Attributes:
        due_on: the last day on which it is in time; today where it was never done.
        last_on: when it was last done, or None.
        days_late: days past ``due_on``, 0 where it is not.
    """

    asset: AssetRow
    form: str
    due_on: date
    last_on: date | None
    state: DueState
    days_late: int


@dataclass(frozen=True, slots=True)
class Today:
    """What waits for a person: due checks, most overdue first; records returned; drafts, newest first."""

    on: date
    due: tuple[Due, ...]
    returned: tuple[RecordRow, ...]
    drafts: tuple[Draft, ...]


def today(reading: Reading, *, now: datetime, person: str, checks: Sequence[Check] = BRIDGE_CHECKS) -> Today:
    """Return the day of a person as the store has it now; checks due later than in seven days are left out."""
    day = now.astimezone(SHANGHAI).date()
    subjects = sorted({check.subject for check in checks})
    assets = [asset for subject in subjects for asset in reading.assets(subject, limit=100_000)]
    last = {(visit.asset, visit.form): _day_of(visit.made_at) for visit in reading.visits()}
    returned = RecordQuery(statuses=frozenset({Status.RETURNED}), author=person)
    return Today(
        on=day,
        due=tuple(due for due in due_checks(assets, last, checks, day) if due.state is not DueState.LATER),
        returned=reading.record_rows(reading.record_keys(returned, 500)),
        drafts=reading.drafts(),
    )


def due_checks(
    assets: Iterable[AssetRow], last: Mapping[tuple[str, str], date], checks: Sequence[Check], day: date
) -> list[Due]:
    """Return every check of every asset with its due day, the earliest first.

    Args:
        assets: in use.
        last: (asset, form) to the day when it was last done.
        checks: the kinds of inspection.
        day: today.
    """
    found = [
        _due(asset, check, _last_done(asset, check, last), day)
        for asset in assets
        for check in checks
        if check.subject == asset.subject
    ]
    return sorted(found, key=lambda due: (due.due_on, due.asset.code, due.form))


def _last_done(asset: AssetRow, check: Check, last: Mapping[tuple[str, str], date]) -> date | None:
    done = [last[asset.record, form] for form in (check.form, *check.also) if (asset.record, form) in last]
    return max(done, default=None)


def _due(asset: AssetRow, check: Check, last_on: date | None, day: date) -> Due:
    due_on = day if last_on is None else check.interval(asset.answers).after(last_on)
    if due_on < day:
        state = DueState.OVERDUE
    elif due_on < day + timedelta(days=7):
        state = DueState.THIS_WEEK
    else:
        state = DueState.LATER
    return Due(asset, check.form, due_on, last_on, state, max((day - due_on).days, 0))


def _day_of(moment: str) -> date:
    return datetime.fromisoformat(moment).astimezone(SHANGHAI).date()
