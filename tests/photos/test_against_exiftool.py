"""Positions, times, cameras and sizes are those that exiftool, the reference reader, finds in the same files."""

import json
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from app.domain.photo import PhotoFacts
from app.domain.site import Position, Source
from db.photos.reading import Reading, read_file
from db.photos.sample import Shot, sample_photo
from db.photos.scene import Scene
from tests.photos.exif_blocks import SHARED_PHOTOS

NOW = datetime(2026, 11, 22, tzinfo=UTC)
EXIFTOOL = shutil.which("exiftool")
TAGS = ("GPSLatitude", "GPSLongitude", "GPSHPositioningError", "GPSImgDirection", "DateTimeOriginal", "CreateDate")

pytestmark = pytest.mark.skipif(EXIFTOOL is None, reason="exiftool (Debian's libimage-exiftool-perl) is not installed")


def reference(paths: Sequence[Path]) -> dict[str, Mapping[str, object]]:
    """Return what exiftool finds in each file, by path: EXIF proper, and the signed position it derives from it."""
    asked = ["-EXIF:Make", "-EXIF:Model", "-EXIF:Orientation", "-EXIF:OffsetTimeOriginal", "-FileSize"]
    asked += [f"-EXIF:{tag}" for tag in TAGS] + ["-Composite:GPSLatitude", "-Composite:GPSLongitude"]
    command = [str(EXIFTOOL), "-json", "-n", "-G0", *asked, *map(str, paths)]
    found = subprocess.run(command, capture_output=True, check=True, encoding="utf-8")
    return {each["SourceFile"]: each for each in json.loads(found.stdout)}


def facts_of(path: Path) -> PhotoFacts:
    reading = read_file(path, NOW)
    assert isinstance(reading, Reading)
    return reading.facts


def assert_agrees(facts: PhotoFacts, found: Mapping[str, object]) -> None:
    latitude, longitude = found.get("Composite:GPSLatitude"), found.get("Composite:GPSLongitude")
    if latitude is not None:
        assert facts.position is not None
        assert (facts.position.latitude, facts.position.longitude) == pytest.approx((latitude, longitude), abs=1e-9)
        assert facts.position.accuracy_m == pytest.approx(found.get("EXIF:GPSHPositioningError"), abs=1e-6)
        assert facts.direction_deg == pytest.approx(found.get("EXIF:GPSImgDirection"), abs=1e-6)
    else:
        assert facts.position is None
    taken_at = found.get("EXIF:DateTimeOriginal") or found.get("EXIF:CreateDate")
    if taken_at is not None:
        assert facts.taken_at is not None
        assert f"{facts.taken_at:%Y:%m:%d %H:%M:%S}" == taken_at
        assert (None if facts.offset_assumed else facts.offset) == found.get("EXIF:OffsetTimeOriginal")
    assert str(found.get("EXIF:Model", "")).strip() in (facts.camera or "")
    assert facts.orientation == found.get("EXIF:Orientation")
    assert facts.size == found["File:FileSize"]


PLACES = [(31.6234567, 121.4), (31.3, 121.99), (-33.8688, 151.2093), (40.0, -3.76374051), (0.0001, -0.0001)]


@pytest.fixture
def drawn(tmp_path: Path) -> list[Path]:
    """Ten drawn photos: five places, every orientation, offsets of both signs."""
    paths = []
    for number in range(10):
        latitude, longitude = PLACES[number % len(PLACES)]
        shot = Shot(
            position=Position(latitude, longitude, Source.EXIF, accuracy_m=3.5 + number),
            taken_at=datetime(2026, 11, 1, 9, number, 59, tzinfo=timezone(timedelta(minutes=90 * number - 300))),
            orientation=number % 8 + 1,
            direction_deg=number * 39.99,
        )
        paths.append(tmp_path / f"{number}.jpg")
        paths[-1].write_bytes(sample_photo(number, shot, Scene.ROAD, (320, 240)))
    return paths


def test_a_drawn_photo_says_what_exiftool_reads_in_it(drawn: list[Path]) -> None:
    found = reference(drawn)

    assert all("Composite:GPSLatitude" in found[str(path)] for path in drawn)
    for path in drawn:
        assert_agrees(facts_of(path), found[str(path)])


def test_every_real_photo_says_what_exiftool_reads_in_it_or_names_what_is_wrong() -> None:
    paths = sorted(path for path in SHARED_PHOTOS.glob("*/*") if path.is_file())
    if not paths:
        pytest.skip("the folder of real photos is not on this machine")
    found = reference(paths)

    for path in paths:
        facts = facts_of(path)
        assert_agrees(facts, found[str(path)])
        assert (facts.position and facts.taken_at) or facts.diagnosis
        assert facts.is_usable
