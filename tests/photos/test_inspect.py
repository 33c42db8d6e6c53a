"""What the command line says of a file: always the same keys, ready for JSON."""

import json
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from app.domain.site import Position, Source
from db.photos.inspect import inspect
from db.photos.sample import Shot, sample_photo

NOW = datetime(2026, 11, 22, tzinfo=UTC)
KEYS = [
    "path",
    "sha256",
    "size",
    "kind",
    "position",
    "datum",
    "accuracy_m",
    "taken_at",
    "offset",
    "camera",
    "orientation",
    "diagnosis",
]


def test_a_sound_photo_is_described_in_full(tmp_path: Path) -> None:
    position = Position(31.6234567, 121.4, Source.EXIF, accuracy_m=4.7)
    taken_at = datetime(2026, 11, 20, 8, 30, 15, tzinfo=timezone(timedelta(hours=8)))
    path = tmp_path / "桥.jpg"
    path.write_bytes(sample_photo(1, Shot(position=position, taken_at=taken_at, orientation=6), size=(320, 240)))

    said = json.loads(json.dumps(inspect(path, NOW)))

    assert list(said) == KEYS
    assert said["path"] == str(path)
    assert said["size"] == path.stat().st_size
    assert said["position"] == {"latitude": pytest.approx(31.6234567), "longitude": pytest.approx(121.4)}
    assert (said["kind"], said["datum"], said["accuracy_m"]) == ("jpeg", "WGS-84", 4.7)
    assert (said["taken_at"], said["offset"]) == ("2026-11-20T08:30:15+08:00", "+08:00")
    assert (said["camera"], said["orientation"], said["diagnosis"]) == ("Yingxun Sample", 6, [])


@pytest.mark.parametrize(
    ("name", "content", "kind", "diagnosis"),
    [
        ("nothing.jpg", None, None, ["missing"]),
        (".", None, None, ["not_a_file"]),
        ("empty.jpg", b"", "unknown", ["empty"]),
        ("notes.jpg", b"not a picture", "unknown", ["not_an_image"]),
    ],
)
def test_what_is_no_photo_has_the_same_keys_and_a_diagnosis(
    tmp_path: Path, name: str, content: bytes | None, kind: str | None, diagnosis: list[str]
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)

    said = inspect(path, NOW)

    assert list(said) == KEYS
    assert (said["kind"], said["diagnosis"]) == (kind, diagnosis)
    assert (said["sha256"] is None) is (content is None)
    assert said["position"] is said["datum"] is said["taken_at"] is said["offset"] is None
