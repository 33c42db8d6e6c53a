"""True and false, and choosing between values."""

import math
from collections.abc import Callable, Mapping

from app.forms.xpath.environment import Focus
from app.forms.xpath.functions.strings import texts
from app.forms.xpath.token import Function, Take
from app.forms.xpath.values import Value, node_text, to_boolean, to_number, to_string

B, N, S, V, LATER = Take.BOOLEAN, Take.NUMBER, Take.STRING, Take.VALUE, Take.LATER


def is_blank(value: Value) -> bool:
    """Whether a value is what an unanswered question gives: empty text, no node, or not a number."""
    if isinstance(value, float) and not isinstance(value, bool):
        return math.isnan(value)
    return to_string(value) == ""


def _coalesce(first: Callable[[], Value], second: Callable[[], Value]) -> Value:
    value = first()
    return second() if is_blank(value) else value


def _once(focus: Focus, compute: Callable[[], Value]) -> Value:
    """Keep what the question already holds; compute only the first time."""
    held = node_text(focus.current)
    if held:
        return held
    value = compute()
    return "" if is_blank(value) else value


def _truths(values: tuple[Value, ...]) -> list[bool]:
    """Spread arguments; a node of a node-set is true when its text is not empty."""
    found: list[bool] = []
    for value in values:
        found += [bool(node_text(node)) for node in value] if isinstance(value, list) else [to_boolean(value)]
    return found


def within(count: float, least: float, most: float) -> bool:
    """Whether a count lies between two limits; a negative limit does not limit."""
    return (least < 0 or count >= least) and (most < 0 or count <= most)


def _checklist(least: float, most: float, *values: Value) -> bool:
    return within(sum(_truths(values)), least, most)


def _weighted(focus: Focus, least: float, most: float, *pairs: Value) -> bool:
    zone = focus.environment.zone
    total = 0.0
    for truth, weight in zip(pairs[::2], pairs[1::2], strict=False):
        weights = [to_number(text, zone) for text in texts((weight,))]
        total += sum(amount for is_met, amount in zip(_truths((truth,)), weights, strict=False) if is_met)
    return within(total, least, most)


LOGIC: Mapping[str, Function] = {
    "true": Function(lambda: True),
    "false": Function(lambda: False),
    "not": Function(lambda truth: not truth, (B,)),
    "boolean": Function(bool, (B,)),
    "boolean-from-string": Function(lambda text: text in ("1", "true"), (S,)),
    "if": Function(lambda truth, yes, no: yes() if truth else no(), (B, LATER, LATER)),
    "coalesce": Function(_coalesce, (LATER, LATER)),
    "once": Function(_once, (LATER,), is_aware=True),
    "checklist": Function(_checklist, (N, N, V), is_open=True),
    "weighted-checklist": Function(_weighted, (N, N, V), is_open=True, is_aware=True),
}
