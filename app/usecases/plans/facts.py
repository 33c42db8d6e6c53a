"""What a record adds to the tallies of plans, from its state alone."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from app.domain.canonical import Json
from app.domain.draft import GRADE
from app.domain.figure import figure_facts
from app.domain.kinds import RecordKind, Status
from app.domain.plan_rules import BY_ASSETS, BY_FORM, BY_KIND, Rule, Where
from app.domain.state import State
from app.domain.works import ACCEPTANCE_FORM, EXCAVATION, day_of, number_of, works_facts
from app.usecases.answered import Answered

MILLI = 1000
"""Tallies are whole thousandths, so that sums are exact on every engine."""

_ACCEPTED, _PASSED = "excavation_accepted", "passed"
_BASELINE, _LEDGER, _RECORD = 0, 1, 2
"""Of several facts about one thing that of the highest rank counts, among these the newest."""


class FactSource(StrEnum):
    """What stands behind a fact."""

    RECORD = "record"
    ASSET = "asset"
    IMPORTED = "imported"
    REPORTED = "reported"


@dataclass(frozen=True, slots=True)
class Fact:
    """What one record adds to one tally.

    Attributes:
        name: of the tally: a rule, ``works:CLASS[:PART]`` or ``figure:PLAN:TARGET``.
        thing: what it is about; of several facts about one thing only one counts.
        period: the year, of a figure its period; empty where it belongs to none.
        day: ISO 8601, or empty.
        rank: see ``_BASELINE``.
        amount: the part, in thousandths of the unit.
        whole: what it is a part of, likewise.
    """

    name: str
    thing: str
    period: str
    day: str
    rank: int
    amount: int
    whole: int
    source: FactSource


def works_tally(works_class: str) -> str:
    """Return the tally of accepted works of a class, ``CLASS`` or ``CLASS:PART``."""
    return f"works:{works_class}"


def figure_tally(plan: str, target: str) -> str:
    """Return the tally of the figures reported for a target."""
    return f"figure:{plan}:{target}"


def may_feed(state: State) -> bool:
    """Whether records of this kind and form can add to a tally at all."""
    if state.kind is RecordKind.INSPECTION:
        form = str(state.about.get("form", ""))
        return form in BY_FORM or form == ACCEPTANCE_FORM
    if state.kind is RecordKind.ASSET:
        return state.stream.subject in BY_ASSETS
    return state.kind in (RecordKind.WORKS, RecordKind.FIGURE, RecordKind.CASE)


def facts_of(state: State) -> tuple[Fact, ...]:
    """Return what a record adds, nothing while it is not approved, confirmed or in use; each tally at most once."""
    match state.kind:
        case RecordKind.INSPECTION if state.status is Status.APPROVED and not state.has_unseen_content:
            found = _of_inspection(state)
        case RecordKind.CASE if state.status is not Status.VOIDED:
            found = _of_rules(state, BY_KIND[RecordKind.CASE])
        case RecordKind.ASSET if state.status is Status.IN_USE:
            found = _of_asset(state)
        case RecordKind.WORKS if state.status in (Status.FINISHED, Status.ACCEPTED):
            found = _of_works(state)
        case RecordKind.FIGURE if state.status is Status.CONFIRMED:
            found = _of_figure(state)
        case _:
            found = iter(())
    return tuple({fact.name: fact for fact in found}.values())


def _of_inspection(state: State) -> Iterator[Fact]:
    form = str(state.about.get("form", ""))
    if form == ACCEPTANCE_FORM:
        yield from _of_acceptance(state)
    else:
        yield from _of_rules(state, BY_FORM.get(form, ()))


def _of_acceptance(state: State) -> Iterator[Fact]:
    row = Answered.of(state.answers()).single
    quantity, day = number_of(str(row.get("quantity") or "")), str(row.get("checked_on") or "")[:10]
    if row.get("acceptance") != _PASSED or quantity is None or day_of(day) is None:
        return
    works_class, part = str(row.get("target") or ""), str(row.get("ramp_owner") or "")
    thing = str(state.about.get("asset") or state.record)
    fact = Fact("", thing, day[:4], day, _RECORD, _milli(quantity), 0, FactSource.RECORD)
    yield from _of_class(works_class, part, fact)


def _of_works(state: State) -> Iterator[Fact]:
    """Yield a finished excavation, which is to be accepted, and the quantity of works taken from a ledger."""
    works = works_facts(state.answers())
    if works.works_class == EXCAVATION:
        yield Fact(_ACCEPTED, state.record, "", "", _BASELINE, 0, MILLI, FactSource.RECORD)
    day = works.accepted_on or works.ends_on
    if works.is_imported and works.quantity is not None and day is not None:
        written = day.isoformat()
        fact = Fact("", state.record, written[:4], written, _LEDGER, _milli(works.quantity), 0, FactSource.IMPORTED)
        yield from _of_class(works.works_class, works.part, fact)


def _of_class(works_class: str, part: str, fact: Fact) -> Iterator[Fact]:
    """Yield the fact for the class of works, and for its part."""
    yield replace(fact, name=works_tally(works_class))
    if part:
        yield replace(fact, name=works_tally(f"{works_class}:{part}"))


def _of_figure(state: State) -> Iterator[Fact]:
    figure = figure_facts(state.answers())
    if figure.amount is None or figure.year is None:
        return
    source = FactSource.IMPORTED if figure.is_imported else FactSource.REPORTED
    yield Fact(
        figure_tally(figure.plan, figure.target),
        figure.period,
        figure.period,
        state.history[-1].made_at,
        _RECORD,
        _milli(figure.amount),
        _milli(figure.whole or Decimal(0)),
        source,
    )


def _of_asset(state: State) -> Iterator[Fact]:
    for rule in BY_ASSETS.get(state.stream.subject, ()):
        yield Fact(
            rule.name, state.record, "", "", _BASELINE, MILLI if rule.asset_counts else 0, MILLI, FactSource.ASSET
        )


def _of_rules(state: State, rules: Iterable[Rule]) -> Iterator[Fact]:
    row = {**Answered.of(state.answers()).single, **_not_asked(state)}
    for rule in rules:
        fact = _of_rule(rule, row, state)
        if fact is not None:
            yield fact


def _of_rule(rule: Rule, row: Mapping[str, Json], state: State) -> Fact | None:
    """Return the fact, None where the record is not among those that the rule looks at or lacks the number."""
    said = (row.get(rule.day), row.get("checked_on"), state.history[0].made_at)
    day = next((text for value in said if day_of(text := str(value or "")[:10]) is not None), "")
    whole = _number(rule.of, row)
    is_part = all(_holds(where, row) for where in rule.counts)
    amount = _number(rule.amount, row) if is_part else Decimal(0)
    if not all(_holds(where, row) for where in rule.among) or whole is None or amount is None:
        return None
    if rule.each and not is_part:
        return None
    thing = _thing(rule, row, state) + (f"|{day[:4]}" if rule.is_yearly else "")
    return Fact(rule.name, thing, day[:4], day, _RECORD, _milli(amount), _milli(whole), FactSource.RECORD)


def _thing(rule: Rule, row: Mapping[str, Json], state: State) -> str:
    if rule.each:
        return state.record
    asset = state.about.get("asset")
    names = [str(row.get(question) or "").strip() for question in rule.about]
    if rule.about[:1] == ("@township",) or not asset:
        return "|".join(names) if any(names) else state.record
    return str(asset)


def _holds(where: Where, row: Mapping[str, Json]) -> bool:
    answer = str(row.get(where.question) or "")
    if where.least is not None:
        number = number_of(answer)
        return number is not None and number >= where.least
    return (answer in where.values) != where.negated


def _number(expression: str, row: Mapping[str, Json]) -> Decimal | None:
    """Return the number of a question, of a difference of two, or 1 for none; None where it was not answered."""
    if not expression:
        return Decimal(1)
    first, *others = [number_of(str(row.get(question) or "")) for question in expression.split("-")]
    return None if first is None else first - sum((other or Decimal(0) for other in others), Decimal(0))


def _not_asked(state: State) -> dict[str, Json]:
    grade = state.answers().get(GRADE)
    held = grade.get("class") if isinstance(grade, Mapping) else None
    return {
        "@class": "" if held is None else str(held),
        "@township": state.stream.township,
        "@status": state.status.value if state.status else "",
    }


def _milli(number: Decimal) -> int:
    return int((number * MILLI).to_integral_value())
