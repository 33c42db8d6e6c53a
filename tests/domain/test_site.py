"""Positions: what they are made of, how far apart they are, and the way from one datum to another."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.canonical import canonical
from app.domain.datum import Datum
from app.domain.site import DISTRICT, EARTH_RADIUS_M, Position, Source, decimal_text, decimal_value

LATITUDES = st.floats(DISTRICT.south, DISTRICT.north)
LONGITUDES = st.floats(DISTRICT.west, DISTRICT.east)


def at(latitude: float, longitude: float, datum: Datum = Datum.WGS84) -> Position:
    return Position(latitude, longitude, Source.EXIF, datum)


@pytest.mark.parametrize(
    ("here", "there", "metres"),
    [
        (at(31.6, 121.4), at(31.6, 121.4), 0),
        (at(31.6, 121.4), at(32.6, 121.4), EARTH_RADIUS_M * math.pi / 180),
        (at(0, 0), at(0, 90), EARTH_RADIUS_M * math.pi / 2),
        (at(0, 179.5), at(0, -179.5), EARTH_RADIUS_M * math.pi / 180),
        (at(90, 0), at(-90, 0), EARTH_RADIUS_M * math.pi),
        (at(60, 10), at(60, 10.01), EARTH_RADIUS_M * math.radians(0.01) / 2),
    ],
)
def test_the_distance_of_two_positions_is_that_along_the_great_circle(
    here: Position, there: Position, metres: float
) -> None:
    assert here.distance_m(there) == pytest.approx(metres, rel=1e-6, abs=1e-6)
    assert there.distance_m(here) == pytest.approx(metres, rel=1e-6, abs=1e-6)


# Pairs that the open converters publish for Shanghai, Shenzhen and Beijing.
PUBLISHED = [
    (31.1774276, 121.5272106, 31.17530398364597, 121.531541859215),
    (22.543847, 113.912316, 22.540796131694766, 113.9171764808363),
    (39.911954, 116.377817, 39.91334545536069, 116.38404722455657),
]


@pytest.mark.parametrize(("latitude", "longitude", "shifted_latitude", "shifted_longitude"), PUBLISHED)
def test_gcj_02_is_what_the_published_converters_say(
    latitude: float, longitude: float, shifted_latitude: float, shifted_longitude: float
) -> None:
    shifted = at(latitude, longitude).in_datum(Datum.GCJ02)

    assert shifted.distance_m(at(shifted_latitude, shifted_longitude, Datum.GCJ02)) < 0.05


@given(LATITUDES, LONGITUDES)
def test_a_point_of_the_district_survives_every_change_of_datum(latitude: float, longitude: float) -> None:
    here = at(latitude, longitude)

    there = here.in_datum(Datum.GCJ02).in_datum(Datum.CGCS2000).in_datum(Datum.GCJ02).in_datum(Datum.WGS84)

    assert there.datum is Datum.WGS84
    assert here.distance_m(there) < 0.001


@given(LATITUDES, LONGITUDES)
def test_gcj_02_moves_a_point_of_the_district_by_hundreds_of_metres(latitude: float, longitude: float) -> None:
    shifted = at(latitude, longitude).in_datum(Datum.GCJ02)

    mistaken = at(shifted.latitude, shifted.longitude)

    assert 300 < mistaken.distance_m(at(latitude, longitude)) < 700


@pytest.mark.parametrize("place", [(43.467, 11.885), (31.6, -121.4), (-31.6, 121.4), (0.0, 0.0)])
def test_gcj_02_shifts_nothing_outside_china(place: tuple[float, float]) -> None:
    shifted = at(*place).in_datum(Datum.GCJ02)

    assert (shifted.latitude, shifted.longitude) == place


def test_cgcs2000_and_wgs_84_are_the_same_for_a_receiver() -> None:
    here = at(31.6, 121.4).in_datum(Datum.CGCS2000)

    assert (here.latitude, here.longitude, here.datum) == (31.6, 121.4, Datum.CGCS2000)


def test_a_point_moved_by_hand_loses_its_accuracy_and_age() -> None:
    found = Position(31.6, 121.4, Source.RECEIVER, accuracy_m=4.0, age_s=12.0)

    moved = found.moved(31.61, 121.41)

    assert moved == Position(31.61, 121.41, Source.HAND)


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [(90.0001, 0), (-90.0001, 0), (0, 180.0001), (0, -180.0001), (math.nan, 0), (0, math.nan), (math.inf, 0)],
)
def test_there_is_no_position_off_the_earth(latitude: float, longitude: float) -> None:
    with pytest.raises(ValueError, match="no such place"):
        at(latitude, longitude)


@pytest.mark.parametrize("wrong", [-0.1, math.nan, math.inf])
def test_an_accuracy_or_age_is_a_number_from_zero(wrong: float) -> None:
    with pytest.raises(ValueError, match="neither"):
        Position(0, 0, Source.HAND, accuracy_m=wrong)
    with pytest.raises(ValueError, match="neither"):
        Position(0, 0, Source.HAND, age_s=wrong)


@pytest.mark.parametrize(
    ("latitude", "longitude", "inside"),
    [
        (31.6, 121.5, True),
        (31.235, 121.116, True),
        (31.917, 122.042, True),
        (31.2349, 121.5, False),
        (31.9171, 121.5, False),
        (31.6, 121.1159, False),
        (31.6, 122.0421, False),
    ],
)
def test_the_district_holds_its_edges_and_nothing_beyond(latitude: float, longitude: float, *, inside: bool) -> None:
    assert DISTRICT.holds(at(latitude, longitude)) is inside


def test_the_district_is_compared_in_wgs_84() -> None:
    just_outside = at(31.6, 121.115)
    seems_inside = just_outside.in_datum(Datum.GCJ02)

    assert seems_inside.longitude > DISTRICT.west
    assert not DISTRICT.holds(seems_inside)


@given(
    st.builds(
        Position,
        st.floats(-90, 90),
        st.floats(-180, 180),
        st.sampled_from(Source),
        st.sampled_from(Datum),
        st.none() | st.floats(0, 1e6),
        st.none() | st.floats(0, 1e9),
    )
)
def test_a_position_survives_the_body_of_an_entry(position: Position) -> None:
    body = position.to_body()

    assert canonical(body)
    assert Position.from_body(body) == position


@pytest.mark.parametrize(
    ("number", "text"),
    [(31.0, "31"), (-0.0, "0"), (121.5, "121.5"), (1e-7, "0.0000001"), (1e22, "10000000000000000000000"), (100, "100")],
)
def test_a_decimal_has_no_exponent_and_no_idle_zeros(number: float, text: str) -> None:
    assert decimal_text(number) == text


@pytest.mark.parametrize("text", ["", "1e5", "nan", "inf", " 1", "1_0", "١", "+1", "1.", ".5", 1, None, True])
def test_what_is_no_decimal_string_is_refused(text: object) -> None:
    with pytest.raises(ValueError, match="not a decimal"):
        decimal_value(text)  # type: ignore[arg-type]  # what a hostile body may hold


GOOD_BODY = {"latitude": "31.6", "longitude": "121.4", "source": "exif", "datum": "WGS-84"}


@pytest.mark.parametrize(
    "body",
    [
        None,
        [],
        {},
        {**GOOD_BODY, "latitude": 31.6},
        {**GOOD_BODY, "latitude": "91"},
        {**GOOD_BODY, "source": "rumour"},
        {**GOOD_BODY, "datum": None},
        {**GOOD_BODY, "accuracy_m": "-1"},
    ],
)
def test_a_malformed_body_is_no_position(body: object) -> None:
    with pytest.raises(ValueError, match=r"."):
        Position.from_body(body)  # type: ignore[arg-type]  # what a hostile body may hold
