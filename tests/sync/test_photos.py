"""Photos arrive byte for byte, from where they were cut, both ways."""

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest

from app.domain.listing import WaitReason
from sync.allowance import Allowance
from sync.frames import HEAD_BYTES, FrameReader
from sync.photos import CancelledBodyError, PhotoUnreadableError, SlicedBody
from sync.protocol import PackAnswer
from sync.transport import LinkError, PhotoAwayError
from tests.sync.answers import packed
from tests.sync.servers import OURS, Answers, Said, message
from tests.sync.talk import NAME, PHOTO, TOWNSHIP, Behaviour, always, never, pack_of, problem, talking


@pytest.mark.parametrize("offset", [0, 1, 1_000_000, len(PHOTO)])
def test_a_pack_arrives_byte_for_byte_from_where_the_server_stands(tmp_path: Path, offset: int) -> None:
    body, received = pack_of(tmp_path, PHOTO, offset), list[Said]()

    def behave(said: Said) -> Answers:
        received.append(said)
        return message(packed({}))

    with talking(behave) as transport:
        assert isinstance(transport.pack(TOWNSHIP, body, never), PackAnswer)

    pieces = list(FrameReader().feed(received[0].body))
    assert received[0].path == f"/v1/pack?township={TOWNSHIP}"
    assert b"".join(piece.chunk for piece in pieces) == PHOTO[offset:]
    assert pieces[0].offset == offset
    assert body.sent == len(body) == HEAD_BYTES + len(PHOTO) - offset


def ranged(*, honours: bool = True, cut_after: int | None = None) -> Behaviour:
    """Serve the photo, from where it is asked for or not."""

    def behave(said: Said) -> Answers:
        asked = said.headers.get("range", "")
        start = int(asked.removeprefix("bytes=").removesuffix("-")) if asked and honours else 0
        if start:
            head = {**OURS, "Content-Range": f"bytes {start}-{len(PHOTO) - 1}/{len(PHOTO)}"}
            return Answers(206, PHOTO[start:], head, cut_after)
        return Answers(200, PHOTO, dict(OURS), cut_after)

    return behave


@pytest.mark.parametrize("honours", [True, False])
@pytest.mark.parametrize("start", [0, 1, 70_000, len(PHOTO) - 1])
def test_a_photo_comes_from_the_byte_asked_for_even_if_the_server_begins_anew(start: int, *, honours: bool) -> None:
    with talking(ranged(honours=honours)) as transport:
        assert b"".join(transport.photo(TOWNSHIP, NAME, start, never)) == PHOTO[start:]


def pour(portions: Iterator[bytes], into: bytearray) -> None:
    for portion in portions:
        into += portion


def test_what_came_of_a_photo_before_a_cut_is_not_lost() -> None:
    came = bytearray()
    with talking(ranged(cut_after=100_000)) as transport, pytest.raises(LinkError) as caught:
        pour(transport.photo(TOWNSHIP, NAME, 0, never), came)

    assert bytes(came) == PHOTO[:100_000]
    assert caught.value.reason is WaitReason.UNREACHABLE


def test_a_range_other_than_the_one_asked_for_is_not_taken() -> None:
    wrong = Answers(206, PHOTO, {**OURS, "Content-Range": f"bytes 0-9/{len(PHOTO)}"})
    with talking(always(wrong)) as transport, pytest.raises(LinkError):
        list(transport.photo(TOWNSHIP, NAME, 5, never))


@pytest.mark.parametrize("status", [403, 404])
def test_a_photo_that_is_not_there_or_not_for_us_is_away(status: int) -> None:
    gone = problem("photos.not_here", status)
    with talking(always(gone)) as transport:
        with pytest.raises(PhotoAwayError):
            list(transport.photo(TOWNSHIP, NAME, 0, never))
        with pytest.raises(PhotoAwayError):
            transport.thumbnail(TOWNSHIP, NAME, never)


def test_a_thumbnail_comes_as_it_is() -> None:
    with talking(always(Answers(200, b"\xff\xd8jpeg"))) as transport:
        assert transport.thumbnail(TOWNSHIP, NAME, never) == b"\xff\xd8jpeg"


def test_a_photo_that_is_gone_is_named_before_anything_is_sent(tmp_path: Path) -> None:
    body = pack_of(tmp_path, PHOTO)
    (tmp_path / NAME[:2] / NAME).unlink()

    with pytest.raises(PhotoUnreadableError) as caught:
        body.check()

    assert (caught.value.photo.sha256, caught.value.code) == (NAME, "photos.not_here")


def test_a_body_that_was_given_up_gives_out_no_more(tmp_path: Path) -> None:
    given_up = Event()
    sliced = SlicedBody(pack_of(tmp_path, PHOTO).__iter__, len(PHOTO), given_up, Allowance())
    assert len(sliced.read(100)) > 0

    given_up.set()

    with pytest.raises(CancelledBodyError):
        sliced.read(100)
