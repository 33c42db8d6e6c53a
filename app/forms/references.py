"""Which answers an expression reads, found without evaluating it.

Each location path is walked over the shape of the form. A reference remembers the highest place it climbed to (its
scope): what changes inside one repeat instance concerns only the expressions that meet it below that place.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from elementpath.xpath_tokens import XPathAxis, XPathToken

from app.forms.places import Place, Shape
from app.forms.xpath.token import FormFunction

_STRUCTURE_ONLY = frozenset({"count", "position", "not", "boolean", "name", "local-name", "indexed-repeat"})
_PATHS = frozenset({"/", "//", "[", "(name)", ".", "..", "*", "@", ":"})


@dataclass(frozen=True)
class Reference:
    """An expression at one place reads another.

    Attributes:
        source: definition path of what is read.
        scope: definition path of the highest place on the way.
    """

    source: str
    scope: str


@dataclass(frozen=True)
class _Reach:
    """A place reached by a path, and the highest place on the way."""

    place: Place
    top: Place


def find_references(token: XPathToken, here: Place, shape: Shape) -> frozenset[Reference]:
    """Return everything that an expression at a place reads; tables of choices are not counted."""
    return _Walk(here, shape).run(token)


class _Walk:
    """One walk over one expression."""

    def __init__(self, here: Place, shape: Shape) -> None:
        self._here, self._shape = here, shape
        self._found: set[Reference] = set()

    def run(self, token: XPathToken) -> frozenset[Reference]:
        self._read(token, {_Reach(self._here, self._here)}, is_whole=True)
        return frozenset(self._found)

    def _read(self, token: XPathToken, start: set[_Reach], *, is_whole: bool) -> None:
        """Note what a part reads; ``is_whole`` counts the insides of groups, too."""
        for reach in self._walk(token, start):
            places = reach.place.below() if is_whole else [reach.place]
            self._found.update(Reference(place.path, reach.top.path) for place in places)

    def _walk(self, token: XPathToken, start: set[_Reach]) -> set[_Reach]:
        """Return where a path leads; anything that is no path is searched for paths."""
        symbol = token.symbol
        if symbol == ":" and isinstance(token[-1], FormFunction):
            token = token[-1]
        if isinstance(token, FormFunction):
            return self._call(token, start)
        if isinstance(token, XPathAxis):
            return _along(symbol, token[0], start)
        if symbol not in _PATHS or (symbol == "*" and len(token)):
            is_bracket = symbol == "("
            for part in token:
                if is_bracket:
                    return self._walk(part, start)
                self._read(part, start, is_whole=True)
            return set()
        return self._step(token, start)

    def _step(self, token: XPathToken, start: set[_Reach]) -> set[_Reach]:
        match token.symbol:
            case "/" | "//" if len(token) < 2:  # noqa: PLR2004  an absolute path
                left = {_Reach(self._shape.document, self._shape.document)}
            case "/" | "//":
                left = self._walk(token[0], start)
            case "[":
                reached = self._walk(token[0], start)
                self._read(token[1], reached, is_whole=True)
                return reached
            case ".":
                return start
            case "..":
                return _along("parent", None, start)
            case "@":
                return _along("attribute", token[0], start)
            case _:
                return _along("child", token, start)
        if token.symbol == "//":
            left = {_Reach(below, reach.top) for reach in left for below in reach.place.below()}
        return self._walk(token[-1], left) if len(token) else left

    def _call(self, token: FormFunction, start: set[_Reach]) -> set[_Reach]:
        if token.symbol == "current":
            return {_Reach(self._here, self._here)}
        for index, part in enumerate(token):
            is_target = token.symbol == "indexed-repeat" and index == 0
            self._read(part, start, is_whole=is_target or token.symbol not in _STRUCTURE_ONLY)
        return set()


def _along(axis: str, test: XPathToken | None, start: set[_Reach]) -> set[_Reach]:
    """Take one step along an axis."""
    name = "*" if test is None or test.symbol != "(name)" else str(test.value)
    reached: set[_Reach] = set()
    for reach in start:
        for place, top in _neighbours(axis, reach):
            if name in ("*", place.name) or (axis == "attribute" and place.name == f"@{name}"):
                reached.add(_Reach(place, top))
    return reached


def _neighbours(axis: str, reach: _Reach) -> Iterable[tuple[Place, Place]]:  # noqa: PLR0911  one case per kind
    place, top, parent = reach.place, reach.top, reach.place.parent
    match axis:
        case "child" | "attribute":
            return ((child, top) for child in place.children.values())
        case "self":
            return ((place, top),)
        case "descendant" | "descendant-or-self":
            return ((below, top) for below in place.below())
        case _ if parent is None:
            return ()
        case "parent":
            return ((parent, parent if parent.depth < top.depth else top),)
        case "ancestor" | "ancestor-or-self":
            return _ancestors(place, top)
    holder = parent if parent.depth < top.depth else top
    return ((below, holder) for child in parent.children.values() for below in child.below())


def _ancestors(place: Place, top: Place) -> list[tuple[Place, Place]]:
    found: list[tuple[Place, Place]] = []
    current: Place | None = place
    while current is not None:
        found.append((current, current if current.depth < top.depth else top))
        current = current.parent
    return found
