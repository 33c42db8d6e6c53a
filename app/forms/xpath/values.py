"""The values of XPath 1.0 and how ODK turns one kind into another.

A value is a ``str``, a ``float``, a ``bool``, a ``Moment`` or a list of nodes. Numbers are IEEE doubles, as the
specification wants; nothing that a user typed passes through them unless an expression computes with it.
"""

import math
import re
from datetime import tzinfo

from elementpath.xpath_nodes import EtreeElementNode, XPathNode

from app.forms.xpath.moments import Moment, parse_moment

Nodes = list[XPathNode]
Value = str | float | bool | Moment | Nodes

_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?")
NAN = math.nan


class DayNumber(float):
    """What ``number()`` makes of a date: a number of days that prints without its fraction."""

    __slots__ = ()


def node_text(node: XPathNode) -> str:
    """Return the string value of a node."""
    if isinstance(node, EtreeElementNode) and not len(node.value):
        return node.value.text or ""
    return str(node.compat_string_value)


def to_string(value: Value) -> str:
    """Convert as ``string()`` does."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return node_text(value[0]) if value else ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, DayNumber):
        return str(math.floor(value))
    return str(value) if isinstance(value, Moment) else number_text(value)


def number_text(number: float) -> str:
    """Write a number in XPath's way: no exponent, no trailing zeros, the shortest that reads back the same."""
    if math.isnan(number):
        return "NaN"
    if math.isinf(number):
        return "Infinity" if number > 0 else "-Infinity"
    if number == int(number) and abs(number) < 1e21:  # noqa: PLR2004  where repr() turns to exponents in ODK too
        return str(int(number))
    text = repr(number)
    if "e" not in text:
        return text
    digits, _, exponent = text.partition("e")
    return f"{number:.{len(digits.replace('-', '').replace('.', '')) - 1 - int(exponent)}f}" if number < 1 else text


def to_number(value: Value, zone: tzinfo) -> float:
    """Convert as ``number()`` does; a date becomes days since 1970, anything else unreadable NaN."""
    if isinstance(value, float | bool):
        return float(value)
    if isinstance(value, Moment):
        return value.days
    text = to_string(value).strip()
    if _NUMBER.fullmatch(text):
        return float(text)
    if text[4:5] == "-" or text.startswith("-"):
        moment = parse_moment(text, zone)
        return NAN if moment is None else moment.days
    return NAN


def to_boolean(value: Value) -> bool:
    """Convert as ``boolean()`` does: non-empty text, a number that is neither zero nor NaN, any node."""
    if isinstance(value, float) and not isinstance(value, bool):
        return not (value == 0 or math.isnan(value))
    if isinstance(value, Moment):
        return value.at is not None
    return bool(value)
