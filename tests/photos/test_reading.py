"""What a photo says about itself: where, when, by which camera; and the name of what is wrong with it."""

import os
import struct
import zlib
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from app.domain.datum import Datum
from app.domain.photo import Diagnosis, Kind, PhotoFacts
from db.photos.picture import MOST_PIXELS
from db.photos.reading import MOST_BYTES, Reading, read_file, read_photo
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
    heic_boxes,
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


def test_a_photo_without_exif_lacks_everything_by_name() -> None:
    facts = read_photo(small_photo(), NOW).facts

    assert facts.diagnosis == (Diagnosis.NO_EXIF, Diagnosis.NO_POSITION, Diagnosis.NO_TIME)
    assert (facts.width, facts.height) == (64, 48)


@pytest.mark.parametrize(
    "block",
    [
        b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x87\x69\0\x04\0\0\0\0\0\0\0\0\0\0\0\0",
        b"Exif\0\0" + b"no TIFF header here at all",
    ],
)
def test_a_damaged_exif_block_is_named_and_the_picture_still_shown(block: bytes) -> None:
    reading = read_photo(small_photo(block), NOW)

    assert reading.facts.diagnosis[0] is Diagnosis.EXIF_DAMAGED
    assert reading.thumbnail is not None


@pytest.mark.parametrize(
    ("pillow_kind", "kind"),
    [("JPEG", Kind.JPEG), ("PNG", Kind.PNG), ("WEBP", Kind.WEBP), ("TIFF", Kind.TIFF)],
)
def test_every_kind_of_picture_is_read_alike(pillow_kind: str, kind: Kind) -> None:
    reading = read_photo(small_photo(exif_block({MAKE: "HUAWEI"}, MORNING, CHONGMING), pillow_kind), NOW)

    assert reading.facts.kind is kind
    assert reading.facts.diagnosis == ()
    assert reading.facts.position is not None
    assert reading.facts.taken_at == datetime.fromisoformat("2026-11-20T08:30:15+08:00")
    assert shown(reading).size == (64, 48)


@pytest.mark.parametrize("pillow_kind", ["GIF", "BMP"])
def test_pictures_without_room_for_exif_are_shown_all_the_same(pillow_kind: str) -> None:
    reading = read_photo(small_photo(kind=pillow_kind), NOW)

    assert Diagnosis.NO_EXIF in reading.facts.diagnosis
    assert shown(reading).size == (64, 48)


def shown(reading: Reading) -> Image.Image:
    assert reading.thumbnail is not None
    return Image.open(BytesIO(reading.thumbnail))


CORNERS = {"top left": (250, 0, 0), "top right": (0, 250, 0), "bottom left": (0, 0, 250), "bottom right": (250, 250, 0)}
STORED = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


