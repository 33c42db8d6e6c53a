"""Regular expressions by simulating all possibilities at once, so that no pattern takes more than length × states.

Python's parser reads the pattern; its backtracking matcher is not used. Source: K. Thompson, CACM 11(6), 1968.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

codes: Any = import_module("re._constants")  # Any: the types of the standard library leave the parser's opcodes out

MAX_STATES = 5_000
MAX_STEPS = 1_000_000
Test = Callable[[str], bool]

_CATEGORIES: dict[Any, Test] = {
    codes.CATEGORY_DIGIT: str.isdecimal,
    codes.CATEGORY_NOT_DIGIT: lambda mark: not mark.isdecimal(),
    codes.CATEGORY_SPACE: str.isspace,
    codes.CATEGORY_NOT_SPACE: lambda mark: not mark.isspace(),
    codes.CATEGORY_WORD: lambda mark: mark.isalnum() or mark == "_",
    codes.CATEGORY_NOT_WORD: lambda mark: not (mark.isalnum() or mark == "_"),
}


class UnsupportedPatternError(Exception):
    """The pattern uses something that has no automaton: references to groups, or looking around."""


class TooCostlyError(Exception):
    """The automaton is too large, or has too much to do."""


@dataclass
class _State:
    """One state: it reads a letter, or checks a place, or leads on without either.

    Attributes:
        test: of the letter that is read; ``None`` reads nothing.
        place: of the position, ``None`` for any.
        after: the states that follow.
    """

    test: Test | None = None
    place: Callable[[str, int], bool] | None = None
    after: "list[_State]" = field(default_factory=list)
    is_end: bool = False


class Automaton:
    """A pattern made ready.

    Args:
        tree: what Python's parser of regular expressions made of the pattern.
        ignores_case: whether letters match in either case.
    """

    def __init__(self, tree: Iterable[Any], *, ignores_case: bool = False) -> None:
        self._ignores_case = ignores_case
        self._count = 0
        self._end = _State(is_end=True)
        self._start = self._sequence(tree, self._end)

    def found_in(self, text: str) -> bool:
        """Whether some part of the text matches.

        Raises:
            TooCostlyError: when the text is too long for the pattern.
        """
        current: dict[int, _State] = {}
        steps = 0
        for position in range(len(text) + 1):
            if self._spread(self._start, current, text, position):
                return True
            steps += len(current)
            if steps > MAX_STEPS:
                raise TooCostlyError
            following: dict[int, _State] = {}
            if position < len(text):
                for state in current.values():
                    if state.test is not None and state.test(text[position]):
                        for after in state.after:
                            if self._spread(after, following, text, position + 1):
                                return True
            current = following
        return False

    def _spread(self, start: _State, reached: dict[int, _State], text: str, position: int) -> bool:
        """Add every state that is reached without reading; says whether the end is among them."""
        waiting = [start]
        while waiting:
            state = waiting.pop()
            if id(state) in reached or (state.place is not None and not state.place(text, position)):
                continue
            if state.is_end:
                return True
            reached[id(state)] = state
            if state.test is None:
                waiting += state.after
        return False

    def _new(self, state: _State) -> _State:
        self._count += 1
        if self._count > MAX_STATES:
            raise TooCostlyError
        return state

    def _sequence(self, tree: Iterable[Any], after: _State) -> _State:
        """Build the states of a sequence, from its end."""
        for code, argument in reversed(list(tree)):
            after = self._part(code, argument, after)
        return after

    def _part(self, code: Any, argument: Any, after: _State) -> _State:  # noqa: ANN401  Python's own untyped tree
        match code:
            case codes.MAX_REPEAT | codes.MIN_REPEAT | codes.POSSESSIVE_REPEAT:
                least, most, body = argument
                return self._repeat(least, most, body, after)
            case codes.BRANCH:
                return self._new(_State(after=[self._sequence(part, after) for part in argument[1]]))
            case codes.SUBPATTERN if not argument[1] and not argument[2]:
                return self._sequence(argument[3], after)
            case codes.AT if argument in _PLACES:
                return self._new(_State(place=_PLACES[argument], after=[after]))
        return self._new(_State(self._folded(_letter_test(code, argument)), after=[after]))

    def _repeat(self, least: int, most: Any, body: Any, after: _State) -> _State:  # noqa: ANN401  MAXREPEAT is special
        if most is codes.MAXREPEAT:
            loop = self._new(_State(after=[after]))
            loop.after.insert(0, self._sequence(body, loop))
            after = loop
        else:
            for _ in range(int(most) - least):
                after = self._new(_State(after=[self._sequence(body, after), after]))
        for _ in range(least):
            after = self._sequence(body, after)
        return after

    def _folded(self, test: Test) -> Test:
        if not self._ignores_case:
            return test
        return lambda mark: test(mark) or test(mark.lower()) or test(mark.upper())


def _is_word(text: str, position: int) -> bool:
    return 0 <= position < len(text) and (text[position].isalnum() or text[position] == "_")


_PLACES: dict[Any, Callable[[str, int], bool]] = {
    codes.AT_BEGINNING: lambda _, position: position == 0,
    codes.AT_BEGINNING_STRING: lambda _, position: position == 0,
    codes.AT_END: lambda text, position: position == len(text),
    codes.AT_END_STRING: lambda text, position: position == len(text),
    codes.AT_BOUNDARY: lambda text, position: _is_word(text, position - 1) != _is_word(text, position),
    codes.AT_NON_BOUNDARY: lambda text, position: _is_word(text, position - 1) == _is_word(text, position),
}


def _letter_test(code: Any, argument: Any) -> Test:  # noqa: ANN401  Python's own untyped tree
    """Return the test of one letter.

    Raises:
        UnsupportedPatternError: when the part is no letter.
    """
    match code:
        case codes.LITERAL:
            return chr(argument).__eq__
        case codes.NOT_LITERAL:
            return chr(argument).__ne__
        case codes.ANY:
            return lambda mark: mark != "\n"
        case codes.CATEGORY:
            return _CATEGORIES[argument]
        case codes.RANGE:
            low, high = chr(argument[0]), chr(argument[1])
            return lambda mark: low <= mark <= high
        case codes.IN:
            is_negated = argument[0][0] is codes.NEGATE
            tests = [_letter_test(*item) for item in argument[is_negated:]]
            return lambda mark: any(test(mark) for test in tests) != is_negated
    raise UnsupportedPatternError(str(code))
