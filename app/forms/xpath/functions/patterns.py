"""The function ``regex()``, bounded whatever the pattern."""

import re
import warnings
from functools import lru_cache
from importlib import import_module
from typing import Any

from app.errors import AppError
from app.forms.xpath.functions.automaton import Automaton, TooCostlyError, UnsupportedPatternError

_parser: Any = import_module("re._parser")  # Any: the types of the standard library leave it out

MAX_TEXT = 10_000
MAX_PATTERN = 1_000


def matches(text: str, pattern: str) -> bool:
    """Whether the pattern is found in the text.

    Raises:
        AppError: ``expression.bad_pattern``.
    """
    try:
        return _automaton(pattern).found_in(text[:MAX_TEXT])
    except TooCostlyError as error:
        raise AppError("expression.bad_pattern", pattern=pattern) from error


@lru_cache(maxsize=500)
def _automaton(pattern: str) -> Automaton:
    if len(pattern) > MAX_PATTERN:
        raise AppError("expression.bad_pattern", pattern=pattern[:40] + "…")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            tree = _parser.parse(pattern)
            return Automaton(tree, ignores_case=bool(tree.state.flags & re.IGNORECASE))
        except (re.error, OverflowError, RecursionError, UnsupportedPatternError, TooCostlyError) as error:
            raise AppError("expression.bad_pattern", pattern=pattern) from error
