"""Who is asking: tokens that run out, tokens that are spent, signing in."""

import pytest

from app.domain.listing import WaitReason
from app.errors import AppError
from app.ports.tokens import TokenPair
from sync.codec import decode
from sync.enrolment import enrol
from sync.protocol import Enrolled, Login, Refresh, Tokens
from sync.transport import LinkError
from tests.sync.answers import NOW, pulled
from tests.sync.builders import GENERATION, SERVER
from tests.sync.servers import Answers, Box, Said, message, serving
from tests.sync.talk import KEY, PULL, Behaviour, always, never, problem, talking


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
