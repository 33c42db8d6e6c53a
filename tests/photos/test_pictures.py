"""Pictures of every kind, turned, cut short or forged: an upright thumbnail, or the name of what is wrong."""

import os
import struct
import zlib
from collections.abc import Mapping
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from app.domain.photo import Diagnosis, Kind
from db.photos.picture import MOST_PIXELS
from db.photos.reading import MOST_BYTES, Reading, read_file, read_photo
from tests.photos.exif_blocks import (
    CHONGMING,
    MAKE,
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
