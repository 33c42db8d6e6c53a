"""Geodetic datums of a point and the exact way from one to another.

WGS-84 is what receivers give, CGCS2000 what official maps use, GCJ-02 what the Chinese map services use. WGS-84 and
CGCS2000 differ by centimetres, less than any receiver here can tell, so a point has the same coordinates in both.
GCJ-02 shifts points by 300 to 700 m with a closed formula; the way back iterates it.

Source: the formula as published in the open converters (eviltransform, coord-convert).
"""

from enum import StrEnum
from math import cos, pi, sin, sqrt

_SEMI_MAJOR_M = 6378245.0
_ECCENTRICITY_SQUARED = 0.00669342162296594323
_ORIGIN_LATITUDE, _ORIGIN_LONGITUDE = 35.0, 105.0

_SHIFTED_LATITUDES = (0.8293, 55.8271)
_SHIFTED_LONGITUDES = (72.004, 137.8347)

_ENOUGH_DEGREES = 1e-10
_MOST_ROUNDS = 30


class Datum(StrEnum):
    """What the coordinates of a point refer to."""

    WGS84 = "WGS-84"
    GCJ02 = "GCJ-02"
    CGCS2000 = "CGCS2000"


def convert(latitude: float, longitude: float, source: Datum, target: Datum) -> tuple[float, float]:
    """Return the latitude and longitude, in degrees, that the same point has in another datum.

    There and back again is exact to less than a millimetre. Outside the rectangle around China GCJ-02 shifts nothing.
    """
    if (source is Datum.GCJ02) == (target is Datum.GCJ02):
        return latitude, longitude
    if target is Datum.GCJ02:
        return _shifted(latitude, longitude)
    return _unshifted(latitude, longitude)


def _shifted(latitude: float, longitude: float) -> tuple[float, float]:
    if not _is_shifted(latitude, longitude):
        return latitude, longitude
    x, y = longitude - _ORIGIN_LONGITUDE, latitude - _ORIGIN_LATITUDE
    sine = sin(latitude * pi / 180)
    curvature = 1 - _ECCENTRICITY_SQUARED * sine * sine
    meridian_m = _SEMI_MAJOR_M * (1 - _ECCENTRICITY_SQUARED) / (curvature * sqrt(curvature))
    parallel_m = _SEMI_MAJOR_M / sqrt(curvature) * cos(latitude * pi / 180)
    return (
        latitude + _northing_m(x, y) * 180 / (meridian_m * pi),
        longitude + _easting_m(x, y) * 180 / (parallel_m * pi),
    )


def _unshifted(latitude: float, longitude: float) -> tuple[float, float]:
    guess = latitude, longitude
    for _ in range(_MOST_ROUNDS):
        there = _shifted(*guess)
        miss = latitude - there[0], longitude - there[1]
        guess = guess[0] + miss[0], guess[1] + miss[1]
        if max(abs(miss[0]), abs(miss[1])) < _ENOUGH_DEGREES:
            break
    return guess


def _is_shifted(latitude: float, longitude: float) -> bool:
    south, north = _SHIFTED_LATITUDES
    west, east = _SHIFTED_LONGITUDES
    return south <= latitude <= north and west <= longitude <= east


def _northing_m(x: float, y: float) -> float:
    polynomial = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(abs(x))
    waves = (20 * sin(y * pi) + 40 * sin(y / 3 * pi)) + (160 * sin(y / 12 * pi) + 320 * sin(y * pi / 30))
    return polynomial + (_ripple(x) + waves) * 2 / 3


def _easting_m(x: float, y: float) -> float:
    polynomial = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(abs(x))
    waves = (20 * sin(x * pi) + 40 * sin(x / 3 * pi)) + (150 * sin(x / 12 * pi) + 300 * sin(x / 30 * pi))
    return polynomial + (_ripple(x) + waves) * 2 / 3


def _ripple(x: float) -> float:
    return 20 * sin(6 * x * pi) + 20 * sin(2 * x * pi)
