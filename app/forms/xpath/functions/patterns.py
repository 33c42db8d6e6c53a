"""Regular expressions that cannot hang.

Python's engine backtracks, so a pattern such as ``(a+)+$`` can take for ever. A group that repeats without bound and
itself contains an unbounded repetition or alternatives of unequal kind is refused before it runs.
"""

import re
from functools import lru_cache
from re import _constants as codes  # type: ignore[attr-defined]  # typeshed leaves the parser's opcodes out
from re import _parser  # type: ignore[attr-defined]  # and the parser
from typing import Any

from app.errors import AppError

MAX_TEXT = 10_000
MAX_PATTERN = 1_000
_REPEATS = (codes.MAX_REPEAT, codes.MIN_REPEAT)
_MANY = 50


def matches(text: str, pattern: str) -> bool:
    """Whether the pattern is found in the text.

    Raises:
        AppError: ``expression.bad_pattern``.
    """
    return _compiled(pattern).search(text[:MAX_TEXT]) is not None


@lru_cache(maxsize=500)
def _compiled(pattern: str) -> re.Pattern[str]:
    if len(pattern) > MAX_PATTERN:
        raise AppError("expression.bad_pattern", pattern=pattern[:40] + "…", reason="length")
    try:
        tree = _parser.parse(pattern)
        compiled = re.compile(pattern)
    except (re.error, OverflowError, RecursionError) as error:
        raise AppError("expression.bad_pattern", pattern=pattern, reason=error) from error
    if _is_explosive(tree, is_repeated=False):
        raise AppError("expression.bad_pattern", pattern=pattern, reason="nested repetition")
    return compiled


def _is_explosive(tree: Any, *, is_repeated: bool) -> bool:  # noqa: ANN401  sre's own untyped tree
    """Whether an unbounded repetition contains another one, or alternatives."""
    for code, argument in tree:
        if code in _REPEATS:
            _least, most, body = argument
            is_unbounded = most is codes.MAXREPEAT or most > _MANY
            if is_repeated and is_unbounded:
                return True
            if _is_explosive(body, is_repeated=is_repeated or is_unbounded):
                return True
        elif code is codes.BRANCH:
            if is_repeated or any(_is_explosive(part, is_repeated=is_repeated) for part in argument[1]):
                return True
        elif (code is codes.SUBPATTERN and _is_explosive(argument[-1], is_repeated=is_repeated)) or (
            code in (codes.ASSERT, codes.ASSERT_NOT) and _is_explosive(argument[1], is_repeated=is_repeated)
        ):
            return True
    return False
