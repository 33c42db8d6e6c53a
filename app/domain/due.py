"""When a check of an asset falls due, and from when on it is overdue.

The one definition that list, badge, page, export and server share. All days are days in the district. What is decided
does not depend on the day it is asked for: a ``Deadline`` holds until the asset is checked again or changed, so that it
can be kept in a table and asked for by a comparison of days.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from app.domain.calendar import WorkCalendar
from app.domain.listing import AssetRow
from app.domain.periods import Every, Period, Season
from app.errors import AppError

SOON = timedelta(days=7)
"""What falls due within this time is shown on the day's page."""

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of inspection that falls due again and again.

    Attributes:
        id: its name, for example ``bridge_patrol``.
        form: id of the form that does it.
        also: ids of other forms that do it as well.
        subject: of the assets that need it.
        every: the longest interval, where neither the asset nor its level says otherwise.
        levels: the interval by the asset's level.
        level: name of the asset's attribute that says its level.
        own: name of the asset's attribute that says an interval of its own, a count from 1 to 9999.
        unit: what that attribute counts, ``days`` or ``months``.
        grace_days: so many days past the due day it is still in time.
        shifts: whether a due day that is not worked moves to the next working day; never so for a safety patrol.
        yearly: it is due once a year, in this part of it, instead of by an interval.
        source: who says so: standard and clause, or the order.
        is_checked: whether a source confirms the interval; otherwise it is a default for the district to decide.
    """

    id: str
    form: str
    subject: str
    every: Every
    source: str
    is_checked: bool
    also: tuple[str, ...] = ()
    levels: Mapping[str, Every] = field(default_factory=dict)
    level: str = ""
    own: str = ""
    unit: str = "days"
    grace_days: int = 0
    shifts: bool = False
    yearly: Season | None = None

    @property
    def forms(self) -> tuple[str, ...]:
        """Ids of all forms that do it."""
        return (self.form, *self.also)

    def interval(self, answers: Mapping[str, object]) -> Every:
        """Return the interval for an asset with these attributes: its own one, its level's, or the rule's."""
        own = Every.counted(answers.get(self.own), self.unit)
        return own or self.levels.get(str(answers.get(self.level, "")), self.every)


@dataclass(frozen=True, slots=True)
class Tightening:
    """While a period lasts, some checks are due at least so often: the flood season, or an order of the district.

    Attributes:
        rules: ids of the rules that it tightens.
        townships: where it holds; empty for everywhere.
        every: the longest interval while it lasts.
        period: when.
    """

    rules: frozenset[str]
    every: Every
    period: Period
    source: str
    is_checked: bool
    townships: frozenset[str] = frozenset()

    def binds(self, rule: Rule, asset: AssetRow) -> bool:
        """Whether it holds for a check of an asset."""
        return rule.id in self.rules and (not self.townships or asset.township in self.townships)


@dataclass(frozen=True, slots=True)
class ExtraCheck:
    """A check that an event or a campaign asks for once, after a typhoon for example.

    Attributes:
        id: of the record that asks for it.
        subjects: kinds of asset that need it.
        townships: where; empty for everywhere.
        begins_on: a check from this day on counts, under whichever form.
        deadline: the last day on which it is in time.
        reason: what people are told.
    """

    id: str
    subjects: frozenset[str]
    townships: frozenset[str]
    begins_on: date
    deadline: date
    reason: str

    def concerns(self, asset: AssetRow) -> bool:
        """Whether an asset needs it."""
        return asset.subject in self.subjects and (not self.townships or asset.township in self.townships)


@dataclass(frozen=True, slots=True)
class DueRules:
    """Everything that decides when checks fall due.

    Attributes:
        rules: the checks, in the order in which they are offered.
        tightenings: by season and by order.
        calendar: of working days, for the rules that shift.
    """

    rules: tuple[Rule, ...]
    tightenings: tuple[Tightening, ...] = ()
    calendar: WorkCalendar = field(default_factory=lambda: WorkCalendar({}))

    def of_subject(self, subject: str) -> tuple[Rule, ...]:
        """Return the rules for a kind of asset."""
        return tuple(rule for rule in self.rules if rule.subject == subject)

    def rule(self, name: str) -> Rule | None:
        """Return a rule by its id."""
        return next((rule for rule in self.rules if rule.id == name), None)


@dataclass(frozen=True, slots=True)
class Deadline:
    """Until when a check is to be done.

    Attributes:
        rule: id of the rule, or of the extra check.
        form: id of the form to begin.
        due_on: the last day by the interval; None where it was never done, and so is due now.
        late_from: the first day on which it is overdue, after grace and holidays; None where it never is.
        last_on: when it was last done.
        is_certain: False where the calendar does not know the year, and no holiday was looked at.
    """

    rule: str
    form: str
    due_on: date | None
    late_from: date | None
    last_on: date | None
    is_certain: bool = True


@dataclass(frozen=True, slots=True)
class AssetDeadline:
    """A check of an asset and its deadline."""

    asset: AssetRow
    deadline: Deadline


class DueState(StrEnum):
    """How urgent a check is."""

    OVERDUE = "overdue"
    THIS_WEEK = "this_week"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Due:
    """A check of an asset that is due.

    Attributes:
        rule: id of the rule that asks for it, or of the extra check.
        form: id of the form that does it.
        due_on: the last day by the interval; today where it was never done.
        last_on: when it was last done, or None.
        days_late: days past ``due_on`` of what is overdue, 0 where it is not.
        source: who asks for it.
        is_checked: whether a source confirms how often.
        is_certain: False where the calendar does not know the year.
    """

    asset: AssetRow
    rule: str
    form: str
    due_on: date
    last_on: date | None
    state: DueState
    days_late: int
    source: str
    is_checked: bool
    is_certain: bool


def is_overdue(deadline: Deadline, day: date) -> bool:
    """Whether a check is overdue (逾期) on a day."""
    return deadline.late_from is not None and deadline.late_from <= day


def state_on(deadline: Deadline, day: date) -> DueState:
    """Return how urgent a check is; one whose last time lies in the future was dated by a wrong clock, and is due."""
    if is_overdue(deadline, day):
        return DueState.OVERDUE
    is_unknown = deadline.due_on is None or (deadline.last_on is not None and deadline.last_on > day)
    if is_unknown or (deadline.due_on is not None and deadline.due_on < day + SOON):
        return DueState.THIS_WEEK
    return DueState.LATER


def deadlines(asset: AssetRow, last: Mapping[str, date], rules: DueRules) -> Iterator[Deadline]:
    """Yield the deadlines of an asset's checks.

    Args:
        asset: in use.
        last: id of a form to the day when the asset was last checked under it.
        rules: the rules of the district.
    """
    for rule in rules.of_subject(asset.subject):
        done = max((last[form] for form in rule.forms if form in last), default=None)
        found = _deadline(rule, asset, done, rules)
        if found is not None:
            yield found


def extra_deadline(extra: ExtraCheck, asset: AssetRow, last: Mapping[str, date], rules: DueRules) -> Deadline | None:
    """Return until when an asset needs an extra check; None where it needs none, or had it."""
    done = max(last.values(), default=None)
    offered = next((rule.form for rule in rules.of_subject(asset.subject)), "")
    if not offered or not extra.concerns(asset) or (done is not None and done >= extra.begins_on):
        return None
    return Deadline(extra.id, offered, extra.deadline, extra.deadline + _DAY, done)


def _deadline(rule: Rule, asset: AssetRow, last_on: date | None, rules: DueRules) -> Deadline | None:
    if last_on is None:
        return None if rule.yearly else Deadline(rule.id, rule.form, None, None, None)
    if rule.yearly:
        due_on = rule.yearly.next_end(last_on)
    else:
        due_on = _tightened(rule.interval(asset.answers).after(last_on), last_on, _binding(rule, asset, rules))
    in_time, is_certain = _in_time(rule, due_on, rules.calendar)
    return Deadline(rule.id, rule.form, due_on, in_time + _DAY, last_on, is_certain)


def _binding(rule: Rule, asset: AssetRow, rules: DueRules) -> Iterator[Tightening]:
    return (each for each in rules.tightenings if each.binds(rule, asset))


def _tightened(due_on: date, last_on: date, tightenings: Iterable[Tightening]) -> date:
    """Bring a due day forward to the first day of each period on which its interval is over."""
    found = (each.period.first_from(each.every.after(last_on)) for each in tightenings)
    return min((day for day in found if day is not None and day < due_on), default=due_on)


def _in_time(rule: Rule, due_on: date, calendar: WorkCalendar) -> tuple[date, bool]:
    """Return the last day in time, and whether it is certain."""
    last = due_on + rule.grace_days * _DAY
    if not rule.shifts:
        return last, True
    try:
        return calendar.next_working_day(last), True
    except AppError:
        return last, False
