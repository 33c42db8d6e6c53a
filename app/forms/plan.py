"""What must be recomputed when something changes, and in which order.

Every expression of a form is a rule. Rules that write what other rules read (relevance, calculations, repeat counts)
are ordered; those that nobody reads (required, constraints, texts, choices) come after them.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from elementpath.xpath_tokens import XPathToken

from app.errors import AppError
from app.forms.definition import Form, Item, Question, Repeat, Text, Wording
from app.forms.places import Place, Shape
from app.forms.references import Reference, find_references
from app.forms.xpath.language import check_calls, parse


class Facet(StrEnum):
    """What a rule decides about its item."""

    RELEVANT = "relevant"
    COUNT = "repeat_count"
    CALCULATE = "calculation"
    REQUIRED = "required"
    READONLY = "readonly"
    CONSTRAINT = "constraint"
    CHOICES = "choices"
    WORDS = "label"


_WRITERS = (Facet.RELEVANT, Facet.COUNT, Facet.CALCULATE)


@dataclass(frozen=True, eq=False)
class Rule:
    """One expression of one item, with what it reads."""

    place: Place
    facet: Facet
    expression: str
    token: XPathToken
    references: frozenset[Reference]
    rank: int = 0


class Plan:
    """The rules of a form.

    Attributes:
        rules: definition path → its rules.
        readers: definition path → (rule that reads it, scope of the reference).
        ranks: rules run by ascending rank.
        triggers: definition path → actions that run when its answer changes.
    """

    def __init__(self, form: Form, shape: Shape) -> None:
        rules = [rule for place in shape.by_path.values() for rule in _rules(place, shape)]
        ranked = [*_ordered(rules), *(rule for rule in rules if rule.facet not in _WRITERS)]
        self.ranks: Mapping[Rule, int] = {rule: rank for rank, rule in enumerate(ranked)}
        self.rules: dict[str, list[Rule]] = defaultdict(list)
        self.readers: dict[str, list[tuple[Rule, str]]] = defaultdict(list)
        for rule in ranked:
            self.rules[rule.place.path].append(rule)
            for reference in rule.references:
                self.readers[reference.source].append((rule, reference.scope))
        self.triggers = {
            action.source: [other for other in form.actions if other.source == action.source]
            for action in form.actions
            if action.source and action.target in shape.by_path
        }


def expressions(item: Item) -> Iterator[tuple[Facet, str]]:
    """Yield the expressions of an item."""
    rules = item.rules
    written = {
        Facet.RELEVANT: rules.relevant,
        Facet.CALCULATE: rules.calculate,
        Facet.REQUIRED: rules.required,
        Facet.READONLY: rules.readonly,
        Facet.CONSTRAINT: rules.constraint,
    }
    yield from ((facet, expression) for facet, expression in written.items() if expression)
    if isinstance(item, Repeat) and item.count:
        yield Facet.COUNT, item.count
    if isinstance(item, Question) and item.itemset is not None:
        yield Facet.CHOICES, item.itemset.nodeset
    wordings = [item.label]
    if isinstance(item, Question):
        wordings += [item.hint, item.guidance, item.required_message, item.constraint_message]
    yield from ((Facet.WORDS, hole) for wording in wordings for text in _texts(wording) for hole in text.parts[1::2])


def _texts(wording: Wording) -> Iterator[Text]:
    return (text for text in wording.texts.values() if not text.is_constant)


def _rules(place: Place, shape: Shape) -> Iterator[Rule]:
    """Parse the expressions of one place.

    Raises:
        AppError: ``form.bad_expression`` with the item and what the expression is for.
    """
    if place.item is None:
        return
    for facet, expression in dict.fromkeys(expressions(place.item)):
        try:
            token = parse(expression)
            check_calls(token)
        except AppError as error:
            raise AppError("form.bad_expression", item=place.path, use=facet, expression=expression) from error
        found = find_references(token, place, shape)
        if facet in (Facet.CALCULATE, Facet.CONSTRAINT):
            found = frozenset(one for one in found if (one.source, one.scope) != (place.path, place.path))
        yield Rule(place, facet, expression, token, found)


def _written(rule: Rule) -> Iterator[str]:
    """Yield the paths whose readers a rule concerns."""
    if rule.facet is Facet.CALCULATE:
        yield rule.place.path
    else:
        yield from (place.path for place in rule.place.below())


def _ordered(rules: list[Rule]) -> list[Rule]:
    """Sort the writing rules so that each comes after those whose results it reads.

    Raises:
        AppError: ``form.cycle`` with the members in order.
    """
    writers = [rule for rule in rules if rule.facet in _WRITERS]
    readers: dict[str, list[Rule]] = defaultdict(list)
    for rule in writers:
        for reference in rule.references:
            if not _is_earlier_instance(rule, reference):
                readers[reference.source].append(rule)
    following = {
        rule: list(dict.fromkeys(reader for path in _written(rule) for reader in readers[path])) for rule in writers
    }
    ordered: list[Rule] = []
    state: dict[Rule, int] = {}
    for start in writers:
        if start not in state:
            _visit(start, following, state, ordered)
    return ordered[::-1]


def _is_earlier_instance(rule: Rule, reference: Reference) -> bool:
    """Whether a calculation reads its own question in other instances of its repeat (a running total)."""
    if rule.facet is not Facet.CALCULATE or reference.source != rule.place.path:
        return False
    place: Place | None = rule.place
    while place is not None and not place.is_repeat:
        place = place.parent
    return place is not None and place.path != reference.scope and not place.path.startswith(f"{rule.place.path}/")


def _visit(start: Rule, following: Mapping[Rule, list[Rule]], state: dict[Rule, int], ordered: list[Rule]) -> None:
    """Walk depth first without recursion; 1 is on the way, 2 is done."""
    way: list[tuple[Rule, Iterator[Rule]]] = [(start, iter(following[start]))]
    state[start] = 1
    while way:
        rule, rest = way[-1]
        after = next(rest, None)
        if after is None:
            state[rule] = 2
            ordered.append(rule)
            way.pop()
        elif after not in state:
            state[after] = 1
            way.append((after, iter(following[after])))
        elif state[after] == 1:
            members = [one.place.path for one, _ in way]
            loop = members[[one for one, _ in way].index(after) :]
            raise AppError("form.cycle", members=" → ".join([*loop, loop[0]]))
