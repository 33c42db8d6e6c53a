"""Formulas in mathematical signs: with their symbols, and with the numbers put in."""

import ast
from collections.abc import Callable, Mapping, Sequence
from decimal import ROUND_HALF_EVEN, Decimal
from functools import lru_cache

from app.errors import AppError
from app.standards.formula import Symbols, Value, calculate, parsed
from app.standards.trace import Input, Number, Step

SHOWN = Decimal("0.0001")
MOST_TERMS = 12
SUM, PRODUCT, POWER = 1, 2, 3
SIGNS: Mapping[type[ast.AST], tuple[str, int]] = {
    ast.Add: (" + ", SUM),
    ast.Sub: (" − ", SUM),
    ast.Mult: (" × ", PRODUCT),
    ast.Div: (" / ", PRODUCT),
    ast.Pow: ("^", POWER),
}
COMPARED: Mapping[type[ast.AST], str] = {
    ast.Lt: "<",
    ast.LtE: "≤",
    ast.Gt: ">",
    ast.GtE: "≥",
    ast.Eq: "=",
    ast.NotEq: "≠",
}
NAMES: Mapping[str, str] = {"sum": "Σ", "sqrt": "√", "mean": "mean", "dot": "Σ"}
Write = Callable[[ast.expr, int], str]


def shown(number: Decimal) -> str:
    """A number as it is read: at most four decimals, no idle zeros; the trace keeps the exact one."""
    rounded = number.quantize(SHOWN, rounding=ROUND_HALF_EVEN).normalize() if number else abs(number)
    return format(rounded, "f").replace("-", "−")


@lru_cache(maxsize=1024)
def symbolic(formula: str) -> str:
    """The formula as the standard would print it, for example ``100 − a0 × DR^a1``."""
    return _symbols(parsed(formula), 0)


def put_in(step: Step) -> str:
    """The step's formula with its numbers; of a choice, a minimum or a maximum only what was taken.

    Raises:
        AppError: ``standards.trace`` when the formula uses a symbol that the step does not explain.
    """
    inputs = {item.symbol: item for item in step.inputs}
    values = {item.symbol: item.value for item in step.inputs}
    try:
        return _Numbers(inputs, values).write(parsed(step.formula), 0)
    except KeyError as error:
        raise AppError("standards.trace", reason=error) from error


def _symbols(node: ast.expr, level: int) -> str:
    match node:
        case ast.Constant(value=value):
            text = shown(Decimal(str(value)))
        case ast.Name(id=name):
            text = name
        case ast.Call(func=ast.Name(id="dot"), args=[left, right]):
            text = f"Σ({_symbols(left, 0)} × {_symbols(right, 0)})"
        case ast.Call(func=ast.Name(id=name), args=args):
            text = f"{NAMES.get(name, name)}({', '.join(_symbols(one, 0) for one in args)})"
        case ast.IfExp(test=test, body=body, orelse=orelse):
            text = f"{{ {_symbols(body, 0)} | {_symbols(test, 0)}; {_symbols(orelse, 0)} }}"
        case ast.BoolOp(op=operation, values=parts):
            text = (" ∧ " if isinstance(operation, ast.And) else " ∨ ").join(_symbols(one, 0) for one in parts)
        case _:
            text = _arithmetic(node, level, _symbols)
    return text


def _arithmetic(node: ast.expr, level: int, write: Write) -> str:
    match node:
        case ast.UnaryOp(operand=operand):
            return f"−{write(operand, PRODUCT)}"
        case ast.BinOp(left=left, op=operation, right=right):
            sign, own = SIGNS[type(operation)]
            inner = f"{write(left, own)}{sign}{write(right, own + 1)}"
            return f"({inner})" if own < level else inner
        case ast.Compare(left=left, ops=ops, comparators=others):
            tests = (f" {COMPARED[type(op)]} {write(other, 0)}" for op, other in zip(ops, others, strict=True))
            return write(left, 0) + "".join(tests)
    return ast.unparse(node)


class _Numbers:
    """Writes a formula with the numbers of one step."""

    def __init__(self, inputs: Mapping[str, Input], values: Symbols) -> None:
        self._inputs = inputs
        self._values = values

    def write(self, node: ast.expr, level: int) -> str:
        match node:
            case ast.Constant(value=value):
                text = shown(Decimal(str(value)))
            case ast.Name(id=name):
                text = self._listed(name)
            case ast.IfExp(test=test, body=body, orelse=orelse):
                text = self.write(body if self._value(test) else orelse, level)
            case ast.Call(func=ast.Name(id="min" | "max" as name), args=args) if len(args) > 1:
                text = self._taken(name, args, level)
            case ast.Call(func=ast.Name(id=name), args=args):
                text = self._called(name, args, level)
            case _:
                text = _arithmetic(node, level, self.write)
        return text

    def _value(self, node: ast.expr) -> Value:
        return calculate(_text(node), self._values)

    def _taken(self, name: str, args: Sequence[ast.expr], level: int) -> str:
        """Of a minimum's or maximum's arguments the one that was it, rather a quantity than a bound."""
        result = calculate(f"{name}({', '.join(_text(one) for one in args)})", self._values)
        given = [one for one in args if self._values.get(_text(one)) != ()]
        equal = [one for one in given if calculate(f"{name}({_text(one)})", self._values) == result]
        taken = next((one for one in equal if not isinstance(one, ast.Constant)), equal[0])
        listed = isinstance(taken, ast.Name) and self._inputs[taken.id].many
        return f"{name}({self.write(taken, 0)})" if listed else self.write(taken, level)

    def _called(self, name: str, args: Sequence[ast.expr], level: int) -> str:
        listed = [one.id for one in args if isinstance(one, ast.Name)]
        if name == "dot" and len(listed) == 2:  # noqa: PLR2004 - the product of two lists
            return _bracketed(self._products(*listed), level)
        if name == "sum" and listed:
            return _bracketed([_labelled(number) for number in self._numbers(listed[0])], level)
        return f"{NAMES.get(name, name)}({', '.join(self.write(one, 0) for one in args)})"

    def _numbers(self, symbol: str) -> tuple[Number, ...]:
        return self._inputs[symbol].numbers

    def _products(self, left: str, right: str) -> list[str]:
        pairs = list(zip(self._numbers(left), self._numbers(right), strict=True))
        telling = [pair for pair in pairs if pair[0].value and pair[1].value] or pairs[:1]
        return [f"{shown(a.value)} × {_labelled(b)}" for a, b in telling]

    def _listed(self, symbol: str) -> str:
        item = self._inputs[symbol]
        if not item.many:
            return shown(item.numbers[0].value)
        more = [f"… ({len(item.numbers)})"] if len(item.numbers) > MOST_TERMS else []
        return ", ".join([_labelled(number) for number in item.numbers[:MOST_TERMS]] + more)


@lru_cache(maxsize=1024)
def _text(node: ast.expr) -> str:
    return ast.unparse(node)


def _labelled(number: Number) -> str:
    return f"{shown(number.value)}[{number.label}]" if number.label else shown(number.value)


def _bracketed(terms: Sequence[str], level: int) -> str:
    more = [f"… ({len(terms)})"] if len(terms) > MOST_TERMS else []
    text = " + ".join([*terms[:MOST_TERMS], *more]) or "0"
    return f"({text})" if len(terms) > 1 and level > SUM else text
