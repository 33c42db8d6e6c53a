"""A pack is read as it arrives, however it is cut into portions."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.frames import HEAD_BYTES, BadFrameError, Frame, FrameReader


@given(
    photos=st.lists(st.tuples(st.binary(max_size=300), st.integers(0, 300)), max_size=5),
    cuts=st.lists(st.integers(1, 200), min_size=1, max_size=20),
)
def test_a_pack_in_any_portions_gives_every_photos_bytes_in_order(
    photos: list[tuple[bytes, int]], cuts: list[int]
) -> None:
    resumed = [(photo, min(offset, len(photo))) for photo, offset in photos]
    body = b"".join(_frame(photo, offset).head() + photo[offset:] for photo, offset in resumed)
    reader = FrameReader()

    pieces = [piece for portion in _portions(body, cuts) for piece in reader.feed(portion)]

    assert reader.is_between_frames
    assert b"".join(piece.chunk for piece in pieces) == b"".join(photo[offset:] for photo, offset in resumed)
    assert sum(piece.is_last for piece in pieces) == len(photos)


def test_what_arrived_before_a_cut_within_a_frame_is_kept() -> None:
    photo = b"0123456789"
    reader = FrameReader()

    pieces = list(reader.feed(_frame(photo, 2).head() + photo[2:7]))

    assert [(piece.offset, piece.chunk) for piece in pieces] == [(2, b"23456")]
    assert not reader.is_between_frames


@pytest.mark.parametrize(("size", "offset", "length"), [(10, 0, 11), (10, 10, 1), (10, 11, 0), (1 << 33, 0, 1)])
def test_a_piece_outside_its_photo_is_refused(size: int, offset: int, length: int) -> None:
    head = Frame("ab" * 32, size, offset, length).head()

    with pytest.raises(BadFrameError):
        list(FrameReader().feed(head))


def test_a_head_alone_is_known_by_its_length() -> None:
    assert len(Frame("ab" * 32, 1, 0, 1).head()) == HEAD_BYTES


def _frame(photo: bytes, offset: int) -> Frame:
    return Frame(hashlib.sha256(photo).hexdigest(), len(photo), offset, len(photo) - offset)


def _portions(body: bytes, cuts: list[int]) -> list[bytes]:
    portions, start, turn = [], 0, 0
    while start < len(body):
        portions.append(body[start : start + cuts[turn % len(cuts)]])
        start, turn = start + cuts[turn % len(cuts)], turn + 1
    return portions
