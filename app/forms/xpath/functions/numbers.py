"""Numbers: XPath 1.0, section 4.4, and ODK's mathematics."""

import math
from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Context, Decimal

from app.forms.xpath.environment import Focus
from app.forms.xpath.functions.strings import texts
from app.forms.xpath.moments import Moment
from app.forms.xpath.token import Function, Take
from app.forms.xpath.values import NAN, DayNumber, Nodes, Value, node_text, to_number

N, V = Take.NUMBER, Take.VALUE
_MAX_PLACES = 300
_EXACT = Context(prec=700)


def guarded(run: Callable[..., float]) -> Callable[..., float]:
    """Give NaN where mathematics has no answer, as IEEE functions do."""

    def call(*numbers: float) -> float:
        try:
            result = run(*numbers)
        except (ValueError, ZeroDivisionError):
            return NAN
        except OverflowError:
            return math.inf
        return result if isinstance(result, float) else NAN

    return call


def whole(run: Callable[[float], int]) -> Callable[[float], float]:
    """Let NaN and infinities pass through a function that makes whole numbers."""
    return lambda number: float(run(number)) if math.isfinite(number) else number


def rounded(number: float, places: float = 0) -> float:
    """Round half away from zero to a number of decimal places; negative places round to tens."""
    if not math.isfinite(number) or not math.isfinite(places):
        return number if math.isfinite(places) else NAN
    digits = max(-_MAX_PLACES, min(_MAX_PLACES, int(places)))
    exact = Decimal(repr(number))
    exponent = exact.as_tuple().exponent
    if isinstance(exponent, int) and -exponent <= digits:
        return number
    scaled = exact.scaleb(digits, _EXACT).quantize(Decimal(1), ROUND_HALF_UP, _EXACT)
    return float(scaled.scaleb(-digits, _EXACT)) + 0.0


def _number(focus: Focus, value: Value | None = None) -> float:
    given: Value = [focus.node] if value is None else value
    number = to_number(given, focus.environment.zone)
    text = texts((given,))[:1]
    is_date = isinstance(given, Moment) or (bool(text) and "-" in text[0].strip()[1:] and "e" not in text[0].lower())
    return DayNumber(number) if is_date and math.isfinite(number) else number


def _numbers(focus: Focus, values: tuple[Value, ...]) -> list[float]:
    zone = focus.environment.zone
    found: list[float] = []
    for value in values:
        found += (
            [to_number(node_text(node), zone) for node in value]
            if isinstance(value, list)
            else [to_number(value, zone)]
        )
    return found


def _most(choose: Callable[[list[float]], float]) -> Callable[..., float]:
    def run(focus: Focus, *values: Value) -> float:
        numbers = _numbers(focus, values)
        return NAN if not numbers or any(map(math.isnan, numbers)) else choose(numbers)

    return run


def _sum(focus: Focus, nodes: Nodes) -> float:
    return math.fsum(numbers) if all(map(math.isfinite, numbers := _numbers(focus, (nodes,)))) else sum(numbers)


NUMBERS: Mapping[str, Function] = {
    "number": Function(_number, (V,), least=0, is_aware=True),
    "int": Function(whole(math.trunc), (N,)),
    "floor": Function(whole(math.floor), (N,)),
    "ceiling": Function(whole(math.ceil), (N,)),
    "round": Function(rounded, (N, N), least=1),
    "abs": Function(abs, (N,)),
    "sum": Function(_sum, (Take.NODES,), is_aware=True),
    "max": Function(_most(max), (V,), is_open=True, is_aware=True),
    "min": Function(_most(min), (V,), is_open=True, is_aware=True),
    "pow": Function(guarded(lambda base, power: base**power), (N, N)),
    "sqrt": Function(guarded(math.sqrt), (N,)),
    "exp": Function(guarded(math.exp), (N,)),
    "exp10": Function(guarded(lambda power: 10.0**power), (N,)),
    "log": Function(guarded(lambda number: math.log(number) if number else -math.inf), (N,)),
    "log10": Function(guarded(lambda number: math.log10(number) if number else -math.inf), (N,)),
    "sin": Function(guarded(math.sin), (N,)),
    "cos": Function(guarded(math.cos), (N,)),
    "tan": Function(guarded(math.tan), (N,)),
    "asin": Function(guarded(math.asin), (N,)),
    "acos": Function(guarded(math.acos), (N,)),
    "atan": Function(guarded(math.atan), (N,)),
    "atan2": Function(guarded(math.atan2), (N, N)),
    "pi": Function(lambda: math.pi),
}
