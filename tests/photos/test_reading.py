"""What a photo says about itself: where, when, by which camera; and the name of what is wrong with it."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import pytest

from app.domain.datum import Datum
from app.domain.photo import Diagnosis, PhotoFacts
from db.photos.reading import read_photo
from tests.photos.exif_blocks import (
    ACCURACY,
    CHANGED,
    CHONGMING,
    DATUM,
    DIGITISED,
    DIRECTION,
    FIX_DAY,
    FIX_TIME,
    LATITUDE,
    LATITUDE_REF,
    LONGITUDE,
    LONGITUDE_REF,
    MAKE,
    MODEL,
    OFFSET,
    OFFSET_DIGITISED,
    OFFSET_TAKEN,
    ORIENTATION,
    TAKEN,
    Field,
    exif_block,
    small_photo,
)

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
MORNING: Mapping[int, Field] = {TAKEN: "2026:11:20 08:30:15", OFFSET_TAKEN: "+08:00"}


def facts_of(
    gps: Mapping[int, Field] | None = CHONGMING,
    details: Mapping[int, Field] | None = MORNING,
    image: Mapping[int, Field] | None = None,
) -> PhotoFacts:
    return read_photo(small_photo(exif_block(image, details, gps)), NOW).facts


def test_a_sound_photo_says_everything_and_has_no_diagnosis() -> None:
    gps = {
        **CHONGMING,
        DATUM: "WGS-84",
        ACCURACY: ((47, 10),),
        DIRECTION: ((1234, 100),),
        FIX_DAY: "2026:11:20",
        FIX_TIME: ((0, 1), (30, 1), (5, 1)),
    }
    facts = facts_of(gps, MORNING, {MAKE: "HUAWEI", MODEL: "P60", ORIENTATION: 6})

    assert facts.diagnosis == ()
    assert facts.position is not None
    assert (facts.position.latitude, facts.position.longitude) == pytest.approx((31.6234555556, 121.3975), abs=1e-10)
    assert (facts.position.accuracy_m, facts.position.age_s, facts.position.datum) == (4.7, 10, Datum.WGS84)
    assert facts.direction_deg == 12.34
    assert facts.taken_at == datetime.fromisoformat("2026-11-20T08:30:15+08:00")
    assert (facts.offset, facts.offset_assumed) == ("+08:00", False)
    assert (facts.camera, facts.orientation) == ("HUAWEI P60", 6)
    assert (facts.width, facts.height) == (48, 64)


SOUTH_WEST = {**CHONGMING, LATITUDE_REF: "S", LONGITUDE_REF: "W"}


@pytest.mark.parametrize(
    ("gps", "latitude", "longitude"),
    [
        ({**CHONGMING, LATITUDE: ((315, 10),), LONGITUDE: ((1215, 10),)}, 31.5, 121.5),
        ({**CHONGMING, LATITUDE: ((31, 1), (303, 10), (0, 1))}, 31.505, 121.3975),
        ({**CHONGMING, LATITUDE: ((31, 1), (30, 1), (60, 1))}, 31 + 31 / 60, 121.3975),
        ({**CHONGMING, LATITUDE_REF: "n"}, 31.6234555556, 121.3975),
        ({**CHONGMING, LATITUDE: ((0, 1),)}, 0, 121.3975),
        ({**CHONGMING, LATITUDE: ((90, 1),), LONGITUDE: ((180, 1),)}, 90, 180),
        (SOUTH_WEST, -31.6234555556, -121.3975),
    ],
)
def test_degrees_minutes_and_seconds_are_added_up(gps: Mapping[int, Field], latitude: float, longitude: float) -> None:
    position = facts_of(gps).position

    assert position is not None
    assert (position.latitude, position.longitude) == pytest.approx((latitude, longitude), abs=1e-9)


ZERO_OVER_ZERO = ((0, 0), (0, 0), (0, 0))


@pytest.mark.parametrize(
    ("gps", "diagnosis"),
    [
        (None, Diagnosis.NO_POSITION),
        ({}, Diagnosis.NO_POSITION),
        ({LATITUDE_REF: "N", LONGITUDE_REF: "E"}, Diagnosis.NO_POSITION),
        ({**CHONGMING, LATITUDE: ZERO_OVER_ZERO, LONGITUDE: ZERO_OVER_ZERO}, Diagnosis.POSITION_INVALID),
        ({**CHONGMING, LATITUDE: ((31, 1), (37, 1), (0, 0))}, Diagnosis.POSITION_INVALID),
        ({**CHONGMING, LATITUDE: ((31, 1), (37, 1), (5, 0))}, Diagnosis.POSITION_INVALID),
        ({**CHONGMING, LATITUDE: ((31, 1), (37, 1), (1, 1), (1, 1))}, Diagnosis.POSITION_INVALID),
        ({**CHONGMING, LATITUDE: "31.6"}, Diagnosis.POSITION_INVALID),
        ({**CHONGMING, LATITUDE: ((-31, 1), (37, 1), (1, 1))}, Diagnosis.POSITION_INVALID),
        ({**CHONGMING, LATITUDE_REF: ""}, Diagnosis.POSITION_INVALID),
        ({**CHONGMING, LATITUDE_REF: "E"}, Diagnosis.POSITION_INVALID),
        ({LATITUDE: CHONGMING[LATITUDE], LONGITUDE: CHONGMING[LONGITUDE]}, Diagnosis.POSITION_INVALID),
        ({LATITUDE_REF: "N", LATITUDE: CHONGMING[LATITUDE]}, Diagnosis.POSITION_INVALID),
        ({**CHONGMING, LATITUDE: ((0, 1),), LONGITUDE: ((0, 1),)}, Diagnosis.POSITION_ZEROED),
        ({**SOUTH_WEST, LATITUDE: ((0, 1),), LONGITUDE: ((0, 1),)}, Diagnosis.POSITION_ZEROED),
        ({**CHONGMING, LATITUDE: ((90, 1), (0, 1), (1, 100))}, Diagnosis.POSITION_OUT_OF_RANGE),
        ({**CHONGMING, LONGITUDE: ((180, 1), (0, 1), (1, 100))}, Diagnosis.POSITION_OUT_OF_RANGE),
        ({**CHONGMING, LATITUDE: ((2**32 - 31, 1),)}, Diagnosis.POSITION_OUT_OF_RANGE),
    ],
)
def test_a_photo_without_a_position_says_why(gps: Mapping[int, Field] | None, diagnosis: Diagnosis) -> None:
    facts = facts_of(gps)

    assert facts.position is None
    assert facts.diagnosis == (diagnosis,)


def test_a_position_outside_the_district_is_kept_and_named() -> None:
    facts = facts_of(SOUTH_WEST)

    assert facts.position is not None
    assert facts.diagnosis == (Diagnosis.OUTSIDE_DISTRICT,)


@pytest.mark.parametrize(
    ("written", "datum", "diagnosis"),
    [
        ("WGS-84   ", Datum.WGS84, ()),
        ("WGS84", Datum.WGS84, ()),
        ("GCJ-02", Datum.GCJ02, ()),
        ("CGCS2000", Datum.CGCS2000, ()),
        ("TOKYO", Datum.WGS84, (Diagnosis.DATUM_UNKNOWN,)),
    ],
)
def test_the_datum_is_what_the_camera_wrote(written: str, datum: Datum, diagnosis: tuple[Diagnosis, ...]) -> None:
    facts = facts_of({**CHONGMING, DATUM: written})

    assert facts.position is not None
    assert facts.position.datum is datum
    assert facts.diagnosis == diagnosis


@pytest.mark.parametrize(
    ("details", "image", "taken_at", "diagnosis"),
    [
        ({TAKEN: "2026:11:20 08:30:15"}, {}, "2026-11-20T08:30:15+08:00", (Diagnosis.OFFSET_ASSUMED,)),
        ({TAKEN: "2026:11:20 08:30:15", OFFSET_TAKEN: "+99:00"}, {}, "2026-11-20T08:30:15+08:00", ("offset_assumed",)),
        ({TAKEN: "2026:11:20 08:30:15", OFFSET_TAKEN: "-03:30"}, {}, "2026-11-20T08:30:15-03:30", ()),
        ({TAKEN: "2026:11:20 08:30:15", OFFSET_TAKEN: "Z"}, {}, "2026-11-20T08:30:15+00:00", ()),
        ({TAKEN: "2026-11-20T08:30:15.25", OFFSET_TAKEN: "+08:00"}, {}, "2026-11-20T08:30:15+08:00", ()),
        (
            {TAKEN: "    :  :     :  :  ", DIGITISED: "2026:11:20 08:30:15", OFFSET_DIGITISED: "+09:00"},
            {},
            "2026-11-20T08:30:15+09:00",
            (),
        ),
        ({OFFSET: "+08:00"}, {CHANGED: "2026:11:20 08:30:15"}, "2026-11-20T08:30:15+08:00", ("time_of_change",)),
        (
            {**MORNING, DIGITISED: "2025:01:01 00:00:00"},
            {CHANGED: "2024:01:01 00:00:00"},
            "2026-11-20T08:30:15+08:00",
            (),
        ),
        ({**MORNING, TAKEN: "2026:11:23 20:00:00"}, {}, "2026-11-23T20:00:00+08:00", ()),
        ({**MORNING, TAKEN: "2026:11:23 20:00:01"}, {}, "2026-11-23T20:00:01+08:00", ("in_the_future",)),
        ({}, {}, None, (Diagnosis.NO_TIME,)),
        ({TAKEN: ""}, {}, None, (Diagnosis.NO_TIME,)),
        ({TAKEN: "0000:00:00 00:00:00"}, {}, None, (Diagnosis.NO_TIME,)),
        ({TAKEN: "2026:02:30 08:30:15"}, {}, None, (Diagnosis.TIME_INVALID,)),
        ({TAKEN: "2026:11:20 24:00:00"}, {}, None, (Diagnosis.TIME_INVALID,)),
        ({TAKEN: "0001:01:01 00:00:00"}, {}, None, (Diagnosis.TIME_INVALID,)),
        ({TAKEN: "9999:12:31 23:59:59"}, {}, None, (Diagnosis.TIME_INVALID,)),
        ({TAKEN: "last Friday"}, {}, None, (Diagnosis.TIME_INVALID,)),
        ({TAKEN: ((1, 1),)}, {}, None, (Diagnosis.NO_TIME,)),
    ],
)
def test_the_time_is_the_best_that_the_file_gives_and_its_faults_are_named(
    details: Mapping[int, Field], image: Mapping[int, Field], taken_at: str | None, diagnosis: tuple[str, ...]
) -> None:
    facts = facts_of(CHONGMING, details, image)

    assert (facts.taken_at.isoformat() if facts.taken_at else None) == taken_at
    assert facts.diagnosis == diagnosis
    assert facts.offset_assumed is (Diagnosis.OFFSET_ASSUMED in diagnosis)


@pytest.mark.parametrize(
    ("details", "age_s"),
    [(MORNING, 600), ({TAKEN: "2026:11:20 08:30:15"}, None), ({**MORNING, TAKEN: "2026:11:20 08:19:15"}, 0)],
)
def test_the_age_of_a_fix_is_known_only_where_the_file_gives_the_offset(
    details: Mapping[int, Field], age_s: float | None
) -> None:
    position = facts_of({**CHONGMING, FIX_DAY: "2026:11:20", FIX_TIME: ((0, 1), (20, 1), (15, 1))}, details).position

    assert position is not None
    assert position.age_s == age_s


@pytest.mark.parametrize(
    ("make", "model", "camera"),
    [
        ("HUAWEI", "P60", "HUAWEI P60"),
        ("NIKON CORPORATION", "NIKON D70", "NIKON D70"),
        ("Canon", "Canon EOS 40D", "Canon EOS 40D"),
        ("", "P60", "P60"),
        ("HUAWEI", "", "HUAWEI"),
        (" ", " ", None),
        ("荣耀", "e\u0301\x07!" + "x" * 200, ("荣耀 é !" + "x" * 200)[: 3 + 100]),
    ],
)
def test_the_camera_has_its_maker_once_and_can_stand_in_an_entry(make: str, model: str, camera: str | None) -> None:
    assert facts_of(image={MAKE: make, MODEL: model}).camera == camera


@pytest.mark.parametrize(("written", "read"), [(0, None), (1, 1), (8, 8), (9, None), (65535, None)])
def test_only_the_eight_orientations_are_orientations(written: int, read: int | None) -> None:
    assert facts_of(image={ORIENTATION: written}).orientation == read


def test_the_future_begins_a_day_from_now() -> None:
    photo = small_photo(exif_block(None, MORNING, CHONGMING))
    taken_at = datetime.fromisoformat("2026-11-20T08:30:15+08:00")

    on_the_day = read_photo(photo, taken_at - timedelta(days=1)).facts
    before = read_photo(photo, taken_at - timedelta(days=1, seconds=1)).facts

    assert on_the_day.diagnosis == ()
    assert before.diagnosis == (Diagnosis.IN_THE_FUTURE,)
