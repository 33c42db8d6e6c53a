"""Areas, lengths and fences over ODK's geopoints: ``latitude longitude [altitude accuracy]``, joined by ``;``.

The Earth is a sphere of 6,378,100 m as in ODK's own clients, so that their figures and ours agree.
"""

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise

from app.forms.xpath.functions.strings import texts
from app.forms.xpath.token import Function, Take
from app.forms.xpath.values import Value

V, S = Take.VALUE, Take.STRING
EARTH_RADIUS_M = 6_378_100
_MAX_LATITUDE, _MAX_LONGITUDE = 90, 180
Point = tuple[float, float]


def parse_points(text: str) -> list[Point] | None:
    """Read points as (latitude, longitude) in degrees; ``None`` when any of them is none."""
    points: list[Point] = []
    for part in filter(None, (part.strip() for part in text.split(";"))):
        try:
            numbers = [float(word) for word in part.split()]
        except ValueError:
            return None
        if len(numbers) < 2 or abs(numbers[0]) > _MAX_LATITUDE or abs(numbers[1]) > _MAX_LONGITUDE:  # noqa: PLR2004  a pair
            return None
        points.append((numbers[0], numbers[1]))
    return points


def _points(values: tuple[Value, ...]) -> list[Point]:
    return parse_points(";".join(texts(values))) or []


def area_m2(points: Sequence[Point]) -> float:
    """Return the area that a ring encloses, in square metres; the last point is joined to the first."""
    if len(points) < 3:  # noqa: PLR2004  a triangle is the least
        return 0.0
    total = 0.0
    for (lat1, lon1), (lat2, lon2) in pairwise([*points, points[0]]):
        total += math.radians(lon2 - lon1) * (2 + math.sin(math.radians(lat1)) + math.sin(math.radians(lat2)))
    return abs(total * EARTH_RADIUS_M**2 / 2)


def length_m(points: Sequence[Point]) -> float:
    """Return the length of a line along great circles, in metres."""
    return sum(_distance_m(start, end) for start, end in pairwise(points))


def _distance_m(start: Point, end: Point) -> float:
    lat1, lat2 = math.radians(start[0]), math.radians(end[0])
    half = math.sin((lat2 - lat1) / 2) ** 2
    half += math.cos(lat1) * math.cos(lat2) * math.sin(math.radians(end[1] - start[1]) / 2) ** 2
    return 2 * EARTH_RADIUS_M * math.asin(math.sqrt(min(1.0, half)))


def _geofence(point: str, ring: str) -> bool:
    """Whether a point lies inside a closed ring; a ring that is not closed contains nothing."""
    places, corners = parse_points(point), parse_points(ring)
    if not places or not corners or corners[0] != corners[-1]:
        return False
    y, x = places[0]
    is_inside = False
    for (lat1, lon1), (lat2, lon2) in pairwise(corners):
        if (lat1 > y) != (lat2 > y) and x < (lon2 - lon1) * (y - lat1) / (lat2 - lat1) + lon1:
            is_inside = not is_inside
    return is_inside


def _intersects(trace: str) -> bool:
    """Whether a line crosses itself anywhere but at the joint of neighbouring segments."""
    segments = list(pairwise(parse_points(trace) or []))
    return any(
        _cross(first, second)
        for index, first in enumerate(segments)
        for second in segments[index + 2 :]
        if first[0] != second[1]
    )


def _cross(first: tuple[Point, Point], second: tuple[Point, Point]) -> bool:
    def side(start: Point, end: Point, point: Point) -> float:
        return (end[0] - start[0]) * (point[1] - start[1]) - (end[1] - start[1]) * (point[0] - start[0])

    (a, b), (c, d) = first, second
    return side(a, b, c) * side(a, b, d) <= 0 and side(c, d, a) * side(c, d, b) <= 0


GEOGRAPHY: Mapping[str, Function] = {
    "area": Function(lambda *values: round(area_m2(_points(values)), 2), (V,), is_open=True),
    "distance": Function(lambda *values: round(length_m(_points(values)), 2), (V,), is_open=True),
    "geofence": Function(_geofence, (S, S)),
    "intersects": Function(_intersects, (S,)),
}
