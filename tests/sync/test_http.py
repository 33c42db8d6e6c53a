"""The way to the server: what is not ours is seen through, what breaks gets a name, what was given up lets go."""

import socket
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from hashlib import sha256
from pathlib import Path
from threading import Event

import pytest

from app.domain.listing import WaitReason
from app.errors import AppError
from app.ports.exchange import HeldPhoto
from app.ports.tokens import TokenPair
from db.blobs import FolderBlobs
from sync.codec import compress, decode
from sync.enrolment import Applicant, enrol
from sync.events import Portion
from sync.frames import HEAD_BYTES, FrameReader
from sync.http import HttpTransport
from sync.link import Link
from sync.photos import PackBody
from sync.protocol import Enrolled, Have, Health, Login, PackAnswer, Problem, Pull, PullAnswer, Push, Refresh, Tokens
from sync.transport import CancelledError, LinkError, PhotoAwayError
from tests.sync.answers import NOW, packed, pulled
from tests.sync.builders import GENERATION, SERVER, Machine
from tests.sync.servers import OURS, Answers, Box, Said, message, serving

TOWNSHIP = "310151101"
PULL = Pull({})
PHOTO = bytes(range(256)) * 4_000
NAME = sha256(PHOTO).hexdigest()
KEY = Machine().author.key.public

Behaviour = Callable[[Said], Answers]


def never() -> bool:
    return False


@contextmanager
def talking(behave: Behaviour, box: Box | None = None, *, reads_body: bool = True) -> Iterator[HttpTransport]:
    """Serve and talk to it, signed in."""
    box = box or Box(TokenPair("access", "refresh"))
    with serving(behave, reads_body=reads_body) as url, closing(transport_to(url, box)) as transport:
        yield transport


def transport_to(url: str, box: Box) -> HttpTransport:
    return HttpTransport(Link(url), box, Applicant("inspector", KEY, "PC-1"))


def trouble(behave: Behaviour) -> LinkError:
    """Return what a pull fails with."""
    with talking(behave) as transport, pytest.raises(LinkError) as caught:
        transport.pull(PULL, never)
    return caught.value


def problem(code: str, status: int, min_protocol: int = 1) -> Answers:
    return message(Problem(server_time=NOW, code=code, min_protocol=min_protocol), status)


def always(answers: Answers) -> Behaviour:
    return lambda _: answers


@pytest.mark.parametrize(
    "answers",
    [
        Answers(200, b"<html>Welcome to the hotel</html>", {"Content-Type": "text/html"}),
        Answers(302, b"", {"Location": "http://127.0.0.1:9/sign-in"}),
        Answers(200, b"{}", {"Content-Type": "application/json"}),
        Answers(401, b"", {}),
        Answers(511, b"", {}),
    ],
)
def test_whoever_answers_without_our_header_is_not_our_server(answers: Answers) -> None:
    assert trouble(always(answers)).reason is WaitReason.NOT_OURS


def test_a_captive_portal_never_gets_our_refresh_token() -> None:
    asked = []

    def portal(said: Said) -> Answers:
        asked.append(said.path)
        return Answers(401, b"", {})

    assert trouble(portal).reason is WaitReason.NOT_OURS
    assert asked == ["/v1/pull"]


@pytest.mark.parametrize(
    ("answers", "reason", "code"),
    [
        (Answers(500, b"oops"), WaitReason.SERVER_ERROR, "sync.server_failed"),
        (Answers(302, b""), WaitReason.SERVER_ERROR, "sync.server_failed"),
        (problem("server.failed", 500), WaitReason.SERVER_ERROR, "sync.server_failed"),
        (problem("photos.disk_full", 507), WaitReason.SERVER_ERROR, "sync.server_disk_full"),
        (problem("account.disabled", 403), WaitReason.SIGNED_OUT, "account.disabled"),
        (problem("account.no_grant", 403), WaitReason.REFUSED, "account.no_grant"),
        (problem("x", 400, 2), WaitReason.TOO_OLD, "sync.program_too_old"),
        (problem("sync.protocol_unsupported", 400), WaitReason.TOO_OLD, "sync.program_too_old"),
        (problem("sync.body_too_large", 413), WaitReason.SERVER_ERROR, "sync.body_too_large"),
        (message(pulled()), None, None),
        (Answers(200, b"not json"), WaitReason.SERVER_ERROR, "sync.unreadable_answer"),
        (Answers(200, b"{}", {**OURS, "Content-Encoding": "zstd"}), WaitReason.SERVER_ERROR, "sync.unreadable_answer"),
        (
            Answers(200, compress(bytes(1 << 26)), {**OURS, "Content-Encoding": "zstd"}),
            WaitReason.SERVER_ERROR,
            "sync.unreadable_answer",
        ),
        (message(Health(server_time=NOW, min_protocol=9, generation="")), WaitReason.TOO_OLD, "sync.program_too_old"),
    ],
)
def test_every_answer_means_one_thing(answers: Answers, reason: WaitReason | None, code: str | None) -> None:
    with talking(always(answers)) as transport:
        if reason is None:
            assert transport.pull(PULL, never) == pulled()
            return
        with pytest.raises(LinkError) as caught:
            transport.pull(PULL, never)

    assert (caught.value.reason, caught.value.code) == (reason, code)


