"""The small language in which the steps of a grade are written and calculated.

A formula such as ``100 - a0 * DR ** a1`` is data: it stands in ``resources/standards``, goes into the trace of a
grade, and is what is calculated, both at once and years later from the trace alone. It knows numbers, symbols,
lists of numbers, ``+ - * / **``, comparisons, ``x if condition else y`` and the functions of ``FUNCTIONS``; nothing
else parses, so that a formula from a file or from the wire can do nothing but arithmetic.

Arithmetic is decimal with 28 digits, and each result is rounded to ten places: the same on every machine, and a
score of 80 stays 80 when it was added up from sevenths.
"""

import ast
import operator
from collections.abc import Callable, Mapping, Sequence
from decimal import ROUND_HALF_EVEN, Context, Decimal, DecimalException, localcontext
from functools import lru_cache
from itertools import pairwise

from app.errors import AppError

Value = Decimal | tuple[Decimal, ...]
Symbols = Mapping[str, Value]
Calculation = Callable[[Symbols], Value]

CONTEXT = Context(prec=28, rounding=ROUND_HALF_EVEN)
PLACES = Decimal("1e-10")
LONGEST = 400
ZERO, ONE = Decimal(0), Decimal(1)

OPERATORS: Mapping[type[ast.AST], Callable[[Decimal, Decimal], Decimal]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: operator.pow,
}
COMPARISONS: Mapping[type[ast.AST], Callable[[Decimal, Decimal], bool]] = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
}


def calculate(formula: str, symbols: Symbols) -> Decimal:
    """Return the formula's value, rounded to ten places.

    Raises:
        AppError: ``standards.formula`` if it is not a formula, ``standards.arithmetic`` if it has no value.
    """
    calculation = _calculation(formula)
    with localcontext(CONTEXT):
        try:
            value = _scalar(calculation(symbols))
            return value.quantize(PLACES).normalize() if value else ZERO
        except (DecimalException, KeyError, TypeError, ValueError) as error:
            raise AppError("standards.arithmetic", formula=formula) from error


@lru_cache(maxsize=1024)
def parsed(formula: str) -> ast.expr:
    """Return the formula's tree, to be read only; ``calculate`` refuses what the language does not know."""
    if len(formula) > LONGEST:
        raise AppError("standards.formula", formula=formula[:40])
    try:
        tree = ast.parse(formula, mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise AppError("standards.formula", formula=formula) from error
    return tree


@lru_cache(maxsize=1024)
def _calculation(formula: str) -> Calculation:
    """Compile a formula once; the text decides everything, so the cache never goes stale."""
    try:
        return _compiled(parsed(formula))
    except KeyError as error:
        raise AppError("standards.formula", formula=formula) from error


def _compiled(node: ast.expr) -> Calculation:
    """Turn one node into a function of the symbols; a node that the language does not know is a KeyError."""
    match node:
        case ast.Constant(value=int() | float() as number) if not isinstance(number, bool):
            made = _constant(Decimal(str(number)))
        case ast.Name(id=name):
            made = operator.itemgetter(name)
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            made = _two(operator.sub, _constant(ZERO), _compiled(operand))
        case ast.BinOp(left=left, op=operation, right=right):
            made = _two(OPERATORS[type(operation)], _compiled(left), _compiled(right))
        case ast.Compare(left=left, ops=ops, comparators=comparators):
            made = _compared(tuple(COMPARISONS[type(op)] for op in ops), _each((left, *comparators)))
        case ast.BoolOp(op=operation, values=values):
            made = _joined(all if isinstance(operation, ast.And) else any, _each(values))
        case ast.IfExp(test=test, body=body, orelse=orelse):
            made = _chosen(_compiled(test), _compiled(body), _compiled(orelse))
        case ast.Call(func=ast.Name(id=name), args=args, keywords=[]):
            made = _called(FUNCTIONS[name], _each(args))
        case _:
            raise KeyError(type(node).__name__)
    return made


def _constant(number: Decimal) -> Calculation:
    return lambda _symbols: number


def _each(nodes: Sequence[ast.expr]) -> tuple[Calculation, ...]:
    return tuple(_compiled(node) for node in nodes)


def _scalar(value: Value) -> Decimal:
    if isinstance(value, Decimal):
        return value
    raise ValueError("a list stands where a number belongs")


def _two(operation: Callable[[Decimal, Decimal], Decimal], left: Calculation, right: Calculation) -> Calculation:
    return lambda symbols: operation(_scalar(left(symbols)), _scalar(right(symbols)))


def _compared(tests: Sequence[Callable[[Decimal, Decimal], bool]], parts: Sequence[Calculation]) -> Calculation:
    def holds(symbols: Symbols) -> Value:
        values = [_scalar(part(symbols)) for part in parts]
        return ONE if all(test(*pair) for test, pair in zip(tests, pairwise(values), strict=True)) else ZERO

    return holds


def _joined(rule: Callable[[list[Value]], bool], parts: Sequence[Calculation]) -> Calculation:
    return lambda symbols: ONE if rule([part(symbols) for part in parts]) else ZERO


def _chosen(test: Calculation, then: Calculation, otherwise: Calculation) -> Calculation:
    return lambda symbols: then(symbols) if test(symbols) else otherwise(symbols)


def _called(function: Callable[..., Decimal], arguments: Sequence[Calculation]) -> Calculation:
    return lambda symbols: function(*(argument(symbols) for argument in arguments))


def _flat(values: Sequence[Value]) -> list[Decimal]:
    return [number for value in values for number in (value if isinstance(value, tuple) else (value,))]


def _sum(*values: Value) -> Decimal:
    return sum(_flat(values), ZERO)


def _smallest(*values: Value) -> Decimal:
    return min(_flat(values))


def _largest(*values: Value) -> Decimal:
    return max(_flat(values))


def _count(*values: Value) -> Decimal:
    return Decimal(len(_flat(values)))


def _mean(*values: Value) -> Decimal:
    return _sum(*values) / _count(*values)


def _dot(left: Sequence[Decimal], right: Sequence[Decimal]) -> Decimal:
    return sum((a * b for a, b in zip(left, right, strict=True)), ZERO)


def _below(number: Decimal, limits: Sequence[Decimal]) -> Decimal:
    return Decimal(sum(1 for limit in limits if number < limit))


def _above(number: Decimal, limits: Sequence[Decimal]) -> Decimal:
    return Decimal(sum(1 for limit in limits if number > limit))


def _sum_from(lengths: Sequence[Decimal], numbers: Sequence[Decimal], limit: Decimal) -> Decimal:
    return sum((length for length, number in zip(lengths, numbers, strict=True) if number >= limit), ZERO)


def _rounded(number: Decimal, places: Decimal) -> Decimal:
    return round(number, int(places))


FUNCTIONS: Mapping[str, Callable[..., Decimal]] = {
    "sum": _sum,
    "min": _smallest,
    "max": _largest,
    "count": _count,
    "mean": _mean,
    "dot": _dot,  # Σ aᵢ·bᵢ
    "below": _below,  # how many of the limits the number lies below
    "above": _above,  # how many of the limits the number lies above
    "sum_from": _sum_from,  # Σ of the lengths whose number is at least the limit
    "sqrt": Decimal.sqrt,
    "exp": Decimal.exp,
    "round": _rounded,  # half to even, as GB/T 8170 asks
}
