"""The clock of a case: how much of its time limit has passed; paused on hold, warned before, never guessed.

Urgent hours and natural days run round the clock, working hours and days in office hours only. Green up to 80 % of the
limit, amber up to all of it, red after. Where the way leads into a year of unknown holidays, the clock says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum

from app.domain.canonical import Json
from app.domain.case import Limit, LimitUnit
from app.domain.kinds import Action
from app.domain.office_hours import UnknownFrom, WorkTime
from app.domain.photo import ASSUMED_ZONE as DISTRICT_ZONE
from app.domain.state import State, Step

AMBER_FROM = 0.8
"""The share of the limit after which a case is warned of."""

_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)
_LAST_MINUTE = time(23, 59)


class Colour(StrEnum):
    """How a case stands to its limit."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Run:
    """What the clock of a case has to go by.

    Attributes:
        started_at: when the unit got the case.
        limit: the unit's time limit.
        extensions: by which it was made longer; each in the limit's own unit.
        pauses: from when to when it did not run, in order; the end is None while it does not run now.
        stopped_at: when the unit reported it mended.
    """

    started_at: datetime
    limit: Limit
    extensions: tuple[Limit, ...] = ()
    pauses: tuple[tuple[datetime, datetime | None], ...] = ()
    stopped_at: datetime | None = None

    @property
    def halted_at(self) -> datetime | None:
        """When the clock came to stand where it stands now; None while it runs."""
        if self.pauses and self.pauses[-1][1] is None:
            return self.pauses[-1][0]
        return self.stopped_at


@dataclass(frozen=True, slots=True)
class Due:
    """When a running clock turns amber and red; None where that lies in an unknown year.

    Attributes:
        amber_at: the last moment at which it is green.
        due_at: the last moment in time.
        unknown_from: the moment from which nothing is known, where either is None.
        frozen: the colour at which a clock stands that does not run; None while it runs.
    """

    amber_at: datetime | None
    due_at: datetime | None
    unknown_from: datetime | None = None
    frozen: Colour | None = None

    def colour(self, now: datetime) -> Colour:
        """Return how the case stands at a moment."""
        return self.frozen or _colour(self, now)


def reading(run: Run, work: WorkTime) -> Due:
    """Return when a case turns amber and red; of one that does not run, the colour at which it stands."""
    total = _length(run, work)
    amber, due = (_moment(run, work, share) for share in (total * AMBER_FROM, total))
    unknown = next((found for found in (amber, due) if isinstance(found, UnknownFrom)), None)
    found = Due(
        amber_at=None if isinstance(amber, UnknownFrom) else amber,
        due_at=None if isinstance(due, UnknownFrom) else due,
        unknown_from=unknown.moment if unknown else None,
    )
    return replace(found, frozen=_colour(found, run.halted_at)) if run.halted_at else found


def due_of(run: Run | None, work: WorkTime) -> Due | None:
    """Return the reading of a case; None while no unit has it, and where its limit leads past the end of time."""
    try:
        return reading(run, work) if run is not None else None
    except OverflowError:  # a device's clock may stand in the last hours of the calendar
        return None


def run_of(state: State) -> Run | None:
    """Return what the clock of a case goes by; None while no unit has it.

    Raises:
        ValueError: an entry of its history does not say what it must.
    """
    run: Run | None = None
    for step in state.history:
        run = _after_step(run, step)
    return run


def _colour(due: Due, now: datetime) -> Colour:
    if due.due_at is not None and now > due.due_at:
        return Colour.RED
    if due.unknown_from is not None and now >= due.unknown_from:
        return Colour.UNKNOWN
    if due.amber_at is not None and now > due.amber_at:
        return Colour.AMBER
    return Colour.GREEN


def _length(run: Run, work: WorkTime) -> timedelta:
    """Return how much time the limit and its extensions are, on the scale of their unit."""
    amount = sum((each.amount for each in (run.limit, *run.extensions)), Decimal(0))
    of_one = {
        LimitUnit.WORK_HOUR: _HOUR,
        LimitUnit.URGENT_HOUR: _HOUR,
        LimitUnit.WORK_DAY: work.hours.length,
        LimitUnit.URGENT_DAY: _DAY,
        LimitUnit.NATURAL_DAY: _DAY,
    }[run.limit.unit]
    return timedelta(seconds=round(float(amount) * of_one.total_seconds()))


def _moment(run: Run, work: WorkTime, share: timedelta) -> datetime | UnknownFrom:
    """Return the moment at which so much of the limit has passed, pauses left out.

    While the clock stands, it is the moment as if it ran on from where it came to stand.
    """
    start, left = run.started_at, share
    for began, ended in run.pauses:
        passed = _between(run.limit.unit, work, start, began)
        if isinstance(passed, UnknownFrom):
            return passed
        if passed >= left or ended is None:
            break
        start, left = max(ended, began), left - passed
    if run.limit.unit.is_round_the_clock:
        return start.astimezone(DISTRICT_ZONE) + left
    return work.after(start, left)


def _between(unit: LimitUnit, work: WorkTime, start: datetime, end: datetime) -> timedelta | UnknownFrom:
    return max(end - start, timedelta(0)) if unit.is_round_the_clock else work.between(start, end)


def _after_step(run: Run | None, step: Step) -> Run | None:
    """Return what the clock goes by after one more entry of the history."""
    at = datetime.fromisoformat(step.made_at)
    match step.action:
        case Action.ASSIGNED:
            return Run(at, _limit(step.body))
        case Action.TRANSFERRED:
            return Run(at, _until(at, str(step.body.get("reply_by"))))
        case Action.FILED | Action.REOPENED | Action.DECLINED | Action.VOIDED:
            return None
    return _gone_on(run, step, at) if run is not None else None


def _gone_on(run: Run, step: Step, at: datetime) -> Run | None:
    changed: Run | None = run
    match step.action:
        case Action.HELD:
            changed = replace(run, pauses=(*run.pauses, (at, None)))
        case Action.RESUMED if run.pauses:
            changed = replace(run, pauses=(*run.pauses[:-1], (run.pauses[-1][0], at)))
        case Action.EXTENDED:
            changed = replace(run, extensions=(*run.extensions, _limit(step.body)))
        case Action.HANDLED | Action.VERIFIED if run.stopped_at is None:
            changed = replace(run, stopped_at=at)
        case Action.SENT_BACK:
            stopped = run.stopped_at
            changed = replace(run, pauses=(*run.pauses, (stopped, at)), stopped_at=None) if stopped else None
    return changed


def _limit(body: Mapping[str, Json]) -> Limit:
    return Limit.from_body(body.get("limit"))


def _until(start: datetime, day: str) -> Limit:
    """Return the time to the end of a day as natural days; a second where that day is over."""
    end = datetime.combine(date.fromisoformat(day), _LAST_MINUTE, DISTRICT_ZONE)
    seconds = max(round((end - start).total_seconds()), 1)
    return Limit(Decimal(seconds) / Decimal(86400), LimitUnit.NATURAL_DAY)
