"""Operators of XPath 1.0 over ODK's values: dates count as numbers, everything else as the specification says."""

import math
import operator
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from elementpath.xpath_nodes import XPathNode
from elementpath.xpath_tokens import XPathToken

from app.forms.xpath.environment import Focus
from app.forms.xpath.moments import Moment
from app.forms.xpath.order import in_document_order
from app.forms.xpath.token import boolean_of, nodes_of, number_of, select_nodes, value_of
from app.forms.xpath.values import NAN, Nodes, Value, node_text, to_boolean, to_number, to_string

Evaluate = Callable[[XPathToken, Focus | None], Value]


def _with_focus(run: Callable[[XPathToken, Focus], Value]) -> Evaluate:
    """Refuse the call without a context that elementpath makes to find constants."""

    def evaluate(self: XPathToken, context: Focus | None = None) -> Value:
        if context is None:
            raise self.missing_context()
        return run(self, context)

    return evaluate


def _chain(token: XPathToken) -> list[XPathToken]:
    """Flatten ``a op b op c`` into its operands without recursion."""
    operands: list[XPathToken] = []
    left = token
    while left.symbol == token.symbol and len(left) == 2:  # noqa: PLR2004  binary
        operands.append(left[1])
        left = left[0]
    return [left, *reversed(operands)]


def _any(token: XPathToken, focus: Focus) -> bool:
    return any(boolean_of(operand, focus) for operand in _chain(token))


def _all(token: XPathToken, focus: Focus) -> bool:
    return all(boolean_of(operand, focus) for operand in _chain(token))


def _plus(token: XPathToken, focus: Focus) -> float:
    if len(token) == 1:
        return number_of(token[0], focus)
    first, *others = _chain(token)
    total = number_of(first, focus)
    for operand in others:
        total += number_of(operand, focus)
    return total


def _minus(token: XPathToken, focus: Focus) -> float:
    if len(token) == 1:
        return -number_of(token[0], focus)
    first, *others = _chain(token)
    total = number_of(first, focus)
    for operand in others:
        total -= number_of(operand, focus)
    return total


def _times(token: XPathToken, focus: Focus) -> Value:
    if not len(token):
        return select_nodes(token, focus)
    return number_of(token[0], focus) * number_of(token[1], focus)


def divide(dividend: float, divisor: float) -> float:
    """Divide as IEEE 754 does."""
    if divisor:
        return dividend / divisor
    if dividend == 0 or math.isnan(dividend) or math.isnan(divisor):
        return NAN
    return math.copysign(math.inf, dividend) * math.copysign(1, divisor)


def _div(token: XPathToken, focus: Focus) -> float:
    return divide(number_of(token[0], focus), number_of(token[1], focus))


def _mod(token: XPathToken, focus: Focus) -> float:
    dividend, divisor = number_of(token[0], focus), number_of(token[1], focus)
    if math.isinf(dividend) or math.isnan(dividend) or not divisor:
        return NAN
    return math.fmod(dividend, divisor)


def compare(left: Value, right: Value, test: Callable[[Any, Any], bool], focus: Focus) -> bool:
    """Compare two values by section 3.4 of XPath 1.0; a date beside anything but a truth is its number of days."""
    is_equality = test in (operator.eq, operator.ne)
    if is_equality and (isinstance(left, bool) or isinstance(right, bool)):
        return test(to_boolean(left), to_boolean(right))
    if isinstance(left, list):
        return any(compare(node_text(node), right, test, focus) for node in left)
    if isinstance(right, list):
        return any(compare(left, node_text(node), test, focus) for node in right)
    zone = focus.environment.zone
    if is_equality and not isinstance(left, float | Moment) and not isinstance(right, float | Moment):
        return test(to_string(left), to_string(right))
    return test(to_number(left, zone), to_number(right, zone))


def _comparison(test: Callable[[Any, Any], bool]) -> Evaluate:
    def run(token: XPathToken, focus: Focus) -> bool:
        return compare(value_of(token[0], focus), value_of(token[1], focus), test, focus)

    return _with_focus(run)


def _led_comparison(self: XPathToken, left: XPathToken) -> XPathToken:
    """Read ``a < b < c`` from the left, as the grammar says (elementpath refuses it)."""
    self[:] = left, self.parser.expression(rbp=self.lbp)
    return self


def _union(token: XPathToken, focus: Focus) -> Nodes:
    found: dict[XPathNode, None] = {}
    for operand in _chain(token):
        found.update(dict.fromkeys(nodes_of(operand, focus)))
    return in_document_order(list(found))


def _select_union(self: XPathToken, context: Focus | None = None) -> Iterator[XPathNode]:
    return iter([]) if context is None else iter(_union(self, context))


def _number(self: XPathToken, *_: object) -> float:
    return float(str(self.value))


OPERATORS: Mapping[str, Mapping[str, object]] = {
    "or": {"evaluate": _with_focus(_any)},
    "and": {"evaluate": _with_focus(_all)},
    "+": {"evaluate": _with_focus(_plus)},
    "-": {"evaluate": _with_focus(_minus)},
    "*": {"evaluate": _with_focus(_times)},
    "div": {"evaluate": _with_focus(_div)},
    "mod": {"evaluate": _with_focus(_mod)},
    "=": {"evaluate": _comparison(operator.eq), "led": _led_comparison, "lbp": 30, "rbp": 30},
    "!=": {"evaluate": _comparison(operator.ne), "led": _led_comparison, "lbp": 30, "rbp": 30},
    "<": {"evaluate": _comparison(operator.lt), "led": _led_comparison, "lbp": 32, "rbp": 32},
    ">": {"evaluate": _comparison(operator.gt), "led": _led_comparison, "lbp": 32, "rbp": 32},
    "<=": {"evaluate": _comparison(operator.le), "led": _led_comparison, "lbp": 32, "rbp": 32},
    ">=": {"evaluate": _comparison(operator.ge), "led": _led_comparison, "lbp": 32, "rbp": 32},
    "|": {"evaluate": _with_focus(_union), "select": _select_union},
    "(integer) (decimal) (float)": {"evaluate": _number},
}
