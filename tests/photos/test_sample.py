"""Drawn photos: distinct, repeatable, and saying exactly what they were told to say."""

from datetime import UTC, datetime

from app.domain.photo import Diagnosis
from app.domain.site import Position, Source
from db.photos.reading import read_photo
from db.photos.sample import Shot, sample_photo
from db.photos.scene import Scene

NOW = datetime(2026, 11, 22, tzinfo=UTC)
SHOT = Shot(position=Position(31.6234567, 121.4, Source.EXIF, accuracy_m=4.7), taken_at=NOW, direction_deg=271.5)


def test_the_same_seed_draws_the_same_photo_and_another_seed_another() -> None:
    photos = {sample_photo(seed, SHOT, scene, (320, 240)) for scene in Scene for seed in (1, 1, 2)}

    assert len(photos) == 4


def test_a_drawn_photo_is_as_large_as_one_from_a_phone_set_to_small() -> None:
    for scene in Scene:
        photo = sample_photo(7, SHOT, scene)

        assert 150_000 < len(photo) < 350_000
        assert read_photo(photo, NOW).facts.diagnosis == ()


def test_a_drawn_photo_says_where_when_and_in_which_direction() -> None:
    facts = read_photo(sample_photo(1, SHOT, size=(320, 240)), NOW).facts

    assert facts.position is not None
    assert SHOT.position is not None
    assert facts.position.distance_m(SHOT.position) < 0.001
    assert (facts.position.accuracy_m, facts.position.age_s) == (4.7, 0)
    assert (facts.taken_at, facts.direction_deg, facts.camera) == (NOW, 271.5, "Yingxun Sample")


def test_a_camera_without_fix_and_clock_writes_neither() -> None:
    facts = read_photo(sample_photo(1, Shot(), size=(320, 240)), NOW).facts

    assert facts.diagnosis == (Diagnosis.NO_POSITION, Diagnosis.NO_TIME)
