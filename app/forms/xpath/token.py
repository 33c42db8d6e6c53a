"""Turning a pure Python function into an XPath function."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any, ClassVar

from elementpath.xpath_nodes import XPathNode
from elementpath.xpath_tokens import NameToken, XPathFunction, XPathToken

from app.errors import AppError
from app.forms.xpath.environment import Focus
from app.forms.xpath.values import Nodes, Value, to_boolean, to_number, to_string


class Take(Enum):
    """How an argument reaches a function."""

    STRING = auto()
    NUMBER = auto()
    BOOLEAN = auto()
    NODES = auto()
    VALUE = auto()
    LATER = auto()
    """A callable that evaluates the argument when, and only if, it is needed."""


@dataclass(frozen=True)
class Function:
    """One XPath function.

    Attributes:
        run: receives the arguments, and the focus first when ``is_aware``.
        takes: kinds of the arguments; the last one repeats when ``is_open``.
        least: number of arguments that must be given; all of ``takes`` when ``None``.
        is_aware: whether it looks at more than its arguments.
    """

    run: Callable[..., Value]
    takes: tuple[Take, ...] = ()
    least: int | None = None
    is_open: bool = False
    is_aware: bool = False

    def accepts(self, count: int) -> bool:
        """Whether it may be called with a number of arguments."""
        least = len(self.takes) if self.least is None else self.least
        return count >= least and (self.is_open or count <= len(self.takes))


def value_of(token: XPathToken, focus: Focus) -> Value:
    """Evaluate a part of an expression and leave the focus as it was."""
    saved = focus.item, focus.axis, focus.size, focus.position
    focus.axis = None
    value: Any = token.evaluate(focus)  # elementpath allows more kinds of value than our tokens give
    focus.item, focus.axis, focus.size, focus.position = saved
    result: Value = float(value) if type(value) is int else value
    return result


def select_nodes(token: XPathToken, focus: Focus) -> Nodes:
    """Return the nodes that a step selects."""
    return [node for node in token.select(focus) if isinstance(node, XPathNode)]


def string_of(token: XPathToken, focus: Focus) -> str:
    """Evaluate as text."""
    return to_string(value_of(token, focus))


def number_of(token: XPathToken, focus: Focus) -> float:
    """Evaluate as a number."""
    return to_number(value_of(token, focus), focus.environment.zone)


def boolean_of(token: XPathToken, focus: Focus) -> bool:
    """Evaluate as true or false."""
    return to_boolean(value_of(token, focus))


def nodes_of(token: XPathToken, focus: Focus) -> Nodes:
    """Evaluate as nodes.

    Raises:
        AppError: ``expression.not_nodes`` when it is something else.
    """
    value = value_of(token, focus)
    if not isinstance(value, list):
        raise AppError("expression.not_nodes", part=token.source)
    return value


_TAKERS: dict[Take, Callable[[XPathToken, Focus], Any]] = {
    Take.STRING: string_of,
    Take.NUMBER: number_of,
    Take.BOOLEAN: boolean_of,
    Take.NODES: nodes_of,
    Take.VALUE: value_of,
    Take.LATER: lambda token, focus: lambda: value_of(token, focus),
}


class FormFunction(XPathFunction):
    """A call of a function of our table; every function has a subclass of its own."""

    function: ClassVar[Function]

    def nud(self) -> XPathFunction:
        """Read the arguments; how many there must be is known when the call is evaluated or checked."""
        _read_arguments(self)
        return self

    def is_reference(self) -> bool:
        """Say that it is never a function item."""
        return False

    def evaluate(self, context: Any = None) -> Any:  # noqa: ANN401  elementpath's types are wider than ours
        """Call the function.

        Raises:
            AppError: ``expression.wrong_arguments`` and what the function itself refuses.
        """
        if context is None:
            raise self.missing_context()
        function = self.function
        if not function.accepts(len(self)):
            raise AppError("expression.wrong_arguments", function=self.symbol, position=self.span[0] + 1)
        takes, last = function.takes, len(function.takes) - 1
        arguments = [_TAKERS[takes[min(index, last)]](part, context) for index, part in enumerate(self)]
        return function.run(context, *arguments) if function.is_aware else function.run(*arguments)


def function_token(name: str, function: Function, namespace: str) -> type[FormFunction]:
    """Make the token class of a function."""
    attributes = {
        "symbol": name,
        "lookup_name": name,
        "label": "function",
        "lbp": 90,
        "rbp": 90,
        "namespace": namespace or None,
        "function": function,
    }
    return type(f"Form{name.title().replace('-', '')}", (FormFunction,), attributes)


def _read_arguments(call: XPathToken) -> None:
    """Read ``(a, b, …)`` behind the name of a function; how many there must be is checked later."""
    parser = call.parser
    parser.advance("(")
    if parser.next_token.symbol != ")":
        call.append(parser.expression(5))
        while parser.next_token.symbol == ",":
            parser.advance()
            call.append(parser.expression(5))
    parser.advance(")")


class UnknownFunction(XPathToken):
    """A call of a function that nobody knows; it is an error only when it is evaluated."""

    symbol = lookup_name = "(unknown function)"
    label = "function"

    def evaluate(self, context: Any = None) -> Any:  # noqa: ANN401  elementpath's types are wider than ours
        """Refuse.

        Raises:
            AppError: ``expression.unknown_function``.
        """
        if context is None:
            raise self.missing_context()
        raise AppError("expression.unknown_function", function=self.value, position=self.span[0] + 1)


def nud_name(self: NameToken) -> XPathToken:
    """Read a name; one before a bracket is a function that is not known."""
    if self.parser.next_token.symbol != "(" or self.value in self.parser.RESERVED_FUNCTION_NAMES:
        return NameToken.nud(self)
    call = UnknownFunction(self.parser, self.value)
    call.span = self.span
    _read_arguments(call)
    return call
