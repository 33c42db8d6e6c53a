"""The expression language of ODK forms: elementpath's XPath 1.0 parser with ODK's semantics and functions."""

import re
from collections.abc import MutableMapping
from functools import lru_cache
from typing import Any, ClassVar

from elementpath import XPath1Parser
from elementpath.exceptions import ElementPathError
from elementpath.tdop import ParseError, Parser
from elementpath.xpath_tokens import XPathToken

from app.errors import AppError
from app.forms.xpath.environment import Focus
from app.forms.xpath.functions import FUNCTIONS
from app.forms.xpath.namespaces import NAMESPACES
from app.forms.xpath.operators import OPERATORS
from app.forms.xpath.steps import STEPS
from app.forms.xpath.token import FormFunction, UnknownFunction, function_token, value_of
from app.forms.xpath.values import Value

MAX_LENGTH = 20_000
MAX_DEPTH = 120
_OPERATORS = "and|or|div|mod"
_STUCK = re.compile(rf"\d(?:{_OPERATORS})|(?:{_OPERATORS})\d")
_LEFT = re.compile(rf"('[^']*'|\"[^\"]*\")|(?<![\w.\-])(\d+(?:\.\d*)?|\.\d+)({_OPERATORS})(?![a-zA-Z_\-])")
_RIGHT = re.compile(rf"('[^']*'|\"[^\"]*\")|(?<=[\d)\]'\"])(\s*)\b({_OPERATORS})(?=\d)")
_NESTING = re.compile(r"'[^']*'|\"[^\"]*\"|[(\[]|[)\]]")
_SIGNS = re.compile(r"(?:-\s*){60}")


class FormParser(XPath1Parser):
    """XPath 1.0 with ODK's functions.

    Its symbol table holds subclasses of elementpath's tokens, so that the parser it comes from stays as it was.
    """

    DEFAULT_NAMESPACES: ClassVar[dict[str, str]] = XPath1Parser.DEFAULT_NAMESPACES | NAMESPACES

    def parse(self, source: str) -> XPathToken:
        """Parse without the evaluation of constants that elementpath does at this point."""
        return Parser.parse(self, source)


def _extend() -> None:
    """Replace operators and steps, add functions."""
    table: MutableMapping[str, Any] = FormParser.symbol_table  # elementpath leaves the kind of its tokens open
    for symbol, methods in (*OPERATORS.items(), *STEPS.items()):
        for name in symbol.split():
            table[name] = type(f"Form{table[name].__name__}", (table[name],), dict(methods))
    for name, function in FUNCTIONS.items():
        prefix, _, local = name.rpartition(":")
        table[local] = function_token(local, function, NAMESPACES.get(prefix, ""))
    FormParser.tokenizer = FormParser.create_tokenizer(FormParser.symbol_table)


_extend()


@lru_cache(maxsize=20_000)
def parse(expression: str) -> XPathToken:
    """Parse an expression; the same text gives the same tree.

    Raises:
        AppError: ``expression.too_long``, ``expression.too_deep`` or ``expression.invalid`` with the position.
    """
    if len(expression) > MAX_LENGTH:
        raise AppError("expression.too_long", length=len(expression), limit=MAX_LENGTH)
    _check_nesting(expression)
    parser = FormParser()
    try:
        tree = parser.parse(_separated(expression))
    except (ElementPathError, ParseError, ValueError, RecursionError) as error:
        position = parser.next_match.end() if parser.next_match else len(expression)
        raise AppError("expression.invalid", expression=_short(expression), position=position, reason=error) from error
    _check_depth(tree, expression)
    return tree


def compute(tree: XPathToken, focus: Focus) -> Value:
    """Evaluate a parsed expression.

    Raises:
        AppError: ``expression.…``.
    """
    try:
        return value_of(tree, focus)
    except (ElementPathError, RecursionError) as error:
        source = tree.parser.source
        raise AppError("expression.invalid", expression=_short(source), position=1, reason=error) from error


def _separated(expression: str) -> str:
    """Set operators apart from the numbers they touch: ``1and1`` is ``1 and 1`` for XPath, a name for the parser."""
    if not _STUCK.search(expression):
        return expression
    left = _LEFT.sub(lambda found: found[1] or f"{found[2]} {found[3]} ", expression)
    return _RIGHT.sub(lambda found: found[1] or f"{found[2]}{found[3]} ", left)


def _check_nesting(expression: str) -> None:
    """Refuse brackets and signs that nest too deep for a recursive parser."""
    if signs := _SIGNS.search(expression):
        raise AppError("expression.too_deep", expression=_short(expression), position=signs.start() + 1)
    depth = 0
    for found in _NESTING.finditer(expression):
        mark = found[0]
        depth += (mark in "([") - (mark in ")]")
        if depth > MAX_DEPTH // 2:
            raise AppError("expression.too_deep", expression=_short(expression), position=found.start() + 1)


def _check_depth(tree: XPathToken, expression: str) -> None:
    """Refuse a tree that is too deep for a recursive evaluation; chains of one operator count once."""
    waiting = [(tree, 1)]
    while waiting:
        token, depth = waiting.pop()
        if token.symbol == "$":
            raise AppError("expression.invalid", expression=_short(expression), position=token.span[0] + 1, reason="$")
        if depth > MAX_DEPTH:
            raise AppError("expression.too_deep", expression=_short(expression), position=token.span[0] + 1)
        for index, part in enumerate(token):
            is_chain = index == 0 and part.symbol == token.symbol and part.symbol in ("and", "or", "+", "-", "|")
            waiting.append((part, depth + (not is_chain)))


def _short(expression: str) -> str:
    return expression if len(expression) <= 80 else expression[:77] + "…"  # noqa: PLR2004  a line of a message


def check_calls(tree: XPathToken) -> None:
    """Refuse calls of functions that do not exist or have the wrong number of arguments, wherever they stand.

    Raises:
        AppError: ``expression.unknown_function`` or ``expression.wrong_arguments`` with the position.
    """
    waiting = [tree]
    while waiting:
        token = waiting.pop()
        position = token.span[0] + 1
        if isinstance(token, UnknownFunction):
            raise AppError("expression.unknown_function", function=token.value, position=position)
        if isinstance(token, FormFunction) and not token.function.accepts(len(token)):
            raise AppError("expression.wrong_arguments", function=token.symbol, position=position)
        waiting.extend(token)
