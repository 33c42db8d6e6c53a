"""A stranger's photo is read in a child process, and whatever happens to the child is a diagnosis."""

from datetime import UTC, datetime

import pytest

from app.domain.photo import Diagnosis
from app.domain.site import Position, Source
from db.photos.check import check_image
from db.photos.reading import read_photo
from db.photos.sample import Shot, sample_photo

NOW = datetime(2026, 11, 22, tzinfo=UTC)
PHOTO = sample_photo(3, Shot(position=Position(31.6, 121.4, Source.EXIF), taken_at=NOW), size=(640, 480))


@pytest.mark.slow
@pytest.mark.parametrize("data", [PHOTO, PHOTO[:9000], b"not a picture", b""])
def test_the_child_says_what_reading_here_says(data: bytes) -> None:
    assert check_image(data, NOW) == read_photo(data, NOW)


def test_a_child_that_takes_too_long_is_ended_and_the_photo_diagnosed() -> None:
    reading = check_image(PHOTO, NOW, timeout_s=0.001)

    assert reading.facts.diagnosis == (Diagnosis.TOO_SLOW,)
    assert reading.facts.sha256 == read_photo(PHOTO, NOW).facts.sha256
    assert reading.thumbnail is None


@pytest.mark.slow
def test_a_child_that_dies_leaves_a_diagnosis(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", "false")

    reading = check_image(PHOTO, NOW)

    assert reading.facts.diagnosis == (Diagnosis.PIXELS_DAMAGED,)
    assert reading.facts.size == len(PHOTO)
