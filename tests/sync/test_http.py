"""The way to the server: what is not ours is seen through, what breaks gets a name."""

import socket
from contextlib import closing

import pytest

from app.domain.listing import WaitReason
from app.ports.tokens import TokenPair
from sync.codec import compress, decode
from sync.protocol import Have, Health, PullAnswer
from sync.transport import LinkError
from tests.sync.answers import NOW, packed, pulled
from tests.sync.builders import GENERATION
from tests.sync.servers import OURS, Answers, Box, Said, message, serving
from tests.sync.talk import (
    NAME,
    PULL,
    TOWNSHIP,
    always,
    never,
    problem,
    talking,
    transport_to,
    trouble,
)


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
