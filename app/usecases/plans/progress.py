"""How far a plan is: one number for each target, from the sums that the store keeps; nothing is read twice."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from app.domain.figure import is_part, period_end
from app.domain.plan import Aim, Feed, Plan, Summary, Target, counted_unit
from app.domain.plan_listing import Tally
from app.domain.stream import DISTRICT
from app.usecases.plans.facts import FactSource, figure_tally, works_tally

_HUNDRED = Decimal(100)


class Standing(StrEnum):
    """How a target stands."""

    NO_DATA = "no_data"
    UNDER_WAY = "under_way"
    REACHED = "reached"
    OVERDUE = "overdue"
    NO_NUMBER = "no_number"
    """A measure without a number, for which something was done."""


@dataclass(frozen=True, slots=True)
class Progress:
    """One target and how far it is.

    Attributes:
        done: in the target's unit; None where there are no data.
        percent: of the number demanded; None where none is, or there are no data.
        by_year: what was done in each year, of targets that add up.
        records: how many records are behind it.
        imported: how much of ``done`` comes from ledgers without photos.
        reported: the newest confirmed figure of the lead unit, where the number comes from elsewhere.
    """

    target: Target
    done: Decimal | None
    percent: Decimal | None
    by_year: Mapping[int, Decimal]
    records: int
    imported: Decimal
    reported: Decimal | None
    standing: Standing


def tally_of(plan: Plan, target: Target) -> str:
    """Return the name of the tally that feeds a target."""
    match target.feed:
        case Feed.COMPUTED:
            return target.rule
        case Feed.COUNTED:
            return works_tally(target.rule)
    return figure_tally(plan.id, target.id)


def progress_of(
    plan: Plan, tallies: Iterable[Tally], *, year: int, townships: Collection[str] = ()
) -> tuple[Progress, ...]:
    """Return how far each target is, in the plan's order.

    Args:
        plan: whose targets.
        tallies: all sums that the store has, of the townships that are asked for.
        year: the present one, after which targets are overdue.
        townships: those asked for; none stands for the whole district.
    """
    by_name: dict[str, list[Tally]] = {}
    for tally in tallies:
        by_name.setdefault(tally.name, []).append(tally)
    return tuple(_progress(plan, target, by_name, year, is_whole=not townships) for target in plan.targets)


def _progress(plan: Plan, target: Target, tallies: Mapping[str, list[Tally]], year: int, *, is_whole: bool) -> Progress:
    mine = [tally for tally in tallies.get(tally_of(plan, target), ()) if _is_in_years(tally, target)]
    if target.feed is Feed.REPORTED:
        mine = _without_parts(mine) if target.summary is Summary.TOTAL else _newest(mine, is_whole=is_whole)
    done = _summed(target, mine)
    percent = _percent(target, done, mine)
    said = []
    if target.feed is not Feed.REPORTED:
        said = _newest(tallies.get(figure_tally(plan.id, target.id), ()), is_whole=is_whole)
    return Progress(
        target=target,
        done=done,
        percent=percent,
        by_year=_by_year(target, mine),
        records=sum(tally.records for tally in mine),
        imported=_amount(target, [tally for tally in mine if tally.source == FactSource.IMPORTED]),
        reported=sum((tally.amount for tally in said), Decimal(0)) if said else None,
        standing=_standing(target, done, percent, year),
    )


def _is_in_years(tally: Tally, target: Target) -> bool:
    """Whether a sum belongs to the years that count; what has no year belongs to all."""
    return not tally.period or target.from_year <= int(tally.period[:4]) <= target.to_year


def _without_parts(tallies: Collection[Tally]) -> list[Tally]:
    """Leave out figures of months and quarters where the same township gave one for the whole of them."""
    given = {(tally.township, tally.period) for tally in tallies}
    return [
        tally
        for tally in tallies
        if not any(town == tally.township and is_part(tally.period, larger) for town, larger in given)
    ]


def _newest(tallies: Iterable[Tally], *, is_whole: bool) -> list[Tally]:
    """Return the figures of the newest period: that of the district where it gave one, else those of the townships."""
    found = list(tallies)
    if is_whole:
        found = [tally for tally in found if tally.township == DISTRICT] or found
    newest = max((_end(tally) for tally in found), default=None)
    return [tally for tally in found if _end(tally) == newest]


def _end(tally: Tally) -> tuple[str, int]:
    return period_end(tally.period), -len(tally.period)


def _summed(target: Target, tallies: Collection[Tally]) -> Decimal | None:
    """Return the number in the target's unit, None without data or where nothing can be divided."""
    amount, whole = (
        sum((tally.amount for tally in tallies), Decimal(0)),
        sum((tally.whole for tally in tallies), Decimal(0)),
    )
    if not tallies:
        return None
    match target.summary:
        case Summary.TOTAL:
            return amount / counted_unit(target.unit)[1] if target.feed is not Feed.REPORTED else amount
        case Summary.SHARE:
            return _HUNDRED * amount / whole if whole else None
        case Summary.LEFT:
            return whole - amount
        case Summary.AVERAGE:
            return amount / whole if whole else None
    return _latest(amount, whole, tallies)


def _latest(amount: Decimal, whole: Decimal, tallies: Collection[Tally]) -> Decimal | None:
    """Return a reported level: a share where the whole was given, else the one figure; several townships do not add."""
    if whole:
        return _HUNDRED * amount / whole
    return amount if len(tallies) == 1 else None


def _percent(target: Target, done: Decimal | None, tallies: Collection[Tally]) -> Decimal | None:
    """Return how much of what is demanded is done; where nothing may be left, the share of what was dealt with."""
    if done is None or target.aim is Aim.UNSAID or target.amount is None:
        return None
    if target.aim is Aim.NONE_LEFT:
        whole = sum((tally.whole for tally in tallies), Decimal(0))
        return _HUNDRED if not whole else _HUNDRED * sum((tally.amount for tally in tallies), Decimal(0)) / whole
    return _HUNDRED * done / target.amount if target.amount else _HUNDRED


def _standing(target: Target, done: Decimal | None, percent: Decimal | None, year: int) -> Standing:
    if done is None:
        return Standing.NO_DATA
    if percent is None:
        return Standing.NO_NUMBER
    if _is_reached(target, done, percent):
        return Standing.REACHED
    return Standing.OVERDUE if year > target.due_year else Standing.UNDER_WAY


def _is_reached(target: Target, done: Decimal, percent: Decimal) -> bool:
    """Whether the number is reached; one that is said to be about so much is when it rounds to it."""
    if target.aim is Aim.NONE_LEFT:
        return done == 0
    if target.aim is Aim.ABOUT and target.amount is not None:
        return done.quantize(Decimal(1), ROUND_HALF_UP) >= target.amount
    return percent >= _HUNDRED


def _by_year(target: Target, tallies: Iterable[Tally]) -> dict[int, Decimal]:
    """Return what each year brought; shares and levels have no sum over years and are given for each year by itself."""
    by_year: dict[int, list[Tally]] = {}
    for tally in tallies:
        if tally.period:
            by_year.setdefault(int(tally.period[:4]), []).append(tally)
    if target.summary is Summary.LEFT:
        return {}
    summed = {year: _summed(target, found) for year, found in sorted(by_year.items())}
    return {year: done for year, done in summed.items() if done is not None}


def _amount(target: Target, tallies: Collection[Tally]) -> Decimal:
    return (_summed(target, tallies) or Decimal(0)) if target.summary is Summary.TOTAL else Decimal(0)
