"""The inspector's day: what is due, what came back, what was begun."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from app.domain.draft import Draft
from app.domain.due import AssetDeadline, Due, DueRules, DueState, ExtraCheck, state_on
from app.domain.keeping import Keeping, keeping_of
from app.domain.listing import RecordRow
from app.ports.store import DueReading, Reading
from app.standards.due_rules import due_rules
from app.usecases.handover import to_correct

SHANGHAI = ZoneInfo("Asia/Shanghai")
"""Business days are those of Shanghai, whatever the machine's zone."""

RETURNED_SHOWN = 500

DUE_SHOWN = 1000
"""How many checks of each kind a page shows; the counts know them all."""

SHOWN = (DueState.OVERDUE, DueState.THIS_WEEK)


@dataclass(frozen=True, slots=True)
class Today:
    """What waits for a person: due checks, most overdue first; records returned; drafts, newest first.

    Attributes:
        counts: how many checks are overdue and how many are due within a week, those not shown included.
        others: how many checks there are of assets that others took over; they count only where everybody's are shown.
    """

    on: date
    due: tuple[Due, ...]
    counts: Mapping[DueState, int]
    returned: tuple[RecordRow, ...]
    drafts: tuple[Draft, ...]
    others: int = 0


def day_of(moment: str) -> date:
    """Return the district's day of an ISO 8601 moment."""
    return datetime.fromisoformat(moment).astimezone(SHANGHAI).date()


def today(
    reading: Reading,
    *,
    now: datetime,
    person: str,
    extras: Collection[ExtraCheck] | None = None,
    of_everybody: bool = False,
) -> Today:
    """Return the day of a person as the store has it now; checks due later than in seven days are left out.

    Checks of assets that another person took over are left out too, unless those of everybody are asked for; whoever
    supervises an asset has it in the day in any case.
    """
    day, whose = now.astimezone(SHANGHAI).date(), keeping_of(reading.directory(), person)
    begun = _begun(reading, day, extras)
    all_counts, own_counts = count_due(reading, day, begun), count_due(reading, day, begun, whose)
    return Today(
        on=day,
        due=due_checks(reading, day, extras=begun, limit=DUE_SHOWN, whose=None if of_everybody else whose),
        counts=all_counts if of_everybody else own_counts,
        returned=to_correct(reading, person, RETURNED_SHOWN),
        drafts=reading.drafts(),
        others=sum(all_counts.values()) - sum(own_counts.values()),
    )


def due_checks(
    reading: DueReading,
    day: date,
    states: Iterable[DueState] = SHOWN,
    *,
    extras: Collection[ExtraCheck] | None = None,
    limit: int | None = None,
    whose: Keeping | None = None,
) -> tuple[Due, ...]:
    """Return the checks in these states on a day: overdue before others, each the earliest due first.

    Args:
        reading: a look at the store, of a client or the server.
        day: today in the district.
        states: overdue, this week, or both.
        extras: extra checks that are asked for; None takes those of the campaigns.
        limit: how many of each kind at most.
        whose: leaves out assets that are not the person's.
    """
    wanted, rules = frozenset(states), due_rules()
    found = [_told(each, day, rules) for each in reading.deadlines(day, wanted, limit, whose)]
    for extra in _begun(reading, day, extras):
        asked = (_told(each, day, rules, extra) for each in reading.missing(extra, limit, whose))
        found += (due for due in asked if due.state in wanted)
    return tuple(sorted(found, key=_order))


def count_due(
    reading: DueReading, day: date, extras: Collection[ExtraCheck] | None = None, whose: Keeping | None = None
) -> Mapping[DueState, int]:
    """Return how many checks are overdue and how many are due within a week; arguments as of ``due_checks``."""
    counts = dict(reading.count_deadlines(day, whose))
    for extra in _begun(reading, day, extras):
        state = DueState.OVERDUE if extra.deadline < day else DueState.THIS_WEEK
        counts[state] += reading.count_missing(extra, whose)
    return counts


def _begun(reading: DueReading, day: date, extras: Collection[ExtraCheck] | None) -> tuple[ExtraCheck, ...]:
    """Return the extra checks that are asked for by now; those of a storm still to come are not due yet."""
    asked = reading.extra_checks() if extras is None else extras
    return tuple(extra for extra in asked if extra.begins_on <= day)


def _told(item: AssetDeadline, day: date, rules: DueRules, extra: ExtraCheck | None = None) -> Due:
    deadline, rule = item.deadline, rules.rule(item.deadline.rule)
    state, due_on = state_on(deadline, day), deadline.due_on or day
    return Due(
        asset=item.asset,
        rule=deadline.rule,
        form=deadline.form,
        due_on=due_on,
        last_on=deadline.last_on,
        state=state,
        days_late=(day - due_on).days if state is DueState.OVERDUE else 0,
        source=extra.reason if extra else rule.source if rule else "",
        is_checked=extra is not None or (rule is not None and rule.is_checked),
        is_certain=deadline.is_certain,
    )


def _order(due: Due) -> tuple[bool, date, str, str]:
    return due.state is not DueState.OVERDUE, due.due_on, due.asset.code, due.rule
