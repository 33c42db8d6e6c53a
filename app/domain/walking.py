"""The order in which places are walked to: a short way through all of them."""

from collections.abc import Sequence
from math import cos, hypot, radians

Point = tuple[float, float]
"""Latitude and longitude in degrees."""

_DEGREE_M = 111_195.0
_IMPROVED_UP_TO = 400
"""More places than this are ordered by the nearest next one alone."""


def walking_order(points: Sequence[Point], start: Point | None = None) -> list[int]:
    """Return the places of the points in a short way from ``start``, or from the end that lies farthest out.

    The nearest next one is taken each time; then stretches are turned round while that shortens the way.
    """
    flat = _flat(points)
    if not flat:
        return []
    first = _flat([start], points[0])[0] if start is not None else None
    way = _nearest(flat, _nearest_to(flat, first) if first is not None else _outermost(flat))
    return _improved(flat, way) if len(way) <= _IMPROVED_UP_TO else way


def _flat(points: Sequence[Point], origin: Point | None = None) -> list[Point]:
    """Return the points in metres on a plane, good enough for a township."""
    if not points:
        return []
    shrunk = cos(radians((origin or points[0])[0]))
    return [(latitude * _DEGREE_M, longitude * _DEGREE_M * shrunk) for latitude, longitude in points]


def _outermost(flat: Sequence[Point]) -> int:
    middle = (sum(x for x, _ in flat) / len(flat), sum(y for _, y in flat) / len(flat))
    return max(range(len(flat)), key=lambda place: _apart(flat[place], middle))


def _nearest_to(flat: Sequence[Point], start: Point) -> int:
    return min(range(len(flat)), key=lambda place: _apart(flat[place], start))


def _nearest(flat: Sequence[Point], first: int) -> list[int]:
    way, left = [first], set(range(len(flat))) - {first}
    while left:
        here = flat[way[-1]]
        way.append(min(left, key=lambda place: (_apart(flat[place], here), place)))
        left.remove(way[-1])
    return way


def _improved(flat: Sequence[Point], way: list[int]) -> list[int]:
    """Turn stretches round (2-opt, the first place stays) until nothing gets shorter."""
    is_better = True
    while is_better:
        is_better = False
        for begin in range(1, len(way) - 1):
            for end in range(begin + 1, len(way)):
                if _gain(flat, way, begin, end) > 1e-6:  # noqa: PLR2004  # metres; less is rounding
                    way[begin : end + 1] = way[begin : end + 1][::-1]
                    is_better = True
    return way


def _gain(flat: Sequence[Point], way: Sequence[int], begin: int, end: int) -> float:
    before, first, last = flat[way[begin - 1]], flat[way[begin]], flat[way[end]]
    old, new = _apart(before, first), _apart(before, last)
    if end + 1 < len(way):
        after = flat[way[end + 1]]
        old, new = old + _apart(last, after), new + _apart(first, after)
    return old - new


def _apart(here: Point, there: Point) -> float:
    return hypot(here[0] - there[0], here[1] - there[1])
