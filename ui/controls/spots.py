"""Points on the earth as ODK writes them, and a flat drawing of the few kilometres around one of them.

A point is ``latitude longitude altitude accuracy`` in degrees and metres; a line or an area joins points with ``;``, an
area ending where it began. Source: ODK XForms specification, geopoint, geotrace and geoshape.
"""

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

from ui.controls.ask import number_of
from ui.controls.places import MAX_LATITUDE, MAX_LONGITUDE

METRES_IN_DEGREE = 111_320.0
"""Length of a degree of latitude on a sphere of the equator's radius; good to 0.5 % for a drawing."""

DECIMALS = 6
"""Digits behind the point of a degree that is pointed at: about 0.1 m."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Degrees, and as text what else was said of the point: altitude and accuracy in metres."""

    latitude: float
    longitude: float
    rest: str = "0 0"

    @property
    def words(self) -> str:
        """The degrees for people."""
        return f"{self.latitude:.{DECIMALS}f}, {self.longitude:.{DECIMALS}f}"

    def __str__(self) -> str:
        return f"{_degrees(self.latitude)} {_degrees(self.longitude)} {self.rest}"


@dataclass(frozen=True, slots=True)
class View:
    """What a drawing shows: its middle in degrees, its scale in metres per px."""

    latitude: float
    longitude: float
    metres_per_px: float

    def offset_px(self, spot: Spot) -> tuple[float, float]:
        """Return how far right of and below the middle a point lies."""
        east, north = self._metres_from_middle(spot.latitude, spot.longitude)
        return east / self.metres_per_px, -north / self.metres_per_px

    def spot_at(self, right_px: float, down_px: float) -> Spot:
        """Return the point at an offset from the middle, to six decimals."""
        north, east = -down_px * self.metres_per_px, right_px * self.metres_per_px
        latitude = self.latitude + north / METRES_IN_DEGREE
        longitude = self.longitude + east / (METRES_IN_DEGREE * _shrink(self.latitude))
        return Spot(
            round(max(-MAX_LATITUDE, min(MAX_LATITUDE, latitude)), DECIMALS),
            round(max(-MAX_LONGITUDE, min(MAX_LONGITUDE, longitude)), DECIMALS),
        )

    def _metres_from_middle(self, latitude: float, longitude: float) -> tuple[float, float]:
        east = (longitude - self.longitude) * METRES_IN_DEGREE * _shrink(self.latitude)
        return east, (latitude - self.latitude) * METRES_IN_DEGREE


def read_spots(text: str) -> tuple[Spot, ...]:
    """Return the points of an answer; none for what is no list of points."""
    found: list[Spot] = []
    for part in filter(None, (part.strip() for part in text.split(";"))):
        numbers = part.split()
        degrees = [number_of(number) for number in numbers[:2]]
        if len(degrees) < 2 or degrees[0] is None or degrees[1] is None:  # noqa: PLR2004  latitude and longitude
            return ()
        found.append(Spot(float(degrees[0]), float(degrees[1]), " ".join(numbers[2:4]) or "0 0"))
    return tuple(found)


def write_spots(spots: Sequence[Spot], *, is_closed: bool) -> str:
    """Return points as an answer; an area ends where it began."""
    return ";".join(str(spot) for spot in ([*spots, spots[0]] if is_closed else spots))


def length_m(spots: Sequence[Spot]) -> float:
    """Return the length of a line in metres."""
    return sum(math.hypot(*_metres(spots[0], first, second)) for first, second in itertools.pairwise(spots))


def area_m2(spots: Sequence[Spot]) -> float:
    """Return the area inside a line that is closed, in square metres, on a flat drawing around its first point."""
    flat = [_metres(spots[0], spots[0], spot) for spot in spots]
    pairs = zip(flat, [*flat[1:], *flat[:1]], strict=True)
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs)) / 2


def view_of(spots: Sequence[Spot], width_px: float, height_px: float, least_metres_per_px: float) -> View:
    """Return the view that shows all points, at least one, and a margin around them."""
    latitudes, longitudes = [spot.latitude for spot in spots], [spot.longitude for spot in spots]
    south, north, west, east = min(latitudes), max(latitudes), min(longitudes), max(longitudes)
    middle = ((south + north) / 2, (west + east) / 2)
    across = (east - west) * METRES_IN_DEGREE * _shrink(middle[0]) / max(1.0, width_px)
    down = (north - south) * METRES_IN_DEGREE / max(1.0, height_px)
    return View(*middle, max(across, down, least_metres_per_px))


def round_length(most_m: float) -> float:
    """Return the longest round length, 1, 2 or 5 times a power of ten, that is no longer than ``most_m``."""
    power = 10.0 ** math.floor(math.log10(most_m))
    return max(step * power for step in (1, 2, 5) if step * power <= most_m)


def _metres(origin: Spot, first: Spot, second: Spot) -> tuple[float, float]:
    east = (second.longitude - first.longitude) * METRES_IN_DEGREE * _shrink(origin.latitude)
    return east, (second.latitude - first.latitude) * METRES_IN_DEGREE


def _shrink(latitude: float) -> float:
    """Return how much shorter a degree of longitude is than one of latitude; never quite nothing."""
    return max(0.01, math.cos(math.radians(latitude)))


def _degrees(degrees: float) -> str:
    return f"{degrees:.8f}".rstrip("0").rstrip(".")
