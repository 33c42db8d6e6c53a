"""What is known about a photo, and that it travels in an entry unchanged."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.canonical import canonical, parse
from app.domain.photo import UNUSABLE, Diagnosis, Kind, PhotoFacts, is_sha256
from app.domain.site import Position, Source

NAME = "0f" * 32

OFFSETS = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
TIMES = st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=OFFSETS)  # noqa: DTZ001 - bounds are naive
FACTS = st.builds(
    PhotoFacts,
    sha256=st.binary(min_size=32, max_size=32).map(bytes.hex),
    size=st.integers(0, 2**40),
    kind=st.sampled_from(Kind),
    position=st.none() | st.builds(Position, st.floats(-90, 90), st.floats(-180, 180), st.sampled_from(Source)),
    direction_deg=st.none() | st.floats(0, 360),
    taken_at=st.none() | TIMES.map(lambda time: time.replace(microsecond=0)),
    offset_assumed=st.booleans(),
    camera=st.none() | st.just("HUAWEI P60 华为"),
    orientation=st.none() | st.integers(1, 8),
    width=st.none() | st.integers(1, 20_000),
    height=st.none() | st.integers(1, 20_000),
    diagnosis=st.lists(st.sampled_from(Diagnosis), unique=True).map(tuple),
)


@given(FACTS)
def test_facts_survive_the_canonical_bytes_of_an_entry(facts: PhotoFacts) -> None:
    assert PhotoFacts.from_body(parse(canonical(facts.to_body()))) == facts


def test_what_is_not_known_takes_no_room_in_an_entry() -> None:
    facts = PhotoFacts(sha256=NAME, size=3, kind=Kind.UNKNOWN)

    assert facts.to_body() == {"sha256": NAME, "size": 3, "kind": "unknown"}


def test_a_time_without_offset_is_refused() -> None:
    with pytest.raises(ValueError, match="offset"):
        PhotoFacts(sha256=NAME, size=3, kind=Kind.JPEG, taken_at=datetime(2026, 11, 22, 8, 30))  # noqa: DTZ001 - the point


@pytest.mark.parametrize(
    ("zone", "offset"),
    [
        (UTC, "+00:00"),
        (timezone(timedelta(hours=8)), "+08:00"),
        (timezone(-timedelta(hours=3, minutes=30)), "-03:30"),
    ],
)
def test_the_offset_is_written_as_a_time_writes_it(zone: timezone, offset: str) -> None:
    facts = PhotoFacts(sha256=NAME, size=3, kind=Kind.JPEG, taken_at=datetime(2026, 11, 22, 8, 30, tzinfo=zone))

    assert facts.offset == offset


@pytest.mark.parametrize("diagnosis", Diagnosis)
def test_a_photo_is_usable_unless_its_picture_is_broken(diagnosis: Diagnosis) -> None:
    facts = PhotoFacts(sha256=NAME, size=3, kind=Kind.JPEG, diagnosis=(Diagnosis.NO_TIME, diagnosis))

    assert facts.is_usable is (diagnosis not in UNUSABLE)


@pytest.mark.parametrize("text", ["", "0f" * 31, "0F" * 32, "0f" * 32 + "\n", "../" + "0f" * 32, "٠" * 64])
def test_only_64_small_hexadecimal_digits_name_a_photo(text: str) -> None:
    assert not is_sha256(text)


GOOD_BODY = {"sha256": NAME, "size": 3, "kind": "jpeg"}


@pytest.mark.parametrize(
    "body",
    [
        None,
        [],
        {},
        {**GOOD_BODY, "sha256": NAME.upper()},
        {**GOOD_BODY, "size": None},
        {**GOOD_BODY, "size": -1},
        {**GOOD_BODY, "size": True},
        {**GOOD_BODY, "kind": "painting"},
        {**GOOD_BODY, "taken_at": "2026-11-22T08:30:00"},
        {**GOOD_BODY, "taken_at": "yesterday"},
        {**GOOD_BODY, "direction_deg": 12},
        {**GOOD_BODY, "diagnosis": "no_time"},
        {**GOOD_BODY, "diagnosis": ["haunted"]},
        {**GOOD_BODY, "position": []},
        {**GOOD_BODY, "camera": 40},
    ],
)
def test_a_malformed_body_is_no_photo(body: object) -> None:
    with pytest.raises(ValueError, match=r"."):
        PhotoFacts.from_body(body)  # type: ignore[arg-type]  # what a hostile body may hold