@pytest.mark.parametrize("pillow_kind", ["JPEG", "PNG", "TIFF"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_thumbnail_stands_upright_and_fits_into_512_pixels(orientation: int, pillow_kind: str) -> None:
    scene = Image.new("RGB", (1200, 800))
    for number, colour in enumerate(CORNERS.values()):
        scene.paste(colour, (number % 2 * 600, number // 2 * 400, number % 2 * 600 + 600, number // 2 * 400 + 400))
    turn = STORED[orientation]
    written = BytesIO()
    stored = scene if turn is None else scene.transpose(turn)
    stored.save(written, pillow_kind, exif=exif_block({ORIENTATION: orientation}))

    reading = read_photo(written.getvalue(), NOW)

    thumbnail = shown(reading)
    seen = [thumbnail.getpixel(at) for at in ((9, 9), (500, 9), (9, 330), (500, 330))]
    assert thumbnail.size == (512, 341)
    assert (reading.facts.width, reading.facts.height) == (1200, 800)
    for found, painted in zip(seen, CORNERS.values(), strict=True):
        assert found == pytest.approx(painted, abs=12)


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "RGBA", "CMYK", "I;16"])
def test_a_picture_of_any_colours_has_a_thumbnail(mode: str) -> None:
    written = BytesIO()
    Image.new(mode, (600, 300)).save(written, "TIFF")

    assert shown(read_photo(written.getvalue(), NOW)).size == (512, 256)


def test_a_thumbnail_carries_no_position() -> None:
    reading = read_photo(small_photo(exif_block({MAKE: "HUAWEI"}, MORNING, CHONGMING)), NOW)

    assert not shown(reading).getexif()


@pytest.mark.parametrize(
    ("data", "diagnosis"),
    [
        (b"", Diagnosis.EMPTY),
        (b"x", Diagnosis.NOT_AN_IMAGE),
        ("照片在文件夹里".encode(), Diagnosis.NOT_AN_IMAGE),
        (b"\0\0\0\x18ftypmp42" + bytes(40), Diagnosis.NOT_AN_IMAGE),
        (b"PK\3\4" + bytes(40), Diagnosis.NOT_AN_IMAGE),
    ],
)
def test_what_is_no_picture_is_named_and_has_a_hash(data: bytes, diagnosis: Diagnosis) -> None:
    reading = read_photo(data, NOW)

    assert reading.facts.diagnosis == (diagnosis,)
    assert reading.facts.size == len(data)
    assert reading.thumbnail is None


@pytest.mark.parametrize("pillow_kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_cut_short_is_named_and_keeps_its_facts(pillow_kind: str) -> None:
    whole = small_photo(exif_block({MAKE: "HUAWEI"}, MORNING, CHONGMING), pillow_kind, (640, 480))
    cut = whole[: -len(whole) // 3] if pillow_kind != "WEBP" else whole[:-40]

    facts = read_photo(cut, NOW).facts

    assert facts.diagnosis[0] is Diagnosis.TRUNCATED
    assert not facts.is_usable
    if pillow_kind == "JPEG":
        assert facts.position is not None


def test_a_heic_file_never_says_where_the_one_before_it_was_taken() -> None:
    block = exif_block({MAKE: "HUAWEI"}, MORNING, CHONGMING)

    for names_its_exif in (True, False):
        facts = read_photo(heic_boxes(block, names_its_exif=names_its_exif), NOW).facts

        assert facts.kind is Kind.HEIC
        assert facts.position is None
        assert not facts.is_usable


def test_the_end_of_an_embedded_preview_is_not_taken_for_that_of_the_photo() -> None:
    preview = small_photo(size=(16, 12))
    whole = small_photo(exif_block({MAKE: "HUAWEI"}) + preview, size=(640, 480))

    assert Diagnosis.TRUNCATED in read_photo(whole[: -len(whole) // 3], NOW).facts.diagnosis


def test_a_jpeg_cut_within_its_header_is_named() -> None:
    assert Diagnosis.TRUNCATED in read_photo(small_photo(exif_block({MAKE: "HUAWEI"}))[:40], NOW).facts.diagnosis


def png_that_claims(width: int, height: int) -> bytes:
    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(bytes(1_000_000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def test_a_small_file_that_asks_for_a_flood_of_pixels_is_refused_undecoded() -> None:
    facts = read_photo(png_that_claims(60_000, 60_000), NOW).facts

    assert facts.diagnosis[0] is Diagnosis.TOO_MANY_PIXELS
    assert (facts.width, facts.height) == (60_000, 60_000)


def test_as_many_pixels_as_are_allowed_are_tried_and_one_row_more_is_not() -> None:
    most = read_photo(png_that_claims(8000, MOST_PIXELS // 8000), NOW).facts
    more = read_photo(png_that_claims(8000, MOST_PIXELS // 8000 + 1), NOW).facts

    assert most.diagnosis[0] is Diagnosis.PIXELS_DAMAGED
    assert more.diagnosis[0] is Diagnosis.TOO_MANY_PIXELS


def test_a_progressive_jpeg_with_endless_scans_is_refused_undecoded() -> None:
    written = BytesIO()
    Image.new("L", (4000, 4000)).save(written, "JPEG", progressive=True)
    whole = written.getvalue()
    scan = whole[whole.rfind(b"\xff\xda") : -2]
    bomb = whole[:-2] + scan * 400 + whole[-2:]

    assert read_photo(bomb, NOW).facts.diagnosis[0] is Diagnosis.TOO_MANY_PIXELS
    assert Diagnosis.TOO_MANY_PIXELS not in read_photo(whole, NOW).facts.diagnosis


def test_a_missing_file_a_folder_and_a_pipe_are_named_and_not_read(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.jpg"
    if hasattr(os, "mkfifo"):
        os.mkfifo(pipe)
    else:
        pipe.mkdir()

    assert read_file(tmp_path / "nothing.jpg", NOW) is Diagnosis.MISSING
    assert read_file(tmp_path, NOW) is Diagnosis.NOT_A_FILE
    assert read_file(pipe, NOW) is Diagnosis.NOT_A_FILE
    assert read_file(Path("a\0b"), NOW) is Diagnosis.UNREADABLE


def test_a_file_larger_than_any_photo_is_only_hashed(tmp_path: Path) -> None:
    path = tmp_path / "film.jpg"
    path.write_bytes(small_photo())
    os.truncate(path, MOST_BYTES + 1)

    reading = read_file(path, NOW)

    assert isinstance(reading, Reading)
    assert reading.facts.kind is Kind.JPEG
    assert reading.facts.diagnosis == (Diagnosis.TOO_LARGE,)


def test_the_future_begins_a_day_from_now() -> None:
    photo = small_photo(exif_block(None, MORNING, CHONGMING))
    taken_at = datetime.fromisoformat("2026-11-20T08:30:15+08:00")

    on_the_day = read_photo(photo, taken_at - timedelta(days=1)).facts
    before = read_photo(photo, taken_at - timedelta(days=1, seconds=1)).facts

    assert on_the_day.diagnosis == ()
    assert before.diagnosis == (Diagnosis.IN_THE_FUTURE,)