@pytest.mark.parametrize("cut_after", [0, 1, 40])
def test_an_answer_cut_short_is_a_cut_and_never_half_an_answer(cut_after: int) -> None:
    whole = message(pulled())
    answers = Answers(200, whole.body, whole.headers, cut_after=cut_after)

    assert trouble(always(answers)).reason is WaitReason.UNREACHABLE


def test_nobody_at_the_address_is_unreachable() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    transport = transport_to(f"http://127.0.0.1:{port}", Box(TokenPair("a", "r")))

    with closing(transport), pytest.raises(LinkError) as caught:
        transport.pull(PULL, never)

    assert caught.value.reason is WaitReason.UNREACHABLE
    assert not transport.is_ours()


def test_somebody_who_speaks_no_http_is_unreachable() -> None:
    with serving(always(message(pulled()))) as url:
        transport = transport_to(url.replace("http:", "https:"), Box(TokenPair("a", "r")))
        with closing(transport), pytest.raises(LinkError) as caught:
            transport.pull(PULL, never)

    assert caught.value.reason is WaitReason.NOT_OURS


def test_it_is_ours_only_with_our_header() -> None:
    health = message(Health(server_time=NOW, generation=GENERATION))
    with talking(always(health)) as transport:
        assert transport.is_ours()
    with talking(always(Answers(200, health.body, {"Content-Encoding": "zstd"}))) as transport:
        assert not transport.is_ours()


# Who is asking.


def test_without_tokens_nothing_is_asked() -> None:
    with talking(always(message(pulled())), Box()) as transport, pytest.raises(LinkError) as caught:
        transport.pull(PULL, never)

    assert caught.value.reason is WaitReason.SIGNED_OUT


def demanding(token: str, asked: list[Said]) -> Behaviour:
    """Answer only to one token, and give it for the first refresh token."""

    def behave(said: Said) -> Answers:
        asked.append(said)
        if said.path == "/v1/refresh" and decode(said.body, Refresh).refresh_token == "refresh":
            tokens = Tokens(
                server_time=NOW, access_token="new", refresh_token="next", expires_in=60, person="p", name="n"
            )
            return message(tokens)
        if said.headers.get("authorization") == f"Bearer {token}":
            return message(pulled())
        return problem("account.signed_out", 401)

    return behave


def test_a_token_that_has_run_out_is_exchanged_once_and_the_request_made_again() -> None:
    box, asked = Box(TokenPair("old", "refresh")), list[Said]()
    with talking(demanding("new", asked), box) as transport:
        assert transport.pull(PULL, never) == pulled()

    assert box.tokens == TokenPair("new", "next")
    assert [said.path for said in asked] == ["/v1/pull", "/v1/refresh", "/v1/pull"]
    assert asked[0].body == asked[2].body


def test_a_pair_that_another_process_has_fetched_is_used_instead_of_the_spent_one() -> None:
    class Shared(Box):
        reads = 0

        def read(self) -> TokenPair | None:
            self.reads += 1
            return TokenPair("old", "spent") if self.reads == 1 else TokenPair("new", "next")

    asked: list[Said] = []
    with talking(demanding("new", asked), Shared()) as transport:
        assert transport.pull(PULL, never) == pulled()

    assert [said.path for said in asked] == ["/v1/pull", "/v1/pull"]


def test_a_refresh_token_that_the_server_takes_no_longer_signs_out() -> None:
    box = Box(TokenPair("old", "spent"))
    with talking(demanding("new", []), box) as transport, pytest.raises(LinkError) as caught:
        transport.pull(PULL, never)

    assert (caught.value.reason, caught.value.code) == (WaitReason.SIGNED_OUT, "account.signed_out")
    assert box.tokens is None


def test_a_refresh_cut_on_the_way_signs_nobody_out() -> None:
    box = Box(TokenPair("old", "refresh"))

    def behave(said: Said) -> Answers:
        if said.path == "/v1/refresh":
            return Answers(200, b"0123456789", cut_after=3)
        return problem("account.signed_out", 401)

    with talking(behave, box) as transport, pytest.raises(LinkError) as caught:
        transport.pull(PULL, never)

    assert caught.value.reason is WaitReason.UNREACHABLE
    assert box.tokens == TokenPair("old", "refresh")


