"""Text: XPath 1.0, section 4.2, and ODK's additions."""

import math
import re
from collections.abc import Mapping

from app.forms.xpath.environment import Focus
from app.forms.xpath.functions.patterns import matches
from app.forms.xpath.token import Function, Take
from app.forms.xpath.values import Value, node_text, number_text, to_string

S, N, V = Take.STRING, Take.NUMBER, Take.VALUE


def texts(values: tuple[Value, ...]) -> list[str]:
    """Spread arguments: every node of a node-set is one text."""
    found: list[str] = []
    for value in values:
        found += [node_text(node) for node in value] if isinstance(value, list) else [to_string(value)]
    return found


def substring(text: str, start: float, length: float | None = None) -> str:
    """Return the part that begins at ``start`` (1 is the first letter) and has ``length`` letters, both rounded."""
    first = _half_up(start)
    end = math.inf if length is None else first + _half_up(length)
    if math.isnan(first) or math.isnan(end):
        return ""
    limit = len(text) + 1
    return text[int(min(max(first, 1), limit)) - 1 : int(min(max(end, 1), limit)) - 1]


def _half_up(number: float) -> float:
    return math.floor(number + 0.5) if math.isfinite(number) else number


def substr(text: str, start: float, end: float = math.inf) -> str:
    """Return the letters from ``start`` (0 is the first) up to ``end``; negative counts from the end."""
    if math.isnan(start) or math.isnan(end):
        return ""
    limit = len(text)
    return text[int(max(-limit, min(start, limit))) : int(max(-limit, min(end, limit)))]


def translate(text: str, wanted: str, replacement: str) -> str:
    """Replace letter by letter; letters without a replacement go."""
    table: dict[int, str | None] = {}
    for index, letter in enumerate(wanted):
        table.setdefault(ord(letter), replacement[index] if index < len(replacement) else None)
    return text.translate(table)


def _string(focus: Focus, value: Value | None = None) -> str:
    return to_string([focus.node] if value is None else value)


def _normalize(focus: Focus, value: Value | None = None) -> str:
    return " ".join(re.split(r"[ \t\r\n]+", _string(focus, value).strip(" \t\r\n")))


def _length(focus: Focus, value: Value | None = None) -> float:
    return float(len(_string(focus, value)))


STRINGS: Mapping[str, Function] = {
    "string": Function(_string, (V,), least=0, is_aware=True),
    "concat": Function(lambda *values: "".join(texts(values)), (V,), least=0, is_open=True),
    "join": Function(lambda glue, *values: glue.join(texts(values)), (S, V), least=1, is_open=True),
    "contains": Function(lambda text, part: part in text, (S, S)),
    "starts-with": Function(str.startswith, (S, S)),
    "ends-with": Function(str.endswith, (S, S)),
    "substring": Function(substring, (S, N, N), least=2),
    "substring-before": Function(lambda text, mark: text.partition(mark)[0] if mark and mark in text else "", (S, S)),
    "substring-after": Function(lambda text, mark: text.partition(mark)[2] if mark else text, (S, S)),
    "substr": Function(substr, (S, N, N), least=2),
    "string-length": Function(_length, (V,), least=0, is_aware=True),
    "normalize-space": Function(_normalize, (V,), least=0, is_aware=True),
    "translate": Function(translate, (S, S, S)),
    "regex": Function(matches, (S, S)),
    "thousands-sep": Function(lambda number: f"{number:,.15g}" if math.isfinite(number) else number_text(number), (N,)),
}
