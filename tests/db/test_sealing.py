"""Sealed files: any range opens by itself, nothing shows without the key, and no change goes unseen."""

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.sealed import SealedBlobs, SealedThumbnails
from db.sealing import PIECE_BYTES, SealBrokenError, key_for, seal, size_within, unseal

KEY, OTHER = bytes(32), bytes([1] * 32)
SIZES = st.sampled_from([0, 1, PIECE_BYTES - 1, PIECE_BYTES, PIECE_BYTES + 1, 2 * PIECE_BYTES, 3 * PIECE_BYTES + 7])


def opened(sealed: bytes, key: bytes = KEY, start: int = 0, end: int | None = None) -> bytes:
    return b"".join(unseal(io.BytesIO(sealed), len(sealed), key, start, end))


def data_of(size: int) -> bytes:
    return (bytes(range(251)) * (size // 251 + 1))[:size]


@given(size=SIZES, cuts=st.lists(st.integers(1, 2 * PIECE_BYTES), max_size=4), start=st.integers(0, 4 * PIECE_BYTES))
def test_any_range_of_what_was_sealed_in_any_portions_opens(size: int, cuts: list[int], start: int) -> None:
    data, portions, at = data_of(size), [], 0
    for cut in cuts:
        portions.append(data[at : at + cut])
        at += cut
    sealed = b"".join(seal([*portions, data[at:]], KEY))

    assert size_within(len(sealed)) == size
    assert opened(sealed) == data
    assert opened(sealed, KEY, start, start + 1000) == data[start : start + 1000]


@given(size=SIZES, where=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
def test_a_changed_bit_anywhere_is_noticed(size: int, where: float, bit: int) -> None:
    sealed = bytearray(b"".join(seal([data_of(size)], KEY)))
    sealed[int(where * len(sealed))] ^= 1 << bit

    with pytest.raises(SealBrokenError):
        opened(bytes(sealed))


@pytest.mark.parametrize("cut", [0, 3, 20, 20 + 16, 20 + PIECE_BYTES + 16, -1])
def test_a_file_that_was_cut_is_noticed(cut: int) -> None:
    sealed = b"".join(seal([data_of(2 * PIECE_BYTES)], KEY))

    with pytest.raises(SealBrokenError):
        opened(sealed[:cut])


def test_pieces_that_changed_places_are_noticed() -> None:
    sealed = b"".join(seal([data_of(2 * PIECE_BYTES + 5)], KEY))
    piece = PIECE_BYTES + 16
    swapped = sealed[:20] + sealed[20 + piece : 20 + 2 * piece] + sealed[20 : 20 + piece] + sealed[20 + 2 * piece :]

    with pytest.raises(SealBrokenError):
        opened(swapped)


def test_another_key_opens_nothing_and_keys_differ_by_purpose() -> None:
    with pytest.raises(SealBrokenError):
        opened(b"".join(seal([b"secret"], KEY)), OTHER)

    assert key_for("photos", KEY) != key_for("thumbnails", KEY) != KEY


def test_neither_photo_nor_thumbnail_shows_in_the_files_of_a_home(tmp_path: Path) -> None:
    canary = b"canary of a resident " * 50
    name = SealedBlobs(tmp_path / "photos", KEY).put(canary).sha256
    SealedThumbnails(tmp_path / "thumbnails", KEY).put(name, canary)
    files = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]

    assert len(files) == 2
    assert not any(canary[:20] in content for content in files)
    assert SealedBlobs(tmp_path / "photos", KEY).read(name) == canary
    assert SealedThumbnails(tmp_path / "thumbnails", KEY).get(name) == canary
    assert SealedThumbnails(tmp_path / "thumbnails", OTHER).get(name) is None
    assert not SealedBlobs(tmp_path / "photos", OTHER).is_intact(name)
