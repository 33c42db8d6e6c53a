"""Whatever the bytes are: facts or a named diagnosis, quickly, never a crash, a hang or a place off the earth.

The mutations are the same on every machine. ``YINGXUN_MUTATIONS`` asks for more of them than the usual 3,000.
"""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from random import Random
from types import FrameType
from typing import NoReturn

import pytest

from app.domain.canonical import canonical
from app.domain.photo import Diagnosis, PhotoFacts
from app.domain.site import Position, Source
from db.photos.reading import Reading, read_photo
from db.photos.sample import Shot, sample_photo
from tests.photos.exif_blocks import CHONGMING, MAKE, OFFSET_TAKEN, SHARED_PHOTOS, TAKEN, exif_block, small_photo

NOW = datetime(2026, 11, 22, tzinfo=UTC)
MUTATIONS = int(os.environ.get("YINGXUN_MUTATIONS", "3000"))
MOST_SECONDS = 2.0
HEADER_BYTES = 700

BLOCK = exif_block({MAKE: "HUAWEI"}, {TAKEN: "2026:11:20 08:30:15", OFFSET_TAKEN: "+08:00"}, CHONGMING)
SEEDS = {
    "jpeg": small_photo(BLOCK),
    "png": small_photo(BLOCK, "PNG"),
    "webp": small_photo(BLOCK, "WEBP"),
    "tiff": small_photo(BLOCK, "TIFF"),
    "gif": small_photo(kind="GIF"),
    "bmp": small_photo(kind="BMP"),
    "phone": sample_photo(1, Shot(position=Position(31.6, 121.4, Source.EXIF), taken_at=NOW), size=(160, 120)),
    "heic box": b"\0\0\0\x18ftypheic\0\0\0\0heicmif1\0\0\0\x22meta\0\0\0\0\0\0\0\x0eiinf\0\0\0\0\0\x01" + BLOCK,
}
NASTY = (b"\0\0\0\0", b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"\x80\0\0\0", b"\0\0\0\x01", b"\xff\xda", b"\xff\xe1")


class HangError(BaseException):
    """A file took too long; no parser boundary may swallow it."""


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Fail when the block uses more processor time, whatever else the machine is doing."""

    def refuse(_number: int, _frame: FrameType | None) -> NoReturn:
        raise HangError(f"more than {seconds} s")

    if not hasattr(signal, "setitimer"):
        yield
        return
    usual = signal.signal(signal.SIGVTALRM, refuse)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, usual)


def mutated(data: bytes, random: Random) -> bytes:
    """Return the bytes with a few changes in their header: flipped, overwritten, doubled, removed, or cut off."""
    changed = bytearray(data)
    for _ in range(random.choice((1, 1, 2, 4, 12))):
        at = random.randrange(min(HEADER_BYTES, max(1, len(changed))))
        match random.randrange(5):
            case 0:
                changed[at : at + 1] = random.randbytes(1)
            case 1:
                nasty = random.choice(NASTY)
                changed[at : at + len(nasty)] = nasty
            case 2:
                changed[at:at] = changed[at : at + random.randrange(1, 64)]
            case 3:
                del changed[at : at + random.randrange(1, 16)]
            case _ if random.random() < 0.2:
                del changed[random.randrange(len(changed) + 1) :]
    return bytes(changed)


def assert_worth_something(reading: Reading) -> None:
    facts = reading.facts
    assert facts.diagnosis or (facts.position and facts.taken_at and reading.thumbnail)
    assert facts.is_usable is (reading.thumbnail is not None)
    assert PhotoFacts.from_body(facts.to_body()) == facts
    assert canonical(facts.to_body())


@pytest.mark.slow
@pytest.mark.parametrize("name", SEEDS)
def test_a_mutated_header_gives_facts_or_a_diagnosis_in_time(name: str) -> None:
    random = Random(f"{name} 20261122")  # noqa: S311 - the same everywhere
    seen: set[Diagnosis] = set()
    for _ in range(MUTATIONS // len(SEEDS)):
        data = mutated(SEEDS[name], random)
        with at_most(MOST_SECONDS):
            reading = read_photo(data, NOW)
        assert_worth_something(reading)
        seen.update(reading.facts.diagnosis)

    assert seen, "mutations that break nothing test nothing"


@pytest.mark.slow
def test_a_mutated_real_heic_gives_facts_or_a_diagnosis_in_time() -> None:
    path = SHARED_PHOTOS / "heic" / "IMG_5195.HEIC"
    if not path.is_file():
        pytest.skip("the folder of real photos is not on this machine")
    data, random = path.read_bytes(), Random("heic 20261122")  # noqa: S311 - the same everywhere
    for _ in range(MUTATIONS // 100):
        with at_most(MOST_SECONDS):
            reading = read_photo(mutated(data, random), NOW)
        assert_worth_something(reading)


def test_exif_that_points_at_itself_ends() -> None:
    block = bytearray(BLOCK)
    pointers = [at for at in range(len(block) - 12) if bytes(block[at : at + 2]) in (b"\x87\x69", b"\x88\x25")]
    for at in pointers:
        block[at + 8 : at + 12] = b"\0\0\0\x08"

    with at_most(MOST_SECONDS):
        reading = read_photo(small_photo(bytes(block)), NOW)

    assert pointers
    assert reading.facts.position is None
    assert_worth_something(reading)


def test_exif_that_asks_for_endless_fields_ends() -> None:
    entry = b"\x9c\x9b\0\x01\0\0\x03\xe7\0\0\0\x08"
    block = b"Exif\0\0MM\0*\0\0\0\x08" + b"\x13\x88" + entry * 5000 + bytes(4)
    tiff = b"MM\0*\0\0\0\x08" + b"\xff\xff" + entry * 65535 + bytes(4)

    for data in (small_photo(block), tiff):
        with at_most(MOST_SECONDS):
            reading = read_photo(data, NOW)
        assert_worth_something(reading)
        assert Diagnosis.EXIF_DAMAGED in reading.facts.diagnosis
