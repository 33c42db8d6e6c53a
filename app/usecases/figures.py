"""What people do to figures: report one for a target and a period, submit it, return it, confirm it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from app.domain.canonical import Json
from app.domain.entry import Entry
from app.domain.figure import SUBJECT, FigureValue, is_period
from app.domain.kinds import Action, RecordKind
from app.domain.plan import Plan, Target
from app.domain.stream import DISTRICT, Stream
from app.errors import AppError
from app.ports.clock import Clock, Ids
from app.ports.store import Unit
from app.usecases.acts import Step, chain_of_acts, new_record
from app.usecases.review import decide, give_back
from app.usecases.works import ENTERERS
from app.workplace import RecordKey


@dataclass(frozen=True, slots=True)
class Report:
    """A number to be reported; ``whole`` where the target is a share and both numbers are known."""

    target: str
    period: str
    amount: Decimal
    whole: Decimal | None = None
    lead: str = ""
    basis: str = ""
    township: str = DISTRICT
    is_imported: bool = False


def figure_stream(township: str) -> Stream:
    """Return the stream of a township's figures; the district's own stand under its code."""
    return Stream(township, SUBJECT)


def report_figure(unit: Unit, *, clock: Clock, ids: Ids, person: str, plan: Plan, report: Report) -> RecordKey:
    """Report a figure and submit it for another person to confirm.

    Raises:
        AppError: ``figure.not_allowed``, ``figure.unknown_target``, ``figure.wrong_period``, ``figure.wrong_number``.
    """
    key = new_record(figure_stream(report.township), ids)
    if not unit.directory().roles(person, key.stream) & ENTERERS:
        raise AppError("figure.not_allowed", township=report.township)
    unit.append(chain_of_acts(key, (), reporting(plan, report), clock=clock, ids=ids))
    return key


def reporting(plan: Plan, report: Report) -> list[Step]:
    """Return the steps that report and submit a figure; raises as ``report_figure`` but for the permission."""
    target = _checked(plan, report)
    values = _values(plan, target, report)
    created: dict[str, Json] = {
        "record": RecordKind.FIGURE.value,
        "title": target.text,
        "place": report.lead,
        "values": values,
    }
    return [(Action.CREATED, created), (Action.SUBMITTED, {})]


def confirm_figure(unit: Unit, *, clock: Clock, ids: Ids, person: str, key: RecordKey, heads: Iterable[str]) -> Entry:
    """Confirm a figure that another person reported; raises as ``review.decide``."""
    return decide(unit, (Action.CONFIRMED, {}), clock=clock, ids=ids, person=person, key=key, heads=heads)


def return_figure(
    unit: Unit, *, clock: Clock, ids: Ids, person: str, key: RecordKey, heads: Iterable[str], reason: str
) -> Entry:
    """Return a figure to whoever reported it, with the reason; raises as ``review.give_back``."""
    return give_back(unit, clock=clock, ids=ids, person=person, key=key, heads=heads, remarks=[("", reason)])


def correct_figure(
    unit: Unit, *, clock: Clock, ids: Ids, person: str, key: RecordKey, plan: Plan, report: Report
) -> tuple[Entry, ...]:
    """Give a returned figure another number and submit it again; raises as ``report_figure`` and ``review.decide``."""
    changed: Mapping[str, Json] = _values(plan, _checked(plan, report), report)
    heads = unit.state(key.stream, key.record).heads
    step: Step = (Action.ANSWERED, {"values": changed})
    answered = decide(unit, step, clock=clock, ids=ids, person=person, key=key, heads=heads)
    submitted = decide(unit, (Action.SUBMITTED, {}), clock=clock, ids=ids, person=person, key=key, heads=[answered.id])
    return answered, submitted


def _checked(plan: Plan, report: Report) -> Target:
    """Return the target of a report whose period and numbers can be; raise as ``reporting``."""
    found = next((target for target in plan.targets if target.id == report.target), None)
    if found is None:
        raise AppError("figure.unknown_target", target=report.target, plan=plan.id)
    if not is_period(report.period) or int(report.period[:4]) not in plan.years:
        raise AppError("figure.wrong_period", period=report.period, first=plan.first_year, last=plan.last_year)
    if report.amount < 0 or (report.whole is not None and not report.whole >= report.amount):
        raise AppError("figure.wrong_number", amount=report.amount, whole=report.whole)
    return found


def _values(plan: Plan, target: Target, report: Report) -> dict[str, Json]:
    values: dict[str, Json] = {
        FigureValue.PLAN.value: plan.id,
        FigureValue.TARGET.value: target.id,
        FigureValue.PERIOD.value: report.period,
        FigureValue.AMOUNT.value: format(report.amount, "f"),
        FigureValue.WHOLE.value: None if report.whole is None else format(report.whole, "f"),
        FigureValue.UNIT.value: target.unit,
        FigureValue.LEAD.value: report.lead or next(iter(plan.leads_of(target)), ""),
        FigureValue.BASIS.value: report.basis,
        FigureValue.IMPORTED.value: "yes" if report.is_imported else None,
    }
    return {path: value for path, value in values.items() if value is not None}