def enrolling(said: Said) -> Answers:
    if said.path == "/v1/login":
        if decode(said.body, Login).password != "correct horse":
            return problem("account.wrong_password", 401)
        return message(
            Tokens(server_time=NOW, access_token="a", refresh_token="r", expires_in=60, person="p", name="n")
        )
    assert said.headers["authorization"] == "Bearer a"
    return message(
        Enrolled(
            server_time=NOW,
            device="d",
            person="p",
            name="n",
            server_device="s",
            server_key=SERVER.public.hex,
            generation=GENERATION,
        )
    )


def test_enrolling_gives_what_is_to_be_pinned_and_the_first_tokens() -> None:
    with serving(enrolling) as url:
        enrolment = enrol(url, "inspector", "correct horse", KEY, "PC-1")

    assert enrolment.enrolled.server_key == SERVER.public.hex
    assert enrolment.tokens == TokenPair("a", "r")


@pytest.mark.parametrize(
    ("behave", "code"),
    [
        (enrolling, "account.wrong_password"),
        (always(Answers(200, b"", {})), "sync.not_our_server"),
        (always(Answers(200, b"0123456789", cut_after=2)), "network.unreachable"),
    ],
)
def test_enrolling_in_vain_says_what_to_do(behave: Behaviour, code: str) -> None:
    with serving(behave) as url, pytest.raises(AppError) as caught:
        enrol(url, "inspector", "wrong", KEY, "PC-1")

    assert caught.value.code == code


def test_signing_in_keeps_the_new_tokens() -> None:
    box = Box()
    with talking(enrolling, box) as transport:
        transport.sign_in("correct horse")

    assert box.tokens == TokenPair("a", "r")


# Giving up.


class Watch:
    """Is cancelled once the event is set, and knows how long ago."""

    def __init__(self, event: Event) -> None:
        self._event = event
        self.since = 0.0

    def __call__(self) -> bool:
        if self._event.is_set() and not self.since:
            self.since = time.monotonic()
        return self._event.is_set()

    def seconds(self) -> float:
        return time.monotonic() - self.since


@pytest.mark.parametrize("head_first", [False, True])
def test_a_server_that_does_not_answer_is_given_up_within_a_fifth_of_a_second(*, head_first: bool) -> None:
    arrived, release = Event(), Event()
    watch = Watch(arrived)

    def behave(_: Said) -> Answers:
        arrived.set()
        return Answers(200, b"0123456789", hold=release, head_first=head_first)

    with talking(behave) as transport:
        with pytest.raises(CancelledError):
            transport.pull(PULL, watch)
        waited = watch.seconds()
        release.set()

    assert waited < 0.2


def test_an_upload_that_nobody_takes_is_given_up_within_a_fifth_of_a_second(tmp_path: Path) -> None:
    body = pack_of(tmp_path, bytes(40_000_000))
    release, wanted_no_more = Event(), Event()
    watch = Watch(wanted_no_more)

    def is_cancelled() -> bool:
        if body.sent:
            wanted_no_more.set()
        return watch()

    with talking(lambda _: Answers(200, b"", hold=release), reads_body=False) as transport:
        with pytest.raises(CancelledError):
            transport.pack(TOWNSHIP, body, is_cancelled)
        waited = watch.seconds()
        release.set()

    assert waited < 0.2
    assert body.sent < len(body)


def test_after_a_request_was_given_up_the_next_one_works() -> None:
    arrived, release = Event(), Event()

    def behave(_: Said) -> Answers:
        if arrived.is_set():
            return message(pulled())
        arrived.set()
        return Answers(200, b"", hold=release)

    with talking(behave) as transport:
        with pytest.raises(CancelledError):
            transport.pull(PULL, arrived.is_set)
        assert transport.pull(PULL, never) == pulled()
        release.set()


def test_what_is_cancelled_beforehand_is_not_asked() -> None:
    asked = []

    def behave(said: Said) -> Answers:
        asked.append(said)
        return message(pulled())

    with talking(behave) as transport, pytest.raises(CancelledError):
        transport.push(Push([]), lambda: True)

    assert asked == []


# Photos.


def pack_of(folder: Path, photo: bytes, offset: int = 0) -> PackBody:
    blobs = FolderBlobs(folder)
    blob = blobs.put(photo)
    return PackBody([Portion(HeldPhoto(TOWNSHIP, blob.sha256, blob.size), offset, blob.size - offset)], blobs)


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


def test_messages_travel_compressed_and_named() -> None:
    asked = []

    def behave(said: Said) -> Answers:
        asked.append(said)
        return message(packed({}))

    with talking(behave) as transport:
        transport.have(Have(TOWNSHIP, [NAME]), never)

    headers = asked[0].headers
    assert (headers["content-encoding"], headers["sync-protocol"]) == ("zstd", "1")
    assert decode(asked[0].body, Have) == Have(TOWNSHIP, [NAME])
    assert isinstance(pulled(), PullAnswer)
